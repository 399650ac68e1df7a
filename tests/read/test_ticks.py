"""Boxes to tick however they are drawn or set, and what looks like them."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from reportlab.pdfgen.canvas import Canvas

from clausescan.core.document import Document
from clausescan.core.finding import ElectionState
from clausescan.core.span import Span
from clausescan.extract.cooperative.elections import find_election
from clausescan.read.source import identify
from clausescan.read.symbols import sign_of
from clausescan.scan import read_document
from tests.draw import pdf
from tests.plain_pdf import built, stream

Frame = Callable[[Canvas, float, float, bool], None]
"""Draws a box with its lower left corner there, ticked or not."""


def read(data: bytes) -> Document:
    return read_document(data, identify("t.pdf", data))


def cross(canvas: Canvas, x: float, y: float) -> None:
    canvas.line(x + 1, y + 1, x + 8, y + 8)
    canvas.line(x + 1, y + 8, x + 8, y + 1)


def four_lines(canvas: Canvas, x: float, y: float, tick: bool) -> None:
    for a, b, c, d in ((0, 0, 9, 0), (9, 0, 9, 9), (9, 9, 0, 9), (0, 9, 0, 0)):
        canvas.line(x + a, y + b, x + c, y + d)
    if tick:
        cross(canvas, x, y)


def four_thin_fills(canvas: Canvas, x: float, y: float, tick: bool) -> None:
    for a, b, width, height in ((0, 0, 9, 0.5), (0, 8.5, 9, 0.5), (0, 0, 0.5, 9), (8.5, 0, 0.5, 9)):
        canvas.rect(x + a, y + b, width, height, stroke=0, fill=1)
    if tick:
        canvas.drawString(x + 1, y + 1, "X")


def round_corners(canvas: Canvas, x: float, y: float, tick: bool) -> None:
    canvas.roundRect(x, y, 10, 10, 2)
    if tick:
        cross(canvas, x, y)


def circle(canvas: Canvas, x: float, y: float, tick: bool) -> None:
    canvas.circle(x + 5, y + 5, 5)
    if tick:
        canvas.circle(x + 5, y + 5, 2.6, stroke=0, fill=1)


def filled(canvas: Canvas, x: float, y: float, tick: bool) -> None:
    canvas.rect(x, y, 9, 9, stroke=1, fill=int(tick))


def drawn_twice(canvas: Canvas, x: float, y: float, tick: bool) -> None:
    canvas.setFillGray(1)
    canvas.rect(x, y, 9, 9, stroke=0, fill=1)
    canvas.setFillGray(0)
    canvas.rect(x, y, 9, 9)
    canvas.rect(x + 0.5, y + 0.5, 8, 8)
    if tick:
        cross(canvas, x, y)


def large(canvas: Canvas, x: float, y: float, tick: bool) -> None:
    """So large that its sides count as drawn lines, too."""
    canvas.rect(x - 2, y - 1, 12, 12)
    if tick:
        cross(canvas, x, y)


@pytest.mark.parametrize("frame", [large, four_lines, four_thin_fills, round_corners, circle, filled, drawn_twice])
@pytest.mark.parametrize(("place", "state"), [("Yes", ElectionState.YES), ("No", ElectionState.NO), ("", ElectionState.BLANK)])
def test_drawn_frames_keep_their_state(frame: Frame, place: str, state: ElectionState) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 600, "Will the bidder sell to other public agencies?")
        for x, label in ((72, "Yes"), (130, "No")):
            frame(canvas, x, 579, label == place)
            canvas.drawString(x + 14, 580, label)

    document = read(pdf(draw))
    yes, no = ("☒" if place == label else "☐" for label in ("Yes", "No"))
    assert f"{yes} Yes" in document.text
    assert f"{no} No" in document.text
    found = find_election(document, Span(0, len(document.text)))
    assert found is not None
    assert found.election.state is state


def _bullets(canvas: Canvas) -> None:
    for i in range(3):
        canvas.circle(76, 603 - 16 * i, 2, stroke=1, fill=1)
        canvas.rect(300, 600 - 16 * i, 6, 6, stroke=1, fill=1)
        canvas.drawString(84, 600 - 16 * i, "A point of the list.")


def _cells(canvas: Canvas) -> None:
    canvas.drawString(72, 600, "Zip")
    for i in range(6):
        canvas.line(100 + 10 * i, 598, 100 + 10 * i, 608)
    canvas.line(100, 598, 150, 598)
    canvas.line(100, 608, 150, 608)


def _circled_answer(canvas: Canvas) -> None:
    canvas.drawString(72, 600, "Pick one: A or B")
    canvas.circle(127, 604, 7)


def _arrow(canvas: Canvas) -> None:
    path = canvas.beginPath()
    for i, (x, y) in enumerate(((72, 600), (80, 604), (72, 608), (75, 604), (72, 600))):
        (path.lineTo if i else path.moveTo)(x, y)
    canvas.drawPath(path)
    canvas.drawString(86, 600, "See the next page.")


@pytest.mark.parametrize("special", [_bullets, _cells, _circled_answer, _arrow])
def test_what_is_no_box_to_tick(special: Callable[[Canvas], None]) -> None:
    text = read(pdf(special)).text
    assert "☐" not in text
    assert "☒" not in text


@pytest.mark.parametrize(
    ("letter", "font", "sign"),
    [
        *(
            ("o", "ABCDEF+Wingdings", "☐"),
            ("x", "Wingdings-Regular", "☒"),
            ("þ", "Wingdings", "☑"),
            ("R", "Wingdings2", "☑"),
            ("£", "Wingdings 2", "☐"),
        ),
        *(("4", "ZapfDingbats", "✔"), ("o", "ITCZapfDingbats", "☐"), ("o", "Helvetica", "o"), ("x", "Wingdings3", "x"), ("R", "Wingdings", "R")),
    ],
)
def test_letters_of_symbol_fonts(letter: str, font: str, sign: str) -> None:
    assert sign_of(letter, font) == sign


def test_boxes_set_in_a_symbol_font_without_table_of_signs() -> None:
    content = b"BT /F 11 Tf 72 700 Td (Will you sell to other agencies?) Tj ET BT /W 11 Tf 72 680 Td (x) Tj ET BT /F 11 Tf 86 680 Td (Yes) Tj ET "
    content += b"BT /W 11 Tf 130 680 Td (o) Tj ET BT /F 11 Tf 144 680 Td (No) Tj ET"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F 5 0 R/W 6 0 R>>>>>>"
    fonts = (
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+Wingdings/FirstChar 32/LastChar 255>>",
    )
    document = read(built([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, stream(b"", content), *fonts]))
    found = find_election(document, Span(0, len(document.text)))
    assert found is not None
    assert found.election.state is ElectionState.YES


@pytest.mark.parametrize("chosen", ["yes", "no"])
def test_radio_buttons_and_fields_of_a_form(chosen: str) -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(612, 792))
    canvas.drawString(72, 600, "Will the bidder sell to other public agencies?")
    for x, value in ((72, "yes"), (130, "no")):
        canvas.acroForm.radio(name="answer", value=value, selected=value == chosen, x=x, y=577, size=12)
        canvas.drawString(x + 18, 580, value.capitalize())
    canvas.drawString(72, 540, "Name of bidder:")
    canvas.acroForm.textfield(name="bidder", value="Tallow Paper Company", x=160, y=534, width=200, height=18)
    canvas.drawString(72, 500, "Initials:")
    canvas.acroForm.textfield(name="initials", value="AF", x=120, y=494, width=40, height=18)
    canvas.save()
    document = read(buffer.getvalue())
    found = find_election(document, Span(0, document.text.index("Name of bidder")))
    assert found is not None
    assert found.election.state is (ElectionState.YES if chosen == "yes" else ElectionState.NO)
    assert "Name of bidder: Tallow Paper Company" in " ".join(document.text.split())
    initials = find_election(document, Span(document.text.index("Initials"), len(document.text)))
    assert initials is not None
    assert initials.election.state is ElectionState.YES
