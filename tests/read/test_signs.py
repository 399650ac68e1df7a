"""Places to sign, and ink on them: each case with what looks like it and is none."""

from __future__ import annotations

import io
import random
from collections.abc import Callable

import pytest
from PIL import Image, ImageDraw
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, NumberObject, TextStringObject
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from clausescan.assess.doubt import SURE_ENOUGH
from clausescan.assess.signing import signing_of
from clausescan.core.contract_file import Execution, SignatureKind, Signing
from clausescan.core.document import Document, MarkKind
from clausescan.core.span import Box, Span
from clausescan.read.ocr import OcrOptions, with_ocr
from clausescan.read.ocr_tesseract import program
from clausescan.read.pages import read_pdf
from clausescan.read.raw import RawLine, RawWord
from clausescan.read.signs import may_sign, printed_blanks
from clausescan.read.source import identify
from clausescan.scan import read_document
from tests.draw import pdf
from tests.scans import scan_pdf

needs_tesseract = pytest.mark.skipif(program() is None, reason="no tesseract on the PATH")
Draw = Callable[[Canvas, float], None]
"""Draws one signature block; the number is how far right it stands."""


def read(data: bytes) -> Document:
    return read_document(data, identify("t.pdf", data))


def signs(document: Document) -> list[str]:
    return [m.value for m in document.marks if m.kind is MarkKind.SIGNATURE]


def signing(document: Document) -> Signing:
    return signing_of(document, Span(0, len(document.text)))


def block(*draws: Draw) -> Document:
    """A page with a line of prose and blocks side by side, one for each party."""

    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 720, "The parties have read this agreement and are bound by it.")
        for i, one in enumerate(draws):
            canvas.saveState()
            one(canvas, 72.0 + 250 * i)
            canvas.restoreState()

    return read(pdf(draw))


def scribble(width: int = 300, height: int = 110, seed: int = 3) -> Image.Image:
    """Thin strokes on nothing, as a pen leaves them."""
    chance = random.Random(seed)
    image = Image.new("RGBA", (width, height), (255, 255, 255, 0))
    pen = ImageDraw.Draw(image)
    points = [(width * (0.05 + 0.9 * i / 24), height * chance.uniform(0.12, 0.88)) for i in range(25)]
    pen.line(points, fill=(20, 30, 120, 255), width=3, joint="curve")
    return image


def picture(canvas: Canvas, image: Image.Image, x: float, y: float, width: float, height: float) -> None:
    canvas.drawImage(ImageReader(image), x, y, width, height, mask="auto")


def label(canvas: Canvas, x: float, typed: str = "") -> None:
    canvas.drawString(x, 500, f"By: {typed or '_' * 28}")
    canvas.drawString(x, 484, "Name: Ada Fern")
    canvas.drawString(x, 468, "Title: Purchasing Manager")


def ruled(canvas: Canvas, x: float) -> None:
    """A drawn line with name and office below it, and no label before it."""
    canvas.line(x, 500, x + 190, 500)
    canvas.drawString(x, 486, "Ada Fern, City Manager")


def blank_label(canvas: Canvas, x: float) -> None:
    label(canvas, x)


def image_on_label(canvas: Canvas, x: float) -> None:
    label(canvas, x)
    picture(canvas, scribble(), x + 30, 496, 110, 34)


def image_on_rule(canvas: Canvas, x: float) -> None:
    ruled(canvas, x)
    picture(canvas, scribble(), x + 20, 494, 120, 36)


def image_that_hides_the_line(canvas: Canvas, x: float) -> None:
    ruled(canvas, x)
    white = Image.new("RGB", (300, 110), "white")
    white.paste(scribble(), mask=scribble())
    picture(canvas, white, x + 20, 494, 120, 36)


def image_on_drawn_label(canvas: Canvas, x: float) -> None:
    canvas.drawString(x, 500, "Signature:")
    canvas.line(x + 56, 498, x + 200, 498)
    picture(canvas, scribble(), x + 70, 493, 110, 30)


def strokes_on_label(canvas: Canvas, x: float) -> None:
    label(canvas, x)
    chance = random.Random(5)
    for part in range(4):
        path = canvas.beginPath()
        path.moveTo(x + 35 + 25 * part, 502)
        for i in range(4):
            at = x + 35 + 25 * part + 6 * i
            path.curveTo(at, 500 + chance.uniform(0, 20), at + 4, 500 + chance.uniform(0, 20), at + 8, 500 + chance.uniform(0, 12))
        canvas.drawPath(path)


def typed_name(canvas: Canvas, x: float) -> None:
    label(canvas, x, "/s/ Ada Fern")


def docusigned(canvas: Canvas, x: float) -> None:
    canvas.setFont("Helvetica", 6)
    canvas.drawString(x + 30, 530, "DocuSigned by:")
    picture(canvas, scribble(), x + 30, 506, 90, 22)
    canvas.drawString(x + 30, 497, "3F9A61B0C2D84E7")
    canvas.setFont("Helvetica", 11)
    canvas.drawString(x, 500, "By:")
    canvas.line(x + 22, 496, x + 190, 496)
    canvas.drawString(x, 480, "Ada Fern, City Manager")


