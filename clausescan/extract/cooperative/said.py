"""Grants and refusals said in whole sentences that no frame joins: who may buy, by whom a contract may be used, to whom the vendor must sell."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from clausescan.core.span import Span
from clausescan.extract.caseless import lower
from clausescan.extract.cooperative.judge import DEFINES
from clausescan.extract.cooperative.overruled import overruled
from clausescan.extract.cooperative.paragraph import paragraph, told_of_elsewhere
from clausescan.extract.cooperative.sense import Judgement, Says, buyers_of
from clausescan.extract.cooperative.signs import DOUBLE, FAVOURED, REFERENCES, foreign_ground, gated, sellers_assignment
from clausescan.extract.cooperative.view import View
from clausescan.extract.matcher import RuleMatch
from clausescan.extract.rules import Rule
from clausescan.extract.wordings import Wording, wordings

# What is undecided, asked for or left alone is not granted.
_OPEN = Wording("cooperative/unsaid.left-open")
_BY_REFERENCE = Wording("cooperative/unsaid.by-reference")
_BOXES = Wording("cooperative/unsaid.boxes")
_OTHER_MATTERS = Wording("cooperative/unsaid.other-matters")
_THINGS = Wording("cooperative/unsaid.things-used")
_PEOPLE = Wording("cooperative/unsaid.people-of")
_FEES = Wording("cooperative/unsaid.fees")
_POLICY = Wording("cooperative/unsaid.policy")
_TALE = Wording("cooperative/unsaid.tale")
_ODD = (
    "each member",
    "other than the ",
    "made over to",
    "nonprofit",
    "non-profit",
    "gov't",
    "govt",
    "joinder",
    "joint ",
    "piggy",
    "behalf of itself",
    "operator",
    " body ",
)
"""Words of sentences whose buyer or contract no phrase of a rule names."""
_SAYS = {"grant": Says.GRANT, "limit": Says.LIMIT, "deny": Says.DENY}


@cache
def _sayings() -> tuple[tuple[Wording, Says, tuple[str, ...]], ...]:
    """The wordings with what each says and the words of which it must hold one, looked up once."""
    return tuple((one, _SAYS[one.value.partition(":")[0]], one.anchors) for one in wordings("cooperative/said"))


def said_use(view: View) -> Judgement | None:
    """What a whole sentence says of use by others; None where it says nothing, or speaks of somebody else's contract or another matter."""
    text = view.text[view.start : view.end]
    small = lower(text)
    if (users := _users(view, text, small)) or view.found("foreign"):
        return users
    named = view.found("object", "vendor", "member") and (buyers_of(view) or view.found("others"))
    if not named and not any(word in small for word in _ODD):
        return None  # what is cheap goes first
    for wording, says, anchors in _sayings():
        if (anchors and not any(word in small for word in anchors)) or not wording.needs.may_match(small):
            continue
        match = wording.search(text)
        if match is None or _OPEN.search(text[: match.start()]):
            continue
        if (gated(view) or DOUBLE.search(text)) if says is Says.DENY else REFERENCES.search(_BY_REFERENCE.sub(" ", text)):
            continue
        if _of_something_else(view, text):
            return None
        by = RuleMatch(_rule(wording), Span(view.start + match.start(), view.start + match.end()))
        return overruled(view, Judgement(says, Span(view.start, view.end), by, view, buyers_of(view)))
    return None


def _of_something_else(view: View, text: str) -> bool:
    """True for boxes to be marked, definitions, favoured customers, private contracts, tales, and what agencies share besides contracts."""
    shared = _BOXES.search(text) or _OTHER_MATTERS.search(text) or other_matter(text) or DEFINES.match(text) or FAVOURED.search(text)
    return bool(shared or foreign_ground(text) or sellers_assignment(view, text) or told_of_elsewhere(view))


def _users(view: View, text: str, small: str) -> Judgement | None:
    """Those who may use a state's or a cooperative's contracts, where the document is theirs and no tale of a purchase."""
    found = next(((w, m) for w in wordings("cooperative/users") if w.needs.may_match(small) and (m := w.search(text))), None)
    if found is None or _TALE.search(text) or _POLICY.search(paragraph(view)) or told_of_elsewhere(view):
        return None
    by = RuleMatch(_rule(found[0]), Span(view.start + found[1].start(), view.start + found[1].end()))
    return overruled(view, Judgement(Says.LIMIT, Span(view.start, view.end), by, view, buyers_of(view)))


def of_users(judged: Judgement) -> bool:
    """True where the document is that of the state or cooperative whose contracts others may use, as its words showed."""
    return judged.decided_by.rule.id.startswith("users-")


def other_matter(text: str) -> bool:
    """True where agencies share rooms, papers or lists, or where people of other bodies are meant, not the bodies as buyers."""
    return bool(_THINGS.search(text) or _PEOPLE.search(text))


def settled(judged: Judgement) -> Judgement | None:
    """The judgement of a rule, once the whole sentence is heard: what waits for something, or is one of two choices, limits."""
    text = judged.view.text[judged.span.start : judged.span.end]
    if judged.says not in (Says.GRANT, Says.LIMIT, Says.DENY):
        return judged
    if judged.says is not Says.DENY and _PEOPLE.search(text):
        return None
    if judged.says is Says.LIMIT and judged.decided_by.rule.finds == "limit.cap" and _FEES.search(text):
        return replace(judged, says=Says.SUPPORT)
    found = next((w for w in wordings("cooperative/lifted") if judged.says is not Says.LIMIT and w.search(text)), None)
    return replace(judged, says=Says.LIMIT, decided_by=RuleMatch(_rule(found), judged.decided_by.span)) if found else judged


@cache
def _rule(wording: Wording) -> Rule:
    kind = wording.value.partition(":")[2]
    return Rule(wording.id.replace(".", "-"), "said", wording.why, (), attributes=(("class", kind),) if kind else ())
