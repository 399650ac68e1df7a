"""Where the documents of one PDF begin."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausescan.core.document import Bookmark
from clausescan.read.looks import Look, look
from clausescan.read.split import (
    Boundary,
    continues,
    find_starts,
    is_exhibit,
    layout_signals,
    load_weights,
    marked_pages,
    name_signals,
)
from tests.read.test_looks import page, seen

PROSE = (
    "The Contractor shall deliver goods to Larkmoor within ten days of each order,",
    "and Wrenfield shall replace what is damaged at its own cost under RFP 23-0417.",
)


def contract(number: int, total: int = 3, *, top: Sequence[str] = ()) -> Look:
    return page(*top, *PROSE * 10, foot=f"Larkmoor contract C23-0087   Page {number} of {total}")


def resolution(number: int = 1) -> Look:
    lines = [
        seen("Board of Trustees", 60, 14),
        seen("12 Quarry Lane, Ashgrove, Ohio 43999", 80),
        seen("Telephone 419-555-0111", 100),
        seen("RESOLUTION NO. 61 OF 2025", 120, 16, bold=True),
    ]
    body = [seen("WHEREAS Ashgrove and Pinnock wish to purchase two Dunmore plow trucks, and 25-0933", 160 + 14 * i) for i in range(20)]
    return look(612, 792, [*lines, *body, seen(f"{number}", 750)])


def test_another_letterhead_count_and_purchase_begin_a_document() -> None:
    assert find_starts([contract(1), contract(2), contract(3), resolution()]) == (1, 4)


def test_pages_that_count_on_are_one_document() -> None:
    assert find_starts([contract(n, 6, top=("ATTACHMENT TO BID",) if n == 4 else ()) for n in range(1, 7)]) == (1,)


def test_an_exhibit_stays_with_what_it_hangs_on() -> None:
    exhibit = page("EXHIBIT B", "PRICE LIST", *PROSE * 6, foot="Page 1 of 2")
    assert is_exhibit(exhibit)
    assert find_starts([contract(1), contract(2), contract(3), exhibit]) == (1,)


def test_pages_without_words_stay_together() -> None:
    empty = look(612, 792, ())
    assert find_starts([empty, empty, empty]) == (1,)


def test_a_count_that_goes_on_behind_a_scanned_page() -> None:
    assert find_starts([contract(1, 4), contract(2, 4), look(612, 792, ()), contract(4, 4)]) == (1,)


def test_no_pages() -> None:
    assert find_starts([]) == ()


def test_signals_have_weights_and_run_from_0_to_1() -> None:
    for pair in ([contract(3), resolution()], [resolution(), look(612, 792, ())], [look(612, 792, ()), contract(1)]):
        boundary = Boundary.at(pair, 1, 0)
        signals = {**layout_signals(boundary), **name_signals(boundary)}
        assert signals.keys() | {"bookmark"} == load_weights().of.keys()
        assert all(0 <= value <= 1 for value in signals.values())


@pytest.mark.parametrize(
    ("pages", "signal"),
    [
        ([contract(2), contract(3), resolution()], "count_restarts"),
        ([contract(2), contract(3), resolution()], "count_complete"),
        ([contract(1), contract(2), resolution()], "count_incomplete"),
        ([contract(2), contract(3), resolution()], "running_lines_stop"),
        ([contract(2), contract(3), resolution()], "title_of_kind"),
        ([contract(2), contract(3), resolution()], "address_lines"),
        ([contract(2), contract(3), look(612, 792, ())], "into_scan"),
        ([contract(2), look(612, 792, ()), resolution()], "out_of_scan"),
        ([contract(2), page("6. Insurance. It is kept."), page("7. Bonds. They are given.")], "items_go_on"),
        ([contract(2), page("Any words"), page("and they go on here in the midst")], "sentence_goes_on"),
        ([contract(2), page("Any words"), page("AFFIDAVIT", "Name ______", "Date ______")], "title_of_piece"),
        ([contract(2), page("Any words"), page("AFFIDAVIT", *["Name ______"] * 5)], "blanks"),
    ],
)
def test_what_is_seen(pages: list[Look], signal: str) -> None:
    assert layout_signals(Boundary.at(pages, len(pages) - 1, 0))[signal] == 1


def test_a_letterhead_that_comes_back() -> None:
    pages = [resolution(), page(*PROSE), resolution()]
    assert layout_signals(Boundary.at(pages, 2, 0))["letterhead_again"] == 1
    assert layout_signals(Boundary.at([resolution(), resolution()], 1, 0))["letterhead_again"] == 0


def test_names_on_both_sides() -> None:
    apart = name_signals(Boundary.at([contract(3), resolution()], 1, 0))
    same = name_signals(Boundary.at([contract(2), contract(3)], 1, 0))
    assert apart["shared_with_head"] == 0 < same["shared_with_head"]
    assert apart["shared_names"] < same["shared_names"] == 1


def test_bookmarks_that_name_documents() -> None:
    marks = (Bookmark("Staff Report", 1, 0), Bookmark("Insurance", 4, 0), Bookmark("rfp-17.pdf", 9, 0), Bookmark("Agreement", 12, 1))
    assert marked_pages(marks) == {1, 9}


@given(st.lists(st.sampled_from([contract(1), contract(2), contract(3), resolution(), look(612, 792, ()), page("7", "x")]), min_size=1, max_size=8))
def test_starts_are_in_order_and_never_where_a_count_goes_on(looks: list[Look]) -> None:
    starts = find_starts(looks)
    assert starts[0] == 1
    assert list(starts) == sorted(set(starts))
    assert not any(continues(Boundary.at(looks, start - 1, start - 2)) for start in starts[1:])
