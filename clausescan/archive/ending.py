"""Which contract files of an archive end soon, and what changed in it since a day."""

from __future__ import annotations

import datetime as dt
from typing import Any

from clausescan.archive.search import COLUMNS
from clausescan.archive.store import Archive

Row = dict[str, Any]
_PATH = """(SELECT min(path) FROM contract_documents AS d JOIN files ON files.id = d.file_id JOIN paths ON paths.sha256 = files.sha256
  WHERE d.contract_id = contract_files.id AND paths.current) AS path"""
# The latest end that another contract file states for the same contract (number, and vendor or lead agency), with its title behind it.
_LATER = """(SELECT max(other.current_end || ' ' || other.title) FROM contract_files AS other
  WHERE other.contract_number = contract_files.contract_number
  AND (other.vendor = contract_files.vendor OR other.lead_name = contract_files.lead_name)
  AND other.current_end > contract_files.current_end AND NOT other.anticipated AND other.current AND other.id <> contract_files.id) AS later"""


def expiring(archive: Archive, day: dt.date, days: int) -> list[Row]:
    """Contract files whose current end lies in the next so many days, that day included, soonest first.

    Terms only foreseen are left out. Each row has the columns of a hit and `path`; `later_end` and `later_name` tell of another contract file
    that names the same contract and a later end, None where there is none.
    """
    sql = (
        f"SELECT {COLUMNS}, {_PATH}, {_LATER} FROM contract_files "  # noqa: S608  names are our own, values are bound
        "WHERE current AND NOT anticipated AND current_end BETWEEN ? AND ? ORDER BY current_end, uid"
    )
    last = day + dt.timedelta(days=days)
    return [_split(row) for row in archive.rows(sql, (day.isoformat(), last.isoformat()))]


def _split(row: Row) -> Row:
    end, _, name = (row.pop("later") or "").partition(" ")
    return {**row, "later_end": end or None, "later_name": name or None}


def changed(archive: Archive, since: str) -> list[Row]:
    """What came, went or became different since that time (UTC, ISO; a day counts from its begin), oldest first.

    Each row has `at`, `uid`, `title`, `kind` (new, changed, gone), and for a change `field`, `before` and `after`.
    """
    return archive.rows("SELECT at, uid, title, kind, field, before, after FROM changes WHERE at >= ? ORDER BY id", (since,))