def audited(canvas: Canvas, x: float) -> None:
    canvas.drawString(x, 484, "By: Ada Fern (Mar 4, 2024 10:15 PST)")


def logo_above(canvas: Canvas, x: float) -> None:
    label(canvas, x)
    picture(canvas, scribble(), x + 20, 560, 120, 40)


def seal_on_the_line(canvas: Canvas, x: float) -> None:
    label(canvas, x)
    image = Image.new("RGB", (100, 100), "white")
    ImageDraw.Draw(image).ellipse((5, 5, 95, 95), outline="black", width=4)
    picture(canvas, image, x + 60, 492, 44, 44)


def logo_on_the_line(canvas: Canvas, x: float) -> None:
    label(canvas, x)
    picture(canvas, Image.new("RGB", (120, 40), (30, 90, 60)), x + 30, 496, 110, 34)


def empty_picture(canvas: Canvas, x: float) -> None:
    label(canvas, x)
    picture(canvas, Image.new("RGB", (120, 40), "white"), x + 30, 503, 110, 30)


def tick_on_the_line(canvas: Canvas, x: float) -> None:
    label(canvas, x)
    path = canvas.beginPath()
    path.moveTo(x + 40, 504)
    path.lineTo(x + 44, 500)
    path.lineTo(x + 52, 512)
    canvas.drawPath(path)


def initials(canvas: Canvas, x: float) -> None:
    canvas.drawString(x, 500, "Initials: ______")
    picture(canvas, scribble(120, 60), x + 48, 497, 30, 16)


def dated_line(canvas: Canvas, x: float) -> None:
    canvas.line(x, 500, x + 150, 500)
    canvas.drawString(x, 486, "Date")
    picture(canvas, scribble(), x + 20, 494, 90, 26)


def underlined_heading(canvas: Canvas, x: float) -> None:
    canvas.drawString(x, 500, "SIGNATURE AUTHORITY OF THE DIRECTOR")
    canvas.line(x, 498, x + 220, 498)


def signed_in_prose(canvas: Canvas, x: float) -> None:
    canvas.drawString(x, 500, "Each order is signed by the buyer")
    picture(canvas, scribble(), x + 30, 504, 110, 30)


INK: dict[Draw, str] = {
    image_on_label: "image", image_on_rule: "image", image_that_hides_the_line: "image", image_on_drawn_label: "image",
    strokes_on_label: "drawing", docusigned: "image",
}  # fmt: skip
EMPTY = [blank_label, ruled, logo_above, seal_on_the_line, logo_on_the_line, empty_picture, tick_on_the_line]
NO_PLACE = [initials, dated_line, underlined_heading, signed_in_prose]


@pytest.mark.parametrize("draw", INK, ids=lambda d: d.__name__)
def test_ink_on_a_line_is_seen(draw: Draw) -> None:
    assert signs(block(draw)) == [INK[draw]]


@pytest.mark.parametrize("draw", EMPTY, ids=lambda d: d.__name__)
def test_what_is_no_ink_leaves_the_line_blank(draw: Draw) -> None:
    document = block(draw)
    assert signs(document) == ["blank"]
    assert signing(document).state is Execution.UNSIGNED


@pytest.mark.parametrize("draw", NO_PLACE, ids=lambda d: d.__name__)
def test_other_lines_are_no_places_to_sign(draw: Draw) -> None:
    document = block(draw)
    assert signs(document) == []
    assert signing(document).state is Execution.UNKNOWN


@pytest.mark.parametrize(
    ("draws", "state", "kinds"),
    [
        ((image_on_label, image_on_label), Execution.SIGNED, {SignatureKind.INK}),
        ((image_on_rule, strokes_on_label), Execution.SIGNED, {SignatureKind.INK}),
        ((typed_name, image_on_rule), Execution.SIGNED, {SignatureKind.WORDS, SignatureKind.INK}),
        ((docusigned, docusigned), Execution.SIGNED, {SignatureKind.INK}),
        ((audited, typed_name), Execution.SIGNED, {SignatureKind.WORDS}),
        ((docusigned, blank_label), Execution.PARTLY, {SignatureKind.INK}),
        ((image_on_label,), Execution.PARTLY, {SignatureKind.INK}),
        ((image_on_label, logo_on_the_line), Execution.PARTLY, {SignatureKind.INK}),
        ((ruled, ruled), Execution.UNSIGNED, set()),
    ],
)
def test_two_parties(draws: tuple[Draw, ...], state: Execution, kinds: set[SignatureKind]) -> None:
    found = signing(block(*draws))
    assert (found.state, set(found.kinds)) == (state, kinds)
    assert len(found.evidence) == len(draws)
    if SignatureKind.INK in kinds:
        assert min(e.sure for e in found.evidence) == 0.8


