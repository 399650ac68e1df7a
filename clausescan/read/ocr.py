"""Pages without text that can be depended on, read from their picture. This runs inside the supervised child, between reading and cleaning.

Pages are drawn one after the other, and read several at once, each by a process of its own with a time limit; they come out in order. What
was read is kept, so that a second run is as fast as for any other PDF.
"""

from __future__ import annotations

import hashlib
import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import astuple, dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from clausescan.core.span import Box
from clausescan.errors import SourceError
from clausescan.read import ocr_cache, pdfium
from clausescan.read.grid import build_tables
from clausescan.read.ocr_clock import PATIENCE, Watch
from clausescan.read.ocr_engines import find_engines
from clausescan.read.ocr_need import Need, OcrMode, need
from clausescan.read.ocr_time import Ledger
from clausescan.read.ocr_words import Reading, page_lines, page_rulings, page_signs
from clausescan.read.pages import Opening
from clausescan.read.raw import FromPicture, Left, RawLine, RawPage
from clausescan.read.tables import may_hold_tables

if TYPE_CHECKING:
    from clausescan.read.ocr_picture import Grey

DOTS_AN_INCH = 200
MAX_PIXELS = 30_000_000  # a larger sheet is drawn more coarsely
MAX_WAITING = 64  # pages that may wait behind one that is being read
LEAST_QUALITY = 0.5  # below this, what was read is thrown away: the page counts as unread
LEAST_LETTERS = 5


@dataclass(frozen=True, slots=True)
class OcrOptions:
    """How pages are read from their picture.

    `language` as tesseract names it ("eng", "eng+spa"); `engine` "" for the best that is there, else `tesseract` or `rapidocr`; `jobs` pages
    at once, 0 for as many as there are cores; `seconds` of processor time for one page; `cache` a folder, "" to keep nothing.
    """

    mode: OcrMode = OcrMode.AUTO
    language: str = "eng"
    engine: str = ""
    jobs: int = 0
    seconds: float = 15.0
    cache: str = ""

    def pack(self) -> list[Any]:
        """Plain values, in order."""
        return list(astuple(self))

    @classmethod
    def unpack(cls, packed: list[Any]) -> OcrOptions:
        """What `pack` was given.

        Raises:
            ValueError, TypeError: the list is not what `pack` makes.
        """
        mode, *rest = packed
        return cls(OcrMode(mode), *rest)


OFF = OcrOptions(OcrMode.OFF)
Waiting = Callable[[float], None]
"""Told before each page that is waited for: so many seconds may pass until it comes."""


def with_ocr(
    items: Iterator[Opening | RawPage], data: bytes, password: str | None, options: OcrOptions, waiting: Waiting = lambda _: None
) -> Iterator[Opening | RawPage]:
    """The same pages in the same order, those that need it with lines read from their picture.

    A page that needed it and could not be read keeps its own lines, and its `picture` says that nothing was read.
    """
    queue: deque[RawPage | Future[RawPage]] = deque()
    with ExitStack() as stack:
        work: _Work | None = None
        for item in items:
            if isinstance(item, Opening):
                yield item
                continue
            why = need(item, options.mode)
            if why is Need.NO:
                queue.append(item)
            else:
                work = work or stack.enter_context(_Work(data, password, options))
                queue.append(work.start(item, why))
            while queue and (_is_ready(queue[0]) or len(queue) > MAX_WAITING or (work is not None and work.is_full(queue))):
                yield _taken(queue.popleft(), options, waiting)
        while queue:
            yield _taken(queue.popleft(), options, waiting)


def _is_ready(page: RawPage | Future[RawPage]) -> bool:
    return isinstance(page, RawPage) or page.done()


def _taken(page: RawPage | Future[RawPage], options: OcrOptions, waiting: Waiting) -> RawPage:
    if isinstance(page, RawPage):
        return page
    if not page.done():
        waiting(2 * PATIENCE * options.seconds)  # the page before it may only just have begun
    return page.result()


