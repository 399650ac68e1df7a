"""The documents of one PDF: pages, text, titles."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from clausescan.core.document import Document, Line, Page, SourceFile
from clausescan.core.span import Box, Span
from clausescan.read.stretches import find_title, stretches


def _document(pages: Sequence[Sequence[tuple[str, float]]], starts: tuple[int, ...]) -> Document:
    """Pages of lines with their size of type."""
    text, lines, found = "", [], []
    for number, page_lines in enumerate(pages, 1):
        begin = len(text)
        for i, (words, size) in enumerate(page_lines):
            lines.append(Line(Span(len(text), len(text) + len(words)), number, Box(72, 60 + 14 * i, 300, 70 + 14 * i), size))
            text += words + "\n"
        found.append(Page(number, Span(begin, len(text)), 612, 792))
    return Document(SourceFile("t.pdf", "0", 1), text, tuple(found), tuple(lines), starts=starts)


BODY = [("it is agreed that the goods are delivered", 11.0)] * 5


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ([("City of Alder", 20.0), ("Purchasing Division", 10.0), ("Invitation to Bid 24-017", 16.0), *BODY], "Invitation to Bid 24-017"),
        ([("AGREEMENT FOR ROAD SALT", 14.0), ("BETWEEN ALDER AND DUNMORE", 14.0), *BODY], "AGREEMENT FOR ROAD SALT BETWEEN ALDER AND DUNMORE"),
        ([("Dunmore Supply Company", 20.0), *BODY], "Dunmore Supply Company"),
        ([("City Council", 16.0), ("4. Award of the Salt Contract", 14.0), *BODY], "City Council"),
        (BODY, ""),
        ([], ""),
    ],
)
def test_titles(lines: list[tuple[str, float]], title: str) -> None:
    document = _document([lines], ())
    assert find_title(document, Span(0, len(document.text))) == title


def test_documents_cover_the_text() -> None:
    document = _document([[("AGREEMENT", 14), *BODY], BODY, [("RESOLUTION NO. 4", 14), *BODY], []], (1, 3))
    first, second = stretches(document)
    assert (first.pages, second.pages) == ((1, 2), (3, 4))
    assert (first.span.start, first.span.end, second.span.end) == (0, second.span.start, len(document.text))
    assert (first.title, second.title) == ("AGREEMENT", "RESOLUTION NO. 4")


def test_a_text_nobody_split_is_one_document() -> None:
    assert [s.pages for s in stretches(_document([BODY, BODY], ()))] == [(1, 2)]
