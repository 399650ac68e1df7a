"""Marks stand on their words and change nothing else: proved by text, bytes and pixels, on turned and cropped pages too."""

from __future__ import annotations

import contextlib
import io
from typing import Any

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops
from pypdf import PdfReader

from clausescan.core.span import Box, Span
from clausescan.errors import SourceError
from clausescan.read.source import identify
from clausescan.report.markup import Note, excerpt, marked
from clausescan.report.packet import safe_names
from clausescan.sandbox import Reader
from clausescan.scan import read_document
from tests.draw import boxed, locked, pdf, prose

LINES = ["Alder Borough lets every sister agency", "order from this award through June"]
WORDS = "this award"
SCALE = 2.0


def drawn(rotate: int, media: tuple[float, float, float, float] | None, crop: tuple[float, float, float, float] | None) -> bytes:
    data = pdf(prose(*LINES, x=150, top=600, step=22), prose("Another page."), rotate=rotate)
    return boxed(data, media, crop) if media or crop else data


def note_on(data: bytes, words: str, password: str | None = None) -> Note:
    document = read_document(data, identify("t.pdf", data), password)
    at = document.text.index(words)
    ((page, box),) = document.boxes(Span(at, at + len(words)))
    return Note(page, (box,), "Check 5a", f"Met. “{words}” é")


def picture(data: bytes, page: int = 1, password: str | None = None) -> Image.Image:
    with pypdfium2.PdfDocument(data, password=password) as opened:
        image = opened[page - 1].render(scale=SCALE).to_pil().convert("RGB")
        assert isinstance(image, Image.Image)
        return image


def text(data: bytes, password: str | None = None) -> list[str]:
    with pypdfium2.PdfDocument(data, password=password) as opened:
        return [str(page.get_textpage().get_text_range()) for page in opened]


def held_by(data: bytes) -> list[Any]:
    held: Any = PdfReader(io.BytesIO(data)).pages[0]["/Annots"]
    return [annotation.get_object() for annotation in held]


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize(
    ("media", "crop"),
    [(None, None), (None, (100, 300, 500, 700)), ((-50, -80, 562, 712), None), ((-306, -396, 700, 800), (90, 200, 560, 720))],
    ids=["plain", "cropped", "shifted", "shifted and cropped"],
)
def test_marks_cover_their_words_and_nothing_else(
    rotate: int, media: tuple[float, float, float, float] | None, crop: tuple[float, float, float, float] | None
) -> None:
    data = drawn(rotate, media, crop)
    note = note_on(data, WORDS)
    made = marked(data, [note])
    assert made.startswith(data)
    assert text(made) == text(data)
    changed = ImageChops.difference(picture(data), picture(made)).getbbox()
    assert changed is not None
    (box,) = note.boxes
    for found, meant in zip(changed, (box.x0, box.top, box.x1, box.bottom), strict=True):
        assert abs(found / SCALE - meant) <= 1.0
    assert ImageChops.difference(picture(data, 2), picture(made, 2)).getbbox() is None


def test_the_note_is_a_standard_highlight() -> None:
    data = pdf(prose(*LINES))
    (found,) = held_by(marked(data, [note_on(data, WORDS)]))
    assert (found["/Subtype"], found["/T"], found["/Contents"]) == ("/Highlight", "clausescan: Check 5a", f"Met. “{WORDS}” é")
    assert len(found["/QuadPoints"]) == 8
    assert "/N" in found["/AP"]


def test_marks_are_added_to_those_that_are_there() -> None:
    data = pdf(prose(*LINES))
    twice = marked(marked(data, [note_on(data, WORDS)]), [note_on(data, "sister")])
    assert len(held_by(twice)) == 2


def test_a_page_that_is_not_there_is_left_out() -> None:
    data = pdf(prose(*LINES))
    made = marked(data, [Note(9, (Box(1, 1, 2, 2),), "x", "y"), Note(1, (), "x", "y")])
    assert text(made) == text(data)


@pytest.mark.parametrize("password", ["", "secret"])
def test_a_locked_pdf_stays_locked_with_its_password(password: str) -> None:
    plain = pdf(prose(*LINES), prose("Another page."))
    data = locked(plain, password, "owner")
    note = note_on(data, WORDS, password)
    for made in (marked(data, [note], password or None), excerpt(data, [1], password or None)):
        assert b"/Encrypt" in made
        assert WORDS in text(made, password)[0]
        if password:
            with pytest.raises(pypdfium2.PdfiumError):
                text(made)
    assert ImageChops.difference(picture(data, 1, password), picture(marked(data, [note], password), 1, password)).getbbox() is not None


def test_a_wrong_password_and_a_broken_file_are_told() -> None:
    data = locked(pdf(prose(*LINES)), "secret", "owner")
    with pytest.raises(SourceError, match="locked") as told:
        marked(data, [])
    assert told.value.code == "encrypted"
    with pytest.raises(SourceError, match="locked"):
        excerpt(data, [1], "wrong")
    with pytest.raises(SourceError, match="cannot be written"):
        marked(b"%PDF-1.4 broken", [])


@given(st.binary(max_size=300), st.integers(0, 2_000))
def test_no_broken_file_raises_anything_else(junk: bytes, at: int) -> None:
    data = pdf(prose(*LINES))
    broken = data[:at] + junk + data[at + len(junk) :]
    with contextlib.suppress(SourceError):
        marked(broken, [Note(1, (Box(10, 10, 20, 20),), "x", "y")])
    with contextlib.suppress(SourceError):
        excerpt(broken, [1])


def test_pages_taken_out_are_as_they_were() -> None:
    data = pdf(*(prose(f"Page number {n}", *LINES) for n in range(1, 6)))
    made = excerpt(data, [4, 2, 2, 99])
    assert text(made) == [text(data)[1], text(data)[3]]
    assert ImageChops.difference(picture(data, 2), picture(made, 1)).getbbox() is None
    assert made == excerpt(data, [2, 4])


def test_the_child_writes_the_same() -> None:
    data = pdf(prose(*LINES), prose("Another page."))
    note = note_on(data, WORDS)
    with Reader() as reader:
        assert reader.marked(data, [note]) == marked(data, [note])
        assert reader.excerpt(data, [2]) == excerpt(data, [2])
        with pytest.raises(SourceError):
            reader.marked(b"%PDF-1.4 broken", [note])


def test_names_that_any_system_can_write() -> None:
    names = ["a/b.pdf", "b.pdf", "..\\x:y?.PDF", "", "con\x00.pdf", "x" * 300, "résumé"]
    assert safe_names(names) == ["1-b.pdf", "2-b.pdf", "x_y_.PDF", "document.pdf", "con_.pdf", f"{'x' * 120}.pdf", "résumé.pdf"]
