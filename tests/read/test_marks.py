"""What a reader sees as live text: hidden, struck and stamped words leave it and are told; boxes keep their state. Each case with its negatives."""

from __future__ import annotations

import io
import json
from collections.abc import Callable

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, NumberObject, TextStringObject
from reportlab.pdfgen.canvas import Canvas

from clausescan.core.document import Document, MarkKind
from clausescan.core.finding import ElectionState
from clausescan.core.span import Span
from clausescan.extract.cooperative.elections import find_election
from clausescan.read.marks import is_draft
from clausescan.read.pages import read_pdf
from clausescan.read.raw import RawPage
from clausescan.read.source import identify
from clausescan.scan import Toolkit, load_toolkit, read_document, scan_document
from tests.draw import boxed, pdf

Draw = Callable[[Canvas], None]

LIVE = "The vendor delivers paper to every school."
CLAUSE = "Other public agencies may buy under this contract."


def _read(data: bytes) -> Document:
    return read_document(data, identify("t.pdf", data))


@pytest.fixture(scope="module")
def toolkit() -> Toolkit:
    return load_toolkit()


def _page(special: Draw, rotate: int = 0) -> Document:
    """A page with a live line, then whatever the case draws."""

    def draw(canvas: Canvas) -> None:
        if rotate % 180:
            canvas.translate(0, -150)  # the page lies on its side and is lower
        canvas.drawString(72, 700, LIVE)
        canvas.saveState()
        special(canvas)
        canvas.restoreState()

    return _read(pdf(draw, rotate=rotate))


def _words(document: Document, kind: MarkKind) -> str:
    return " ".join(m.value for m in document.marks if m.kind is kind)


def _invisible(canvas: Canvas) -> None:
    text = canvas.beginText(72, 600)
    text.setTextRenderMode(3)
    text.textOut(CLAUSE)
    canvas.drawText(text)


def _white(canvas: Canvas) -> None:
    canvas.setFillGray(1)
    canvas.drawString(72, 600, CLAUSE)


def _nearly_white(canvas: Canvas) -> None:
    canvas.setFillColorRGB(0.98, 0.98, 0.99)
    canvas.drawString(72, 600, CLAUSE)


def _in_the_colour_of_a_bar(canvas: Canvas) -> None:
    canvas.setFillColorRGB(0.1, 0.2, 0.5)
    canvas.rect(60, 590, 400, 24, stroke=0, fill=1)
    canvas.drawString(72, 600, CLAUSE)


def _tiny(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 1)
    canvas.drawString(72, 600, CLAUSE)


def _off_page(canvas: Canvas) -> None:
    canvas.drawString(72, 840, CLAUSE)


def _left_of_page(canvas: Canvas) -> None:
    canvas.drawString(-400, 600, CLAUSE)


def _covered(canvas: Canvas) -> None:
    canvas.drawString(72, 600, CLAUSE)
    canvas.setFillGray(1)
    canvas.rect(60, 590, 400, 24, stroke=0, fill=1)


def _blacked_out(canvas: Canvas) -> None:
    canvas.drawString(72, 600, CLAUSE)
    canvas.rect(60, 590, 400, 24, stroke=0, fill=1)


def _typed_over(canvas: Canvas) -> None:
    canvas.drawString(72, 600, CLAUSE)
    canvas.setFillGray(1)
    canvas.rect(60, 590, 400, 24, stroke=0, fill=1)
    canvas.setFillGray(0)
    canvas.drawString(72, 600, "No agency but the city buys from it.")


def _white_in_a_form(canvas: Canvas) -> None:
    canvas.beginForm("inner")
    canvas.setFillGray(1)
    canvas.drawString(72, 600, CLAUSE)
    canvas.endForm()
    canvas.doForm("inner")


HIDDEN = [
    _invisible, _white, _nearly_white, _in_the_colour_of_a_bar, _tiny, _off_page, _left_of_page, _covered, _blacked_out, _typed_over, _white_in_a_form
]  # fmt: skip


@pytest.mark.parametrize("special", HIDDEN)
@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_words_that_nobody_sees_are_no_text(special: Draw, rotate: int) -> None:
    document = _page(special, rotate)
    assert LIVE in document.text
    assert "Other public" not in document.text
    assert _words(document, MarkKind.HIDDEN) == CLAUSE
    assert [n.code for n in document.notices] == ["hidden_text"]


def test_words_outside_the_crop_box_are_no_text() -> None:
    data = boxed(pdf([(72, 700, LIVE), (72, 100, CLAUSE)]), None, (0, 400, 612, 792))
    document = _read(data)
    assert document.text == LIVE
    assert _words(document, MarkKind.HIDDEN) == CLAUSE


