"""From raw pages to one canonical text: repair, order, running heads. Text and offsets are made in one pass, never recovered afterwards."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain, pairwise
from math import inf
from operator import itemgetter, sub
from statistics import median
from typing import NamedTuple

from clausescan.core.document import Bookmark, Cell, Document, Line, Mark, MarkKind, Notice, Page, SourceFile, Table, TextLayer
from clausescan.core.span import Box, Span
from clausescan.read.furniture import Furniture, find_furniture
from clausescan.read.hyphens import Words, keeps_hyphen
from clausescan.read.line_numbers import without_line_numbers
from clausescan.read.looks import Look, look
from clausescan.read.marks import mark_notices, marks_of
from clausescan.read.order import in_reading_order
from clausescan.read.raw import RawLine, RawPage, RawWord, Reason
from clausescan.read.split import find_starts
from clausescan.read.stamps import without_stamps

JUNK_LIMIT = 0.3  # from this share of junk a text layer is not to be depended on
CELL_GAP = "   "  # stands for a gap that parts the cells of a row

# Ligatures and private signs of symbol fonts, by what a reader sees. One sign may become several letters; offsets are made afterwards.
_REPAIR = str.maketrans(
    {
        "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st",
        "\ufffe": "-", "\u00ad": "-", "\u2010": "-", "\u2011": "-", "\u00a0": " ", "\u200b": None, "\ufeff": None, "\x00": None, "\x02": "-",
        "\uf0a8": "☐", "\uf06f": "☐", "\uf071": "☐", "\uf0a3": "☐", "\uf072": "☐",
        "\uf0fe": "☒", "\uf0fd": "☒", "\uf078": "☒", "\uf0fc": "✓", "\uf052": "☑",
        "\U0001f5f9": "☑", "\u2705": "☑", "\U0001f5f5": "☒", "\U0001f5f7": "☒", "\u2bbd": "☒", "\u274e": "☒", "\u22a0": "☒", "\U0001f5f8": "✓",
        "\U0001f5f6": "✗", "\uf0fb": "✗", "\U0001f78f": "☐", "\U0001f790": "☐", "\u25fd": "☐", "\u2b1a": "☐",
        "\uf0b7": "•", "\uf0a7": "•", "\uf0d8": "•", "\uf0e0": "→", "\uf02d": "-",
    }
)  # fmt: skip
_HYPHENATED = re.compile(r"([^\W\d_]+)-$")
_CONTINUED = re.compile(r"^([^\W\d_]+)")
_EDGES = itemgetter(1, 2)  # of a `RawWord`


class _Clean(NamedTuple):
    """A line after repair: its text, for each run without spaces in it where that begins and ends along the line, and what `RawLine` tells of it."""

    text: str
    edges: tuple[float, ...]
    box: Box
    size: float
    bold: bool
    turn: int


def assemble(source: SourceFile, pages: Iterable[RawPage], bookmarks: tuple[Bookmark, ...] = (), notices: tuple[Notice, ...] = ()) -> Document:
    """The document made of those pages, which are taken one by one and not kept.

    Running heads stay in the text where they first appear in each document that the PDF holds and are left out after that; page numbers are
    left out and kept as `Page.label`.
    """
    kept = _repaired(pages)
    starts = find_starts(_looks(kept), bookmarks)
    furniture = _furniture(kept, starts)
    builder = _Builder(Words([c.text for _, lines in kept for c in lines]))
    for page, lines in kept:
        dropped = furniture.dropped.get(page.number, frozenset())
        left = [c for i, c in enumerate(lines) if i not in dropped]
        builder.add(page, left, furniture.labels.get(page.number), opens=page.number in starts)
    return builder.document(source, tuple(_mended_table(t) for p, _ in kept for t in p.tables), bookmarks, notices, starts)


_Kept = tuple[RawPage, tuple[_Clean, ...]]


def looks_of(pages: Iterable[RawPage]) -> tuple[Look, ...]:
    """What the pages show at a glance, in order: all that `read.split` sees of them."""
    return _looks(_repaired(pages))


def _repaired(pages: Iterable[RawPage]) -> list[_Kept]:
    """Each page with its lines repaired and in reading order; what has done its work is let go."""
    kept: list[_Kept] = []
    for page in map(without_line_numbers, map(without_stamps, pages)):
        lines = tuple(c for c in map(_repair, in_reading_order(_with_fields(page), page.width, page.height)) if c.text)
        kept.append((replace(page, lines=(), horizontals=(), verticals=()), lines))
    return kept


def _looks(kept: Sequence[_Kept]) -> tuple[Look, ...]:
    return tuple(look(page.width, page.height, lines) for page, lines in kept)


def _furniture(kept: Sequence[_Kept], starts: Sequence[int]) -> Furniture:
    """Page furniture, told for each document by itself: the running head of one is not that of the next."""
    dropped: dict[int, frozenset[int]] = {}
    labels: dict[int, str] = {}
    for first, following in pairwise([*starts, len(kept) + 1]):
        part = kept[first - 1 : following - 1]
        found = find_furniture([(p.number, p.height, [(c.text, c.box.top, c.box.bottom) for c in lines]) for p, lines in part])
        dropped.update(found.dropped)
        labels.update(found.labels)
    return Furniture(dropped, labels)


def _with_fields(page: RawPage) -> list[RawLine]:
    """The page's lines with the values of form fields put where they are seen: PDFium's text does not hold them."""
    lines = list(page.lines)
    for kind, value, box in page.fields:
        if kind == "signature":
            continue
        text = {"checked": "☒", "unchecked": "☐"}.get(kind, value)
        placed = tuple(RawWord(t, box.x0, box.x1) for t in text.split())
        if not placed:
            continue
        at = min((i for i, line in enumerate(lines) if _shares_row(line, box)), key=lambda i: _gap(lines[i].box, box), default=None)
        if at is None:
            lines.append(RawLine(placed, box, box.height, bold=False))
            continue
        host = lines[at]
        words = tuple(sorted((*host.words, *placed), key=lambda w: w.x0))
        lines[at] = replace(host, words=words, gap=inf, box=Box(min(host.box.x0, box.x0), host.box.top, max(host.box.x1, box.x1), host.box.bottom))
    return lines


def _gap(line: Box, field: Box) -> float:
    """Points between them along the row; 0 where one stands within the other."""
    return max(0.0, field.x0 - line.x1, line.x0 - field.x1)


def _shares_row(line: RawLine, field: Box) -> bool:
    middle = (line.box.top + line.box.bottom) / 2
    return line.turn == 0 and field.top <= middle <= field.bottom and field.height < 2.5 * max(line.box.height, 6)


def _repair(line: RawLine) -> _Clean:
    """The line as it should read, with the place of each word. Most lines need no repair, so that way is short."""
    raw = line.text
    words: Sequence[RawWord] = line.words
    edges = line.edges
    if not raw.isprintable() or (not raw.isascii() and raw.translate(_REPAIR) != raw) or _is_doubled(line):
        words = _mended(line)
        edges = tuple(chain.from_iterable(map(_EDGES, words)))
    gap = 1.6 * max(line.size, 6.0)
    wide: list[int] = []
    if line.gap > gap:
        gaps = map(sub, edges[2::2], edges[1::2]) if line.turn < 180 else map(sub, edges[::2], edges[3::2])
        wide = [i for i, between in enumerate(gaps, 1) if between > gap]
    if not wide:
        text = raw if words is line.words else " ".join([w.text for w in words])
    else:
        cuts = [0, *wide, len(words)]
        text = CELL_GAP.join(" ".join([w.text for w in words[a:b]]) for a, b in pairwise(cuts))
    # The words have done their work; a long document is not to keep them.
    return _Clean(text, edges, line.box, line.size, line.bold, line.turn)


def _mended(line: RawLine) -> list[RawWord]:
    """Words with ligatures, private signs and doubled letters put right; words of which nothing is left are dropped."""
    doubled = _is_doubled(line)
    words = []
    for word in line.words:
        said = word.text.translate(_REPAIR)
        if doubled and len(said) % 2 == 0 and said[::2] == said[1::2]:
            said = said[::2]
        if not said.isprintable() or " " in said:
            said = "".join([c for c in said if c.isprintable() and c != " "])
        if said:
            words.append(word._replace(text=said))
    return words


def _mended_table(table: Table) -> Table:
    """The table with the words of its cells put right in the same way."""
    rows = tuple(tuple(c if c.text.isascii() else Cell(c.text.translate(_REPAIR), c.box) for c in row) for row in table.rows)
    return replace(table, rows=rows)


def _is_doubled(line: RawLine) -> bool:
    """True where bold is faked by printing each letter twice: every longer word of the line reads "TTEERRMM"."""
    found = False
    for word in line.words:
        text = word.text
        if len(text) < 6:
            continue
        if len(text) % 2 or text[::2] != text[1::2] or not text.isalpha():
            return False
        found = True
    return found


class _Builder:
    """Grows the canonical text line by line."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._parts: list[str] = []
        self._length = 0
        self._lines: list[Line] = []
        self._pages: list[Page] = []
        self._marks: list[Mark] = []

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def add(self, page: RawPage, lines: Sequence[_Clean], label: str | None, *, opens: bool) -> None:
        """Write one page; nothing runs on into one that `opens` a document."""
        if self._pages and self._length:
            self._write("\n\n" if opens else _page_break(self._parts, lines))
        start = self._length
        pitch = _pitch(lines)
        for i, line in enumerate(lines):
            following = lines[i + 1] if i + 1 < len(lines) else None
            end = self._write_line(line, following, page.number)
            if following is not None:
                self._write(_separator(line, following, pitch) if end else "")
        self._marks.extend(_field_marks(page))
        self._marks.extend(marks_of(page.number, page.left_out))
        self._pages.append(Page(page.number, Span(start, self._length), page.width, page.height, _layer(page, lines), round(1 - page.junk, 3), label))

    def _write_line(self, line: _Clean, following: _Clean | None, page: int) -> bool:
        """Write a line; False where its last word goes on in the next line and no separator may follow."""
        joins, text = False, line.text
        if following is not None and text.endswith("-") and (match := _HYPHENATED.search(text)) and (rest := _CONTINUED.match(following.text)):
            joins = True
            if not keeps_hyphen(match[1].lower(), rest[1], self._words):
                text = text[:-1]
        start = self._length
        self._write(text)
        self._lines.append(Line(Span(start, self._length), page, line.box, line.size, line.bold, line.edges, line.turn))
        return not joins

    def document(
        self, source: SourceFile, tables: tuple[Table, ...], bookmarks: tuple[Bookmark, ...], notices: tuple[Notice, ...], starts: tuple[int, ...]
    ) -> Document:
        """All that was written, frozen. The last page reaches to the end of the text."""
        text = "".join(self._parts)
        notices = (*notices, *mark_notices(self._marks))
        return Document(source, text, tuple(self._pages), tuple(self._lines), tables, tuple(self._marks), notices, bookmarks, starts)


