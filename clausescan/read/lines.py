"""From the ends of words to lines of the displayed page. Pure: what PDFium says comes in as numbers.

A page has some four hundred words, so what is done for each of them is done by `map`, `zip` and comprehensions over whole lines.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import repeat
from typing import NamedTuple

from clausescan.core.span import Box
from clausescan.read.raw import RawLine, RawWord

HYPHEN = "\ufffe"  # PDFium's sign for a hyphen, most often one at the end of a line that it has joined to the next
MAX_SIZE = 60.0  # points; a font may ask for more room than its letters take

_WORD = re.compile(r"\S+")
_BREAK = re.compile(r"[\r\n]+")

Sides = tuple[float, float, float, float]
"""(left, right, bottom, top) in PDF space, where y grows upwards."""
Ends = tuple[float, float, float, float, float, float, float, float]
"""The sides of a word's first character, then those of its last."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The way from PDF space to the displayed page: the corners of the visible part, and quarter turns clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int

    def place(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """(left, bottom, right, top) in PDF space to (x0, top, x1, bottom) as displayed."""
        if self.turn == 0:
            return x0 - self.left, self.top - y1, x1 - self.left, self.top - y0
        if self.turn == 1:
            return y0 - self.bottom, x0 - self.left, y1 - self.bottom, x1 - self.left
        if self.turn == 2:
            return self.right - x1, y0 - self.bottom, self.right - x0, y1 - self.bottom
        return self.top - y1, self.right - x1, self.top - y0, self.right - x0

    def direction(self, dx: float, dy: float) -> int:
        """Where a step in PDF space leads on the displayed page: 0 to the right, 90 down, 180 to the left, 270 up."""
        right, down = ((dx, -dy), (dy, dx), (-dx, dy), (-dy, -dx))[self.turn]
        if abs(down) <= abs(right):
            return 0 if right >= 0 else 180
        return 90 if down > 0 else 270


class Run(NamedTuple):
    """Words that PDFium gives as one line: their texts, the offsets of their first characters in the page's text, and their ends."""

    texts: list[str]
    offsets: list[int]
    ends: list[Ends]


def runs_of(text: str, ends_of: Callable[[Iterable[int], Iterable[int]], list[Ends]]) -> Iterator[Run]:
    """The page's text cut at line breaks, empty lines left out; `ends_of` tells the ends of words from the offsets of first and last characters."""
    spans = [match.span() for match in _WORD.finditer(text)]
    firsts = [start for start, _ in spans]
    ends = ends_of(firsts, [stop - 1 for _, stop in spans])
    at = 0
    for line in _BREAK.split(text):
        words = line.split()
        if words:
            stop = at + len(words)
            yield Run(words, firsts[at:stop], ends[at:stop])
            at = stop


def baselines(run: Run, at: Callable[[int], Sides]) -> Iterator[Run]:
    """One run for each baseline: PDFium joins a word that is hyphenated over two lines, and the two lines with it.

    `at` tells the sides of the character at an offset.
    """
    bottom = run.ends[0][2] - 1
    if min([end[3] for end in run.ends]) >= bottom and HYPHEN not in "".join(run.texts):
        yield run
        return
    group = Run([], [], [])
    floor = float("-inf")
    for text, offset, end in zip(*run, strict=True):
        if HYPHEN in text[:-1] and end[7] < end[2]:
            cut = text.index(HYPHEN) + 1
            _append(group, text[:cut], offset, (*end[:4], *at(offset + cut - 1)))
            yield group
            group, floor = Run([text[cut:]], [offset + cut], [(*at(offset + cut), *end[4:])]), end[6]
            continue
        if group.texts and end[3] < floor - 1:
            yield group
            group = Run([], [], [])
        _append(group, text, offset, end)
        floor = min(end[6], group.ends[0][2])
    if group.texts:
        yield group


def _append(group: Run, text: str, offset: int, end: Ends) -> None:
    group.texts.append(text)
    group.offsets.append(offset)
    group.ends.append(end)


def line_of(run: Run, frame: Frame, loose: Sides, *, bold: bool) -> RawLine:
    """The line of a run of words on one baseline. `loose` is the room that the font asks for around its first character."""
    ends = run.ends
    dx = dy = 0.0
    for end in ends if len(ends) < 4 else (*ends[:2], *ends[-2:]):  # four words tell which way a line runs
        dx += end[4] - end[0]
        dy += end[6] - end[2]
    turn = frame.direction(dx, dy)
    low, high, down, up = loose
    level = turn % 180 == (90 * frame.turn) % 180  # the line runs along x in PDF space
    size = up - down if level else high - low
    if not 0 < size < MAX_SIZE:
        low, high, down, up = ends[0][:4]
    first, last = ends[0], ends[-1]
    if level and dx > 0:
        rights = [end[5] for end in ends]
        around = frame.place(first[0], min(down, first[2], last[6]), max(rights), max(up, first[3], last[7]))
    else:
        sides = [*map(_around, ends), (low, down, high, up)]
        around = frame.place(min(s[0] for s in sides), min(s[1] for s in sides), max(s[2] for s in sides), max(s[3] for s in sides))
        rights = []
    if rights and frame.turn == 0:
        by = frame.left
        words = _words(run.texts, [end[0] - by for end in ends], [right - by for right in rights])
    else:
        near, far = (1, 3) if turn in {90, 270} else (0, 2)
        placed = [frame.place(*_around(end)) for end in ends]
        words = _words(run.texts, [box[near] for box in placed], [box[far] for box in placed])
    x0, top, x1, bottom = _hundredths(around)
    return RawLine(words, Box(x0, top, max(x0, x1), max(top, bottom)), round(size, 1), bold, turn)


def _words(texts: Iterable[str], x0s: Iterable[float], x1s: Iterable[float]) -> tuple[RawWord, ...]:
    """`RawWord(text, x0, x1)` for each, in a third of the time: `tuple.__new__` is what a named tuple calls in the end."""
    return tuple(map(tuple.__new__, repeat(RawWord), zip(texts, _hundredths(x0s), _hundredths(x1s), strict=True)))


def _hundredths(numbers: Iterable[float]) -> list[float]:
    """To hundredths of a point: as `round` does but for ties, in half the time."""
    return [(x * 100 + 0.5) // 1 / 100 for x in numbers]


def _around(end: Ends) -> tuple[float, float, float, float]:
    """(left, bottom, right, top) around both ends of a word."""
    return min(end[0], end[4]), min(end[2], end[6]), max(end[1], end[5]), max(end[3], end[7])
