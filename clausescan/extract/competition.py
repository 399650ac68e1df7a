"""How the vendor was selected: method, formal or not, and what the text tells of it (domain: COMPETITION, sections 1 to 3)."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from clausescan.core.document import Document
from clausescan.core.finding import Answer, Competition, Finding, Program, Role, cite, finding
from clausescan.core.result import Part
from clausescan.core.span import Span
from clausescan.extract.competition_boxes import answered, method_boxes
from clausescan.extract.competition_details import find_details
from clausescan.extract.pattern_rules import load_rules
from clausescan.extract.rule_hits import RuleHit, RuleSet, first_hits, sentences_of
from clausescan.extract.titles import find_titles

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
_PLANS = frozenset({Role.SOLICITATION, Role.ADDENDUM, Role.FORM})
_REASONS = ("emergency", "sole_source")
_STATED = 4.0
_ENOUGH = 2.0
_FAINT = 1.0
_DOMINANT = 3.0
"""How many times the weight of other methods one must have in a meeting paper, which may hold several purchases."""
_SEALED = 5.0
"""Weight of sealed-bid wording from which quotes are no longer plainly informal."""
_EARLY = 12_000
"""Code points from the start of a contract in which recitals and preamble stand."""
_ROUND = 1500
"""Code points round the proof in which a meeting paper tells of the same purchase."""
_MOST_EVIDENCE = 4
_LONGEST_QUOTE = 260
_MOST_PLACES = 120
"""Places of one anchor that are looked at; later ones say what earlier ones said."""


def find_competition(document: Document, part: Part, role: Role, program: Finding[Program] | None = None) -> Finding[Competition] | None:
    """How the vendor of this part was or will be selected; None where nothing is said.

    The method is the one whose rules weigh most; a heading outweighs sentences. In a document that calls for offers, sentences about sole
    sources, emergencies, exemptions and other bodies' contracts are general conditions and do not count; only a heading does.
    `details` may hold advertised, award_basis, award_record, base_contract, bidders, due, exceptions, issued, opened.
    """
    return _by_rules(document, part, role) or _by_program(document, part, role, program)


_RODE = re.compile(r"\b(?:under|through|via|utili[sz]ing|using|per|off(?: of)?|from|with)(?: the)?\s\Z", re.IGNORECASE)
_ITS_CONTRACT = re.compile(
    r"[®™]?(?:['’]s?)?(?:\s[A-Z]\w{1,16}){0,3}\s(?:contracts?|agreements?|pricing|bid|award|no\.|number|#)(?![\w-])", re.IGNORECASE
)


def _by_program(document: Document, part: Part, role: Role, program: Finding[Program] | None) -> Finding[Competition] | None:
    """A meeting's paper says that its purchase is made under the contract of the program found; None for other papers."""
    if role is not Role.BOARD_ITEM or program is None:
        return None
    text, place = document.text, program.evidence[0].span
    for found in re.finditer(re.escape(text[place.start : place.end]), text[part.span.start : part.span.end]):
        start, end = part.span.start + found.start(), part.span.start + found.end()
        its = _ITS_CONTRACT.match(text, end)
        if its and _RODE.search(text, max(part.span.start, start - 30), start):
            return finding("competition", Competition("piggyback", Answer.NO), (cite(document, Span(start, its.end()), "piggyback.program"),), 0.6)
    return None


def _by_rules(document: Document, part: Part, role: Role) -> Finding[Competition] | None:
    hits = _hits(document, part, role)
    scores = _scores(hits, part.span.start + (len(part.span) if role in _CALLS_FOR_OFFERS else _EARLY))
    method = _choose(scores, role)
    if method is None:
        return None
    proof = sorted((h for h in hits if h.rule.value == method), key=lambda h: (-h.rule.weight, h.span.start))[:_MOST_EVIDENCE]
    evidence = tuple(cite(document, _quoted(h), h.rule.id) for h in proof)
    confidence = scores[method] / sum(scores.values())
    if method == "unknown" and role not in _PLANS:
        return finding("competition", Competition(method, Answer.UNCLEAR), evidence, confidence)
    found = find_details(document, _told_in(part.span, role, proof[0].sentence), method, tuple(h.sentence for h in proof), planned=role in _PLANS)
    details = [*found.details, *_exceptions(method, scores)]
    return finding("competition", Competition(method, _formal(method, scores), tuple(sorted(details))), (*evidence, *found.evidence), confidence)


