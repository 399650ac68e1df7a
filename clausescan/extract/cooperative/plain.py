"""Grants said plainly, in any order of words: the vendor is bound to sell to others, prices reach others, others have a right or get the prices."""

from __future__ import annotations

import re
from collections.abc import Callable

from clausescan.extract.cooperative.objects import PRICED, own_objects
from clausescan.extract.cooperative.sense import Judgement, Says, buyers_of, made
from clausescan.extract.cooperative.signs import REFERENCES, TOPIC, is_public
from clausescan.extract.cooperative.uses import NEW_CLAUSE
from clausescan.extract.cooperative.view import BUYERS, View
from clausescan.extract.matcher import RuleMatch
from clausescan.extract.wordings import Wording


def plain_grant(view: View, text: str) -> Judgement | None:
    """A grant by one of the plain forms; None where there is none. Each form names the buyer, the act and the contract or its prices."""
    if labelled := _labelled(view):
        return made(Says.GRANT, view, labelled, buyers_of(view))
    if not view.found("plain.objection", "plain.sells", "plain.reaches", "plain.right", "plain.gets", "plain.refuse") or (
        REFERENCES.search(text) and not TOPIC.search(text)
    ):
        return None
    if not buyers_of(view) or view.found("foreign"):
        return None
    for name, test in _FORMS:
        for match in view.found(name):
            if buyer := test(view, match, text):
                return made(Says.GRANT, view, match, _beside(view, buyer))
    return None


def _beside(view: View, buyer: RuleMatch) -> tuple[RuleMatch, ...]:
    """The buyer and those that follow it in one list."""
    found = [buyer]
    for chunk in view.found(*BUYERS):
        if chunk.span.start >= found[-1].span.end and len(view.between(found[-1], chunk)) < _LIST_STEP:
            found.append(chunk)
    return tuple(found)


_LIST_STEP = 60


def _public_buyers(view: View, text: str, start: int, stop: int) -> list[RuleMatch]:
    return [b for b in buyers_of(view) if start <= b.span.start < stop and is_public(view, b, text) and not _PEOPLE.search(view.before(b, 40))]


_PEOPLE = Wording("cooperative/plain.people")
_DENIED = Wording("cooperative/plain.denied")
_CASE = Wording("cooperative/plain.case")


def _clause_before(view: View, match: RuleMatch, reach: int = 220) -> str:
    """The words before a match in its clause."""
    return re.split(r"[;:.]\s", view.before(match, reach))[-1]


# ------------------------------------------------------------------------------------------------- the vendor is bound to sell

_BOUND = Wording("cooperative/plain.bound")
_CHOOSES = Wording("cooperative/plain.chooses")
_OTHER_GOODS = Wording("cooperative/plain.other-goods")
_SAME_GOODS = Wording("cooperative/plain.same-goods")


def _sells(view: View, verb: RuleMatch, text: str) -> RuleMatch | None:
    """As in "the bidder shall furnish any other town at the prices bid", "vendor agrees that it will, at the same price, sell to …"."""
    lead = _clause_before(view, verb)
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
    if bound is None or _CASE.match(lead) or not _by_vendor(view, verb, lead):
        return False
    denied = _DENIED.search(lead) or re.search(r"\bno\b", view.words(verb) + view.after(verb, 12), re.IGNORECASE)
    return not (denied or _ONLY_A_RIGHT.search(lead) or _CHOOSES.search(lead[bound.end() :]))


def _sold_to(view: View, verb: RuleMatch, text: str, lead: str) -> RuleMatch | None:
    buyers = _public_buyers(view, text, verb.span.end, verb.span.end + 160)
    buyer = next((b for b in buyers if not NEW_CLAUSE.search(view.between(verb, b)) and not _OTHER_GOODS.search(view.between(verb, b))), None)
    buyer = buyer or _asker(view, verb, text, lead)
    if buyer is None or _OTHER_GOODS.search(view.after(buyer, 30)):
        return None
    own = own_objects(view)
    priced = any(PRICED.search(view.words(m)) for m in own) or (
        _SELLS_GOODS.match(view.words(verb))
        and any(_AWARD.search(view.words(m)) and (view.words(m).lower() == "hereunder" or _ON_IT.search(view.before(m, 24))) for m in own)
    )
    return buyer if priced or (_SAME_GOODS.search(text) and view.found("vendor")) else None


