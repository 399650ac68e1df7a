"""Where text rules fire: in sentences that hold one of their anchors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from clausescan.core.span import Span
from clausescan.extract.held import Sieve, Within
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
    index = _word_index(tuple(by_anchor), tuple(rule.pattern for rule in rules))
    pieces = _pieces(index, small, sentences_of(text, span), most)
    hits: dict[str, RuleHit] = {}
    tried: dict[int, set[str]] = defaultdict(set)
    for anchor, waiting in by_anchor.items():
        for piece, held in pieces.get(anchor, ()):
            already = tried[piece.start]
            for rule in waiting:
                if rule.id in hits or rule.id in already:
                    continue
                already.add(rule.id)
                if index.sieve.may_match(rule.pattern, held) and (found := rule.search(text, piece.start, piece.end)) is not None:
                    hits[rule.id] = RuleHit(rule, Span(*found.span()), piece)
    return tuple(hits.values())


def anchors_in(small: str, anchors: tuple[str, ...]) -> set[str]:
    """Those of the anchors that a text in lower case holds."""
    known = filter(None, map(_word_index(anchors).__getitem__, small.split()))
    return {anchor for held, _ in known for anchor in held if " " not in anchor or anchor in small}


def _pieces(index: _WordIndex, small: str, sentences: Sentences, most: int) -> dict[str, list[tuple[Span, int]]]:
    """For each anchor, the sentences that hold one of its first `most` places, cut round the place where they are long; in order.

    With each, the bits that the sieve asks for, of the whole sentence.
    """
    found: dict[str, list[tuple[Span, int]]] = defaultdict(list)
    count: dict[str, int] = defaultdict(int)
    known, start, last = index.__getitem__, sentences.span.start, sentences.span.end
    for end in (*sentences.ends, last):
        here: dict[str, int] = {}
        held = 0
        for anchors, bits in filter(None, map(known, small[start:end].split())):
            held |= bits
            for anchor in anchors:
                here[anchor] = here.get(anchor, 0) + 1
        for anchor, times in here.items():
            left = most - count[anchor]
            if left <= 0:
                continue
            if end - start > _CUT or " " in anchor:
                places = _places(anchor, small, start, min(end + len(anchor) - 1, last), left)
                found[anchor] += ((sentences.around(at), held) for at in places)
                count[anchor] += len(places)
            else:
                found[anchor].append((Span(start, end), held))
                count[anchor] += times
        start = end
    return found


def _places(anchor: str, small: str, start: int, end: int, most: int) -> list[int]:
    places, at = list[int](), small.find(anchor, start, end)
    while at >= 0 and len(places) < most:
        places.append(at)
        at = small.find(anchor, at + len(anchor), end)
    return places


class _WordIndex(dict[str, tuple[tuple[str, ...], int] | None]):
    """For each word that was ever asked for: the anchors that it holds, or of which it may hold the longest word, and its bits for the sieve.

    None where it has neither.
    """

    def __init__(self, anchors: tuple[str, ...], expressions: tuple[str, ...]) -> None:
        super().__init__()
        self.sieve = Sieve(expressions)
        by_longest: dict[str, list[str]] = defaultdict(list)
        for anchor in anchors:
            by_longest[max(anchor.split(), key=len)].append(anchor)
        known = dict.fromkeys([*by_longest, *self.sieve.bits])
        self._within = Within(known)
        self._known = [(word, by_longest.get(word, ()), self.sieve.bits.get(word, 0)) for word in known]

    def __missing__(self, word: str) -> tuple[tuple[str, ...], int] | None:
        anchors: list[str] = []
        bits = 0
        for number in self._within.numbers(word):
            longest, mine, bit = self._known[number]
            bits |= bit
            anchors += [anchor for anchor in mine if _fits(word, anchor, longest)]
        found = (tuple(anchors), bits) if anchors or bits else None
        if len(self) > _MOST_WORDS:
            self.clear()
        if len(word) < _LONGEST_WORD:
            self[word] = found
        return found


def _fits(word: str, anchor: str, longest: str) -> bool:
    """Whether a word of a text goes with the words before and after that one in the anchor."""
    return (anchor.startswith(longest) or word.startswith(longest)) and (anchor.endswith(longest) or word.endswith(longest))


@lru_cache(maxsize=8)
def _word_index(anchors: tuple[str, ...], expressions: tuple[str, ...] = ()) -> _WordIndex:
    return _WordIndex(anchors, expressions)


@lru_cache(maxsize=2)
def sentences_of(text: str, span: Span) -> Sentences:
    """The sentences of a span, kept for the next finder that asks."""
    return split_sentences(text, span)
