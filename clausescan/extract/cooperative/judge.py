"""What one sentence says about others' use of the contract: grants it, denies it, speaks of others' contracts, or only presupposes it."""

from __future__ import annotations

import re

from clausescan.extract.cooperative.answers import AFTER_QUESTION
from clausescan.extract.cooperative.assignment import assignment
from clausescan.extract.cooperative.bounded import bounded_grant
from clausescan.extract.cooperative.choice import choice
from clausescan.extract.cooperative.denied import answered_no
from clausescan.extract.cooperative.grants import grant, presumption
from clausescan.extract.cooperative.overruled import overruled
from clausescan.extract.cooperative.paragraph import told_of_elsewhere
from clausescan.extract.cooperative.questions import Answer, answer_in
from clausescan.extract.cooperative.refusals import denial
from clausescan.extract.cooperative.sense import Judgement, Says, buyers_of, made
from clausescan.extract.cooperative.signs import PRIVATE, USE_BY_OTHERS, is_public, optional, sellers_assignment
from clausescan.extract.cooperative.spoken import nominal
from clausescan.extract.cooperative.view import View
from clausescan.extract.matcher import RuleMatch
from clausescan.extract.wordings import Wording

_CONTENTS_LINE = Wording("cooperative/judge.contents-line")
DEFINES = Wording("cooperative/judge.defines")
_EXPLAINED = Wording("cooperative/judge.explained")
_ENTRY = Wording("cooperative/judge.entry")
_GLOSSARY = Wording("cooperative/judge.glossary")

__all__ = ["Judgement", "Says", "judge"]


def judge(view: View) -> Judgement | None:
    """The sense of a sentence; None where it says nothing of others' use."""
    text = view.text[view.start : view.end]
    if _CONTENTS_LINE.search(text):
        return None
    if sellers_assignment(view, text):
        return _first(view, "support", Says.SUPPORT) or _first(view, "incorp", Says.INCORP)
    asks, answer = answer_in(text)
    if asks and any(m.span.start < view.start + text.index("?") for m in view.found("foreign")):
        return _reverse(view, text)
    if answer is Answer.NO:
        asked = grant(view, text)
        shown = None if asked else answered_no(view, text)
        about = asked.decided_by if asked else shown[0] if shown else _asked_about(view, text)
        return made(Says.DENY, view, about, buyers_of(view), AFTER_QUESTION) if about else None
    defines = bool(DEFINES.match(text) or _EXPLAINED.match(text) or _ENTRY.match(text))
    for decide in (denial, assignment, grant, presumption, choice, bounded_grant):
        if (found := decide(view, text)) and not (defines and found.says is Says.GRANT and not view.found("grant.eligible")):
            return overruled(view, found)
    return _reverse(view, text) or _headed(view) or _limit(view, text) or _first(view, "support", Says.SUPPORT) or _first(view, "incorp", Says.INCORP)


def _asked_about(view: View, text: str) -> RuleMatch | None:
    """The verb of a question whether public bodies may buy from the contract; None where it asks something else."""
    stop = view.start + text.index("?")
    verbs, objects = ([m for m in view.found(name) if m.span.end <= stop] for name in ("verb.use", "object"))
    buyers = [m for m in buyers_of(view) if m.span.end <= stop and is_public(view, m, text)]
    first = next((m for m in verbs if buyers and objects and m.span.start >= buyers[0].span.end), None)
    return first if first and _MAY_THEY.match(text) else None


_MAY_THEY = Wording("cooperative/judge.may-they")
_VENDOR_ELSEWHERE = Wording("cooperative/judge.vendor-elsewhere")
_BOUGHT = Wording("cooperative/judge.bought")
_BID_PORTAL = Wording("cooperative/judge.bid-portal")


def _reverse(view: View, text: str) -> Judgement | None:
    """The issuer and somebody else's contract; not a bid portal, not an entry of a glossary."""
    found = view.found("reverse")
    if not found or not _BOUGHT.search(text) or _BID_PORTAL.search(text) or _GLOSSARY.match(text) or DEFINES.match(text):
        return None
    if _VENDOR_ELSEWHERE.search(text):
        return None
    named = view.found("foreign")
    if _NO_PURCHASE.search(text) or (named and all(_ONLY_A_NAME.search(view.words(m)) for m in named) and not _USE_OF_IT.search(text)):
        return None
    return made(Says.REVERSE, view, found[0])


_NO_PURCHASE = Wording("cooperative/unsaid.no-purchase")
_ONLY_A_NAME = Wording("cooperative/unsaid.only-a-name")
_USE_OF_IT = Wording("cooperative/unsaid.use-of-it")


_PARTIES_FOLLOW = Wording("cooperative/judge.parties-follow")
_ALL_FOLLOW = Wording("cooperative/judge.all-follow")


def _headed(view: View) -> Judgement | None:
    """A heading over those who may buy, where they follow: a grant where they are all bodies anywhere, else a limit."""
    for match in view.found("grant.heading", "limit.heading"):
        around = view.words(match) + view.after(match, 300)
        if _PARTIES_FOLLOW.search(around):
            return made(Says.GRANT if _ALL_FOLLOW.search(around) else Says.LIMIT, view, match, buyers_of(view))
    return None


_ASKED = Wording("cooperative/judge.asked")


def _limit(view: View, text: str) -> Judgement | None:
    """A gate or limit in a sentence that takes others' use for granted."""
    if DEFINES.match(text) or told_of_elsewhere(view):
        return None
    if re.search(r"\b(?:remit\w*|rebates?|reports?|reporting|service\s+fees?|administrative\s+fees?)\b", text, re.IGNORECASE) and view.found(
        "support"
    ):
        return None
    if blank := view.found("gate.blank"):
        return made(Says.LIMIT, view, blank[0])
    bound_members = view.found("member") and view.found("gate.agreement") and view.found("gate.must") and not PRIVATE.search(text)
    if not bound_members and not USE_BY_OTHERS.search(text) and not any(nominal(view, m, text) for m in view.found("grant.nominal")):
        return None
    for name in ("gate.agreement", "gate.lead", "gate.vendor", "limit.cap", "limit.list", "gate.must", "gate.notice", "gate.choice"):
        match = next(iter(view.found(name)), None)
        if match and optional(view, match):
            continue
        if match and name == "gate.agreement" and not view.found("gate.must") and not _ASKED.search(text):
            continue
        if match and (
            name != "gate.must"
            or re.search(r"\b(?:only|limited|restricted|sign|execut|regist|enter|join|adopt|agreement|addendum)", view.words(match), re.IGNORECASE)
        ):
            return made(Says.LIMIT, view, match, buyers_of(view))
    return None


def _first(view: View, name: str, says: Says) -> Judgement | None:
    match = next(iter(view.found(name)), None)
    return made(says, view, match) if match else None
