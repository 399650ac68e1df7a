"""Matches found by the words they begin with."""

from __future__ import annotations

import itertools
import re
from typing import SupportsIndex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausescan.extract.anchored import Reach, line_starts, matches_at, matches_from, matches_near, places, starts_before, stretches
from clausescan.extract.scope_cues import EXCLUDES, EXCLUDES_HEADS, HEADS
from clausescan.extract.term_rules import load_term_rules


def test_places_are_in_order_and_once() -> None:
    assert places("to and fro, to and to", ("to", "and", "to a"), 1, 20) == [3, 12, 15]


@given(st.text(alphabet="ab x", max_size=60), st.integers(0, 20), st.integers(0, 20))
def test_gives_what_finditer_gives(text: str, first: int, second: int) -> None:
    start, end = sorted((min(first, len(text)), min(second, len(text))))
    pattern = re.compile(r"\b(?:a[ab]{0,3}|b x)")
    assert [m.span() for m in matches_from(pattern, ("a", "b x"), text, text, start, end)] == [m.span() for m in pattern.finditer(text, start, end)]


@given(st.text(alphabet="abcx ", max_size=80), st.integers(0, 30), st.integers(0, 30))
def test_near_words_gives_what_finditer_gives(text: str, first: int, second: int) -> None:
    start, end = sorted((min(first, len(text)), min(second, len(text))))
    pattern, reach = re.compile(r"(?<!c)a{0,2}(?:bx|xc)a{0,3}c?"), Reach(("bx", "xc"), before=3, after=8)
    assert [m.span() for m in matches_near(pattern, reach, text, text, start, end)] == [m.span() for m in pattern.finditer(text, start, end)]


@given(st.text(alphabet="ab\n", max_size=60), st.integers(0, 20), st.integers(0, 1))
def test_line_starts_hold_every_line_with_the_word(text: str, start: int, above: int) -> None:
    start = min(start, len(text))
    expression = re.compile(r"^[^\n]{0,60}\n?[^\n]{0,60}ab" if above else r"^[^\n]{0,60}ab", re.MULTILINE)
    lines = line_starts(text, text, ("ab",), start, len(text), above)
    found = matches_at(expression, lines, text, start, len(text))
    assert [m.span() for m in found] == [m.span() for m in expression.finditer(text, start)]


class _Counting(str):
    """A text that counts the code points gone through to look back."""

    __slots__ = ("work",)

    def rfind(self, sub: str, start: SupportsIndex | None = 0, end: SupportsIndex | None = None) -> int:
        at = str.rfind(self, sub, start, end)
        self.work: int = getattr(self, "work", 0) + int(end or 0) - max(at, int(start or 0))
        return at


@pytest.mark.parametrize("line", ["yes " * 50, "yes " * 50 + "\n", "yes\n"])
def test_line_starts_are_found_in_linear_work(line: str) -> None:
    def work(times: int) -> int:
        text = _Counting(line * times)
        line_starts(text, str(text), ("yes",), 0, len(text), above=1)
        return text.work

    assert work(200) <= 2 * work(100) + 2 * len(line)


def test_starts_before() -> None:
    assert starts_before(re.compile(r"\b(?:red|old) \Z"), "a red hen, old hen, bold hen", (6, 15, 25), 0, most=8) == [2, 11]


@given(st.text(alphabet="ab ", max_size=60))
def test_stretches_are_apart_and_hold_every_word(text: str) -> None:
    found = list(stretches(Reach(("ab",), before=2, after=4), text, 0, len(text)))
    assert all(a < b for (_, a), (b, _) in itertools.pairwise(found))
    assert all(any(a <= at < b for a, b in found) for at in places(text, ("ab",), 0, len(text)))


def test_every_anchor_of_the_term_begins_with_a_head() -> None:
    rules = load_term_rules()
    for rule in (*rules.topics, *rules.renewals, *rules.decoys):
        for text in (*rule.matches, *rule.not_matches):
            small = text.lower()
            assert list(matches_from(rules.anchor, rules.anchor_heads, small, small, 0, len(small))) or not rules.anchor.search(small), text


def test_every_sentence_on_scope_begins_with_a_head() -> None:
    for pattern, heads in ((EXCLUDES, EXCLUDES_HEADS), *HEADS.items()):
        for head in heads:
            assert re.search(rf"\(\?:[^()]*{head[:-1].strip()}|\|\s*{head[:3]}|\b{head[:3]}", pattern.pattern, re.IGNORECASE), head
