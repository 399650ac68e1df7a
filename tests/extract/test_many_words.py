"""Many words at once: what is found is what a search for each alone finds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausescan.extract.anchored import places
from clausescan.extract.many_words import LONG, ManyWords, places_in

LETTERS = st.text("abß’😀 ", min_size=1, max_size=4)


def alone(text: str, word: str) -> list[int]:
    return [at for at in range(len(text)) if text.startswith(word, at)]


@given(st.lists(LETTERS, max_size=6, unique=True), st.text("abß’😀 \n", max_size=40))
def test_places_are_those_of_each_word_alone(words: list[str], text: str) -> None:
    assert ManyWords(words).places(text) == {word: found for word in words if (found := alone(text, word))}


def test_hits_are_in_order_of_their_ends_and_may_lie_in_one_another() -> None:
    known = ManyWords(["renewal", "new", "term"])
    assert [(known.words[n], a, b) for n, a, b in known.hits("renewal term")] == [("new", 2, 5), ("renewal", 0, 7), ("term", 8, 12)]


@pytest.mark.parametrize("times", [1, 2])
def test_a_word_that_was_never_asked_for_is_found_in_a_text_gone_through_before(times: int) -> None:
    text = f"one plum {times} " * LONG
    assert places_in(text)["plum"] == places_in(text)["plum"] == alone(text, "plum")
    assert not places_in(text)[f"pear{times}"]


@given(st.lists(st.sampled_from(["hen", "he", "en h", "x"]), max_size=4), st.integers(0, 60), st.integers(0, 60))
def test_places_in_a_long_text_are_those_in_a_short_one(words: list[str], start: int, length: int) -> None:
    short = "hen hen then x hen " * 4
    end = start + length
    long = short[:end] + "\0" * LONG
    assert places(long, words, start, min(end, len(short))) == places(short[:end], words, start, end)
