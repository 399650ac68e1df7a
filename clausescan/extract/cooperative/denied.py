"""Refusals that no frame of buyer and verb shows: orders turned away, prices kept, a clause struck, a question answered with no, a circle of one."""

from __future__ import annotations

import re

from clausescan.extract.cooperative.answers import AFTER_QUESTION, LABEL, answer_after, asks, labelled_no
from clausescan.extract.cooperative.signs import DOUBLE, FAVOURED, PRIVATE, TENDERED, TOPIC, foreign_ground, is_public
from clausescan.extract.cooperative.view import BUYERS, View
from clausescan.extract.matcher import RuleMatch
from clausescan.extract.wordings import Wording

_QUALIFIED = Wording("cooperative/denied.qualified")
_TURNED_AWAY = Wording("cooperative/denied.turned-away")
_NOT_TAKEN = Wording("cooperative/denied.not-taken")
MUST_REFUSE = Wording("cooperative/denied.must-refuse")
_KEPT = Wording("cooperative/denied.kept")
_IT = Wording("cooperative/denied.it")
_BARRED = Wording("cooperative/denied.barred")
_CLOSED_TO = Wording("cooperative/denied.closed-to")
_SWEPT = Wording("cooperative/denied.swept")
_MEMBERS_BARRED = Wording("cooperative/denied.members-barred")
ONE_ONLY = Wording("cooperative/denied.one-only")
_OBJECT = Wording("cooperative/denied.object")
_STRIKE = Wording("cooperative/denied.strike")
_REFUSAL = Wording("cooperative/denied.refusal")


Shown = tuple[RuleMatch, Wording]
"""The phrase that shows a refusal, and the wording that refuses."""


def may_refuse(view: View) -> bool:
    """False where a sentence names no contract, or has no word of refusal: it is no refusal that this module finds."""
    return bool(view.found("object", "verb.extend", "verb.use") and _REFUSAL.search(view.text, view.start, view.end))


def turned_down(view: View, text: str) -> Shown | None:
    """What in a sentence shows a refusal of use by others that no frame shows; None where nothing does."""
    if not may_refuse(view) and not _MEMBERS_BARRED.search(text):
        return None
    if view.found("outsider") or foreign_ground(text) or DOUBLE.search(text) or FAVOURED.search(text):
        return None
    others = _others(view, text)
    if others:
        return _orders_refused(view, text, others) or _barred(view, others) or _kept(view, text, others) or clause_struck(view, text)
    barred = _MEMBERS_BARRED.search(text) and view.found("object") and not PRIVATE.search(text)
    return (view.matches[0], _MEMBERS_BARRED) if barred else None


def _others(view: View, text: str) -> tuple[RuleMatch, ...]:
    return tuple(m for m in view.found(*BUYERS, "others") if is_public(view, m, text))


_ALONE = Wording("cooperative/denied.alone")


def one_only(view: View, text: str) -> bool:
    """True where one body alone may buy from the contract: "only we may order on this bid"."""
    if not _ALONE.search(text):
        return False
    return bool(ONE_ONLY.search(text) and _OBJECT.search(text)) and not (PRIVATE.search(text) or view.found("gate.vendor", "member"))


def answered_no(view: View, text: str) -> Shown | None:
    """What a question or label with the answer no speaks of: "Sell to other towns? No", "Piggyback clause: declined"; None where there is none."""
    if not (asks(view) or labelled_no(view, view.start) is not None) or foreign_ground(text):
        return None
    others = _others(view, text)
    verbs = view.found("verb.use", "verb.extend", "grant.nominal", "grant.form", "grant.piggyback", "grant.cooperative")
    spoken = (*others[:1], *verbs[:1])
    if not spoken or not ((others and verbs) or TOPIC.search(text)):
        return None
    if asks(view):
        return (spoken[0], AFTER_QUESTION) if answer_after(view) == "no" else None
    start = max(m.span.end for m in spoken) if others else spoken[0].span.start
    at = labelled_no(view, start)
    return (spoken[0], LABEL) if at is not None and not re.search(r"[.;]\s", view.text[start:at]) else None


_OF_SOME = Wording("cooperative/denied.of-some")
_TICKED_NO = Wording("cooperative/denied.ticked-no")
_OTHERS_HEADED = Wording("cooperative/denied.others-headed")


def ticked_no(view: View, text: str) -> Shown | None:
    """What is refused by a mark or initials at the word no; None where none is."""
    if not _TICKED_NO.search(text) or foreign_ground(text):
        return None
    about = view.found("verb.extend", "grant.form", "grant.nominal", "grant.piggyback", "object", "others", "buyer")
    spoken = about and (TOPIC.search(text) or _OTHERS_HEADED.search(text) or view.found("others"))
    return (about[0], _TICKED_NO) if spoken else None


def _within(others: tuple[RuleMatch, ...], start: int, stop: int) -> RuleMatch | None:
    return next((m for m in others if start <= m.span.start < stop), None)


def _orders_refused(view: View, text: str, others: tuple[RuleMatch, ...]) -> Shown | None:
    for pattern in (_TURNED_AWAY, _NOT_TAKEN, MUST_REFUSE):
        for match in pattern.finditer(text):
            named = _within(others, view.start + match.start("who"), view.start + match.end("who"))
            if named and not _OF_SOME.match(view.after(named, 40)) and (_OBJECT.search(text) or TENDERED.search(text)):
                return named, pattern
    return None


def _kept(view: View, text: str, others: tuple[RuleMatch, ...]) -> Shown | None:
    for named in others:
        lead = text[max(0, named.span.start - view.start - 130) : named.span.start - view.start]
        kept = _KEPT.search(lead)
        if _CLOSED_TO.search(lead) or (_SWEPT.search(lead) and _OBJECT.search(text)):
            return named, _CLOSED_TO if _CLOSED_TO.search(lead) else _SWEPT
        if kept is None or _QUALIFIED.search(lead[: kept.start()][-24:]):
            continue
        start = named.span.start - len(lead) + kept.start("gap")
        subject = any(m.span.end <= start for m in view.found("object")) and not kept["gap"].strip()
        if subject or _IT.search(kept["gap"]) or any(start <= m.span.start < named.span.start for m in view.found("object")):
            return named, _KEPT
    return None


def _barred(view: View, others: tuple[RuleMatch, ...]) -> Shown | None:
    return next(((m, _BARRED) for m in others if view.found("object") and _BARRED.match(view.after(m, 90))), None)


def clause_struck(view: View, text: str) -> Shown | None:
    """The buyer named in a clause that a sentence strikes: "delete Article 9 (Purchases by Other Agencies)"; None where none is struck."""
    others = _others(view, text)
    for match in _STRIKE.finditer(text):
        group = "after" if match["after"] is not None else "between"
        named = _within(others, view.start + match.start(group), view.start + match.end(group))
        if named and (view.found("verb.use", "verb.extend", "verb.assign", "grant.nominal") or re.search(r"\buses?\b", text, re.IGNORECASE)):
            return named, _STRIKE
    return None
