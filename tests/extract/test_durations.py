"""Lengths of time and counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausescan.extract.durations import find_counts, find_durations, number_of

LENGTHS = [
    ("twenty-four (24) months", 24, None),
    ("four (4) years", 48, None),
    ("4 (four) years", 48, None),
    ("one-year", 12, None),
    ("one (1)-year", 12, None),
    ("a two year", 24, None),
    ("for a year", 12, None),
    ("1 yr", 12, None),
    ("(1-yr)", 12, None),
    ("twelve-month period", 12, None),
    ("365 days", None, 365),
    ("three hundred sixty-five (365) calendar days", None, 365),
    ("six weeks", None, 42),
    ("one year and six months", 18, None),
    ("two and one-half years", 30, None),
    ("half a year", 6, None),
    ("two (2) year(s)", 24, None),
    ("nine full calendar months", 9, None),
    ("(3) years", 36, None),
    ("one thousand ninety-five (1,095) days", None, 1095),
    ("1,825 calendar days", None, 1825),
    ("seven hundred thirty (730) days", None, 730),
    ("one thousand eight hundred twenty-six days", None, 1826),
]


@pytest.mark.parametrize(("text", "months", "days"), LENGTHS)
def test_a_length_is_read(text: str, months: int | None, days: int | None) -> None:
    (one,) = find_durations(text)
    assert (one.months, one.days, one.conflict) == (months, days, False)


@pytest.mark.parametrize("text", ["four (3) years", "thirty (36) months", "5 (six) years"])
def test_words_against_figures_choose_nothing(text: str) -> None:
    (one,) = find_durations(text)
    assert (one.months, one.days, one.conflict) == (None, None, True)


@pytest.mark.parametrize("text", ["$12 yearly", "section 3.1 years", "the year 2024", "monthly", "next-day", "1999 yearbook"])
def test_what_is_no_length(text: str) -> None:
    assert not find_durations(text)


def test_counts() -> None:
    assert [c.value for c in find_counts("four (4) additional, 2 more, a single one, twice")] == [4, 2, 1, 1, 2]
    assert [c.value for c in find_counts("with (3) three options")] == [3]
    assert find_counts("two (3) options")[0].conflict
    assert not find_counts("11:59, $5, 7%, 1/2")


@given(st.integers(1, 99))
def test_number_words(value: int) -> None:
    ones = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen"]
    ones += ["sixteen", "seventeen", "eighteen", "nineteen"]
    tens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
    words = ones[value] if value < 20 else "-".join(w for w in (tens[value // 10], ones[value % 10]) if w)
    assert number_of(words) == value
    (one,) = find_durations(f"for {words} ({value}) months")
    assert one.months == value


def test_number_of_other_words() -> None:
    assert number_of("one hundred twenty") == 120
    assert number_of("several") is None


def test_a_count_in_figures_before_a_length_in_words() -> None:
    (length,) = find_durations("(2) one-year")
    assert (length.months, length.conflict, length.raw) == (12, False, "one-year")
    assert [(c.value, c.conflict) for c in find_counts("(2) one-year")] == [(2, False)]
