"""How many answered, on what ground the award is made, and by what act."""

from __future__ import annotations

import time

import pytest

from clausescan.core.span import Span
from clausescan.extract.competition_award import find_basis, find_bidders, find_record


def value(find: object, text: str) -> str | None:
    assert callable(find)
    found = find(text, text.lower(), Span(0, len(text)))
    assert found is None or 0 <= found[2].start < found[2].end <= len(text)
    return found[1] if found else None


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Five bids were received.", "5"),
        ("Twelve (12) responses were received by noon.", "12"),
        ("Twenty-six (26) firms responded.", "26"),
        ("BIDS SENT OUT   31\nBIDS RECEIVED   4", "4"),
        ("Number of bids received: 5", "5"),
        ("Proposals received: nine", "9"),
        ("The Port received responses from three proposers.", "3"),
        ("Nine proposals for play equipment and benches were opened in public.", "9"),
        ("Only one bid was received.", "1"),
        ("Bidder 1: Finch Co., $4\nBidder 2: Wren Co., $5\nBidder 3: Kite Co., no bid", "3"),
        ("between April 4 and May 2 it received proposals from two firms", "2"),
    ],
)
def test_bidders(text: str, count: str) -> None:
    assert value(find_bidders, text) == count


@pytest.mark.parametrize(
    "text",
    [
        "At least three bids shall be received.",
        "If one bid is received, the City may negotiate.",
        "6.4 Late Proposals\nProposal received after the hour is late.",
        "Quote received on 01/12/19",
        "Bids received 4 June are late.",
        "Proposals received: 3 copies",
        "Bidder 4: Finch Co.",
    ],
)
def test_no_count_of_bidders(text: str) -> None:
    assert value(find_bidders, text) is None


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("let to the lowest, responsive, responsible vendor", "lowest_responsible"),
        ("The low bidder is recommended.", "lowest_responsible"),
        ("Award to one or more responsible offerors.", "multiple_award"),
        ("Award is made for the bid that is most advantageous to the City.", "best_value"),
        ("The evaluation committee ranked Finch Engineering first.", "ranked"),
        ("The District reserves the right to make multiple awards. Award goes to the lowest responsible bidder.", "lowest_responsible"),
        ("The County reserves the right to make multiple awards.", "multiple_award"),
        ("The City may accept other than the low bid. Award is made to the offer of best value.", "best_value"),
    ],
)
def test_basis(text: str, basis: str) -> None:
    assert value(find_basis, text) == basis


@pytest.mark.parametrize("text", ["It places a person in the most advantageous group.", "the lowest temperature", "ranked by size"])
def test_no_basis(text: str) -> None:
    assert value(find_basis, text) is None


@pytest.mark.parametrize(
    ("text", "record"),
    [
        ("The Board of Trustees awarded the work on May 20.", "Board of Trustees awarded the work on May 20"),
        ("Council approved the award.", "Council approved the award"),
        ("The Board of Directors adopted Resolution No. 25-08 on the award.", "Board of Directors adopted Resolution No. 25-08"),
        ("approved by the Alder City Council", "approved by the Alder City Council"),
        ("Award: Board of Commissioners, 2/21/2023", "Award: Board of Commissioners, 2/21/2023"),
    ],
)
def test_record(text: str, record: str) -> None:
    assert value(find_record, text) == record


@pytest.mark.parametrize(
    "text", ["Certificated Personnel Report, Resolution Number 2510-28", "Resolution No. 5 honors a librarian.", "The award is pending."]
)
def test_no_record(text: str) -> None:
    assert value(find_record, text) is None


@pytest.mark.parametrize("filler", [" ", "bid ", "from one ", "received ", "award ", "bidder 1: a\n", "lowest "])
def test_a_page_of_filler_is_read_in_linear_time(filler: str) -> None:
    text = filler * (60_000 // len(filler))
    began = time.process_time()
    for find in (find_bidders, find_basis, find_record):
        value(find, text)
    assert time.process_time() - began < 6


def test_bidders_with_their_prices() -> None:
    text = "Bidders: Finch Rail $118,400; Burr Fence $121,977; Cole Brothers no bid; Dove & Sons $130,002.50. The Board met."
    assert value(find_bidders, text) == "3"
    assert value(find_bidders, "Bidders: call the clerk; ask for forms.") is None
