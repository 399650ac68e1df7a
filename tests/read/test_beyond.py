"""Pages and files with far more text than contracts have: the beginning is read, and the page says so."""

from __future__ import annotations

import zlib

import pytest

from clausescan.core.document import Document, MarkKind
from clausescan.read import pages, pdfium
from clausescan.read.source import identify
from clausescan.scan import read_document
from tests.plain_pdf import built, stream

FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def read(data: bytes) -> Document:
    return read_document(data, identify("t.pdf", data))


def sheets(*lines: int) -> bytes:
    """A PDF of wide pages, each with so many lines of 60 letters."""
    numbers = range(4, 4 + 2 * len(lines), 2)
    kids = b" ".join(b"%d 0 R" % n for n in numbers)
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(lines)), FONT]
    for number, count in zip(numbers, lines, strict=True):
        page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9000 9000]/Contents %d 0 R/Resources<</Font<</F 3 0 R>>>>>>" % (number + 1)
        words = (
            b"BT /F 10 Tf %d %d Td (%s) Tj ET " % (10 + 400 * (i // 700), 8980 - 12 * (i % 700), b"The vendor delivers. " * 3) for i in range(count)
        )
        objects += [page, stream(b"/Filter/FlateDecode", zlib.compress(b"".join(words)))]
    return built(objects)


def test_of_a_page_no_more_is_read_than_any_contract_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdfium, "MOST_LETTERS", 3_000)
    document = read(sheets(20, 400, 20))
    assert len(document.pages[1].span) <= 3_000
    assert document.unread_pages == (2,)
    assert [m.page for m in document.marks if m.kind is MarkKind.BEYOND] == [2]
    (notice,) = [n for n in document.notices if n.code == "too_much_text"]
    assert notice.message == "More text than pages of contracts hold stands on page 2: the first 3,000 letters were read."


def test_of_a_file_no_more_is_read_than_its_pages_hold_on_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "_FREE_LETTERS", 10_000)
    monkeypatch.setattr(pages, "_LETTERS_A_PAGE", 1_000)
    document = read(sheets(*[120] * 6))
    assert len(document.text) < 10_000 + 6 * 1_000 + 6 * 2_500
    assert document.unread_pages == (3, 4, 5, 6)
    assert "no_text" not in [n.code for n in document.notices]


def test_a_sheet_that_is_all_too_much_is_no_scan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdfium, "MOST_LETTERS", 3_000)
    assert {n.code for n in read(sheets(400)).notices} == {"too_much_text", "unread_pages"}
