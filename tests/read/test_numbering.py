"""Numbers before headings, proved by enumeration where the kinds are closed."""

from __future__ import annotations

import pytest

from clausescan.read.numbering import Style, as_roman, parse, roman


def _write_roman(value: int) -> str:
    out = ""
    for size, sign in ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        while value >= size:
            out, value = out + sign, value - size
    return out


def test_every_roman_number_up_to_399_reads_back() -> None:
    for value in range(1, 400):
        assert roman(_write_roman(value)) == value
        assert roman(_write_roman(value).upper()) == value


@pytest.mark.parametrize("text", ["", "iiii", "vx", "ic", "mix", "abc", "xxxxx"])
def test_what_is_not_a_roman_number(text: str) -> None:
    assert roman(text) is None


@pytest.mark.parametrize(
    ("line", "style", "depth", "values"),
    [
        ("ARTICLE IV - TERM", Style.NAMED, 1, (4,)),
        ("Section 12. Insurance", Style.NAMED, 1, (12,)),
        ("SECTION 3.2: Scope", Style.NAMED, 2, (3, 2)),
        ("§ 3 Renewal", Style.NAMED, 1, (3,)),
        ("EXHIBIT B", Style.NAMED, 1, (2,)),
        ("12.3(a) Notices", Style.DECIMAL, 3, (12, 3)),
        ("1.1 Definitions", Style.DECIMAL, 2, (1, 1)),
        ("7. Payment", Style.DECIMAL, 1, (7,)),
        ("7) Payment", Style.DECIMAL, 1, (7,)),
        ("A. Delivery", Style.UPPER, 1, (1,)),
        ("b. delivery", Style.LOWER, 1, (2,)),
        ("(c) delivery", Style.BRACKET_LOWER, 1, (3,)),
        ("(iv) delivery", Style.BRACKET_ROMAN, 1, (4,)),
        ("XIV. Delivery", Style.UPPER_ROMAN, 1, (14,)),
        ("(2) delivery", Style.BRACKET_DIGIT, 1, (2,)),
    ],
)
def test_numbers_are_read(line: str, style: Style, depth: int, values: tuple[int, ...]) -> None:
    found = parse(line)
    assert found is not None
    assert (found.style, found.depth, found.values) == (style, depth, values)


@pytest.mark.parametrize(
    "line",
    [
        "36 months from award",
        "$12.50 each",
        "2024",
        "Article of clothing",
        "I agree to these terms",
        "A bidder may",
        "12-1108",
        "(see page 3)",
        "etc. and so on",
    ],
)
def test_what_opens_no_section(line: str) -> None:
    assert parse(line) is None


def test_a_letter_can_be_read_as_roman() -> None:
    found = parse("I. General")
    assert found is not None
    assert as_roman(found).style is Style.UPPER_ROMAN
    assert as_roman(found).values == (1,)
