"""The line of time of a contract file, from its term as read from all documents (TERMS 1 to 3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from clausescan.assess.calendar import later_end, long_date
from clausescan.assess.term import status_on
from clausescan.core.contract_file import ContractFile, EventKind, FileTerm
from clausescan.core.timeline import Event, Timeline

_MOST_OPTIONS = 20
_ORDER = tuple(EventKind)
_ONE = dt.timedelta(days=1)


def timeline(file: ContractFile, as_of: dt.date) -> Timeline | None:
    """The events of the term as of that day; None where no document states a term or none of its days is known."""
    term = file.facts.term
    if term is None:
        return None
    events = tuple(sorted({*_fixed(term), *_moved(term), *_ahead(term), *_after(file, term)}, key=lambda e: (e.date, _ORDER.index(e.kind), e.text)))
    if not events:
        return None
    return Timeline(as_of, status_on(term, as_of).value, events, term.current_end, term.open_ended, bool(term.doubts) or term.anticipated)


def _fixed(term: FileTerm) -> Iterator[Event]:
    """Start, first end, end in force, latest end."""
    sure = not term.anticipated
    if term.start is not None:
        said = "The contract is planned to begin" if term.anticipated else "The contract begins"
        yield Event(EventKind.START, term.start, f"{said} on {long_date(term.start)}.", certain=sure, proof=term.proof)
    if term.initial_end is not None:
        text = f"The initial term ends on {long_date(term.initial_end)}."
        yield Event(EventKind.INITIAL_END, term.initial_end, text, term.start, sure, term.proof)
    if term.current_end is not None:
        text = f"End in force: {long_date(term.current_end)}." if sure else f"The end that is planned: {long_date(term.current_end)}."
        yield Event(EventKind.CURRENT_END, term.current_end, text, certain=sure, proof=term.proof)
    if term.max_end is not None and term.max_end != term.current_end:
        text = f"Latest end if every option is used: {long_date(term.max_end)}."
        yield Event(EventKind.MAX_END, term.max_end, text, certain=False, proof=term.proof)


def _moved(term: FileTerm) -> Iterator[Event]:
    """What amendments did or offered, in their own words' order."""
    end = term.initial_end
    for step in term.steps:
        if step.event is None or step.date is None:
            continue
        since = end + _ONE if end is not None and end < step.date else None
        yield Event(step.event, step.date, step.text, since, step.event is not EventKind.OFFERED, step.proof)
        if step.event is not EventKind.OFFERED:
            end = step.date


def _ahead(term: FileTerm) -> Iterator[Event]:
    """Options that nothing shows as used, and the last day to give notice of the next one."""
    end, last, options = term.current_end, term.max_end, term.renewals
    if end is None or (not term.open_ended and (last is None or last <= end)):
        return
    if options is not None and options.notice_days:
        day = end - dt.timedelta(days=options.notice_days)
        text = f"Last day for notice on the next renewal: {long_date(day)}, {options.notice_days} days before the end in force."
        yield Event(EventKind.NOTICE, day, text, certain=not term.doubts, proof=term.proof)
    if last is None:
        return
    months = options.months_each if options is not None else None
    for _ in range(_MOST_OPTIONS):
        until = min(later_end(end, months), last) if months else last
        text = f"An option would run from {long_date(end + _ONE)} to {long_date(until)}; nothing in the file shows that it was used."
        yield Event(EventKind.UNUSED, until, text, end + _ONE, certain=False, proof=term.proof)
        end = until
        if end >= last:
            return


def _after(file: ContractFile, term: FileTerm) -> Iterator[Event]:
    """The window for orders by others, and what lasts beyond the end."""
    if term.ordering_window_end is not None:
        text = f"Last day for orders by other agencies: {long_date(term.ordering_window_end)}."
        yield Event(EventKind.WINDOW_END, term.ordering_window_end, text, proof=term.proof)
    if term.current_end is not None:
        for part, topic in ((p, t) for p in file.parts for t in p.topics if t.kind == "order_survival"):
            text = f"Orders placed by {long_date(term.current_end)} may be carried out after it; read how long."
            yield Event(EventKind.TAIL, term.current_end, text, certain=False, proof=part.prove(topic.evidence))
            return
