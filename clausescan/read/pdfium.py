"""The adapter to PDFium: words with boxes, rulings, form fields, bookmarks, pictures of pages. Nothing of PDFium leaves this module.

One `FPDFText_GetText` a page, then two character boxes a word: that is what makes reading fast. Boxes are turned to the displayed page
(origin top left, rotation and CropBox applied) as they are read.
"""

from __future__ import annotations

import ctypes
import io
import math
import re
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import compress, repeat
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from clausescan.core.document import Bookmark
from clausescan.core.span import Box
from clausescan.errors import SourceError
from clausescan.read.greys import Greys, Picture, pixels
from clausescan.read.lines import HYPHEN, Frame, Run, Sides, baselines, line_of, runs_of, split
from clausescan.read.marks import overlaps
from clausescan.read.pdfium_calls import FOUR, GET_CHAR_BOX, GET_FONT, GET_LOOSE_BOX, GET_TEXT_OBJECT
from clausescan.read.pdfium_drawn import Drawn, drawn_on
from clausescan.read.pdfium_layers import Told, told_by
from clausescan.read.pdfium_marks import look, without
from clausescan.read.pdfium_notes import Notes, notes_on
from clausescan.read.pdfium_signs import find_signs
from clausescan.read.pdfium_unseen import Looked
from clausescan.read.raw import LeftOut, RawLine, RawPage, Reason
from clausescan.read.signs import may_sign, printed_blanks, sign_places
from clausescan.read.symbols import MAYBE, is_symbols, sign_of

MOST_LETTERS = 150_000  # of one page; fine print in three columns has 20,000
_NO_PAGES = re.compile(rb"/Count\s+0\b")
_PAGE = re.compile(rb"/Type\s*/Page\b")
_CATALOG = re.compile(rb"(\d{1,9})\s+0\s+obj\s{0,4}<<[^>]{0,400}?/Type\s{0,2}/Catalog\b")
_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_JUNK = re.compile(r"\(cid:\d+\)|[\x00-\x08\x0b\x0c\x0e-\x1f\ufffd\ue000-\uefff]+")

# Room for the text of a page; for the ends of so many words, and for each of their sides the place to which PDFium writes it. Made once, since
# a page has hundreds of words; one page is read at a time, as PDFium asks.
_UNITS = (ctypes.c_ushort * (MOST_LETTERS + 1))()
_AT_ONCE = 512
_SIDES = (ctypes.c_double * (8 * _AT_ONCE))()
_NUMBERS = memoryview(_SIDES).cast("B").cast("d")
_FIRST, _LAST = ([[ctypes.byref(_SIDES, 64 * word + 8 * side) for word in range(_AT_ONCE)] for side in four] for four in (range(4), range(4, 8)))
_LOOSE = (ctypes.c_float * (4 * _AT_ONCE))()
_RECTS = [ctypes.byref(_LOOSE, 16 * line) for line in range(_AT_ONCE)]


@dataclass(frozen=True, slots=True)
class Pdf:
    """An open PDF: a handle for this module only."""

    handle: pdfium.PdfDocument
    pages: int
    told: Told
    """What its bytes tell of all pages."""


@contextmanager
def open_pdf(data: bytes, password: str | None = None) -> Iterator[Pdf]:
    """The PDF in those bytes, open for as long as the context lasts. An empty user password opens by itself.

    Raises:
        SourceError: `encrypted`, `damaged` or `no_pages`.
    """
    handle = _opened(data, password)
    try:
        if len(handle) < 1:
            raise SourceError("The PDF has no pages.", "Ask the sender for a complete copy.", "no_pages")
        if handle.get_formtype() in {raw.FORMTYPE_ACRO_FORM, raw.FORMTYPE_XFA_FOREGROUND}:
            handle.init_forms()
        yield Pdf(handle, len(handle), told_by(data, encrypted=raw.FPDF_GetSecurityHandlerRevision(handle.raw) >= 0))
    finally:
        handle.close()


