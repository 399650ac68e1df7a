"""What is found in a part, each with the words that prove it. Fields follow `facts/1` (see help/facts.md)."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from clausescan.core.document import Document
from clausescan.core.price_terms import AwardUnits, CommodityCode, Discount, PricesEffective, PriceTerm
from clausescan.core.span import Box, Span


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quote with its address. `quote` is exactly the text at `span`; `boxes` pair a page (from 1) with a box in points.

    `origin` names what found it: a rule id, or a model id with its probability. `sure` is how sure the reading of the words is, 0 to 1: 1
    for the PDF's own text, less where they were read from a picture.
    """

    source: str
    page: int
    span: Span
    quote: str
    boxes: tuple[tuple[int, Box], ...]
    origin: str
    sure: float = 1.0


def cite(document: Document, span: Span, origin: str) -> Evidence:
    """Evidence for that span of the document, with white space at both ends left out.

    Raises:
        ValueError: nothing but white space stands there.
    """
    quote = document.quote(span)
    start = span.start + len(quote) - len(quote.lstrip())
    exact = Span(start, max(start, span.end - (len(quote) - len(quote.rstrip()))))
    if not len(exact):
        raise ValueError(f"no words at {span}")
    return Evidence(
        document.source.sha256, document.page_of(exact.start), exact, document.quote(exact), document.boxes(exact), origin, document.sure_of(exact)
    )


V_co = TypeVar("V_co", covariant=True)
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Finding(Generic[V_co]):
    """A value and what proves it. `confidence` runs from 0 to 1 and is calibrated only where `evidence.origin` names a model.

    It is never above `sure` of its evidence.

    Raises:
        ValueError: there is no evidence.
    """

    id: str
    value: V_co
    evidence: tuple[Evidence, ...]
    confidence: float = 1.0

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ValueError("a finding needs evidence")


def finding(kind: str, value: V, evidence: tuple[Evidence, ...], confidence: float = 1.0) -> Finding[V]:
    """A finding whose id is made from source, kind, page and normalised quote, so that it survives a new run.

    Raises:
        ValueError: there is no evidence.
    """
    if not evidence:
        raise ValueError("a finding needs evidence")
    first = evidence[0]
    words = re.sub(r"\W+", " ", first.quote.lower()).strip()
    key = f"{first.source}|{kind}|{first.page}|{words}"
    return Finding(hashlib.sha256(key.encode()).hexdigest()[:12], value, evidence, min(confidence, *(e.sure for e in evidence)))


class AgencyType(StrEnum):
    """Kinds of public and other bodies (domain: AGENCIES, section 2)."""

    STATE = "state"
    COUNTY = "county"
    MUNICIPALITY = "municipality"
    SCHOOL_DISTRICT = "school_district"
    EDUCATION_SERVICE = "education_service"
    HIGHER_ED_PUBLIC = "higher_ed_public"
    SPECIAL_DISTRICT = "special_district"
    TRANSIT = "transit"
    PORT_AIRPORT_UTILITY = "port_airport_utility"
    TRIBAL = "tribal"
    COG_RPC = "cog_rpc"
    JPA = "jpa"
    COOPERATIVE = "cooperative"
    COURT = "court"
    FEDERAL = "federal"
    NONPROFIT_ADMIN = "nonprofit_admin"
    PRIVATE = "private"
    UNKNOWN = "unknown"


class Answer(StrEnum):
    """Yes, no, or not to be told from the text."""

    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class LeadAgency:
    """The public body that issues, awards or signs as buyer. `state` is the two-letter code or None."""

    name: str
    type: AgencyType
    state: str | None
    public: Answer


@dataclass(frozen=True, slots=True)
class Party:
    """The supplier named as party, proposer or price-list owner."""

    name: str


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number as printed: of a solicitation or of a contract."""

    number: str


@dataclass(frozen=True, slots=True)
class Program:
    """The cooperative or alliance whose contract this is or that the clause names; `registry_name` is the registry's key, if it is there."""

    name: str
    registry_name: str | None = None


class RenewalActor(StrEnum):
    """Who decides on a renewal."""

    LEAD = "lead"
    VENDOR = "vendor"
    MUTUAL = "mutual"
    AUTO = "auto"
    UNSTATED = "unstated"


@dataclass(frozen=True, slots=True)
class RenewalOptions:
    """Options stated in all. `count` None with `unlimited` means evergreen; `used` where known."""

    count: int | None
    months_each: int | None
    actor: RenewalActor = RenewalActor.UNSTATED
    used: int | None = None
    unlimited: bool = False
    days_each: int | None = None
    notice_days: int | None = None


@dataclass(frozen=True, slots=True)
class TermStep:
    """One step of the computation: a sentence for the report, the date it gives, and the words it rests on (None where it is arithmetic)."""

    text: str
    date: dt.date | None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class TermFact:
    """The term of this document. Dates have no time; ends are inclusive. `length_months` is that of the initial term.

    `current_end` is moved only by executed renewals; `max_end` uses every stated option. `anticipated` is True in a solicitation.
    """

    start: dt.date | None = None
    start_basis: str | None = None
    initial_end: dt.date | None = None
    end_basis: str | None = None
    length_months: int | None = None
    renewals: RenewalOptions | None = None
    current_end: dt.date | None = None
    max_end: dt.date | None = None
    anticipated: bool = False
    ordering_window_end: dt.date | None = None
    holdover_months: int | None = None
    not_to_exceed: str | None = None
    needs_review: tuple[str, ...] = ()
    steps: tuple[TermStep, ...] = ()


