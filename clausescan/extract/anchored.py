"""Matches that begin with known words, found by looking for the words first: many times quicker than an expression tried at every letter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator


def places(small: str, words: Iterable[str], start: int, end: int) -> list[int]:
    """Where any of the words stands between two offsets of a text in lower case, in order, each place once; empty if nowhere."""
    found: set[int] = set()
    for word in words:
        at = small.find(word, start, end)
        while at >= 0:
            found.add(at)
            at = small.find(word, at + 1, end)
    return sorted(found)


def matches_from(pattern: re.Pattern[str], words: Iterable[str], text: str, small: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """What `pattern.finditer(text, start, end)` gives, where each match begins with one of the words; `small` is the text in lower case."""
    behind = start
    for at in places(small, words, start, end):
        if at >= behind and (found := pattern.match(text, at, end)) is not None:
            yield found
            behind = found.end()
