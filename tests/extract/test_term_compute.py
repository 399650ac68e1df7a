"""Arithmetic of terms."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from clausescan.extract.term_compute import ONE_DAY, days_end, extended, period_end, whole_months

DAYS = st.dates(dt.date(1980, 1, 1), dt.date(2080, 12, 31))


def test_a_period_ends_on_the_day_before_its_anniversary() -> None:
    assert period_end(dt.date(2022, 7, 1), 36) == dt.date(2025, 6, 30)
    assert period_end(dt.date(2021, 5, 19), 60) == dt.date(2026, 5, 18)


def test_where_there_is_no_anniversary_it_ends_with_the_month() -> None:
    assert period_end(dt.date(2020, 2, 29), 12) == dt.date(2021, 2, 28)
    assert period_end(dt.date(2023, 8, 31), 6) == dt.date(2024, 2, 29)


def test_days_count_the_first() -> None:
    assert days_end(dt.date(2024, 1, 10), 365) == dt.date(2025, 1, 8)


@given(DAYS.filter(lambda d: d.day < 29), st.integers(1, 120), st.integers(1, 120))
def test_periods_end_to_end_are_one_period(start: dt.date, first: int, second: int) -> None:
    assert extended(period_end(start, first), second) == period_end(start, first + second)


@given(DAYS.filter(lambda d: d.day < 28), st.integers(1, 240))
def test_months_are_found_again(start: dt.date, months: int) -> None:
    end = period_end(start, months)
    assert whole_months(start, end) == months
    assert whole_months(start, end + ONE_DAY) == months


def test_odd_lengths_have_no_months() -> None:
    assert whole_months(dt.date(2024, 6, 5), dt.date(2027, 5, 6)) is None
