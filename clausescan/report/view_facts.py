"""Dates step by step, what was found, what conflicts and what is missing."""

from __future__ import annotations

from dataclasses import dataclass

from clausescan.core.contract_file import ContractFile, FileTerm, Proof
from clausescan.core.finding import RenewalOptions
from clausescan.core.timeline import Timeline
from clausescan.core.words import ACTOR_WORDS, AGENCY_WORDS, METHOD_WORDS, ROLE_WORDS, WHO_WORDS
from clausescan.report.labels import finding_ids
from clausescan.report.quotes import Quoter, QuoteView
from clausescan.report.view_timeline import TimelineView, timeline_view
from clausescan.report.words import count_of, long_date, sentence_case, written

_MOST_ITEMS = 12


@dataclass(frozen=True, slots=True)
class DateStepView:
    """One step of the computation."""

    text: str
    date: str
    quotes: tuple[QuoteView, ...]


@dataclass(frozen=True, slots=True)
class DatesView:
    """The dates as label and value, the steps that led to them, and what is in doubt."""

    rows: tuple[tuple[str, str], ...]
    steps: tuple[DateStepView, ...]
    doubts: tuple[str, ...]
    line: TimelineView | None = None


@dataclass(frozen=True, slots=True)
class FactView:
    """One fact with its quotes; `id` is that of the finding, "" where it is put together from several."""

    anchor: str
    id: str
    label: str
    value: str
    source: str
    quotes: tuple[QuoteView, ...]


@dataclass(frozen=True, slots=True)
class ScopeView:
    """What one document says is bought: the first items; `more` says how many follow, "" for none."""

    source: str
    summary: str
    items: tuple[tuple[str, str], ...]
    more: str
    exclusions: tuple[tuple[str, str], ...]
    quotes: tuple[QuoteView, ...]


@dataclass(frozen=True, slots=True)
class ConflictView:
    """A disagreement: who says what, and which was followed."""

    subject: str
    said: tuple[tuple[str, str, tuple[QuoteView, ...]], ...]
    chosen: str
    why: str


@dataclass(frozen=True, slots=True)
class ObtainView:
    """A document to obtain."""

    what: str
    why: str
    who: str
    quotes: tuple[QuoteView, ...]


def dates_view(file: ContractFile, quoter: Quoter, line: Timeline | None = None) -> DatesView | None:
    """The term; None where no document states one. `line` is its line of time."""
    term = file.facts.term
    if term is None:
        return None
    steps = tuple(
        DateStepView(
            _sentence(s.text),
            long_date(s.date) if s.date else "",
            quoter.sparing(s.proof, 2, named=True),
        )
        for s in term.steps
    )
    return DatesView(_date_rows(term), steps, term.doubts, timeline_view(line) if line is not None else None)


def _sentence(text: str) -> str:
    """The step with dates as people write them; that a date is printed as such ("explicit") is seen in the quote below."""
    plain = written(text.removesuffix(", explicit"))
    return sentence_case(plain) + ("" if plain.endswith((".", "?", ":")) else ".")


def _date_rows(term: FileTerm) -> tuple[tuple[str, str], ...]:
    planned = " (planned in the solicitation)" if term.anticipated else ""
    latest = "no limit stated" if term.open_ended else long_date(term.max_end)
    rows = [
        ("Start", long_date(term.start)),
        ("End of the initial term", long_date(term.initial_end)),
        ("Options to renew", _options(term.renewals)),
        ("End in force", f"{long_date(term.current_end)}{planned}"),
        ("Latest end if every option is used", latest),
    ]
    if term.offered_end is not None:
        rows.append(("End in a renewal not shown as signed", long_date(term.offered_end)))
    if term.ordering_window_end is not None:
        rows.append(("Last day for orders by other agencies", long_date(term.ordering_window_end)))
    return tuple(rows)


