"""How the vendor was selected: method, formal or not, and what the text tells of it (domain: COMPETITION, sections 1 to 3)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from clausescan.core.document import Document
from clausescan.core.finding import Answer, Competition, Finding, Role, cite, finding
from clausescan.core.result import Part
from clausescan.core.span import Span
from clausescan.extract.competition_details import find_details
from clausescan.extract.pattern_rules import PatternRule, anchor_hits, load_rules, lowered
from clausescan.extract.sentences import first_lines, split_sentences

METHODS = ("ifb", "rfp", "itn", "rfq_qualifications", "quotes", "sole_source", "emergency", "exempt", "piggyback", "schedule", "unknown")
"""Methods of facts/1."""

_FORMAL = {
    "ifb": Answer.YES,
    "rfp": Answer.YES,
    "itn": Answer.YES,
    "quotes": Answer.NO,
    "sole_source": Answer.NO,
    "emergency": Answer.NO,
    "exempt": Answer.NO,
    "piggyback": Answer.NO,
}
"""Formal by method (COMPETITION 2); `unclear` for the rest: qualifications leave price out, schedules are negotiated."""

_PREFERRED = ("emergency", "sole_source", "piggyback", "quotes", "itn", "rfq_qualifications", "schedule", "exempt", "rfp", "ifb", "unknown")
"""Which method stays where two weigh the same: the one that says more."""

_WITHOUT_COMPETITION = frozenset({"sole_source", "emergency", "exempt", "piggyback"})
_CALLS_FOR_OFFERS = frozenset({Role.SOLICITATION, Role.ADDENDUM, Role.RESPONSE, Role.FORM, Role.PRICE_LIST, Role.INSTRUCTIONS})
_ENOUGH = 2.0
_CLEAR_LEAD = 1.0
_MOST_EVIDENCE = 4


@dataclass(frozen=True, slots=True)
class _Hit:
    """A rule that fired, and where."""

    rule: PatternRule
    span: Span
    sentence: Span


def find_competition(document: Document, part: Part, role: Role) -> Finding[Competition] | None:
    """How the vendor of this part was or will be selected; None where nothing is said.

    The method is the one whose rules weigh most; a heading outweighs sentences. In a document that calls for offers, sentences about sole
    sources, emergencies, exemptions and other bodies' contracts are general conditions and do not count; only a heading does.
    `details` may hold advertised, award_basis, award_record, base_contract, bidders, due, exceptions, issued, opened.
    """
    hits = _hits(document, part, role)
    scores = _scores(hits)
    if not scores:
        return None
    method = _choose(scores)
    if method is None:
        return None
    proof = sorted((h for h in hits if h.rule.value == method), key=lambda h: (-h.rule.weight, h.span.start))[:_MOST_EVIDENCE]
    if not proof:
        proof = hits[:1]
    found = find_details(document, part.span, method, proof[0].sentence)
    details = list(found.details)
    exceptions = sorted(m for m in _WITHOUT_COMPETITION if m != method and scores.get(m, 0) >= _ENOUGH)
    if exceptions:
        details.append(("exceptions", ", ".join(exceptions)))
    evidence = (*(cite(document, h.span, h.rule.id) for h in proof), *found.evidence)
    value = Competition(method, _formal(method, scores), tuple(sorted(details)))
    total = sum(scores.values())
    return finding("competition", value, evidence, min(1.0, scores.get(method, 0) / total) if total else 0.5)


def _hits(document: Document, part: Part, role: Role) -> list[_Hit]:
    """Every rule that fires, once, at its first place; titles before sentences."""
    rules = load_rules("competition")
    small = lowered(document.text)
    hits = _title_hits(document, part, small, tuple(r for r in rules if r.where == "title"))
    calls = role in _CALLS_FOR_OFFERS
    sentences_rules = tuple(r for r in rules if r.where == "text" and not (calls and r.value in _WITHOUT_COMPETITION))
    return hits + _sentence_hits(document, part, small, sentences_rules)


def _title_hits(document: Document, part: Part, small: str, rules: tuple[PatternRule, ...]) -> list[_Hit]:
    """Title rules over the first lines; a line of running text is no title."""
    hits: list[_Hit] = []
    lines = first_lines(document, part.span)
    if not lines:
        return hits
    for at, line in enumerate(lines):
        words = document.quote(line.span)
        if not _like_title(words):
            continue
        following = lines[min(at + 1, len(lines) - 1)]
        end = following.span.end if _like_title(document.quote(following.span)) else line.span.end
        for rule in rules:
            if any(h.rule is rule for h in hits) or not any(a in small[line.span.start : end] for a in rule.anchors):
                continue
            found = rule.search(document.text, line.span.start, end)
            if found is not None and found.start() < line.span.end:
                hits.append(_Hit(rule, Span(*found.span()), Span(line.span.start, end)))
    return hits


def _like_title(words: str) -> bool:
    """True for a short line that is not a piece of running text."""
    words = words.strip()
    return 0 < len(words) <= 110 and (words.isupper() or len(words) <= 60 or not words.endswith((".", ",")))


def _sentence_hits(document: Document, part: Part, small: str, rules: tuple[PatternRule, ...]) -> list[_Hit]:
    """Text rules over the sentences that hold one of their anchors."""
    sentences = split_sentences(document.text, part.span)
    by_anchor: dict[str, list[PatternRule]] = defaultdict(list)
    for rule in rules:
        for anchor in rule.anchors:
            by_anchor[anchor].append(rule)
    hits: dict[str, _Hit] = {}
    tried: set[tuple[str, int]] = set()
    for at, anchor in anchor_hits(rules, small, part.span.start, part.span.end):
        waiting = [r for r in by_anchor[anchor] if r.id not in hits]
        if not waiting:
            continue
        sentence = sentences.around(at)
        for rule in waiting:
            if (rule.id, sentence.start) in tried:
                continue
            tried.add((rule.id, sentence.start))
            found = rule.search(document.text, sentence.start, sentence.end)
            if found is not None:
                hits[rule.id] = _Hit(rule, Span(*found.span()), sentence)
    return list(hits.values())


def _scores(hits: list[_Hit]) -> dict[str, float]:
    """The weight of each method."""
    scores: dict[str, float] = defaultdict(float)
    for hit in hits:
        scores[hit.rule.value] += hit.rule.weight
    return scores


def _choose(scores: dict[str, float]) -> str | None:
    """The method with the greatest weight; `unknown` where competition is spoken of without a method."""
    best = max(scores, key=lambda m: (scores[m], -_PREFERRED.index(m)))
    if best != "unknown" and scores[best] >= _ENOUGH:
        return best
    return "unknown" if scores.get("unknown") else None


def _formal(method: str, scores: dict[str, float]) -> Answer:
    """Formal or not; quotes that are sealed and opened like bids are unclear."""
    if method == "quotes" and scores.get("ifb", 0) >= 2 * _ENOUGH + _CLEAR_LEAD:
        return Answer.UNCLEAR
    return _FORMAL.get(method, Answer.UNCLEAR)
