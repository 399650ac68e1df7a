"""Where a solicitation was advertised, and what else is posted and published."""

from __future__ import annotations

import time

import pytest

from clausescan.core.span import Span
from clausescan.extract.competition_notice import find_advertisement


def advertised(text: str) -> str | None:
    found = find_advertisement(text, text.lower(), Span(0, len(text)))
    assert found is None or 0 <= found[1].start < found[1].end <= len(text)
    return found[0] if found else None


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("The bid was advertised in the Elm Courier.", "the Elm Courier"),
        (
            "Advertised   The Elm Daily, June 2 and June 9, 2025; Plains Weekly,\nJune 6, 2025",
            "The Elm Daily, June 2 and June 9, 2025; Plains Weekly, June 6, 2025",
        ),
        ("Advertised: Potter Herald, January 5, 2025", "Potter Herald, January 5, 2025"),
        ("Notice   Goods Bulletin, May 5, 2025; COMMBUYS, May 5, 2025", "Goods Bulletin, May 5, 2025; COMMBUYS, May 5, 2025"),
        (
            "Advertised   Fen Sentinel, March 13 and 20, 2023, and the City’s bid page\nMeeting   May 1, 2023",
            "Fen Sentinel, March 13 and 20, 2023, and the City’s bid page",
        ),
        ("Publish: The Sentinel, July 31, 2025", "The Sentinel, July 31, 2025"),
        ("The Port advertised the solicitation in the Coos World from April 4.", "the Coos World from April 4"),
        ("The Request for Proposals was posted on BidNet Direct.", "BidNet Direct"),
        ("A notice to bidders was published in the Fen Times on May 2, 2024.", "the Fen Times on May 2, 2024"),
        ("The RFP was advertised in accordance with the law in the Fen Times.", "the Fen Times"),
    ],
)
def test_advertised(text: str, where: str) -> None:
    assert advertised(text) == where


@pytest.mark.parametrize(
    "text",
    [
        "Bid results will be posted on the MITN website.",
        "Addenda to this ITB will be posted on the City's page at BidNet.",
        "The price index is published by the Bureau of Labor Statistics.",
        "Notice of award will be posted at the Purchasing Office.",
        "Wage rates are published in the Federal Register.",
        "Notice: Bidders shall sign in ink",
        "Published in Ohio",
        "Answers to questions on this RFP are posted on Bonfire.",
    ],
)
def test_other_things_are_posted_too(text: str) -> None:
    assert advertised(text) is None


@pytest.mark.parametrize("filler", [" ", "notice\n", "posted on ", "published in The ", "|"])
def test_a_page_of_filler_is_read_in_linear_time(filler: str) -> None:
    began = time.process_time()
    advertised(filler * (200_000 // len(filler)))
    assert time.process_time() - began < 5
