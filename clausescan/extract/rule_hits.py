"""Where text rules fire: in sentences that hold one of their anchors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from clausescan.core.span import Span
from clausescan.extract.pattern_rules import PatternRule, lowered
from clausescan.extract.sentences import Sentences, split_sentences

_CUT = 700
"""Sentences up to this length are never cut."""
_MOST_WORDS, _LONGEST_WORD = 50_000, 60
"""Bounds of what is kept about words."""


@dataclass(frozen=True, slots=True)
class RuleHit:
    """A rule that fired: the words, and the sentence they stand in."""

    rule: PatternRule
    span: Span
    sentence: Span


def first_hits(rules: Sequence[PatternRule], text: str, span: Span, most: int) -> tuple[RuleHit, ...]:
    """The first hit of each rule in the sentences of a span, in the order found.

    A rule's anchors are tried in turn, each at its first `most` places; later ones say what earlier ones said.
    """
    small = lowered(text)
    by_anchor: dict[str, list[PatternRule]] = defaultdict(list)
    for rule in rules:
        for anchor in rule.anchors:
            by_anchor[anchor].append(rule)
    pieces = _pieces(tuple(by_anchor), small, sentences_of(text, span), most)
    hits: dict[str, RuleHit] = {}
    tried: dict[int, set[str]] = defaultdict(set)
    for anchor, waiting in by_anchor.items():
        for piece in pieces.get(anchor, ()):
            words, already = small[piece.start : piece.end], tried[piece.start]
            for rule in waiting:
                if rule.id in hits or rule.id in already:
                    continue
                already.add(rule.id)
                if rule.may_match(words) and (found := rule.search(text, piece.start, piece.end)) is not None:
                    hits[rule.id] = RuleHit(rule, Span(*found.span()), piece)
    return tuple(hits.values())


def anchors_in(small: str, anchors: tuple[str, ...]) -> set[str]:
    """Those of the anchors that a text in lower case holds."""
    index = _word_index(anchors)
    return {anchor for word in small.split() for anchor in index[word] if " " not in anchor or anchor in small}


def _pieces(anchors: tuple[str, ...], small: str, sentences: Sentences, most: int) -> dict[str, list[Span]]:
    """For each anchor, the sentences that hold one of its first `most` places, cut round the place where they are long; in order."""
    found: dict[str, list[Span]] = defaultdict(list)
    count: dict[str, int] = defaultdict(int)
    anchors_of, start, last = _word_index(anchors).__getitem__, sentences.span.start, sentences.span.end
    for end in (*sentences.ends, last):
        here: dict[str, int] = {}
        for held in filter(None, map(anchors_of, small[start:end].split())):
            for anchor in held:
                here[anchor] = here.get(anchor, 0) + 1
        for anchor, times in here.items():
            left = most - count[anchor]
            if left <= 0:
                continue
            if end - start > _CUT or " " in anchor:
                places = _places(anchor, small, start, min(end + len(anchor) - 1, last), left)
                found[anchor] += (sentences.around(at) for at in places)
                count[anchor] += len(places)
            else:
                found[anchor].append(Span(start, end))
                count[anchor] += times
        start = end
    return found


def _places(anchor: str, small: str, start: int, end: int, most: int) -> list[int]:
    places, at = list[int](), small.find(anchor, start, end)
    while at >= 0 and len(places) < most:
        places.append(at)
        at = small.find(anchor, at + len(anchor), end)
    return places


class _WordIndex(dict[str, tuple[str, ...]]):
    """For each word that was ever asked for, the anchors that it holds, or of which it may hold the longest word."""

    def __init__(self, anchors: tuple[str, ...]) -> None:
        self.anchors = tuple((anchor, max(anchor.split(), key=len)) for anchor in anchors)

    def __missing__(self, word: str) -> tuple[str, ...]:
        found = tuple(anchor for anchor, longest in self.anchors if longest in word and _fits(word, anchor, longest))
        if len(self) > _MOST_WORDS:
            self.clear()
        if len(word) < _LONGEST_WORD:
            self[word] = found
        return found


def _fits(word: str, anchor: str, longest: str) -> bool:
    """Whether a word of a text goes with the words before and after that one in the anchor."""
    return (anchor.startswith(longest) or word.startswith(longest)) and (anchor.endswith(longest) or word.endswith(longest))


@lru_cache(maxsize=8)
def _word_index(anchors: tuple[str, ...]) -> _WordIndex:
    return _WordIndex(anchors)


@lru_cache(maxsize=2)
def sentences_of(text: str, span: Span) -> Sentences:
    """The sentences of a span, kept for the next finder that asks."""
    return split_sentences(text, span)
