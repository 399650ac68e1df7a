"""Questions and their answers."""

from __future__ import annotations

import pytest

from clausescan.core.span import Span
from clausescan.extract.cooperative.questions import Answer, answer_in, with_answer


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("May others buy? Yes.", (True, Answer.YES)),
        ("May others buy? A1. Yes, at the bid price.", (True, Answer.YES)),
        ("May others buy? Yes, if the Town agrees.", (True, Answer.LIMITED)),
        ("May others buy? Yes - without limits.", (True, Answer.YES)),
        ("May others buy? No.", (True, Answer.NO)),
        ("May others buy? Yes [ ] No [ ]", (True, Answer.NONE)),
        ("May others buy? Yes / No", (True, Answer.NONE)),
        ("May others buy? Ask the Clerk.", (True, Answer.NONE)),
        ("Others may buy.", (False, Answer.NONE)),
    ],
)
def test_the_answer_to_a_question(text: str, expected: tuple[bool, Answer]) -> None:
    assert answer_in(text) == expected


def test_a_question_reaches_to_the_end_of_its_answer() -> None:
    text = "May others buy? Yes. The Town must be told. More follows."
    whole = with_answer(text, Span(0, 15), len(text))
    assert text[whole.start : whole.end] == "May others buy? Yes. The Town must be told."


def test_a_sentence_or_a_question_with_boxes_stays_as_it_is() -> None:
    assert with_answer("Others may buy. Yes.", Span(0, 15), 20) == Span(0, 15)
    assert with_answer("May others buy? Yes ☐ No ☐", Span(0, 15), 26) == Span(0, 15)
