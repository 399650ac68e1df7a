"""Wording like this: clauses of an archive that say much the same as a given one.

The index proposes clauses that share its rarer words; these are compared by the angle between their vectors of hashed word pairs and words.
"""

from __future__ import annotations

import math
import re
import zlib
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from clausescan.archive.store import Archive

Row = dict[str, Any]
_WORD = re.compile(r"[a-z]{2,}")
_BUCKETS = 1 << 18
_ASKED = 400  # clauses that the index proposes
_MOST_WORDS = 40  # of the given wording: the rarest are what a clause is told by


@dataclass(frozen=True, slots=True)
class Alike:
    """A clause with its likeness, 0 to 1 (1: the same words in the same order), its contract file, and where it stands."""

    likeness: float
    row: Row


def vector(text: str) -> dict[int, float]:
    """Weights of words and pairs of neighbours by bucket, of length 1; empty for a text without words."""
    words = _WORD.findall(text.lower())
    grams = [*words, *(f"{a} {b}" for a, b in pairwise(words))]
    counts = Counter(zlib.crc32(gram.encode()) % _BUCKETS for gram in grams)
    length = math.sqrt(sum(n * n for n in counts.values()))
    return {bucket: n / length for bucket, n in counts.items()}


def likeness(one: dict[int, float], other: dict[int, float]) -> float:
    """The cosine of the angle between two vectors."""
    few, many = sorted((one, other), key=len)
    return sum(weight * many.get(bucket, 0.0) for bucket, weight in few.items())


def clause_of(archive: Archive, sha256: str, finding: str) -> Row | None:
    """The clause with that id (or one that begins so) in the PDF; None where the archive does not hold it."""
    sql = (
        "SELECT finding, class, polarity, page, quote FROM clauses JOIN files ON files.id = clauses.file_id "
        "WHERE files.current AND sha256 = ? AND substr(finding, 1, ?) = ? ORDER BY finding LIMIT 1"
    )
    rows = archive.rows(sql, (sha256, len(finding), finding))
    return rows[0] if rows else None


def clauses_of(archive: Archive, sha256: str) -> list[Row]:
    """All clauses of the PDF that the archive holds, in order."""
    sql = (
        "SELECT finding, class, polarity, page, quote FROM clauses JOIN files ON files.id = clauses.file_id "
        "WHERE files.current AND sha256 = ? ORDER BY clauses.rowid"
    )
    return archive.rows(sql, (sha256,))


def similar(archive: Archive, quote: str, *, without: tuple[str, str] = ("", ""), limit: int = 20) -> list[Alike]:
    """Clauses of the archive most like these words, best first; the same words in one PDF once. `without` is a sha256 and a finding left out."""
    given = vector(quote)
    terms = sorted(set(_WORD.findall(quote.lower())), key=lambda w: (-len(w), w))[:_MOST_WORDS]
    if not terms:
        return []
    sql = f"""
      SELECT finding, class, polarity, page, quote, sha256, name,
        (SELECT min(path) FROM paths WHERE paths.sha256 = files.sha256 AND paths.current) AS path,
        (SELECT c.title FROM contract_documents AS d JOIN contract_files AS c ON c.id = d.contract_id WHERE d.file_id = files.id LIMIT 1) AS title
      FROM (SELECT rowid AS clause FROM clause_words WHERE clause_words MATCH ? ORDER BY bm25(clause_words) LIMIT {_ASKED})
      JOIN clauses ON clauses.rowid = clause JOIN files ON files.id = clauses.file_id
      WHERE files.current AND NOT (sha256 = ? AND finding = ?)"""  # noqa: S608  a number of our own
    found = archive.rows(sql, (" OR ".join(f'"{t}"' for t in terms), *without))
    unique = {(row["sha256"], row["quote"]): row for row in reversed(found) if row["path"]}
    alike = [Alike(round(likeness(given, vector(row["quote"])), 4), row) for row in unique.values()]
    return sorted(alike, key=lambda a: (-a.likeness, a.row["path"], a.row["finding"]))[:limit]
