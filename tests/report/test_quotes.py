"""Quotes are numbered in the order in which they are asked for, and each picture is taken once."""

from __future__ import annotations

from clausescan.core.contract_file import Proof
from clausescan.core.document import Document, Line
from clausescan.core.finding import cite
from clausescan.core.span import Box, Span
from clausescan.report.pictures import Render
from clausescan.report.quotes import Quoter
from tests import build

PNG = b"\x89PNG\r\n\x1a\n"


def paper() -> Document:
    """One page with two lines far from each other."""
    made = build.document("The City may renew once.\nOther agencies may buy.")
    lines = (Line(Span(0, 24), 1, Box(72, 100, 300, 112)), Line(Span(25, 48), 1, Box(72, 600, 300, 612)))
    return Document(made.source, made.text, made.pages, lines)


def proof(document: Document, words: str) -> Proof:
    start = document.text.index(words)
    return Proof("paper.pdf", "Paper", cite(document, Span(start, start + len(words)), "test"))


def quoter(document: Document, render: Render | None = lambda *_: PNG) -> Quoter:
    return Quoter({document.source.sha256: document}, render)


def test_a_sparing_quote_points_to_the_picture_that_shows_its_words() -> None:
    document = paper()
    quotes = quoter(document)
    (whole,) = quotes.quotes([proof(document, "The City may renew once.")])
    (again,) = quotes.sparing([proof(document, "The City may renew once.")])
    (other,) = quotes.sparing([proof(document, "Other agencies may buy.")])
    assert whole.picture is not None
    assert (again.picture, again.seen_number) == (None, whole.number)
    assert other.picture is not None
    assert quotes.pictures == 2


def test_without_new_pictures_one_that_is_there_is_still_pointed_to() -> None:
    document = paper()
    quotes = quoter(document)
    (whole,) = quotes.quotes([proof(document, "The City may renew once.")])
    (again,) = quotes.quotes([proof(document, "The City may renew once.")], pictures=False)
    (other,) = quotes.quotes([proof(document, "Other agencies may buy.")], pictures=False)
    assert again.seen_number == whole.number
    assert (other.picture, other.seen_number) == (None, 0)


def test_words_are_found_again_within_a_quote() -> None:
    document = paper()
    quotes = quoter(document, None)
    assert quotes.number_of(proof(document, "may renew")) is None
    (whole,) = quotes.quotes([proof(document, "The City may renew once.")])
    assert quotes.number_of(proof(document, "may renew")) == whole.number
    assert quotes.number_of(proof(document, "may buy")) is None
    assert not quotes.draws
