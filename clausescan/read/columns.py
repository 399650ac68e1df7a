"""Tables without drawn cells: found by their header words, and read by the alignment of the words below. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from clausescan.core.document import Cell, Table
from clausescan.core.span import Box
from clausescan.read.bits import Bit, around, chunks, equal_pitches, is_rule, visual_rows, words_joined
from clausescan.read.header import Head, find_head, is_header, is_strong, may_head
from clausescan.read.records import Row, mend

# White space below a row, in heights of its type, after which a table has ended.
END_GAP = 4.5
# Lines in a row that run across columns after which prose has begun again.
PROSE_LINES = 2
# A drawn line parts rows where it covers this part of the table's width.
PARTING = 0.6
NEAR = 3.0
_PAGE_NUMBER = re.compile(r"\bpage\s+\d{1,4}\b|^\d{1,4}\s+of\s+\d{1,4}$", re.IGNORECASE)
_SENTENCE = re.compile(r"[a-z]{2,}[,;]? [a-z]{2,} [a-z]{1,}[^.]{20,}")
# Labels of the form for the bidder's name and signature that follows many price lists.
_FORM = re.compile(
    r"\b(?:signature|signed|company name|name of (?:company|firm|bidder)|telephone|phone|fax|e-?mail|street address|city, state|hereby|"
    r"print(?:ed)? name|authorized (?:signature|representative|by)|federal tax|by:|date:|title:)",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"\b(?:grand )?total\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Found:
    """A header with the visual rows below it that belong to it, and where the next search starts."""

    head: Head
    body: list[list[Bit]]
    stop: int


def find_columns(page: int, bits: Sequence[Bit], horizontals: Sequence[Box]) -> tuple[Table, ...]:
    """Tables of page `page` under a row of header words, from top to bottom; empty if none. Lines that go on in the next line are mended."""
    if not may_head(bits):
        return ()
    solid = [b for b in bits if not is_rule(b)]
    rows, equal = visual_rows(solid), equal_pitches(solid)
    if not any(is_header(chunks(row, equal)) for row in rows if sum(is_strong(b.text) for b in row) > 1):
        return ()
    cut = [chunks(row, equal) for row in rows]
    printed = [b.box for b in bits if is_rule(b)]
    lines = [*horizontals, *printed]
    tables, at = [], 0
    while (head := find_head(cut, at, lines)) is not None:
        found = _body(cut, head, printed)
        table = _table(page, found, lines)
        if table is not None:
            tables.append(table)
        at = max(found.stop, head.stop)
    return tuple(tables)


def _body(rows: list[list[Bit]], head: Head, printed: Sequence[Box]) -> _Found:
    """The rows below a header, up to white space, a page number, another header or prose."""
    body: list[list[Bit]] = []
    bottom, height = head.box.bottom, head.height
    prose = 0
    stop = head.stop
    for i in range(head.stop, len(rows)):
        row = rows[i]
        top = min(b.top for b in row)
        if top - bottom > END_GAP * height or is_header(row) or _is_foot(row) or _ends(printed, bottom, top, body) or _is_form(row, body):
            break
        prose = prose + 1 if _is_prose(row, head) else 0
        if prose > PROSE_LINES:
            body = body[: 1 - prose]
            break
        body.append(row)
        stop = i + 1
        bottom, height = max(b.bottom for b in row), max(6.0, min(b.bottom - b.top for b in row))
    while body and _is_prose(body[-1], head):
        body.pop()
    return _Found(head, body, stop)


def _is_foot(row: list[Bit]) -> bool:
    return any(_PAGE_NUMBER.search(b.text) for b in row) and sum(len(b.text) for b in row) < 90 and _numbers(row) < 3


def _is_form(row: list[Bit], body: list[list[Bit]]) -> bool:
    """The bidder's name and signature; or, below a total, words without a number."""
    if any(_FORM.search(b.text) for b in row) and _numbers(row) < 2:
        return True
    return bool(body) and bool(_TOTAL.search(body[-1][0].text)) and not _numbers(row) and not any("__" in b.text for b in row)


def _numbers(row: list[Bit]) -> int:
    return sum(b.text[:1].isdigit() or "$" in b.text for b in row)


def _ends(printed: Sequence[Box], bottom: float, top: float, body: list[list[Bit]]) -> bool:
    """A line of hyphens after the first row closes a table that was drawn with characters."""
    return bool(body) and any(bottom - 2 <= (b.top + b.bottom) / 2 <= top + 2 and b.width > 300 for b in printed) and len(body) > 1


def _is_prose(row: list[Bit], head: Head) -> bool:
    """A line that runs across columns, or begins outside of them, or is set to full width."""
    width = head.columns[-1].x1 - head.columns[0].x0
    gaps = [b.x0 - a.x1 for a, b in pairwise(row)]
    if len(gaps) > 1 and max(gaps) < 1.1 * head.height and row[-1].x1 - row[0].x0 > 0.7 * width and sum(len(b.text) for b in row) > 60:
        return True
    if len(row) > 2:
        return False
    wide = max(row, key=lambda b: b.x1 - b.x0)
    crossed = sum(_overlap(wide, c.x0, c.x1) > NEAR for c in head.columns)
    outside = wide.x1 < head.columns[0].x0 - 30 or wide.x0 > head.columns[-1].x1 + 30
    return crossed >= 3 or (crossed == 2 and len(row) == 1 and bool(_SENTENCE.search(wide.text))) or (outside and len(row) == 1)


