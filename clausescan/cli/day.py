"""Dates on the command line, and the one place where the clock is read."""

from __future__ import annotations

import datetime as dt

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