def _page_break(parts: Sequence[str], lines: Sequence[_Clean]) -> str:
    """A sentence that runs over the page keeps running."""
    last = next((p for p in reversed(parts) if p.strip()), "")
    first = lines[0].text if lines else ""
    runs_on = bool(last) and last.rstrip()[-1:] not in ".:;!?" and first[:1].islower()
    return "\n" if runs_on else "\n\n"


def _pitch(lines: Sequence[_Clean]) -> float:
    """The usual distance from one line's top to the next, in points."""
    tops = [line.box.top for line in lines]
    steps = [step for step in map(sub, tops[1:], tops) if 2 < step < 60]
    return median(steps) if steps else 14.0


def _separator(a: _Clean, b: _Clean, pitch: float) -> str:
    step = b.box.top - a.box.top
    if step < 0:
        return "\n" if a.text[-1:] not in ".:;" and b.text[:1].islower() else "\n\n"
    if step > 1.3 * min(pitch, 1.8 * max(a.size, b.size, 8.0)) + 0.5:
        return "\n\n"
    changed = abs(a.size - b.size) > 0.18 * max(a.size, b.size)
    return "\n\n" if changed else "\n"


def _layer(page: RawPage, lines: Sequence[_Clean]) -> TextLayer:
    """Whether the page's text can be depended on: a picture with hardly a word over it, junk, or only the beginning of a page, cannot."""
    letters = sum(len(line.text) for line in lines)
    if letters < 200:
        letters = sum(c.isalnum() for line in lines for c in line.text)
    if (letters and page.junk >= JUNK_LIMIT) or any(one.reason is Reason.BEYOND for one in page.left_out):
        return TextLayer.NONE
    if letters < 25 and (page.image_share > 0.25 or page.paths > 1_000):
        return TextLayer.NONE
    return TextLayer.NATIVE


def _field_marks(page: RawPage) -> list[Mark]:
    kinds = {"checked": MarkKind.CHECKED, "unchecked": MarkKind.UNCHECKED, "signature": MarkKind.SIGNATURE}
    return [Mark(kinds.get(kind, MarkKind.FIELD), page.number, box, None, value) for kind, value, box in page.fields]
