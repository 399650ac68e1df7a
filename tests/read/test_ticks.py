"""Boxes to tick however they are drawn or set, and what looks like them."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

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


def form(font: bytes, yes: bytes, no: bytes, signs: Sequence[str] = ()) -> Document:
    """A question with two boxes set in that font, before "Yes" and before "No". `signs` are what its table of signs gives for codes from "A" on."""
    content = b"BT /F 11 Tf 72 700 Td (Will you sell to other agencies?) Tj ET BT /W 11 Tf 72 680 Td <%s> Tj ET" % yes.hex().encode()
    content += b" BT /F 11 Tf 90 680 Td (Yes) Tj ET BT /W 11 Tf 130 680 Td <%s> Tj ET BT /F 11 Tf 148 680 Td (No) Tj ET" % no.hex().encode()
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F 5 0 R/W 6 0 R>>>>>>"
    kind = (
        b"/Type1/BaseFont/" if font == b"ZapfDingbats" else b"/TrueType/Encoding/WinAnsiEncoding/FirstChar 0/LastChar 255/Widths[%s]/BaseFont/ABCDEF+"
    )
    kind = kind % (b"800 " * 256) if b"%s" in kind else kind
    named = b"<</Type/Font/Subtype%s%s%s>>" % (kind, font, b"/ToUnicode 7 0 R" if signs else b"")
    rows = b"\n".join(b"<%02x> <%s>" % (n, sign.encode("utf-16-be").hex().encode()) for n, sign in enumerate(signs, 65))
    table = b"begincmap 1 begincodespacerange <00> <ff> endcodespacerange %d beginbfchar\n%s\nendbfchar endcmap" % (len(signs), rows)
    plain = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    pages = (b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page)
    return read(built([*pages, stream(b"", content), plain, named, stream(b"", table)]))


def answer(document: Document) -> ElectionState | None:
    found = find_election(document, Span(0, len(document.text)))
    return found.election.state if found else None


@pytest.mark.parametrize(
    ("font", "ticked", "empty"),
    [
        pytest.param(b"Wingdings", b"x", b"o", id="crossed box"),
        pytest.param(b"Wingdings", b"\xfe", b"\xa8", id="checked box"),
        pytest.param(b"Wingdings-Regular", b"\xfd", b"q", id="crossed box, shadowed box"),
        pytest.param(b"Wingdings2", b"R", b"\xa3", id="second font"),
        pytest.param(b"Wingdings2", b"T", b"\xa3", id="second font, cross"),
        pytest.param(b"Webdings", b"r", b"c", id="cross without a box"),
        pytest.param(b"ZapfDingbats", b"4", b"o", id="dingbats, check"),
        pytest.param(b"ZapfDingbats", b"8", b"q", id="dingbats, cross"),
    ],
)
def test_boxes_set_in_a_symbol_font_without_table_of_signs(font: bytes, ticked: bytes, empty: bytes) -> None:
    assert answer(form(font, ticked, empty)) is ElectionState.YES
    assert answer(form(font, empty, ticked)) is ElectionState.NO
    assert answer(form(font, empty, empty)) is not ElectionState.YES
    assert "☐" not in form(b"Arial", ticked, empty).text


@pytest.mark.parametrize(
    ("font", "ticked", "empty"),
    [
        pytest.param(b"Wingdings", "\uf0fe", "\uf0a8", id="checked box"),
        pytest.param(b"Wingdings", "\uf0fd", "\uf06f", id="crossed box"),
        pytest.param(b"Wingdings2", "\uf052", "\uf0a3", id="second font"),
        pytest.param(b"Webdings", "\uf061", "\uf063", id="check mark without a box"),
        pytest.param(b"Webdings", "\uf072", "\uf063", id="a cross that is an empty box in Wingdings"),
        pytest.param(b"ZapfDingbats", "\u2714", "\u274f", id="dingbats"),
        pytest.param(b"SegoeUISymbol", "\u2611", "\u2610", id="checked box of Unicode"),
        pytest.param(b"SegoeUISymbol", "\u2612", "\u2610", id="crossed box of Unicode"),
        pytest.param(b"SegoeUISymbol", "\U0001f5f9", "\u2610", id="bold check beyond 16 bits"),
        pytest.param(b"SegoeUISymbol", "\U0001f5f7", "\u25fb", id="bold cross beyond 16 bits"),
        pytest.param(b"MS-Gothic", "\u2612", "\u2610", id="content control of a word processor"),
    ],
)
def test_boxes_set_in_a_symbol_font_with_a_table_of_signs(font: bytes, ticked: str, empty: str) -> None:
    assert answer(form(font, b"A", b"B", (ticked, empty))) is ElectionState.YES
    assert answer(form(font, b"B", b"A", (ticked, empty))) is ElectionState.NO
    assert answer(form(font, b"B", b"B", (ticked, empty))) is not ElectionState.YES


@pytest.mark.parametrize("bullet", ["\uf0b7", "\uf0a7", "\uf06e", "\u2022"])
def test_bullets_of_symbol_fonts_are_no_ticks(bullet: str) -> None:
    assert answer(form(b"Wingdings", b"A", b"A", (bullet,))) is not ElectionState.YES


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
