"""Pages that are hard to read in order: fine print in columns, two pages on one sheet, scans in strips, wide margins of numbers."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from clausescan.core.document import Document, TextLayer
from clausescan.read.ocr import OcrOptions, with_ocr
from clausescan.read.ocr_need import Need, need
from clausescan.read.ocr_tesseract import program
from clausescan.read.pages import read_pdf
from clausescan.read.raw import RawPage
from clausescan.read.source import identify
from clausescan.scan import read_document
from tests.draw import pdf
from tests.scans import pictures, scan_pdf

needs_tesseract = pytest.mark.skipif(program() is None, reason="no tesseract on the PATH")
SENTENCE = "the vendor keeps its prices firm for the term and delivers goods to each school"


def read(data: bytes) -> Document:
    return read_document(data, identify("t.pdf", data))


def read_pictures(data: bytes) -> Document:
    pages = with_ocr(read_pdf(data), data, None, OcrOptions())
    return read_document(data, identify("t.pdf", data), read=lambda *_: pages)


def in_order(text: str, names: str, lines: int) -> bool:
    """True where each column's lines come one after the other, column after column."""
    places = [text.find(f"{name}{i} ") for name in names for i in range(lines)]
    return -1 not in places and places == sorted(places)


@pytest.mark.parametrize("columns", [2, 3])
@pytest.mark.parametrize("row_by_row", [False, True])
def test_fine_print_in_columns(columns: int, row_by_row: bool) -> None:
    width = 540 / columns

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Bold", 9)
        canvas.drawCentredString(306, 765, "STANDARD TERMS AND CONDITIONS")
        canvas.setFont("Times-Roman", 6)
        pairs = [(c, i) for i in range(90) for c in range(columns)] if row_by_row else [(c, i) for c in range(columns) for i in range(90)]
        for c, i in pairs:
            canvas.drawString(36 + c * width, 745 - 7.2 * i, f"{'LMR'[c]}{i} {SENTENCE[: 78 if columns == 2 else 56]}")

    assert in_order(read(pdf(draw)).text, "LMR"[:columns], 90)


@pytest.mark.slow
@needs_tesseract
def test_fine_print_in_columns_on_a_scan() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 6)
        for c in range(2):
            for i in range(60):
                canvas.drawString(36 + c * 270, 745 - 7.2 * i, f"{['Left', 'Right'][c]} {100 + i} {SENTENCE[:70]}")

    text = read_pictures(scan_pdf(pdf(draw), "clean")).text
    assert max(text.find(f"Left {n}") for n in range(100, 160)) < min(p for n in range(100, 160) if (p := text.find(f"Right {n}")) >= 0)
    assert sum(f"{side} {n}" in text for side in ("Left", "Right") for n in range(100, 160)) >= 108


def two_up(canvas: Canvas) -> None:
    """Two letter pages on one sheet of tabloid size that lies on its side."""
    canvas.setPageSize((1224, 792))
    for c, name in enumerate("LR"):
        canvas.drawString(72 + 612 * c, 740, f"SECTION {c + 1}. DELIVERY")
        for i in range(40):
            canvas.drawString(72 + 612 * c, 715 - 15 * i, f"{name}{i} {SENTENCE}")
        canvas.drawCentredString(306 + 612 * c, 30, str(c + 1))


def test_two_pages_side_by_side_are_read_one_after_the_other() -> None:
    text = read(pdf(two_up)).text
    assert in_order(text, "LR", 40)
    assert text.index("SECTION 1") < text.index("L0 ") < text.index("SECTION 2") < text.index("R0 ")


@pytest.mark.slow
@needs_tesseract
def test_two_pages_side_by_side_on_a_scan() -> None:
    text = read_pictures(scan_pdf(pdf(two_up), "clean")).text
    assert text.index("SECTION 1") < text.index("L39") < text.index("SECTION 2") < text.index("R39")


def strips(count: int) -> bytes:
    """A scan whose picture was cut into strips, one below the other."""

    def page(canvas: Canvas) -> None:
        for i in range(12):
            canvas.drawString(72, 700 - 40 * i, f"Line {i} of the page: {SENTENCE}.")

    whole = pictures(pdf(page))[0]
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(612, 792))
    step = whole.height // count
    for i in range(count):
        piece = whole.crop((0, i * step, whole.width, (i + 1) * step))
        canvas.drawImage(ImageReader(piece.convert("RGB")), 0, 792 * (1 - (i + 1) / count), 612, 792 / count)
    canvas.save()
    return buffer.getvalue()


@pytest.mark.parametrize("count", [3, 44])
def test_a_scan_in_strips_is_one_to_read(count: int) -> None:
    page = next(p for p in read_pdf(strips(count)) if isinstance(p, RawPage))
    assert page.image_share > 0.9
    assert need(page) is Need.EMPTY


@pytest.mark.slow
@needs_tesseract
def test_a_scan_in_strips_is_read_across_its_cuts() -> None:
    document = read_pictures(strips(23))
    assert document.pages[0].text_layer is TextLayer.OCR
    assert document.text.count(f"of the page: {SENTENCE}.") == 12


def test_a_stencil_counts_as_a_picture() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(Image.new("1", (850, 1100), 1)), 0, 0, 612, 792)

    page = next(p for p in read_pdf(pdf(draw)) if isinstance(p, RawPage))
    assert need(page) is Need.EMPTY
