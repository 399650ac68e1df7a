from __future__ import annotations

import pytest

from clausescan.core.contract_file import Proof
from clausescan.core.document import Document
from clausescan.core.finding import Evidence
from clausescan.core.span import Box
from clausescan.report.context import Run
from clausescan.report.pictures import MOST_BYTES, TALLEST, crop_for, take_picture
from clausescan.report.quotes import MOST_PICTURES, Quoter
from tests.assess.build_facts import quoted, with_lines
from tests.build import document

PNG = b"\x89PNG\r\n\x1a\n"


def page() -> Document:
    return with_lines(document("\n".join(f"Line {n} of the page speaks of salt." for n in range(40)), name="salt.pdf"))


def cited(doc: Document, words: str) -> Evidence:
    return quoted(doc, words)[0]


def test_a_crop_holds_its_words_with_context_and_cuts_no_line() -> None:
    doc = page()
    crop = crop_for([cited(doc, "Line 12")], doc)
    assert crop is not None
    assert all(crop.box.cover(mark) == crop.box for mark in crop.marks)
    assert crop.box.height > 3 * crop.marks[0].height
    for line in doc.lines:
        assert not (line.box.top < crop.box.top < line.box.bottom)
        assert not (line.box.top < crop.box.bottom < line.box.bottom)


def test_a_long_quote_is_cut_to_what_can_be_read_at_a_glance() -> None:
    doc = page()
    crop = crop_for([cited(doc, doc.text.strip())], doc)
    assert crop is not None
    assert crop.box.height < TALLEST + 40


def test_words_without_a_place_have_no_crop() -> None:
    doc = document("Salt.")
    assert crop_for([cited(doc, "Salt.")], doc) is None


def test_the_scale_goes_down_until_the_picture_fits() -> None:
    doc, scales = page(), []

    def render(_sha: str, _page: int, _box: Box, scale: float) -> bytes:
        scales.append(scale)
        return PNG + b"x" * (MOST_BYTES * 2 if scale > 1 else 10)

    crop = crop_for([cited(doc, "Line 3 ")], doc)
    assert crop is not None
    picture = take_picture(crop, render)
    assert picture is not None
    assert picture.uri.startswith("data:image/png;base64,")
    assert scales == sorted(scales, reverse=True)
    assert len(scales) > 1


@pytest.mark.parametrize("data", [b"", b"<svg onload=alert(1)>", b"GIF89a"])
def test_what_is_no_picture_is_left_out(data: bytes) -> None:
    crop = crop_for([cited(page(), "Line 3 ")], page())
    assert crop is not None
    assert take_picture(crop, lambda *_: data) is None


def test_a_renderer_that_fails_costs_a_picture_not_the_report() -> None:
    def render(*_: object) -> bytes:
        raise RuntimeError("no such page")

    crop = crop_for([cited(page(), "Line 3 ")], page())
    assert crop is not None
    assert take_picture(crop, render) is None


def test_quotes_near_each_other_share_one_picture_and_no_picture_is_shown_twice() -> None:
    doc = page()
    quoter = Quoter({doc.source.sha256: doc}, lambda *_: PNG)
    near = [Proof("salt.pdf", "", cited(doc, words)) for words in ("Line 3 ", "Line 5 ")]
    first, again = quoter.quotes(near), quoter.quotes(near)
    assert len(first) == len(again) == 1
    assert len(first[0].words) == 2
    assert first[0].picture is not None
    assert (again[0].picture, again[0].seen_at) == (None, first[0].anchor)


def test_far_quotes_stand_apart() -> None:
    doc = page()
    quoter = Quoter({doc.source.sha256: doc}, None)
    far = [Proof("salt.pdf", "", cited(doc, words)) for words in ("Line 3 ", "Line 38 ")]
    assert len(quoter.quotes(far)) == 2


def test_pictures_end_at_their_number() -> None:
    text = [f"Page {n} holds these words." for n in range(MOST_PICTURES + 5)]
    doc = with_lines(document(*text))
    quoter = Quoter({doc.source.sha256: doc}, lambda *_: PNG)
    shown = [quoter.quotes([Proof("a.pdf", "", cited(doc, words))])[0].picture for words in text]
    assert sum(p is not None for p in shown) == MOST_PICTURES == quoter.pictures


def test_a_long_quote_is_cut_beside_a_claim_and_whole_where_asked() -> None:
    words = "salt " * 400
    doc = document(words)
    proof = Proof("a.pdf", "", cited(doc, words.strip()))
    quoter = Quoter({}, None)
    assert quoter.quotes([proof])[0].words[0].cut
    assert quoter.quotes([proof], full=True)[0].words[0].paragraphs == ((Run(words.strip(), quoted=True),),)
