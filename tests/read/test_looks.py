"""What a page shows at a glance."""

from __future__ import annotations

import time
from dataclasses import dataclass

import pytest

from clausescan.core.span import Box
from clausescan.read.looks import Look, common_words, look, masked


@dataclass(frozen=True, slots=True)
class Seen:
    text: str
    box: Box
    size: float
    bold: bool


def seen(text: str, top: float, size: float = 11, *, bold: bool = False) -> Seen:
    box = Box(72, top, 72 + 5 * len(text), top + size)
    return Seen(text, box, size, bold)


def page(*lines: str, foot: str = "", head: str = "") -> Look:
    """A letter page with these lines from 150 points down, and lines in the zones of running heads and feet."""
    found = [seen(text, 150 + 14 * i) for i, text in enumerate(lines)]
    return look(612, 792, [*([seen(head, 40)] if head else []), *found, *([seen(foot, 750)] if foot else [])])


@pytest.mark.parametrize(
    ("foot", "label"),
    [
        ("Page 3 of 12", (3, 12)),
        ("3", (3, 0)),
        ("- 14 -", (14, 0)),
        ("3/12", (3, 12)),
        ("Bid 24-17   Page 3 of 12", (3, 12)),
        ("2 | Page", (2, 0)),
        ("3 of 12   General conditions", (3, 12)),
        ("4   Form P-11 (Rev. 2021)", (4, 0)),
        ("Price agreement   7", (7, 0)),
        ("Form P-11 (Rev. 2021)", None),
        ("Adopted 2021", None),
        ("", None),
    ],
)
def test_page_numbers(foot: str, label: tuple[int, int] | None) -> None:
    assert page("Some words of the body", foot=foot).label == label


def test_a_number_in_the_body_is_no_page_number() -> None:
    assert page("Page 4 of the catalog", "7").label is None


def test_running_lines_are_known_without_their_numbers() -> None:
    assert page("Body", head="Bid 24-17", foot="Town of Ashgrove 2024").running == {"bid #-#", "town of ashgrove #"}
    assert masked(" Page 12 ") == "page #"


def test_page_numbers_are_not_body() -> None:
    assert [line.text for line in page("Body", foot="7").body] == ["Body"]


def test_words_that_tell() -> None:
    seen_words = page("The Contractor shall deliver to Larkmoor under 24-0417 before 2026.")
    assert {"Larkmoor", "Contractor", "24-0417", "2026"} <= seen_words.words
    assert seen_words.names == {"larkmoor", "24-0417"}
    assert "contractor" in common_words()


def test_items_blanks_places() -> None:
    shown = page("6. Insurance", "(7) Bonds", "Name ________", "Call 555-555-0100", "Alder, MI 48999")
    assert shown.items == (6, 7)
    assert shown.blanks == 1
    assert shown.places() == 2


def test_headings_stand_apart() -> None:
    lines = [
        seen("NOTICE OF AWARD", 150),
        seen("running words of a sentence that goes on", 170),
        seen("Larger words", 190, 16),
        seen("bold ones", 210, bold=True),
    ]
    assert look(612, 792, lines).headings(11) == ("NOTICE OF AWARD", "Larger words", "bold ones")


def test_an_empty_page() -> None:
    empty = look(612, 792, ())
    assert empty.empty
    assert (empty.label, empty.size, empty.fill, empty.words) == (None, 0.0, 0.0, frozenset())


@pytest.mark.parametrize("filler", ["_", " ", "A", "1", "-", "1 ", "page ", "A1-"])
def test_a_huge_line_takes_linear_time(filler: str) -> None:
    huge = page(filler * (400_000 // len(filler)), foot=filler * (200_000 // len(filler)))
    began = time.process_time()
    assert huge.label is None or huge.label
    assert huge.words is not None
    assert huge.places() >= 0
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    "lines",
    [
        ("Norcross Chemical", "June 27, 2023", "Dear Mr. Norcross:"),
        ("Gentlemen,", "your bid was accepted"),
        ("4/2/2024", "Tern Supply"),
        ("MEMORANDUM", "TO: City Council", "FROM: Purchasing"),
    ],
)
def test_a_page_that_opens_a_letter_or_memo(lines: tuple[str, ...]) -> None:
    assert page(*lines).opens_letter


@pytest.mark.parametrize("lines", [("SECTION 4", "Dearborn is served."), ("TO: bidders", "On June 27, 2023 bids were opened.")])
def test_a_page_that_opens_neither(lines: tuple[str, ...]) -> None:
    assert not page(*lines).opens_letter


def test_a_page_that_ends_with_signatures() -> None:
    assert page("All other terms remain.", "By: /s/ Ada Moor", "Title: Clerk").signed_off
    assert page("We look forward to it.", "Sincerely,", "Ada Moor").signed_off
    assert not page("Signature: first", *["The contractor shall deliver."] * 9).signed_off
