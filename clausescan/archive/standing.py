"""Where a contract file stands on a day, from its columns alone: what is asked of every row, before the full decision on the first of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from clausescan.core.finding import Polarity


class Standing(StrEnum):
    """What a contract file says of that day: `OPEN` is in term and grants use by others, on its own words; no decision."""

    OPEN = "open"
    """In term, and its words permit use by others or permit it with limits."""
    NO_END = "end unknown"
    """Its words grant use, but it does not say until when, or is not in force by itself (a solicitation)."""
    NOT_IN_TERM = "not in term"
    """Its words granted use, and its current end is past, or its start is still to come: it is not in term."""
    NOT_GRANTED = "no grant"
    """Its words do not grant use by others, or its vendor refused."""


_SOON = (30, 90, 180, 365)
GRANTS = (Polarity.PERMITS.value, Polarity.RESTRICTS.value)
_GRANTED = f"polarity IN {GRANTS} AND NOT declined"
# The rank of each standing, as SQL over the columns of contract_files; `:day` is the day, YYYY-MM-DD.
RANK = f"""CASE WHEN NOT ({_GRANTED}) THEN 3 WHEN start > :day THEN 2
  WHEN anticipated OR (current_end IS NULL AND NOT open_ended) THEN 1
  WHEN current_end >= :day OR (open_ended AND current_end IS NULL) THEN 0 ELSE 2 END"""
BY_RANK = (Standing.OPEN, Standing.NO_END, Standing.NOT_IN_TERM, Standing.NOT_GRANTED)
ENDS = f"""CASE WHEN current_end IS NULL THEN 'unknown' WHEN current_end < :day THEN 'past'
  {" ".join(f"WHEN current_end <= :day_{days} THEN 'within {days} days'" for days in _SOON)} ELSE 'later' END"""
"""When the current end comes, in words; with the days of `days_of`."""


def days_of(day: dt.date) -> dict[str, str]:
    """The days that `RANK` and `ENDS` speak of."""
    return {"day": day.isoformat(), **{f"day_{days}": (day + dt.timedelta(days=days)).isoformat() for days in _SOON}}


def standing(row: Mapping[str, Any], day: dt.date) -> Standing:
    """The same of a row at hand: a contract file, or a PDF by itself (which has no `declined` and no `open_ended`)."""
    today, end = day.isoformat(), row["current_end"]
    if row["polarity"] not in GRANTS or row.get("declined"):
        return Standing.NOT_GRANTED
    if (row["start"] or "") > today:
        return Standing.NOT_IN_TERM
    if row["anticipated"] or (end is None and not row.get("open_ended")):
        return Standing.NO_END
    return Standing.OPEN if end is None or end >= today else Standing.NOT_IN_TERM
