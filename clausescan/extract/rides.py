"""Purchases that the document makes under another public body's contract, as reverse cooperative language (CLAUSES 3, REVERSE)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from clausescan.core.document import Document
from clausescan.core.finding import ClauseClass, CooperativeUse, Finding, Polarity, Role, cite, finding
from clausescan.core.result import Part
from clausescan.core.span import Span
from clausescan.extract.pattern_rules import anchor_hits, load_rules, lowered
from clausescan.extract.sentences import split_sentences

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
    rules = tuple(r for r in load_rules("competition") if r.id in _RULES)
    small, sentences = lowered(document.text), split_sentences(document.text, part.span)
    shown = [e.span for other in others for e in other.evidence]
    found: dict[Span, Finding[CooperativeUse]] = {}
    for at, _anchor in anchor_hits(rules, small, part.span.start, part.span.end, _MOST_PLACES):
        sentence = sentences.around(at)
        if sentence in found or any(sentence.overlaps(s) for s in shown):
            continue
        rule = next((r for r in rules if (m := r.search(document.text, sentence.start, sentence.end)) and not _NO_CONTRACT.search(m[0])), None)
        if rule is not None:
            use = CooperativeUse(ClauseClass.REVERSE, Polarity.REVERSE, why=rule.why)
            found[sentence] = finding("cooperative_use", use, (cite(document, sentence, rule.id),))
    return tuple(found[span] for span in sorted(found, key=lambda s: s.start))
