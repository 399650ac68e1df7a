"""Grants in which the vendor is bound to sell to other bodies: "the bidder shall furnish any other town at the prices bid"."""

from __future__ import annotations

import re

from clausescan.extract.cooperative.objects import PRICED, own_objects
from clausescan.extract.cooperative.plain_signs import CASE, CHOOSES, DENIED, OTHER_GOODS, clause_before, public_buyers
from clausescan.extract.cooperative.uses import NEW_CLAUSE
from clausescan.extract.cooperative.view import View
from clausescan.extract.matcher import RuleMatch
from clausescan.extract.wordings import Wording

_BOUND = Wording("cooperative/sells.bound")
_SAME_GOODS = Wording("cooperative/sells.same-goods")


def sells(view: View, verb: RuleMatch, text: str) -> RuleMatch | None:
    """As in "the bidder shall furnish any other town at the prices bid", "vendor agrees that it will, at the same price, sell to …"."""
    lead = clause_before(view, verb)
    if _PARTICIPLE.search(view.words(verb)):
        return _is_filled(view, verb, text, lead)
    if _REPORTED.search(lead):
        return None
    if welcomed := _sales_welcome(view, verb, text):
        return welcomed
    return _sold_to(view, verb, text, lead) if _is_bound(view, verb, lead) else None


def _is_bound(view: View, verb: RuleMatch, lead: str) -> bool:
    """True where the vendor shall, not may, do what the verb says."""
    bound = next(iter(reversed(list(_BOUND.finditer(lead)))), None)
    if bound is None or CASE.match(lead) or not _by_vendor(view, verb, lead):
        return False
    denied = DENIED.search(lead) or re.search(r"\bno\b", view.words(verb) + view.after(verb, 12), re.IGNORECASE)
    return not (denied or _ONLY_A_RIGHT.search(lead) or CHOOSES.search(lead[bound.end() :]))


def _sold_to(view: View, verb: RuleMatch, text: str, lead: str) -> RuleMatch | None:
    buyers = public_buyers(view, text, verb.span.end, verb.span.end + 160)
    buyer = next((b for b in buyers if not NEW_CLAUSE.search(view.between(verb, b)) and not OTHER_GOODS.search(view.between(verb, b))), None)
    buyer = buyer or _asker(view, verb, text, lead)
    if buyer is None or OTHER_GOODS.search(view.after(buyer, 30)):
        return None
    own = own_objects(view)
    priced = any(PRICED.search(view.words(m)) for m in own) or (
        _SELLS_GOODS.match(view.words(verb))
        and any(_AWARD.search(view.words(m)) and (view.words(m).lower() == "hereunder" or _ON_IT.search(view.before(m, 24))) for m in own)
    )
    return buyer if priced or (_SAME_GOODS.search(text) and view.found("vendor")) else None


_PARTICIPLE = Wording("cooperative/sells.participle")
_REPORTED = Wording("cooperative/sells.reported")
_ORDERS_OF = Wording("cooperative/sells.orders-of")
_TO_BE = Wording("cooperative/sells.to-be")


def _is_filled(view: View, verb: RuleMatch, text: str, lead: str) -> RuleMatch | None:
    """As in "orders from other towns shall be filled at the same prices"."""
    if not _TO_BE.search(lead) or not own_objects(view) or CASE.match(lead):
        return None
    buyers = public_buyers(view, text, view.start, verb.span.start)
    if served := next((b for b in buyers if _is_served(view, b, verb)), None):
        return served
    return next((b for b in buyers if _ORDERS_OF.search(view.before(b, 70)) and not re.match(r"no\b", view.words(b), re.IGNORECASE)), None)


_WISHES = Wording("cooperative/sells.wishes")
_SERVED = Wording("cooperative/sells.served")
_AT_PRICES = Wording("cooperative/sells.at-prices")


def _is_served(view: View, buyer: RuleMatch, verb: RuleMatch) -> bool:
    """True where the body itself is served, at the prices: not its own people, nor a body that is denied."""
    return bool(
        _SERVED.fullmatch(view.words(verb))
        and _WISHES.fullmatch(view.between(buyer, verb))
        and _AT_PRICES.match(view.after(verb, 30))
        and re.match(r"(?:any|all|every|each|other)\b", view.words(buyer), re.IGNORECASE)
    )


_TO_THEM = Wording("cooperative/sells.to-them")
_WANTS = Wording("cooperative/sells.wants")


def _asker(view: View, verb: RuleMatch, text: str, lead: str) -> RuleMatch | None:
    """The body of "when another town sends an order, the vendor must fill it"."""
    if not _TO_THEM.match(view.after(verb, 20)) or not _WANTS.search(lead):
        return None
    return next(iter(public_buyers(view, text, view.start, verb.span.start)), None)


_SELLS_GOODS = Wording("cooperative/sells.sells-goods")
_WELCOME = Wording("cooperative/sells.welcome")


def _sales_welcome(view: View, noun: RuleMatch, text: str) -> RuleMatch | None:
    """As in "sales to other towns at the contract prices are allowed"."""
    if not view.words(noun).lower().startswith("sale") or not own_objects(view) or DENIED.search(text) or not _WELCOME.search(view.after(noun, 160)):
        return None
    return next(iter(public_buyers(view, text, noun.span.end, noun.span.end + 40)), None)


_ONLY_A_RIGHT = Wording("cooperative/sells.only-a-right")
_ON_IT = Wording("cooperative/sells.on-it")
_AWARD = Wording("cooperative/sells.award")


def _by_vendor(view: View, verb: RuleMatch, lead: str) -> bool:
    """True where the nearest definite body before the verb is the vendor, or it is spoken to."""
    start = verb.span.start - len(lead)
    actors = [m for m in view.found("vendor", "issuer") if start <= m.span.start < verb.span.start and not _GOVERNED.search(view.before(m, 14))]
    if actors:
        return actors[-1].rule.finds == "vendor"
    return bool(re.search(r"\b(?:undersigned|you|it|they|I)\b|\bcondition\s+of\b", lead))


_GOVERNED = Wording("cooperative/sells.governed")
