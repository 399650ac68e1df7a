"""Text that is in the PDF and not drawn: layers that are off, clippings; and the same that are on or let it through."""

from __future__ import annotations

import zlib

import pytest
from reportlab.pdfgen.canvas import Canvas

from clausescan.core.document import Document, MarkKind
from clausescan.read.pdfium_layers import Told, told_by
from clausescan.read.source import identify
from clausescan.scan import read_document
from tests.draw import pdf
from tests.plain_pdf import built, stream

LIVE = "The vendor delivers paper to every school."
CLAUSE = "Other public agencies may buy under this contract."
FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 612 792]/Resources<</Font<</F 5 0 R>>>>/OC 6 0 R"


def read(data: bytes) -> Document:
    return read_document(data, identify("t.pdf", data))


def hidden(document: Document) -> str:
    return " ".join(m.value for m in document.marks if m.kind is MarkKind.HIDDEN)


def layered(state: bytes, in_form: bool) -> bytes:
    words = b"BT /F 11 Tf 72 650 Td (%s) Tj ET" % CLAUSE.encode()
    live = b"BT /F 11 Tf 72 700 Td (%s) Tj ET " % LIVE.encode()
    content = live + (b"/X Do" if in_form else b"/OC /L BDC %s EMC" % words)
    resources = b"<</Font<</F 5 0 R>>/Properties<</L 6 0 R>>/XObject<</X 7 0 R>>>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources%s>>" % resources
    catalog = b"<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[6 0 R]/D<</%s[6 0 R]>>>>>>" % state
    font, layer = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", b"<</Type/OCG/Name(Notes)>>"
    return built([catalog, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, stream(b"", content), font, layer, stream(FORM, words)])


@pytest.mark.parametrize("in_form", [False, True])
def test_a_layer_that_is_off_is_no_text(in_form: bool) -> None:
    document = read(layered(b"OFF", in_form))
    assert LIVE in document.text
    assert CLAUSE not in document.text
    assert hidden(document) == CLAUSE
    assert CLAUSE in read(layered(b"ON", in_form)).text


HEAD = b"9 0 obj<</Type/ObjStm/N 1/First 4/Length 9>>\nstream\n"


@pytest.mark.parametrize(
    ("data", "layers", "notes"),
    [
        (b"", False, False),
        (HEAD + zlib.compress(b"1 0 <</OCProperties<</D<</OFF [6 0 R]>>>>>>"), True, False),
        (HEAD + zlib.compress(b"1 0 <</OCProperties<</D<<>>>>>>"), False, False),
        (HEAD + zlib.compress(b"1 0 <<endstream /OCProperties<</D<</OFF [6 0 R]>>>>>>", 0) + b"\nendstream", True, False),
        (HEAD + zlib.compress(b"1 0 <</OCProperties<</D<</OFF [6 0 R]>>>>>>")[:-6], True, False),  # cut off
        (HEAD + zlib.compress(b"1 0 <</Type/Annot/Subtype/StrikeOut>>"), False, True),
        (HEAD + zlib.compress(b"1 0 <</Type/Annot/Subtype/Link>>"), False, False),
        (HEAD + zlib.compress(b"1 0 <</Type/Annot/Subtype/Strike#4fut>>"), False, True),  # the same name in other letters
        (b"<</Type/Annot/Subtype/Free#54ext>>", False, True),
        (b"<</Type/Annot/Subtype/Widget>>", False, True),
        (HEAD + b"packed in another way", True, True),
        (b"<</Type/ObjStm/DecodeParms<</Columns 4>>>>stream", False, True),  # packed objects that are not found
    ],
)
def test_the_bytes_tell_of_layers_and_notes(data: bytes, layers: bool, notes: bool) -> None:
    assert told_by(data) == Told(layers, notes)
    assert told_by(data, encrypted=True) == Told(layers=True, notes=True)


@pytest.mark.parametrize(("low", "seen"), [(500, False), (590, True)])
def test_words_outside_their_clipping_are_no_text(low: float, seen: bool) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, LIVE)
        path = canvas.beginPath()
        path.rect(60, low, 500, 30)
        canvas.clipPath(path, stroke=0)
        canvas.drawString(72, 600, CLAUSE)
        canvas.drawString(72, low + 8, "Within it stands this.") if not seen else None

    document = read(pdf(draw))
    assert (CLAUSE in document.text) is seen
    assert hidden(document) == ("" if seen else CLAUSE)
    assert LIVE in document.text


def test_the_end_of_a_line_that_is_cut_off_leaves_its_beginning() -> None:
    def draw(canvas: Canvas) -> None:
        path = canvas.beginPath()
        path.rect(60, 590, 120, 30)
        canvas.clipPath(path, stroke=0)
        canvas.drawString(72, 600, "The vendor delivers to schools and to other public agencies.")

    text = read(pdf(draw)).text
    assert text.startswith("The vendor")
    assert "agencies" not in text
