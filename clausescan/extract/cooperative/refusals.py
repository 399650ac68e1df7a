"""Refusals: of the clause, of the use, or of an act of use; and what looks like one but leaves a way open."""

from __future__ import annotations

import re

from clausescan.extract.cooperative.answers import ENDED_NO, reported_no
from clausescan.extract.cooperative.denied import ONE_ONLY, answered_no, clause_struck, one_only, ticked_no, turned_down
from clausescan.extract.cooperative.extension import extend_frames
from clausescan.extract.cooperative.objects import own_objects
from clausescan.extract.cooperative.reaches import NOT_REACHING, withheld
from clausescan.extract.cooperative.rights import refuses_nobody
from clausescan.extract.cooperative.sense import Judgement, Says, buyers_of, made
from clausescan.extract.cooperative.signs import DOUBLE, NEGATED_PERMISSION, PRIVATE, SHORT, USE_BY_OTHERS, foreign_ground, gated, is_public
from clausescan.extract.cooperative.uses import use_frames
from clausescan.extract.cooperative.view import Frame, View
from clausescan.extract.matcher import RuleMatch
from clausescan.extract.wordings import Wording


def denial(view: View, text: str) -> Judgement | None:
    """A refusal: of the clause, of the use, or of an act of use; a limit where a condition lifts it or a grant stands beside it."""
    stated = view.found("deny.exclusive", "deny.deleted", "deny.na")
    if stated and not _reserved(text):
        return _limited(view, stated[0]) if _let_in(view, stated[0]) else made(Says.DENY, view, stated[0], buyers_of(view))
    if refused := _plain_no(view, text) or _refused(view, text):
        return refused
    private = foreign_ground(text)
    frames = [] if private else [f for f in (*use_frames(view), *extend_frames(view)) if f.buyer and not f.foreign]
    denied = [
        f
        for f in frames
        if f.denied and (f.object or f.sure or _of_it(view, f)) and f.buyer and (is_public(view, f.buyer, text) or _none_other(view, f, text))
    ]
    granted = any(not f.denied and f.object for f in frames)
    if DOUBLE.search(text) or any(refuses_nobody(view, m) for m in view.found("plain.refuse")):
        return None
    if not denied:
        return (
            None
            if private
            else _refused_after_all(view, text, frames)
            if granted
            else _withheld(view, text) or _denied_use(view, text) or _turned_down(view, text)
        )
    outsiders = any(f.buyer and f.buyer.rule.finds == "outsider" for f in denied)
    if granted or outsiders or view.found("limit.cap") or gated(view) or _CHOICE_NOT.search(text) or _SO_MUCH.search(text):
        return _limited(view, denied[0].verb)
    return made(Says.DENY, view, denied[0].verb, buyers_of(view))


def _let_in(view: View, stated: RuleMatch) -> bool:
    """True where others are named beside the body for whose use the contract is kept."""
    if stated.rule.finds != "deny.exclusive":
        return False
    return any(b.span.start >= stated.span.end and _AND_FOR.fullmatch(view.text[stated.span.end : b.span.start]) for b in buyers_of(view))


_AND_FOR = Wording("cooperative/refusals.and-for")


def _plain_no(view: View, text: str) -> Judgement | None:
    """An answer that is no, or a circle of one body that alone may buy."""
    if shown := answered_no(view, text) or ticked_no(view, text):
        return made(Says.DENY, view, shown[0], buyers_of(view), shown[1])
    if one_only(view, text):
        return made(Says.LIMIT if gated(view) else Says.DENY, view, view.matches[0], buyers_of(view), ONE_ONLY)
    return None


def _refused_after_all(view: View, text: str, frames: list[Frame]) -> Judgement | None:
    """A use spoken of whose clause is struck, or a request for it, told of, that was refused."""
    struck = None if gated(view) else clause_struck(view, text)
    asked = next((f.verb for f in frames if f.buyer and is_public(view, f.buyer, text) and reported_no(view, f.verb.span.start) == "no"), None)
    by, told = struck or (asked, ENDED_NO)
    return made(Says.DENY, view, by, buyers_of(view), told) if by else None


