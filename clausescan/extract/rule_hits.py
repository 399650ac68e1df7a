"""Where text rules fire: in sentences that hold one of their anchors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from clausescan.core.span import Span
from clausescan.extract.held import Sieve
from clausescan.extract.many_words import ManyWords
from clausescan.extract.pattern_rules import PatternRule, lowered
from clausescan.extract.sentences import Sentences, split_sentences

_CUT = 700
"""Sentences up to this length are never cut."""


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
    asked = _asked(tuple(by_anchor), tuple(rule.pattern for rule in rules))
    pieces = _pieces(asked, small, sentences_of(text, span), most)
    hits: dict[str, RuleHit] = {}
    tried: dict[int, set[str]] = defaultdict(set)
    for anchor, waiting in by_anchor.items():
        for piece, held in pieces.get(anchor, ()):
            already = tried[piece.start]
            for rule in waiting:
                if rule.id in hits or rule.id in already:
                    continue
                already.add(rule.id)
                if asked.sieve.may_match(rule.pattern, held) and (found := rule.search(text, piece.start, piece.end)) is not None:
                    hits[rule.id] = RuleHit(rule, Span(*found.span()), piece)
    return tuple(hits.values())


def anchors_in(small: str, anchors: tuple[str, ...]) -> set[str]:
    """Those of the anchors that a text in lower case holds."""
    known = _asked(anchors).words
    return {known.words[number] for number, _, _ in known.hits(small)}


def _pieces(asked: _Asked, small: str, sentences: Sentences, most: int) -> dict[str, list[tuple[Span, int]]]:
    """For each anchor, the sentences that hold one of its first `most` places, cut round the place where they are long; in order.

    With each, the bits that the sieve asks for, of the whole sentence.
    """
    found: dict[str, list[tuple[Span, int]]] = defaultdict(list)
    count: dict[str, int] = defaultdict(int)
    for start, end, held, places in _by_sentence(asked, small, sentences):
        for anchor, here in places.items():
            left = most - count[anchor]
            if left <= 0:
                continue
            if end - start > _CUT or " " in anchor:
                found[anchor] += ((sentences.around(at), held) for at in here[:left])
            else:
                found[anchor].append((Span(start, end), held))
            count[anchor] += len(here)
    return found


def _by_sentence(asked: _Asked, small: str, sentences: Sentences) -> Iterator[tuple[int, int, int, dict[str, list[int]]]]:
    """Start and end of each sentence that holds an anchor, the bits of its words, and where its anchors stand."""
    first, last = sentences.span.start, sentences.span.end
    hits = asked.words.hits(small[first:last])
    hits.reverse()
    start = first
    for end in (*sentences.ends, last):
        held = 0
        places: dict[str, list[int]] = {}
        while hits and first + hits[-1][1] < end:
            number, at, _ = hits.pop()
            anchor, bits = asked.of[number]
            held |= bits
            if anchor:
                places.setdefault(anchor, []).append(first + at)
        if places:
            yield start, end, held, places
        start = end


class _Asked:
    """The words that rules ask for: `of` each its anchor ("" where it is none) and its bits for the sieve."""

    def __init__(self, anchors: tuple[str, ...], expressions: tuple[str, ...]) -> None:
        self.sieve = Sieve(expressions)
        self.words = ManyWords([*anchors, *self.sieve.bits])
        self.of = [(word if word in anchors else "", self.sieve.bits.get(word, 0)) for word in self.words.words]


@lru_cache(maxsize=8)
def _asked(anchors: tuple[str, ...], expressions: tuple[str, ...] = ()) -> _Asked:
    return _Asked(anchors, expressions)


@lru_cache(maxsize=2)
def sentences_of(text: str, span: Span) -> Sentences:
    """The sentences of a span, kept for the next finder that asks."""
    return split_sentences(text, span)
