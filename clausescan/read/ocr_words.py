"""What an engine read on a picture, and the way from there to lines of the page. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import NamedTuple

from clausescan.core.span import Box
from clausescan.read.raw import RawLine, RawWord, SureWord

_RULING = frozenset("|¦_-—–=~{}!Il/\\.,:;'`‘’“”\"")  # what a drawn line is taken for, where an engine is not sure


Stroke = tuple[float, float, float, float]
"""Left, top, right, bottom of a drawn line, in pixels."""
Signed = tuple[str, float, float, float, float]
"""What stands on a place to sign (a `signs.Sign`), and left, top, right, bottom of it in pixels."""


class Seen(NamedTuple):
    """One word on a picture: its box in pixels and how sure the engine is of it, 0 to 1."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    sure: float


@dataclass(frozen=True, slots=True)
class SeenLine:
    """Words on one baseline from left to right; `size` is the height in pixels from the lowest to the highest letter could be."""

    words: tuple[Seen, ...]
    size: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read on a page: lines in pixels of the picture as it was read.

    The picture was drawn at `scale` pixels a point, turned by `turn` (90: its words ran down the displayed page) and straightened by
    `angle` degrees about its middle; `width` and `height` in pixels are those of the picture as read. `ink` is the share of it that is
    not paper; `engine` names what read it; `across` and `down` are drawn lines (left, top, right, bottom in pixels), `signed` places to
    sign. `late` where time ran out before all was tried.
    """

    lines: tuple[SeenLine, ...]
    width: float
    height: float
    scale: float
    turn: int = 0
    angle: float = 0.0
    ink: float = 1.0
    engine: str = ""
    across: tuple[Stroke, ...] = ()
    down: tuple[Stroke, ...] = ()
    signed: tuple[Signed, ...] = ()
    late: bool = False

    @property
    def quality(self) -> float:
        """How sure the engine is of what it read, 0 to 1: the mean over letters, 0 where nothing was read."""
        return sureness(w for line in self.lines for w in line.words)

    @property
    def letters(self) -> int:
        """Letters and digits read."""
        return sum(c.isalnum() for line in self.lines for w in line.words for c in w.text)


def sureness(words: Iterable[Seen]) -> float:
    """The mean over letters of how sure the engine is; 0 where there are no words."""
    pairs = [(len(w.text), w.sure) for w in words]
    total = sum(n for n, _ in pairs)
    return sum(n * sure for n, sure in pairs) / total if total else 0.0


def without_marks(lines: Iterable[SeenLine]) -> tuple[SeenLine, ...]:
    """The lines without what rulings and specks were taken for."""
    kept = (replace(line, words=tuple(w for w in line.words if not _is_mark(w))) for line in lines)
    return tuple(line for line in kept if line.words)


def _is_mark(word: Seen) -> bool:
    if all(c in _RULING for c in word.text):
        return word.sure < 0.6 or set(word.text) <= {"|", "¦"}
    return word.sure < 0.2 and not any(c.isalnum() or c in "[]()☐☑☒" for c in word.text)  # an empty box is an answer


def page_lines(reading: Reading, width: float, height: float) -> tuple[tuple[RawLine, ...], tuple[SureWord, ...]]:
    """The lines in points of the displayed page (its width and height are given), but still straight, and how sure each word is.

    `read.ocr_place` turns them by `Reading.angle` to where they stand, once their order is known.
    """
    left, top = _margins(reading, width, height)
    sizes = _even_sizes([line.size / reading.scale for line in reading.lines])
    lines: list[RawLine] = []
    sures: list[SureWord] = []
    for seen, size in zip(reading.lines, sizes, strict=True):
        placed = [_placed(w, reading.scale, left, top) for w in seen.words]
        box = Box(min(b.x0 for b in placed), min(b.top for b in placed), max(b.x1 for b in placed), max(b.bottom for b in placed))
        words = tuple(RawWord(w.text, b.x0, b.x1) for w, b in zip(seen.words, placed, strict=True))
        line = _displayed(RawLine(words, box, size, bold=False, turn=reading.turn), width, height)
        lines.append(line)
        across = (line.box.x0, line.box.x1) if line.turn in {90, 270} else (line.box.top, line.box.bottom)
        sures.extend(SureWord(w.x0, w.x1, *across, s.sure) for w, s in zip(line.words, seen.words, strict=True))
    return tuple(lines), tuple(sures)


def page_rulings(reading: Reading, width: float, height: float) -> tuple[tuple[Box, ...], tuple[Box, ...]]:
    """Lines drawn across and down the displayed page, in points, as straight as `page_lines` gives the words."""
    left, top = _margins(reading, width, height)
    found = []
    for strokes in (reading.across, reading.down):
        boxes = [_placed(Seen("", *stroke, 1.0), reading.scale, left, top) for stroke in strokes]
        found.append(tuple(_displayed(RawLine((), box, 1.0, bold=False, turn=reading.turn), width, height).box for box in boxes))
    return (found[1], found[0]) if reading.turn in {90, 270} else (found[0], found[1])


def page_signs(reading: Reading, width: float, height: float) -> Iterator[tuple[str, str, Box]]:
    """Places to sign as form fields, where they stand on the displayed page."""
    left, top = _margins(reading, width, height)
    for kind, *place in reading.signed:
        box = _placed(Seen("", place[0], place[1], place[2], place[3], 1.0), reading.scale, left, top)
        shown = _displayed(RawLine((), box, 1.0, bold=False, turn=reading.turn), width, height).box
        right, down = turned_about(shown, reading.angle, width, height)
        yield "signature", kind, Box(shown.x0 + right, shown.top + down, shown.x1 + right, shown.bottom + down)


def _margins(reading: Reading, width: float, height: float) -> tuple[float, float]:
    """By how much the picture reaches over the page, in points, to the left and at the top: it grew when it was made straight."""
    upright_width, upright_height = (height, width) if reading.turn in {90, 270} else (width, height)
    return (upright_width - reading.width / reading.scale) / 2, (upright_height - reading.height / reading.scale) / 2


def _placed(word: Seen, scale: float, left: float, top: float) -> Box:
    x0, y0 = word.x0 / scale + left, word.top / scale + top
    x1, y1 = max(word.x1 / scale + left, x0), max(word.bottom / scale + top, y0)
    return Box(round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2))


def _displayed(line: RawLine, width: float, height: float) -> RawLine:
    turned = line.displayed(width, height)
    words = tuple(RawWord(w.text, round(w.x0, 2), round(w.x1, 2)) for w in turned.words)
    b = turned.box
    return replace(turned, words=words, box=Box(round(b.x0, 2), round(b.top, 2), round(b.x1, 2), round(b.bottom, 2)))


def _even_sizes(sizes: Sequence[float]) -> list[float]:
    """Sizes of type in points, those near the page's usual size made equal to it: an engine's measure wavers from line to line."""
    if not sizes:
        return []
    usual = round(median(sizes), 1)
    return [usual if abs(size - usual) < 0.25 * usual else round(2 * size) / 2 for size in sizes]


def turned_about(box: Box, angle: float, width: float, height: float) -> tuple[float, float]:
    """How far (right, down, in points) the middle of a box moves when a page of that size is turned clockwise by `angle` degrees about its middle."""
    dx, dy = (box.x0 + box.x1 - width) / 2, (box.top + box.bottom - height) / 2
    sine, cosine = math.sin(math.radians(angle)), math.cos(math.radians(angle))
    return dx * cosine - dy * sine - dx, dx * sine + dy * cosine - dy
