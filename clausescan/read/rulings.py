"""Drawn lines of a page put together into lattices: which cells they enclose, with merged cells, double lines and missing outer borders. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from clausescan.core.span import Box

# Lines nearer than this (points) are one line: double rules, and the two sides of a thin filled rectangle.
SAME = 3.0
# Pieces of a line with at most this gap are one line: dashes, and cell borders drawn cell by cell.
GAP = 4.0
# Lines reach beyond the outermost crossing line by more than this where an outer border was not drawn.
OVERHANG = 10.0
# A wall closes a cell where it covers this part of its side.
COVERED = 0.8
# A line this near to the page's edge and nearly as long as it belongs to a frame around the page.
FRAME = 45.0
# More crossings to look at than this: a drawing or a map, no table.
MAX_CROSSINGS = 400_000

Stretch = tuple[float, float, float]
"""A merged line: its coordinate, and where it begins and ends along the other axis."""


@dataclass(frozen=True, slots=True)
class Lattice:
    """Cells enclosed by connected lines. `region[i][j]` names the cell at row `i` (from `ys[i]` to `ys[i + 1]`) and column `j` (likewise in `xs`).

    `boxes` gives each named cell's rectangle; `clean` is False where some cell is not a rectangle.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    region: tuple[tuple[int, ...], ...]
    boxes: tuple[Box, ...]
    clean: bool

    @property
    def box(self) -> Box:
        """The rectangle around all cells."""
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])


def find_lattices(horizontals: Sequence[Box], verticals: Sequence[Box], width: float, height: float) -> tuple[Lattice, ...]:
    """Every connected lattice of at least two cells, smallest first, so that a table inside a frame comes before the frame. Empty if none.

    Width and height are those of the page, in points: lines are cut to it, and a frame along its edges is left out.
    """
    across = _merge(_on_page((((b.top + b.bottom) / 2, b.x0, b.x1) for b in horizontals), height, width))
    down = _merge(_on_page((((b.x0 + b.x1) / 2, b.top, b.bottom) for b in verticals), width, height))
    if not across or not down or len(across) * len(down) > MAX_CROSSINGS:
        return ()
    found = [_lattice(hs, vs) for hs, vs in _connected(across, down)]
    kept = [x for x in found if x is not None and len(x.boxes) > 1]
    return tuple(sorted(kept, key=lambda x: x.box.width * x.box.height))


def _on_page(lines: Iterable[Stretch], depth: float, length: float) -> list[Stretch]:
    """Lines cut to the page, whose measure is `depth` across them and `length` along them; a page frame is left out."""
    kept = []
    for at, begin, end in lines:
        low, high = max(begin, 0.0), min(end, length)
        framed = min(at, depth - at) < FRAME and high - low > 0.85 * length
        if 0 <= at <= depth and high > low and not framed:
            kept.append((at, low, high))
    return kept


def _merge(lines: list[Stretch]) -> list[Stretch]:
    """Lines on about the same coordinate share it, and those that overlap or nearly touch become one."""
    merged: list[Stretch] = []
    for group in _near(sorted(lines)):
        at = sum(x[0] for x in group) / len(group)
        begin, end = None, 0.0
        for _, low, high in sorted(group, key=lambda x: x[1]):
            if begin is not None and low > end + GAP:
                merged.append((at, begin, end))
                begin = None
            begin, end = (low, high) if begin is None else (begin, max(end, high))
        if begin is not None:
            merged.append((at, begin, end))
    return merged


