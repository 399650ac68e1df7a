"""A PDF as read: one canonical text, and the bridges from its offsets to pages and boxes."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum

from clausescan.core.span import Box, Span

_WORD = re.compile(r"\S+")


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
    upended (`turn` 90 or 270).
    """

    span: Span
    page: int
    box: Box
    font_size: float = 0.0
    bold: bool = False
    edges: tuple[float, ...] = ()
    turn: int = 0

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


@dataclass(frozen=True, slots=True)
class Mark:
    """A check box, form field, struck or hidden run of text. `value` holds a field's content, `span` the text it stands on, if any."""

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
    their first appearance.
    """

    source: SourceFile
    text: str
    pages: tuple[Page, ...]
    lines: tuple[Line, ...] = ()
    tables: tuple[Table, ...] = ()
    marks: tuple[Mark, ...] = ()
    notices: tuple[Notice, ...] = ()
    bookmarks: tuple[Bookmark, ...] = ()
    _page_starts: tuple[int, ...] = field(init=False, repr=False, compare=False, default=())
    _line_starts: tuple[int, ...] = field(init=False, repr=False, compare=False, default=())

    def __post_init__(self) -> None:
        object.__setattr__(self, "_page_starts", tuple(p.span.start for p in self.pages))
        object.__setattr__(self, "_line_starts", tuple(line.span.start for line in self.lines))

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
        for line in self.lines[first:]:
            if line.span.start >= span.end:
                break
            if line.span.overlaps(span):
                found.append(line)
        return tuple(found)

    def boxes(self, span: Span) -> tuple[tuple[int, Box], ...]:
        """`(page, box)` for each line that a span touches; the box is cut to the words touched. Empty for a text without pages."""
        return tuple((line.page, box) for line in self.lines_of(span) if (box := line.box_of(span, self.text)) is not None)

    @property
    def unread_pages(self) -> tuple[int, ...]:
        """Numbers of the pages from which no dependable text could be had."""
        return tuple(p.number for p in self.pages if p.text_layer is TextLayer.NONE)
