"""Stamps, Bates numbers and line numbers are set apart; what looks like them and is text stays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from reportlab.pdfgen.canvas import Canvas

from clausescan.core.document import Document, MarkKind
from clausescan.read.source import identify
from clausescan.scan import Toolkit, load_toolkit, read_document, scan_document
from tests.draw import pdf

TERM = ("The term of this contract begins on October 1, 2024", "and ends on September 30, 2026. Other public agencies may buy under it.")


def read(data: bytes) -> Document:
    return read_document(data, identify("t.pdf", data))


def told(document: Document) -> str:
    return " ".join(m.value for m in document.marks if m.kind is MarkKind.STAMP)


def page(special: Callable[[Canvas], None]) -> Document:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 640, "CONTRACT NO. 24-118")
        for i, line in enumerate(TERM):
            canvas.drawString(72, 600 - 14 * i, line)
        canvas.saveState()
        special(canvas)
        canvas.restoreState()

    return read(pdf(draw))


def received(canvas: Canvas) -> None:
    canvas.setFont("Helvetica-Bold", 14)
    for i, line in enumerate(("RECEIVED", "JUL 2 2023", "LARKMERE CITY CLERK")):
        canvas.drawString(420, 750 - 15 * i, line)


def filed_aslant(canvas: Canvas) -> None:
    canvas.translate(400, 500)
    canvas.rotate(12)
    canvas.setFont("Helvetica-Bold", 16)
    canvas.drawString(0, 0, "FILED")
    canvas.drawString(0, -18, "July 2, 2023 10:14 AM")


def filed_on_a_row_of_text(canvas: Canvas) -> None:
    canvas.drawString(480, 600, "FILED 07/02/2023")


def date_first(canvas: Canvas) -> None:
    for i, line in enumerate(("07/02/2023", "RECEIVED", "Purchasing Department")):
        canvas.drawString(430, 740 - 13 * i, line)


def recorded(canvas: Canvas) -> None:
    canvas.drawString(300, 760, "RECORDED 07/02/2023 10:15 AM")
    canvas.drawString(300, 747, "OFFICIAL RECORDS OF LARKMERE COUNTY")
    canvas.drawString(300, 734, "DOC NO. 2023-0012345 PAGES 1 OF 5")


def bates(canvas: Canvas) -> None:
    canvas.drawString(500, 30, "CITY0000123")


def copy(canvas: Canvas) -> None:
    canvas.setFont("Helvetica-Bold", 16)
    canvas.drawString(480, 500, "FILE COPY")


@pytest.mark.parametrize("special", [received, filed_aslant, filed_on_a_row_of_text, date_first, recorded, bates, copy])
def test_a_stamp_is_set_apart(special: Callable[[Canvas], None]) -> None:
    document = page(special)
    assert document.text == "CONTRACT NO. 24-118\n\n" + "\n".join(TERM)
    assert told(document)
    assert [n.code for n in document.notices] == ["stamps"]


def heading_in_capitals(canvas: Canvas) -> None:
    canvas.drawString(72, 500, "ENTERED INTO ON JULY 2, 2023")


def sentence(canvas: Canvas) -> None:
    canvas.drawString(72, 500, "RECEIVED goods are paid within thirty days of July 2, 2023.")


def form(canvas: Canvas) -> None:
    canvas.drawString(72, 500, "RECEIVED BY: ____________ DATE: ____________")


def bids_received(canvas: Canvas) -> None:
    canvas.drawString(72, 500, "BIDS RECEIVED JULY 2, 2023")


def number_at_the_foot(canvas: Canvas) -> None:
    canvas.drawString(72, 30, "RFP 230015")


def copy_in_prose(canvas: Canvas) -> None:
    canvas.drawString(72, 500, "COPY")


def form_number(canvas: Canvas) -> None:
    canvas.drawString(72, 500, "ABC0001234")


@pytest.mark.parametrize("special", [heading_in_capitals, sentence, form, bids_received, number_at_the_foot, copy_in_prose, form_number])
def test_what_is_no_stamp_stays(special: Callable[[Canvas], None]) -> None:
    assert not told(page(special))


@pytest.fixture(scope="module")
def toolkit() -> Toolkit:
    return load_toolkit()


@pytest.mark.parametrize("special", [received, filed_aslant, filed_on_a_row_of_text, recorded, bates])
def test_no_fact_is_read_from_a_stamp(special: Callable[[Canvas], None], toolkit: Toolkit) -> None:
    facts = scan_document(page(special), toolkit).parts[0].facts
    assert facts.term is not None
    assert (facts.term.value.start, facts.term.value.initial_end) == (dt.date(2024, 10, 1), dt.date(2026, 9, 30))
    assert facts.contract_number is not None
    assert facts.contract_number.value.number == "24-118"


def test_numbers_that_count_with_the_pages_are_no_names() -> None:
    def one(number: int) -> Callable[[Canvas], None]:
        def draw(canvas: Canvas) -> None:
            canvas.drawString(72, 700, f"Part {'ABC'[number]} of the agreement on paper and pens.")
            canvas.drawString(480, 30, f"LARKMERE {417 + number}")

        return draw

    assert "LARKMERE" not in read(pdf(one(0), one(1), one(2))).text


PROSE = (
    *("The term of this contract begins on October 1, 2024 and", "ends on September 30, 2026. The vendor delivers paper to each"),
    *("school on the day that the order names, and other public", "agencies may buy under this contract at the same prices."),
)


def numbered(canvas: Canvas) -> None:
    for i in range(28):
        canvas.drawRightString(60, 730 - 24 * i, str(i + 1))
        if i < 24:
            canvas.drawString(80, 730 - 24 * i, PROSE[i % 4])
    canvas.line(68, 40, 68, 760)


def test_numbers_of_lines_are_no_text(toolkit: Toolkit) -> None:
    document = read(pdf(numbered, numbered))
    assert document.text.startswith("\n".join(PROSE[:2]))
    assert "25" not in document.text
    facts = scan_document(document, toolkit).parts[0].facts
    assert facts.term is not None
    assert facts.term.value.start == dt.date(2024, 10, 1)
    assert facts.cooperative_use


def test_numbers_of_items_stay() -> None:
    def items(canvas: Canvas) -> None:
        for i in range(28):
            canvas.drawString(50, 730 - 24 * i, f"{i + 1}   Paper, white, letter size, case   {10 + i}.50")

    def steps(canvas: Canvas) -> None:
        for i in range(24):
            canvas.drawString(50, 730 - (12 + 11 * (i % 3)) - 25 * i, f"{i + 1} A step of the work that is described at some length here")

    assert "27" in read(pdf(items)).text
    assert "23 A step" in read(pdf(steps)).text
