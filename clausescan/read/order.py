"""The order in which a person would read the lines of a page.

The engine gives lines in the order in which they were drawn, which is right for most pages. Two things go wrong: columns drawn row by
row, and blocks (heads, side notes, table cells) drawn out of turn. The first is mended by finding the gutter, the second by cutting the
page into blocks along white space, across first, then down (recursive XY cut, Nagy and Seth 1984).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from operator import sub
from statistics import median
from typing import NamedTuple

from clausescan.core.span import Box
from clausescan.read.raw import RawLine

GUTTER_SHARE = 0.12  # at most this part of the lines in the body may cross a gutter
COLUMN_LINES = 6  # a column has at least so many lines
THREE_COLUMNS = 40  # lines of a column that is looked at for columns within it
COLUMN_WIDTH = 0.22  # and its lines are at least so wide, as a part of the page
MAX_BLOCKS = 400


def wide_gap(line: RawLine) -> float:
    """The width in points from which a gap between words parts cells or columns: two spaces of the line's size."""
    return max(7.0, 0.75 * line.size)


def in_reading_order(lines: Sequence[RawLine], width: float, height: float) -> tuple[RawLine, ...]:
    """The same words in reading order; lines may be cut at a gutter, and pieces of one row joined. Width and height of the page in points.

    Where most of the page runs another way (a sheet scanned or drawn sideways), it is read as if turned; lines that run otherwise come last.
    """
    turn = _main_turn(lines)
    if turn == 0:
        mine = [line for line in lines if line.turn == 0]
        return (*_ordered(mine, width), *(line for line in lines if line.turn != 0))
    mine = [line.upright(width, height) for line in lines if line.turn == turn]
    ordered = _ordered(mine, width if turn == 180 else height)
    return (*(line.displayed(width, height) for line in ordered), *(line for line in lines if line.turn != turn))


def _ordered(lines: Sequence[RawLine], width: float) -> list[RawLine]:
    """Upright lines in reading order."""
    gutter = find_gutter(lines, width)
    return _join_rows(_by_columns(lines, gutter) if gutter is not None else _by_blocks(lines))


def _main_turn(lines: Sequence[RawLine]) -> int:
    """How most of the words run; 0 where there are none."""
    if all(line.turn == 0 for line in lines):
        return 0
    weight: dict[int, int] = {}
    for line in lines:
        weight[line.turn] = weight.get(line.turn, 0) + sum(len(w.text) > 1 for w in line.words)
    return max(weight, key=lambda t: (weight[t], -t))


def find_gutter(lines: Sequence[RawLine], width: float, left: float = 0.0) -> float | None:
    """The x of the white strip between two columns of prose, None where there are none; looked for from `left` over `width` points.

    Prose has many words a line; a table's cells are short, so a table is not taken for columns.
    """
    columns = _candidates(lines, width, left)
    pieces = [piece for line in lines for piece in _pieces(line)] if columns else []
    if len(pieces) < 2 * COLUMN_LINES:
        return None
    best: tuple[float, float] | None = None
    for x in columns:
        before = [p for p in pieces if p.x1 <= x]
        after = [p for p in pieces if p.x0 >= x]
        crossing = len(pieces) - len(before) - len(after)
        if (
            crossing > GUTTER_SHARE * len(pieces) + 3
            or not (_is_column(before, width) and _is_column(after, width))
            or not _side_by_side(before, after)
        ):
            continue
        score = crossing + abs(x - left - width / 2) / width
        if best is None or score < best[0]:
            best = (score, x)
    return best[1] if best else None


class _Piece(NamedTuple):
    """A part of a line without wide gaps: its rectangle in points, and how many words it has."""

    x0: float
    top: float
    x1: float
    bottom: float
    words: int


def _pieces(line: RawLine) -> list[_Piece]:
    """The line, cut at its wide gaps."""
    box, words, gap = line.box, line.words, wide_gap(line)
    if line.gap <= gap:
        return [_Piece(box.x0, box.top, box.x1, box.bottom, len(words))]
    cuts = _cuts(line, gap)
    if not cuts:
        return [_Piece(box.x0, box.top, box.x1, box.bottom, len(words))]
    return [_Piece(words[a].x0, box.top, max(words[a].x0, words[b - 1].x1), box.bottom, b - a) for a, b in pairwise([0, *cuts, len(words)])]


def _cuts(line: RawLine, gap: float) -> list[int]:
    """Places of the words that stand further than that from the one before."""
    edges = line.edges
    return [i for i, between in enumerate(map(sub, edges[2::2], edges[1::2]), 1) if between > gap]


