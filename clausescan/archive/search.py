"""Questions to an archive: which contract files speak of these words, and which of them can be used now.

Gates stand in columns and are asked in SQL; `archive.decided` makes the full decision of the first hits.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from clausescan.archive.standing import BY_RANK, ENDS, RANK, Standing, days_of
from clausescan.archive.store import KINDS, Archive

Row = dict[str, Any]
_WORD = re.compile(r"\w+")
COLUMNS = (
    "uid, title, role, lead_name, lead_type, lead_state, vendor, program, solicitation_number, contract_number, start, current_end, max_end, "
    "offered_end, open_ended, anticipated, term_doubts, polarity, declined, method, formal, scope, completeness, check_lead, check_competition, "
    "check_solicitation, check_contract, use_quote, use_page, use_document, end_quote, end_page, end_document, conflicts, to_obtain, documents, "
    "pages, unread_pages"
)
"""Of a contract file, as told in `archive.schema`."""
# How much a word counts by where it stands: a title says what a contract is about, a price line what it also sells.
_WEIGHTS = {"title": 6.0, "scope": 6.0, "item": 3.0, "price": 1.0, "party": 2.0}
_MARK = "\x02"
FACETS = {
    "state": "lead_state",
    "agency_type": "lead_type",
    "program": "program",
    "polarity": "polarity",
    "verdict": "check_contract",
    "competition": "method",
    "standing": RANK,
    "ends": ENDS,
}
"""Name of each facet, and what it counts."""
_MOST_VALUES = 25


@dataclass(frozen=True, slots=True)
class Filters:
    """What hits must have; "" or None for no matter. `state` two letters, `ends_within` days from the day asked for, `usable` open ones only."""

    state: str = ""
    agency_type: str = ""
    program: str = ""
    polarity: str = ""
    verdict: str = ""
    ends_within: int | None = None
    usable: bool = False

    def sql(self, day: dt.date) -> tuple[str, Row]:
        """As a condition, and the values bound in it."""
        values: Row = {"state": self.state, "agency_type": self.agency_type, "polarity": self.polarity, "verdict": self.verdict}
        columns = {"state": "lead_state", "agency_type": "lead_type", "polarity": "polarity", "verdict": "check_contract"}
        asked = [f"{columns[name]} = :{name}" for name, value in values.items() if value]
        if self.program:
            asked.append("instr(lower(program), :program) > 0")
            values["program"] = self.program.lower()
        if self.ends_within is not None:
            asked.append("current_end BETWEEN :day AND :last")
            values["last"] = (day + dt.timedelta(days=self.ends_within)).isoformat()
        if self.usable:
            asked.append(f"({RANK}) = 0")
        return " AND ".join(["current", *asked]), values


@dataclass(frozen=True, slots=True)
class Hit:
    """A contract file that speaks of the words: its columns, where it stands, its rank (higher is better), and the line that matches best.

    `document` is the PDF that holds the line, with its `sha256` and a `path` where it lies ("" where the line cannot be placed). `decision`
    is what `archive.decided` says of it.
    """

    row: Row
    standing: Standing
    rank: float
    page: int | None
    kind: str
    text: str
    document: str
    path: str
    sha256: str
    decision: Row | None = None


@dataclass(frozen=True, slots=True)
class Hits:
    """All that was found: hits in order, their number in all, and counts for each facet (empty unless asked for).

    `loose`: no contract file holds all the words, these hold some.
    """

    hits: tuple[Hit, ...]
    total: int
    facets: dict[str, dict[str, int]]
    loose: bool


def search(archive: Archive, words: str, day: dt.date, filters: Filters | None = None, *, limit: int = 20, facets: bool = False) -> Hits:
    """Contract files whose titles, scope, items, prices or parties hold all the words (in any form, in any order); if none does, any of them.

    Those that are open that day come first, then those without a known end, and within each the better match (bm25 over the columns,
    weighed). Facets count all hits, not only the `limit` first. Empty for words without letters.
    """
    filters = filters or Filters()
    terms = [f'"{word}"' for word in _WORD.findall(words)]
    query, rows = " AND ".join(terms), []
    if terms:
        rows = _matching(archive, query, day, filters, limit)
    loose = not rows and len(terms) > 1
    if loose:
        query = " OR ".join(terms)
        rows = _matching(archive, query, day, filters, limit)
    counted = _facets(archive, query, day, filters) if facets and rows else {}
    hits = tuple(_hit(archive, " OR ".join(terms), row) for row in rows)
    return Hits(hits, rows[0]["total"] if rows else 0, counted, loose)


def _matching(archive: Archive, query: str, day: dt.date, filters: Filters, limit: int) -> list[Row]:
    """The first rows; the whole row is fetched for these alone."""
    weights = ", ".join(str(_WEIGHTS[kind]) for kind in KINDS)
    condition, values = filters.sql(day)
    sql = f"""
      WITH matches AS MATERIALIZED (SELECT rowid AS number, bm25(words, {weights}) AS score FROM words WHERE words MATCH :query),
      hits AS MATERIALIZED (
        SELECT id, {RANK} AS standing, score, count(*) OVER () AS total
        FROM matches CROSS JOIN contract_files ON id = number WHERE {condition}
        ORDER BY standing, score, uid LIMIT :limit)
      SELECT hits.standing, hits.score, hits.total, contract_files.id, {COLUMNS} FROM hits JOIN contract_files ON contract_files.id = hits.id
      ORDER BY hits.standing, hits.score, uid"""  # noqa: S608  names are our own, values are bound
    return archive.rows(sql, {**values, "query": query, "day": day.isoformat(), "limit": limit})


def _facets(archive: Archive, query: str, day: dt.date, filters: Filters) -> dict[str, dict[str, int]]:
    """How many hits there are of each value, most first, at most 25 values each."""
    condition, values = filters.sql(day)
    chosen = ", ".join(FACETS.values())
    sql = f"SELECT {chosen} FROM words CROSS JOIN contract_files ON id = words.rowid WHERE words MATCH :query AND {condition}"  # noqa: S608  our own
    rows = archive.tuples(sql, {**values, "query": query, **days_of(day)})
    counts = {name: Counter(column) for name, column in zip(FACETS, zip(*rows, strict=True), strict=True)}
    counts["standing"] = Counter({BY_RANK[int(rank)].value: count for rank, count in counts["standing"].items()})
    return {name: _first(counter) for name, counter in counts.items()}


def _first(counter: Counter[Any]) -> dict[str, int]:
    ordered = sorted(counter.items(), key=lambda pair: (-pair[1], str(pair[0])))
    return {str(value or "unknown"): count for value, count in ordered[:_MOST_VALUES]}


def _hit(archive: Archive, query: str, row: Row) -> Hit:
    """The hit with its best line: the one with most of the words, weighed; the index marks them, so that other forms count."""
    marked = ", ".join(f"highlight(words, {n}, '{_MARK}', '') AS {kind}" for n, kind in enumerate(KINDS))
    (found,) = archive.rows(f"SELECT {marked} FROM words WHERE words MATCH ? AND rowid = ?", (query, row["id"]))  # noqa: S608  our own names
    kind, line, text = _best_line(found)
    place = _place(archive, row["id"], kind, line)
    columns = {key: value for key, value in row.items() if key not in ("id", "score", "standing", "total")}
    page, document, path, sha256 = (place["page"], place["name"], place["path"] or "", place["sha256"]) if place else (None, "", "", "")
    return Hit(columns, BY_RANK[row["standing"]], round(-row["score"], 4), page, kind, text, document, path, sha256)


def _place(archive: Archive, number: int, kind: str, line: int) -> Row | None:
    """Where the line of that number, among those of its kind of all documents, stands."""
    sql = (
        "SELECT page, files.name, files.sha256, (SELECT min(path) FROM paths WHERE paths.sha256 = files.sha256 AND paths.current) AS path "
        "FROM contract_documents AS d JOIN passages ON passages.file_id = d.file_id AND kind = ? JOIN files ON files.id = d.file_id "
        "WHERE d.contract_id = ? ORDER BY d.ordinal, passages.line LIMIT 1 OFFSET ?"
    )
    rows = archive.rows(sql, (kind, number, line))
    return rows[0] if rows else None


def _best_line(marked: Row) -> tuple[str, int, str]:
    best: tuple[float, str, int, str] = (-1.0, KINDS[0], 0, "")
    for kind in KINDS:
        for number, line in enumerate((marked[kind] or "").split("\n")):
            words = {word.lower() for word in re.findall(rf"{_MARK}(\w+)", line)}
            weight = len(words) + _WEIGHTS[kind] / 100
            if words and weight > best[0]:
                best = (weight, kind, number, line.replace(_MARK, ""))
    return best[1:]


def with_decisions(hits: Hits, decisions: Sequence[Row]) -> Hits:
    """The same hits with what was decided of the first of them, the more usable first; those without a decision stay behind, in order."""
    order = ("ready_for_sign_off", "conditionally_ready", "cannot_tell", "not_ready", None)
    decided = [replace(hit, decision=decision) for hit, decision in zip(hits.hits, decisions, strict=False)]
    ranked = sorted(decided, key=lambda h: order.index(h.decision["decision"]) if h.decision else len(order))
    return replace(hits, hits=(*ranked, *hits.hits[len(decided) :]))
