"""The adapter to PDFium: words with boxes, rulings, form fields, bookmarks, pictures of pages. Nothing of PDFium leaves this module.

One `FPDFText_GetText` a page, then two character boxes a word: that is what makes reading fast. Boxes are turned to the displayed page
(origin top left, rotation and CropBox applied) as they are read.
"""

from __future__ import annotations

import ctypes
import io
import re
import struct
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import repeat
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from clausescan.core.document import Bookmark
from clausescan.core.span import Box
from clausescan.errors import SourceError
from clausescan.read.lines import Ends, Frame, Sides, baselines, line_of, runs_of
from clausescan.read.raw import RawLine, RawPage

# A drawn line: thin and long. Figures as measured on price lists (3 pt thin; 10 pt wide or 6 pt high at least).
THIN, WIDE, HIGH = 3.0, 10.0, 6.0
MAX_OBJECTS = 50_000
MAX_SEGMENTS = 4_000

_NO_PAGES = re.compile(rb"/Count\s+0\b")
_PAGE = re.compile(rb"/Type\s*/Page\b")
_CATALOG = re.compile(rb"(\d{1,9})\s+0\s+obj\s{0,4}<<[^>]{0,400}?/Type\s{0,2}/Catalog\b")
_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_JUNK = re.compile(r"\(cid:\d+\)|[\x00-\x08\x0b\x0c\x0e-\x1f\ufffd\ue000-\uefff]+")


def _fast(function: Any, result: type | None = None, *arguments: type) -> Any:
    """The same function of PDFium, called without checks: several times as fast, which counts where it is called for each word or object.

    Where no argument types are named, pointers are to be given as `byref` or `c_void_p`, and numbers as they are.
    """
    return ctypes.PYFUNCTYPE(result, *arguments)(ctypes.cast(function, ctypes.c_void_p).value or 0)


_FOUR, _EIGHT = struct.Struct("4f"), struct.Struct("8d")
_GET_CHAR_BOX = _fast(raw.FPDFText_GetCharBox)  # text page, character, left, right, bottom, top
_GET_LOOSE_BOX = _fast(raw.FPDFText_GetLooseCharBox)  # text page, character, rectangle
_GET_TEXT_OBJECT = _fast(raw.FPDFText_GetTextObject, ctypes.c_void_p)  # text page, character
_GET_FONT = _fast(raw.FPDFTextObj_GetFont, ctypes.c_void_p, ctypes.c_void_p)  # text object
_GET_OBJECT = _fast(raw.FPDFPage_GetObject, ctypes.c_void_p)  # page, index
_GET_KIND = _fast(raw.FPDFPageObj_GetType, ctypes.c_int, ctypes.c_void_p)  # object
_GET_BOUNDS = _fast(raw.FPDFPageObj_GetBounds, ctypes.c_int)  # object, left, bottom, right, top
_GET_MATRIX = _fast(raw.FPDFPageObj_GetMatrix, ctypes.c_int)  # object, matrix
_GET_DRAW_MODE = _fast(raw.FPDFPath_GetDrawMode, ctypes.c_int)  # path, fill, stroke
_COUNT_SEGMENTS = _fast(raw.FPDFPath_CountSegments, ctypes.c_int)  # path
_GET_SEGMENT = _fast(raw.FPDFPath_GetPathSegment, ctypes.c_void_p)  # path, index
_GET_SEGMENT_KIND = _fast(raw.FPDFPathSegment_GetType, ctypes.c_int, ctypes.c_void_p)  # segment
_GET_POINT = _fast(raw.FPDFPathSegment_GetPoint)  # segment, x, y
_COUNT_INSIDE = _fast(raw.FPDFFormObj_CountObjects, ctypes.c_int)  # form object
_GET_INSIDE = _fast(raw.FPDFFormObj_GetObject, ctypes.c_void_p)  # form object, index