def _with_field(x: float, value: bool, size: float = 30) -> Callable[[PdfWriter], None]:
    def add(writer: PdfWriter) -> None:
        field = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Annot"),
                NameObject("/Subtype"): NameObject("/Widget"),
                NameObject("/FT"): NameObject("/Sig"),
                NameObject("/T"): TextStringObject(f"sig{x}"),
                NameObject("/F"): NumberObject(4),
                NameObject("/Rect"): ArrayObject([FloatObject(v) for v in (x + 20, 496, x + 20 + 4 * size, 496 + size)]),
            }
        )
        if value:
            held = {NameObject("/Type"): NameObject("/Sig"), NameObject("/Filter"): NameObject("/Adobe.PPKLite")}
            field[NameObject("/V")] = writer._add_object(DictionaryObject(held))
        entry = writer._add_object(field)
        page = writer.pages[0]
        page[NameObject("/Annots")] = ArrayObject([*page.get("/Annots", ()), entry])
        form = writer._root_object.setdefault(NameObject("/AcroForm"), DictionaryObject({NameObject("/Fields"): ArrayObject()}))
        form["/Fields"].append(entry)

    return add


def fielded(*adds: Callable[[PdfWriter], None]) -> Document:
    def draw(canvas: Canvas) -> None:
        for i in range(len(adds)):
            blank_label(canvas, 72.0 + 250 * i)

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(draw))))
    for add in adds:
        add(writer)
    out = io.BytesIO()
    writer.write(out)
    return read(out.getvalue())


def test_digital_signatures_are_present_or_blank_and_never_verified() -> None:
    both = fielded(_with_field(72, value=True), _with_field(322, value=True))
    assert signs(both) == ["digital", "digital"]
    assert signing(both).state is Execution.SIGNED
    assert signing(both).kinds == (SignatureKind.DIGITAL,)
    assert max(e.sure for e in signing(both).evidence) == 0.9
    one = fielded(_with_field(72, value=True), _with_field(322, value=False))
    assert signs(one) == ["digital", "blank"]
    assert signing(one).state is Execution.PARTLY


def test_a_field_that_nobody_sees_signs_nothing() -> None:
    assert signs(fielded(_with_field(72, value=True, size=0))) == ["blank"]


def scanned(*draws: Draw, kind: str = "clean") -> Document:
    """The same page as a picture of itself, read by whatever engine is there."""

    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 720, "The parties have read this agreement and are bound by it.")
        canvas.drawString(72, 700, "It begins on the first day of March and lasts for two years.")
        for i, one in enumerate(draws):
            canvas.saveState()
            one(canvas, 72.0 + 250 * i)
            canvas.restoreState()

    data = scan_pdf(pdf(draw), kind)
    pages = with_ocr(read_pdf(data), data, None, OcrOptions())
    return read_document(data, identify("t.pdf", data), read=lambda *_: pages)


@pytest.mark.slow
@needs_tesseract
@pytest.mark.parametrize("kind", ["clean", "noisy", "skew", "fax"])
def test_ink_on_a_scan_is_seen_and_left_to_the_reader(kind: str) -> None:
    found = signing(scanned(image_on_label, image_on_rule, kind=kind))
    assert found.state is Execution.SIGNED
    assert SignatureKind.SCAN in found.kinds
    assert min(e.sure for e in found.evidence) < SURE_ENOUGH


@pytest.mark.slow
@needs_tesseract
@pytest.mark.parametrize("kind", ["clean", "noisy", "skew", "fax"])
@pytest.mark.parametrize("draws", [(blank_label, ruled), (logo_above, tick_on_the_line), (underlined_heading, dated_line)])
def test_a_scan_without_ink_is_not_signed(draws: tuple[Draw, ...], kind: str) -> None:
    document = scanned(*draws, kind=kind)
    assert "scan" not in signs(document)
    assert signing(document).state in {Execution.UNSIGNED, Execution.UNKNOWN}


@pytest.mark.parametrize(
    ("text", "rule", "found"),
    [
        ("By: ____", None, 1),
        ("Signature of vendor", None, 1),
        ("the Mayor acts", None, 0),
        ("the Mayor acts", (70, 90, 270, 91), 1),
        ("the Mayor acts", (70, 300, 270, 301), 0),  # a line far from those words
        ("the Mayor acts", (70, 90, 540, 91), 0),  # a line across the page
        ("Authorized Official :", (70, 300, 270, 301), 1),
        ("assigned and designed baby: reagent:", (70, 90, 270, 91), 0),
        ("Ada Fern, City Manager ____", None, 0),  # nothing to sign on above it
    ],
)
def test_most_pages_are_asked_no_further(text: str, rule: tuple[float, float, float, float] | None, found: int) -> None:
    line = RawLine(tuple(RawWord(word, 72, 272) for word in text.split()), Box(72, 95, 272, 107), 11.0, bold=False)
    assert len(list(may_sign(text, [line], [0], [Box(*rule)] if rule else [], printed_blanks([line])))) == found