_PARTICIPLE = Wording("cooperative/plain.participle")
_REPORTED = Wording("cooperative/plain.reported")
_ORDERS_OF = Wording("cooperative/plain.orders-of")
_TO_BE = Wording("cooperative/plain.to-be")


def _is_filled(view: View, verb: RuleMatch, text: str, lead: str) -> RuleMatch | None:
    """As in "orders from other towns shall be filled at the same prices"."""
    if not _TO_BE.search(lead) or not own_objects(view) or _CASE.match(lead):
        return None
    buyers = _public_buyers(view, text, view.start, verb.span.start)
    if served := next((b for b in buyers if _is_served(view, b, verb)), None):
        return served
    return next((b for b in buyers if _ORDERS_OF.search(view.before(b, 70)) and not re.match(r"no\b", view.words(b), re.IGNORECASE)), None)


_WISHES = Wording("cooperative/plain.wishes")
_SERVED = Wording("cooperative/plain.served")
_AT_PRICES = Wording("cooperative/plain.at-prices")


def _is_served(view: View, buyer: RuleMatch, verb: RuleMatch) -> bool:
    """True where the body itself is served, at the prices: not its own people, nor a body that is denied."""
    return bool(
        _SERVED.fullmatch(view.words(verb))
        and _WISHES.fullmatch(view.between(buyer, verb))
        and _AT_PRICES.match(view.after(verb, 30))
        and re.match(r"(?:any|all|every|each|other)\b", view.words(buyer), re.IGNORECASE)
    )


_TO_THEM = Wording("cooperative/plain.to-them")
_WANTS = Wording("cooperative/plain.wants")


def _asker(view: View, verb: RuleMatch, text: str, lead: str) -> RuleMatch | None:
    """The body of "when another town sends an order, the vendor must fill it"."""
    if not _TO_THEM.match(view.after(verb, 20)) or not _WANTS.search(lead):
        return None
    return next(iter(_public_buyers(view, text, view.start, verb.span.start)), None)


_SELLS_GOODS = Wording("cooperative/plain.sells-goods")
_WELCOME = Wording("cooperative/plain.welcome")


def _sales_welcome(view: View, noun: RuleMatch, text: str) -> RuleMatch | None:
    """As in "sales to other towns at the contract prices are allowed"."""
    if not view.words(noun).lower().startswith("sale") or not own_objects(view) or _DENIED.search(text) or not _WELCOME.search(view.after(noun, 160)):
        return None
    return next(iter(_public_buyers(view, text, noun.span.end, noun.span.end + 40)), None)


_ONLY_A_RIGHT = Wording("cooperative/plain.only-a-right")
_ON_IT = Wording("cooperative/plain.on-it")
_AWARD = Wording("cooperative/plain.award")


def _by_vendor(view: View, verb: RuleMatch, lead: str) -> bool:
    """True where the nearest definite body before the verb is the vendor, or it is spoken to."""
    start = verb.span.start - len(lead)
    actors = [m for m in view.found("vendor", "issuer") if start <= m.span.start < verb.span.start and not _GOVERNED.search(view.before(m, 14))]
    if actors:
        return actors[-1].rule.finds == "vendor"
    return bool(re.search(r"\b(?:undersigned|you|it|they|I)\b|\bcondition\s+of\b", lead))


_GOVERNED = Wording("cooperative/plain.governed")


# ----------------------------------------------------------------------------------------------------- prices reach others

_REACH_GAP = Wording("cooperative/plain.reach-gap")
_SALES_TO = Wording("cooperative/plain.sales-to")
_NO_PRICE = Wording("cooperative/plain.no-price")
_REACHES_ALL = Wording("cooperative/plain.reaches-all")