def _opened(data: bytes, password: str | None) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data, password=password)
    except pdfium.PdfiumError as error:
        # PDFium's last error may be that of an earlier file, so the bytes have the last word.
        if b"/Encrypt" in data and "assword" in str(error):
            said = "The password does not open this PDF." if password else "The PDF is locked with a password."
            raise SourceError(said, "Give its password with --password, or ask the sender for an unlocked copy.", "encrypted") from error
        if _NO_PAGES.search(data) and not _PAGE.search(data):
            raise SourceError("The PDF has no pages.", "Ask the sender for a complete copy.", "no_pages") from error
        try:
            return pdfium.PdfDocument(_with_trailer(data), password=password)
        except pdfium.PdfiumError:
            advice = "Download it again, or print it to a new PDF where it still opens."
            raise SourceError("The PDF is damaged and cannot be opened.", advice, "damaged") from error


def _with_trailer(data: bytes) -> bytes:
    """A file that was cut off, with a new end: PDFium can mend the rest by itself once it is told where the catalog is."""
    catalogs = _CATALOG.findall(data)
    return data + (b"\ntrailer\n<</Root %s 0 R>>\n%%%%EOF\n" % catalogs[-1] if catalogs else b"")


def form_kind(pdf: Pdf) -> str:
    """`none`, `acroform`, `xfa` (an XFA form with pages of its own) or `xfa_only` (whose pages exist only in a viewer that runs the form)."""
    return {0: "none", 1: "acroform", 2: "xfa_only", 3: "xfa"}.get(raw.FPDF_GetFormType(pdf.handle.raw), "none")


def attachment_names(pdf: Pdf) -> tuple[str, ...]:
    """Names of files carried inside the PDF; empty if none."""
    return tuple(pdf.handle.get_attachment(i).get_name() for i in range(pdf.handle.count_attachments()))


def bookmarks(pdf: Pdf, most: int = 2_000) -> tuple[Bookmark, ...]:
    """The PDF's own outline in order, at most so many entries; empty if there is none or it is broken."""
    found: list[Bookmark] = []
    try:
        for entry in pdf.handle.get_toc(max_depth=6):
            dest = entry.get_dest()
            index = dest.get_index() if dest else None
            if index is not None:
                found.append(Bookmark(entry.get_title().strip(), index + 1, entry.level))
            if len(found) >= most:
                break
    except (pdfium.PdfiumError, ValueError, RecursionError):
        return tuple(found)
    return tuple(found)


def read_page(pdf: Pdf, number: int, most: int = MOST_LETTERS) -> RawPage:
    """Page `number` (from 1): words, rulings, share of pictures; of its text no more than the first `most` letters (at most 150,000).

    Raises:
        SourceError: `damaged`, the page cannot be loaded.
    """
    page = raw.FPDF_LoadPage(pdf.handle.raw, number - 1)
    if not page:
        raise SourceError(f"Page {number} of the PDF is damaged.", "Print the PDF to a new file where it still opens.", "damaged")
    text_page = raw.FPDFText_LoadPage(page)  # keep this name: PDFium frees it when it is closed, not when Python forgets it
    try:
        width, height = float(raw.FPDF_GetPageWidthF(page)), float(raw.FPDF_GetPageHeightF(page))
        frame = _frame(page)
        drawn = drawn_on(page, frame.place, (frame.left, frame.bottom, frame.right, frame.top), layers=pdf.told.layers)
        form = pdf.handle.formenv
        notes = notes_on(form.raw if form else None, page, frame.place) if form or pdf.told.notes else Notes()
        read = _Read()
        if text_page:
            read = _read(text_page, most, frame, (width, height), drawn, notes, lambda scale, box: greys_of(pdf, number, scale, box, page))
        return RawPage(
            number,
            width,
            height,
            read.lines,
            tuple(drawn.horizontals),
            tuple(drawn.verticals),
            image_share=drawn.image_share,
            junk=read.junk,
            paths=drawn.paths,
            letters=read.letters,
            fields=(*notes.fields, *(b for b in read.boxes if not any(overlaps(b[2], f[2]) for f in notes.fields))),
            left_out=read.left_out,
        )
    finally:
        if text_page:
            raw.FPDFText_ClosePage(text_page)
        raw.FPDF_ClosePage(page)