def _white_on_dark(canvas: Canvas) -> None:
    canvas.setFillColorRGB(0.1, 0.2, 0.5)
    canvas.rect(60, 590, 400, 24, stroke=0, fill=1)
    canvas.setFillGray(1)
    canvas.drawString(72, 600, CLAUSE)


def _white_on_a_picture(canvas: Canvas) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    canvas.drawImage(ImageReader(Image.new("RGB", (40, 4), (20, 60, 20))), 60, 590, 400, 24)
    canvas.setFillGray(1)
    canvas.drawString(72, 600, CLAUSE)


def _on_a_shaded_cell(canvas: Canvas) -> None:
    canvas.setFillGray(0.9)
    canvas.rect(60, 590, 400, 24, stroke=1, fill=1)
    canvas.setFillGray(0)
    canvas.drawString(72, 600, CLAUSE)


def _highlighted_later(canvas: Canvas) -> None:
    canvas.drawString(72, 600, CLAUSE)
    canvas.setFillColorRGB(1, 1, 0, alpha=0.4)
    canvas.rect(60, 596, 400, 14, stroke=0, fill=1)


def _framed_later(canvas: Canvas) -> None:
    canvas.drawString(72, 600, CLAUSE)
    canvas.rect(60, 590, 400, 24, stroke=1, fill=0)


def _grey_print(canvas: Canvas) -> None:
    canvas.setFillGray(0.6)
    canvas.drawString(72, 600, CLAUSE)


def _small_print(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 4)
    canvas.drawString(72, 600, CLAUSE)


def _drawn_twice(canvas: Canvas) -> None:
    _typed_over(canvas)
    canvas.drawString(72, 560, CLAUSE)


def _underlined(canvas: Canvas) -> None:
    canvas.drawString(72, 600, CLAUSE)
    canvas.line(72, 598.4, 72 + canvas.stringWidth(CLAUSE), 598.4)


def _ruled_above_and_below(canvas: Canvas) -> None:
    canvas.drawString(72, 600, CLAUSE)
    canvas.grid([60, 340, 500], [594, 612])


def _on_a_line_to_fill(canvas: Canvas) -> None:
    canvas.drawString(72, 600, CLAUSE)
    canvas.line(60, 599.5, 540, 599.5)


def _line_beside(canvas: Canvas) -> None:
    canvas.drawString(72, 600, CLAUSE)
    canvas.line(80 + canvas.stringWidth(CLAUSE), 603, 540, 603)


def _long_line_through_a_word(canvas: Canvas) -> None:
    canvas.drawString(72, 600, CLAUSE)
    canvas.line(20, 603, 600, 603)


SEEN = [
    _white_on_dark, _white_on_a_picture, _on_a_shaded_cell, _highlighted_later, _framed_later, _grey_print, _small_print, _drawn_twice, _underlined,
    _ruled_above_and_below, _on_a_line_to_fill, _line_beside,
]  # fmt: skip


@pytest.mark.parametrize("special", SEEN)
@pytest.mark.parametrize("rotate", [0, 90])
def test_words_that_can_be_read_stay(special: Draw, rotate: int) -> None:
    document = _page(special, rotate)
    assert CLAUSE in document.text
    assert not _words(document, MarkKind.STRUCK)


def test_the_text_laid_over_a_scan_stays() -> None:
    def draw(canvas: Canvas) -> None:
        from PIL import Image
        from reportlab.lib.utils import ImageReader

        canvas.drawImage(ImageReader(Image.new("L", (85, 110), 250)), 0, 0, 612, 792)
        _invisible(canvas)

    assert _read(pdf(draw)).text == CLAUSE


def _struck_by_a_line(canvas: Canvas) -> None:
    canvas.drawString(72, 600, CLAUSE)
    canvas.line(72, 603, 72 + canvas.stringWidth(CLAUSE), 603)


def _struck_by_a_thin_fill(canvas: Canvas) -> None:
    canvas.drawString(72, 600, CLAUSE)
    canvas.rect(72, 602.6, canvas.stringWidth(CLAUSE), 0.7, stroke=0, fill=1)


def _struck_in_red_capitals(canvas: Canvas) -> None:
    canvas.setFont("Times-Roman", 12)
    canvas.drawString(72, 600, CLAUSE)
    canvas.setStrokeColorRGB(1, 0, 0)
    canvas.setLineWidth(1.2)
    canvas.line(70, 603.2, 74 + canvas.stringWidth(CLAUSE), 603.2)


