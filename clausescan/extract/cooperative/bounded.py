"""Grants that carry their own bound, read by their build: bodies of a place or list that may buy from the contract."""

from __future__ import annotations

from clausescan.extract.cooperative.sense import Judgement, Says, buyers_of, made
from clausescan.extract.cooperative.signs import DOUBLE, FAVOURED, NEGATED_PERMISSION, PRIVATE, REFERENCES, TENDERED, TOPIC
from clausescan.extract.cooperative.view import View
from clausescan.extract.cooperative.who import geography_of
from clausescan.extract.wordings import Wording

_USES = Wording("cooperative/bounded.uses")
_IS_USED = Wording("cooperative/bounded.is-used")
_SELLS = Wording("cooperative/bounded.sells")
_MAY = Wording("cooperative/bounded.may")
_OWN = Wording("cooperative/bounded.own")
_LISTED = Wording("cooperative/bounded.listed")
_REFUSED = Wording("cooperative/bounded.refused")
_THE_LEADS = Wording("cooperative/bounded.the-leads")


def bounded_grant(view: View, text: str) -> Judgement | None:
    """A grant to bodies of a place or list, in a sentence whose words no rule has joined: always a limited one (CLAUSES 2, GEO, LIST, STATEEXT)."""
    by = next(iter(view.found("verb.use", "verb.extend", "object", "buyer")), None)
    if by is None or view.found("foreign") or _REFUSED.search(text) or not _MAY.search(text) or not _bound_by(text):  # what is cheap goes first
        return None
    told = next((w for w in (_USES, _IS_USED) if w.search(text)), None) or (_SELLS if _SELLS.search(text) and _OWN.search(text) else None)
    if told is None:
        return None
    if NEGATED_PERMISSION.search(text) or DOUBLE.search(text) or _THE_LEADS.search(text) or FAVOURED.search(text):
        return None
    if (PRIVATE.search(text) and not TENDERED.search(text)) or (REFERENCES.search(text) and not TOPIC.search(text)):
        return None
    return made(Says.LIMIT, view, by, buyers_of(view), told)


def _bound_by(text: str) -> bool:
    """True where a list or a place bounds those who are spoken of."""
    if _LISTED.search(text):
        return True
    place = geography_of(text)
    return place is not None and place.scope not in {"any", "national"}


def listed(text: str) -> bool:
    """True where bodies are bound by a list that stands elsewhere: "on the attached list", "in Schedule 2"."""
    return bool(_LISTED.search(text))
