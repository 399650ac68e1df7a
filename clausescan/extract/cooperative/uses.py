"""Frames of "a buyer uses the contract": each verb with its agent, its object, and whether it is denied.

Direction is read from the agent. A buyer that uses the contract at hand is a grant; the issuer that uses somebody else's is the reverse
(CLAUSES 3, test). Negation is read by scope: between agent and verb, in the agent's own determiner, or in a verb that governs both.
"""

from __future__ import annotations

import re

from clausescan.extract.cooperative.objects import own_objects
from clausescan.extract.cooperative.verbs import GOODS, REACH_BUYING, REACH_USING, agent_of, is_denied, passive, said_before
from clausescan.extract.cooperative.view import BUYERS, Frame, View, once_a_view
from clausescan.extract.matcher import RuleMatch
from clausescan.extract.wordings import Wording

_STRONG_USE = Wording("cooperative/uses.strong-use")
_TAKE_PART = Wording("cooperative/uses.take-part")
_BUYING = Wording("cooperative/uses.buying")
_MODAL = Wording("cooperative/uses.modal")


@once_a_view
def use_frames(view: View) -> tuple[Frame, ...]:
    """Frames of "a buyer uses the contract", active or passive, in reading order."""
    found = []
    for verb in view.found("verb.use"):
        frame = _passive_use(view, verb) if passive(view, verb) else _active_use(view, verb)
        if frame:
            found.append(frame)
    return tuple(found)


_FAR = 110
"""Code points between a buyer and its verb beyond which another clause has begun, save after a relative clause or a list."""


def _active_use(view: View, verb: RuleMatch) -> Frame | None:
    agent = agent_of(view, verb)
    if agent is None:
        return None
    buyer = agent if agent.rule.finds in {*BUYERS, "others"} else None
    gap = view.between(agent, verb)
    words = view.words(verb)
    if buyer and len(gap) > _FAR and not re.match(r"\s*(?:,|that|who|which|\(|including|located|within|throughout|across|as\s+well|in)", gap):
        return None
    if buyer and not (_MODAL.search(gap) or words.lower().endswith(("ing", "s")) or not gap.strip()):
        return None
    if buyer and (_TOLD_AS_FACT.search(gap) or _OF_THE_MAIN_CLAUSE.search(gap) or (_NOUN_LEAD.search(gap) and not words.lower().endswith("ing"))):
        return None
    target, foreign = _use_object(view, verb)
    if target is None and foreign is None and buyer and OF_IT.match(view.after(verb, 40)):
        earlier = (m for m in reversed(own_objects(view)) if m.span.end <= agent.span.start)
        target = next((m for m in earlier if not (_WITH_BODY.match(view.after(m, 30)) or _DONE_UNDER.search(view.before(m, 30)))), None)
        target = target or (verb if said_before(view) else None)
    sure = target is not None or bool(_STRONG_USE.match(words))
    if (
        _TAKE_PART.match(words)
        and re.match(r"\s*(?:[.,;]|$|by\b|if\b|upon\b|on\s+(?:notice|payment))", view.after(verb, 30), re.IGNORECASE)
        and not re.search(r"\binvited\b", gap)
    ):
        target = target or next(iter(own_objects(view)), None)
    allowed = _MAY_DO_SO.search(view.text, verb.span.end, view.end)
    return Frame(verb, agent, buyer, target, foreign, is_denied(view, agent, verb), sure, presumed=_presumed(gap, words) and not allowed)


_MAY_DO_SO = Wording("cooperative/uses.may-do-so")
_TOLD_AS_FACT = Wording("cooperative/uses.told-as-fact")
_OF_THE_MAIN_CLAUSE = Wording("cooperative/uses.of-the-main-clause")
_NOUN_LEAD = Wording("cooperative/uses.noun-lead")
_WITH_BODY = Wording("cooperative/uses.with-body")
OF_IT = Wording("cooperative/uses.of-it")
_WISH = Wording("cooperative/uses.wish")
_GRANTED = Wording("cooperative/uses.granted")
_NOT_BOUND = Wording("cooperative/uses.not-bound")
_DONE_UNDER = Wording("cooperative/uses.done-under")


def _presumed(gap: str, verb: str) -> bool:
    """True for "agencies wishing to use", "agencies using": use is taken for granted there, not granted."""
    if _NOT_BOUND.search(gap):
        return True
    if _GRANTED.search(gap):
        return False
    return (
        bool(_WISH.search(gap))
        or (verb.lower().endswith("ing") and not gap.strip())
        or (verb.lower().endswith("s") and bool(re.search(r"\b(?:that|which|who)\b", gap)))
    )


def _use_object(view: View, verb: RuleMatch) -> tuple[RuleMatch | None, RuleMatch | None]:
    """The contract at hand and the foreign contract that a verb of use may govern."""
    reach = REACH_BUYING if _BUYING.match(view.words(verb)) else REACH_USING
    foreign = next((m for m in view.found("foreign") if verb.span.start <= m.span.start < verb.span.end + reach), None)
    own = own_objects(view)
    seller = _sold_by_issuer(view, verb)
    for chunk in own:
        if (
            not seller
            and chunk.span.start >= verb.span.end
            and _reached(view, verb, view.between(verb, chunk))
            and not (foreign and foreign.span.start < chunk.span.start)
        ):
            return chunk, foreign
    if not _BUYING.match(view.words(verb)):
        return None, foreign
    before = [m for m in own if m.span.end <= verb.span.start and _ADVERBIAL.search(view.before(m, 20))]
    early = [m for m in before if not (_OF_GIVEN_THINGS.search(view.before(m, 60)) or _DONE_UNDER.search(view.before(m, 30)))]
    if seller:
        return None, foreign
    return (early[-1] if early else None if foreign else _from_the_vendor(view, verb)), foreign