class ClauseClass(StrEnum):
    """Classes of cooperative-use language (domain: CLAUSES, sections 2 and 3)."""

    OPEN = "OPEN"
    VENDOR = "VENDOR"
    CONSENT = "CONSENT"
    MEMBER = "MEMBER"
    GEO = "GEO"
    LIST = "LIST"
    MASTER = "MASTER"
    STATEEXT = "STATEEXT"
    STATUTE = "STATUTE"
    ASSIGN = "ASSIGN"
    INCORP = "INCORP"
    SUPPORT = "SUPPORT"
    CAP = "CAP"
    PROHIBIT = "PROHIBIT"
    DECLINE = "DECLINE"
    SILENT = "SILENT"
    REVERSE = "REVERSE"
    UNRELATED = "UNRELATED"


class Polarity(StrEnum):
    """What a clause does for a buyer that took no part in the competition."""

    PERMITS = "permits"
    """Stands alone as a grant."""
    RESTRICTS = "restricts"
    """A grant with a gate or limit that the buyer may fail."""
    PROHIBITS = "prohibits"
    SILENT = "silent"
    REVERSE = "reverse"
    """The issuing body may use somebody else's contract, or did."""
    UNRELATED = "unrelated"
    SUPPORTING = "supporting"
    """Presupposes a grant but is not one."""


@dataclass(frozen=True, slots=True)
class Eligible:
    """Who may buy; an empty tuple means not stated. `kinds` use the words of domain CLAUSES section 1."""

    kinds: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    membership: str | None = None
    excluded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Geography:
    """Where a buyer must be: `scope` is any, national, state, states, county, counties, region, radius, adjacent or service_area.

    `values` are state codes, or names as printed.
    """

    scope: str
    values: tuple[str, ...] = ()
    miles: int | None = None


class ElectionState(StrEnum):
    """The vendor's answer on a form. Blank is never yes."""

    YES = "yes"
    NO = "no"
    BLANK = "blank"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Election:
    """A choice offered to the vendor: `style` is yes_no_box, initials, table_row or sentence."""

    style: str
    state: ElectionState


@dataclass(frozen=True, slots=True)
class CooperativeUse:
    """One clause of cooperative-use language. `conditions` are `(name, value)` pairs in the words of domain CLAUSES section 1, sorted by name."""

    clause_class: ClauseClass
    polarity: Polarity
    eligible: Eligible = Eligible()
    geography: Geography | None = None
    conditions: tuple[tuple[str, str], ...] = ()
    election: Election | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Competition:
    """How the vendor was selected. `method` as in facts/1; `details` are `(name, value)` pairs such as due date or award basis, sorted by name."""

    method: str
    formal: Answer
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ScopeItem:
    """One thing that is bought: at most 200 characters, as printed."""

    text: str
    page: int
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """What is bought: a summary of at most 240 characters, items, and what is excluded."""

    summary: str
    items: tuple[ScopeItem, ...] = ()
    exclusions: tuple[ScopeItem, ...] = ()


@dataclass(frozen=True, slots=True)
class PriceTable:
    """A price table joined over its pages (`pages` first and last, from 1): header cells and body rows as printed."""

    pages: tuple[int, int]
    columns: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]


class Role(StrEnum):
    """The role of a document in a contract file (facts/1)."""

    SOLICITATION = "solicitation"
    ADDENDUM = "addendum"
    RESPONSE = "response"
    AWARD = "award"
    CONTRACT = "contract"
    AMENDMENT = "amendment"
    PRICE_LIST = "price_list"
    PARTICIPATING_ADDENDUM = "participating_addendum"
    INTERLOCAL = "interlocal"
    BOARD_ITEM = "board_item"
    INSTRUCTIONS = "instructions"
    FORM = "form"
    INVOICE_PO = "invoice_po"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class RoleFact:
    """The role and the finer code of domain BUNDLES, section 1."""

    role: Role
    subrole: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is known of one part. None means not stated there; an empty tuple means none found."""

    role: Finding[RoleFact] | None = None
    lead_agency: Finding[LeadAgency] | None = None
    vendor: Finding[Party] | None = None
    program: Finding[Program] | None = None
    solicitation_number: Finding[Identifier] | None = None
    contract_number: Finding[Identifier] | None = None
    term: Finding[TermFact] | None = None
    cooperative_polarity: Polarity = Polarity.SILENT
    cooperative_use: tuple[Finding[CooperativeUse], ...] = ()
    competition: Finding[Competition] | None = None
    scope: Finding[Scope] | None = None
    price_tables: tuple[Finding[PriceTable], ...] = ()
    price_terms: tuple[Finding[PriceTerm], ...] = ()
    discounts: tuple[Finding[Discount], ...] = ()
    prices_effective: Finding[PricesEffective] | None = None
    award_units: Finding[AwardUnits] | None = None
    commodity_codes: tuple[Finding[CommodityCode], ...] = ()
