"""From the ends of words to lines of the displayed page. Pure: what PDFium says comes in as numbers.

A page has some four hundred words, so what is done for each of them is done by `map`, `zip` and comprehensions over whole lines.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, compress, count, pairwise, repeat
from math import inf
from operator import add, sub
from typing import NamedTuple

from clausescan.core.span import Box
from clausescan.read.raw import RawLine, RawWord, Spelt

HYPHEN = "\ufffe"  # PDFium's sign for a hyphen, most often one at the end of a line that it has joined to the next
MAX_SIZE = 60.0  # points; a font may ask for more room than its letters take

_WHOLE = 1.5 * 2**52  # a number of this size has no digits after the point: adding it rounds

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
    """Words that PDFium gives as one line: placed as on a page that is not turned, with the offsets of their first characters.

    `sides` are their `Ends`, one after the other. `gap` is the widest between neighbouring words, in points; infinite where that was not
    asked. `level` where they are known to stand on one baseline. `text` and `edges` tell the same of the words as `Spelt`, where there is any.
    """

    words: list[RawWord]
    offsets: list[int]
    sides: list[float]
    gap: float = inf
    level: bool = False
    text: str = ""
    edges: tuple[float, ...] = ()

    @property
    def ends(self) -> list[Ends]:
        """The ends of each word. Made where they are asked for: on most pages that is seldom."""
        return list(zip(*[iter(self.sides)] * 8, strict=True))


_run = partial(tuple.__new__, Run)  # as `Run(*fields)`, in a third of the time


class Grown(NamedTuple):
    """A `Run` while words are added to it."""

    words: list[RawWord]
    offsets: list[int]
    sides: list[float]

    def append(self, word: RawWord, offset: int, end: Ends) -> None:
        """One more word at the end."""
        self.words.append(word)
        self.offsets.append(offset)
        self.sides.extend(end)


class Split(NamedTuple):
    """A page's text cut at line breaks and spaces: words, offsets of their first characters, and for each line the number of words up to its end."""

    texts: list[str]
    firsts: list[int]
    stops: list[int]

    @property
    def lasts(self) -> list[int]:
        """Offsets of the last characters of the words."""
        return [first + length - 1 for first, length in zip(self.firsts, map(len, self.texts), strict=True)]


def split(text: str) -> Split:
    """The words of a page's text, empty lines left out."""
    texts = text.split()
    pieces = text.replace("\r\n", "  ").split(" ")
    starts = map(add, accumulate(map(len, pieces), initial=0), count())  # one space before each piece
    firsts = list(compress(starts, pieces))
    if len(firsts) == len(texts):
        breaks: Iterable[int] = accumulate([len(line) + 2 for line in text.split("\r\n")])
    else:  # other white space than PDFium writes
        firsts = [match.start() for match in _WORD.finditer(text)]
        breaks = [match.start() for match in _BREAK.finditer(text)]
    ends = [bisect_left(firsts, at) for at in breaks]
    return Split(texts, firsts, [stop for before, stop in pairwise([0, *ends, len(texts)]) if stop > before])


def runs_of(said: Split, sides: list[float], left: float) -> Iterator[Run]:
    """The lines of a page, from its words and their `Ends`, one after the other; `left` is where the page begins."""
    texts, firsts, stops = said
    edges = [0.0] * (2 * len(texts))
    edges[::2], edges[1::2] = sides[::8], sides[5::8]
    edges = _hundredths([x - left for x in edges] if left else edges)
    x0s, x1s = edges[::2], edges[1::2]
    placed, gaps = _words(texts, x0s, x1s), list(map(sub, x0s[1:], x1s))
    floors, tops = sides[2::8], sides[3::8]
    whole = HYPHEN not in "".join(texts)
    start = 0
    for stop in stops:
        said_here = texts[start:stop]
        yield _run(
            (
                placed[start:stop],
                firsts[start:stop],
                sides[8 * start : 8 * stop],
                max(gaps[start : stop - 1], default=0.0),
                min(tops[start:stop]) >= floors[start] - 1 and (whole or HYPHEN not in "".join(said_here)),
                " ".join(said_here),
                tuple(edges[2 * start : 2 * stop]),
            )
        )
        start = stop


