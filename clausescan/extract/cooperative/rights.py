"""Grants in which others are given a right, get the prices, or are not refused: "every public agency may have these prices"."""

from __future__ import annotations

import re

from clausescan.extract.cooperative.objects import PRICED, own_objects
from clausescan.extract.cooperative.plain_signs import CASE, DENIED, SUBJECT_REACH, public_buyers
from clausescan.extract.cooperative.sense import buyers_of
from clausescan.extract.cooperative.verbs import said_before
from clausescan.extract.cooperative.view import BUYERS, View
from clausescan.extract.matcher import RuleMatch
from clausescan.extract.wordings import Wording

_GIVEN = Wording("cooperative/rights.given")


def right_given(view: View, noun: RuleMatch, text: str) -> RuleMatch | None:
    """As in "the Board grants to all schools the right to order under this contract"."""
    around = view.before(noun, 120) + view.words(noun)
    if not (_GIVEN.search(around) or _GIVEN.search(view.after(noun, 160))) or DENIED.search(text) or CASE.match(view.before(noun, 120)):
        return None
    contract = next((m for m in own_objects(view) if m.span.start >= noun.span.end and len(view.between(noun, m)) < SUBJECT_REACH), None)
    to_use = any(noun.span.end <= m.span.start <= noun.span.end + 12 for m in view.found("verb.use")) or re.search(r"\bof\b", view.after(noun, 4))
    if contract is None or not to_use:
        return None
    return next(iter(public_buyers(view, text, view.start, view.end)), None)


_MAY = Wording("cooperative/rights.may")
_OF_A_BODY = Wording("cooperative/rights.of-a-body")


def gets_prices(view: View, verb: RuleMatch, text: str) -> RuleMatch | None:
    """As in "every public agency may have these prices", "… is entitled to the rates of this contract"."""
    buyers = public_buyers(view, text, view.start, verb.span.start)
    if not buyers or not _MAY.search(view.before(verb, 20)) or _OF_A_BODY.search(view.before(buyers[-1], 20)):
        return None
    gap = view.between(buyers[-1], verb)
    lead = view.text[view.start : verb.span.start]
    if len(gap) > SUBJECT_REACH or re.search(r"[;:]", gap) or DENIED.search(gap[-40:]) or CASE.match(lead):
        return None
    if re.match(r"\W*(?:no|neither)\b", lead, re.IGNORECASE) or re.search(r"\b(?:the|this|our)\b", gap, re.IGNORECASE):
        return None
    priced = next((m for m in own_objects(view) if m.span.start >= verb.span.end and PRICED.search(view.words(m))), None)
    return buyers[-1] if priced and _GETS_GAP.fullmatch(view.between(verb, priced)) else None


_GETS_GAP = Wording("cooperative/rights.gets-gap")
_NOT_REFUSED = Wording("cooperative/rights.not-refused")


def nobody_refused(view: View, verb: RuleMatch, text: str) -> RuleMatch | None:
    """As in "no public agency shall be refused the contract price", "vendor shall not refuse an order from any town"."""
    if not refuses_nobody(view, verb) or not own_objects(view):
        return None
    return next(iter(public_buyers(view, text.replace(" no ", " "), view.start, view.end)), None) or next(iter(buyers_of(view)), None)


def refuses_nobody(view: View, verb: RuleMatch) -> bool:
    """True where a refusal is itself denied."""
    return bool(_NOT_REFUSED.search(view.before(verb, 110))) and not re.search(
        r"\b(?:except|unless|if|without)\b", view.text[view.start : view.end], re.IGNORECASE
    )


_THEIR_USE = Wording("cooperative/rights.their-use")


def objects_not(view: View, noun: RuleMatch, text: str) -> RuleMatch | None:
    """As in "the City has no objection to other towns ordering from this bid"."""
    if not re.search(r"\b(?:no|not|nor)\b[^.;]{0,20}$", view.before(noun, 30), re.IGNORECASE):
        return None
    if _THEIR_USE.match(view.after(noun, 120)) and (own_objects(view) or said_before(view)):
        return next(iter(view.found(*BUYERS, "issuer")), None)
    buyers = public_buyers(view, text, noun.span.end, noun.span.end + 60)
    uses = [v for v in view.found("verb.use") if buyers and v.span.start >= buyers[0].span.end]
    contract = any(uses and m.span.start >= uses[0].span.end for m in own_objects(view))
    return buyers[0] if buyers and contract else None