def _options(renewals: RenewalOptions | None) -> str:
    if renewals is None:
        return "none stated"
    if renewals.unlimited:
        return f"renews without a stated limit, {ACTOR_WORDS[renewals.actor]}"
    length = f" of {count_of(renewals.months_each, 'month')} each" if renewals.months_each else ""
    number = count_of(renewals.count, "option") if renewals.count is not None else "options, number not stated"
    used = f"; {renewals.used} used" if renewals.used is not None else ""
    return f"{number}{length}, {ACTOR_WORDS[renewals.actor]}{used}"


def fact_views(file: ContractFile, quoter: Quoter) -> tuple[FactView, ...]:
    """Lead agency, vendor, numbers, program and competition, as far as found."""
    facts = file.facts
    found: list[tuple[str, str, str, tuple[Proof, ...]]] = []
    if facts.lead_agency is not None:
        lead = facts.lead_agency.value
        found.append(
            (
                "Lead agency",
                f"{lead.name} ({AGENCY_WORDS[lead.type]}{f', {lead.state}' if lead.state else ''})",
                facts.lead_agency.part,
                facts.lead_agency.proof,
            )
        )
    for label, settled in (("Vendor", facts.vendor), ("Contract number", facts.contract_number), ("Solicitation number", facts.solicitation_number)):
        if settled is not None:
            found.append((label, settled.value, settled.part, settled.proof))
    if facts.program is not None:
        found.append(("Cooperative program", facts.program.value.name, facts.program.part, facts.program.proof))
    for one in facts.competition:
        words = "; ".join(f"{name.replace('_', ' ')}: {written(value.replace('_', ' '))}" for name, value in one.value.details)
        method = sentence_case(METHOD_WORDS.get(one.value.method, one.value.method))
        found.append(("Competition", f"{method}{f' ({words})' if words else ''}", one.part, one.proof))
    ids, views, seen = finding_ids(file), list[FactView](), set[str]()
    for number, (label, value, part, proof) in enumerate(found, 1):
        first = proof[0].evidence
        known = ids.get((first.source, first.span), "")
        anchor = f"finding-{known}" if known and known not in seen else f"fact-{number}"
        seen.add(known)
        views.append(FactView(anchor, known, label, value, _source(file, part), quoter.sparing(proof)))
    return tuple(views)


def scope_views(file: ContractFile, quoter: Quoter) -> tuple[ScopeView, ...]:
    """The scope of every document that states one, items with their pages."""
    views = []
    for part in file.parts:
        found = part.facts.scope
        if found is not None:
            scope = found.value
            left = len(scope.items) - _MOST_ITEMS
            items = tuple((i.text, f"page {i.page}") for i in scope.items[:_MOST_ITEMS])
            without = tuple((i.text, f"page {i.page}") for i in scope.exclusions)
            more = f"{count_of(left, 'more item')} in the document." if left > 0 else ""
            quotes = quoter.sparing(part.prove(found.evidence))
            views.append(ScopeView(_source(file, part.id), sentence_case(scope.summary), items, more, without, quotes))
    return tuple(views)


def _source(file: ContractFile, part_id: str) -> str:
    part = file.part(part_id)
    return f"{sentence_case(ROLE_WORDS[part.role])}, {part.source.name}"


def conflict_views(file: ContractFile, quoter: Quoter) -> tuple[ConflictView, ...]:
    """Every disagreement between documents."""
    return tuple(
        ConflictView(
            c.subject,
            tuple((_source(file, s.part), s.value, quoter.sparing(s.proof)) for s in c.said),
            c.chosen,
            c.why,
        )
        for c in file.conflicts
    )


def obtain_views(file: ContractFile, quoter: Quoter) -> tuple[ObtainView, ...]:
    """What the file lacks, most wanted first."""
    return tuple(ObtainView(d.what, d.why, sentence_case(WHO_WORDS[d.who]), quoter.sparing(d.proof)) for d in file.to_obtain)