def _candidates(lines: Sequence[RawLine], width: float, left: float) -> list[float]:
    """Places just left of where right-hand columns start, most frequent first."""
    starts: dict[int, int] = {}
    low, high = 0.3 * width, 0.7 * width
    for line in lines:
        gap = wide_gap(line)
        cuts = _cuts(line, gap) if line.gap > gap else ()
        for x0 in [line.words[i].x0 for i in (0, *cuts)] if cuts else (line.box.x0,):
            if low < x0 - left < high:
                key = round(x0 / 3)
                starts[key] = starts.get(key, 0) + 1
    often = sorted((k for k, n in starts.items() if n >= COLUMN_LINES // 2), key=lambda k: -starts[k])[:8]
    return [3.0 * k - 2.5 for k in often]


def _is_column(pieces: Sequence[_Piece], width: float) -> bool:
    if len(pieces) < COLUMN_LINES:
        return False
    return median(p.x1 - p.x0 for p in pieces) >= COLUMN_WIDTH * width and median(p.words for p in pieces) >= 4


def _side_by_side(left: Sequence[_Piece], right: Sequence[_Piece]) -> bool:
    top, bottom = max(min(p.top for p in s) for s in (left, right)), min(max(p.bottom for p in s) for s in (left, right))
    shortest = min(max(p.bottom for p in s) - min(p.top for p in s) for s in (left, right))
    return bottom - top > 0.5 * shortest


def _by_columns(lines: Sequence[RawLine], gutter: float) -> list[RawLine]:
    """Bands between full-width lines; in each band the left column, then the right."""
    left: list[RawLine] = []
    right: list[RawLine] = []
    full: list[RawLine] = []
    for line in lines:
        split = next((i for i, w in enumerate(line.words) if w.x0 >= gutter), len(line.words))
        whole = split in (0, len(line.words))
        if whole and line.box.x0 < gutter < line.box.x1:
            full.append(line)
        elif whole:
            (right if line.box.x0 >= gutter else left).append(line)
        elif line.words[split].x0 - line.words[split - 1].x1 > 0.6 * wide_gap(line):
            left.append(line.cut(0, split))
            right.append(line.cut(split, len(line.words)))
        else:
            full.append(line)
    ordered: list[RawLine] = []
    top = float("-inf")
    for bar in [*sorted(full, key=lambda line: line.box.top), None]:
        bottom = _middle(bar) if bar else float("inf")
        for column in (left, right):
            ordered.extend(_column([x for x in column if top <= _middle(x) < bottom]))
        if bar:
            ordered.append(bar)
        top = bottom
    return ordered


def _column(lines: Sequence[RawLine]) -> list[RawLine]:
    """The lines of a column from top to bottom; a wide one may hold two columns itself, where the page has three."""
    left, right = min((x.box.x0 for x in lines), default=0.0), max((x.box.x1 for x in lines), default=0.0)
    inner = find_gutter(lines, right - left, left) if len(lines) >= THREE_COLUMNS and right > left else None
    return _by_columns(lines, inner) if inner is not None else sorted(lines, key=lambda x: (x.box.top, x.box.x0))


def _middle(line: RawLine) -> float:
    return (line.box.top + line.box.bottom) / 2


def _by_blocks(lines: Sequence[RawLine]) -> list[RawLine]:
    """Runs in the engine's order that go down the page stay whole; the runs themselves are put in order by cutting."""
    runs: list[list[RawLine]] = []
    for line in lines:
        if runs and _goes_on(runs[-1][-1], line):
            runs[-1].append(line)
        else:
            runs.append([line])
    if len(runs) == 1 or len(runs) > MAX_BLOCKS:
        return [line for run in runs for line in run]
    blocks = [(_around(run), i) for i, run in enumerate(runs)]
    return [line for i in _cut(blocks, 0) for line in runs[i]]


def _goes_on(above: RawLine, below: RawLine) -> bool:
    """True where the next line is further down, not far away, and shares some of the width."""
    a, b = above.box, below.box
    step = b.top - a.top
    return step > 0 and b.x0 < a.x1 and a.x0 < b.x1 and (step < 48 or step < 6 * max(a.height, b.height))


def _around(run: Sequence[RawLine]) -> Box:
    return Box(min(x.box.x0 for x in run), min(x.box.top for x in run), max(x.box.x1 for x in run), max(x.box.bottom for x in run))


_Block = tuple[Box, int]


def _cut(blocks: list[_Block], depth: int) -> list[int]:
    """Indexes of the blocks in order: cut across where white space runs over the whole width, else down, else leave as drawn."""
    if len(blocks) < 2 or depth > 40:
        return [i for _, i in blocks]
    for low, high in ((1, 3), (0, 2)):
        groups = _groups(blocks, low, high)
        if len(groups) > 1:
            return [i for group in groups for i in _cut(group, depth + 1)]
    return [i for _, i in sorted(blocks, key=lambda b: b[1])]


def _groups(blocks: list[_Block], low: int, high: int) -> list[list[_Block]]:
    """Blocks grouped by white space along one axis; up to 2 points of overlap are forgiven, since loose boxes touch."""

    def edge(block: _Block, side: int) -> float:
        box = block[0]
        return (box.x0, box.top, box.x1, box.bottom)[side]

    groups: list[list[_Block]] = []
    reach = float("-inf")
    for block in sorted(blocks, key=lambda b: (edge(b, low), b[1])):
        if groups and edge(block, low) < reach - 2.0:
            groups[-1].append(block)
        else:
            groups.append([block])
        reach = max(reach, edge(block, high))
    return groups


def _join_rows(lines: Sequence[RawLine]) -> list[RawLine]:
    """Neighbours on one baseline become one line, so that a label and its value stand together."""
    joined: list[RawLine] = []
    for line in lines:
        last = joined[-1] if joined else None
        if last is not None and _one_row(last, line):
            words = (*last.words, *line.words)
            joined[-1] = RawLine(words, last.box.cover(line.box), max(last.size, line.size), last.bold, last.turn)
        else:
            joined.append(line)
    return joined


def _one_row(a: RawLine, b: RawLine) -> bool:
    if b.box.top >= a.box.bottom or b.box.x0 < a.box.x1 - 1:
        return False
    overlap = min(a.box.bottom, b.box.bottom) - max(a.box.top, b.box.top)
    small = min(a.box.height, b.box.height)
    return small > 0 and overlap > 0.7 * small and max(a.box.height, b.box.height) < 1.8 * small
