"""Grants said plainly, in any order of words: the vendor is bound to sell, prices reach others, others have a right or get the prices."""

from __future__ import annotations

from collections.abc import Callable

from clausescan.extract.cooperative.labels import labelled
from clausescan.extract.cooperative.reaches import reaches
from clausescan.extract.cooperative.rights import gets_prices, nobody_refused, objects_not, right_given
from clausescan.extract.cooperative.sells import sells
from clausescan.extract.cooperative.sense import Judgement, Says, buyers_of, made
from clausescan.extract.cooperative.signs import REFERENCES, TOPIC
from clausescan.extract.cooperative.view import BUYERS, View
from clausescan.extract.matcher import RuleMatch


def plain_grant(view: View, text: str) -> Judgement | None:
    """A grant by one of the plain forms; None where there is none. Each form names the buyer, the act and the contract or its prices."""
    if label := labelled(view):
        return made(Says.GRANT, view, label, buyers_of(view))
    if not view.found("plain.objection", "plain.sells", "plain.reaches", "plain.right", "plain.gets", "plain.refuse") or (
        REFERENCES.search(text) and not TOPIC.search(text)
    ):
        return None
    if not (buyers_of(view) or view.found("plain.objection")) or view.found("foreign"):
        return None
    for name, test in _FORMS:
        for match in view.found(name):
            if buyer := test(view, match, text):
                return made(Says.GRANT, view, match, _beside(view, buyer))
    return None


_FORMS: tuple[tuple[str, Callable[[View, RuleMatch, str], RuleMatch | None]], ...] = (
    ("plain.sells", sells),
    ("plain.reaches", reaches),
    ("plain.right", right_given),
    ("plain.gets", gets_prices),
    ("plain.refuse", nobody_refused),
    ("plain.objection", objects_not),
)


def _beside(view: View, buyer: RuleMatch) -> tuple[RuleMatch, ...]:
    """The buyer and those that follow it in one list."""
    found = [buyer]
    for chunk in view.found(*BUYERS):
        if chunk.span.start >= found[-1].span.end and len(view.between(found[-1], chunk)) < _LIST_STEP:
            found.append(chunk)
    return tuple(found)


_LIST_STEP = 60
