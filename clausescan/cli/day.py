"""Dates and lengths of time on the command line, and the one place where the clock is read."""

from __future__ import annotations

import datetime as dt
import re

import click


def today() -> dt.date:
    """The date of this machine."""
    return dt.datetime.now(tz=dt.UTC).astimezone().date()


class Day(click.ParamType[dt.date]):
    """A date as YYYY-MM-DD."""

    name = "date"

    def convert(self, value: str | dt.date, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """The date, or click's own complaint."""
        if isinstance(value, dt.date):
            return value
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a date such as 2026-11-22.", param, ctx)


_SPAN = re.compile(r"(?P<count>[0-9]{1,4})(?P<unit>[dwmy]?)")
_DAYS = {"d": 1, "": 1, "w": 7, "m": 31, "y": 366}


class Days(click.ParamType[int]):
    """A length of time as days: 90d, 12w, 6m (of 31 days), 1y (of 366)."""

    name = "length"

    def convert(self, value: str | int, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The days, or click's own complaint."""
        if isinstance(value, int):
            return value
        match = _SPAN.fullmatch(value.strip().lower())
        if match is None:
            self.fail(f"{value!r} is not a length such as 90d, 12w, 6m or 1y.", param, ctx)
        return int(match["count"]) * _DAYS[match["unit"]]
