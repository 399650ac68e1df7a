"""Words of a page as loose pieces with boxes, and the visual rows that they form. What both ways of finding tables start from. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import repeat
from operator import attrgetter
from statistics import median
from typing import NamedTuple

from clausescan.core.span import Box
from clausescan.read.raw import RawLine

# PDFium's sign for a hyphen at the end of a line, and other hyphens, read as one.
_HYPHENS = str.maketrans({"\ufffe": "-", "\u00ad": "-", "\u0002": "-", "\u00a0": " "})
_LEFT = attrgetter("x0")
_RULE = re.compile(r"^(?:[-=*–—]{12,}|_{60,})$")


class Bit(NamedTuple):
    """One word, or a few that stand close together, with its rectangle in points, the size of its type and whether it is bold."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool

    @property
    def middle(self) -> float:
        """Half-way between top and bottom."""
        return (self.top + self.bottom) / 2

    @property
    def centre(self) -> float:
        """Half-way between left and right."""
        return (self.x0 + self.x1) / 2

    @property
    def box(self) -> Box:
        """Its rectangle."""
        return Box(self.x0, self.top, self.x1, self.bottom)


def bits_of(lines: Iterable[RawLine]) -> list[Bit]:
    """The words of upright lines, line by line."""
    rows: list[tuple[str, float, float, float, float, float, bool]] = []
    for line in lines:
        if line.turn == 0:
            top, bottom, size, bold = line.box.top, line.box.bottom, line.size, line.bold
            rows += [
                (text if text.isprintable() else text.translate(_HYPHENS), x0, top, max(x0, x1), bottom, size, bold) for text, x0, x1 in line.words
            ]
    return list(map(tuple.__new__, repeat(Bit), rows))  # as `Bit(*row)` for each, in half the time


def is_rule(bit: Bit) -> bool:
    """True for a line drawn with characters, such as a row of hyphens."""
    return len(bit.text) >= 12 and bool(_RULE.match(bit.text))


def visual_rows(bits: Sequence[Bit]) -> list[list[Bit]]:
    """Words that stand side by side, from top to bottom, each row from left to right."""
    if len(bits) < 2:
        return [list(bits)] if bits else []
    rows: list[list[Bit]] = []
    middle = 0.0
    for here, _, _, bit in sorted([((b[2] + b[4]) / 2, b[1], i, b) for i, b in enumerate(bits)]):
        if rows and here - middle <= 0.4 * min(max(bit.bottom - bit.top, 4.0), 24.0):
            rows[-1].append(bit)
        else:
            rows.append([bit])
            middle = here
    return [sorted(row, key=_LEFT) for row in rows]


def words_joined(bits: Sequence[Bit]) -> str:
    """The words in reading order, joined by one space."""
    return " ".join(b.text for row in visual_rows(bits) for b in row)


def around(bits: Sequence[Bit]) -> Box:
    """The rectangle around those words; there must be at least one."""
    return Box(min(b.x0 for b in bits), min(b.top for b in bits), max(b.x1 for b in bits), max(b.bottom for b in bits))


def chunked(bits: Sequence[Bit]) -> list[list[Bit]]:
    """Visual rows from top to bottom, each cut where the gap between words is wider than a space, each piece as one `Bit`."""
    equal = equal_pitches(bits)
    return [chunks(row, equal) for row in visual_rows(bits)]


def chunks(row: Sequence[Bit], equal: dict[float, float]) -> list[Bit]:
    """One visual row cut at its wide gaps; `equal` are the `equal_pitches` of the page."""
    pieces: list[list[Bit]] = []
    for bit in row:
        if pieces and bit.x0 - pieces[-1][-1].x1 <= _space(bit, equal):
            pieces[-1].append(bit)
        else:
            pieces.append([bit])
    return [_one(p) for p in pieces]


def _one(piece: list[Bit]) -> Bit:
    if len(piece) == 1:
        return piece[0]
    box = around(piece)
    return Bit(" ".join(b.text for b in piece), box.x0, box.top, box.x1, box.bottom, piece[0].size, piece[0].bold)


def _space(bit: Bit, equal: dict[float, float]) -> float:
    """The widest gap before a word that still is a space: more where all letters are equally wide, since there a space is as wide as a letter."""
    pitch = equal.get(bit.size)
    return 1.8 * pitch if pitch else 0.62 * min(bit.size or 10.0, 2 * max(bit.bottom - bit.top, 4.0), 40.0)


def equal_pitches(bits: Sequence[Bit]) -> dict[float, float]:
    """Width of a letter for sizes of type in which all letters are equally wide."""
    widths: dict[float, list[float]] = {}
    for text, x0, _, x1, _, size, _ in bits:
        if len(text) >= 4 and text.isalnum():
            widths.setdefault(size, []).append((x1 - x0) / (len(text) - 0.15))
    found = {}
    for size, all_ in widths.items():
        usual = median(all_)
        if len(all_) >= 8 and sum(abs(w - usual) < 0.06 * usual for w in all_) > 0.85 * len(all_):
            found[size] = usual
    return found