def _reaches(view: View, verb: RuleMatch, text: str) -> RuleMatch | None:
    """As in "the prices are good for any other town", "the same discount shall apply to purchases by other towns"."""
    return None if _DENIED.search(view.text[view.start : verb.span.start][-100:]) else _reached(view, verb, text)


def withheld(view: View, text: str) -> RuleMatch | None:
    """The verb of "the discount shall not apply to other towns": a reach that is denied; None where there is none."""
    verbs = (v for v in view.found("plain.reaches") if _NOT_REACHING.search(view.before(v, 20)) and not _HALF.match(view.after(v, 12)))
    return next((v for v in verbs if _reached(view, v, text)), None)


_NOT_REACHING = Wording("cooperative/plain.not-reaching")
_HALF = Wording("cooperative/plain.half")


def _reached(view: View, verb: RuleMatch, text: str) -> RuleMatch | None:
    named = [*own_objects(view), *(m for m in view.found("object") if _EACH_PRICE.match(view.words(m)))]
    subjects = sorted((m for m in named if m.span.end <= verb.span.start and not _NO_PRICE.search(view.words(m))), key=lambda m: m.span.start)
    if not subjects:
        return None
    gap = view.between(subjects[-1], verb)
    lead = view.text[view.start : verb.span.start]
    if _GOVERNED_SUBJECT.search(view.before(subjects[-1], 14)) and not _SHARE.search(view.before(subjects[-1], 40)):
        return None
    if len(gap) > _SUBJECT_REACH or re.search(r"[;:]", gap) or _CASE.match(lead):
        return None
    shared = PRICED.search(view.words(subjects[-1])) or _SHARE.search(view.before(subjects[-1], 40))
    if not (shared or _REACHES_ALL.match(view.words(verb)) or _EXTENDS_ALONE.fullmatch(gap + view.words(verb))) or _CHOOSES.search(gap):
        return None
    after = _public_buyers(view, text, verb.span.end, verb.span.end + 90)
    return next((b for b in after if _to_them(view, verb, b)), None)


_GOVERNED_SUBJECT = Wording("cooperative/plain.governed-subject")
_EXTENDS_ALONE = Wording("cooperative/plain.extends-alone")
_EACH_PRICE = Wording("cooperative/plain.each-price")
_SHARE = Wording("cooperative/plain.share")
_SUBJECT_REACH = 90


def _to_them(view: View, verb: RuleMatch, buyer: RuleMatch) -> bool:
    gap = view.between(verb, buyer)
    if _OTHER_GOODS.search(gap) or _DENIED.search(gap):
        return False
    return bool(_SALES_TO.match(gap)) or bool(_REACH_GAP.match(gap)) or bool(_BOTH.search(gap))


_BOTH = Wording("cooperative/plain.both")


# ------------------------------------------------------------------------------------------------------- a right is given

_GIVEN = Wording("cooperative/plain.given")


def _right(view: View, noun: RuleMatch, text: str) -> RuleMatch | None:
    """As in "the Board grants to all schools the right to order under this contract"."""
    around = view.before(noun, 120) + view.words(noun)
    if not (_GIVEN.search(around) or _GIVEN.search(view.after(noun, 160))) or _DENIED.search(text) or _CASE.match(view.before(noun, 120)):
        return None
    contract = next((m for m in own_objects(view) if m.span.start >= noun.span.end and len(view.between(noun, m)) < _SUBJECT_REACH), None)
    to_use = any(noun.span.end <= m.span.start <= noun.span.end + 12 for m in view.found("verb.use")) or re.search(r"\bof\b", view.after(noun, 4))
    if contract is None or not to_use:
        return None
    return next(iter(_public_buyers(view, text, view.start, view.end)), None)


# --------------------------------------------------------------------------------------------------- others get the prices

_MAY = Wording("cooperative/plain.may")


