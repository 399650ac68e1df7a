"""Where text rules fire: in sentences that hold one of their anchors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
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


class RuleSet:
    """Rules with what finds their places, made once and used for every document.

    `by_anchor` gives the rules of each anchor; `words` are all anchors and all words that the sieve asks for, `asked` for each of them the
    anchor that it is ("" where it is none) and its bits.
    """

    def __init__(self, rules: Iterable[PatternRule]) -> None:
        self.by_anchor: dict[str, list[PatternRule]] = defaultdict(list)
        for rule in (rules := tuple(rules)):
            for anchor in rule.anchors:
                self.by_anchor[anchor].append(rule)
        self.sieve = Sieve(rule.pattern for rule in rules)
        self.words = ManyWords([*self.by_anchor, *self.sieve.bits])
        self.asked = [(word if word in self.by_anchor else "", self.sieve.bits.get(word, 0)) for word in self.words.words]


def first_hits(rules: RuleSet, text: str, sentences: Sentences, most: int) -> tuple[RuleHit, ...]:
    """The first hit of each rule in some sentences of a text, in the order found.

    A rule's anchors are tried in turn, each at its first `most` places; later ones say what earlier ones said.
    """
    pieces = _pieces(rules, lowered(text), sentences, most)
    hits: dict[str, RuleHit] = {}
    tried: dict[int, set[str]] = defaultdict(set)
    for anchor, waiting in rules.by_anchor.items():
        for piece, held in pieces.get(anchor, ()):
            already = tried[piece.start]
            for rule in waiting:
                if rule.id in hits or rule.id in already:
                    continue
                already.add(rule.id)
                if rules.sieve.may_match(rule.pattern, held) and (found := rule.search(text, piece.start, piece.end)) is not None:
                    hits[rule.id] = RuleHit(rule, Span(*found.span()), piece)
    return tuple(hits.values())


def _pieces(rules: RuleSet, small: str, sentences: Sentences, most: int) -> dict[str, list[tuple[Span, int]]]:
    """For each anchor, the sentences that hold one of its first `most` places, cut round the place where they are long; in order.

    With each, the bits that the sieve asks for, of the whole sentence.
    """
    found: dict[str, list[tuple[Span, int]]] = defaultdict(list)
    count: dict[str, int] = defaultdict(int)
    for start, end, held, places in _by_sentence(rules, small, sentences):
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


def _by_sentence(rules: RuleSet, small: str, sentences: Sentences) -> Iterator[tuple[int, int, int, dict[str, list[int]]]]:
    """Start and end of each sentence that holds an anchor, the bits of its words, and where its anchors stand."""
    first, last = sentences.span.start, sentences.span.end
    hits = rules.words.hits(small[first:last])
    hits.reverse()
    start = first
    for end in (*sentences.ends, last):
        held = 0
        places: dict[str, list[int]] = {}
        while hits and first + hits[-1][1] < end:
            number, at, _ = hits.pop()
            anchor, bits = rules.asked[number]
            held |= bits
            if anchor:
                places.setdefault(anchor, []).append(first + at)
        if places:
            yield start, end, held, places
        start = end


@lru_cache(maxsize=2)
def sentences_of(text: str, span: Span) -> Sentences:
    """The sentences of a span, kept for the next finder that asks."""
    return split_sentences(text, span)