def baselines(run: Run, left: float, inks: Callable[[Sequence[int]], Sequence[Sides]]) -> Iterator[Run]:
    """One run for each baseline: PDFium joins a word that is hyphenated over two lines, and the two lines with it.

    `left` is where the page begins; `inks` tells the sides of the characters at offsets.
    """
    if run.level:
        yield run
        return
    group = Grown([], [], [])
    floor = float("-inf")
    for word, offset, end in zip(run.words, run.offsets, run.ends, strict=True):
        if HYPHEN in word.text[:-1] and end[7] < end[2]:
            cut = word.text.index(HYPHEN) + 1
            before, after = inks((offset + cut - 1, offset + cut))
            upper: Ends = (*end[:4], *before)
            lower: Ends = (*after, *end[4:])
            group.append(_word(word.text[:cut], upper, left), offset, upper)
            yield Run(*group)
            group, floor = Grown([_word(word.text[cut:], lower, left)], [offset + cut], [*lower]), end[6]
            continue
        if group.words and end[3] < floor - 1:
            yield Run(*group)
            group = Grown([], [], [])
        group.append(word, offset, end)
        floor = min(end[6], group.sides[2])
    if group.words:
        yield Run(*group)


def _word(text: str, end: Ends, left: float) -> RawWord:
    return RawWord(text, *_hundredths((end[0] - left, end[5] - left)))


def line_of(run: Run, frame: Frame, loose: Sides, *, bold: bool) -> RawLine:
    """The line of a run of words on one baseline. `loose` is the room that the font asks for around its first character."""
    words, _, sides, gap, _, text, edges = run
    dx, dy = _course(sides)
    turn = 0 if frame.turn == 0 and dx >= abs(dy) else frame.direction(dx, dy)
    low, high, down, up = loose
    level = turn % 180 == (90 * frame.turn) % 180  # the line runs along x in PDF space
    size = up - down if level else high - low
    if not 0 < size < MAX_SIZE:
        low, high, down, up = sides[:4]
    if turn == frame.turn == 0 and dx > 0:
        x0, x1 = words[0][1], max(edges[1::2] or [word[2] for word in words])
        top, bottom = _hundredths((frame.top - max(up, sides[3], sides[-1]), frame.top - min(down, sides[2], sides[-2])))
    elif level and dx > 0:
        around = (sides[0], min(down, sides[2], sides[-2]), max(sides[5::8]), max(up, sides[3], sides[-1]))
        x0, top, x1, bottom = _hundredths(frame.place(*around))
        words, gap, text = _turned(words, run.ends, frame, turn), inf, ""
    else:
        corners = [*map(_around, run.ends), (low, down, high, up)]
        around = (min(c[0] for c in corners), min(c[1] for c in corners), max(c[2] for c in corners), max(c[3] for c in corners))
        x0, top, x1, bottom = _hundredths(frame.place(*around))
        words, gap, text = _turned(words, run.ends, frame, turn), inf, ""
    placed = tuple(words)
    spelt = Spelt(placed, text, edges) if text else None
    return RawLine(placed, Box(x0, top, max(x0, x1), max(top, bottom)), round(size, 1), bold, turn, gap, spelt)


def _course(sides: list[float]) -> tuple[float, float]:
    """How far the first and last two words of a line lead to the right and up: four words tell which way it runs."""
    if len(sides) < 32:
        return sum(map(sub, sides[4::8], sides[::8])), sum(map(sub, sides[6::8], sides[2::8]))
    s = sides
    dx = s[4] - s[0] + (s[12] - s[8]) + (s[-12] - s[-16]) + (s[-4] - s[-8])
    return dx, s[6] - s[2] + (s[14] - s[10]) + (s[-10] - s[-14]) + (s[-2] - s[-6])


def _turned(words: Iterable[RawWord], ends: Iterable[Ends], frame: Frame, turn: int) -> list[RawWord]:
    """The words with their places along a line that does not run to the right, or on a page that is turned."""
    near, far = (1, 3) if turn in {90, 270} else (0, 2)
    boxes = [frame.place(*_around(end)) for end in ends]
    return _words([word.text for word in words], _hundredths([box[near] for box in boxes]), _hundredths([box[far] for box in boxes]))


def _words(texts: Iterable[str], x0s: Iterable[float], x1s: Iterable[float]) -> list[RawWord]:
    """`RawWord(text, x0, x1)` for each, in half the time: `tuple.__new__` is what a named tuple calls in the end."""
    return list(map(tuple.__new__, repeat(RawWord), zip(texts, x0s, x1s, strict=True)))


def _hundredths(numbers: Sequence[float]) -> list[float]:
    """To hundredths of a point, in a sixth of the time that `round` takes. What is no number, or without end, stays so."""
    whole = _WHOLE
    return [(x * 100.0 + whole - whole) / 100.0 for x in numbers]


def _around(end: Ends) -> tuple[float, float, float, float]:
    """(left, bottom, right, top) around both ends of a word."""
    return min(end[0], end[4]), min(end[2], end[6]), max(end[1], end[5]), max(end[3], end[7])