@pytest.mark.parametrize("special", [_struck_by_a_line, _struck_by_a_thin_fill, _struck_in_red_capitals])
@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_struck_words_are_no_text(special: Draw, rotate: int) -> None:
    document = _page(special, rotate)
    assert LIVE in document.text
    assert "Other public" not in document.text
    assert _words(document, MarkKind.STRUCK) == CLAUSE
    assert [n.code for n in document.notices] == ["struck_text"]


def test_a_struck_stretch_leaves_the_rest_of_its_line() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 600, "Other agencies may not buy under it.")
        start = 72 + canvas.stringWidth("Other agencies ")
        canvas.line(start, 603, start + canvas.stringWidth("may not"), 603)

    document = _page(draw)
    assert "Other agencies buy under it." in document.text
    assert _words(document, MarkKind.STRUCK) == "may not"


def test_a_stretch_struck_within_a_word_is_cut_letter_by_letter() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 600, "The vendor shallmay sell.")
        start = 72 + canvas.stringWidth("The vendor ")
        canvas.line(start, 603, start + canvas.stringWidth("shall"), 603)

    assert "The vendor may sell." in _page(draw).text


def test_a_line_that_runs_on_beyond_the_words_strikes_nothing() -> None:
    assert CLAUSE in _page(_long_line_through_a_word).text


def _with_note(data: bytes, note: dict[str, object]) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    entry = DictionaryObject({NameObject("/Type"): NameObject("/Annot"), **{NameObject(k): v for k, v in note.items()}})
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(entry)])
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _numbers(*values: float) -> ArrayObject:
    return ArrayObject([FloatObject(v) for v in values])


def test_words_below_a_note_that_strikes_are_no_text() -> None:
    data = pdf([(72, 700, LIVE), (72, 600, CLAUSE)])
    rect = (72, 596, 400, 612)
    quad = _numbers(72, 612, 400, 612, 72, 596, 400, 596)
    document = _read(_with_note(data, {"/Subtype": NameObject("/StrikeOut"), "/Rect": _numbers(*rect), "/QuadPoints": quad}))
    assert document.text == LIVE
    assert _words(document, MarkKind.STRUCK) == CLAUSE
    for other in ("/Underline", "/Highlight"):
        assert CLAUSE in _read(_with_note(data, {"/Subtype": NameObject(other), "/Rect": _numbers(*rect), "/QuadPoints": quad})).text


@pytest.mark.parametrize(("flags", "seen"), [(4, True), (2, False), (32, False)])
def test_text_typed_on_as_a_note_is_read_where_it_shows(flags: int, seen: bool) -> None:
    data = pdf([(72, 700, "Yes ___"), (72, 600, LIVE)])
    note = {"/Subtype": NameObject("/FreeText"), "/Rect": _numbers(95, 696, 110, 712), "/Contents": TextStringObject("X"), "/F": NumberObject(flags)}
    assert ("X" in _read(_with_note(data, note)).text) is seen


def _square(canvas: Canvas, x: float, y: float, tick: str) -> None:
    canvas.rect(x, y, 9, 9)
    if tick == "cross":
        canvas.line(x + 1, y + 1, x + 8, y + 8)
        canvas.line(x + 1, y + 8, x + 8, y + 1)
    elif tick == "check":
        path = canvas.beginPath()
        path.moveTo(x + 1, y + 4)
        path.lineTo(x + 4, y + 1)
        path.lineTo(x + 8, y + 8)
        canvas.drawPath(path)
    elif tick:
        canvas.drawString(x + 1, y + 1, tick)


@pytest.mark.parametrize("tick", ["cross", "check", "X", "x"])
@pytest.mark.parametrize(("place", "state"), [("yes", ElectionState.YES), ("no", ElectionState.NO), ("", ElectionState.BLANK)])
@pytest.mark.parametrize("rotate", [0, 180])
def test_drawn_boxes_keep_their_state(tick: str, place: str, state: ElectionState, rotate: int) -> None:
    def draw(canvas: Canvas) -> None:
        if rotate:  # drawn upside down, shown upright
            canvas.translate(612, 792)
            canvas.rotate(180)
        canvas.drawString(72, 600, "Will the bidder sell to other public agencies?")
        for x, label in ((72, "Yes"), (130, "No")):
            _square(canvas, x, 579, tick if label.lower() == place else "")
            canvas.drawString(x + 14, 580, label)

    document = _read(pdf(draw, rotate=rotate))
    yes, no = ("☒" if place == label else "☐" for label in ("yes", "no"))
    assert f"{yes} Yes" in document.text
    assert f"{no} No" in document.text
    found = find_election(document, Span(0, len(document.text)))
    assert found is not None
    assert found.election.state is state


