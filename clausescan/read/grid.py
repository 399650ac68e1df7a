"""Tables of one page from its drawn lines and the places of its words. Pure: no engine is asked."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from clausescan.core.document import Cell, Table
from clausescan.core.span import Box
from clausescan.read.amounts import find_amounts
from clausescan.read.bits import Bit, bits_of, visual_rows, words_joined
from clausescan.read.columns import find_columns
from clausescan.read.raw import RawPage
from clausescan.read.rulings import Lattice, find_lattices
from clausescan.read.upright import displayed, page_turn, upright

# A lattice row this many times higher than wide text needs, with numbers one under the other, holds rows that were not ruled.
TALL_LINES = 3
# More of the words than this across a drawn wall: the lattice is not what the page shows.
ASTRIDE = 0.08
# A word reaches over a wall where more than this many points of it lie on either side.
OVER = 4.0
_NUMBER = re.compile(r"^[$€£(]?\s?\d[\d,]*(?:\.\d+)?\)?%?\.?$|^\$[\s_.]*$")


@dataclass(frozen=True, slots=True)
class PageTables:
    """Tables from top to bottom, empty if none; `sure` is False where the drawn lines do not form clean cells and another reader should be asked."""

    tables: tuple[Table, ...]
    sure: bool = True


def build_tables(page: RawPage, *, headed: bool = True, priced: bool = True) -> PageTables:
    """Tables of a page: ruled ones by their lattice, the others by the alignment of their words.

    Those without rulings are looked for below words that head columns where the page is `headed`, and at the ends of rows where it is `priced`.

    Cells hold the words whose centres lie within them, joined by one space; every row of a table has the same number of cells.
    A cell over several columns comes at its first place, and its other places are empty cells with the same box.
    """
    if turn := page_turn(page):
        built = build_tables(upright(page, turn), headed=headed, priced=priced)
        return PageTables(tuple(displayed(t, page, turn) for t in built.tables), built.sure)
    bits = bits_of(page.lines)
    if not bits:
        return PageTables(())
    tables: list[Table] = []
    sure = True
    for lattice in find_lattices(page.horizontals, page.verticals, page.width, page.height):
        if not _is_table(lattice):
            continue
        inside = [b for b in bits if _within(lattice.box, b)]
        if not inside:
            continue
        table, clean = _ruled(page.number, lattice, inside)
        if len(table.rows) < 2 or len(table.rows[0]) < 2:
            continue
        tables.append(table)
        sure = sure and clean
        taken = set(map(id, inside))
        bits = [b for b in bits if id(b) not in taken]
    aligned = find_columns(page.number, bits, page.horizontals) if headed else ()
    rest = [b for b in bits if not any(_within(t.box, b) for t in aligned)] if aligned else bits
    tables += [*aligned, *(find_amounts(page.number, rest, page.horizontals) if priced else ())]
    return PageTables(tuple(sorted(tables, key=lambda t: (t.box.top, t.box.x0))), sure)


def may_be_ruled(page: RawPage) -> bool:
    """False for a page whose drawn lines form no cells in two directions: frames, underlines, lines to sign on."""
    if len(page.horizontals) < 2 or len(page.verticals) < 2:
        return False
    return any(map(_is_table, find_lattices(page.horizontals, page.verticals, page.width, page.height)))


def _within(box: Box, bit: Bit) -> bool:
    return box.x0 <= bit.centre <= box.x1 and box.top <= bit.middle <= box.bottom


def _is_table(lattice: Lattice) -> bool:
    """False for a frame around prose: one column, or one row."""
    return len(lattice.xs) > 2 and len(lattice.ys) > 2


def _ruled(number: int, lattice: Lattice, bits: list[Bit]) -> tuple[Table, bool]:
    """The lattice filled with words; False where lattice and words do not agree."""
    held: list[list[Bit]] = [[] for _ in lattice.boxes]
    astride = 0
    for bit in bits:
        row = min(max(bisect_right(lattice.ys, bit.middle) - 1, 0), len(lattice.ys) - 2)
        column = min(max(bisect_right(lattice.xs, bit.centre) - 1, 0), len(lattice.xs) - 2)
        name = lattice.region[row][column]
        box = lattice.boxes[name]
        astride += bit.x0 < box.x0 - OVER or bit.x1 > box.x1 + OVER
        held[name].append(bit)
    rows = [row for i in _starting(lattice.region) for row in _cells_of_row(lattice, held, i)]
    columns = _used_columns(lattice)
    table = Table(number, lattice.box, tuple(tuple(row[j] for j in columns) for row in rows))
    return table, lattice.clean and astride <= max(1, ASTRIDE * len(bits))


def _starting(region: Sequence[Sequence[int]]) -> list[int]:
    """Lattice rows in which some cell begins; the others only continue cells from above."""
    seen: set[int] = set()
    starting = []
    for i, row in enumerate(region):
        if not seen.issuperset(row):
            starting.append(i)
        seen.update(row)
    return starting


def _used_columns(lattice: Lattice) -> list[int]:
    return _starting(list(zip(*lattice.region, strict=True)))


def _cells_of_row(lattice: Lattice, held: list[list[Bit]], i: int) -> Iterable[list[Cell]]:
    """The cells of one lattice row; several rows where numbers stand one under the other without a line between them."""
    names = lattice.region[i]
    first = [j == names.index(name) and (i == 0 or lattice.region[i - 1][j] != name) for j, name in enumerate(names)]
    mine = [held[name] if ok else [] for name, ok in zip(names, first, strict=True)]
    bands = _bands(mine)
    if len(bands) < 2:
        return [[Cell(words_joined(b) if b else "", lattice.boxes[name]) for b, name in zip(mine, names, strict=True)]]
    return [
        [
            Cell(words_joined([b for b in cell if top <= b.middle < bottom]), _cut(lattice.boxes[name], top, bottom))
            for cell, name in zip(mine, names, strict=True)
        ]
        for top, bottom in bands
    ]


def _cut(box: Box, top: float, bottom: float) -> Box:
    low = min(max(box.top, top), box.bottom)
    return Box(box.x0, low, box.x1, max(low, min(box.bottom, bottom)))


def _bands(cells: list[list[Bit]]) -> list[tuple[float, float]]:
    """Where to cut a tall row: above each line of a column that holds nothing but numbers, if most columns have as many lines. Empty if nowhere."""
    stacks = [visual_rows(cell) for cell in cells if cell]
    if len(stacks) < 2:
        return []
    numbers = [s for s in stacks if len(s) >= TALL_LINES and all(_NUMBER.match(" ".join(b.text for b in line)) for line in s)]
    if not numbers:
        return []
    key = max(numbers, key=len)
    if sum(len(s) >= len(key) for s in stacks) < 2:
        return []
    tops = [min(b.top for b in line) - 1 for line in key]
    return [(top, tops[k + 1] if k + 1 < len(tops) else float("inf")) for k, top in enumerate([float("-inf"), *tops[1:]])]
