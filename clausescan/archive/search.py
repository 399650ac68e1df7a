"""Questions to an archive: which contracts speak of these words, and which end soon.

Only the last reading of each file is asked, and only files that still lie where they were found.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from clausescan.archive.store import KINDS, Archive
from clausescan.core.finding import Polarity

Row = dict[str, Any]
_WORD = re.compile(r"\w+")
_HELD = "EXISTS (SELECT 1 FROM paths WHERE paths.sha256 = files.sha256 AND paths.current)"
_PATH = "(SELECT min(path) FROM paths WHERE paths.sha256 = files.sha256 AND paths.current) AS path"
_COLUMNS = (
    "files.id, files.sha256, files.name, facts.title, role, lead_name, lead_type, lead_state, vendor, program, solicitation_number, contract_number, "
    "start, current_end, max_end, anticipated, polarity, method, formal, facts.scope, completeness"
)
# The latest end that another file states for the same contract (number, and vendor or lead agency), with that file's name behind it.
_LATER = """(SELECT max(other.current_end || ' ' || holder.name) FROM facts AS other JOIN files AS holder ON holder.id = other.file_id
  WHERE other.contract_number = facts.contract_number AND (other.vendor = facts.vendor OR other.lead_name = facts.lead_name)
  AND other.current_end > facts.current_end AND NOT other.anticipated AND holder.current
  AND EXISTS (SELECT 1 FROM paths WHERE paths.sha256 = holder.sha256 AND paths.current)) AS later"""
# How much a word counts by where it stands: a title says what a contract is about, a price line what it also sells.
_WEIGHTS = {"title": 6.0, "scope": 6.0, "item": 3.0, "price": 1.0, "party": 2.0}
_MARK = "\x02"
_GRANTS = (Polarity.PERMITS.value, Polarity.RESTRICTS.value)


class Standing(StrEnum):
    """What a file by itself says of today: `OPEN` is in term and grants use by others, on its own words; no decision."""

    OPEN = "open"
    """In term, and its words permit use by others or permit it with limits."""
    EXTENDED = "extended elsewhere"
    """Its words granted use and its own end is past, but another file names the same contract and a later end that is not."""
    NO_END = "end unknown"
    """Its words grant use, but it does not say until when, or is not in force by itself (a solicitation)."""
    NOT_IN_TERM = "not in term"
    """Its words granted use, and its current end is past, or its start is still to come: it is not in term."""
    NOT_GRANTED = "no grant"
    """Its words do not grant use by others."""


_FIRST = {Standing.OPEN: 0, Standing.EXTENDED: 1}


@dataclass(frozen=True, slots=True)
class Hit:
    """A file that speaks of the words: its columns, where it stands, its rank (higher is better) and the line that matches best."""

    row: Row
    standing: Standing
    rank: float
    page: int | None
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Hits:
    """All that was found: hits in order, counts for each facet, and whether only some of the words were found (`loose`)."""

    hits: tuple[Hit, ...]
    total: int
    facets: dict[str, dict[str, int]]
    loose: bool


def standing(row: Row, day: dt.date) -> Standing:
    """Where a file stands that day, from its own words alone."""
    if row["polarity"] not in _GRANTS:
        return Standing.NOT_GRANTED
    if row["anticipated"] or row["current_end"] is None:
        return Standing.NO_END
    today = day.isoformat()
    if row["start"] is not None and row["start"] > today:
        return Standing.NOT_IN_TERM
    if row["current_end"] >= today:
        return Standing.OPEN
    return Standing.EXTENDED if (row.get("later_end") or "") >= today else Standing.NOT_IN_TERM


def search(archive: Archive, words: str, day: dt.date, *, state: str = "", polarity: str = "", limit: int = 20) -> Hits:
    """Files whose title, scope, items, prices or parties hold all the words (in any form, in any order); if none does, any of the words.

    Those that are open that day come first, then those extended elsewhere, and within each the better match (bm25 over the columns, weighed).
    `state` is the lead agency's, two letters; `polarity` as in facts/1. Facets count all hits, not only the `limit` first. Empty for words
    without letters.
    """
    terms = [f'"{word}"' for word in _WORD.findall(words)]
    rows = _matching(archive, " AND ".join(terms), state, polarity) if terms else []
    loose = not rows and len(terms) > 1
    if loose:
        rows = _matching(archive, " OR ".join(terms), state, polarity)
    stood = sorted(((standing(row, day), row) for row in rows), key=lambda pair: (_FIRST.get(pair[0], 2), pair[1]["score"], pair[1]["path"]))
    query = " OR ".join(terms)
    hits = tuple(_hit(archive, query, row, stands) for stands, row in stood[:limit])
    return Hits(hits, len(stood), _facets(stood), loose)


def _matching(archive: Archive, query: str, state: str, polarity: str) -> list[Row]:
    weights = ", ".join(str(_WEIGHTS[kind]) for kind in KINDS)
    sql = (
        f"SELECT {_COLUMNS}, {_PATH}, {_LATER}, bm25(words, {weights}) AS score FROM words "  # noqa: S608  names are our own, values are bound
        "JOIN files ON files.id = words.rowid JOIN facts ON facts.file_id = files.id "
        f"WHERE words MATCH :query AND files.current AND {_HELD} "
        "AND (:state = '' OR lead_state = :state) AND (:polarity = '' OR polarity = :polarity)"
    )
    return [_split(row) for row in archive.rows(sql, {"query": query, "state": state, "polarity": polarity})]


def _split(row: Row) -> Row:
    """The row with `later_end` and `later_name` instead of `later`; both None where no other file states a later end."""
    end, _, name = (row.pop("later") or "").partition(" ")
    return {**row, "later_end": end or None, "later_name": name or None}


def _hit(archive: Archive, query: str, row: Row, stands: Standing) -> Hit:
    """The hit with its best line: the one with most of the words, weighed; the index marks them, so that other forms count."""
    marked = ", ".join(f"highlight(words, {n}, '{_MARK}', '') AS {kind}" for n, kind in enumerate(KINDS))
    (found,) = archive.rows(f"SELECT {marked} FROM words WHERE words MATCH ? AND rowid = ?", (query, row["id"]))  # noqa: S608  our own names
    kind, line, text = _best_line(found)
    pages = archive.rows("SELECT page FROM passages WHERE file_id = ? AND kind = ? AND line = ?", (row["id"], kind, line))
    columns = {key: value for key, value in row.items() if key not in ("id", "score")}
    return Hit(columns, stands, round(-row["score"], 4), pages[0]["page"] if pages else None, kind, text)


def _best_line(marked: Row) -> tuple[str, int, str]:
    best: tuple[float, str, int, str] = (-1.0, KINDS[0], 0, "")
    for kind in KINDS:
        for number, line in enumerate(marked[kind].split("\n")):
            words = {word.lower() for word in re.findall(rf"{_MARK}(\w+)", line)}
            weight = len(words) + _WEIGHTS[kind] / 100
            if words and weight > best[0]:
                best = (weight, kind, number, line.replace(_MARK, ""))
    return best[1:]


def _facets(stood: Sequence[tuple[Standing, Row]]) -> dict[str, dict[str, int]]:
    """How many hits there are of each state, polarity, kind of competition, kind of lead agency, role and standing; most first."""
    names = ("lead_state", "polarity", "method", "lead_type", "role")
    counts = {name: Counter(str(row[name] or "unknown") for _, row in stood) for name in names}
    counts["standing"] = Counter(stands.value for stands, _ in stood)
    return {name: dict(sorted(counter.items(), key=lambda pair: (-pair[1], pair[0]))) for name, counter in counts.items()}


def expiring(archive: Archive, day: dt.date, days: int) -> list[Row]:
    """Files whose current end lies in the next so many days, that day included, soonest first.

    Terms only foreseen are left out. Each row has the columns of a hit; `later_end` and `later_name` tell of another file that names the same
    contract and a later end.
    """
    last = day + dt.timedelta(days=days)
    sql = (
        f"SELECT {_COLUMNS}, {_PATH}, {_LATER} FROM files JOIN facts ON facts.file_id = files.id "  # noqa: S608  names are our own, values are bound
        f"WHERE files.current AND NOT anticipated AND current_end BETWEEN ? AND ? AND {_HELD} ORDER BY current_end, path"
    )
    rows = archive.rows(sql, (day.isoformat(), last.isoformat()))
    return [{key: value for key, value in _split(row).items() if key != "id"} for row in rows]
