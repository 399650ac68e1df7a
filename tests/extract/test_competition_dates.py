"""Dates of a competition: labels, sentences, schedules, and the dates that are something else's."""

from __future__ import annotations

import time

import pytest

from clausescan.core.span import Span
from clausescan.extract.competition_dates import find_competition_dates


def dates(text: str) -> dict[str, str]:
    found = find_competition_dates(text, text.lower(), Span(0, len(text)))
    assert all(0 <= one.span.start < one.span.end <= len(text) for one in found)
    return {one.name: one.value for one in found}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Issue Date: March 3, 2025\nBid Due Date: April 1, 2025 at 2 PM\nPublic Opening: April 1, 2025", ("2025-03-03", "2025-04-01", "2025-04-01")),
        ("Date of issuance   6/2/2025\nClosing and public opening   July 10, 2025", ("2025-06-02", "2025-07-10", "2025-07-10")),
        (
            "RFP released | September 8, 2025\nPre-proposal conference | September 16, 2025\nProposals due | October 7, 2025",
            ("2025-09-08", "2025-10-07", None),
        ),
        ("The District issued Request for Proposals No. 24-55 on August 9, 2024.", ("2024-08-09", None, None)),
        ("RFP 01-25, issued October 7, 2024 and closed November 21, 2024", ("2024-10-07", "2024-11-21", None)),
        ("Event opens: 9/2/2025\nEvent closes: 10/1/2025 02:00 PM", ("2025-09-02", "2025-10-01", None)),
        ("The Town is accepting sealed bids for sand until TUESDAY, FEBRUARY 3, 2026 AT 2:30 P.M.", (None, "2026-02-03", None)),
        ("BIDS MUST BE ENTERED IN THE PORTAL ON, OR BEFORE,\n12:30 PM, WEDNESDAY, JANUARY 28, 2026", (None, "2026-01-28", None)),
        ("Proposals must be submitted no later than 5:00 p.m. on Friday, 14 November 2025.", (None, "2025-11-14", None)),
        ("Proposals were due September 30, 2024.", (None, "2024-09-30", None)),
        ("ITEM:\n\nDEADLINE:\n\nLawn Service\n\nThursday, January 29, 2026 2:00 PM", (None, "2026-01-29", None)),
        ("Due:\nFebruary 25, 2025", (None, "2025-02-25", None)),
        ("Bids will be received by the Clerk until 2 p.m. on May 4, 2024, and then opened aloud.", (None, "2024-05-04", "2024-05-04")),
        ("will be received until 11:00 a.m., August 21, 2025, at which time they will be publicly opened", (None, "2025-08-21", "2025-08-21")),
        ("BID   RFB-7, Brine\nOPENED   October 22, 2025, 11:00 A.M.", (None, None, "2025-10-22")),
        ("Nine proposals for play equipment were opened in public on July 10, 2025.", (None, None, "2025-07-10")),
        ("The bid opening is changed from May 6, 2025 to May 13, 2025 at 2 p.m.", (None, None, "2025-05-13")),
    ],
)
def test_dates_behind_labels_and_in_sentences(text: str, expected: tuple[str | None, ...]) -> None:
    assert dates(text) == {name: day for name, day in zip(("issued", "due", "opened"), expected, strict=True) if day}


@pytest.mark.parametrize(
    "text",
    [
        "Deadline for questions: May 1, 2025",
        "Questions due: May 1, 2025",
        "Invoices are due by June 30, 2025.",
        "Deadline for Submission of Questions   February 17, 2025",
        "Addendum 1 issued: March 3, 2025",
        "Renewal applications must be received by March 1, 2026.",
        "The store will be open. On May 3, 2024 it closes the year",
        "The District conducted a bid opening for the school. In May 14, 2024 the Board approved it.",
        "Document entered name at signing as A. Reed\n\n2024-07-31",
        "Notice of award deadline: May 2, 2025",
    ],
)
def test_dates_of_other_things_are_left_out(text: str) -> None:
    assert dates(text) == {}


@pytest.mark.parametrize("filler", [" ", "_", "due ", "bids until ", "received ", "1/", "opened\n"])
def test_a_page_of_filler_is_read_in_linear_time(filler: str) -> None:
    began = time.process_time()
    dates(filler * (200_000 // len(filler)))
    assert time.process_time() - began < 5
