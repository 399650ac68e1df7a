"""Scans from end to end: words come back where they stand, whatever way the page lies; what cannot be read is said, not guessed."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from time import sleep

import numpy as np
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from clausescan.core.document import Document, TextLayer
from clausescan.core.span import Box, Span
from clausescan.read import ocr, ocr_tesseract
from clausescan.read.ocr import OFF, OcrOptions, as_read, with_ocr
from clausescan.read.ocr_engines import Engines
from clausescan.read.ocr_need import Need, OcrMode
from clausescan.read.ocr_words import Reading, Seen, SeenLine
from clausescan.read.pages import read_pdf
from clausescan.read.raw import FromPicture, Left, RawPage
from clausescan.read.source import identify
from clausescan.scan import read_document
from tests.draw import pdf, prose
from tests.read.draw import line
from tests.scans import pictures

needs_tesseract = pytest.mark.skipif(ocr_tesseract.program() is None, reason="tesseract is not on the PATH")

LINES = [
    "AGREEMENT OF THE BOROUGH OF ALDER",
    "The supplier keeps every price of this award",
    "open to any sister agency through June 30, 2027",
    "and sends one invoice a month to each of them.",
]
PAGE = pdf(prose(*LINES, x=90, top=560, step=24), size=14)
ONCE = OcrOptions(jobs=1)


def read(data: bytes, options: OcrOptions = ONCE) -> Document:
    return read_document(data, identify("s.pdf", data), None, lambda d, p: with_ocr(read_pdf(d, p), d, p, options))


def scan(*images: Image.Image, over: str = "") -> bytes:
    """A PDF of letter pages that hold nothing but pictures, with words over them if wanted."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    for image in images:
        wide, high = image.width * 72 / 200, image.height * 72 / 200
        canvas.setPageSize((wide, high))
        canvas.drawImage(ImageReader(image), 0, 0, wide, high)
        canvas.drawString(40, high - 20, over)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def drawn() -> Image.Image:
    return pictures(PAGE)[0]


def word_box(document: Document, word: str) -> tuple[Box, ...]:
    start = document.text.index(word)
    return tuple(box for _, box in document.boxes(Span(start, start + len(word))))


@needs_tesseract
@pytest.mark.parametrize(
    ("turn", "angle"),
    [
        pytest.param(0, 0.0, id="upright"),
        pytest.param(0, 2.0, id="aslant"),
        pytest.param(180, 0.0, id="upside down"),
        pytest.param(270, -1.5, id="on its side"),
    ],
)
def test_words_come_back_and_their_boxes_hold_their_ink(turn: int, angle: float) -> None:
    image = drawn().rotate(angle, Image.Resampling.BICUBIC, fillcolor=255).rotate(turn, expand=True)
    document = read(scan(image))
    assert "any sister agency through June 30, 2027" in document.text.replace("\n", " ")
    (page,) = document.pages
    assert page.text_layer is TextLayer.OCR
    assert page.quality > 0.8
    ink = np.asarray(image) < 128
    outside = ink.copy()
    for line_ in document.lines:
        for box in line_.boxes_of(line_.span, document.text):
            x0, top, x1, bottom = (round(v * 200 / 72) for v in (box.x0 - 1, box.top - 1, box.x1 + 1, box.bottom + 1))
            assert ink[max(0, top) : bottom, max(0, x0) : x1].any()
            outside[max(0, top) : bottom, max(0, x0) : x1] = False
    assert outside.sum() < 0.02 * ink.sum()
    assert all(b.height < 40 or b.width < 40 for b in word_box(document, "supplier"))


@needs_tesseract
def test_a_banner_over_a_scan_stays_and_the_scan_is_read() -> None:
    document = read(scan(drawn(), over="Envelope 4F2A-99B1 sealed"))
    assert document.pages[0].text_layer is TextLayer.MIXED
    assert document.text.count("Envelope 4F2A-99B1 sealed") == 1
    assert "any sister agency" in document.text
    (banner,) = word_box(document, "Envelope")
    assert 38 < banner.x0 < 42
    assert document.lines[0].sure == ()


@needs_tesseract
def test_pages_come_in_order_and_only_those_that_need_it_are_read() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(612, 792))
    for number in range(4):
        if number % 2:
            canvas.drawImage(ImageReader(drawn()), 0, 0, 612, 792)
        else:
            for i in range(12):
                canvas.drawString(72, 700 - 14 * i, f"Page {number} is printed text with enough words to stand alone, row {i}")
        canvas.showPage()
    canvas.save()
    document = read(buffer.getvalue(), OcrOptions(jobs=2))
    assert [p.number for p in document.pages] == [1, 2, 3, 4]
    assert document.read_pages == (2, 4)
    assert [n.code for n in document.notices] == ["ocr"]
    assert "2 pages were read from pictures by tesseract" in document.notices[0].message


