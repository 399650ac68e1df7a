"""Repair and order: what a person would read, with every word in its place."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from clausescan.core.document import Document, TextLayer
from clausescan.core.span import Box, Span
from clausescan.read.clean import assemble
from clausescan.read.furniture import find_furniture
from clausescan.read.raw import RawLine, RawPage, RawWord
from clausescan.read.source import identify
from clausescan.scan import read_document
from tests.draw import pdf, prose


def _read(data: bytes) -> Document:
    return read_document(data, identify("t.pdf", data))


def _page(*lines: str, number: int = 1, top: float = 100, step: float = 14) -> RawPage:
    return RawPage(number, 612, 792, tuple(_line(text, top + i * step) for i, text in enumerate(lines)))


def _line(text: str, top: float, x: float = 72) -> RawLine:
    words, at = [], x
    for word in text.split():
        words.append(RawWord(word, at, at + 5 * len(word)))
        at += 5 * len(word) + 4
    return RawLine(tuple(words), Box(x, top, at, top + 11), 11, bold=False)


def _text(*pages: RawPage) -> str:
    return assemble(identify("t.pdf", b"x"), iter(pages)).text


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("e\ufb00ective o\ufb03ce bene\ufb01ciary", "effective office beneficiary"),
        ("\uf0fe Yes \uf0a8 No", "☒ Yes ☐ No"),
        ("TTEERRMMSS AANNDD CCOONNDDIITTIIOONNSS", "TERMS AND CONDITIONS"),
        ("still $1,100,000 in all", "still $1,100,000 in all"),
        ("bookkeeper committee", "bookkeeper committee"),
        ("price\u00a0list", "price list"),
    ],
)
def test_words_are_repaired(raw: str, clean: str) -> None:
    assert _text(_page(raw)) == clean


@pytest.mark.parametrize(
    ("lines", "clean"),
    [
        (("any public agency may join the coop-", "erative at will"), "any public agency may join the cooperative at will"),
        (("one price-determining fact;", "another price-", "determining fact"), "another price-determining fact"),
        (("the self-", "insured county"), "self-insured county"),
        (("in Winston-", "Salem today"), "Winston-Salem today"),
    ],
)
def test_hyphens_at_line_ends(lines: tuple[str, ...], clean: str) -> None:
    assert clean in _text(_page(*lines)).replace("\n", " ")


def test_words_cut_by_a_hyphen_keep_both_boxes() -> None:
    document = assemble(identify("t.pdf", b"x"), iter([_page("join the coop-", "erative now")]))
    at = document.text.index("cooperative")
    assert len(document.boxes(Span(at, at + len("cooperative")))) == 2


def test_running_heads_stay_once_and_page_numbers_go() -> None:
    pages = [_page_with_head(n, f"Body sentence number {word} stands here.") for n, word in enumerate(["one", "two", "three", "four", "five"], 1)]
    document = assemble(identify("t.pdf", b"x"), iter(pages))
    assert document.text.count("RFP 24-17 Paper Goods") == 1
    assert "Page 3 of 5" not in document.text
    assert document.pages[2].label == "Page 3 of 5"
    for word in ("one", "two", "three", "four", "five"):
        assert f"number {word} stands" in document.text


def _page_with_head(number: int, body: str) -> RawPage:
    lines = (_line("RFP 24-17 Paper Goods", 30), _line(body, 300), _line(f"Page {number} of 5", 760))
    return RawPage(number, 612, 792, lines)


def test_numbered_headings_at_the_top_of_pages_are_no_running_heads() -> None:
    pages = [(n, 792.0, [(f"SECTION {2 * n}", 40.0, 52.0), (f"text {n}", 300.0, 312.0)]) for n in range(1, 8)]
    assert not any(find_furniture(pages).dropped.values())


def test_two_columns_drawn_row_by_row_are_read_column_by_column() -> None:
    left = [f"left column sentence number {i} goes on" for i in range(12)]
    right = [f"right column sentence number {i} goes on" for i in range(12)]

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 10)
        for i, (a, b) in enumerate(zip(left, right, strict=True)):
            canvas.drawString(72, 700 - 14 * i, a)
            canvas.drawString(320, 700 - 14 * i, b)

    text = _read(pdf(draw)).text
    assert text.index("left column sentence number 11") < text.index("right column sentence number 0")


def test_a_table_is_read_row_by_row() -> None:
    rows = [("Item", "Unit", "Price"), ("Paper", "ream", "4.10"), ("Toner", "each", "61.00"), ("Pens", "box", "3.25")]
    words = [(x, 700 - 20 * i, cell) for i, row in enumerate(rows) for x, cell in zip((72, 300, 450), row, strict=True)]
    assert "Paper   ream   4.10" in _read(pdf(words)).text


def test_a_block_drawn_out_of_turn_is_put_in_its_place() -> None:
    words = [*prose("second paragraph first line", "second paragraph second line", top=400), *prose("first paragraph alone", top=700)]
    text = _read(pdf(words)).text
    assert text.index("first paragraph") < text.index("second paragraph")


def test_a_picture_without_words_is_unread_and_a_blank_page_is_not() -> None:
    def draw(canvas: Canvas) -> None:
        from PIL import Image
        from reportlab.lib.utils import ImageReader

        canvas.drawImage(ImageReader(Image.new("RGB", (60, 80), "grey")), 0, 0, 612, 792)

    document = _read(pdf(prose("words enough to be a page of text"), draw, []))
    assert document.unread_pages == (2,)
    assert document.pages[1].text_layer is TextLayer.NONE


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.from_regex(r"[a-z]{1,9}", fullmatch=True), min_size=1, max_size=8), min_size=1, max_size=12))
def test_every_word_can_be_found_and_boxed(lines: list[list[str]]) -> None:
    document = assemble(identify("t.pdf", b"x"), iter([_page(*(" ".join(words) for words in lines))]))
    assert document.text.split() == [w for words in lines for w in words]
    for line in document.lines:
        for i, word in enumerate(re.finditer(r"\S+", document.quote(line.span))):
            span = Span(line.span.start + word.start(), line.span.start + word.end())
            ((page, box),) = document.boxes(span)
            assert page == 1
            assert (box.x0, box.x1) == line.edges[2 * i : 2 * i + 2] or len(line.edges) == 2
            assert document.page_of(span.start) == 1