def _frame(page: object) -> Frame:
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, ctypes.byref(box))
    return Frame(box.left, box.bottom, box.right, box.top, raw.FPDFPage_GetRotation(page) % 4)


class _Chars:
    """Characters of a page: where their ink stands, and in which type they are set."""

    def __init__(self, text_page: Any, index: Callable[[int], int] | None) -> None:
        self._index = index
        self._text_page = text_page
        self._page = ctypes.byref(text_page.contents)
        self._bold: dict[int | None, bool] = {}
        self._names: dict[int | None, str] = {}

    def ends(self, firsts: Sequence[int], lasts: Sequence[int]) -> list[float]:
        """The ink of pairs of characters, given by their offsets, as `Ends` in a row. `map` runs the loop: it is the most frequent of all."""
        firsts, lasts = self._numbers(firsts), self._numbers(lasts)
        held: list[float] = []
        for start in range(0, len(firsts), _AT_ONCE):
            some = slice(start, start + _AT_ONCE)
            deque(map(GET_CHAR_BOX, repeat(self._page), firsts[some], *_FIRST), maxlen=0)
            deque(map(GET_CHAR_BOX, repeat(self._page), lasts[some], *_LAST), maxlen=0)
            held += _NUMBERS[: 8 * len(firsts[some])].tolist()
        return held

    def inks(self, offsets: Sequence[int]) -> list[Sides]:
        """The ink of characters, in PDF space."""
        sides = iter(self.ends(offsets[::2], offsets[1::2]))  # two by two, as those of a word
        return list(zip(*[sides] * 4, strict=True))[: len(offsets)]

    def loose(self, offsets: Sequence[int]) -> Iterator[Sides]:
        """The same of characters with the room that the font asks for, so that it is alike for "a" and "A"."""
        numbers = self._numbers(offsets)
        for start in range(0, len(numbers), _AT_ONCE):
            some = numbers[start : start + _AT_ONCE]
            deque(map(GET_LOOSE_BOX, repeat(self._page), some, _RECTS), maxlen=0)
            for left, top, right, bottom in list(FOUR.iter_unpack(ctypes.string_at(_LOOSE, FOUR.size * len(some)))):
                yield left, right, bottom, top

    def are_bold(self, offsets: Sequence[int]) -> Iterator[bool]:
        """True where the font of a character is heavy or says so in its name. Asked once for each font of the page."""
        fonts = map(GET_FONT, map(GET_TEXT_OBJECT, repeat(self._page), self._numbers(offsets)))
        for offset, font in zip(offsets, fonts, strict=True):
            if font not in self._bold:
                self._bold[font] = self._has_bold_font(offset)
            yield self._bold[font]

    def font_name(self, offset: int) -> str:
        """The name of the font of that character; "" where it has none. Asked once for each font of the page."""
        number = self._number(offset)
        font = GET_FONT(GET_TEXT_OBJECT(self._page, number))
        if font not in self._names:
            name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
            raw.FPDFText_GetFontInfo(self._text_page, number, name, 128, ctypes.byref(flags))
            self._names[font] = name.value.decode("utf-8", "replace")
        return self._names[font]

    def holders(self, offsets: Sequence[int]) -> list[int]:
        """PDFium's handles of the text objects that draw the characters; 0 for those that it made up."""
        return [handle or 0 for handle in map(GET_TEXT_OBJECT, repeat(self._page), self._numbers(offsets))]

    def angle(self, offset: int) -> float:
        """How the character is turned in PDF space, in radians."""
        return float(raw.FPDFText_GetCharAngle(self._text_page, self._number(offset)))

    def _has_bold_font(self, offset: int) -> bool:
        if raw.FPDFText_GetFontWeight(self._text_page, self._number(offset)) >= 600:
            return True
        return bool(_BOLD.search(self.font_name(offset)))

    def _numbers(self, offsets: Sequence[int]) -> Sequence[int]:
        """PDFium's numbers of the characters at those offsets."""
        return list(map(self._index, offsets)) if self._index else offsets

    def _number(self, offset: int) -> int:
        """PDFium's number of the character at that offset."""
        return self._index(offset) if self._index else offset


