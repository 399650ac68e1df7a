"""Dates: every form that public contracts print, and what only looks like a date."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausescan.extract.dates import find_dates, full_year, make_date

FORMS = [
    ("March 9, 2021", "2021-03-09"),
    ("9 March 2021", "2021-03-09"),
    ("the 9th day of March, 2021", "2021-03-09"),
    ("this ninth day of\nMarch,\n2021", "2021-03-09"),
    ("the thirty-first day of May 2022", "2022-05-31"),
    ("Sept. 3rd, 2005", "2005-09-03"),
    ("AUGUST 31,2024", "2024-08-31"),
    ("3/9/21", "2021-03-09"),
    ("3-9-2021", "2021-03-09"),
    ("03-09-21", "2021-03-09"),
    ("2021-03-09", "2021-03-09"),
    ("9-Mar-2021", "2021-03-09"),
    ("9-Mar-21", "2021-03-09"),
    ("Friday, June 6, 2025", "2025-06-06"),
    ("April. 1st 2019", "2019-04-01"),
    ("this 20t h day of December 2018", "2018-12-20"),
    ("Effective as of1 August 2019", "2019-08-01"),
    ("23/07/2023", "2023-07-23"),
    ("the end of 2026", "2026-12-31"),
    ("the last day of September 2026", "2026-09-30"),
    ("end of February, 2028", "2028-02-29"),
    ("2025.04.09", "2025-04-09"),
    ("August first, 2025", "2025-08-01"),
    ("the Fifth day of May, Two Thousand and Twenty-Five", "2025-05-05"),
    ("the twenty-second day of May, two thousand twenty three (2023)", "2023-05-22"),
    ("this 4th day of May, twenty twenty-six", "2026-05-04"),
]


@pytest.mark.parametrize(("text", "expected"), FORMS)
def test_a_date_is_read(text: str, expected: str) -> None:
    assert [str(d.date) for d in find_dates(text)] == [expected]


NOT_DATES = [
    "The parties may be more fully described in Exhibit 5.",
    "information friction",
    "SW 68th Parkway",
    "Section 5.1.2",
    "§ 7-1-2023",
    "Contract 24-1108 and bid 2025-03244",
    "call 503-555-0199",
    "$1,234.56 per ton",
    "10:30 a.m.",
    "a ratio of 3:1",
    "may 2020 units be sold",
    "NDC 99-88-2024",
]


@pytest.mark.parametrize("text", NOT_DATES)
def test_what_only_looks_like_a_date_is_not_one(text: str) -> None:
    assert not find_dates(text)


def test_a_range_is_two_dates() -> None:
    assert [str(d.date) for d in find_dates("5/1/25-4/30/26")] == ["2025-05-01", "2026-04-30"]


def test_a_day_without_year_takes_it_from_the_end_of_the_range() -> None:
    assert [str(d.date) for d in find_dates("April 6 through November 20, 2026")] == ["2026-04-06", "2026-11-20"]
    assert [str(d.date) for d in find_dates("from 1 October to 30 April 2026")] == ["2025-10-01", "2026-04-30"]


@pytest.mark.parametrize("text", ["this ___ day of _______, 20__", "________, 20__", "__/__/____", "January ___, 2024", "the [ ] day of [ ], 2019"])
def test_a_blank_is_a_match_without_date(text: str) -> None:
    (one,) = find_dates(text)
    assert one.blank
    assert one.date is None


def test_a_day_that_does_not_exist_has_no_date() -> None:
    (one,) = find_dates("Expires 2/30/2025")
    assert (one.date, one.blank, one.raw) == (None, False, "2/30/2025")


def test_letters_for_figures_are_repaired_and_marked() -> None:
    first, last = find_dates("August l, 2O24 through July 3l, 2O27")
    assert (first.date, last.date) == (dt.date(2024, 8, 1), dt.date(2027, 7, 31))
    assert first.repaired
    assert last.repaired
    assert str(find_dates("January l1, 2028")[0].date) == "2028-01-11"
    assert str(find_dates("Decernber 5, 2019")[0].date) == "2019-12-05"


def test_month_and_day_are_ambiguous_until_another_date_settles_it() -> None:
    assert find_dates("4/5/24")[0].ambiguous
    assert not find_dates("4/4/24")[0].ambiguous
    assert not find_dates("4/5/24 to 4/30/25")[0].ambiguous
    settled = find_dates("on 17/03/2024 and 04/05/2024")
    assert [str(d.date) for d in settled] == ["2024-03-17", "2024-05-04"]


def test_months_and_years_have_a_last_day() -> None:
    month = find_dates("April 2020")[0]
    assert (month.precision, month.date, month.last) == ("month", dt.date(2020, 4, 1), dt.date(2020, 4, 30))
    federal = find_dates("federal fiscal year 2023")[0]
    assert (federal.date, federal.last, federal.ambiguous) == (dt.date(2022, 10, 1), dt.date(2023, 9, 30), False)
    local = find_dates("FY2023")[0]
    assert (local.date, local.last, local.ambiguous) == (dt.date(2022, 7, 1), dt.date(2023, 6, 30), True)
    school = find_dates("school year 2023-24")[0]
    assert (school.date, school.precision) == (None, "year")


def test_the_century_follows_the_document() -> None:
    assert full_year("23") == 2023
    assert full_year("98") == 1998
    assert full_year("45", dt.date(2024, 1, 1)) == 2045
    assert full_year("05", dt.date(1990, 1, 1)) == 2005


def test_offsets_count_from_the_start_of_the_text() -> None:
    text = "x" * 50 + " June 2, 2022 and more"
    (one,) = find_dates(text, 40, 64)
    assert text[one.span.start : one.span.end] == "June 2, 2022"
    assert not find_dates(text, 0, 55)


@given(
    st.dates(dt.date(1960, 1, 1), dt.date(2059, 12, 31)),
    st.sampled_from(["%B %d, %Y", "%d %B %Y", "%m/%d/%Y", "%m-%d-%Y", "%Y-%m-%d", "%b. %d, %Y", "%m/%d/%y"]),
)
def test_any_day_survives_being_printed(day: dt.date, form: str) -> None:
    (one,) = find_dates(day.strftime(form))
    assert one.date == day or (one.ambiguous and form.startswith("%m") and one.date is not None)
    assert one.date == day


@given(st.text(alphabet="0123456789/-.JanMaySept ,_lO", max_size=60))
def test_quotes_are_slices(text: str) -> None:
    for one in find_dates(text):
        assert text[one.span.start : one.span.end] == one.raw


@pytest.mark.parametrize("piece", [" ", "_", "1", "/", "May ", "the ", "1 ", "[", "."])
def test_a_page_of_noise_takes_linear_time(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    began = time.process_time()
    find_dates(text)
    assert time.process_time() - began < 2


def test_make_date_refuses_days_that_are_not() -> None:
    assert make_date(2023, 2, 29) is None
    assert make_date(1949, 1, 1) is None
    assert make_date(2024, 2, 29) == dt.date(2024, 2, 29)


def test_a_spoken_year_beside_other_figures_is_no_date() -> None:
    assert [d.date for d in find_dates("the fifth day of May, two thousand twenty-five (2024)")] == [None]


@pytest.mark.parametrize("text", ["release 2024.3.1", "chapter 2019.04.12.7", "file 20240501", "part 20241301 to 20250101"])
def test_numbers_with_dots_and_rows_of_figures_are_no_dates(text: str) -> None:
    assert not [d for d in find_dates(text) if d.date and d.precision == "exact" and d.raw in text and "2025" not in d.raw]


def test_a_pair_of_compact_dates() -> None:
    assert [str(d.date) for d in find_dates("Period 20250301 to 20270228")] == ["2025-03-01", "2027-02-28"]


def test_a_day_whose_year_stands_behind_the_dash() -> None:
    assert [str(d.date) for d in find_dates("October 1-September 30, 2025")] == ["2024-10-01", "2025-09-30"]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("calendar year 2026", "2026-01-01", "2026-12-31"),
        ("calendar years 2025 and 2026", "2025-01-01", "2026-12-31"),
        ("the 2025-26 fiscal year", "2025-07-01", "2026-06-30"),
    ],
)
def test_a_year_by_its_kind(text: str, first: str, last: str) -> None:
    (one,) = find_dates(text)
    assert (str(one.date), str(one.until), one.precision) == (first, last, "year")