def _near(lines: list[Stretch]) -> list[list[Stretch]]:
    """Sorted lines in groups that lie no farther apart than SAME from the first of their group."""
    groups: list[list[Stretch]] = []
    for line in lines:
        if groups and line[0] - groups[-1][0][0] <= SAME:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _connected(across: list[Stretch], down: list[Stretch]) -> list[tuple[list[Stretch], list[Stretch]]]:
    """Lines that cross or touch, directly or by way of others, as (horizontals, verticals)."""
    owner = list(range(len(across) + len(down)))

    def root(i: int) -> int:
        while owner[i] != i:
            owner[i] = owner[owner[i]]
            i = owner[i]
        return i

    for i, (y, left, right) in enumerate(across):
        for j, (x, top, bottom) in enumerate(down, len(across)):
            if left - SAME <= x <= right + SAME and top - SAME <= y <= bottom + SAME:
                owner[root(i)] = root(j)
    groups: dict[int, tuple[list[Stretch], list[Stretch]]] = {}
    for i, line in enumerate(across):
        groups.setdefault(root(i), ([], []))[0].append(line)
    for j, line in enumerate(down, len(across)):
        groups.setdefault(root(j), ([], []))[1].append(line)
    return [g for g in groups.values() if g[0] and g[1]]


def _edges(own: list[Stretch], crossing: list[Stretch]) -> list[float]:
    """Coordinates of lines, and of the outer borders that crossing lines imply by reaching beyond them."""
    places = [group[0][0] for group in _near(sorted(own))]
    low, high = min(x[1] for x in crossing), max(x[2] for x in crossing)
    if low < places[0] - OVERHANG:
        places.insert(0, low)
    if high > places[-1] + OVERHANG:
        places.append(high)
    return places


def _lattice(across: list[Stretch], down: list[Stretch]) -> Lattice | None:
    xs, ys = _edges(down, across), _edges(across, down)
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 1:
        return None
    owner = list(range(rows * columns))

    def root(i: int) -> int:
        while owner[i] != i:
            owner[i] = owner[owner[i]]
            i = owner[i]
        return i

    floors = [[line for line in across if abs(line[0] - y) <= SAME] for y in ys]
    walls = [[line for line in down if abs(line[0] - x) <= SAME] for x in xs]
    for i in range(rows):
        for j in range(columns):
            if j + 1 < columns and not _covers(walls[j + 1], ys[i], ys[i + 1]):
                owner[root(i * columns + j + 1)] = root(i * columns + j)
            if i + 1 < rows and not _covers(floors[i + 1], xs[j], xs[j + 1]):
                owner[root((i + 1) * columns + j)] = root(i * columns + j)
    return _named(xs, ys, [[root(i * columns + j) for j in range(columns)] for i in range(rows)])


def _covers(lines: list[Stretch], low: float, high: float) -> bool:
    reach = sum(max(0.0, min(high, line[2]) - max(low, line[1])) for line in lines)
    return reach >= COVERED * (high - low)


def _named(xs: list[float], ys: list[float], roots: list[list[int]]) -> Lattice:
    """Cells numbered in reading order, each with its rectangle. A cell that is no rectangle is cut into its rows, and the lattice is not clean."""
    places: dict[int, list[tuple[int, int]]] = {}
    for i, row in enumerate(roots):
        for j, name in enumerate(row):
            places.setdefault(name, []).append((i, j))
    region = [[0] * len(roots[0]) for _ in roots]
    boxes: list[Box] = []
    clean = True
    for cells in sorted(places.values()):
        pieces = [cells] if _is_rectangle(cells) else _by_row(cells)
        clean = clean and len(pieces) == 1
        for piece in pieces:
            for i, j in piece:
                region[i][j] = len(boxes)
            (top, left), (bottom, right) = piece[0], piece[-1]
            boxes.append(Box(xs[left], ys[top], xs[right + 1], ys[bottom + 1]))
    return Lattice(tuple(xs), tuple(ys), tuple(map(tuple, region)), tuple(boxes), clean)


def _is_rectangle(cells: list[tuple[int, int]]) -> bool:
    rows, columns = [i for i, _ in cells], [j for _, j in cells]
    return len(cells) == (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1)


def _by_row(cells: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    pieces: list[list[tuple[int, int]]] = []
    for i, j in cells:
        if pieces and pieces[-1][-1] == (i, j - 1):
            pieces[-1].append((i, j))
        else:
            pieces.append([(i, j)])
    return pieces