@needs_tesseract
def test_a_blank_scan_is_read_and_a_photograph_is_not() -> None:
    blank = Image.new("L", (850, 1100), 250)
    photograph = Image.fromarray(np.random.default_rng(1).integers(0, 255, (1100, 850), dtype=np.uint8))
    document = read(scan(drawn(), blank, photograph))
    assert [p.text_layer for p in document.pages] == [TextLayer.OCR, TextLayer.OCR, TextLayer.NONE]
    assert document.unread_pages == (3,)


@needs_tesseract
def test_force_reads_what_could_be_copied() -> None:
    document = read(PAGE, replace(ONCE, mode=OcrMode.FORCE))
    assert document.pages[0].text_layer is TextLayer.OCR
    assert "any sister agency" in document.text


@needs_tesseract
def test_a_second_run_takes_what_was_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data, options = scan(drawn()), replace(ONCE, cache=str(tmp_path))
    first = read(data, options)
    (kept,) = [p for p in tmp_path.rglob("*") if p.is_file()]
    assert kept.stat().st_mode & 0o077 == 0

    def never(*_: object) -> None:
        raise AssertionError("read again")

    monkeypatch.setattr(ocr_tesseract, "read", never)
    assert read(data, options) == first
    kept.write_text("[1, 2", encoding="utf-8")
    with pytest.raises(AssertionError):
        read(data, options)


def test_off_and_without_an_engine_nothing_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    data = scan(drawn())
    assert [n.code for n in read(data, OFF).notices] == ["no_text"]
    monkeypatch.setattr(ocr, "find_engines", lambda *_: Engines())
    document = read(data)
    assert document.unread_pages == (1,)
    assert [n.code for n in document.notices] == ["ocr_missing", "no_text"]


def test_the_caller_is_told_before_it_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(_: object, dots: float, seconds: float) -> tuple[SeenLine, ...]:
        return (SeenLine((Seen("Alder" * 6, 10, 10, 300, 30, 0.9),), 20),)

    monkeypatch.setattr(ocr, "find_engines", lambda *_: Engines((("slow", slow),)))
    told: list[float] = []
    data = scan(drawn())
    pages = list(with_ocr(read_pdf(data), data, None, replace(ONCE, seconds=9.0), told.append))
    assert told in ([], [108.0])
    assert isinstance(pages[1], RawPage)
    assert pages[1].picture is not None
    assert pages[1].picture.engine == "slow"


def test_a_file_of_pictures_without_words_ends_soon_and_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    calls: list[float] = []

    def vain(_: object, dots: float, seconds: float) -> None:
        calls.append(seconds)
        sleep(0.3)

    monkeypatch.setattr(ocr, "find_engines", lambda *_: Engines((("vain", vain),)))
    noise = Image.fromarray(np.random.default_rng(1).integers(0, 2, (400, 300), dtype=np.uint8) * 255)
    document = read(scan(*[noise] * 12), replace(ONCE, seconds=1.2, cache=str(tmp_path)))
    assert 0 < len(calls) < 12
    assert {n.code for n in document.notices} == {"ocr_late", "no_text"}
    assert document.unread_pages == tuple(range(1, 13))


def reading(sure: float, text: str = "agency") -> Reading:
    return Reading((SeenLine((Seen(text, 100, 100, 200, 130, sure),), 30),), 1700, 2200, 200 / 72, engine="e")


@pytest.mark.parametrize(
    "one", [reading(0.3), reading(0.9, "a"), Reading((), 1700, 2200, 200 / 72, ink=0.2)], ids=["unsure", "too little", "nothing"]
)
def test_what_was_read_badly_is_thrown_away(one: Reading) -> None:
    page = RawPage(1, 612, 792, image_share=1.0)
    found = as_read(page, one, Need.EMPTY)
    assert found.lines == ()
    assert found.picture is not None
    assert not found.picture.words


def test_words_under_a_stamp_give_way_to_it() -> None:
    stamp = line(36, 36, "Received")
    found = as_read(RawPage(1, 612, 792, (stamp,)), reading(0.9), Need.STAMP)
    assert [one.text for one in found.lines] == ["Received"]
    beside = as_read(RawPage(1, 612, 792, (stamp,)), reading(0.9), Need.ASKED)
    assert [one.text for one in beside.lines] == ["agency"]


def test_a_page_from_its_picture_crosses_the_pipe() -> None:
    page = as_read(RawPage(1, 612, 792), reading(0.9), Need.EMPTY)
    assert RawPage.unpack(page.pack()) == page
    late = as_read(RawPage(1, 612, 792), replace(reading(0.1), late=True), Need.EMPTY)
    assert late.picture == FromPicture("e", 0.0, left=Left.LATE)
    assert RawPage.unpack(late.pack()) == late
    assert OcrOptions.unpack(ONCE.pack()) == ONCE
