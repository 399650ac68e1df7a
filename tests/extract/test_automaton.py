"""Patterns of word slots: all matches, those that spaCy finds, and no cost that explodes."""

from __future__ import annotations

import time
from collections.abc import Iterable
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clausescan.extract.automaton import STOPS, Automaton, Found, build, longest
from clausescan.extract.rules import Slot, parse_pattern


def run(automaton: Automaton, words: list[str], begins: Iterable[int] | None = None) -> list[Found]:
    return automaton.matches([w.lower() for w in words], [w[0].isupper() for w in words], range(len(words)) if begins is None else begins)


@pytest.mark.parametrize(
    ("pattern", "sentence", "expected"),
    [
        ("any town", "for any town here", [(1, 3)]),
        ("any town? here", "any town here or any here", [(0, 3), (4, 6)]),
        ("any [0-2] here", "any a b here , any . here", [(0, 4)]),
        ("Xx Xx*", "the Oak Grove", [(1, 2), (1, 3), (2, 3)]),
        ("may !not buy", "may not buy may now buy", [(3, 6)]),
        ("a* b", "a a b", [(0, 3), (1, 3), (2, 3)]),
        ("a b?", "a b", [(0, 1), (0, 2)]),
        ("a [2-3] b", "a b b b", [(0, 4)]),
        ("town", "none here", []),
    ],
)
def test_matches(pattern: str, sentence: str, expected: list[Found]) -> None:
    assert run(build(parse_pattern(pattern, {})), sentence.split()) == expected


def test_only_where_it_may_begin() -> None:
    automaton = build(parse_pattern("a b?", {}))
    assert run(automaton, ["a", "a", "b", "a"], [1, 2]) == [(1, 2), (1, 3)]


def test_longest_keeps_the_earlier_of_equals() -> None:
    assert longest([(0, 2), (1, 3), (3, 6), (5, 6), (6, 7)]) == [(3, 6), (0, 2), (6, 7)]


def test_neighbouring_repeats_of_like_words_are_quick() -> None:
    automaton = build(parse_pattern("a* a|b* a|c* a|d* [0-9] a* [0-9] e", {}))
    began = time.process_time()
    assert run(automaton, ["a"] * 2_000) == []
    assert time.process_time() - began < 5


_WORDS = ["a", "b", "A", "B", ".", "c"]


@st.composite
def slots(draw: st.DrawFn) -> Slot:
    low, high = draw(st.sampled_from([(1, 1), (0, 1), (0, 2), (1, 3), (2, 2)]))
    match draw(st.sampled_from(["words", "words", "negated", "gap", "capital"])):
        case "gap":
            return Slot(low=low, high=high, gap=True)
        case "capital":
            return Slot(low=low, high=high, capital=True)
        case kind:
            return Slot(frozenset(draw(st.sets(st.sampled_from("abc"), min_size=1))), low, high, negated=kind == "negated")


def _spec(slot: Slot) -> dict[str, Any]:
    taken: dict[str, Any]
    if slot.gap:
        taken = {"LOWER": {"NOT_IN": sorted(STOPS)}}
    elif slot.capital:
        taken = {"TEXT": {"REGEX": "^[A-Z]"}}
    else:
        taken = {"LOWER": {"NOT_IN" if slot.negated else "IN": sorted(slot.words)}}
    return taken if (slot.low, slot.high) == (1, 1) else {**taken, "OP": f"{{{slot.low},{slot.high}}}"}


@cache
def _vocab() -> Any:
    import spacy

    return spacy.blank("en").vocab


@settings(max_examples=150, deadline=None)
@given(st.lists(slots(), min_size=1, max_size=5).filter(lambda p: any(s.low for s in p)), st.lists(st.sampled_from(_WORDS), min_size=1, max_size=9))
def test_finds_what_spacy_finds(pattern: list[Slot], words: list[str]) -> None:
    matcher_module = pytest.importorskip("spacy.matcher")
    from spacy.tokens import Doc

    vocab = _vocab()
    found = run(build(tuple(pattern)), words)
    for greedy, expected in ((None, sorted(found)), ("LONGEST", longest(found))):
        engine = matcher_module.Matcher(vocab, validate=False)
        engine.add("found", [[_spec(slot) for slot in pattern]], greedy=greedy)
        theirs = [(start, end) for _, start, end in engine(Doc(vocab, words=words))]
        assert (sorted(set(theirs)) if greedy is None else theirs) == expected
