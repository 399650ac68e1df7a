"""Where text rules fire: in sentences that hold one of their anchors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from clausescan.core.span import Span
from clausescan.extract.pattern_rules import PatternRule, anchor_hits, lowered
from clausescan.extract.sentences import Sentences, split_sentences

_CUT = 700
"""Length from which a sentence may have been cut."""


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
    small, sentences = lowered(text), sentences_of(text, span)
    by_anchor: dict[str, list[PatternRule]] = defaultdict(list)
    for rule in rules:
        for anchor in rule.anchors:
            by_anchor[anchor].append(rule)
    hits: dict[str, RuleHit] = {}
    tried: set[tuple[str, int]] = set()
    behind, last = 0, ""
    for at, anchor in anchor_hits(rules, small, span.start, span.end, most):
        if at < behind and anchor == last:
            continue
        sentence = sentences.around(at)
        # A long sentence is cut round the anchor: the next place sees another piece of it.
        behind, last = sentence.end if len(sentence) < _CUT else at, anchor
        words = small[sentence.start : sentence.end]
        for rule in by_anchor[anchor]:
            if rule.id in hits or (rule.id, sentence.start) in tried:
                continue
            tried.add((rule.id, sentence.start))
            if rule.may_match(words) and (found := rule.search(text, sentence.start, sentence.end)) is not None:
                hits[rule.id] = RuleHit(rule, Span(*found.span()), sentence)
    return tuple(hits.values())


@lru_cache(maxsize=2)
def sentences_of(text: str, span: Span) -> Sentences:
    """The sentences of a span, kept for the next finder that asks."""
    return split_sentences(text, span)
