"""A page of a document as the review shows it: its size, where each word stands, and where the marks lie."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from clausescan.core.document import Document
from clausescan.core.span import Box, Span

_WORD = re.compile(r"\S+")
_MOST_WORDS = 4_000


@dataclass(frozen=True, slots=True)
class WordView:
    """A word: its first code point and the one after its last, and its box as numbers in points."""

    start: int
    end: int
    text: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class PageView:
    """A page: number from 1 of `pages`, size in points, words in reading order, marks, and the text as paragraphs."""

    sha256: str
    number: int
    pages: int
    width: float
    height: float
    words: tuple[WordView, ...]
    marks: tuple[tuple[float, float, float, float], ...]
    text: tuple[str, ...]


def page_view(document: Document, number: int, marks: Sequence[Span]) -> PageView:
    """That page (from 1), with the words of the spans marked."""
    page = document.pages[number - 1]
    boxes = dict.fromkeys(box for span in marks for at, box in document.boxes(span) if at == number)
    return PageView(
        document.source.sha256,
        number,
        len(document.pages),
        round(page.width, 1),
        round(page.height, 1),
        tuple(_words(document, number))[:_MOST_WORDS],
        tuple(_flat(box, 1.5) for box in boxes),
        tuple(p for p in re.split(r"\n{2,}", document.quote(page.span)) if p.strip()),
    )


def _words(document: Document, number: int) -> list[WordView]:
    found = []
    for line in document.lines_of(document.pages[number - 1].span):
        if line.page != number:
            continue
        for word in _WORD.finditer(document.text, line.span.start, line.span.end):
            boxes = line.boxes_of(Span(word.start(), word.end()), document.text)
            if boxes:
                found.append(WordView(word.start(), word.end(), word[0], *_flat(_all(boxes), 1.0)))
    return found


def _all(boxes: Sequence[Box]) -> Box:
    whole = boxes[0]
    for box in boxes[1:]:
        whole = whole.cover(box)
    return whole


def _flat(box: Box, more: float) -> tuple[float, float, float, float]:
    """x, y, width and height, a little wider than the box."""
    return round(box.x0 - more, 1), round(box.top - more, 1), round(box.width + 2 * more, 1), round(box.height + 2 * more, 1)
