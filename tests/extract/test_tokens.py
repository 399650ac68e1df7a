"""Words as rules see them: old and misread spellings made one, and where each stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausescan.core.span import Span
from clausescan.extract.tokens import tokens


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("piggy-back", ["piggyback"]),
        ("Piggy back", ["piggyback"]),
        ("co-op", ["co-op"]),
        ("a co-operative and a co op", ["a", "cooperative", "and", "a", "co-op"]),
        ("govemmental", ["governmental"]),
        ("$5,000,000", ["$5,000,000"]),
        ("pi_ggybacking", ["piggybacking"]),
        ("co - worker", ["co", "-", "worker"]),
        ("yes ___", ["yes", "_", "_", "_"]),
    ],
)
def test_spellings_are_made_one(text: str, words: list[str]) -> None:
    assert tokens(text).lower == words


def test_a_joined_word_keeps_its_capital_and_place() -> None:
    found = tokens("The Co-op buys")
    assert found.capital == [True, True, False]
    assert found.span(1, 2) == Span(4, 9)
    assert found.places() == {"the": [0], "co-op": [1], "buys": [2]}


@given(st.text(alphabet="aAbB_-. 1$İſ\n", max_size=40))
def test_words_stand_where_they_are_said_to(text: str) -> None:
    found = tokens(text)
    assert len(found.lower) == len(found.starts) == len(found.ends) == len(found.capital) == len(found)
    for at, word in enumerate(found.lower):
        assert word
        assert 0 <= found.starts[at] < found.ends[at] <= len(text)
    assert found.starts == sorted(found.starts)
