"""The pipeline for one PDF, in one visible order, and what it is loaded with."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from clausescan.core.clause import Label
from clausescan.core.document import Document, MarkKind, Notice, Page, SourceFile
from clausescan.core.finding import Facts, Finding, Role, RoleFact, cite, finding
from clausescan.core.result import Failed, KnownDates, Outcome, Part, Scanned, ScannedPart, main_of
from clausescan.core.span import Span
from clausescan.errors import SourceError
from clausescan.read.clean import assemble
from clausescan.read.ocr_place import noting, placed
from clausescan.read.pages import Opening, read_pdf
from clausescan.read.raw import FromPicture, RawPage
from clausescan.read.segment import segment
from clausescan.read.source import MAX_BYTES, identify, printable, read_file
from clausescan.read.stretches import stretches
from clausescan.settings import data_folder
from clausescan.time_limit import within

if TYPE_CHECKING:
    from clausescan.extract.matcher import ClauseMatcher
    from clausescan.extract.registry import Registry
    from clausescan.learn.classifier import Classifier

FINDING_SECONDS, _SECONDS_A_PAGE = 60.0, 0.5  # as for reading; real files take a fiftieth of a second a page
ReadPdf = Callable[[bytes, str | None], Iterator[Opening | RawPage]]
"""Bytes and password to an `Opening` and then the pages: in this process, or in a supervised child (`sandbox`)."""


@dataclass(frozen=True, slots=True)
class Toolkit:
    """All that is loaded once: rules, registry, and `ask`: a paragraph to a probability a label. Values only go in and out of it."""

    matcher: ClauseMatcher
    registry: Registry
    ask: Callable[[str], Mapping[str, float]] | None = None


def load_toolkit() -> Toolkit:
    """Rules, registry and learnt wording, checked.

    Raises:
        RuleError: a rules file is wrong.
        ModelError: the model is missing, changed, or gives other answers than when it was made.
    """
    from clausescan.extract.matcher import compile_rules
    from clausescan.extract.registry import load_registry
    from clausescan.extract.rules import load
    from clausescan.learn.plain_model import load_plain

    return Toolkit(compile_rules(load("cooperative.toml")), load_registry(), load_plain(data_folder("models") / "clause-kind").probabilities)


def scan_file(
    path: Path,
    toolkit: Toolkit,
    password: str | None = None,
    read: ReadPdf = read_pdf,
    max_bytes: int = MAX_BYTES,
    seconds: float = FINDING_SECONDS,
) -> Outcome:
    """One file: what was found, or why it could not be read. A bad file is a value, never an exception.

    Facts are looked for in at most so many `seconds`, and half a second for each page on top.
    """
    name = printable(path)
    try:
        data = read_file(path, max_bytes)
    except SourceError as error:
        return Failed(name, error.code, error.message, error.advice)
    return scan_bytes(data, name, toolkit, password, read, seconds)


def scan_bytes(
    data: bytes, name: str, toolkit: Toolkit, password: str | None = None, read: ReadPdf = read_pdf, seconds: float = FINDING_SECONDS
) -> Outcome:
    """The same for bytes already in memory."""
    source = identify(name, data)
    try:
        document = read_document(data, source, password, read)
        return within(seconds + _SECONDS_A_PAGE * len(document.pages), lambda: scan_document(document, toolkit))
    except SourceError as error:
        return Failed(name, error.code, error.message, error.advice, source.sha256)


def read_document(data: bytes, source: SourceFile, password: str | None = None, read: ReadPdf = read_pdf) -> Document:
    """The PDF as one text with pages, lines, tables and notices.

    Raises:
        SourceError: it cannot be read.
    """
    pages = read(data, password)
    opening = next(pages)
    assert isinstance(opening, Opening)
    told: dict[int, FromPicture] = {}
    document = assemble(source, noting((p for p in pages if isinstance(p, RawPage)), told), opening.bookmarks, opening.notices)
    document = placed(document, told)
    return replace(document, notices=(*document.notices, *_reading_notices(document)))


def _reading_notices(document: Document) -> tuple[Notice, ...]:
    unread = document.unread_pages
    cut = any(m.kind is MarkKind.BEYOND for m in document.marks)
    if (len(unread) == len(document.pages) and not cut) or not any(c.isalnum() for c in document.text):
        return (Notice("no_text", "No page of this PDF has text that can be read: it may be a scan."),)
    if unread:
        return (Notice("unread_pages", f"{len(unread)} of {len(document.pages)} pages have no text that can be depended on."),)
    return ()


def scan_document(document: Document, toolkit: Toolkit, role: Role | None = None, known: KnownDates | None = None) -> Scanned:
    """All that is known of a document as read. `role` and `known` are given where the caller knows them (`clausescan text`).

    What was cut from a solicitation and proves to be a piece of it is joined to it and read with it.
    """
    from clausescan.extract.pieces import is_piece

    known = known or KnownDates()
    found: list[ScannedPart] = []
    for s in stretches(document):
        one = _scan_part(document, Part(s.title, s.pages, s.span, segment(document, s.span)), toolkit, role, known)
        if found and is_piece(found[-1].facts, one.facts):
            head = found.pop().part
            span = head.span.cover(one.part.span)
            one = _scan_part(document, Part(head.title, (head.pages[0], one.part.pages[1]), span, segment(document, span)), toolkit, role, known)
        found.append(one)
    return Scanned(document, tuple(found), main_of(found))


def _scan_part(document: Document, part: Part, toolkit: Toolkit, role: Role | None, known: KnownDates) -> ScannedPart:
    return ScannedPart(part, find_facts(document, part, toolkit, role, known))


def scan_pages(document: Document, pages: tuple[int, int], title: str, role: Role | None, toolkit: Toolkit) -> ScannedPart:
    """Those pages (first and last, from 1) as one part, whatever was read as parts before; the role is found where none is given."""
    first, last = (document.pages[n - 1] for n in pages)
    span = Span(first.span.start, last.span.end)
    part = Part(title, pages, span, segment(document, span))
    return ScannedPart(part, find_facts(document, part, toolkit, role, KnownDates()))


def find_facts(document: Document, part: Part, toolkit: Toolkit, role: Role | None, known: KnownDates) -> Facts:
    """The facts of one part, one finder after the other."""
    from clausescan.extract import (
        award_units,
        commodity_codes,
        competition,
        identifiers,
        parties,
        price_discounts,
        price_terms,
        prices,
        scope,
        term,
    )
    from clausescan.extract.cooperative import joint_rows, participation_tables, rides
    from clausescan.extract.cooperative.find import combine, find_cooperative_use
    from clausescan.extract.role import find_role

    found_role = _given_role(document, part, role) if role else find_role(document, part)
    role = found_role.value.role if found_role else Role.OTHER
    who = parties.find_parties(document, part, role, toolkit.registry)
    solicitation, contract = identifiers.find_numbers(document, part, role)
    uses = find_cooperative_use(document, part, role, toolkit.matcher, toolkit.ask)
    uses = (*uses, *participation_tables.find_participation(document, part, role), *rides.find_rides(document, part, role, uses))
    uses = (*uses, *joint_rows.find_joint_rows(document, part, uses))
    tables = prices.find_price_tables(document, part)
    return Facts(
        role=found_role,
        lead_agency=who.lead_agency,
        vendor=who.vendor,
        program=who.program,
        solicitation_number=solicitation,
        contract_number=contract,
        term=term.find_term(document, part, role, known),
        cooperative_polarity=combine(tuple(u.value for u in uses), role),
        cooperative_use=uses,
        competition=competition.find_competition(document, part, role, who.program),
        scope=scope.find_scope(document, part, role, tables),
        price_tables=tables,
        price_terms=price_terms.find_price_terms(document, part),
        discounts=price_discounts.find_discounts(document, part),
        prices_effective=price_discounts.find_effective(document, part, role),
        award_units=award_units.find_award_units(document, part, role),
        commodity_codes=commodity_codes.find_commodity_codes(document, part),
    )


def label_clauses(scanned: Scanned, classifier: Classifier) -> Scanned:
    """The same with a label for each clause: what the classifier takes it to be about. It proposes; findings rest on rules alone."""
    parts = []
    for one in scanned.parts:
        clauses = [c for c in one.part.outline.clauses if not c.furniture]
        said = classifier.labels([scanned.document.quote(c.span) for c in clauses])
        labels = tuple(Label(c.index, kind, probability) for c, (kind, probability) in zip(clauses, said, strict=True))
        parts.append(replace(one, labels=labels))
    return replace(scanned, parts=tuple(parts))


def _given_role(document: Document, part: Part, role: Role) -> Finding[RoleFact] | None:
    """A role that the caller states; its evidence is the text it was stated of."""
    if not document.quote(part.span).strip():
        return None
    return finding("role", RoleFact(role), (cite(document, Span(part.span.start, min(part.span.end, part.span.start + 200)), "given"),))


def scan_text(text: str, name: str, toolkit: Toolkit, role: Role = Role.CONTRACT, known: KnownDates | None = None) -> Scanned:
    """A text treated as the whole of a short document of one page, without boxes."""
    data = text.encode("utf-8", "surrogatepass")
    source = SourceFile(name, hashlib.sha256(data).hexdigest(), len(data))
    document = Document(source, text, (Page(1, Span(0, len(text)), 612.0, 792.0),))
    return scan_document(document, toolkit, role, known)