def _cells_for_letters(canvas: Canvas) -> None:
    canvas.drawString(72, 600, "Tax number")
    for i in range(9):
        canvas.rect(140 + 10 * i, 598, 10, 10)


def _filled_bullets(canvas: Canvas) -> None:
    canvas.rect(72, 600, 6, 6, stroke=0, fill=1)
    canvas.drawString(84, 600, "A point of the list.")


def _far_square(canvas: Canvas) -> None:
    canvas.rect(300, 400, 9, 9)


def _square_around_a_number(canvas: Canvas) -> None:
    canvas.rect(72, 597, 12, 12)
    canvas.drawString(75, 600, "3")
    canvas.drawString(90, 600, "A numbered step.")


@pytest.mark.parametrize("special", [_cells_for_letters, _filled_bullets, _far_square, _square_around_a_number])
def test_other_squares_are_no_boxes_to_tick(special: Draw) -> None:
    text = _page(special).text
    assert "☐" not in text
    assert "☒" not in text


def _draft_across(canvas: Canvas) -> None:
    canvas.translate(150, 250)
    canvas.rotate(45)
    canvas.setFont("Helvetica-Bold", 90)
    canvas.setFillGray(0.85)
    canvas.drawString(0, 0, "DRAFT")


def _draft_level(canvas: Canvas) -> None:
    canvas.setFont("Helvetica-Bold", 48)
    canvas.setFillGray(0.8)
    canvas.drawString(150, 400, "DRAFT ONLY")


@pytest.mark.parametrize("special", [_draft_across, _draft_level])
@pytest.mark.parametrize("rotate", [0, 90])
def test_a_watermark_is_told_and_no_text(special: Draw, rotate: int) -> None:
    document = _page(special, rotate)
    assert document.text == LIVE
    assert "DRAFT" in _words(document, MarkKind.DRAFT)
    assert [n.code for n in document.notices] == ["draft"]


@pytest.mark.parametrize(
    ("text", "draft"),
    [("DRAFT", True), ("Draft v2.1", True), ("SAMPLE CONTRACT", True), ("Not Executed", True), ("COPY", False), ("DRAFT HORSES FOR HIRE", False)],
)
def test_watermarks_that_say_draft(text: str, draft: bool) -> None:
    assert is_draft(text) is draft


def test_a_large_heading_stays() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 36)
        canvas.drawString(72, 500, "Paper and Envelopes")

    assert "Paper and Envelopes" in _page(draw).text


@pytest.mark.parametrize("special", [_struck_by_a_line, _white, _covered, _invisible])
def test_a_permission_that_is_struck_or_hidden_is_none(special: Draw, toolkit: Toolkit) -> None:
    def found(document: Document) -> int:
        return sum(len(part.facts.cooperative_use) for part in scan_document(document, toolkit).parts)

    assert found(_page(_underlined)) == 1
    assert found(_page(special)) == 0


def test_what_was_left_out_crosses_to_the_other_process() -> None:
    page = next(p for p in read_pdf(pdf(_struck_by_a_line)) if isinstance(p, RawPage))
    assert page.left_out
    assert RawPage.unpack(json.loads(json.dumps(page.pack()))).left_out == page.left_out


def test_a_stamp_on_a_scan_leaves_the_text_below_it() -> None:
    def draw(canvas: Canvas) -> None:
        from PIL import Image
        from reportlab.lib.utils import ImageReader

        canvas.drawImage(ImageReader(Image.new("L", (85, 110), 250)), 0, 0, 612, 792)
        canvas.drawString(450, 30, "County archive 118")
        _invisible(canvas)

    document = _read(pdf(draw))
    assert CLAUSE in document.text
    assert "County archive 118" in document.text


def test_hidden_words_on_a_page_with_a_picture_behind_it_are_no_text() -> None:
    def draw(canvas: Canvas) -> None:
        from PIL import Image
        from reportlab.lib.utils import ImageReader

        canvas.drawImage(ImageReader(Image.new("L", (85, 110), 250)), 0, 0, 612, 792)
        for i in range(4):
            canvas.drawString(72, 700 - 16 * i, LIVE)
        _invisible(canvas)

    assert "Other public" not in _read(pdf(draw)).text


def test_a_page_of_great_size_is_judged_in_a_small_picture() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageSize((14_000, 14_000))
        canvas.setFont("Helvetica", 24)
        canvas.drawString(72, 13_000, LIVE)
        _white(canvas)

    assert _read(pdf(draw)).text == LIVE
