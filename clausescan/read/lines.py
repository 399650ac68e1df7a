"""From the ends of words to lines of the displayed page. Pure: what PDFium says comes in as numbers.

A page has some four hundred words, so what is done for each of them is done by `map`, `zip` and comprehensions over whole lines.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise, repeat
from math import inf
from operator import sub
from typing import NamedTuple

from clausescan.core.span import Box
from clausescan.read.raw import RawLine, RawWord

HYPHEN = "\ufffe"  # PDFium's sign for a hyphen, most often one at the end of a line that it has joined to the next
MAX_SIZE = 60.0  # points; a font may ask for more room than its letters take

_WHOLE = 1.5 * 2**52  # a number of this size has no digits after the point: adding it rounds

_WORD = re.compile(r"\S+")
_LINE = re.compile(r"\S(?:[^\r\n]*\S)?")  # without the spaces around it

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
    """Words that PDFium gives as one line: placed as on a page that is not turned, with the offsets of their first characters, and their ends.

    `gap` is the widest between neighbouring words, in points; infinite where that was not asked.
    """

    words: list[RawWord]
    offsets: list[int]
    ends: list[Ends]
    gap: float = inf


def runs_of(text: str, ends_of: Callable[[Sequence[int], Sequence[int]], list[Ends]], left: float) -> Iterator[Run]:
    """The page's text cut at line breaks, empty lines left out.

    `ends_of` tells the ends of words from the offsets of their first and of their last characters; `left` is where the page begins.
    """
    texts: list[str] = []
    firsts: list[int] = []
    stops: list[int] = []
    for match in _LINE.finditer(text):
        words = match[0].split()
        texts += words
        firsts += _starts(words, match)
        stops.append(len(texts))
    ends = ends_of(firsts, [first + len(word) - 1 for first, word in zip(firsts, texts, strict=True)])
    x0s, x1s = _hundredths([end[0] - left for end in ends]), _hundredths([end[5] - left for end in ends])
    placed, gaps = _words(texts, x0s, x1s), list(map(sub, x0s[1:], x1s))
    for start, stop in pairwise([0, *stops]):
        yield Run(placed[start:stop], firsts[start:stop], ends[start:stop], max(gaps[start : stop - 1], default=0.0))


def _starts(words: list[str], line: re.Match[str]) -> Iterable[int]:
    """Offsets of the words of a line. Most often one space stands between them, and their lengths tell."""
    start, stop = line.span()
    if sum(map(len, words)) + len(words) - 1 == stop - start:
        return accumulate([len(word) + 1 for word in words[:-1]], initial=start)
    return [match.start() for match in _WORD.finditer(line.string, start, stop)]


def baselines(run: Run, left: float, at: Callable[[int], Sides]) -> Iterator[Run]:
    """One run for each baseline: PDFium joins a word that is hyphenated over two lines, and the two lines with it.

    `left` is where the page begins; `at` tells the sides of the character at an offset.
    """
    bottom = run.ends[0][2] - 1
    if min([end[3] for end in run.ends]) >= bottom and HYPHEN not in "".join([word[0] for word in run.words]):
        yield run
        return
    group = Run([], [], [])
    floor = float("-inf")
    for word, offset, end in zip(*run[:3], strict=True):
        if HYPHEN in word.text[:-1] and end[7] < end[2]:
            cut = word.text.index(HYPHEN) + 1
            upper: Ends = (*end[:4], *at(offset + cut - 1))
            lower: Ends = (*at(offset + cut), *end[4:])
            _append(group, _word(word.text[:cut], upper, left), offset, upper)
            yield group
            group, floor = Run([_word(word.text[cut:], lower, left)], [offset + cut], [lower]), end[6]
            continue
        if group.words and end[3] < floor - 1:
            yield group
            group = Run([], [], [])
        _append(group, word, offset, end)
        floor = min(end[6], group.ends[0][2])
    if group.words:
        yield group


def _append(group: Run, word: RawWord, offset: int, end: Ends) -> None:
    group.words.append(word)
    group.offsets.append(offset)
    group.ends.append(end)


def _word(text: str, end: Ends, left: float) -> RawWord:
    return RawWord(text, *_hundredths((end[0] - left, end[5] - left)))


def line_of(run: Run, frame: Frame, loose: Sides, *, bold: bool) -> RawLine:
    """The line of a run of words on one baseline. `loose` is the room that the font asks for around its first character."""
    words, _, ends, gap = run
    dx = dy = 0.0
    for end in ends if len(ends) < 4 else (*ends[:2], *ends[-2:]):  # four words tell which way a line runs
        dx += end[4] - end[0]
        dy += end[6] - end[2]
    turn = 0 if frame.turn == 0 and dx >= abs(dy) else frame.direction(dx, dy)
    low, high, down, up = loose
    level = turn % 180 == (90 * frame.turn) % 180  # the line runs along x in PDF space
    size = up - down if level else high - low
    first, last = ends[0], ends[-1]
    if not 0 < size < MAX_SIZE:
        low, high, down, up = first[:4]
    if turn == frame.turn == 0 and dx > 0:
        x0, x1 = words[0][1], max([word[2] for word in words])
        top, bottom = _hundredths((frame.top - max(up, first[3], last[7]), frame.top - min(down, first[2], last[6])))
    elif level and dx > 0:
        around = (first[0], min(down, first[2], last[6]), max(end[5] for end in ends), max(up, first[3], last[7]))
        x0, top, x1, bottom = _hundredths(frame.place(*around))
        words, gap = _turned(words, ends, frame, turn), inf
    else:
        sides = [*map(_around, ends), (low, down, high, up)]
        around = (min(s[0] for s in sides), min(s[1] for s in sides), max(s[2] for s in sides), max(s[3] for s in sides))
        x0, top, x1, bottom = _hundredths(frame.place(*around))
        words, gap = _turned(words, ends, frame, turn), inf
    return RawLine(tuple(words), Box(x0, top, max(x0, x1), max(top, bottom)), round(size, 1), bold, turn, gap)


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