@dataclass(frozen=True, slots=True)
class _Read:
    """The text of a page: lines in the engine's order, the share of junk among its characters, words left out, boxes to tick, places to sign.

    `letters` counts its characters.
    """

    lines: tuple[RawLine, ...] = ()
    junk: float = 0.0
    left_out: tuple[LeftOut, ...] = ()
    boxes: tuple[tuple[str, str, Box], ...] = ()
    letters: int = 0


def _read(
    text_page: object,
    most: int,
    frame: Frame,
    size: tuple[float, float],
    drawn: Drawn,
    notes: Notes,
    picture: Picture,
) -> _Read:
    """The lines of a page of that size as displayed, less what is hidden or struck."""
    count = raw.FPDFText_CountChars(text_page)
    if count <= 0:
        return _Read()
    text, index = _text(text_page, min(count, most, MOST_LETTERS))
    chars = _Chars(text_page, index)

    def lines_of(runs: Sequence[Run]) -> list[RawLine]:
        offsets = [run.offsets[0] for run in runs]
        told = zip(runs, chars.loose(offsets), chars.are_bold(offsets), strict=True)
        return [line_of(run, frame, loose, bold=bold) for run, loose, bold in told]

    said = split(text)
    runs: list[Run] = []
    for run in runs_of(said, chars.ends(said.firsts, said.lasts), frame.left):
        runs += (run,) if run.level else baselines(run, frame.left, chars.inks)
    lone = list(compress(said.firsts, map(MAYBE.__contains__, said.texts)))
    if lone and any(map(is_symbols, {chars.font_name(at) for at in lone})):
        runs = [_with_symbols(run, chars) if bisect_left(lone, run.offsets[0]) < bisect_right(lone, run.offsets[-1]) else run for run in runs]
    lines = lines_of(runs)
    looked = Looked(chars.holders, chars.inks, chars.angle, picture)
    gone, boxes = look(runs, lines, drawn, notes.struck, size, frame, looked)
    left_out: list[LeftOut] = []
    if gone:
        runs, left_out = without(runs, gone, frame, looked)
        lines = lines_of(runs)
    if count > most:
        left_out.append(LeftOut(Reason.BEYOND, str(most), Box(0.0, 0.0, *size)))
    starts = [run.offsets[0] for run in runs]
    blanks = printed_blanks(lines) if "____" in text else []
    telling = _telling(may_sign(text, lines, starts, drawn.horizontals, blanks), starts, lines)
    places = sign_places(telling, lines, drawn.horizontals, blanks) if telling else []
    signs = find_signs(places, drawn, notes, size, picture) if places else ()
    return _Read(tuple(lines), _junk_share(text), tuple(left_out), (*boxes, *signs), len(text))


def _with_symbols(run: Run, chars: _Chars) -> Run:
    """The run with signs put for letters that stand alone and are set in a font of symbols."""
    signs = {i: sign_of(word[0], chars.font_name(run.offsets[i])) for i, word in enumerate(run.words) if word[0] in MAYBE}
    if all(run.words[i][0] == sign for i, sign in signs.items()):
        return run
    words = [word._replace(text=signs[i]) if i in signs else word for i, word in enumerate(run.words)]
    return run._replace(words=words, text="", edges=())


def _telling(offsets: Iterable[int], starts: Sequence[int], lines: Sequence[RawLine]) -> list[RawLine]:
    """The lines on which those offsets of the page's text stand, each once."""
    places = sorted({bisect_right(starts, offset) - 1 for offset in offsets})
    return [lines[i] for i in places if i >= 0]


def _text(text_page: object, count: int) -> tuple[str, Callable[[int], int] | None]:
    """The page's text, and the way from an offset in it to PDFium's character number (they differ on about 2% of pages; None where not)."""
    got = raw.FPDFText_GetText(text_page, 0, count, _UNITS)
    text = ctypes.string_at(_UNITS, 2 * max(0, got - 1)).decode("utf-16-le", "replace")
    if len(text) == count:
        return text, None
    units, unit = [], 0
    for char in text:
        units.append(unit)
        unit += 2 if ord(char) > 0xFFFF else 1
    return text, lambda offset: int(raw.FPDFText_GetCharIndexFromTextIndex(text_page, units[offset]))


