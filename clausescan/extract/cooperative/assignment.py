"""Options and spare quantities that the lead agency passes on to another body, as transit agencies do (CLAUSES 2, ASSIGN)."""

from __future__ import annotations

import re

from clausescan.extract.cooperative.paragraph import told_of_elsewhere
from clausescan.extract.cooperative.sense import Judgement, Says, buyers_of, made
from clausescan.extract.cooperative.signs import is_public
from clausescan.extract.cooperative.uses import use_frames
from clausescan.extract.cooperative.view import View
from clausescan.extract.matcher import RuleMatch
from clausescan.extract.wordings import Wording

_OPTION = Wording("cooperative/assignment.option")
_SPARE = Wording("cooperative/assignment.spare")
_QUANTITY = Wording("cooperative/assignment.quantity")
_RECEIVER = Wording("cooperative/assignment.receiver")
_PUBLIC = Wording("cooperative/assignment.public")
_ASSIGNEE = Wording("cooperative/assignment.assignee")
_FEDERAL = Wording("cooperative/assignment.federal")
_OTHER_MATTER = Wording("cooperative/assignment.other-matter")
_TO_A_BUYER = Wording("cooperative/assignment.to-a-buyer")
_BY_ASSIGNMENT = Wording("cooperative/assignment.by-assignment")
_ENDS = Wording("cooperative/assignment.ends")
_REFUSED = Wording("cooperative/assignment.refused")
_RECEIVED = Wording("cooperative/assignment.received")
_LIFTED = Wording("cooperative/assignment.lifted")


def assignment(view: View, text: str) -> Judgement | None:
    """The lead agency's right to pass options or spare quantities to another public body; the vendor's right to assign is not meant."""
    verbs = view.found("verb.assign")
    if not verbs:
        return _exercised(view, text)
    if _OTHER_MATTER.search(text) or _RECEIVED.search(text) or told_of_elsewhere(view):
        return None
    option, spare = _OPTION.search(text), _SPARE.search(text)
    if not (option or spare or _QUANTITY.search(text)):
        return None
    receivers = tuple(b for b in buyers_of(view) if _TO_A_BUYER.search(view.before(b, 40)) and is_public(view, b, text))
    if option and _REFUSED.search(text) and not _LIFTED.search(text):
        return made(Says.DENY, view, verbs[0], receivers)
    if _passes(view, text, receivers, option=bool(option), spare=bool(spare)):
        return made(Says.ASSIGN, view, verbs[0], receivers)
    return None


_TAKEN_UP = Wording("cooperative/assignment.taken-up")


def _exercised(view: View, text: str) -> Judgement | None:
    taken = _TAKEN_UP.search(text)
    if taken is None or _OTHER_MATTER.search(text) or told_of_elsewhere(view) or re.search(r"\b(?:not|never|no)\b", taken[0], re.IGNORECASE):
        return None
    by = next((m for m in view.matches if m.rule.finds in {"verb.use", "verb.extend", "buyer"} and m.span.end > view.start + taken.start()), None)
    return made(Says.ASSIGN, view, by, buyers_of(view)) if by and any(is_public(view, b, text) for b in buyers_of(view)) else None


def _passes(view: View, text: str, receivers: tuple[RuleMatch, ...], *, option: bool, spare: bool) -> bool:
    """True where enough is said: what passes, from whom, to whom."""
    by_issuer = (
        any(m.span.end <= view.found("verb.assign")[0].span.start for m in view.found("issuer")) or re.search(r"\bby\s+the\b", text) is not None
    )
    to_public = bool(receivers) or (_RECEIVER.search(text) is not None and _PUBLIC.search(text) is not None)
    if to_public:
        return option or spare or (by_issuer and bool(receivers))
    if not option:
        return False
    by_it = bool(_BY_ASSIGNMENT.search(text)) and any(f.buyer and is_public(view, f.buyer, text) for f in use_frames(view))
    return by_it or bool(_ASSIGNEE.search(text) or _ENDS.search(text)) or (by_issuer and bool(_FEDERAL.search(text)))
