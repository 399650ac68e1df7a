"""What is looked for without regard to case is found as by the expression itself."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausescan.extract.caseless import caseless, lower, lowered_pattern

WORDS = caseless(r"(?<!-)\b(?P<word>Term|END)(?:\s\S{1,4}\s(?P=word))?")


@pytest.mark.parametrize("text", ["", "Plain TEXT", "\u0130stanbul", "STRA\u1e9eE \u0130", "a" * 30_000 + "B"])
def test_every_offset_is_kept(text: str) -> None:
    assert len(lower(text)) == len(text)
    assert lower(text).isascii() is text.isascii()


def test_classes_and_names_keep_their_capitals() -> None:
    assert lowered_pattern(r"(?P<Name>A)\S\W(?P=Name)[A-Z]") == r"(?P<Name>a)\S\W(?P=Name)[a-z]"


@given(st.text(alphabet="teTErmndEN -\n", max_size=80), st.integers(0, 80), st.integers(0, 80))
def test_gives_what_finditer_gives(text: str, first: int, last: int) -> None:
    start, end = sorted((min(first, len(text)), min(last, len(text))))
    expected = [(m.span(), m["word"]) for m in WORDS.exact.finditer(text, start, end)]
    assert [(m.span(), m["word"]) for m in WORDS.finditer(text, start, end)] == expected


def test_a_long_text_and_the_first_match() -> None:
    text = "x " * 15_000 + "THE TERM"
    found = WORDS.search(text, 0, len(text))
    assert found is not None
    assert found[0] == "TERM"
    assert WORDS.search(text, 0, 100) is None


def test_what_a_match_begins_with_may_be_named() -> None:
    begun = caseless("(?:year|month)s?", re.VERBOSE, r"(?=[ym])")
    assert [m[0] for m in begun.finditer("Years or MONTH", 0, 14)] == ["Years", "MONTH"]
