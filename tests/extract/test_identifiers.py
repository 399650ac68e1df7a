"""Numbers of solicitations and contracts, and numbers of other kinds."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausescan.core.finding import Role
from clausescan.extract.identifiers import _CONTRACTS, _SOLICITATIONS, find_numbers, labelled
from tests.build import document, part
from tests.extract.first_pages import FIRST_PAGES


def read(text: str, role: Role) -> tuple[str | None, str | None]:
    doc = document(text)
    found = find_numbers(doc, part(doc), role)
    for one in found:
        assert one is None or all(doc.quote(e.span) == e.quote for e in one.evidence)
    solicitation, contract = found
    return solicitation.value.number if solicitation else None, contract.value.number if contract else None


@pytest.mark.parametrize(("role", "text", "solicitation", "contract"), FIRST_PAGES)
def test_numbers(role: str, text: str, solicitation: str | None, contract: str | None) -> None:
    assert read(text, Role(role)) == (solicitation, contract)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("REQUEST FOR PROPOSAL\nProposal Invitation No. 731-24", "731-24"),
        ("Bid Number: 2024-011\nUniforms", "2024-011"),
        ("BID NO. 5512\nPAPER", "BID NO. 5512"),
        ("ITB-W-204\nINVITATION TO BID", "ITB-W-204"),
        ("INVITATION TO BID\n(IFB 2025-007)", "IFB 2025-007"),
        ("Event ID: EVT0004417\nRequest for Quotation", "EVT0004417"),
        ("18-05RFP\nCopiers", "18-05RFP"),
        ("RFP No: PS-2024-3", "PS-2024-3"),
        ("Solicitation #\n4400021", "4400021"),
        ("Bid # AB 26-11\nSalt", "Bid # AB 26-11"),
    ],
)
def test_labels_of_solicitations(text: str, number: str) -> None:
    assert read(text, Role.SOLICITATION)[0] == number


@pytest.mark.parametrize(
    "text",
    [
        "Bid: 555-867-5309",
        "Bid opening 3/4/2025",
        "Proposals are due on 10-12-2025",
        "Request for Proposals 2025",
        "Project No. 24-118\nAccount No. 44-1209-3",
        "Elm, MI 48071-2210\nTax ID 38-6004567",
        "Section 120-5 of the Code; Form ACORD 25 (2016/03)",
        "Page 3 of 12\nResolution No. 2024-31\nPO Number 450012",
        "1. Agency Contract Number\n2. Contract Title",
        "Bid Bond 5%\nBid item 12.50",
    ],
)
@pytest.mark.parametrize("role", [Role.SOLICITATION, Role.CONTRACT, Role.FORM])
def test_numbers_of_other_kinds_are_left_alone(text: str, role: Role) -> None:
    assert read(text, role) == (None, None)


def test_numbers_in_references_do_not_count() -> None:
    assert read("AGREEMENT\nReferences: Elm County, RFP 2018-22\nPrior Contract No. 14-7", Role.CONTRACT) == (None, None)


def test_the_recital_gives_the_solicitation_of_a_contract() -> None:
    text = "AGREEMENT\nContract No. 22-31\nWHEREAS, the County issued RFP 21-118 and chose Contractor;"
    assert read(text, Role.CONTRACT) == ("RFP 21-118", "22-31")


def test_a_solicitation_has_a_contract_number_only_in_its_heading() -> None:
    assert read("INVITATION TO BID\nContract No. 24-5\nMain Street", Role.SOLICITATION)[1] == "24-5"
    text = "INVITATION TO BID\nMain Street\nthe work now done under what the town calls contract no. 24-5 ends in May, and the rest stays as it was"
    assert read(text, Role.SOLICITATION)[1] is None


def test_a_meeting_paper_with_many_numbers_has_none() -> None:
    text = "AGENDA\nAward RFP 24-101\nAward RFP 24-102\nAward IFB 24-103"
    assert read(text, Role.BOARD_ITEM)[0] is None


def test_a_number_far_behind_is_found_by_its_label() -> None:
    text = "AGREEMENT\n" + "The parties agree. " * 1500 + "\n\nThis contract results from RFP 19-204."
    assert read(text, Role.CONTRACT)[0] == "RFP 19-204"


@given(st.from_regex(r"[A-Z]{2,3}-[0-9]{4,6}", fullmatch=True))
def test_a_labelled_number_is_given_back_as_printed(number: str) -> None:
    assert read(f"AGREEMENT\nContract Number: {number}\n", Role.CONTRACT)[1] == number


@pytest.mark.parametrize("filler", [" ", "_", "9", "1-", "RFP No. ", "Contract No. "])
def test_a_page_of_filler_is_read_in_linear_time(filler: str) -> None:
    begin = time.process_time()
    read("Agreement\n" + filler * (150_000 // len(filler)), Role.CONTRACT)
    assert time.process_time() - begin < 3


PIECES: tuple[str, ...] = (
    "RFP",
    "rfp",
    "ITB",
    "Bid",
    "Solicitation",
    "Request for Proposals",
    "No.",
    "#",
    ":",
    "-",
    "2024",
    "24-",
    "17-088",
    "Master",
    "State",
    "Contract",
)
PIECES += (
    "Agreement",
    "lease",
    "IFB-12",
    "2023-RFP-7",
    "24–118ITB-2",
    "Invitation to Bid",
    "sealed bid",
    "\n",
    ", ",
    "A1B2",
    "participating addendum",
)


@given(st.lists(st.sampled_from(PIECES), max_size=14), st.sampled_from(["", " "]))
def test_looking_only_where_labels_begin_misses_nothing(pieces: list[str], between: str) -> None:
    text = between.join(pieces)
    called = [("solicitation", m["number"] or m["lnumber"] or m["tail"]) for m in _SOLICITATIONS.finditer(text)]
    assert list(labelled(text)) == called + [("contract", m["number"]) for m in _CONTRACTS.finditer(text)]
