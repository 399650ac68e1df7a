"""Sentences and first lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausescan.core.document import Document, SourceFile
from clausescan.core.span import Span
from clausescan.extract.sentences import first_lines, split_sentences
from tests.build import document


@pytest.mark.parametrize(
    ("text", "word", "sentence"),
    [
        ("One ends. Two begins here. Three.", "begins", "Two begins here."),
        ("See Contract No. 24-3 of Elm Co. The rest.", "Elm", "See Contract No. 24-3 of Elm Co. The rest."),
        ("A heading\n\nThe text.", "text", "The text."),
        ("It runs\n\non below. Then.", "on", "It runs\n\non below."),
        ("Is it? Yes.", "Yes", "Yes."),
        (
            "RESOLVED, that the truck be bought; and be it further\nRESOLVED, that it may be red",
            "truck",
            "RESOLVED, that the truck be bought; and be it further",
        ),
        ("the case was\nRESOLVED by talk", "case", "the case was\nRESOLVED by talk"),
    ],
)
def test_the_sentence_around_a_word(text: str, word: str, sentence: str) -> None:
    found = split_sentences(text, Span(0, len(text))).around(text.index(word))
    assert text[found.start : found.end].strip() == sentence


@given(st.text(alphabet="aB. \n?1", max_size=120))
def test_a_sentence_holds_its_offset(text: str) -> None:
    sentences = split_sentences(text, Span(0, len(text)))
    for at in range(len(text)):
        found = sentences.around(at)
        assert found.start <= at < found.end


def test_first_lines_come_from_the_first_page_with_words() -> None:
    doc = document(" \n ", "Title\n\nsecond line", "third page")
    assert [doc.quote(line.span) for line in first_lines(doc, Span(0, len(doc.text)))] == ["Title", "second line"]


def test_first_lines_of_a_text_without_pages() -> None:
    doc = Document(SourceFile("t", "0" * 64, 0), "a\nb\nc", ())
    assert [doc.quote(line.span) for line in first_lines(doc, Span(0, 5), 2)] == ["a", "b"]
    assert first_lines(document(""), Span(0, 1)) == ()