_Bounds = tuple[float, float, float, float]
Displayed = Callable[[float, float, float, float], _Bounds]


@dataclass(frozen=True, slots=True)
class Pdf:
    """An open PDF: a handle for this module only."""

    handle: pdfium.PdfDocument
    pages: int


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
        yield Pdf(handle, len(handle))
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


def read_page(pdf: Pdf, number: int) -> RawPage:
    """Page `number` (from 1): words, rulings, share of pictures.

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
        lines, junk = _lines(text_page, frame) if text_page else ((), 0.0)
        drawn = _drawn(page, frame.place, width * height)
        return RawPage(
            number,
            width,
            height,
            lines,
            tuple(drawn.horizontals),
            tuple(drawn.verticals),
            image_share=drawn.image_share,
            junk=junk,
            paths=drawn.paths,
            fields=tuple(_fields(pdf, page, frame.place)) if pdf.handle.formenv else (),
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
        self._sides = (ctypes.c_double * 8)()
        places = [ctypes.byref(self._sides, 8 * i) for i in range(8)]
        self._first, self._last = places[:4], places[4:]
        self._rect = raw.FS_RECTF()
        self._bold: dict[int, bool] = {}

    def ends(self, firsts: Iterable[int], lasts: Iterable[int]) -> list[Ends]:
        """The ink of pairs of characters, given by their offsets, in PDF space. `map` runs the loop: it is the most frequent of all."""
        if self._index:
            firsts, lasts = map(self._index, firsts), map(self._index, lasts)
        calls = zip(
            map(_GET_CHAR_BOX, repeat(self._page), firsts, *map(repeat, self._first)),
            map(_GET_CHAR_BOX, repeat(self._page), lasts, *map(repeat, self._last)),
            strict=True,
        )
        sides, unpack = self._sides, _EIGHT.unpack_from
        return [unpack(sides) for _ in calls]

    def at(self, offset: int) -> Sides:
        """The ink of one character, in PDF space."""
        return self.ends((offset,), (offset,))[0][:4]

    def loose(self, offset: int) -> Sides:
        """The same with the room that the font asks for, so that it is alike for "a" and "A"."""
        rect = self._rect
        _GET_LOOSE_BOX(self._page, self._number(offset), ctypes.byref(rect))
        return rect.left, rect.right, rect.bottom, rect.top

    def is_bold(self, offset: int) -> bool:
        """True where the font of that character is heavy or says so in its name. Asked once for each font of the page."""
        number = self._number(offset)
        font = _GET_FONT(_GET_TEXT_OBJECT(self._page, number)) or 0
        if font not in self._bold:
            self._bold[font] = self._has_bold_font(number)
        return self._bold[font]

    def _has_bold_font(self, number: int) -> bool:
        if raw.FPDFText_GetFontWeight(self._text_page, number) >= 600:
            return True
        name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
        raw.FPDFText_GetFontInfo(self._text_page, number, name, 128, ctypes.byref(flags))
        return bool(_BOLD.search(name.value.decode("utf-8", "replace")))

    def _number(self, offset: int) -> int:
        """PDFium's number of the character at that offset."""
        return self._index(offset) if self._index else offset


def _lines(text_page: object, frame: Frame) -> tuple[tuple[RawLine, ...], float]:
    """Lines in the engine's order, and the share of junk among the page's characters."""
    count = raw.FPDFText_CountChars(text_page)
    if count <= 0:
        return (), 0.0
    text, index = _text(text_page, count)
    chars = _Chars(text_page, index)
    runs = (group for run in runs_of(text, chars.ends, frame.left) for group in baselines(run, frame.left, chars.at))
    lines = [line_of(run, frame, chars.loose(run.offsets[0]), bold=chars.is_bold(run.offsets[0])) for run in runs]
    return tuple(lines), _junk_share(text)


