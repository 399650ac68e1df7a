"""Arithmetic of terms: ends are inclusive, and a period ends on the day before its anniversary (TERMS 2.1 to 2.4)."""

from __future__ import annotations

import calendar
import datetime as dt

ONE_DAY = dt.timedelta(days=1)


def period_end(start: dt.date, months: int) -> dt.date:
    """The last day of so many months from `start` (TERMS 2.1, 2.2).

    That is the day before the anniversary, or the month's last day where there is no such anniversary.

    Raises:
        ValueError: the end lies beyond the year 9999.
    """
    index = start.month - 1 + months
    year, month = start.year + index // 12, index % 12 + 1
    last = calendar.monthrange(year, month)[1]
    if start.day > last:
        return dt.date(year, month, last)
    return dt.date(year, month, start.day) - ONE_DAY


def days_end(start: dt.date, days: int) -> dt.date:
    """The last of so many days, `start` being the first (TERMS 2.3, the earlier reading)."""
    return start + dt.timedelta(days=days - 1)


def extended(end: dt.date, months: int) -> dt.date:
    """The end after a further period of so many months that begins the day after `end` (TERMS 2.4)."""
    return period_end(end + ONE_DAY, months)


def whole_months(start: dt.date, end: dt.date) -> int | None:
    """The number of months from `start` to `end` (inclusive, or one day over); None where it is not whole."""
    for last in (end, end - ONE_DAY):
        months = (last.year - start.year) * 12 + last.month - start.month
        for guess in (months, months + 1):
            if guess > 0 and period_end(start, guess) == last:
                return guess
    return None
