"""Grants in which the contract or its prices reach other bodies, and refusals that deny it: "the prices are good for any other town"."""

from __future__ import annotations

import re

from clausescan.extract.cooperative.objects import PRICED, own_objects
from clausescan.extract.cooperative.plain_signs import CASE, CHOOSES, DENIED, OTHER_GOODS, SUBJECT_REACH, public_buyers
from clausescan.extract.cooperative.view import View
from clausescan.extract.matcher import RuleMatch
from clausescan.extract.wordings import Wording

_REACH_GAP = Wording("cooperative/reaches.reach-gap")
_HEREIN = Wording("cooperative/reaches.herein")
_SALES_TO = Wording("cooperative/reaches.sales-to")
_NO_PRICE = Wording("cooperative/reaches.no-price")
_REACHES_ALL = Wording("cooperative/reaches.reaches-all")


def reaches(view: View, verb: RuleMatch, text: str) -> RuleMatch | None:
    """As in "the prices are good for any other town", "the same discount shall apply to purchases by other towns"."""
    return None if DENIED.search(view.text[view.start : verb.span.start][-100:]) else _reached(view, verb, text)


def withheld(view: View, text: str) -> RuleMatch | None:
    """The verb of "the discount shall not apply to other towns": a reach that is denied; None where there is none."""
    verbs = (v for v in view.found("plain.reaches") if NOT_REACHING.search(view.before(v, 20)) and not _HALF.match(view.after(v, 12)))
    return next((v for v in verbs if _reached(view, v, text)), None)


NOT_REACHING = Wording("cooperative/reaches.not-reaching")
_HALF = Wording("cooperative/reaches.half")


def _reached(view: View, verb: RuleMatch, text: str) -> RuleMatch | None:
    named = [*own_objects(view), *(m for m in view.found("object") if _EACH_PRICE.match(view.words(m)))]
    subjects = sorted((m for m in named if m.span.end <= verb.span.start and not _NO_PRICE.search(view.words(m))), key=lambda m: m.span.start)
    if not subjects:
        return None
    if len(subjects) > 1 and _HEREIN.fullmatch(view.words(subjects[-1])):
        subjects.pop()
    gap = view.between(subjects[-1], verb)
    lead = view.text[view.start : verb.span.start]
    if _GOVERNED_SUBJECT.search(view.before(subjects[-1], 14)) and not _SHARE.search(view.before(subjects[-1], 40)):
        return None
    if len(gap) > SUBJECT_REACH or re.search(r"[;:]|\bthat\s*$", gap) or CASE.match(lead):
        return None
    shared = PRICED.search(view.words(subjects[-1])) or _SHARE.search(view.before(subjects[-1], 40))
    if not (shared or _REACHES_ALL.match(view.words(verb)) or _EXTENDS_ALONE.fullmatch(gap + view.words(verb))) or CHOOSES.search(gap):
        return None
    after = public_buyers(view, text, verb.span.end, verb.span.end + 90)
    return next((b for b in after if _to_them(view, verb, b)), None)


_GOVERNED_SUBJECT = Wording("cooperative/reaches.governed-subject")
_EXTENDS_ALONE = Wording("cooperative/reaches.extends-alone")
_EACH_PRICE = Wording("cooperative/reaches.each-price")
_SHARE = Wording("cooperative/reaches.share")


def _to_them(view: View, verb: RuleMatch, buyer: RuleMatch) -> bool:
    gap = view.between(verb, buyer)
    if OTHER_GOODS.search(gap) or DENIED.search(gap):
        return False
    return bool(_SALES_TO.match(gap)) or bool(_REACH_GAP.match(gap)) or bool(_BOTH.search(gap))


_BOTH = Wording("cooperative/reaches.both")
