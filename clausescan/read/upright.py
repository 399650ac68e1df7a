"""A page whose words run sideways, turned so that they can be read, and boxes turned back. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from clausescan.core.document import Cell, Table
from clausescan.core.span import Box
from clausescan.read.raw import RawLine, RawPage, RawWord

# From this part of its words the page as a whole is taken to be turned.
MOST = 0.7


def page_turn(page: RawPage) -> int:
    """Where most words of the page run: 0 to the right, 90 down, 180 to the left, 270 up; 0 for a page of mixed directions."""
    if not any(line.turn for line in page.lines):
        return 0
    turns = Counter[int]()
    for line in page.lines:
        turns[line.turn] += sum(len(w.text) > 1 for w in line.words)
    if not turns:
        return 0
    turn, count = turns.most_common(1)[0]
    return turn if count >= MOST * sum(turns.values()) else 0


def upright(page: RawPage, turn: int) -> RawPage:
    """The page turned so that words with that `turn` run to the right, lines and rulings with it."""
    sideways = turn in {90, 270}
    width, height = (page.height, page.width) if sideways else (page.width, page.height)
    across = tuple(_turned(b, page, turn) for b in page.horizontals)
    down = tuple(_turned(b, page, turn) for b in page.verticals)
    lines = tuple(_line(line, page, turn) for line in page.lines if line.turn in {0, turn})
    return replace(page, width=width, height=height, lines=lines, horizontals=down if sideways else across, verticals=across if sideways else down)


def displayed(table: Table, page: RawPage, turn: int) -> Table:
    """A table of the upright page with its boxes where they stand on the page as displayed."""
    rows = tuple(tuple(Cell(c.text, _back(c.box, page, turn)) for c in row) for row in table.rows)
    return replace(table, box=_back(table.box, page, turn), rows=rows)


def _line(line: RawLine, page: RawPage, turn: int) -> RawLine:
    """A word of one sign tells no direction of its own: it turns with the others."""
    box = _turned(line.box, page, turn)
    words = replace(line, turn=turn).upright(page.width, page.height).words
    if line.turn != turn:
        words = tuple(RawWord(w.text, box.x0, box.x1) for w in line.words)
    return replace(line, words=words, box=box, turn=0)


def _turned(box: Box, page: RawPage, turn: int) -> Box:
    match turn:
        case 90:
            return Box(box.top, page.width - box.x1, box.bottom, page.width - box.x0)
        case 270:
            return Box(page.height - box.bottom, box.x0, page.height - box.top, box.x1)
        case _:
            return Box(page.width - box.x1, page.height - box.bottom, page.width - box.x0, page.height - box.top)


def _back(box: Box, page: RawPage, turn: int) -> Box:
    match turn:
        case 90:
            return Box(page.width - box.bottom, box.x0, page.width - box.top, box.x1)
        case 270:
            return Box(box.top, page.height - box.x1, box.bottom, page.height - box.x0)
        case _:
            return _turned(box, page, turn)
