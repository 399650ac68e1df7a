"""A PDF as read: one canonical text, and the bridges from its offsets to pages and boxes."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from math import ceil

from clausescan.core.span import Box, Span

_WORD = re.compile(r"\S+")
_FEW_WORDS = 20
_PIECE = 72.0  # points; at two degrees a line falls by 2.5 points over that length


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The file as given. Identity is `sha256`; `size` in bytes."""

    name: str
    sha256: str
    size: int


class TextLayer(StrEnum):
    """Where the words of a page come from."""

    NATIVE = "native"
    """The PDF's own text."""
    OCR = "ocr"
    """Read from a picture of the page."""
    MIXED = "mixed"
    """Both."""
    NONE = "none"
    """No dependable text."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page: `number` from 1, `span` of its text, width and height in points as displayed.

    `label` is the page number printed on it ("3", "Page 3 of 12", "B-2") or None.
    """

    number: int
    span: Span
    width: float
    height: float
    text_layer: TextLayer = TextLayer.NATIVE
    quality: float = 1.0
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of one column: where it stands in the text and on the page. `bold` is that of its first word.

    `turn` tells where its words run on the displayed page: 0 to the right, 90 down, 180 to the left, 270 up. `edges` hold, for each run
    without spaces, where it begins and ends along the line, in points: from the left of the page, or from its top where the line is
    upended (`turn` 90 or 270). A line of a page scanned aslant has a `slant`, points down for each point to the right (for an upended
    line: points to the left for each point down), and its box is that of the same words written level about its middle. `sure` holds, for
    each run without spaces, how sure the reading is, 0 to 1; empty where the words are the PDF's own.
    """

    span: Span
    page: int
    box: Box
    font_size: float = 0.0
    bold: bool = False
    edges: tuple[float, ...] = ()
    turn: int = 0
    slant: float = 0.0
    sure: tuple[float, ...] = ()

    def boxes_of(self, span: Span, text: str) -> tuple[Box, ...]:
        """Where a span of the document's `text` stands in this line: one box, or several short ones where the line lies aslant; empty if nowhere."""
        box = self.box_of(span, text)
        if box is None or not self.slant:
            return () if box is None else (box,)
        return tuple(_aslant(piece, self.box, self.slant, upended=self.turn in {90, 270}) for piece in _short(box, upended=self.turn in {90, 270}))

    def sure_of(self, span: Span, text: str) -> tuple[tuple[str, float], ...]:
        """The words of the line that a span of the document's `text` touches, each with how sure its reading is; empty for the PDF's own."""
        if not self.sure:
            return ()
        words = _WORD.finditer(text, self.span.start, self.span.end)
        return tuple((w[0], sure) for w, sure in zip(words, self.sure, strict=False) if w.start() < span.end and span.start < w.end())

    def box_of(self, span: Span, text: str) -> Box | None:
        """The part of the line's box that a span of the document's `text` covers, word by word; None where they do not meet."""
        start, end = max(span.start, self.span.start), min(span.end, self.span.end)
        if start >= end:
            return None
        if not self.edges or (start == self.span.start and end == self.span.end):
            return self.box
        words = _WORD.finditer(text, self.span.start, self.span.end)
        touched = [i for i, word in enumerate(words) if word.start() < end and start < word.end()]
        if not touched:
            return None
        low, high = min(self.edges[2 * i] for i in touched), max(self.edges[2 * i + 1] for i in touched)
        upended = self.turn in {90, 270}
        return Box(self.box.x0, low, self.box.x1, high) if upended else Box(low, self.box.top, high, self.box.bottom)


def _short(box: Box, upended: bool) -> tuple[Box, ...]:
    """The box cut along the line into equal pieces of at most `_PIECE` points."""
    low, high = (box.top, box.bottom) if upended else (box.x0, box.x1)
    count = max(1, ceil((high - low) / _PIECE))
    cuts = [low + (high - low) * i / count for i in range(count)] + [high]
    return tuple(Box(box.x0, a, box.x1, b) if upended else Box(a, box.top, b, box.bottom) for a, b in pairwise(cuts))


def _aslant(piece: Box, line: Box, slant: float, upended: bool) -> Box:
    """The piece moved to where the line runs there, and as much higher as it rises or falls within it."""
    if upended:
        by, more = -slant * (piece.top + piece.bottom - line.top - line.bottom) / 2, abs(slant) * piece.height / 2
        return Box(piece.x0 + by - more, piece.top, piece.x1 + by + more, piece.bottom)
    by, more = slant * (piece.x0 + piece.x1 - line.x0 - line.x1) / 2, abs(slant) * piece.width / 2
    return Box(piece.x0, piece.top + by - more, piece.x1, piece.bottom + by + more)


def sureness(words: Iterable[tuple[str, float]]) -> float:
    """How sure a reading is of a quote, 0 to 1, from its words and how sure each is; 1 for no words.

    The mean over letters; but a quote of up to 20 words is no surer than its least sure word with a digit, since one digit makes another
    date or number.
    """
    pairs = tuple(words)
    weight = sum(len(word) for word, _ in pairs)
    if not weight:
        return 1.0
    short = pairs if len(pairs) <= _FEW_WORDS else ()
    least = min((sure for word, sure in short if any(c.isdigit() for c in word)), default=1.0)
    return round(min(least, sum(len(word) * sure for word, sure in pairs) / weight), 3)


