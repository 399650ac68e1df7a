from __future__ import annotations

import pytest

from clausescan.core.clause import Outline, Section
from clausescan.core.finding import Role, Scope
from clausescan.core.result import Part
from clausescan.core.span import Span
from clausescan.extract.scope import find_scope
from clausescan.extract.scope_items import NO_THING
from tests.build import document, part


def scope_of(text: str, role: Role = Role.SOLICITATION) -> Scope | None:
    doc = document(text)
    found = find_scope(doc, part(doc), role)
    if found is None:
        return None
    for one in found.evidence:
        assert doc.text[one.span.start : one.span.end] == one.quote
    assert len(found.value.summary) <= 240
    return found.value


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        ("INVITATION TO BID\nITB 25-31\nTRAFFIC PAINT AND BEADS\nCity of Alder\n", "TRAFFIC PAINT AND BEADS"),
        ("Request for Proposals No. 25-31 for Bus Shelter Cleaning\n\nIssued by the County of Birch", "Bus Shelter Cleaning"),
        ("RFP #25-031 Bus Shelter Cleaning\nDue: May 3, 2026", "Bus Shelter Cleaning"),
        ("CITY OF ALDER\nPROJECT: Library Roof Repair\nBID OPENING: June 4", "Library Roof Repair"),
        ("NOTICE TO BIDDERS\n\nSealed bids for traffic paint will be received by the clerk until noon.", "traffic paint"),
        (
            "Birch County is seeking proposals from qualified firms for snow removal at county lots. Late offers are refused.",
            "snow removal at county lots",
        ),
        (
            "Offers will be accepted until 2:00 p.m. on May 4 to provide the Town with pricing for a street sweeper per the attached pages.",
            "street sweeper",
        ),
        ("The purpose of this agreement is to purchase office paper.", "office paper"),
        ("The City of Alder intends to enter into a contract with one vendor for elevator maintenance.", "elevator maintenance"),
    ],
)
def test_what_is_bought_in_the_words_of_the_document(text: str, summary: str) -> None:
    scope = scope_of(text)
    assert scope is not None
    assert scope.summary == summary


def test_a_sentence_that_adds_to_the_title_follows_it() -> None:
    scope = scope_of("INVITATION TO BID\nSTREET SWEEPER\n\nThe town is soliciting bids for one regenerative air sweeper with a trade-in.\n")
    assert scope is not None
    assert scope.summary == "STREET SWEEPER; one regenerative air sweeper with a trade-in"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The contractor shall provide a certificate of insurance.",
        "The purpose of this section is to inform vendors.",
        "Bids will be received for a period of thirty days.",
        "The committee may request proposers for a best and final offer.",
        "The City invites proposals for oral presentations and interviews.",
        "Signed: J. Reed\nTitle: Vice President, Public Sales",
        "Signed: J. Reed\nTitle: Chief Business Official",
    ],
)
def test_how_to_bid_is_not_what_is_bought(text: str) -> None:
    scope = scope_of(text, Role.FORM)
    assert scope is None


def test_a_letterhead_is_no_scope() -> None:
    head = "City of Alder\n\nPurchasing, 9 Elm Street, Alder, Ohio 44101, Telephone 216-555-0100\n\n"
    scope = scope_of(head + "First renewal of the lease of copiers", Role.AMENDMENT)
    assert scope is not None
    assert "copiers" in scope.summary
    assert "Telephone" not in scope.summary


def test_a_title_beside_an_office_word_may_be_bought() -> None:
    scope = scope_of("REQUEST FOR PROPOSALS\nTitle: Superintendent Search Services")
    assert scope is not None
    assert scope.summary == "Superintendent Search Services"


def test_an_agenda_speaks_of_many_purchases() -> None:
    doc = document(*["Request for Proposals for Desks\n"] * 12)
    assert find_scope(doc, part(doc), Role.BOARD_ITEM) is None


def test_lists_under_a_scope_heading_are_items_with_their_page() -> None:
    first = "Request for Proposals for Grounds Care\n"
    second = "SCOPE OF SERVICES\n• Mow all turf areas weekly\n• Trim hedges in spring\n"
    doc = document(first, second)
    start = doc.text.index("SCOPE")
    heading = Span(start, start + len("SCOPE OF SERVICES"))
    section = Section(0, "", "SCOPE OF SERVICES", Span(start, len(doc.text)), heading, 0)
    whole = Part("", (1, 2), Span(0, len(doc.text)), Outline((section,), ()))
    found = find_scope(doc, whole, Role.SOLICITATION)
    assert found is not None
    assert [(i.text, i.page) for i in found.value.items] == [("Mow all turf areas weekly", 2), ("Trim hedges in spring", 2)]


