"""Builders of scanned parts: facts whose evidence is found in the text they come with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from clausescan.core.document import Document, Line, TextLayer
from clausescan.core.finding import (
    AgencyType,
    Answer,
    ClauseClass,
    Competition,
    CooperativeUse,
    Election,
    ElectionState,
    Evidence,
    Facts,
    Identifier,
    LeadAgency,
    Party,
    Polarity,
    PriceTable,
    Role,
    RoleFact,
    Scope,
    TermFact,
    cite,
    finding,
)
from clausescan.core.result import Scanned, ScannedPart
from clausescan.core.span import Box, Span
from tests.build import document, part

SIGNED = "COUNTY By: /s/ Ruth Amber    VENDOR By: /s/ Owen Teal"
BLANK = "COUNTY By: ____________    VENDOR By: ____________"


def day(iso: str) -> dt.date:
    """A date from its ISO form."""
    return dt.date.fromisoformat(iso)


def with_lines(doc: Document) -> Document:
    """The same document with one line box per line of text, so that evidence has places on the page."""
    lines = []
    for page in doc.pages:
        offset = page.span.start
        for row, words in enumerate(doc.text[page.span.start : page.span.end].split("\n")):
            if words.strip():
                top = 72.0 + 16 * row
                lines.append(Line(Span(offset, offset + len(words)), page.number, Box(72.0, top, min(540.0, 72.0 + 5 * len(words)), top + 11), 10.0))
            offset += len(words) + 1
    return replace(doc, lines=tuple(lines))


def quoted(doc: Document, words: str) -> tuple[Evidence, ...]:
    """Evidence for words that stand in the document."""
    at = doc.text.index(words)
    return (cite(doc, Span(at, at + len(words)), "test.words"),)


def paper(
    role: Role,
    *pages: str,
    name: str = "",
    title: str = "",
    subrole: str | None = None,
    lead: tuple[LeadAgency, str] | None = None,
    sure_of_lead: float = 1.0,
    vendor: str | None = None,
    solicitation: str | None = None,
    contract: str | None = None,
    term: tuple[TermFact, str] | None = None,
    uses: Sequence[tuple[CooperativeUse, str]] = (),
    competition: tuple[Competition, str] | None = None,
    scope: tuple[Scope, str] | None = None,
    prices: tuple[PriceTable, str] | None = None,
    unread: Sequence[int] = (),
) -> Scanned:
    """One scanned PDF with one part; every value comes with words of its text, names and numbers are their own words."""
    doc = with_lines(document(*pages, name=name or f"{role.value}.pdf"))
    doc = replace(doc, pages=tuple(replace(p, text_layer=TextLayer.NONE) if p.number in unread else p for p in doc.pages))
    first = next(line for line in doc.text.split("\n") if line.strip())
    clauses = tuple(finding("use", value, quoted(doc, words)) for value, words in uses)
    facts = Facts(
        role=finding("role", RoleFact(role, subrole), quoted(doc, first)),
        lead_agency=finding("lead", lead[0], quoted(doc, lead[1]), sure_of_lead) if lead else None,
        vendor=finding("vendor", Party(vendor), quoted(doc, vendor)) if vendor else None,
        solicitation_number=finding("solicitation", Identifier(solicitation), quoted(doc, solicitation)) if solicitation else None,
        contract_number=finding("contract", Identifier(contract), quoted(doc, contract)) if contract else None,
        term=finding("term", term[0], quoted(doc, term[1])) if term else None,
        cooperative_polarity=strongest(value for value, _ in uses),
        cooperative_use=clauses,
        competition=finding("competition", competition[0], quoted(doc, competition[1])) if competition else None,
        scope=finding("scope", scope[0], quoted(doc, scope[1])) if scope else None,
        price_tables=(finding("prices", prices[0], quoted(doc, prices[1])),) if prices else (),
    )
    whole = part(doc, title=title or first)
    return Scanned(doc, (ScannedPart(whole, facts),))


def strongest(uses: Iterable[CooperativeUse]) -> Polarity:
    """The polarity of a document with these clauses."""
    found = {use.polarity for use in uses}
    order = (Polarity.PROHIBITS, Polarity.RESTRICTS, Polarity.PERMITS, Polarity.REVERSE)
    return next((p for p in order if p in found), Polarity.SILENT)


COUNTY = LeadAgency("Wren County", AgencyType.COUNTY, "OH", Answer.YES)
OPEN = CooperativeUse(ClauseClass.OPEN, Polarity.PERMITS)
CHOICE = CooperativeUse(ClauseClass.VENDOR, Polarity.RESTRICTS, election=Election("yes_no_box", ElectionState.BLANK))
SAID_YES = CooperativeUse(ClauseClass.VENDOR, Polarity.PERMITS, election=Election("yes_no_box", ElectionState.YES))
SAID_NO = CooperativeUse(ClauseClass.DECLINE, Polarity.PROHIBITS, election=Election("yes_no_box", ElectionState.NO))
FORBIDS = CooperativeUse(ClauseClass.PROHIBIT, Polarity.PROHIBITS)
MEMBERS = CooperativeUse(ClauseClass.MEMBER, Polarity.RESTRICTS)
SEALED = Competition("ifb", Answer.YES)


def solicitation(*, use: CooperativeUse | None = OPEN, name: str = "1-itb.pdf", unread: Sequence[int] = ()) -> Scanned:
    """An invitation to bid of Wren County with, unless told otherwise, an open clause."""
    clause = "4. OTHER AGENCIES. Towns and schools may order from the award at the prices bid." if use else "4. RESERVED."
    text = (
        "INVITATION TO BID 24-031",
        "Wren County asks for sealed bids for road salt.\nBids are opened in public on May 2, 2024.",
        "The award runs twelve months and may be renewed twice.",
        clause,
    )
    return paper(
        Role.SOLICITATION,
        "\n\n".join(text[:2]),
        "\n\n".join(text[2:]),
        name=name,
        lead=(COUNTY, "Wren County"),
        solicitation="24-031",
        term=(TermFact(length_months=12, anticipated=True), text[2]),
        uses=((use, clause),) if use else (),
        competition=(SEALED, "sealed bids"),
        scope=(Scope("road salt"), "road salt"),
        unread=unread,
    )


def contract(
    *,
    takes_in: str = "Invitation to Bid 24-031 is made a part of this contract.",
    use: tuple[CooperativeUse, str] | None = None,
    sign: str = SIGNED,
    name: str = "2-contract.pdf",
) -> Scanned:
    """Wren County's contract with Teal Salt from July 2024 to June 2025, two options to renew."""
    term = TermFact(start=day("2024-07-01"), initial_end=day("2025-06-30"), current_end=day("2025-06-30"), max_end=day("2027-06-30"))
    words = "The term is July 1, 2024 through June 30, 2025. It may be renewed for two further years."
    text = ["CONTRACT C-881", "Wren County and Teal Salt Company agree as follows.", words, takes_in, use[1] if use else "", sign]
    return paper(
        Role.CONTRACT,
        "\n\n".join(t for t in text if t),
        name=name,
        lead=(COUNTY, "Wren County"),
        vendor="Teal Salt Company",
        contract="C-881",
        term=(term, words),
        uses=(use,) if use else (),
        prices=None,
    )


