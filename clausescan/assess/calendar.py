"""Date arithmetic of contract terms (TERMS 2)."""

from __future__ import annotations

import calendar
import datetime as dt


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day of the month so many months later; the last day where that month is shorter (TERMS 2.2)."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def period_end(start: dt.date, months: int) -> dt.date:
    """The last day of a period of so many months: the day before the anniversary (TERMS 2.1)."""
    return add_months(start, months) - dt.timedelta(days=1)


def later_end(end: dt.date, months: int) -> dt.date:
    """The last day after a period of so many months is attached to that end (TERMS 2.4)."""
    return period_end(end + dt.timedelta(days=1), months)


def long_date(day: dt.date) -> str:
    """As in "June 30, 2026"."""
    return f"{calendar.month_name[day.month]} {day.day}, {day.year}"