def _sold_by_issuer(view: View, verb: RuleMatch) -> bool:
    """True for "contract with the County for dispatch": the issuer is the one who sells."""
    after = next((m for m in view.found("issuer") if m.span.start >= verb.span.end), None)
    return (
        after is not None
        and bool(
            re.fullmatch(r"\s*(?:\w+\s+){0,3}?(?:from|with)?\s*", view.between(verb, after))
            and re.search(r"\b(?:from|with)\s*$", view.before(after, 8))
        )
        and not re.match(r"['’]|\s+(?:contract|award|bid|agreement|pric)", view.after(after, 12), re.IGNORECASE)
    )


_SOURCE = Wording("cooperative/uses.source")
_AT_TERMS = Wording("cooperative/uses.at-terms")
_THE_VENDOR = Wording("cooperative/uses.the-vendor")


def _from_the_vendor(view: View, verb: RuleMatch) -> RuleMatch | None:
    """The vendor where it stands for the contract: "buy from the successful bidder at the same prices"."""
    for vendor in view.found("vendor"):
        gap = view.between(verb, vendor)
        if vendor.span.start >= verb.span.end and _SOURCE.fullmatch(gap) and not NEW_CLAUSE.search(gap):
            return vendor if _THE_VENDOR.match(view.words(vendor)) and _AT_TERMS.match(view.after(vendor, 90).lstrip(" ,")) else None
    return None


_ADVERBIAL = Wording("cooperative/uses.adverbial")
_OF_GIVEN_THINGS = Wording("cooperative/uses.of-given-things")
_INTO = Wording("cooperative/uses.into")
_BESIDE = Wording("cooperative/uses.beside")
NEW_CLAUSE = Wording("cooperative/uses.new-clause")
_OTHER_THINGS = Wording("cooperative/uses.other-things")


def _reached(view: View, verb: RuleMatch, gap: str) -> bool:
    """True where the words between a verb and a contract leave the contract as what is used or bought from."""
    words = view.words(verb)
    if NEW_CLAUSE.search(gap) or _OTHER_THINGS.search(gap):
        return False
    if _BUYING.match(words):
        return len(gap) <= REACH_BUYING
    if _TAKE_PART.match(words):
        return bool(_INTO.fullmatch(gap))
    return len(gap) <= REACH_USING and not _HEAVY.search(_ASIDE.sub(" ", gap)) and (not _BESIDE.search(gap) or bool(GOODS.search(gap)))


_ASIDE = Wording("cooperative/uses.aside")
_HEAVY = Wording("cooperative/uses.heavy")
_UNDER_ONLY = Wording("cooperative/uses.under-only")
_SCHEDULE = Wording("cooperative/uses.schedule")

_NEVER = re.compile(r"(?!)")


_SERVED = Wording("cooperative/uses.served")
_SOME_BODY = Wording("cooperative/uses.some-body")


def _served(view: View, verb: RuleMatch) -> Frame | None:
    """As in "every public agency that asks will be served at the fees of our form"."""
    if not _SERVED.search(view.words(verb)):
        return None
    buyer = agent_of(view, verb)
    target = next((m for m in own_objects(view) if m.span.start >= verb.span.end and _AT.fullmatch(view.between(verb, m))), None)
    if buyer is None or target is None or buyer.rule.finds not in BUYERS or not _SOME_BODY.search(view.words(buyer)):
        return None
    return Frame(verb, buyer, buyer, target, None, is_denied(view, buyer, verb))


_AT = Wording("cooperative/uses.at")


def _passive_use(view: View, verb: RuleMatch) -> Frame | None:
    """As in "this contract may be used by other agencies"."""
    by = [m for m in view.matches if m.rule.finds in {*BUYERS, "others", "issuer"} and m.rule.layer == 0 and m.span.start >= verb.span.end]
    agent = next((m for m in by if re.search(r"\bby\b[^.;]{0,40}$", view.text[verb.span.end : m.span.start], re.IGNORECASE)), None)
    if agent is None:
        return _served(view, verb)
    under = _UNDER_ONLY if not _BUYING.match(view.words(verb)) else _NEVER
    subject = [m for m in own_objects(view) if m.span.end <= verb.span.start and not under.search(view.before(m, 16))]
    target = subject[-1] if subject else None
    goods = GOODS.search(view.before(verb, 60)) or _SCHEDULE.search(view.before(verb, 60))
    if target is None and (not goods or _OTHER_THINGS.search(view.before(verb, 60))):
        return None
    buyer = agent if agent.rule.finds != "issuer" else None
    return Frame(verb, agent, buyer, target, None, is_denied(view, target, verb), target is not None)
