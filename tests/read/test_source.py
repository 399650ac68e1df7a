"""Bad input: one clear sentence, one piece of advice, the right code (help/errors.md)."""

from __future__ import annotations

import io
import os
import sys
import textwrap
from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, BooleanObject, DictionaryObject, NameObject, TextStringObject

from clausescan.errors import SourceError
from clausescan.read.pages import Opening, read_pdf
from clausescan.read.raw import RawPage
from clausescan.read.source import check_header, printable, read_file
from tests.draw import locked, pdf, prose

GOOD = pdf(prose("A page of plain words for the county"), prose("and a second page of them"))


def _code(data: bytes, password: str | None = None) -> str:
    with pytest.raises(SourceError) as caught:
        list(read_pdf(data, password))
    assert caught.value.message.endswith(".")
    assert caught.value.advice.endswith(".")
    assert caught.value.exit_code == 3
    return caught.value.code


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04 and so on", "Word, Excel or ZIP"),
        (b"\xd0\xcf\x11\xe0 old", "old Word or Excel"),
        (b"{\\rtf1 text}", "rich-text"),
        (b"\x89PNG\r\n", "picture"),
        (b"<!DOCTYPE html><html>", "web page"),
        (b"just words", "not a PDF"),
    ],
)
def test_what_is_not_a_pdf_is_named(data: bytes, words: str) -> None:
    with pytest.raises(SourceError, match=words) as caught:
        check_header(data)
    assert caught.value.code == "not_pdf"


def test_empty_damaged_and_truncated() -> None:
    assert _code(b"") == "empty"
    assert _code(b"%PDF-1.7\nnothing of use") == "damaged"
    opening, *pages = read_pdf(GOOD[: len(GOOD) - 40])
    assert isinstance(opening, Opening)
    assert [n.code for n in opening.notices] == ["truncated"]
    assert len(pages) == 2


def test_empty_password_opens_and_a_real_one_is_asked_for() -> None:
    assert isinstance(next(read_pdf(locked(GOOD, "", "owner"))), Opening)
    secret = locked(GOOD, "secret", "owner")
    assert _code(secret) == "encrypted"
    assert _code(secret, "wrong") == "encrypted"
    assert isinstance(next(read_pdf(secret, "secret")), Opening)


def test_no_pages() -> None:
    out = io.BytesIO()
    PdfWriter().write(out)
    assert _code(out.getvalue()) in {"no_pages", "damaged"}


def _written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_attachments_are_told_of_and_a_portfolio_is_refused() -> None:
    writer = PdfWriter(clone_from=io.BytesIO(GOOD))
    writer.add_attachment("inside.xlsx", b"123")
    opening = next(read_pdf(_written(writer)))
    assert isinstance(opening, Opening)
    assert [(n.code, "inside.xlsx" in n.message) for n in opening.notices] == [("attachments_inside", True)]

    cover = PdfWriter(clone_from=io.BytesIO(pdf(prose("Open this PDF portfolio in another program"))))
    cover.add_attachment("contract.pdf", GOOD)
    cover.root_object[NameObject("/Collection")] = DictionaryObject({NameObject("/Type"): NameObject("/Collection")})
    assert _code(_written(cover)) == "unsupported"


def _xfa(words: str) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(pdf(prose(*textwrap.wrap(words, 80)))))
    form = DictionaryObject({NameObject("/Fields"): ArrayObject(), NameObject("/XFA"): ArrayObject([TextStringObject("template")])})
    writer.root_object[NameObject("/AcroForm")] = form
    writer.root_object[NameObject("/NeedsRendering")] = BooleanObject(value=True)
    return _written(writer)


def test_an_xfa_form_without_pages_of_its_own_is_refused() -> None:
    assert _code(_xfa("Please wait while the form is opened")) == "unsupported"


def test_an_xfa_form_with_readable_pages_is_read() -> None:
    words = "A contract of many words that stands on the page itself and can be read without any viewer of forms. " * 3
    assert len(list(read_pdf(_xfa(words)))) == 2


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    for path in (tmp_path / "gone.pdf", tmp_path):
        with pytest.raises(SourceError) as caught:
            read_file(path)
        assert caught.value.code == "unreadable"
    big = tmp_path / "big.pdf"
    big.write_bytes(GOOD)
    with pytest.raises(SourceError) as caught:
        read_file(big, max_bytes=10)
    assert caught.value.code == "too_large"


@pytest.mark.skipif(sys.platform == "win32" or (hasattr(os, "geteuid") and os.geteuid() == 0), reason="root may read everything")
def test_a_file_without_rights(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(GOOD)
    path.chmod(0)
    with pytest.raises(SourceError, match="may not be read"):
        read_file(path)


def test_a_file_that_changes_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(GOOD)
    whole = Path.read_bytes

    def grow(self: Path) -> bytes:
        data = whole(self)
        with self.open("ab") as file:
            file.write(b"more")
        return data

    monkeypatch.setattr(Path, "read_bytes", grow)
    with pytest.raises(SourceError, match="changed while it was read"):
        read_file(path)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems allow no such name")
def test_a_name_that_is_not_utf8_can_be_shown() -> None:
    name = os.fsdecode(b"contract-\xff.pdf")
    assert printable(name) == "contract-\ufffd.pdf"


def test_a_page_survives_packing() -> None:
    pages = [p for p in read_pdf(GOOD) if isinstance(p, RawPage)]
    for page in pages:
        assert RawPage.unpack(page.pack()).lines == page.lines