def _text(text_page: object, count: int) -> tuple[str, Callable[[int], int] | None]:
    """The page's text, and the way from an offset in it to PDFium's character number (they differ on about 2% of pages; None where not)."""
    buffer = ctypes.create_string_buffer(2 * (count + 1))
    got = raw.FPDFText_GetText(text_page, 0, count, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)))
    text = buffer.raw[: 2 * max(0, got - 1)].decode("utf-16-le", "replace")
    if len(text) == count:
        return text, None
    units, unit = [], 0
    for char in text:
        units.append(unit)
        unit += 2 if ord(char) > 0xFFFF else 1
    return text, lambda offset: int(raw.FPDFText_GetCharIndexFromTextIndex(text_page, units[offset]))


def _junk_share(text: str) -> float:
    """The part of the characters, white space apart, that no reader could make sense of."""
    if text.replace("\r\n", " ").isprintable() and "\ufffd" not in text and "(cid:" not in text:
        return 0.0
    bad = sum(len(m[0]) for m in _JUNK.finditer(text))
    if not bad:
        return 0.0
    solid = len(text) - text.count(" ") - text.count("\r") - text.count("\n")
    return round(min(1.0, bad / max(1, solid)), 3)


@dataclass(slots=True)
class _Drawn:
    """What is drawn on a page beside text; filled while its objects are walked."""

    horizontals: list[Box]
    verticals: list[Box]
    image_share: float = 0.0
    paths: int = 0


def _drawn(page: Any, place: Displayed, area: float) -> _Drawn:
    drawn = _Drawn([], [])
    covered = 0.0
    for item, kind in _beside_text(_GET_OBJECT, ctypes.byref(page.contents), min(MAX_OBJECTS, raw.FPDFPage_CountObjects(page))):
        bounds = _bounds(item)
        if bounds is None:
            continue
        x0, top, x1, bottom = place(*bounds)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            drawn.paths += 1
            _add_path(drawn, item, place, (x0, top, x1, bottom))
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            covered += max(0.0, x1 - x0) * max(0.0, bottom - top)
        elif kind == raw.FPDF_PAGEOBJ_FORM:
            _add_form(drawn, item, place)
    drawn.image_share = round(min(1.0, covered / area), 3) if area > 0 else 0.0
    return drawn


def _beside_text(get: Callable[[Any, int], int], holder: object, count: int) -> list[tuple[ctypes.c_void_p, int]]:
    """The first objects of a page or form that are not text, with their kinds. Most are text, so they are passed over by `map` alone."""
    items = list(map(get, repeat(holder), range(count)))
    return [(ctypes.c_void_p(i), kind) for i, kind in zip(items, map(_GET_KIND, items), strict=True) if kind != raw.FPDF_PAGEOBJ_TEXT]


def _bounds(item: ctypes.c_void_p) -> _Bounds | None:
    """(left, bottom, right, top) of an object in the space of what holds it; None where it has none."""
    sides = (ctypes.c_float * 4)()
    refs = [ctypes.byref(sides, 4 * i) for i in range(4)]
    return _FOUR.unpack_from(sides) if _GET_BOUNDS(item, *refs) else None


def _add_form(drawn: _Drawn, form: ctypes.c_void_p, place: Displayed) -> None:
    """Rulings inside a form object, one level deep: letterheads and tables made by word processors."""
    matrix = raw.FS_MATRIX()
    if not _GET_MATRIX(form, ctypes.byref(matrix)):
        return
    for item, kind in _beside_text(_GET_INSIDE, form, min(MAX_SEGMENTS, _COUNT_INSIDE(form))):
        bounds = _bounds(item) if kind == raw.FPDF_PAGEOBJ_PATH else None
        if bounds is None:
            continue
        drawn.paths += 1
        xs = sorted((matrix.a * bounds[0] + matrix.e, matrix.a * bounds[2] + matrix.e))
        ys = sorted((matrix.d * bounds[1] + matrix.f, matrix.d * bounds[3] + matrix.f))
        _add_ruling(drawn, place(xs[0], ys[0], xs[1], ys[1]))


