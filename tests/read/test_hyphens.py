"""What a hyphen at a line's end means."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausescan.read import hyphens
from clausescan.read.hyphens import Words, keeps_hyphen

LINES = ["The cooperative buys at a co-op price,", "price-determining sums, well kept", "and the Agree-"]


@pytest.mark.parametrize(
    ("head", "tail", "kept"),
    [
        ("coop", "erative", False),  # the document writes it in one
        ("price", "determining", True),  # and this one with a hyphen
        ("self", "insured", True),
        ("agree", "ment", False),
        ("north", "West", True),
        ("price", "buys", True),  # two words of their own
    ],
)
def test_the_words_of_the_document_decide(head: str, tail: str, kept: bool) -> None:
    assert keeps_hyphen(head, tail, Words([*LINES, "buys price kept"])) is kept


@pytest.mark.parametrize("word", ["cooperative", "co-op", "well", "price", "and"])
def test_words_within_lines(word: str) -> None:
    assert word in Words([*LINES, "at that price"])


@pytest.mark.parametrize("word", ["agree", "op", "determining", "coop", "ric"])
def test_pieces_and_broken_words_are_none(word: str) -> None:
    assert word not in Words(LINES)


_SIGNS = st.text("abZ-_ 1²ſİ\n", max_size=30)


@given(st.lists(_SIGNS, max_size=4), _SIGNS)
def test_few_and_many_questions_have_the_same_answers(lines: list[str], asked: str) -> None:
    few, many = Words(lines), Words(lines)
    for i in range(hyphens.FEW + 1):
        assert f"none{i}" not in many
    words = [*re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", asked.lower()), *re.findall(r"[^\W\d_]+", " ".join(lines).lower())]
    for word in words[:20]:
        assert (word in few) == (word in many), word
