"""Where many known words stand in a text, all of them told in one pass. The adapter to ahocorasick_rs.

Each finder looks for dozens of words in the whole of a document; one after the other that takes ten times as long as all at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import islice

from ahocorasick_rs import AhoCorasick, Implementation

LONG = 5_000
"""Code points from which on a text is likely the whole of a document, which finder after finder asks about."""
_MOST = 4_000
"""Words that are kept in mind; more would be words of documents, not of rules."""


class ManyWords:
    """Words that are looked for at once; a word's number is its place among them."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = tuple(dict.fromkeys(words))
        self._finder = AhoCorasick(self.words, implementation=Implementation.DFA)

    def hits(self, text: str) -> list[tuple[int, int, int]]:
        """`(number, start, end)` wherever one of the words stands in a text, in order of `end`; words may lie in one another."""
        return self._finder.find_matches_as_indexes(text, overlapping=True)

    def held(self, text: str) -> set[str]:
        """Those of the words that stand in a text."""
        return {self.words[number] for number, _, _ in self.hits(text)}

    def places(self, text: str) -> dict[str, list[int]]:
        """For each of the words that stand in a text, where it begins, in order."""
        found: dict[str, list[int]] = defaultdict(list)
        for number, start, _ in self.hits(text):
            found[self.words[number]].append(start)
        return dict(found)


def shared_anchors(anchors: Iterable[Sequence[str]]) -> tuple[ManyWords, tuple[tuple[int, ...], ...]]:
    """All anchors of rules, and for each the places, among the rules, of those that have it: many share one."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, mine in enumerate(anchors):
        for anchor in mine:
            found[anchor].append(number)
    return ManyWords(found), tuple(map(tuple, found.values()))


class _Places(dict[str, list[int]]):
    """Where words begin in a text. A word that was not known when the text was gone through is looked for alone, and known from then on."""

    def __init__(self, text: str, finder: ManyWords) -> None:
        super().__init__(finder.places(text))
        self._text, self._known = text, frozenset(finder.words)

    def __missing__(self, word: str) -> list[int]:
        text, found = self._text, list[int]()
        at = -1 if word in self._known else text.find(word)
        while at >= 0:
            found.append(at)
            at = text.find(word, at + 1)
        self[word] = found
        if len(_asked) < _MOST:
            _asked[word] = None
        return found


_asked: dict[str, None] = {}
"""The words that finders have asked for since the process began."""


@lru_cache(maxsize=2)
def places_in(text: str) -> Mapping[str, list[int]]:
    """For each word that is asked for, where it begins in a long text, in order."""
    return _Places(text, _finder(len(_asked)))


@lru_cache(maxsize=1)
def _finder(count: int) -> ManyWords:
    return ManyWords(islice(list(_asked), count))
