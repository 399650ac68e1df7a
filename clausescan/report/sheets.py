"""A contract file as tables: what CSV files and the sheets of a workbook hold, row by row."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeAlias

from clausescan.core.contract_file import ContractFile, FilePart, Proof
from clausescan.core.price_row import PriceRow
from clausescan.core.readiness import CheckResult, Readiness
from clausescan.core.result import Failed
from clausescan.core.value_words import KIND_WORDS, price_sayings, value_words
from clausescan.core.words import (
    AGENCY_WORDS,
    CLASS_WORDS,
    METHOD_WORDS,
    POLARITY_WORDS,
    ROLE_WORDS,
    WHO_WORDS,
    condition_words,
    eligible_words,
    gate_words,
    geography_words,
)
from clausescan.report.tables import PRICE_HEAD
from clausescan.report.words import BADGES, sentence_case

_DAY = re.compile(r"(?:19|20|21)\d\d-\d\d-\d\d")
Cell: TypeAlias = str | int | float | Decimal | dt.date | None
"""Texts as they are, figures as figures, dates as dates; None is an empty cell."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its name, the heads of its columns, their widths in characters, and rows as wide as the head."""

    name: str
    head: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[Cell, ...], ...]


def contract_sheets(
    file: ContractFile, readiness: Readiness, prices: Sequence[tuple[str, PriceRow]] = (), failed: Sequence[Failed] = ()
) -> tuple[Sheet, ...]:
    """Summary, checks, findings, dates, prices, documents and what is to be obtained, in that order. Each is there, with no rows where none are."""
    return (
        _summary(readiness, failed),
        _checks(readiness),
        Sheet("Findings", _FINDING_HEAD, (22, 40, 50, 16, 34, 7, 70, 40, 8), tuple(_findings(file))),
        Sheet("Dates", ("what", "date", "document", "page", "quote"), (60, 12, 34, 7, 70), tuple(_dates(file))),
        price_sheet(prices),
        _documents(file, failed),
        _to_obtain(file),
    )


def _summary(readiness: Readiness, failed: Sequence[Failed]) -> Sheet:
    rows: list[tuple[Cell, ...]] = [
        ("Answer", readiness.decision.value.replace("_", " ") if readiness.decision else "fact sheet: no buyer was given"),
        ("Checks", readiness.headline),
        ("As of", readiness.as_of),
        *(("Wanted", need) for need in readiness.needs),
        *((("Buyer", readiness.buyer),) if readiness.buyer else ()),
        *(("Why", why) for why in readiness.why),
        *(("Next step", f"{sentence_case(WHO_WORDS[s.who])}: {s.text}") for s in readiness.next_steps),
        ("Depends", readiness.depends),
        *(("Not read", f"{f.name}: {f.message} {f.advice}") for f in failed),
        ("What this is", "An aid to review, not legal advice. No answer says that a purchase is lawful."),
        ("Made by", f"clausescan {readiness.version}".strip()),
        ("Fingerprint", readiness.fingerprint),
    ]
    return Sheet("Summary", ("item", "value"), (16, 110), tuple(rows))


_CHECK_HEAD = (
    "check",
    "row",
    "question",
    "verdict",
    "what_hangs_on_it",
    "reason",
    "next_step",
    "who_acts",
    "document",
    "page",
    "quote",
    "more_quotes",
    "laws",
    "stated_by_buyer",
)


def _checks(readiness: Readiness) -> Sheet:
    """One row a check: first the five checks of the trade, then the other rows of the decision."""
    told = {c.id for c in readiness.checks}
    several = {c.id for c in readiness.rows if sum(r.id == c.id for r in readiness.rows) > 1}
    rows = [*readiness.checks, *(r for r in readiness.rows if r.id not in told or r.id in several)]
    return Sheet("Checks", _CHECK_HEAD, (7, 6, 44, 16, 12, 60, 44, 18, 30, 7, 60, 12, 40, 24), tuple(_check(c) for c in rows))


def _check(check: CheckResult) -> tuple[Cell, ...]:
    first = check.proof[0] if check.proof else None
    return (
        check.number,
        check.id,
        check.question,
        BADGES[check.verdict].word + (" (depends on the buyer)" if check.depends else ""),
        check.severity.value,
        check.reason,
        check.next_step,
        sentence_case(WHO_WORDS[check.who_acts]) if check.next_step else "",
        *_address(first),
        len(check.proof) - 1 if len(check.proof) > 1 else None,
        "; ".join(law.citation for law in check.laws),
        check.stated,
    )


def _address(proof: Proof | None) -> tuple[Cell, Cell, Cell]:
    """Document, page, quote; empty cells for no proof."""
    return (proof.document, proof.evidence.page, " ".join(proof.evidence.quote.split())) if proof else (None, None, None)


_FINDING_HEAD = ("kind", "value", "details", "role", "document", "page", "quote", "origin", "sure")


