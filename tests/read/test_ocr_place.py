"""Readings put into the document: layers, sureness of words, lines moved back to where they stand aslant."""

from __future__ import annotations

import math

import pytest

from clausescan.core.document import Document, TextLayer
from clausescan.core.finding import cite, finding
from clausescan.core.span import Box, Span
from clausescan.read.clean import assemble
from clausescan.read.ocr_place import noting, placed
from clausescan.read.raw import FromPicture, Left, RawLine, RawPage, RawWord, SureWord
from clausescan.read.source import identify

WORDS = (RawWord("until", 100, 130), RawWord("June", 134, 160), RawWord("2027", 164, 190))


def document(angle: float = 0.0, sures: tuple[float, ...] = (0.9, 0.95, 0.6), turn: int = 0, *, mixed: bool = False) -> Document:
    box = Box(100, 50, 190, 62) if turn == 0 else Box(50, 100, 62, 190)
    words = tuple(SureWord(w.x0, w.x1, 50, 62, s) for w, s in zip(WORDS, sures, strict=True))
    picture = FromPicture("engine 1", 0.82, angle, mixed, blank=False, words=words)
    page = RawPage(1, 612, 792, (RawLine(WORDS, box, 11, bold=False, turn=turn),), picture=picture)
    told: dict[int, FromPicture] = {}
    return placed(assemble(identify("x.pdf", b"x"), noting([page, RawPage(2, 612, 792)], told)), told)


def test_pages_and_words_say_how_they_were_read() -> None:
    found = document()
    assert [(p.text_layer, p.quality) for p in found.pages] == [(TextLayer.OCR, 0.82), (TextLayer.NATIVE, 1.0)]
    assert document(mixed=True).pages[0].text_layer is TextLayer.MIXED
    assert found.lines[0].sure == (0.9, 0.95, 0.6)
    assert [n.message for n in found.notices] == ["1 page was read from pictures by engine 1, on the whole fair."]


@pytest.mark.parametrize(("quote", "sure"), [("until", 0.9), ("until June", 0.922), ("2027", 0.6), ("until June 2027", 0.6)])
def test_evidence_is_as_sure_as_its_words_and_a_digit_weighs_most(quote: str, sure: float) -> None:
    found = document()
    start = found.text.index(quote)
    evidence = cite(found, Span(start, start + len(quote)), "test")
    assert evidence.sure == sure
    assert finding("x", 1, (evidence,)).confidence == sure
    assert finding("x", 1, (evidence,), 0.1).confidence == 0.1


def test_a_straightened_line_goes_back() -> None:
    (line,) = document(angle=2.0).lines
    cosine, sine = math.cos(math.radians(2)), math.sin(math.radians(2))
    dx, dy = 145 - 306, 56 - 396
    assert (line.box.x0 + line.box.x1) / 2 == pytest.approx(306 + dx * cosine - dy * sine)
    assert (line.box.top + line.box.bottom) / 2 == pytest.approx(396 + dx * sine + dy * cosine)
    assert line.slant == pytest.approx(math.tan(math.radians(2)), abs=1e-4)
    found = document(angle=2.0)
    pieces = [box for _, box in found.boxes(Span(0, len(found.text.rstrip())))]
    assert len(pieces) == 2
    assert pieces[0].top < pieces[1].top
    assert pieces[0].x1 == pytest.approx(pieces[1].x0)


def test_an_upended_line_goes_back_too() -> None:
    found = document(angle=2.0, turn=90)
    (line,) = found.lines
    first, *_, last = [box for _, box in found.boxes(Span(0, len(found.text.rstrip())))]
    assert first.x0 > last.x0
    assert line.edges[0] == pytest.approx(line.box.top)


def test_pages_that_could_not_be_read_say_so() -> None:
    told = {1: FromPicture("", 0.0), 2: FromPicture("engine 1", 1.0, blank=True), 3: FromPicture("engine 1", 0.0)}
    pages = [RawPage(n, 612, 792, picture=told[n]) for n in told]
    seen: dict[int, FromPicture] = {}
    found = placed(assemble(identify("x.pdf", b"x"), noting(pages, seen)), seen)
    assert seen == told
    assert found.unread_pages == (1, 3)
    assert [n.code for n in found.notices] == ["ocr_missing"]


@pytest.mark.parametrize(("left", "said"), [(Left.NO, "no program"), (Left.LANGUAGE, "--ocr-lang")])
def test_what_is_missing_is_said(left: Left, said: str) -> None:
    seen = {1: FromPicture("", 0.0, left=left)}
    (notice,) = placed(assemble(identify("x.pdf", b"x"), iter([RawPage(1, 612, 792, picture=seen[1])])), seen).notices
    assert notice.code == "ocr_missing"
    assert said in notice.message


def test_pages_left_for_want_of_time_are_named() -> None:
    told = {
        n: FromPicture("engine 1", 0.0, left=left) for n, left in ((1, Left.LATE), (2, Left.NO), (3, Left.LATE), (4, Left.SPENT), (6, Left.SPENT))
    }
    found = placed(assemble(identify("x.pdf", b"x"), noting([RawPage(n, 612, 792, picture=p) for n, p in told.items()], {})), told)
    assert [(n.code, n.page) for n in found.notices] == [("ocr_late", 1), ("ocr_late", 3), ("ocr_late", 4)]
    assert "From this page on, 2 pictures of pages were not tried" in found.notices[-1].message