GOOD, FAIR = 0.9, 0.75


def grade(quality: float) -> str:
    """How well a page was read from its picture, by its quality from 0 to 1: `good`, `fair` or `poor`, the last to be checked by eye."""
    return "good" if quality >= GOOD else "fair" if quality >= FAIR else "poor"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: its words as printed (lines joined by one space) and its box."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Table:
    """A table of one page, rows from top to bottom, cells from left to right; an empty cell has an empty text.

    `ruled` where lines are drawn around cells.
    """

    page: int
    box: Box
    rows: tuple[tuple[Cell, ...], ...]
    ruled: bool = True


class MarkKind(StrEnum):
    """What was drawn or filled in on the page."""

    CHECKED = "checked"
    UNCHECKED = "unchecked"
    STRUCK = "struck"
    HIDDEN = "hidden"
    FIELD = "field"
    WATERMARK = "watermark"
    DRAFT = "draft"
    """A watermark that says the page is no executed paper."""
    BEYOND = "beyond"
    """The page holds more text than is read of one; `value` tells how many letters of it were read."""
    STAMP = "stamp"
    """A stamp of a clerk or mail room, "COPY", a Bates number."""
    SIGNATURE = "signature"
    """A place to sign: `value` tells what stands on it (image, drawing, note, scan, digital, blank). Seen, never verified."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A check box, form field, watermark, struck or hidden run of text.

    `value` holds a field's content, or the words that are no part of the text; `span` the text it stands on, if any.
    """

    kind: MarkKind
    page: int
    box: Box
    span: Span | None = None
    value: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """What a reader of the result should know; `page` from 1 where it speaks of one page."""

    code: str
    message: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the PDF's own outline: title, page from 1, depth from 0."""

    title: str
    page: int
    level: int


@dataclass(frozen=True, slots=True)
class Document:
    """A PDF as read. All offsets, everywhere, are code points of `text`.

    `lines` are in reading order and stand in `text` in that order; running heads and page numbers are left out of `text` after
    their first appearance in each document. `starts` are the pages, from 1, on which a document begins; empty where nobody looked.
    """

    source: SourceFile
    text: str
    pages: tuple[Page, ...]
    lines: tuple[Line, ...] = ()
    tables: tuple[Table, ...] = ()
    marks: tuple[Mark, ...] = ()
    notices: tuple[Notice, ...] = ()
    bookmarks: tuple[Bookmark, ...] = ()
    starts: tuple[int, ...] = field(default=(), repr=False)
    _page_starts: tuple[int, ...] = field(init=False, repr=False, compare=False, default=())
    _line_starts: tuple[int, ...] = field(init=False, repr=False, compare=False, default=())
    _is_read: bool = field(init=False, repr=False, compare=False, default=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_page_starts", tuple(p.span.start for p in self.pages))
        object.__setattr__(self, "_line_starts", tuple(line.span.start for line in self.lines))
        object.__setattr__(self, "_is_read", any(p.text_layer in {TextLayer.OCR, TextLayer.MIXED} for p in self.pages))

    def quote(self, span: Span) -> str:
        """The words at that span, exactly."""
        return self.text[span.start : span.end]

    def page_of(self, offset: int) -> int:
        """The page, from 1, on which that code point stands.

        Raises:
            IndexError: the document has no pages.
        """
        return self.pages[max(0, bisect_right(self._page_starts, offset) - 1)].number

    def lines_of(self, span: Span) -> tuple[Line, ...]:
        """The lines that a span touches, in reading order."""
        first = max(0, bisect_right(self._line_starts, span.start) - 1)
        found = []
        for number in range(first, len(self.lines)):
            line = self.lines[number]
            if line.span.start >= span.end:
                break
            if line.span.overlaps(span):
                found.append(line)
        return tuple(found)

    def boxes(self, span: Span) -> tuple[tuple[int, Box], ...]:
        """`(page, box)` for each line that a span touches; the box is cut to the words touched. Empty for a text without pages."""
        return tuple((line.page, box) for line in self.lines_of(span) for box in line.boxes_of(span, self.text))

    def sure_of(self, span: Span) -> float:
        """How sure the reading of those words is, 0 to 1: 1 for the PDF's own text, else as `sureness` says of the words read from pictures."""
        return sureness(pair for line in self.lines_of(span) for pair in line.sure_of(span, self.text)) if self._is_read else 1.0

    @property
    def read_pages(self) -> tuple[int, ...]:
        """Numbers of the pages whose words, or some of them, were read from a picture."""
        return tuple(p.number for p in self.pages if p.text_layer in {TextLayer.OCR, TextLayer.MIXED})

    @property
    def unread_pages(self) -> tuple[int, ...]:
        """Numbers of the pages from which no dependable text could be had."""
        return tuple(p.number for p in self.pages if p.text_layer is TextLayer.NONE)