def _gets(view: View, verb: RuleMatch, text: str) -> RuleMatch | None:
    """As in "every public agency may have these prices", "… is entitled to the rates of this contract"."""
    buyers = _public_buyers(view, text, view.start, verb.span.start)
    if not buyers or not _MAY.search(view.before(verb, 20)):
        return None
    gap = view.between(buyers[-1], verb)
    lead = view.text[view.start : verb.span.start]
    if len(gap) > _SUBJECT_REACH or re.search(r"[;:]", gap) or _DENIED.search(gap[-40:]) or _CASE.match(lead):
        return None
    if re.match(r"\W*(?:no|neither)\b", lead, re.IGNORECASE) or re.search(r"\b(?:the|this|our)\b", gap, re.IGNORECASE):
        return None
    priced = next((m for m in own_objects(view) if m.span.start >= verb.span.end and PRICED.search(view.words(m))), None)
    return buyers[-1] if priced and _GETS_GAP.fullmatch(view.between(verb, priced)) else None


_GETS_GAP = Wording("cooperative/plain.gets-gap")


# ------------------------------------------------------------------------------------------------------- nobody is refused

_NOT_REFUSED = Wording("cooperative/plain.not-refused")


def _refuses_nobody(view: View, verb: RuleMatch, text: str) -> RuleMatch | None:
    """As in "no public agency shall be refused the contract price", "vendor shall not refuse an order from any town"."""
    if not refuses_nobody(view, verb) or not own_objects(view):
        return None
    return next(iter(_public_buyers(view, text.replace(" no ", " "), view.start, view.end)), None) or next(iter(buyers_of(view)), None)


def refuses_nobody(view: View, verb: RuleMatch) -> bool:
    """True where a refusal is itself denied."""
    return bool(_NOT_REFUSED.search(view.before(verb, 110))) and not re.search(
        r"\b(?:except|unless|if|without)\b", view.text[view.start : view.end], re.IGNORECASE
    )


def _objects_not(view: View, noun: RuleMatch, text: str) -> RuleMatch | None:
    """As in "the City has no objection to other towns ordering from this bid"."""
    if not re.search(r"\b(?:no|not|nor)\b[^.;]{0,20}$", view.before(noun, 30), re.IGNORECASE):
        return None
    buyers = _public_buyers(view, text, noun.span.end, noun.span.end + 60)
    uses = [v for v in view.found("verb.use") if buyers and v.span.start >= buyers[0].span.end]
    contract = any(uses and m.span.start >= uses[0].span.end for m in own_objects(view))
    return buyers[0] if buyers and contract else None


# --------------------------------------------------------------------------------------------------- lines of forms

_LINE_BEGINS = Wording("cooperative/plain.line-begins")
_COLON = Wording("cooperative/plain.colon")
_YES = Wording("cooperative/plain.yes")
_ALTERNATIVE = Wording("cooperative/plain.alternative")


def _labelled(view: View) -> RuleMatch | None:
    """The label of "Cooperative contract? YES" or "Who may use: any public agency"."""
    for label in view.found("plain.label"):
        if not _LINE_BEGINS.search(view.before(label, 40)):
            continue
        colon = _COLON.match(view.text, label.span.end, label.span.end + _LABEL_REACH)
        if colon is None:
            continue
        if _YES.match(view.text, colon.end()) and not _ALTERNATIVE.match(view.text[colon.end() + 3 : colon.end() + 12].strip()):
            return label
        named = next((b for b in buyers_of(view) if 0 <= b.span.start - colon.end() <= _LABEL_BUYER), None)
        if named and _names_contract(view, view.text[label.span.start : colon.end()]) and not _DENIED.search(view.text[colon.end() : named.span.end]):
            return label
    return None


_LABEL_REACH, _LABEL_BUYER = 110, 24


def _names_contract(view: View, label: str) -> bool:
    return bool(own_objects(view)) or bool(re.search(r"\bcontract|\bagreement|\baward|\bpric", label, re.IGNORECASE))


_FORMS: tuple[tuple[str, Callable[[View, RuleMatch, str], RuleMatch | None]], ...] = (
    ("plain.sells", _sells),
    ("plain.reaches", _reaches),
    ("plain.right", _right),
    ("plain.gets", _gets),
    ("plain.refuse", _refuses_nobody),
    ("plain.objection", _objects_not),
)