def _overlap(bit: Bit, x0: float, x1: float) -> float:
    return min(bit.x1, x1) - max(bit.x0, x0)


@dataclass(slots=True, eq=False)
class Column:
    """A column while it is worked out: its title and how far its words reach."""

    title: str
    x0: float
    x1: float


def _table(page: int, found: _Found, lines: Sequence[Box]) -> Table | None:
    columns = _columns(found)
    rows = [place(chunk_row, columns) for chunk_row in found.body]
    held = [b for row in found.body for b in row]
    box = around(held).cover(found.head.box) if held else found.head.box
    parts = [(b.top + b.bottom) / 2 for b in lines if min(b.x1, box.x1) - max(b.x0, box.x0) > PARTING * box.width]
    records = mend(rows, parts, found.head.box.bottom)
    while records and records[-1].spanning:
        records.pop()
    full = [r for r in records if len(r.cells) >= max(2.0, 0.4 * len(columns))]
    if not full or (len(columns) < 3 and len(full) < 2):
        return None
    header = tuple(Cell(c.title, Box(c.x0, found.head.box.top, max(c.x0, c.x1), found.head.box.bottom)) for c in columns)
    return Table(page, box, (header, *(cells_of(r, columns) for r in records)), ruled=False)


def _columns(found: _Found) -> list[Column]:
    """The header's columns, widened by the words below them; stacks of words under no header get a column without a title."""
    columns = [Column(c.title, c.x0, c.x1) for c in found.head.columns]
    heads = [(c.x0, c.x1) for c in columns]
    loose: list[tuple[float, float, int]] = []
    empty = list(range(len(heads)))
    for x0, x1, count in _stacks(found.body, heads):
        over = [j for j, (h0, h1) in enumerate(heads) if min(x1, h1) - max(x0, h0) > 0]
        if len(over) == 1:
            columns[over[0]].x0, columns[over[0]].x1 = min(columns[over[0]].x0, x0), max(columns[over[0]].x1, x1)
        elif not over:
            loose.append((x0, x1, count))
        empty = [j for j in empty if j not in over]
    for x0, x1, count in loose:
        _adopt(columns, [columns[j] for j in empty], x0, x1, count)
    return sorted(columns, key=lambda c: c.x0)


def _stacks(body: list[list[Bit]], heads: list[tuple[float, float]]) -> list[tuple[float, float, int]]:
    """Where words stand one under the other, as (left, right, rows); words across several headers are left out."""
    narrow = sorted((b.x0, b.x1) for row in body for b in row if sum(_overlap(b, x0, x1) > NEAR for x0, x1 in heads) < 2)
    stacks: list[tuple[float, float, int]] = []
    for x0, x1 in narrow:
        if stacks and x0 < stacks[-1][1]:
            stacks[-1] = (stacks[-1][0], max(stacks[-1][1], x1), stacks[-1][2] + 1)
        else:
            stacks.append((x0, x1, 1))
    return stacks


def _adopt(columns: list[Column], empty: list[Column], x0: float, x1: float, count: int) -> None:
    """A stack under no header: of the neighbour that has nothing below it yet, or else a column of its own if it repeats."""

    def away(column: Column) -> float:
        return max(column.x0 - x1, x0 - column.x1)

    near = sorted(columns, key=away)
    best = next((c for c in near[:2] if c in empty and away(c) < 60), near[0])
    if best in empty or away(best) <= 12 or count < 2:
        best.x0, best.x1 = min(best.x0, x0), max(best.x1, x1)
        if best in empty:
            empty.remove(best)
        return
    columns.append(Column("", x0, x1))


def place(row: list[Bit], columns: list[Column]) -> Row:
    """Each piece in its column; one across several in that where it starts, and where that is all there is, the row is marked as spanning."""
    cells: dict[int, list[Bit]] = {}
    across = 0
    for bit in row:
        reach = [(_overlap(bit, c.x0, c.x1), j) for j, c in enumerate(columns)]
        touched = [j for o, j in reach if o > NEAR]
        if len(touched) >= 2:
            across += 1
            j = min(touched)
        else:
            j = max(reach)[1]
        cells.setdefault(j, []).append(bit)
    return Row(cells, min(b.top for b in row), max(b.bottom for b in row), spanning=len(row) == 1 and across == 1)


def cells_of(row: Row, columns: list[Column]) -> tuple[Cell, ...]:
    """One cell for each column, in order; a column in which the row has no words gets an empty cell at its place."""
    return tuple(_cell(row.cells.get(j), Box(c.x0, row.top, max(c.x0, c.x1), row.bottom)) for j, c in enumerate(columns))


def _cell(bits: Iterable[Bit] | None, place: Box) -> Cell:
    held = list(bits or ())
    return Cell(words_joined(held), around(held)) if held else Cell("", place)
