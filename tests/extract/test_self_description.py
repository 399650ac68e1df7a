"""What texts say of a body."""

from __future__ import annotations

import pytest

from clausescan.core.finding import AgencyType, Answer
from clausescan.core.span import Span
from clausescan.extract.self_description import Kind, load_kinds, self_description


@pytest.mark.parametrize("kind", load_kinds(), ids=lambda k: k.pattern[:30])
def test_examples(kind: Kind) -> None:
    for words in kind.matches:
        text = f"Elmont, {words}, signs"
        said = self_description(text, Span(0, 6), Span(0, len(text)))
        assert said is not None, words
        assert (said.type, said.public) == (kind.type, kind.public)
    for words in kind.others:
        text = f"Elmont, {words}, signs"
        said = self_description(text, Span(0, 6), Span(0, len(text)))
        assert said is None or (said.type, said.public) != (kind.type, kind.public)


def test_state_and_span() -> None:
    text = 'Elmont (the "Body"), a political subdivision of the State of West Virginia, whose seat is Elm'
    said = self_description(text, Span(0, 6), Span(0, len(text)))
    assert said is not None
    assert (said.type, said.public, said.state) == (None, Answer.YES, "WV")
    assert text[said.span.start :].startswith("a political subdivision of the State of West Virginia")


def test_a_member_of_a_body_is_not_that_body() -> None:
    text = "Elmont is a member of the Three Valleys purchasing cooperative"
    assert self_description(text, Span(0, 6), Span(0, len(text))) is None


def test_nonprofit_wins_over_local_government() -> None:
    text = "Elmont, a nonprofit league of local governments"
    said = self_description(text, Span(0, 6), Span(0, len(text)))
    assert said is not None
    assert said.type is AgencyType.NONPROFIT_ADMIN