class _Work:
    """What reading pictures of one PDF takes: the PDF open for drawing, engines, threads, the name for the cache. Made at the first need."""

    def __init__(self, data: bytes, password: str | None, options: OcrOptions) -> None:
        self._options = options
        self._engines = find_engines(options.engine, options.language)
        self._jobs = options.jobs or os.cpu_count() or 1
        self._stack = ExitStack()
        self._open = partial(pdfium.open_pdf, data, password)
        self._pdf: pdfium.Pdf | None = None
        # The text of a locked PDF is not left on the disk.
        self._cache = Path(options.cache) if options.cache and password is None else None
        self._sha256 = hashlib.sha256(data).hexdigest() if self._cache else ""
        self._pool = ThreadPoolExecutor(self._jobs)
        self._ledger = Ledger(options.seconds)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._engines.close()
        self._stack.close()

    def is_full(self, queue: deque[RawPage | Future[RawPage]]) -> bool:
        """True where enough pictures wait for a thread: they take room."""
        return sum(isinstance(p, Future) and not p.done() for p in queue) > self._jobs

    def start(self, page: RawPage, why: Need) -> RawPage | Future[RawPage]:
        """The page as read, or a promise of it."""
        if not self._engines.names:
            return replace(page, picture=FromPicture("", 0.0, left=Left.LANGUAGE if self._engines.unspoken else Left.NO))
        name = ocr_cache.key(self._sha256, page.number, self._engines.asked)
        if self._cache and (kept := ocr_cache.load(self._cache, name)) is not None:
            return as_read(page, kept, why)
        if not self._ledger.allowance():
            return self._spent(page)
        try:
            scale, picture = self._drawn(page)
        except SourceError:
            return replace(page, picture=FromPicture(self._engines.names[0], 0.0))
        return self._pool.submit(self._read, page, why, scale, picture, name)

    def _drawn(self, page: RawPage) -> tuple[float, Grey]:
        from clausescan.read.ocr_picture import grey  # noqa: PLC0415  numpy loads where a picture is read

        if self._pdf is None:
            self._pdf = self._stack.enter_context(self._open())
        scale = min(DOTS_AN_INCH / 72, (MAX_PIXELS / max(1.0, page.width * page.height)) ** 0.5)
        return scale, grey(*pdfium.grey_picture(self._pdf, page.number, scale))

    def _spent(self, page: RawPage) -> RawPage:
        return replace(page, picture=FromPicture(self._engines.names[0], 0.0, left=Left.SPENT))

    def _read(self, page: RawPage, why: Need, scale: float, picture: Grey, name: str) -> RawPage:
        from clausescan.read.ocr_read import read_picture  # noqa: PLC0415  as above

        allowed, watch = self._ledger.allowance(), Watch()
        if not allowed:
            return self._spent(page)
        quick = allowed < self._options.seconds
        reading = read_picture(picture, scale, self._engines.inside, allowed, quick=quick)
        read = as_read(page, reading, why)
        vain = read.picture is None or not (read.picture.words or read.picture.blank)
        self._ledger.enter(watch.spent(), vain=vain)
        if self._cache and not reading.late and not (quick and vain):
            ocr_cache.save(self._cache, name, reading)
        return read


def as_read(page: RawPage, reading: Reading, why: Need) -> RawPage:
    """The page with the lines of that reading; its own lines stay where they are only a stamp on a scan, and win where both stand."""
    from clausescan.read.ocr_read import BLANK  # noqa: PLC0415  numpy loads where a picture is read

    if reading.letters < LEAST_LETTERS or reading.quality < LEAST_QUALITY:
        blank = not reading.letters and reading.ink < BLANK
        left = Left.LATE if reading.late and not blank else Left.NO
        return replace(page, picture=FromPicture(reading.engine, 1.0 if blank else 0.0, blank=blank, left=left))
    own = page.lines if why in {Need.STAMP, Need.EMPTY} and page.junk == 0 else ()
    lines, words = page_lines(reading, page.width, page.height)
    taken = (*(line.box for line in own), *(box for _, _, box in page.fields))
    if taken:
        lines = tuple(kept for line in lines if (kept := _without(line, taken)) is not None)
    told = FromPicture(reading.engine, round(reading.quality, 3), reading.angle, bool(own), blank=False, words=words)
    across, down = page_rulings(reading, page.width, page.height)
    fields = (*page.fields, *page_signs(reading, page.width, page.height))
    whole = replace(page, lines=(*own, *lines), junk=0.0, picture=told, horizontals=across, verticals=down, tables=(), fields=fields)
    return replace(whole, tables=build_tables(whole).tables) if may_hold_tables(whole) else whole


def _without(line: RawLine, taken: tuple[Box, ...]) -> RawLine | None:
    """The line without words that stand where something else already stands; None where none is left."""
    near = [b for b in taken if b.top < line.box.bottom and line.box.top < b.bottom]
    if not near or line.turn in {90, 270}:
        return line
    middle = (line.box.top + line.box.bottom) / 2
    kept = tuple(w for w in line.words if not any(b.top <= middle <= b.bottom and b.x0 <= (w.x0 + w.x1) / 2 <= b.x1 for b in near))
    return line.holding(kept) if kept else None