def _add_ruling(drawn: _Drawn, box: _Bounds) -> bool:
    x0, top, x1, bottom = box
    width, height = x1 - x0, bottom - top
    if height <= THIN and width > WIDE:
        drawn.horizontals.append(Box(x0, top, x1, max(top, bottom)))
    elif width <= THIN and height > HIGH:
        drawn.verticals.append(Box(x0, top, max(x0, x1), bottom))
    else:
        return False
    return True


def _add_path(drawn: _Drawn, path: ctypes.c_void_p, place: Displayed, box: _Bounds) -> None:
    """A path is a ruling, a stroked frame, or many rulings drawn at once."""
    if _add_ruling(drawn, box):
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not _GET_DRAW_MODE(path, ctypes.byref(fill), ctypes.byref(stroke)) or not stroke.value:
        return
    matrix = raw.FS_MATRIX()
    _GET_MATRIX(path, ctypes.byref(matrix))
    x, y = ctypes.c_float(), ctypes.c_float()
    before: tuple[float, float] | None = None
    for i in range(min(MAX_SEGMENTS, _COUNT_SEGMENTS(path))):
        segment = _GET_SEGMENT(path, i)
        _GET_POINT(ctypes.c_void_p(segment), ctypes.byref(x), ctypes.byref(y))
        point = (matrix.a * x.value + matrix.c * y.value + matrix.e, matrix.b * x.value + matrix.d * y.value + matrix.f)
        if before is not None and _GET_SEGMENT_KIND(segment) == raw.FPDF_SEGMENT_LINETO:
            _add_ruling(drawn, place(min(before[0], point[0]), min(before[1], point[1]), max(before[0], point[0]), max(before[1], point[1])))
        before = point


def _fields(pdf: Pdf, page: object, place: Displayed) -> Iterator[tuple[str, str, Box]]:
    """Form fields of a page: "checked" or "unchecked" for boxes and buttons, "text" with its value for the others that are filled in."""
    form = pdf.handle.formenv.raw
    for i in range(min(MAX_SEGMENTS, raw.FPDFPage_GetAnnotCount(page))):
        note = raw.FPDFPage_GetAnnot(page, i)
        try:
            if raw.FPDFAnnot_GetSubtype(note) != raw.FPDF_ANNOT_WIDGET:
                continue
            rect = raw.FS_RECTF()
            raw.FPDFAnnot_GetRect(note, ctypes.byref(rect))
            x0, top, x1, bottom = place(
                min(rect.left, rect.right), min(rect.bottom, rect.top), max(rect.left, rect.right), max(rect.bottom, rect.top)
            )
            box = Box(round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2))
            kind = raw.FPDFAnnot_GetFormFieldType(form, note)
            if kind in {raw.FPDF_FORMFIELD_CHECKBOX, raw.FPDF_FORMFIELD_RADIOBUTTON}:
                yield ("checked" if raw.FPDFAnnot_IsChecked(form, note) else "unchecked"), "", box
            elif kind in {raw.FPDF_FORMFIELD_TEXTFIELD, raw.FPDF_FORMFIELD_COMBOBOX, raw.FPDF_FORMFIELD_LISTBOX}:
                value = _field_value(form, note)
                if value.strip():
                    yield "text", value, box
        finally:
            raw.FPDFPage_CloseAnnot(note)


def _field_value(form: object, note: object) -> str:
    size = raw.FPDFAnnot_GetFormFieldValue(form, note, None, 0)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFAnnot_GetFormFieldValue(form, note, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace")


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
    try:
        image = pdf.handle[number - 1].render(scale=scale, grayscale=True).to_pil().convert("L")
    except (pdfium.PdfiumError, ValueError) as error:
        raise SourceError(f"Page {number} of the PDF cannot be drawn.", "Open the PDF at that page to see it.", "damaged") from error
    return image.width, image.height, image.tobytes()
