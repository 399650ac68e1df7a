"""Matches that begin with known words, or hold them, found by looking for the words first: an expression tried at every letter is far slower."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from clausescan.extract.many_words import LONG, places_in


def places(small: str, words: Iterable[str], start: int, end: int) -> list[int]:
    """Where any of the words stands between two offsets of a text in lower case, in order, each place once; empty if nowhere."""
    found: set[int] = set()
    if len(small) < LONG:
        for word in words:
            at = small.find(word, start, end)
            while at >= 0:
                found.add(at)
                at = small.find(word, at + 1, end)
        return sorted(found)
    known = places_in(small)
    for word in words:
        here = known[word]
        if here:
            last = end - len(word)
            found.update(here if start <= here[0] and here[-1] <= last else here[bisect_left(here, start) : bisect_right(here, last)])
    return sorted(found)


def matches_from(pattern: re.Pattern[str], words: Iterable[str], text: str, small: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """What `pattern.finditer(text, start, end)` gives, where each match begins with one of the words; `small` is the text in lower case."""
    yield from matches_at(pattern, places(small, words, start, end), text, start, end)


def matches_at(pattern: re.Pattern[str], starts: Iterable[int], text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """What `pattern.finditer(text, start, end)` gives, where each match begins at one of those offsets, given in order."""
    behind = start
    for at in starts:
        if at >= behind and (found := pattern.match(text, at, end)) is not None:
            yield found
            behind = found.end()


def first_from(pattern: re.Pattern[str], words: Iterable[str], text: str, small: str, start: int, end: int) -> re.Match[str] | None:
    """What `pattern.search(text, start, end)` gives, where each match begins with one of the words."""
    return next(matches_from(pattern, words, text, small, start, end), None)


def line_starts(text: str, small: str, words: Iterable[str], start: int, end: int, above: int = 0) -> list[int]:
    """Where the lines begin that hold one of the words, and so many lines above each, in order, each place once."""
    found: set[int] = set()
    behind = start
    for at in places(small, words, start, end):
        line = text.rfind("\n", behind, at) + 1
        # No line break since the place before: the same line, which is known. So no line is gone through twice.
        if line or behind == start:
            line = line or start
            found.add(line)
            for _ in range(above):
                line = text.rfind("\n", start, max(start, line - 1)) + 1 or start
                found.add(line)
        behind = at + 1
    return sorted(found)


def starts_before(pattern: re.Pattern[str], text: str, found: Iterable[int], start: int, most: int) -> list[int]:
    r"""Where an expression that ends with `\Z` begins before each of those offsets, not more than `most` code points away and not before `start`."""
    matches = (pattern.search(text, max(start, at - most), at) for at in found)
    return [match.start() for match in matches if match]


@dataclass(frozen=True, slots=True)
class Reach:
    """Words of which every match of an expression holds one, and how many code points it may have `before` and `after` the beginning of it."""

    words: tuple[str, ...]
    before: int
    after: int


def matches_near(pattern: re.Pattern[str], reach: Reach, text: str, small: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """What `pattern.finditer(text, start, end)` gives, looked for only as far from the words as its matches reach."""
    for first, last in stretches(reach, small, start, end):
        yield from pattern.finditer(text, first, last)


def stretches(reach: Reach, small: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches of a text in lower case round the words, in order; those that touch are one."""
    found = places(small, reach.words, start, end)
    if not found:
        return
    first = found[0] - reach.before
    for at, following in zip(found, [*found[1:], None], strict=True):
        if following is None or following - reach.before > at + reach.after:
            yield max(start, first), min(end, at + reach.after)
            first = (following or 0) - reach.before