def _told_in(whole: Span, role: Role, proof: Span) -> Span:
    """Where the details of one competition are told: all of a call for offers, the opening of a contract.

    In a longer meeting paper, which may hold many purchases, what stands round the proof.
    """
    if role in _CALLS_FOR_OFFERS or len(whole) <= _EARLY // 2:
        return whole
    if role is Role.BOARD_ITEM:
        return Span(max(whole.start, proof.start - _ROUND), min(whole.end, proof.end + _ROUND))
    return Span(whole.start, min(whole.end, whole.start + _EARLY))


def _exceptions(method: str, scores: dict[str, float]) -> list[tuple[str, str]]:
    """Other ways without competition that the text speaks of."""
    others = sorted(m for m in _WITHOUT_COMPETITION if m != method and scores.get(m, 0) >= _ENOUGH)
    return [("exceptions", ", ".join(others))] if others else []


def _hits(document: Document, part: Part, role: Role) -> list[RuleHit]:
    """Every rule that fires, once, at its first place; titles before sentences."""
    rules = load_rules("competition")
    titles = find_titles(document, part.span, tuple(r for r in rules if r.where == "title"))
    in_text = _text_rules(calls=role in _CALLS_FOR_OFFERS)
    told = first_hits(in_text, document.text, sentences_of(document.text, part.span), _MOST_PLACES)
    hits = [*(RuleHit(t.rule, t.span, t.line) for t in titles), *told]
    return answered(hits, method_boxes(document.text, part.span), rules)


@cache
def _text_rules(*, calls: bool) -> RuleSet:
    """Those for sentences; a paper that calls for offers says nothing of its own by speaking of ways without competition."""
    return RuleSet(r for r in load_rules("competition") if r.where == "text" and not (calls and r.value in _WITHOUT_COMPETITION))


def _quoted(hit: RuleHit) -> Span:
    """The whole sentence or heading, or only the words found where that is long."""
    return hit.sentence if len(hit.sentence) <= _LONGEST_QUOTE else hit.span


def _scores(hits: list[RuleHit], early: int) -> dict[str, float]:
    """The weight of each method; a sentence behind the offset `early` counts half: general conditions speak of all methods."""
    scores: dict[str, float] = defaultdict(float)
    for hit in hits:
        scores[hit.rule.value] += hit.rule.weight * (1 if hit.span.start <= early else 0.5)
    return scores


def _choose(scores: dict[str, float], role: Role) -> str | None:
    """The method with the greatest weight; `unknown` where competition has no method, and for a meeting paper none of whose methods stands out."""
    known = sorted((m for m in scores if m != "unknown" and scores[m] >= _ENOUGH), key=lambda m: (-scores[m], _PREFERRED.index(m)))
    reason = next((m for m in _REASONS if scores.get(m, 0) >= _STATED), None)
    if known and known[0] == "exempt" and reason and role is not Role.BOARD_ITEM:
        return reason  # it says why no bids were asked for
    if known and (role is not Role.BOARD_ITEM or all(scores[known[0]] >= _DOMINANT * scores[m] for m in known if _rivals(m, known[0]))):
        return known[0]
    if not known and role in _PLANS:
        faint = [m for m in ("ifb", "rfp") if scores.get(m, 0) >= _FAINT]
        if len(faint) == 1:
            return faint[0]  # a call for offers that speaks to bidders only, or to proposers only
    return "unknown" if scores.get("unknown") else None


def _rivals(one: str, other: str) -> bool:
    """Whether two methods answer the question of formal competition differently."""
    return one != other and _FORMAL.get(one, Answer.UNCLEAR) is not _FORMAL.get(other, Answer.UNCLEAR)


def _formal(method: str, scores: dict[str, float]) -> Answer:
    """Formal or not; quotes that are sealed and opened like bids are unclear."""
    if method == "quotes" and scores.get("ifb", 0) >= _SEALED:
        return Answer.UNCLEAR
    return _FORMAL.get(method, Answer.UNCLEAR)