def amendment(number: int, end: str, *, sign: str = SIGNED) -> Scanned:
    """An amendment of contract C-881 that moves the end."""
    words = f"The end of the contract is moved to {end}."
    return paper(
        Role.AMENDMENT,
        f"AMENDMENT NO. {number}\n\nContract C-881 with Teal Salt Company is changed.\n\n{words}\n\n{sign}",
        name=f"3-amendment-{number}.pdf",
        contract="C-881",
        term=(TermFact(current_end=day(end)), words),
    )


def award() -> Scanned:
    """Minutes that award the bid."""
    return paper(
        Role.AWARD,
        "NOTICE OF AWARD\n\nWren County awarded bid 24-031 to Teal Salt Company on May 20, 2024. Four bids were opened.",
        name="4-award.pdf",
        vendor="Teal Salt Company",
        competition=(Competition("ifb", Answer.YES, (("award_date", "2024-05-20"),)), "Four bids were opened."),
    )


def price_list() -> Scanned:
    """The vendor's prices."""
    return paper(
        Role.PRICE_LIST,
        "PRICE LIST\n\nItem Unit Price\nBulk road salt ton 61.40\nTreated salt ton 72.10",
        name="5-prices.pdf",
        vendor=None,
        prices=(
            PriceTable((1, 1), ("Item", "Unit", "Price"), (("Bulk road salt", "ton", "61.40"), ("Treated salt", "ton", "72.10"))),
            "Bulk road salt ton 61.40",
        ),
    )


def response(use: CooperativeUse) -> Scanned:
    """The vendor's bid with its answer on use by others."""
    clause = "Will your prices be open to other agencies? The bidder marked its answer here."
    return paper(
        Role.RESPONSE, f"BID FORM 24-031\n\nTeal Salt Company\n\n{clause}", name="6-bid.pdf", vendor="Teal Salt Company", uses=((use, clause),)
    )
