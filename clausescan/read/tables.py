"""Tables of pages, and the adapter to pdfplumber, which is asked only where drawn lines do not form clean cells. Nothing of it leaves this module."""

from __future__ import annotations

import io
import re
import struct
import zlib
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from itertools import accumulate, islice
from typing import Any

from clausescan.core.document import Cell, Table
from clausescan.core.span import Box
from clausescan.read.bits import bits_of
from clausescan.read.grid import PageTables, build_tables, may_be_ruled
from clausescan.read.header import STRONG_WORDS, may_head, meet
from clausescan.read.raw import RawPage

Ask = Callable[[int], tuple[Table, ...]]
"""Page number (from 1) to the tables that pdfplumber sees there, empty if none or if it fails."""

# pdfplumber reads about ten pages a second: a document gets this many at most.
MAX_ASKED = 40
_LINES = {"vertical_strategy": "lines", "horizontal_strategy": "lines", "snap_tolerance": 4, "join_tolerance": 4}
_TEXT = {"vertical_strategy": "lines", "horizontal_strategy": "text", "snap_tolerance": 4}
# Both begin with what the engine of expressions finds fast; what must stand before is looked at afterwards.
_CENTS = re.compile(r"\.\d\d(?!\d)")
_HEADS = re.compile(r"(?:" + "|".join(sorted(f"{w.capitalize()}|{w.upper()}" for w in STRONG_WORDS)) + r")\b")
_WORD_SIGN = re.compile(r"\w")
# What pdfminer lets out on damaged pages.
_TROUBLE = (
    ValueError,
    KeyError,
    TypeError,
    IndexError,
    AttributeError,
    AssertionError,
    ArithmeticError,
    RecursionError,
    OSError,
    struct.error,
    zlib.error,
)


@contextmanager
def asking(data: bytes, password: str | None = None) -> Iterator[Ask]:
    """A way to ask pdfplumber about pages of one PDF. It is loaded and the PDF opened at the first question, and each page is let go at once."""
    with ExitStack() as stack:
        opened: list[Any] = []
        asked: set[int] = set()

        def ask(number: int) -> tuple[Table, ...]:
            if len(asked) >= MAX_ASKED:
                return ()
            asked.add(number)
            import pdfplumber
            from pdfplumber.utils.exceptions import PdfminerException

            try:
                if not opened:
                    opened.append(stack.enter_context(pdfplumber.open(io.BytesIO(data), password=password or "")))
                return _page_tables(opened[0].pages[number - 1], number)
            except (PdfminerException, *_TROUBLE):
                return ()

        yield ask


def plumber_tables(data: bytes, number: int, password: str | None = None) -> tuple[Table, ...]:
    """The tables that pdfplumber sees on page `number` (from 1) of a PDF, boxes in points of the displayed page; empty if none or if it fails."""
    with asking(data, password) as ask:
        return ask(number)


def with_tables(page: RawPage, ask: Ask) -> RawPage:
    """The page with its tables, top to bottom. pdfplumber is asked only where `needs_plumber` says so."""
    headed, priced = _tells_of_tables(page)
    if not (headed or priced or may_be_ruled(page)):
        return page
    built = build_tables(page, headed=headed, priced=priced)
    if not needs_plumber(page, built):
        return replace(page, tables=built.tables)
    return replace(page, tables=_better(built.tables, ask(page.number)))


def may_hold_tables(page: RawPage) -> bool:
    """False for a page without a lattice of cells, without three amounts, and without two words that head columns on one row: told at little cost."""
    return any(_tells_of_tables(page)) or may_be_ruled(page)


def _tells_of_tables(page: RawPage) -> tuple[bool, bool]:
    """Whether there are two words that head columns on one row, and whether there are three amounts."""
    texts = [line.text for line in page.lines]
    text = "\n".join(texts)
    return _heads_meet(page, texts, text), _amounts(text, 3)


def _amounts(text: str, least: int) -> bool:
    """True where there are as many signs of money and sums with cents."""
    signs = sum(map(text.count, "$€£"))
    cents = (match for match in _CENTS.finditer(text) if text[match.start() - 1 : match.start()].isdecimal())
    return signs >= least or len(list(islice(cents, least - signs))) == least - signs


def _heads_meet(page: RawPage, texts: Sequence[str], text: str) -> bool:
    """True where two words that head columns, written with a capital, may stand on one row; of lines that do not run to the right that is not asked.

    `texts` are those of the page's lines, `text` all of them.
    """
    heads = [match.start() for match in _HEADS.finditer(text) if not _WORD_SIGN.match(text[match.start() - 1 : match.start()])]
    if len(heads) < 2:
        return False
    starts = list(accumulate([len(one) + 1 for one in texts], initial=0))
    lines = [page.lines[bisect_right(starts, at) - 1] for at in heads]
    return meet(line.box.top if line.turn == 0 else 0.0 for line in lines)


def needs_plumber(page: RawPage, built: PageTables) -> bool:
    """True where drawn lines did not form clean cells and the page has words that head columns of a price list."""
    return not built.sure and len(page.verticals) > 2 and may_head(bits_of(page.lines))


def _better(own: tuple[Table, ...], other: tuple[Table, ...]) -> tuple[Table, ...]:
    """Tables of the other reader, and own tables where it saw none, provided that it does not see fewer filled cells."""
    ruled = tuple(t for t in own if t.ruled)
    if not other or _filled(other) < _filled(ruled):
        return own
    rest = tuple(t for t in own if not any(_meet(t.box, o.box) for o in other))
    return tuple(sorted((*other, *rest), key=lambda t: (t.box.top, t.box.x0)))


def _filled(tables: tuple[Table, ...]) -> int:
    return sum(bool(c.text) for t in tables for row in t.rows for c in row)


def _meet(a: Box, b: Box) -> bool:
    return min(a.x1, b.x1) > max(a.x0, b.x0) and min(a.bottom, b.bottom) > max(a.top, b.top)


def _page_tables(page: Any, number: int) -> tuple[Table, ...]:
    try:
        found = page.find_tables(_LINES) or page.find_tables(_TEXT)
        left, top = page.bbox[0], page.bbox[1]
        tables = [_table(table, number, left, top) for table in found]
    finally:
        page.close()
    return tuple(t for t in tables if t is not None)


def _table(table: Any, number: int, left: float, top: float) -> Table | None:
    """The table in our terms; None where it has fewer than two rows or columns."""
    said = table.extract()
    if len(said) < 2 or len(said[0]) < 2:
        return None
    rows = []
    for row, texts in zip(table.rows, said, strict=True):
        cells: list[Cell] = []
        for place, text in zip(row.cells, texts, strict=True):
            if place is not None:
                cells.append(Cell(" ".join((text or "").split()), _box(place, left, top)))
            elif cells:
                cells.append(Cell("", cells[-1].box))
            else:
                cells.append(Cell("", _box((row.bbox[0], row.bbox[1], row.bbox[0], row.bbox[3]), left, top)))
        rows.append(tuple(cells))
    return Table(number, _box(table.bbox, left, top), tuple(rows))


def _box(place: tuple[float, float, float, float], left: float, top: float) -> Box:
    x0, y0, x1, y1 = place
    return Box(x0 - left, y0 - top, max(x0, x1) - left, max(y0, y1) - top)
