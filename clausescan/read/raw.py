"""A page as the engine gives it, before any cleaning. Values cross from the reading child as plain lists, so they pack and unpack themselves."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import chain
from math import inf
from operator import itemgetter
from typing import Any, NamedTuple

from clausescan.core.document import Cell, Table
from clausescan.core.span import Box

_EDGES = itemgetter(1, 2)  # of a `RawWord`


class RawWord(NamedTuple):
    """A run without spaces, as the page has it; `x0`, `x1` in points along the line: from the left, or from the top where the line is upended."""

    text: str
    x0: float
    x1: float


class Spelt(NamedTuple):
    """What is known of the words of a line beforehand: their texts joined by one space, and where each begins and ends along the line."""

    words: tuple[RawWord, ...]
    text: str
    edges: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class RawLine:
    """Words on one baseline, in the order of reading. `size` is the height in points that the font asks for, `bold` that of the first word.

    `turn` tells where the words run on the displayed page: 0 to the right, 90 down, 180 to the left, 270 up. No two neighbouring words are
    further apart than `gap` points; it is infinite where the line has not been asked.
    """

    words: tuple[RawWord, ...]
    box: Box
    size: float
    bold: bool
    turn: int = 0
    gap: float = field(default=inf, compare=False)
    spelt: Spelt | None = field(default=None, compare=False, repr=False)
    """What is known of the words beforehand. It counts only while these are the very words of the line."""

    @property
    def text(self) -> str:
        """The words, joined by one space."""
        spelt = self.spelt
        return spelt.text if spelt is not None and spelt.words is self.words else " ".join([word[0] for word in self.words])

    @property
    def edges(self) -> tuple[float, ...]:
        """For each word in turn where it begins and ends along the line."""
        spelt = self.spelt
        return spelt.edges if spelt is not None and spelt.words is self.words else tuple(chain.from_iterable(map(_EDGES, self.words)))

    def holding(self, words: tuple[RawWord, ...]) -> RawLine:
        """The line with other words in it; how far they are apart is not asked."""
        return replace(self, words=words, gap=inf)

    def cut(self, start: int, end: int) -> RawLine:
        """The words from `start` to before `end` as a line of their own."""
        words = self.words[start:end]
        return replace(self, words=words, box=Box(words[0].x0, self.box.top, max(words[0].x0, words[-1].x1), self.box.bottom))

    def upright(self, width: float, height: float) -> RawLine:
        """The line as it would be if the page were turned so that it can be read; width and height of the page as displayed."""
        b = self.box
        if self.turn == 180:
            words = tuple(RawWord(w.text, width - w.x1, width - w.x0) for w in self.words)
            return replace(self, words=words, box=Box(width - b.x1, height - b.bottom, width - b.x0, height - b.top))
        if self.turn == 90:
            return replace(self, box=Box(b.top, width - b.x1, b.bottom, width - b.x0))
        if self.turn == 270:
            words = tuple(RawWord(w.text, height - w.x1, height - w.x0) for w in self.words)
            return replace(self, words=words, box=Box(height - b.bottom, b.x0, height - b.top, b.x1))
        return self

    def displayed(self, width: float, height: float) -> RawLine:
        """The way back from `upright`; width and height of the page as displayed."""
        b = self.box
        if self.turn == 90:
            return replace(self, box=Box(width - b.bottom, b.x0, width - b.top, b.x1))
        if self.turn == 270:
            words = tuple(RawWord(w.text, height - w.x1, height - w.x0) for w in self.words)
            return replace(self, words=words, box=Box(b.top, height - b.x1, b.bottom, height - b.x0))
        return self.upright(width, height)


class Left(StrEnum):
    """Why a page that is a picture was left before it was read."""

    NO = ""
    LATE = "late"
    """It took longer than a page may take."""
    SPENT = "spent"
    """Pages before it took what may be spent in vain on one PDF."""
    LANGUAGE = "language"
    """What reads pictures is here, without data for the language asked for."""


class SureWord(NamedTuple):
    """A word that was read from a picture, told by its edges along the line and those of its line across it, in points; how sure the reading is."""

    x0: float
    x1: float
    top: float
    bottom: float
    sure: float


@dataclass(frozen=True, slots=True)
class FromPicture:
    """That lines of a page were read from its picture: by which engine, how well (0 to 1), and how sure each word is.

    `mixed` where lines of the PDF's own text stand among them; `blank` where the picture shows nothing at all. The lines stand as on a page
    that was turned by `angle` degrees against the clock to make them level.
    """

    engine: str
    quality: float
    angle: float = 0.0
    mixed: bool = False
    blank: bool = False
    words: tuple[SureWord, ...] = ()
    left: Left = Left.NO

    def pack(self) -> list[Any]:
        """Plain lists, strings and numbers."""
        return [self.engine, self.quality, self.angle, self.mixed, self.blank, [list(w) for w in self.words], self.left.value]

    @classmethod
    def unpack(cls, packed: list[Any]) -> FromPicture:
        """What `pack` was given.

        Raises:
            ValueError, TypeError: the lists are not what `pack` makes.
        """
        engine, quality, angle, mixed, blank, words, left = packed
        return cls(engine, quality, angle, mixed, blank, tuple(SureWord(*w) for w in words), Left(left))


class Reason(StrEnum):
    """Why words of the PDF are no part of its text."""

    INVISIBLE = "invisible"
    """Drawn in no ink, and not the text that a reader of pictures laid over a scan."""
    PALE = "pale"
    """In the colour of what lies below."""
    COVERED = "covered"
    """Below a filled area that was drawn later."""
    AGAIN = "again"
    """Covered, and drawn again above: the later words stand."""
    NOT_DRAWN = "not_drawn"
    """In a layer that is switched off, or outside of what is let through."""
    TINY = "tiny"
    """Too small to read."""
    OFF_PAGE = "off_page"
    """Outside the part of the page that is shown."""
    STRUCK = "struck"
    """A line runs through them."""
    WATERMARK = "watermark"
    """Large letters across the page, no part of what the page says."""
    BEYOND = "beyond"
    """More than is read of one page or file."""
    STAMP = "stamp"
    """A stamp of a clerk or mail room, or a Bates number."""
    TICK = "tick"
    """A letter typed into a box to tick: the box tells it."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Words of one line that are no part of the text: why, what they say, where they stand on the displayed page."""

    reason: Reason
    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class RawPage:
    """One page: `number` from 1, size in points as displayed, lines in the engine's order, rulings, tables.

    `image_share` is the part of the page, 0 to 1, that pictures cover; `junk` the part of its characters that no reader could make sense of;
    `paths` the number of drawn paths; `letters` that of the characters that were read, with spaces (it stays in the child); `fields` are form
    fields, notes typed onto the page, drawn boxes to tick and places to sign, each as (kind, value, box); `left_out` the words that are no part
    of its text; `picture` tells of lines that were read from the page's picture.
    """

    number: int
    width: float
    height: float
    lines: tuple[RawLine, ...] = ()
    horizontals: tuple[Box, ...] = ()
    verticals: tuple[Box, ...] = ()
    tables: tuple[Table, ...] = ()
    image_share: float = 0.0
    junk: float = 0.0
    paths: int = 0
    letters: int = 0
    fields: tuple[tuple[str, str, Box], ...] = ()
    picture: FromPicture | None = None
    left_out: tuple[LeftOut, ...] = ()

    def pack(self) -> list[Any]:
        """Plain lists, strings and numbers (for JSON). Rulings stay behind: they have done their work once tables are found."""
        lines = [[[list(w) for w in line.words], _flat(line.box), line.size, line.bold, line.turn] for line in self.lines]
        tables = [[_flat(t.box), [[[c.text, _flat(c.box)] for c in row] for row in t.rows], t.ruled] for t in self.tables]
        fields = [[kind, value, _flat(box)] for kind, value, box in self.fields]
        return [
            self.number,
            self.width,
            self.height,
            lines,
            tables,
            self.image_share,
            self.junk,
            self.paths,
            fields,
            self.picture and self.picture.pack(),
            [[one.reason, one.text, _flat(one.box)] for one in self.left_out],
        ]

    @classmethod
    def unpack(cls, packed: list[Any]) -> RawPage:
        """The page that `pack` was given, without its rulings.

        Raises:
            ValueError, TypeError: the lists are not what `pack` makes.
        """
        number, width, height, lines, tables, image_share, junk, paths, fields, picture, left_out = packed
        return cls(
            number,
            width,
            height,
            tuple(RawLine(tuple(RawWord(*w) for w in words), Box(*box), size, bold, turn) for words, box, size, bold, turn in lines),
            tables=tuple(
                Table(number, Box(*box), tuple(tuple(Cell(text, Box(*b)) for text, b in row) for row in rows), ruled) for box, rows, ruled in tables
            ),
            image_share=image_share,
            junk=junk,
            paths=paths,
            fields=tuple((kind, value, Box(*box)) for kind, value, box in fields),
            picture=FromPicture.unpack(picture) if picture else None,
            left_out=tuple(LeftOut(Reason(reason), text, Box(*box)) for reason, text, box in left_out),
        )


def _flat(box: Box) -> list[float]:
    return [box.x0, box.top, box.x1, box.bottom]
