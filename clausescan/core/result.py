"""What a scan of one PDF gives: its parts and their facts, or why it failed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from clausescan.core.clause import Label, Outline
from clausescan.core.document import Document
from clausescan.core.finding import Facts, Finding, PriceTable, Role
from clausescan.core.span import Span


@dataclass(frozen=True, slots=True)
class Part:
    """One document inside a PDF: its pages (first and last, from 1), the span of its text, its outline. Findings never cross it."""

    title: str
    pages: tuple[int, int]
    span: Span
    outline: Outline


@dataclass(frozen=True, slots=True)
class KnownDates:
    """Dates known from elsewhere, as `clausescan text` accepts them; None where unknown."""

    effective_date: dt.date | None = None
    award_date: dt.date | None = None
    execution_date: dt.date | None = None
    commencement_date: dt.date | None = None
    notice_to_proceed: dt.date | None = None
    board_approval: dt.date | None = None
    document_date: dt.date | None = None
    signatures: tuple[dt.date, ...] = ()
    master_end: dt.date | None = None
    original_start: dt.date | None = None
    original_end: dt.date | None = None


@dataclass(frozen=True, slots=True)
class ScannedPart:
    """A part with its facts and the labels of its clauses."""

    part: Part
    facts: Facts
    labels: tuple[Label, ...] = ()


@dataclass(frozen=True, slots=True)
class Scanned:
    """A PDF that was read. `main` is the index of the part that all top-level keys of facts/1 speak of."""

    document: Document
    parts: tuple[ScannedPart, ...]
    main: int = 0

    @property
    def main_part(self) -> ScannedPart:
        """The part that the top-level facts speak of."""
        return self.parts[self.main]


# What a page of a part counts when the main part is chosen: a contract of ten pages goes before the solicitation of twenty that led to it,
# and both before the staff report that brings them to the council.
_WORTH = {
    Role.CONTRACT: 3.0,
    Role.PARTICIPATING_ADDENDUM: 3.0,
    Role.SOLICITATION: 1.5,
    Role.AMENDMENT: 1.5,
    Role.PRICE_LIST: 0.7,
    Role.BOARD_ITEM: 0.5,
    Role.INSTRUCTIONS: 0.5,
    Role.OTHER: 0.4,
    Role.FORM: 0.3,
}


def main_of(parts: Sequence[ScannedPart]) -> int:
    """The index of the part that a PDF is mainly about: its pages, weighed by its role; the first of equals. 0 for no parts."""
    return max(range(len(parts)), key=lambda i: (_pages_worth(parts[i]), -i), default=0)


def _pages_worth(scanned: ScannedPart) -> float:
    role = scanned.facts.role
    first, last = scanned.part.pages
    return (last - first + 1) * _WORTH.get(role.value.role if role else Role.OTHER, 1.0)


# What bidders offered and what was billed are not the prices of the main part.
_OTHERS_PRICES = frozenset({Role.AWARD, Role.INVOICE_PO})


def tables_of(scanned: Scanned) -> tuple[Finding[PriceTable], ...]:
    """The price tables of the main part, then those of the other parts that are of the same procurement, each in page order.

    A bid's schedule often stands behind the documents of a packet: it counts unless its part names another agency or another vendor.
    """
    main = scanned.main_part
    others = (p.facts for p in scanned.parts if p is not main)
    return (*main.facts.price_tables, *(table for facts in others if _has_its_prices(main.facts, facts) for table in facts.price_tables))


def _has_its_prices(main: Facts, other: Facts) -> bool:
    if other.role is not None and other.role.value.role in _OTHERS_PRICES:
        return False
    leads = [f.lead_agency.value.name for f in (main, other) if f.lead_agency]
    vendors = [f.vendor.value.name for f in (main, other) if f.vendor]
    return _agree(leads) and _agree(vendors)


def _agree(names: list[str]) -> bool:
    """True where one name's words are among the other's, or where only one is known."""
    words = [set(re.findall(r"[a-z0-9]+", name.lower())) - {"the", "of", "and"} for name in names]
    return len(words) < 2 or words[0] <= words[1] or words[1] <= words[0]


@dataclass(frozen=True, slots=True)
class Failed:
    """A file that could not be read: one sentence and one piece of advice. `code` as in facts/1."""

    name: str
    code: str
    message: str
    advice: str
    sha256: str | None = None
    exit_code: int = field(default=3)


Outcome = Scanned | Failed
