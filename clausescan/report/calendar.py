"""Dates as a calendar file (the adapter to icalendar): the end, the last day for notice, the decision on renewal."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from clausescan.core.contract_file import ContractFile, FileTerm, Proof
from clausescan.core.words import ACTOR_WORDS
from clausescan.report.words import long_date

_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
_START = dt.date(2020, 1, 1)
DECIDE = 120
"""Days before the end on which to decide: time for a board to meet, and for a bid if the answer is no."""
_BEFORE_NOTICE = 30  # days; a decision comes before the notice that follows from it


@dataclass(frozen=True, slots=True)
class Event:
    """Something on a whole day. `uid` stays the same for the same thing, so that a calendar renews it instead of adding another.

    `alarms` are days before it on which a calendar reminds.
    """

    uid: str
    day: dt.date
    summary: str
    description: str
    alarms: tuple[int, ...] = (90, 30, 7)


def calendar(events: Iterable[Event], made: dt.date) -> bytes:
    """The file (RFC 5545). `made` is the day that stands for the time of making; a file made later has a higher SEQUENCE and wins."""
    import icalendar  # noqa: PLC0415  only who exports pays for it

    whole = icalendar.Calendar()
    for name, value in (("prodid", "-//clausescan//contract dates//EN"), ("version", "2.0"), ("calscale", "GREGORIAN")):
        whole.add(name, value)
    stamp = dt.datetime.combine(made, dt.time(), dt.UTC)
    for event in events:
        entry = icalendar.Event()
        for key, said in (("uid", event.uid), ("summary", event.summary), ("description", event.description), ("transp", "TRANSPARENT")):
            entry.add(key, _plain(said))
        entry.add("dtstamp", stamp)
        entry.add("dtstart", event.day)
        entry.add("sequence", max(0, (made - _START).days))
        for days in event.alarms:
            alarm = icalendar.Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", _plain(event.summary))
            alarm.add("trigger", dt.timedelta(days=-days))
            entry.add_component(alarm)
        whole.add_component(entry)
    return bytes(whole.to_ical())


def _plain(text: str) -> str:
    """Without signs that a calendar may not hold; lone surrogates replaced."""
    ended = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROLS.sub("", ended).encode("utf-8", "replace").decode()


def contract_events(file: ContractFile) -> tuple[Event, ...]:
    """The dates of a contract file, soonest first; empty where no end is known or a solicitation only foresees it.

    The end in force; while options are left the day to decide on the next one, and the last day for notice where the contract asks for notice;
    the last day for orders by other agencies where it has one of its own.
    """
    term = file.facts.term
    if term is None or term.anticipated:
        return ()
    key, about = _key(file), _about(file)
    words = "\n".join((*_doubts(term), *_sources(term.proof), "Made by clausescan; an aid to review, not legal advice."))
    found = [Event(f"{key}-{kind}@clausescan", day, f"{what}: {about}", f"{why}\n{words}") for kind, day, what, why in _days(term)]
    return tuple(sorted(found, key=lambda e: (e.day, e.uid)))


def _days(term: FileTerm) -> Iterator[tuple[str, dt.date, str, str]]:
    """Kind, day, what it is, and one sentence of why."""
    end, options = term.current_end, term.renewals
    if end is not None:
        latest = f"Latest end if every option is used: {long_date(term.max_end)}." if term.max_end and term.max_end != end else ""
        none = "" if options is not None or latest else "No option to renew is stated."
        yield "end", end, "Contract ends", latest or none or "See the options to renew in the contract."
    if end is not None and options is not None and (term.open_ended or term.max_end is None or term.max_end > end):
        notice = end - dt.timedelta(days=options.notice_days) if options.notice_days is not None else None
        if notice is not None:
            yield "notice", notice, "Last day for notice", f"The contract asks for {options.notice_days} days of notice before {long_date(end)}."
        decide = end - dt.timedelta(days=DECIDE)
        if notice is not None:
            decide = min(decide, notice - dt.timedelta(days=_BEFORE_NOTICE))
        yield "renewal", decide, "Decide on renewal", f"The end in force is {long_date(end)}; renewal {ACTOR_WORDS[options.actor]}."
    if term.ordering_window_end is not None and term.ordering_window_end != end:
        yield "orders", term.ordering_window_end, "Last day for orders by other agencies", "The contract names a last day of its own for orders."


def _key(file: ContractFile) -> str:
    """What names the contract: lead agency and number where both are known, so that an amendment renews its dates; else its first document."""
    facts = file.facts
    if facts.lead_agency is not None and facts.contract_number is not None:
        name = f"{facts.lead_agency.value.name}|{facts.contract_number.value}"
    else:
        name = file.parts[0].source.sha256 if file.parts else ""
    return hashlib.sha256(re.sub(r"[^\w|]+", " ", name.lower()).strip().encode()).hexdigest()[:32]


def _about(file: ContractFile) -> str:
    facts = file.facts
    named = [facts.vendor.value if facts.vendor else "", facts.contract_number.value if facts.contract_number else ""]
    lead = facts.lead_agency.value.name if facts.lead_agency else ""
    return " · ".join(x for x in (*named, lead) if x) or (file.parts[0].source.name if file.parts else "contract")


def _doubts(term: FileTerm) -> tuple[str, ...]:
    return tuple(f"In doubt: {doubt}" for doubt in term.doubts)


def _sources(proofs: Iterable[Proof]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f"{p.document}, page {p.evidence.page}: “{' '.join(p.evidence.quote.split())[:300]}”" for p in proofs))[:3]
