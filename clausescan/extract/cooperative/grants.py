"""Grants: a buyer that may use the contract, a vendor that extends it, use that is taken for granted."""

from __future__ import annotations

import re

from clausescan.extract.cooperative.extension import extend_frames
from clausescan.extract.cooperative.plain import plain_grant
from clausescan.extract.cooperative.sense import Judgement, Says, buyers_of, made
from clausescan.extract.cooperative.signs import FAVOURED, PRIVATE, REFERENCES, TENDERED, TOPIC, USE_BY_OTHERS, foreign_ground, is_public
from clausescan.extract.cooperative.spoken import _behalf, _cooperative, _eligible, _form, _master, _negated, _piggyback, nominal
from clausescan.extract.cooperative.uses import use_frames
from clausescan.extract.cooperative.view import BUYERS, Frame, View
from clausescan.extract.matcher import RuleMatch
from clausescan.extract.wordings import Wording


def grant(view: View, text: str) -> Judgement | None:
    """A grant of use to others, or None: first by who does what, then by what is spoken of."""
    if FAVOURED.search(text) and not TOPIC.search(text):
        return None
    if foreign_ground(text):
        return None
    frames = [f for f in (*use_frames(view), *extend_frames(view)) if f.buyer and not f.denied]
    for frame in frames:
        if _counts(view, frame, text):
            return made(Says.GRANT, view, frame.verb, _frame_buyers(view, frame))
    for name, test in (
        ("grant.form", _form),
        ("grant.joint", _cooperative),
        ("grant.nominal", nominal),
        ("grant.behalf", _behalf),
        ("grant.piggyback", _piggyback),
        ("grant.cooperative", _cooperative),
        ("grant.statute", _cooperative),
        ("grant.eligible", _eligible),
        ("grant.master", _master),
    ):
        for match in view.found(name):
            if test(view, match, text) and (name == "grant.form" or not (_negated(view, match) or _in_case(view, match))):
                return made(Says.GRANT, view, match, buyers_of(view))
    return plain_grant(view, text)


def _in_case(view: View, match: RuleMatch) -> bool:
    """True in a clause that only sets a case: "When the contract is open to others, the agency shall be told"."""
    lead, rest = view.text[view.start : match.span.start], view.text[match.span.start : view.end]
    return bool(re.match(r"\W*(?:when|if|whenever|once)\s[^,;:]*$", lead, re.IGNORECASE)) and bool(
        re.match(r"[^,;:.]{0,120},\s*(?:the|an?|it|such)\b", rest)
    )


def _frame_buyers(view: View, frame: Frame) -> tuple[RuleMatch, ...]:
    """The frame's buyer and those named beside it in one list."""
    assert frame.buyer is not None
    group = [frame.buyer]
    for chunk in view.found(*BUYERS):
        if chunk is frame.buyer:
            continue
        first, last = sorted((chunk, group[-1] if chunk.span.start > group[-1].span.start else group[0]), key=lambda m: m.span.start)
        if len(view.between(first, last)) < 60 and not re.search(r"\b(?:may|shall|will|for|under)\b", view.between(first, last)):
            group = sorted([*group, chunk], key=lambda m: m.span.start)
    return tuple(m for m in group if m.rule.finds != "others")


def _counts(view: View, frame: Frame, text: str) -> bool:
    """True where a frame is a grant by itself."""
    if frame.buyer and re.search(r"\b(?:which|what|whether)\s*$", view.before(frame.buyer, 9), re.IGNORECASE):
        return False  # "defines which entities are eligible"
    if (
        _only_tells(view, frame)
        or _explains(view, frame)
        or (frame.buyer and not is_public(view, frame.buyer, text))
        or (REFERENCES.search(text) and not TOPIC.search(text))
    ):
        return False
    if frame.buyer and frame.buyer.rule.finds == "others" and frame.agent is frame.buyer:
        spelled_out = view.found("buyer") and re.match(r"\s*[:(–—]", view.after(frame.buyer, 3))
        return bool(USE_BY_OTHERS.search(text) or _OTHER_BUYERS.search(text) or spelled_out)
    if frame.object is not None:
        return not (PRIVATE.search(text) and not TENDERED.search(text))
    if frame.sure:
        return not view.found("foreign") and bool(view.found("buyer", "member"))
    return _takes_part(view, frame) or _by_buyers(view, frame)


_OTHER_BUYERS = Wording("cooperative/grants.other-buyers")
_PART = Wording("cooperative/grants.part")
_PART_ENDS = Wording("cooperative/grants.part-ends")
_LETS = Wording("cooperative/grants.lets")
_IN_GENERAL = Wording("cooperative/grants.in-general")
_LANGUAGE = Wording("cooperative/grants.language")


def _explains(view: View, frame: Frame) -> bool:
    """True where a law, a program or cooperative purchasing at large, not this contract, lets the buyer buy."""
    assert frame.buyer is not None
    lead = view.before(frame.buyer, 130)
    lets = _LETS.search(lead)
    if lets is None:
        return False
    start = frame.buyer.span.start - len(lead) + lets.start("who")
    foreign = any(start <= m.span.start < start + len(lets["who"]) for m in view.found("foreign"))
    return foreign or bool(
        _IN_GENERAL.match(lets["who"]) or (_LANGUAGE.search(lets["who"]) and not re.search(r"\bthis\b", lets["who"], re.IGNORECASE))
    )


_STATE_BODIES = Wording("cooperative/grants.state-bodies")


def _only_tells(view: View, frame: Frame) -> bool:
    """True where a frame speaks of a duty, of use taken for granted, or of somebody else's contract."""
    duty = (
        frame.agent is frame.buyer
        and frame.buyer is not None
        and re.search(r"\bmust\b", view.before(frame.verb, 25), re.IGNORECASE)
        and not _STATE_BODIES.search(view.words(frame.buyer))  # bound to use their state's own contract
    )
    presumed = frame.presumed and not view.found("bind.vendor")
    foreign = frame.foreign and (frame.object is None or frame.foreign.span.start < frame.object.span.start)
    return bool(duty or presumed or foreign)


def _takes_part(view: View, frame: Frame) -> bool:
    """As in "any county may elect to participate"."""
    if not _PART.match(view.words(frame.verb)):
        return False
    return bool(_PART_ENDS.match(view.after(frame.verb, 20))) and not re.search(r"\binvited\b", view.before(frame.verb, 30))


def _by_buyers(view: View, frame: Frame) -> bool:
    """As in "products may be bought by eligible entities"."""
    return (
        frame.agent is not None
        and frame.agent.span.start > frame.verb.span.end
        and bool(re.search(r"\b(?:may|can|shall|will)\b", view.before(frame.verb, 20)))
    )


def presumption(view: View, text: str) -> Judgement | None:
    """As in "Agencies wishing to use this contract …": a gate where something is asked of them first, else support."""
    frames = [f for f in use_frames(view) if f.presumed and f.buyer and f.object and not f.foreign and is_public(view, f.buyer, text)]
    if not frames:
        return None
    gates = view.found("gate.lead", "gate.agreement", "gate.notice", "gate.vendor") if view.found("gate.must", "gate.vendor") else ()
    return made(Says.LIMIT if gates else Says.SUPPORT, view, gates[0] if gates else frames[0].verb, buyers_of(view))
