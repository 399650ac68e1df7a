"""Purchases that the document makes under another public body's contract, as reverse cooperative language (CLAUSES 3, REVERSE)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from clausescan.core.document import Document
from clausescan.core.finding import ClauseClass, CooperativeUse, Finding, Polarity, Role, cite, finding
from clausescan.core.result import Part
from clausescan.core.span import Span
from clausescan.extract.pattern_rules import PatternRule, anchor_hits, load_rules, lowered
from clausescan.extract.rule_hits import sentences_of

_RULES = frozenset({"piggyback.buys", "piggyback.no_own_bids"})
_ROLES = frozenset({Role.BOARD_ITEM, Role.CONTRACT})
_MOST_PLACES = 60
_NO_CONTRACT = re.compile(r"\b(?:program|pricing)\Z", re.IGNORECASE)
"""A program may be the buyer's own."""


def find_rides(document: Document, part: Part, role: Role, others: Sequence[Finding[CooperativeUse]]) -> tuple[Finding[CooperativeUse], ...]:
    """Sentences in which a contract or meeting paper buys under a contract that is not its own; none that `others` already show.

    It says how this document came about and grants nothing.
    """
    if role not in _ROLES:
        return ()
    small, sentences = lowered(document.text), sentences_of(document.text, part.span)
    shown = [e.span for other in others for e in other.evidence]
    found: dict[Span, Finding[CooperativeUse]] = {}
    tried: set[Span] = set()
    for at, _anchor in anchor_hits(_rules(), small, part.span.start, part.span.end, _MOST_PLACES):
        sentence = sentences.around(at)
        if sentence in tried or any(sentence.overlaps(s) for s in shown):
            continue
        tried.add(sentence)
        rule = _buys(document.text, small, sentence)
        if rule is not None:
            use = CooperativeUse(ClauseClass.REVERSE, Polarity.REVERSE, why=rule.why)
            found[sentence] = finding("cooperative_use", use, (cite(document, sentence, rule.id),))
    return tuple(found[span] for span in sorted(found, key=lambda s: s.start))


def _buys(text: str, small: str, sentence: Span) -> PatternRule | None:
    """The first of the rules by which the sentence buys under another's contract."""
    words = small[sentence.start : sentence.end]
    for rule in _rules():
        if rule.may_match(words) and (found := rule.search(text, sentence.start, sentence.end)) and not _NO_CONTRACT.search(found[0]):
            return rule
    return None


@cache
def _rules() -> tuple[PatternRule, ...]:
    return tuple(r for r in load_rules("competition") if r.id in _RULES)
