"""Pages drawn for tests: words at places, boxes of lines, without a PDF."""

from __future__ import annotations

from clausescan.core.document import Table
from clausescan.core.span import Box
from clausescan.read.raw import RawLine, RawPage, RawWord

LETTER = 5.0
HIGH = 10.0


def line(x: float, top: float, text: str, *, bold: bool = False, size: float = HIGH) -> RawLine:
    """Words from `x` on, letters five points wide, one space between words; three blanks in the text make a gap of twenty points."""
    words: list[RawWord] = []
    at = x
    for piece in text.split("   "):
        for word in piece.split():
            words.append(RawWord(word, at, at + LETTER * len(word)))
            at += LETTER * len(word) + 3
        at += 20
    return RawLine(tuple(words), Box(x, top, max(w.x1 for w in words), top + size), size, bold)


def grid(xs: list[float], ys: list[float]) -> tuple[tuple[Box, ...], tuple[Box, ...]]:
    """All horizontals and verticals of a full lattice."""
    horizontals = tuple(Box(xs[0], y, xs[-1], y + 0.5) for y in ys)
    verticals = tuple(Box(x, ys[0], x + 0.5, ys[-1]) for x in xs)
    return horizontals, verticals


def page(lines: list[RawLine], horizontals: tuple[Box, ...] = (), verticals: tuple[Box, ...] = (), number: int = 1) -> RawPage:
    """A letter-size page."""
    return RawPage(number, 612.0, 792.0, tuple(lines), horizontals, verticals)


def texts(table: Table) -> list[list[str]]:
    """What the cells say, row by row."""
    return [[c.text for c in row] for row in table.rows]
