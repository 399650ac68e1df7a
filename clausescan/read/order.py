"""The order in which a person would read the lines of a page.

The engine gives lines in the order in which they were drawn, which is right for most pages. Two things go wrong: columns drawn row by
row, and blocks (heads, side notes, table cells) drawn out of turn. The first is mended by finding the gutter, the second by cutting the
page into blocks along white space, across first, then down (recursive XY cut, Nagy and Seth 1984).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from clausescan.core.span import Box
from clausescan.read.raw import RawLine

GUTTER_SHARE = 0.12  # at most this part of the lines in the body may cross a gutter
COLUMN_LINES = 6  # a column has at least so many lines
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
    mine = [line.upright(width, height) for line in lines if line.turn == turn]
    gutter = find_gutter(mine, width if turn in {0, 180} else height)
    ordered = _join_rows(_by_columns(mine, gutter) if gutter is not None else _by_blocks(mine))
    return (*(line.displayed(width, height) for line in ordered), *(line for line in lines if line.turn != turn))


def _main_turn(lines: Sequence[RawLine]) -> int:
    """How most of the words run; 0 where there are none."""
    if all(line.turn == 0 for line in lines):
        return 0
    weight: dict[int, int] = {}
    for line in lines:
        weight[line.turn] = weight.get(line.turn, 0) + sum(len(w.text) > 1 for w in line.words)
    return max(weight, key=lambda t: (weight[t], -t))


def find_gutter(lines: Sequence[RawLine], width: float) -> float | None:
    """The x of the white strip between two columns of prose, None where there are none.

    Prose has many words a line; a table's cells are short, so a table is not taken for columns.
    """
    pieces = [piece for line in lines for piece in _pieces(line)]
    if len(pieces) < 2 * COLUMN_LINES:
        return None
    best: tuple[float, float] | None = None
    for x in _candidates(pieces, width):
        left = [p for p in pieces if p.box.x1 <= x]
        right = [p for p in pieces if p.box.x0 >= x]
        crossing = len(pieces) - len(left) - len(right)
        if crossing > GUTTER_SHARE * len(pieces) + 3 or not (_is_column(left, width) and _is_column(right, width)) or not _side_by_side(left, right):
            continue
        score = crossing + abs(x - width / 2) / width
        if best is None or score < best[0]:
            best = (score, x)
    return best[1] if best else None


def _pieces(line: RawLine) -> list[RawLine]:
    """The line, cut at its wide gaps."""
    gap, words = wide_gap(line), line.words
    cuts = [i for i in range(1, len(words)) if words[i][1] - words[i - 1][2] > gap]
    return [line.cut(a, b) for a, b in pairwise([0, *cuts, len(words)])] if cuts else [line]


def _candidates(pieces: Sequence[RawLine], width: float) -> list[float]:
    """Places just left of where right-hand columns start, most frequent first."""
    starts: dict[int, int] = {}
    for piece in pieces:
        if 0.3 * width < piece.box.x0 < 0.7 * width:
            key = round(piece.box.x0 / 3)
            starts[key] = starts.get(key, 0) + 1
    often = sorted((k for k, n in starts.items() if n >= COLUMN_LINES // 2), key=lambda k: -starts[k])[:8]
    return [3.0 * k - 2.5 for k in often]


def _is_column(pieces: Sequence[RawLine], width: float) -> bool:
    if len(pieces) < COLUMN_LINES:
        return False
    return median(p.box.width for p in pieces) >= COLUMN_WIDTH * width and median(len(p.words) for p in pieces) >= 4


def _side_by_side(left: Sequence[RawLine], right: Sequence[RawLine]) -> bool:
    top, bottom = max(min(p.box.top for p in s) for s in (left, right)), min(max(p.box.bottom for p in s) for s in (left, right))
    shortest = min(max(p.box.bottom for p in s) - min(p.box.top for p in s) for s in (left, right))
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
            ordered.extend(sorted((x for x in column if top <= _middle(x) < bottom), key=lambda x: (x.box.top, x.box.x0)))
        if bar:
            ordered.append(bar)
        top = bottom
    return ordered


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
    step = below.box.top - above.box.top
    shares = below.box.x0 < above.box.x1 and above.box.x0 < below.box.x1
    return shares and 0 < step < 6 * max(above.box.height, below.box.height, 8.0)


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
    overlap = min(a.box.bottom, b.box.bottom) - max(a.box.top, b.box.top)
    small = min(a.box.height, b.box.height)
    return small > 0 and overlap > 0.7 * small and b.box.x0 >= a.box.x1 - 1 and max(a.box.height, b.box.height) < 1.8 * small
