"""Use by others that stands only behind a gate or a limit: a membership, somebody's leave, a number of orders, a time (CLAUSES 2).

Read by structure where no verb of the sentence names the contract: who buys, the buying, and what must hold first, in one paragraph that speaks
of a contract or its prices. Such a clause never permits by itself.
"""

from __future__ import annotations

import re

from clausescan.core.span import Span
from clausescan.extract.cooperative.acts import bought_under
from clausescan.extract.cooperative.extension import extend_frames
from clausescan.extract.cooperative.judge import DEFINES
from clausescan.extract.cooperative.named import held_to
from clausescan.extract.cooperative.paragraph import paragraph, told_of_elsewhere
from clausescan.extract.cooperative.sense import Judgement, Says, buyers_of, ruled
from clausescan.extract.cooperative.signs import FAVOURED, REFERENCES, foreign_ground, is_public, sellers_assignment
from clausescan.extract.cooperative.uses import use_frames
from clausescan.extract.cooperative.view import View
from clausescan.extract.matcher import RuleMatch
from clausescan.extract.wordings import Wording

_BOUND = Wording("cooperative/gated.bound")
_ONLY_FOR = Wording("cooperative/gated.only-for")
_DONE_BY_MEMBER = Wording("cooperative/gated.done-by-member")
_DONE_BY_OTHER = Wording("cooperative/gated.done-by-other")
_FOR_MEMBER = Wording("cooperative/gated.for-member")
_GROUP = Wording("cooperative/gated.group")
_NO_MEMBER = Wording("cooperative/gated.no-member")
_FOR_OTHER = Wording("cooperative/gated.for-other")
_TO_YOU = Wording("cooperative/gated.to-you")
_CONTRACT = Wording("cooperative/gated.contract")
_AT_HAND = Wording("cooperative/gated.at-hand")
_AT_LARGE = Wording("cooperative/gated.at-large")
_PUBLIC_GROUND = Wording("cooperative/gated.public-ground")
_LEAVE = Wording("cooperative/gated.leave")
_FIRST = Wording("cooperative/gated.first")
_CAP = Wording("cooperative/gated.cap")
_ELSEWHERE = Wording("cooperative/gated.elsewhere")
_SHUT = Wording("cooperative/gated.shut")


def gated_use(view: View, text: str) -> Judgement | None:
    """A sentence in which others use a contract behind a gate or limit, told there or in the sentences around it; None where none do."""
    around = paragraph(view)
    found = _of_members(text, around) or _of_others(text, around) or _bound(view, text) or _beside(view, text, around) or held_to(text, around)
    if found is None or DEFINES.match(text) or _ELSEWHERE.search(text) or told_of_elsewhere(view) or _foreign(view) or sellers_assignment(view, text):
        return None
    finds, match = found
    by = RuleMatch(ruled(f"cooperative/{finds.partition('.')[0]}", finds), Span(view.start + match.start(), view.start + match.end()))
    return Judgement(Says.LIMIT, Span(view.start, view.end), by, view, buyers_of(view))


_Found = tuple[str, re.Match[str]]


def _of_members(text: str, around: str) -> _Found | None:
    """Members that buy, or outsiders that may not, where the paragraph speaks of the contract at hand."""
    if "ember" not in text and "EMBER" not in text and not _GROUP.search(text):
        return None
    for pattern in (_DONE_BY_MEMBER, _FOR_MEMBER, _NO_MEMBER):
        match = pattern.search(text)
        if match and (pattern is _NO_MEMBER or not _shut(text, match)) and _AT_HAND.search(around) and not _AT_LARGE.search(around):
            return ("gated.member", match) if _PUBLIC_GROUND.search(around) else None
    return None


def _of_others(text: str, around: str) -> _Found | None:
    """Others, or the reader of a letter, that buy once something has happened, or so much."""
    lowered = text.lower()
    if (
        any(word in lowered for word in ("you", "to use", "request", "to buy from", "to order from", "to ride"))
        and (match := _TO_YOU.search(text))
        and (finds := "gated.consent" if _LEAVE.search(around) else "gated.cap" if _CAP.search(around) else "")
    ):
        return finds, match
    if not any(word in lowered for word in _OTHERS):
        return None
    for pattern in (_DONE_BY_OTHER, _FOR_OTHER):
        if (match := pattern.search(text)) and (finds := _kept(text, around, match)) and (pattern is _DONE_BY_OTHER or bought_under(text)):
            return finds, match
    return None


# Beginnings of what names others, sought before the slow expressions.
_OTHERS = (
    "other ",
    "others",
    "outside ",
    "participa",
    "requesting",
    "rid",
    "applicant",
    "eligible",
    "neighb",
    "additional",
    "non-host",
    "ordering ",
    "assignee",
    "new ",
    "small ",
)


def _bound(view: View, text: str) -> _Found | None:
    """A public buyer that must do something first: sign, register, file."""
    for buyer in buyers_of(view):
        match = None if _ONLY_FOR.search(view.before(buyer, 60)) else _BOUND.match(text, buyer.span.end - view.start)
        if match and _LEAVE.search(text) and _FIRST.search(text) and is_public(view, buyer, text):
            return "gated.consent", match
    return None


_NOT_OTHERS = Wording("cooperative/gated.not-others")
_PAST = Wording("cooperative/gated.past")


def _beside(view: View, text: str, around: str) -> _Found | None:
    """A public buyer that acts in a verb of use, a gate in the same sentence, and the contract at hand named near by."""
    if not view.found("verb.use", "verb.extend") or not any(not _NOT_OTHERS.match(view.words(b)) for b in buyers_of(view)):
        return None
    frames = [f for f in (*use_frames(view), *extend_frames(view)) if f.buyer and not (f.denied or f.foreign or f.presumed)]
    if not any(f.buyer and not _NOT_OTHERS.match(view.words(f.buyer)) and is_public(view, f.buyer, text) for f in frames):
        return None
    match = (_LEAVE.search(text) if _FIRST.search(text) else None) or _CAP.search(text)
    if match is None or not _AT_HAND.search(around) or _AT_LARGE.search(around):
        return None
    if _PAST.search(text) or foreign_ground(text) or FAVOURED.search(text) or REFERENCES.search(text) or _OWED.search(text):
        return None
    return "gated.cap" if match.re is _CAP.pattern else "gated.consent", match


_OWED = Wording("cooperative/gated.owed")


def _kept(text: str, around: str, match: re.Match[str]) -> str:
    """The gate or limit that stands before a use, by the name of its rule; empty where there is none."""
    if not _CONTRACT.search(around):
        return ""
    if _LEAVE.search(around) and _FIRST.search(around):
        return "gated.consent"
    return "gated.cap" if _CAP.search(text) and not _shut(text, match) else ""


_PACT = Wording("cooperative/gated.pact")


def _foreign(view: View) -> bool:
    """True where the sentence names somebody else's contract as one used."""
    return any(
        not (_PACT.search(view.before(m, 40)) and re.search(r"\b(?:agreement|program)s?$", view.words(m), re.IGNORECASE))
        for m in view.found("foreign")
    )


def _shut(text: str, match: re.Match[str]) -> bool:
    """True where the use is denied in the words that tell of it."""
    return _SHUT.search(text, max(0, match.start() - 12), match.end()) is not None