def _turned_down(view: View, text: str) -> Judgement | None:
    """A refusal that no frame shows; a limit where a condition lifts it."""
    shown = turned_down(view, text)
    if shown is None:
        return None
    lifted = gated(view) or view.found("limit.cap") or _CHOICE_NOT.search(text)
    return made(Says.LIMIT if lifted else Says.DENY, view, shown[0], buyers_of(view), None if lifted else shown[1])


def _withheld(view: View, text: str) -> Judgement | None:
    """As in "the discount shall not apply to purchases by other towns"."""
    verb = None if gated(view) else withheld(view, text)
    return made(Says.DENY, view, verb, buyers_of(view), NOT_REACHING) if verb else None


_UNWILLING = Wording("cooperative/refusals.unwilling")
_TO_OTHERS = Wording("cooperative/refusals.to-others")
_OFFERS = Wording("cooperative/refusals.offers")


def _denied_use(view: View, text: str) -> Judgement | None:
    """Use by others spoken of as a thing, and denied: "piggybacking is not allowed", "unable to hold the prices for others"."""
    matrix, spoken = view.found("deny.matrix"), view.found("grant.nominal", "grant.piggyback")
    priced = view.found("object") and _TO_OTHERS.search(text) and _OFFERS.search(text)
    about = spoken or USE_BY_OTHERS.search(text) or priced
    forbidden = (matrix or spoken) and NEGATED_PERMISSION.search(text)
    if not about or not (forbidden or (matrix and _UNWILLING.search(text))):
        return None
    by = (*matrix, *spoken)[0]
    if gated(view) or view.found("outsider", "limit.cap") or re.search(r"\b(?:restricted|limited)\s+to\b", text, re.IGNORECASE):
        return _limited(view, by)
    return made(Says.DENY, view, by, buyers_of(view), NEGATED_PERMISSION if forbidden else _UNWILLING)


_CHOICE_NOT = Wording("cooperative/refusals.choice-not")
_SO_MUCH = Wording("cooperative/refusals.so-much")
_ANSWERED_NO = Wording("cooperative/refusals.answered-no")
_NO_SUCH = Wording("cooperative/refusals.no-such")


def _refused(view: View, text: str) -> Judgement | None:
    """As in "No provision for use by others", "the bidder has answered no to extending": said of the use itself."""
    spoken = view.found("grant.nominal", "grant.piggyback", "grant.form")
    if _ANSWERED_NO.search(text) and (spoken or view.found("verb.extend")):
        return made(Says.DENY, view, (*spoken, *view.found("verb.extend"))[0], buyers_of(view), _ANSWERED_NO)
    none = (
        None
        if view.found("limit.cap")
        else next((m for m in spoken if m.rule.finds == "grant.nominal" and _NO_SUCH.search(view.text[view.start : m.span.start])), None)
    )
    if none is None or DOUBLE.search(text) or gated(view) or re.search(r"\bobligat|\bguarant|\bliab", text, re.IGNORECASE):
        return None
    return made(Says.DENY, view, none, buyers_of(view), _NO_SUCH)


def _none_other(view: View, frame: Frame, text: str) -> bool:
    """True for a short "no other entity may buy under this contract": recall first for prohibits (CLAUSES 4)."""
    return (
        frame.buyer is not None
        and len(text) < SHORT
        and bool(re.match(r"no\s+other\b", view.words(frame.buyer), re.IGNORECASE))
        and not PRIVATE.search(text)
    )


_IT = Wording("cooperative/refusals.it")


def _of_it(view: View, frame: Frame) -> bool:
    """True for "may not order from it", or where the sentence names the contract elsewhere."""
    return bool(_IT.match(view.after(frame.verb, 30))) or bool(own_objects(view))


def _limited(view: View, by: RuleMatch) -> Judgement:
    return made(Says.LIMIT, view, by, buyers_of(view))


def _reserved(text: str) -> bool:
    return bool(re.search(r"\breserved\.?\s*$", text, re.IGNORECASE))
