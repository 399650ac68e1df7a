"""What a document is, from its first page."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from clausescan.core.document import Document, Line
from clausescan.core.finding import Finding, Role, RoleFact
from clausescan.core.span import Box, Span
from clausescan.extract.role import find_role
from tests.build import document, part
from tests.extract.first_pages import FIRST_PAGES


def read(text: str) -> Finding[RoleFact] | None:
    doc = document(text)
    found = find_role(doc, part(doc))
    assert found is None or all(doc.quote(e.span) == e.quote for e in found.evidence)
    return found


@pytest.mark.parametrize(("role", "text"), [case[:2] for case in FIRST_PAGES])
def test_role(role: str, text: str) -> None:
    found = read(text)
    assert found is not None
    assert found.value.role == role
    assert 0 < found.confidence <= 1


@pytest.mark.parametrize(
    ("subrole", "text"),
    [
        ("ifb", "INVITATION TO BID\nIFB 24-1\nGravel"),
        ("rfp", "REQUEST FOR PROPOSALS\nRFP 24-2\nAudit"),
        ("tabulation", "BID TABULATION\nGravel"),
        ("master_agreement", "MASTER AGREEMENT\nThis Master Agreement is made and entered into by and between the State of Larch and Tern, Inc."),
        ("template", "SAMPLE SERVICES AGREEMENT\nbetween the City and ________"),
        ("ila", "INTERLOCAL AGREEMENT\nbetween the Town of Alder and the County of Larch"),
        ("quote", "QUOTATION\nQuote # 12\nPrepared for: Elm"),
        ("lead_agency_certificate", "LEAD PUBLIC AGENCY CERTIFICATE\nThe undersigned certifies"),
    ],
)
def test_subrole(subrole: str, text: str) -> None:
    found = read(text)
    assert found is not None
    assert found.value.subrole == subrole


def test_the_deciding_heading_is_the_evidence() -> None:
    found = read("City of Elm\nNOTICE OF INTENT TO AWARD\nITB 24-31 Fire Hose")
    assert found is not None
    assert found.evidence[0].quote.startswith("NOTICE OF INTENT TO AWARD")


def test_a_solicitation_with_filled_blanks_is_a_response() -> None:
    empty = "INVITATION TO BID 24-9\nCompany Name: __________\nSubmitted by: __________\nBidders must sign."
    filled = "INVITATION TO BID 24-9\nCompany Name: Quail Paving, Inc.\nSubmitted by: Jo Finch\nBidders must sign."
    blank, written = read(empty), read(filled)
    assert blank is not None
    assert written is not None
    assert (blank.value.role, written.value.role) == (Role.SOLICITATION, Role.RESPONSE)


def test_an_agreement_inside_a_solicitation_does_not_make_it_a_contract() -> None:
    doc = document(
        "REQUEST FOR PROPOSALS\nRFP 24-4\nProposals are due May 1.", "SAMPLE AGREEMENT\nThis Agreement is made and entered into by and between"
    )
    found = find_role(doc, part(doc))
    assert found is not None
    assert found.value.role is Role.SOLICITATION


def test_a_signed_contract_that_cites_its_call_is_a_contract() -> None:
    found = read(
        "COUNTY OF BRAMLEY\nREQUIREMENTS CONTRACT NO. BR-25-9\nTHIS CONTRACT is made on May 4, 2025, between the County of Bramley"
        " and Teal Salt Corp.\n"
        "1. BID MADE PART. Request for Bids BR-25 is made a part of this contract.\nBy: /s/ Ada Moor\nName: Ada Moor\nCompany Name: Teal Salt Corp."
    )
    assert found is not None
    assert found.value.role is Role.CONTRACT


def test_nothing_known_is_other_and_no_words_are_none() -> None:
    found = read("Tulips\nRoses")
    assert found is not None
    assert found.value == RoleFact(Role.OTHER)
    assert found.evidence[0].quote == "Tulips"
    assert read("   \n ") is None


def with_sizes(doc: Document, sizes: dict[str, float]) -> Document:
    """The document with one line for each line of its text, at the size given or 10."""
    lines, start = [], 0
    for words in doc.text.split("\n"):
        if words:
            lines.append(Line(Span(start, start + len(words)), 1, Box(72, 72, 500, 84), sizes.get(words, 10.0)))
        start += len(words) + 1
    return replace(doc, lines=tuple(lines))


def test_the_largest_type_decides_between_headings() -> None:
    plain = document("PRICE LIST\nPURCHASE ORDER\nCity of Elm")
    for large, role in (("PRICE LIST", Role.PRICE_LIST), ("PURCHASE ORDER", Role.INVOICE_PO)):
        doc = with_sizes(plain, {large: 22.0})
        found = find_role(doc, part(doc))
        assert found is not None
        assert found.value.role is role


@pytest.mark.parametrize("filler", [" ", "_", "\n", "Company Name: ", "between the "])
def test_a_page_of_filler_is_read_in_linear_time(filler: str) -> None:
    begin = time.process_time()
    read("Agreement\n" + filler * (150_000 // len(filler)))
    assert time.process_time() - begin < 3
