from __future__ import annotations

import pytest

from clausescan.core.span import Box
from clausescan.read.bits import bits_of
from clausescan.read.columns import find_columns
from clausescan.read.header import is_header, may_head
from clausescan.read.raw import RawLine
from tests.read.draw import line, texts


def read(lines: list[RawLine], horizontals: tuple[Box, ...] = ()) -> list[list[list[str]]]:
    return [texts(t) for t in find_columns(1, bits_of(lines), horizontals)]


def row(top: float, *cells: str, bold: bool = False) -> list[RawLine]:
    """Cells at 60, 140, 320 and 420 points."""
    return [line(x, top, c, bold=bold) for x, c in zip((60, 140, 320, 420), cells, strict=False) if c]


HEAD = row(100, "Item", "Description", "Quantity", "Unit Price", bold=True)


def test_rows_stand_in_the_columns_of_their_header() -> None:
    (table,) = read([*HEAD, *row(116, "1", "Traffic cone", "40", "$______"), *row(132, "2", "Barricade", "12", "$______")])
    assert table == [["Item", "Description", "Quantity", "Unit Price"], ["1", "Traffic cone", "40", "$______"], ["2", "Barricade", "12", "$______"]]


def test_a_description_that_goes_on_below_is_mended() -> None:
    (table,) = read([*HEAD, *row(120, "1", "Traffic cone", "40"), *row(131, "", "orange, 28 inches"), *row(150, "2", "Barricade", "12")])
    assert table[1:] == [["1", "Traffic cone orange, 28 inches", "40", ""], ["2", "Barricade", "12", ""]]


def test_numbers_centred_beside_a_taller_cell_stay_with_it() -> None:
    lines = [*HEAD]
    for k, name in enumerate(["Cone", "Drum"]):
        top = 130 + 50 * k
        lines += [*row(top, "", name), *row(top + 11, str(k + 1), "with collar", "40"), *row(top + 22, "", "and base")]
    (table,) = read(lines)
    assert [r[1] for r in table[1:]] == ["Cone with collar and base", "Drum with collar and base"]


def test_lines_drawn_between_rows_decide() -> None:
    rules = tuple(Box(60, y, 480, y + 0.5) for y in (113.0, 138.0, 163.0))
    lines = [*HEAD, *row(115, "1", "Cone", "4"), *row(126, "", "Large", "dozen"), *row(140, "2", "Drum", "6"), *row(151, "", "Small", "dozen")]
    (table,) = read(lines, rules)
    assert [r[2] for r in table[1:]] == ["4 dozen", "6 dozen"]


def test_a_second_manufacturer_is_a_row_of_its_own() -> None:
    lines = [*row(100, "Number", "Material", "Manufacturer", "Catalog #", bold=True)]
    for k in range(2):
        lines += [*row(112 + 24 * k, str(100 + k), "WIPER", "ACME", "A-1"), *row(124 + 24 * k, "", "", "BOLT CO", "B-77")]
    (table,) = read(lines)
    assert len(table) == 5
    assert table[2] == ["", "", "BOLT CO", "B-77"]


def test_a_header_of_several_lines_is_one_and_a_title_above_is_left_out() -> None:
    title = line(60, 70, "SCHEDULE OF PRICES FOR TRAFFIC SAFETY GOODS AND SIGNS OF THE CITY", bold=True)
    upper = [line(320, 89, "Estimated", bold=True)]
    (table,) = read([title, *upper, *HEAD, *row(116, "1", "Cone", "40", "3.10"), *row(132, "2", "Drum", "9", "8.20")])
    assert table[0] == ["Item", "Description", "Estimated Quantity", "Unit Price"]


def test_a_title_over_two_columns_is_put_before_both() -> None:
    over = [line(320, 89, "Prices in dollars as bid", bold=True, size=10)]
    head = [
        line(60, 100, "Item", bold=True),
        line(140, 100, "Description", bold=True),
        line(320, 100, "Hourly", bold=True),
        line(400, 100, "Daily", bold=True),
    ]
    (table,) = read([*over, *head, *row(116, "1", "Loader", "80.00", "600.00"), *row(132, "2", "Grader", "90.00", "700.00")])
    assert table[0][2:] in (["Prices in dollars as bid / Hourly", "Prices in dollars as bid / Daily"], ["Hourly", "Daily"])


def test_white_space_page_numbers_and_prose_end_a_table() -> None:
    body = [*HEAD, *row(116, "1", "Cone", "40", "3.10"), *row(132, "2", "Drum", "9", "8.20")]
    foot = [*row(150, "Page 3 of 9")]
    far = [*row(240, "4", "Not in the table", "7")]
    (table,) = read([*body, *foot, *far])
    assert len(table) == 3


def test_the_bidders_signature_is_not_part_of_a_table() -> None:
    (table,) = read([*HEAD, *row(116, "1", "Cone", "40", "3.10"), *row(140, "Company name", "", "Signature")])
    assert len(table) == 2


def test_two_tables_under_two_headers() -> None:
    again = row(180, "Part", "Description", "Quantity", "Unit Price", bold=True)
    found = read([*HEAD, *row(116, "1", "Cone", "40"), *again, *row(196, "9", "Sign", "3")])
    assert [t[1][1] for t in found] == ["Cone", "Sign"]


@pytest.mark.parametrize(
    "words",
    [
        "The unit price and the total shall be stated for each item in the space given",
        "Quantity:   Price:",
        "Description of the work that the vendor does under this contract and its price   Total",
    ],
)
def test_prose_and_labels_are_no_header(words: str) -> None:
    from clausescan.read.bits import chunked

    assert not is_header(chunked(bits_of([line(60, 100, words)]))[0])
    assert read([line(60, 100, words), line(60, 112, "and so on")]) == []


def test_a_page_without_header_words_is_passed_over() -> None:
    assert not may_head(bits_of([line(60, 100 + 12 * k, "The vendor shall deliver on time.") for k in range(9)]))
