"""Which phrases speak of the contract at hand: not of some contract, a document about it, or a pact of another kind."""

from __future__ import annotations

import re

from clausescan.extract.cooperative.view import View
from clausescan.extract.matcher import RuleMatch
from clausescan.extract.wordings import Wording

_WEAK_OBJECT = Wording("cooperative/objects.weak-object")
_BARE = Wording("cooperative/objects.bare")
PRICED = Wording("cooperative/objects.priced")
_NOT_THE_CONTRACT = Wording("cooperative/objects.not-the-contract")
_OTHER_PACT = Wording("cooperative/objects.other-pact")
_GOING_OUT = Wording("cooperative/objects.going-out")
_SOME_PRICE = Wording("cooperative/objects.some-price")
_SOME = Wording("cooperative/objects.some")
_RESULTS = Wording("cooperative/objects.results")
_ISSUERS_OWN = Wording("cooperative/objects.issuers-own")
_OWN_MANY = Wording("cooperative/objects.own-many")
_COST = Wording("cooperative/objects.cost")
_INDEFINITE = Wording("cooperative/objects.indefinite")
_THIS_IS = Wording("cooperative/objects.this-is")
_RESULTING = Wording("cooperative/objects.resulting")
_COMES_OF_THIS = Wording("cooperative/objects.comes-of-this")
_OF_SOME_CONTRACT = Wording("cooperative/objects.of-some-contract")


def is_own(view: View, chunk: RuleMatch) -> bool:
    """True where the phrase speaks of the contract at hand, not of any contract."""
    words = view.words(chunk)
    if _something_else(view, chunk, words):
        return False
    if _INDEFINITE.match(words) and not _RESULTING.search(words):
        return bool(_THIS_IS.search(view.before(chunk, 12))) or bool(_COMES_OF_THIS.match(view.after(chunk, 60)))
    if _WEAK_OBJECT.search(words) or _BARE.search(words):
        return bool(_RESULTS.match(view.after(chunk, 40))) or bool(_ISSUERS_OWN.search(view.before(chunk, 40)))
    return True


def _something_else(view: View, chunk: RuleMatch, words: str) -> bool:
    """True for prices at large, papers about a tender, pacts of another kind, all contracts of a body, and terms of some contract."""
    return bool(
        _SOME_PRICE.search(words)
        or _SOME.search(view.before(chunk, 14))
        or _NOT_THE_CONTRACT.match(view.after(chunk, 20))
        or _GOING_OUT.search(view.before(chunk, 20))
        or _OTHER_PACT.search(words)
        or _OTHER_PACT.search(view.after(chunk, 22))
        or _OWN_MANY.search(words)
        or (_COST.search(words) and re.match(r"\s+of\b", view.after(chunk, 5)))
        or (PRICED.search(words) and _OF_SOME_CONTRACT.match(view.after(chunk, 60)))
    )


def own_objects(view: View) -> list[RuleMatch]:
    """The phrases of a sentence that speak of the contract at hand, in order."""
    return [m for m in view.found("object") if is_own(view, m)]