def _junk_share(text: str) -> float:
    """The part of the characters, white space apart, that no reader could make sense of."""
    if text.replace("\r\n", " ").replace(HYPHEN, " ").replace("\xa0", " ").isprintable() and "\ufffd" not in text and "(cid:" not in text:
        return 0.0
    bad = sum(len(m[0]) for m in _JUNK.finditer(text))
    if not bad:
        return 0.0
    solid = len(text) - text.count(" ") - text.count("\r") - text.count("\n")
    return round(min(1.0, bad / max(1, solid)), 3)


def picture(pdf: Pdf, number: int, box: Box, scale: float) -> bytes:
    """A JPEG of that part of page `number` (from 1), form fields drawn; `box` in points of the displayed page, `scale` in pixels a point.

    Raises:
        SourceError: `damaged`, the page cannot be drawn.
    """
    try:
        page = pdf.handle[number - 1]
        width, height = page.get_size()
        crop = (max(0.0, box.x0), max(0.0, height - box.bottom), max(0.0, width - box.x1), max(0.0, box.top))
        image = page.render(scale=scale, crop=crop, grayscale=False).to_pil()
    except (pdfium.PdfiumError, ValueError) as error:
        raise SourceError(f"Page {number} of the PDF cannot be drawn.", "Open the PDF at that page to see it.", "damaged") from error
    buffer = io.BytesIO()
    image.convert("RGB").save(buffer, "JPEG", quality=62, optimize=True)
    return buffer.getvalue()


def grey_picture(pdf: Pdf, number: int, scale: float) -> tuple[int, int, bytes]:
    """Page `number` (from 1) in greys, form fields drawn: width and height in pixels, then one byte a pixel. `scale` in pixels a point.

    Raises:
        SourceError: `damaged`, the page cannot be drawn.
    """
    greys = greys_of(pdf, number, scale, None)
    return greys.width, greys.height, greys.dots


def greys_of(pdf: Pdf, number: int, scale: float, box: Box | None, page: object | None = None) -> Greys:
    """The same of what a box of the displayed page touches, in points; of the whole page where none is given.

    `page` is PDFium's handle of it where it is loaded.

    Raises:
        SourceError: `damaged`, the page cannot be drawn.
    """
    try:
        loaded = pdf.handle[number - 1] if page is None else None
        drawn = loaded.raw if loaded else page
        width, height = (math.ceil(side * scale) for side in (raw.FPDF_GetPageWidthF(drawn), raw.FPDF_GetPageHeightF(drawn)))
        left, top, right, bottom = pixels(box, scale) if box else (0, 0, width, height)
        right, bottom = min(width, right), min(height, bottom)
        if box and (left >= right or top >= bottom):
            return Greys(left, top, 0, 0, b"", scale)
        bitmap = pdfium.PdfBitmap.new_native(right - left, bottom - top, raw.FPDFBitmap_Gray)
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, right - left, bottom - top)
        place = (-left, -top, width, height, 0, raw.FPDF_ANNOT | raw.FPDF_GRAYSCALE)
        raw.FPDF_RenderPageBitmap(bitmap, drawn, *place)
        if form := pdf.handle.formenv:
            if not loaded:  # form fields are drawn on no page that was not told to it
                raw.FORM_OnAfterLoadPage(drawn, form)
            raw.FPDF_FFLDraw(form, bitmap, drawn, *place)
            if not loaded:
                raw.FORM_OnBeforeClosePage(drawn, form)
        image = bitmap.to_pil().convert("L")
    except (pdfium.PdfiumError, ValueError) as error:
        raise SourceError(f"Page {number} of the PDF cannot be drawn.", "Open the PDF at that page to see it.", "damaged") from error
    return Greys(left, top, image.width, image.height, image.tobytes(), scale)
