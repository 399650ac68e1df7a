"""Signs in a sentence that tell public purchasing from the private world, and use by others from other matters."""

from __future__ import annotations

import re
from functools import lru_cache

from clausescan.extract.cooperative.view import View, once_a_view
from clausescan.extract.matcher import RuleMatch
from clausescan.extract.wordings import Wording

TOPIC = Wording("cooperative/signs.topic")
USE_BY_OTHERS = Wording("cooperative/signs.use-by-others")
_PUBLIC = Wording("cooperative/signs.public")
TENDERED = Wording("cooperative/signs.tendered")
PRIVATE = Wording("cooperative/signs.private")
_REGULATOR = Wording("cooperative/signs.regulator")
NEGATED_PERMISSION = Wording("cooperative/signs.negated-permission")
DOUBLE = Wording("cooperative/signs.double")
FAVOURED = Wording("cooperative/signs.favoured")
REFERENCES = Wording("cooperative/signs.references")

SHORT = 220

_LONG = 700

_EACH = Wording("cooperative/grants.each")
_INSIDE = Wording("cooperative/signs.inside")
_UNIT = Wording("cooperative/signs.unit")


def is_public(view: View, buyer: RuleMatch, text: str) -> bool:
    """True where the buyer named is a public body, or the sentence speaks of a tender."""
    if buyer.rule.finds == "others":
        return bool(
            _PUBLIC.search(text)
            or TENDERED.search(text)
            or re.search(r"\bprices?\b[^.;]{0,90}\b(?:honou?red|offered|extended)\b", text, re.IGNORECASE)
        )
    words = view.words(buyer)
    if re.match(
        r"\s*(?:['’]s\s+)?(?:officials?|employees?|officers?|order(?!\s+(?:from|under|against|off|at|through|any|the|this|these|its|by|directly|goods|items))|action|approvals?|laws?|regulations?)\b",
        view.after(buyer, 24),
        re.IGNORECASE,
    ):
        return False
    if re.search(r"\b(?:(?:school|department|office|division)s?|campus(?:es)?|branch(?:es)?|librar(?:y|ies))$", words, re.IGNORECASE) and (
        _INSIDE.match(view.after(buyer, 40)) or _UNIT.search(words)
    ):
        return False
    if _rules_over(view, buyer, words) or (_EACH.match(view.text, buyer.span.start, view.end) and not TOPIC.search(text)):
        return False
    if len(text) < SHORT and _PUBLIC.search(text) and not PRIVATE.search(text):
        return True
    return bool(_PUBLIC.search(words) or TENDERED.search(text))


def _rules_over(view: View, buyer: RuleMatch, words: str) -> bool:
    """True for a body that regulates: "local authorities", "any agency having jurisdiction"."""
    regulates = re.search(r"\b(?:governmental|regulatory|taxing|competent|licensing)\b|^local\s+authorit", words, re.IGNORECASE)
    return bool((regulates and _REGULATOR.search(words)) or re.match(r"\s+having\s+(?:\w+\s+)?jurisdiction\b", view.after(buyer, 40), re.IGNORECASE))


@lru_cache(maxsize=8)
def foreign_ground(text: str) -> bool:
    """True for the long sentences of private contracts, in which buyers, verbs and objects of many clauses stand side by side."""
    long, private = len(text) > _LONG, bool(PRIVATE.search(text))
    if TOPIC.search(text) or not (long or private):
        return False
    return (long and private) or not TENDERED.search(text)


@once_a_view
def gated(view: View) -> bool:
    """True where a denial is lifted by a condition: "not … unless", "no … without consent"."""
    return bool(
        re.search(
            r"\b(?:unless|until|except|without(?!\s+(?:\w+\s+){0,3}(?:compet|bid|advertis|charge|cost|exception|limit|tender))|save\s+(?:with|by|on|upon|for)|only\s+(?:after|if|upon|with)|other\s+than\s+(?:members|those|the\s+members)"
            r"|(?:agenc(?:y|ies)|entit(?:y|ies)|towns?|bod(?:y|ies)|jurisdictions?|governments?|districts?|participants?|units?|buyers?)\s+(?:that|which|who)\s+(?:has|have|is|are|does|do)\s*n[o’']t(?!\s+(?:an?\s+)?part(?:y|ies)\b))\b",
            view.text[view.start : view.end],
            re.IGNORECASE,
        )
    ) and not view.found("deny.deleted", "deny.exclusive")


_SELLERS_ASSIGNMENT = Wording("cooperative/signs.sellers-assignment")
_PASSED_TO = Wording("cooperative/signs.passed-to")


def sellers_assignment(view: View, text: str) -> bool:
    """True where the vendor's own assignment, transfer or subcontract is spoken of: no use by others, unless public bodies are named as receivers."""
    if not _SELLERS_ASSIGNMENT.search(text) or TOPIC.search(text):
        return False
    bodies = (m for m in view.found("buyer", "member", "outsider") if _PUBLIC.search(view.words(m)))
    return not any(_PASSED_TO.search(view.before(m, 60)) for m in bodies)


_OR_BY = Wording("cooperative/signs.or-by")


def optional(view: View, match: RuleMatch) -> bool:
    """True for an agreement that is one of two ways to buy: "by purchase order or, where its law asks for one, by an addendum"."""
    return match.rule.finds in {"gate.agreement", "gate.must"} and bool(_OR_BY.search(view.before(match, 280)))
