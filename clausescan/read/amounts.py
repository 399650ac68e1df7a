"""Tables without drawn cells and without a header: rows that end in amounts one under the other. Pure.

Such is a price list that goes on from the page before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from clausescan.core.document import Table
from clausescan.core.span import Box
from clausescan.read.bits import Bit, around, chunks, equal_pitches, is_rule, visual_rows
from clausescan.read.columns import END_GAP, Column, cells_of, place
from clausescan.read.records import CLOSE, mend

# Fewer rows than this, or fewer of their amounts one under the other, are a sentence with sums in it.
MIN_ROWS = 3
ALIGNED = 0.8
EDGE = 6.0
MAX_COLUMNS = 12
# Lines without an amount between two rows: a description that goes on.
MAX_BETWEEN = 4
_FIRST, _LAST = frozenset("($€£0123456789"), frozenset("0123456789)_")
_AMOUNT = re.compile(r"^\(?[$€£]\s?[\d,]*\d(?:\.\d+)?\)?(?:\s?/\s?\w+)?$|^\d[\d,]*\.\d\d$|^[$]\s?_{3,}$")


def find_amounts(page: int, bits: Sequence[Bit], horizontals: Sequence[Box]) -> tuple[Table, ...]:
    """Tables of page `page` whose rows end in amounts, from top to bottom, without a header row; empty if none."""
    if sum([b.text[:1] in _FIRST and bool(_AMOUNT.match(b.text)) for b in bits]) < MIN_ROWS:
        return ()
    solid = [b for b in bits if not is_rule(b)]
    words = visual_rows(solid)
    if sum(map(_may_end_in_amount, words)) < MIN_ROWS:
        return ()
    equal = equal_pitches(solid)
    rows = [chunks(row, equal) for row in words]
    tables = [_table(page, rows[first : last + 1], horizontals) for first, last in _runs(rows)]
    return tuple(t for t in tables if t is not None)


def _may_end_in_amount(row: Sequence[Bit]) -> bool:
    """False for a row of words whose last piece is no amount, whatever words it is made of: "$ 5.00 / hour" has four."""
    return len(row) > 1 and (row[-1].text[-1:] in _LAST or any("/" in b.text for b in row[-3:]))


def _amount(row: Sequence[Bit]) -> Bit | None:
    """The last piece of a row of at least two pieces, where it is an amount."""
    return row[-1] if len(row) > 1 and _AMOUNT.match(row[-1].text) else None


def _runs(rows: Sequence[list[Bit]]) -> list[tuple[int, int]]:
    """First and last index of stretches of rows that end in amounts, with few lines and no white space between them."""
    priced = [i for i, row in enumerate(rows) if _amount(row)]
    runs: list[list[int]] = []
    for i in priced:
        if runs and i - runs[-1][-1] <= MAX_BETWEEN + 1 and _close(rows[runs[-1][-1] : i + 1]):
            runs[-1].append(i)
        else:
            runs.append([i])
    return [_with_ends(rows, run[0], run[-1]) for run in runs if len(run) >= MIN_ROWS and _aligned([rows[i][-1] for i in run])]


def _with_ends(rows: Sequence[list[Bit]], first: int, last: int) -> tuple[int, int]:
    """The stretch with a line close above or below that holds one piece only: the rest of a cell of two lines."""
    if first and len(rows[first - 1]) == 1 and _joins(rows[first - 1], rows[first]):
        first -= 1
    if last + 1 < len(rows) and len(rows[last + 1]) == 1 and _joins(rows[last], rows[last + 1]):
        last += 1
    return first, last


def _joins(upper: Sequence[Bit], lower: Sequence[Bit]) -> bool:
    gap = min(b.top for b in lower) - max(b.bottom for b in upper)
    return gap <= CLOSE * max(6.0, upper[0].bottom - upper[0].top) and lower[0].size == upper[-1].size


def _close(rows: Sequence[list[Bit]]) -> bool:
    return all(min(x.top for x in b) - max(x.bottom for x in a) <= END_GAP * max(6.0, a[0].bottom - a[0].top) for a, b in pairwise(rows))


def _aligned(amounts: Sequence[Bit]) -> bool:
    right, left = median(b.x1 for b in amounts), median(b.x0 for b in amounts)
    enough = ALIGNED * len(amounts)
    return sum(abs(b.x1 - right) <= EDGE for b in amounts) >= enough or sum(abs(b.x0 - left) <= EDGE for b in amounts) >= enough


def _table(page: int, rows: Sequence[list[Bit]], horizontals: Sequence[Box]) -> Table | None:
    columns = _columns([row for row in rows if _amount(row) or len(row) > 1])
    if not 2 <= len(columns) <= MAX_COLUMNS:
        return None
    box = around([b for row in rows for b in row])
    parts = [(b.top + b.bottom) / 2 for b in horizontals if min(b.x1, box.x1) - max(b.x0, box.x0) > 0.6 * box.width]
    records = mend([place(row, columns) for row in rows], parts, box.top - 100)
    if sum(len(r.cells) > 1 for r in records) < MIN_ROWS:
        return None
    return Table(page, box, tuple(cells_of(r, columns) for r in records), ruled=False)


def _columns(rows: Sequence[list[Bit]]) -> list[Column]:
    """Where words stand one under the other."""
    columns: list[Column] = []
    for x0, x1 in sorted((b.x0, b.x1) for row in rows for b in row):
        if columns and x0 < columns[-1].x1:
            columns[-1].x1 = max(columns[-1].x1, x1)
        else:
            columns.append(Column("", x0, x1))
    return columns