def _findings(file: ContractFile) -> Iterator[tuple[Cell, ...]]:
    """What the documents say when read as one, each cooperative-use clause, then what each document says of prices, lots and codes."""
    roles = {p.id: ROLE_WORDS[p.role] for p in file.parts}
    facts = file.facts
    settled: list[tuple[str, str, str, str, tuple[Proof, ...]]] = []
    if facts.lead_agency is not None:
        lead = facts.lead_agency.value
        details = ", ".join(x for x in (AGENCY_WORDS[lead.type], lead.state or "") if x)
        settled.append(("lead agency", lead.name, f"{details}; public: {lead.public.value}", facts.lead_agency.part, facts.lead_agency.proof))
    for kind, one in (("vendor", facts.vendor), ("contract number", facts.contract_number), ("solicitation number", facts.solicitation_number)):
        if one is not None:
            settled.append((kind, one.value, "", one.part, one.proof))
    if facts.program is not None:
        settled.append(("program", facts.program.value.name, "", facts.program.part, facts.program.proof))
    for found in facts.competition:
        details = "; ".join(f"{name.replace('_', ' ')}: {value}" for name, value in found.value.details)
        method = METHOD_WORDS.get(found.value.method, found.value.method)
        settled.append(("competition", f"{method}; formal: {found.value.formal.value}", details, found.part, found.proof))
    for kind, value, details, part, proof in settled:
        yield kind, value, details, roles.get(part, ""), *_address(proof[0]), proof[0].evidence.origin, proof[0].evidence.sure
    for clause in facts.clauses:
        use, proof = clause.clause.value, clause.proof
        details = "; ".join(
            x
            for x in (
                CLASS_WORDS[use.clause_class],
                eligible_words(use.eligible),
                geography_words(use.geography),
                *gate_words(use),
                *(f"{label}: {value}" for label, value in condition_words(use)),
            )
            if x
        )
        yield (
            "cooperative use",
            POLARITY_WORDS[use.polarity],
            details,
            ROLE_WORDS[clause.role],
            *_address(proof[0] if proof else None),
            proof[0].evidence.origin if proof else "",
            clause.clause.confidence,
        )
    yield from _said(file)


def _said(file: ContractFile) -> Iterator[tuple[Cell, ...]]:
    """What each document says of prices, lots and codes."""
    for part in file.parts:
        for kind, found in price_sayings(part.facts):
            proof = part.prove(found.evidence)[0]
            yield KIND_WORDS[kind], value_words(found.value), "", ROLE_WORDS[part.role], *_address(proof), proof.evidence.origin, found.confidence


def _dates(file: ContractFile) -> Iterator[tuple[Cell, ...]]:
    """The dates of the term as read from all documents, then the steps that led to them."""
    term = file.facts.term
    if term is None:
        return
    first = _address(term.proof[0] if term.proof else None)
    planned = " (planned in the solicitation)" if term.anticipated else ""
    for what, day in (
        ("start", term.start),
        ("end of the initial term", term.initial_end),
        (f"end in force{planned}", term.current_end),
        ("latest end if every option is used", term.max_end),
        ("end in a renewal not shown as signed", term.offered_end),
        ("last day for orders by other agencies", term.ordering_window_end),
    ):
        if day is not None:
            yield what, day, *first
    for step in term.steps:
        yield f"step: {step.text}", step.date, *_address(step.proof[0] if step.proof else None)
    for doubt in term.doubts:
        yield f"doubt: {doubt}", None, None, None, None


def price_sheet(prices: Iterable[tuple[str, PriceRow]]) -> Sheet:
    """Price rows with the columns of `clausescan prices --csv`."""
    widths = (30, 7, 7, 24, 12, 16, 50, 12, 11, 12, 18, 10, 10, 13, 13, 50)
    return Sheet("Prices", PRICE_HEAD, widths, tuple(_price(name, row) for name, row in prices))


def _price(name: str, row: PriceRow) -> tuple[Cell, ...]:
    other = "; ".join(f"{header}: {cell}" if header else cell for header, cell in row.other)
    return (
        name,
        row.page,
        row.table,
        row.category,
        row.item,
        row.part_number,
        row.description,
        row.unit,
        row.quantity,
        row.price,
        row.price_column,
        row.currency,
        row.discount,
        row.effective_from,
        row.effective_to,
        other,
    )


def _documents(file: ContractFile, failed: Sequence[Failed]) -> Sheet:
    head = ("document", "role", "title", "first_page", "last_page", "signed", "use_by_others", "unread_pages", "sha256")
    rows = [_document(p) for p in file.parts]
    rows += [(f.name, "not read", f"{f.message} {f.advice}", None, None, None, None, None, f.sha256) for f in failed]
    return Sheet("Documents", head, (34, 24, 60, 11, 11, 14, 34, 14, 66), tuple(rows))


def _document(part: FilePart) -> tuple[Cell, ...]:
    unread = ", ".join(map(str, part.unread_pages))
    signed = part.signing.state.value.replace("_", " ")
    polarity = POLARITY_WORDS[part.facts.cooperative_polarity]
    return (part.source.name, ROLE_WORDS[part.role], part.title, *part.pages, signed, polarity, unread, part.source.sha256)


def _to_obtain(file: ContractFile) -> Sheet:
    rows = tuple((d.what, d.why, sentence_case(WHO_WORDS[d.who]), *_address(d.proof[0] if d.proof else None)) for d in file.to_obtain)
    return Sheet("To obtain", ("what", "why", "who", "document", "page", "quote"), (44, 60, 18, 30, 7, 60), rows)


def rows_sheet(name: str, rows: Sequence[Mapping[str, Any]]) -> Sheet:
    """Rows of an archive as a table: a column for each key that any of them has, `match.text` as `match_text`, ISO days as dates, lists joined."""
    flat = [dict(_flat(row)) for row in rows]
    head = tuple(dict.fromkeys(key for row in flat for key in row))
    widths = tuple(min(60, max(len(key), *(len(str(row.get(key) or "")) for row in flat[:200])) + 2) for key in head)
    return Sheet(name, head, widths, tuple(tuple(row.get(key) for key in head) for row in flat))


def _flat(row: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Cell]]:
    for key, value in row.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{before}{key}_")
        elif isinstance(value, list | tuple):
            yield f"{before}{key}", "; ".join(map(str, value))
        elif isinstance(value, str) and _DAY.fullmatch(value):
            yield f"{before}{key}", _day(value)
        else:
            yield f"{before}{key}", value


def _day(iso: str) -> dt.date | str:
    try:
        return dt.date.fromisoformat(iso)
    except ValueError:
        return iso