def test_what_is_left_out_is_kept_apart_and_taxes_are_no_scope() -> None:
    scope = scope_of(
        "Request for Proposals for Grounds Care\n\nThe work under this contract does not include tree removal. "
        "The bid price shall not include sales tax.\n"
    )
    assert scope is not None
    assert len(scope.exclusions) == 1
    assert "tree removal" in scope.exclusions[0].text


def test_a_long_sentence_is_cut_between_words() -> None:
    scope = scope_of("The County is soliciting bids for " + "galvanized culvert pipe with bands and " * 12 + "gaskets.")
    assert scope is not None
    assert scope.summary.endswith("…")


@pytest.mark.parametrize("text", ["item" + " " * 300_000 + "x", "Bid " + "_" * 300_000, "soliciting bids " * 20_000, "contract " * 30_000])
def test_long_runs_do_not_slow_it_down(text: str) -> None:
    scope_of(text)


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("Orchard Lane Systems, Inc.", False),
        ("1 and 2, Bell Ridge Fire Supply, Inc., Corbel, Virginia", False),
        ("Contractor Bell Ridge Supply", False),
        ("Ship to As each order states", False),
        ("Signature (an unsigned bid is rejected):", False),
        ("Hex bolt, grade 8, Bell Inc", True),
        ("Signature pad, 4 in.", True),
        ("Address labels, 30 up", True),
    ],
)
def test_sellers_and_lines_of_forms_are_no_items(text: str, thing: bool) -> None:
    assert (NO_THING.match(text) is None) is thing


@pytest.mark.parametrize(
    ("role", "text", "summary"),
    [
        (
            Role.AWARD,
            "NOTICE OF AWARD\n\nRFP 25-118, Stump Grinding and Chip Hauling\nMay 4, 2026\nFive offers came in.",
            "Stump Grinding and Chip Hauling",
        ),
        (Role.AWARD, "BID TABULATION AND NOTICE OF AWARD\nBID   RFB-9-118, Liquid Soap\nOPENED   May 4, 2026, 11:00 A.M.", "Liquid Soap"),
        (
            Role.AMENDMENT,
            "AMENDMENT NO. 2 TO AGREEMENT NO. 25-7\n\nWHEREAS, Alder and Lark Co. entered into an agreement for radio repair under Bid 25-7;",
            "radio repair",
        ),
        (Role.AMENDMENT, "First Amendment\n\nThis changes the contract to provide bus wraps between the City and Lark Co.", "bus wraps"),
        (Role.AMENDMENT, "Amendment 1\n\nBUS SHELTER GLASS\n\nThe end is moved by a year.", "BUS SHELTER GLASS"),
        (
            Role.CONTRACT,
            "Services Agreement\nContractor   Lark LLC\nServices   Window washing of public buildings\n",
            "Window washing of public buildings",
        ),
    ],
)
def test_a_later_document_says_what_its_contract_is_for(role: Role, text: str, summary: str) -> None:
    scope = scope_of(text, role)
    assert scope is not None
    assert scope.summary == summary


def origins_of(text: str, role: Role) -> set[str]:
    doc = document(text)
    found = find_scope(doc, part(doc), role)
    return {e.origin for e in found.evidence} if found else set()


@pytest.mark.parametrize("length", ["two years from the day of signing", "twelve (12) months", "a term of three years"])
def test_a_length_is_no_scope(length: str) -> None:
    assert "scope.named" not in origins_of(f"First Renewal\n\nThe Town renews its contract for {length}.", Role.AMENDMENT)


@pytest.mark.parametrize("line", ["Item   Article   Unit Price", "Title: Senior Buyer", "Services: "])
def test_heads_of_a_price_table_and_offices_are_no_scope(line: str) -> None:
    assert "scope.label" not in origins_of(f"PRICE SHEET\n{line}\nA1   Desk   $ 10.00\n", Role.PRICE_LIST)
