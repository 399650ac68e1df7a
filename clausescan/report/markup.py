"""PDFs with marks and pages taken out of PDFs (the adapter to pypdf). It parses what strangers wrote: run it in the supervised child (`sandbox`).

Marks are appended to the file (an incremental update), so that its own bytes, and with them every page as it was, come first and unchanged.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from clausescan.core.span import Box
from clausescan.errors import SourceError

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader, PdfWriter

    Rect = tuple[float, float, float, float]

AUTHOR = "clausescan"
_LETTER = (0.0, 0.0, 612.0, 792.0)
_COLOUR = (1.0, 0.88, 0.35)
_MOST_BOXES = 2_000  # of one note
_PRINT = 4  # a mark is printed with its page
_ADVICE = "The report shows the words; mark the PDF by hand, or print it to a new PDF where it opens."


@dataclass(frozen=True, slots=True)
class Note:
    """A highlight on page `page` (from 1) over `boxes` (points of the page as displayed, origin top left), and the words of its note."""

    page: int
    boxes: tuple[Box, ...]
    title: str
    words: str


def marked(data: bytes, notes: Sequence[Note], password: str | None = None) -> bytes:
    """The same PDF with a highlight and a note for each of `notes`; notes on pages that it does not have are left out.

    A PDF that is not encrypted comes back with its own bytes first, unchanged, and the marks after them. One that is encrypted is written anew and
    encrypted again with the same password (none where it opens without).

    Raises:
        SourceError: pypdf cannot read it, or not with this password.
    """
    from pypdf import PdfWriter  # noqa: PLC0415  only who marks pays for it

    with _told():
        locked = _reader(data, password).is_encrypted
        writer = PdfWriter(clone_from=_reader(data, password)) if locked else PdfWriter(fileobj=io.BytesIO(data), incremental=True)
        for note in notes:
            if 1 <= note.page <= len(writer.pages):
                _highlight(writer, writer.pages[note.page - 1], note)
        return _written(writer, password if locked else None, locked=locked)


def excerpt(data: bytes, pages: Sequence[int], password: str | None = None) -> bytes:
    """A PDF of those pages (from 1), in the order of the PDF, as they are there; bookmarks, scripts, actions and attachments stay behind.

    From an encrypted PDF the pages are encrypted with the same password.

    Raises:
        SourceError: pypdf cannot read it, or not with this password.
    """
    from pypdf import PdfWriter  # noqa: PLC0415  as above

    with _told():
        reader, writer = _reader(data, password), PdfWriter()
        for number in sorted(set(pages)):
            if 1 <= number <= len(reader.pages):
                _quiet(writer.add_page(reader.pages[number - 1]))
        return _written(writer, password, locked=reader.is_encrypted)


def _quiet(page: PageObject) -> None:
    """Take what a viewer would do by itself, or at a click, off the page and what stands on it."""
    page.pop("/AA", None)
    held = page.get("/Annots")
    held = held.get_object() if held is not None else None
    for annotation in held if isinstance(held, list) else ():
        found = annotation.get_object()
        for action in ("/A", "/AA"):
            if isinstance(found, dict):
                found.pop(action, None)


@contextmanager
def _told() -> Iterator[None]:
    """Whatever pypdf finds wrong with a PDF, in two sentences; what it only wonders at is not logged."""
    from pypdf.errors import FileNotDecryptedError, PyPdfError, WrongPasswordError  # noqa: PLC0415  as above

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        yield
    except (FileNotDecryptedError, WrongPasswordError) as error:
        raise SourceError("The PDF is locked with a password.", "Give its password with --password.", "encrypted") from error
    except (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, NotImplementedError, AssertionError, OSError) as error:
        raise SourceError("The PDF cannot be written with marks.", _ADVICE, "damaged") from error


def _reader(data: bytes, password: str | None) -> PdfReader:
    from pypdf import PdfReader  # noqa: PLC0415  as above
    from pypdf.errors import WrongPasswordError  # noqa: PLC0415  as above

    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(password or ""):
        raise WrongPasswordError
    return reader


def _written(writer: PdfWriter, password: str | None, *, locked: bool) -> bytes:
    if locked:
        writer.encrypt(user_password=password or "", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _highlight(writer: PdfWriter, page: PageObject, note: Note) -> None:
    """One highlight annotation with its own appearance, so that every viewer shows the same."""
    from pypdf import generic as g  # noqa: PLC0415  as above

    frame = _frame(page)
    places = [_upright(box, frame, page.rotation % 360) for box in note.boxes[:_MOST_BOXES]]
    if not places:
        return
    around = (min(p[0] for p in places), min(p[1] for p in places), max(p[2] for p in places), max(p[3] for p in places))
    quads = [n for x0, y0, x1, y1 in places for n in (x0, y1, x1, y1, x0, y0, x1, y0)]
    annotation = g.DictionaryObject(
        {
            g.NameObject("/Type"): g.NameObject("/Annot"),
            g.NameObject("/Subtype"): g.NameObject("/Highlight"),
            g.NameObject("/Rect"): _numbers(around),
            g.NameObject("/QuadPoints"): _numbers(quads),
            g.NameObject("/C"): _numbers(_COLOUR),
            g.NameObject("/F"): g.NumberObject(_PRINT),
            g.NameObject("/P"): page.indirect_reference or g.NullObject(),
            g.NameObject("/T"): g.TextStringObject(f"{AUTHOR}: {note.title}"),
            g.NameObject("/Contents"): g.TextStringObject(note.words),
            g.NameObject("/AP"): g.DictionaryObject({g.NameObject("/N"): writer._add_object(_appearance(around, places))}),  # noqa: SLF001  no other way
        }
    )
    held = page.get("/Annots")
    held = held.get_object() if held is not None else None
    there = list(held) if isinstance(held, g.ArrayObject) else []
    page[g.NameObject("/Annots")] = g.ArrayObject([*there, writer._add_object(annotation)])  # noqa: SLF001  as above


def _appearance(around: Rect, places: Sequence[Rect]) -> Any:
    """The look of the highlight: filled rectangles through which the words show."""
    from pypdf import generic as g  # noqa: PLC0415  as above

    shade = g.DictionaryObject({g.NameObject("/Type"): g.NameObject("/ExtGState"), g.NameObject("/BM"): g.NameObject("/Multiply")})
    stream = g.StreamObject()
    rects = "".join(f"{x0:.2f} {y0:.2f} {x1 - x0:.2f} {y1 - y0:.2f} re " for x0, y0, x1, y1 in places)
    stream.set_data(f"/G gs {' '.join(map(str, _COLOUR))} rg {rects}f".encode())
    stream[g.NameObject("/Type")] = g.NameObject("/XObject")
    stream[g.NameObject("/Subtype")] = g.NameObject("/Form")
    stream[g.NameObject("/BBox")] = _numbers(around)
    stream[g.NameObject("/Group")] = g.DictionaryObject({g.NameObject("/S"): g.NameObject("/Transparency")})
    stream[g.NameObject("/Resources")] = g.DictionaryObject({g.NameObject("/ExtGState"): g.DictionaryObject({g.NameObject("/G"): shade})})
    return stream


def _numbers(values: Sequence[float]) -> Any:
    from pypdf import generic as g  # noqa: PLC0415  as above

    return g.ArrayObject([g.FloatObject(round(v, 2)) for v in values])


def _frame(page: PageObject) -> Rect:
    """The page as displayed, in its own coordinates: CropBox within MediaBox, as PDFium takes them."""
    media = _sides(page.get("/MediaBox")) or _LETTER
    crop = _sides(page.get("/CropBox")) or media
    both = (max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3]))
    return both if both[0] < both[2] and both[1] < both[3] else media


def _sides(value: Any) -> Rect | None:
    found = value.get_object() if value is not None else None
    if not isinstance(found, list) or len(found) != 4:
        return None
    a, b, c, d = (float(v.get_object()) for v in found)
    sides = (min(a, c), min(b, d), max(a, c), max(b, d))
    return sides if sides[0] < sides[2] and sides[1] < sides[3] else None


def _upright(box: Box, frame: Rect, rotation: int) -> Rect:
    """A box of the displayed page in the page's own coordinates: x0, y0, x1, y1 with the origin where the PDF has it."""
    left, low, right, high = frame
    match rotation:
        case 90:
            return left + box.top, low + box.x0, left + box.bottom, low + box.x1
        case 180:
            return right - box.x1, low + box.top, right - box.x0, low + box.bottom
        case 270:
            return right - box.bottom, high - box.x1, right - box.top, high - box.x0
        case _:
            return left + box.x0, high - box.bottom, left + box.x1, high - box.top
