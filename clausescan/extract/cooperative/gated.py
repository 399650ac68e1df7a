"""Use by others that stands only behind a gate or a limit: a membership, somebody's leave, a number of orders, a time (CLAUSES 2).

Read by structure where no verb of the sentence names the contract: who buys, the buying, and what must hold first, in one paragraph that speaks
of a contract or its prices. Such a clause never permits by itself.
"""

from __future__ import annotations

import re

from clausescan.core.span import Span
from clausescan.extract.cooperative.extension import extend_frames
from clausescan.extract.cooperative.gated_words import (
    AT_HAND,
    AT_LARGE,
    BOUND,
    CAP,
    CONTRACT,
    DONE_BY_MEMBER,
    DONE_BY_OTHER,
    ELSEWHERE,
    FIRST,
    FOR_MEMBER,
    FOR_OTHER,
    GROUP,
    LEAVE,
    NO_MEMBER,
    SHUT,
    TO_YOU,
)
from clausescan.extract.cooperative.judge import DEFINES
from clausescan.extract.cooperative.named import WHYS, held_to
from clausescan.extract.cooperative.paragraph import paragraph, told_of_elsewhere
from clausescan.extract.cooperative.sense import Judgement, Says, buyers_of
from clausescan.extract.cooperative.signs import FAVOURED, REFERENCES, foreign_ground, is_public, sellers_assignment
from clausescan.extract.cooperative.uses import use_frames
from clausescan.extract.cooperative.view import View
from clausescan.extract.matcher import RuleMatch
from clausescan.extract.rules import Rule

_WHYS = {
    "gated.member": "Only members of a group may buy.",
    "gated.consent": "Others need somebody's leave, a registration or a signature first.",
    "gated.cap": "Others may buy only so much or only for a time.",
    **WHYS,
}
_RULES = {finds: Rule(finds.replace(".", "-"), finds, why, ()) for finds, why in _WHYS.items()}


def gated_use(view: View, text: str) -> Judgement | None:
    """A sentence in which others use a contract behind a gate or limit, told there or in the sentences around it; None where none do."""
    around = paragraph(view)
    found = _of_members(text, around) or _of_others(text, around) or _bound(view, text) or _beside(view, text, around) or held_to(text, around)
    if found is None or DEFINES.match(text) or ELSEWHERE.search(text) or told_of_elsewhere(view) or _foreign(view) or sellers_assignment(view, text):
        return None
    finds, match = found
    by = RuleMatch(_RULES[finds], Span(view.start + match.start(), view.start + match.end()))
    return Judgement(Says.LIMIT, Span(view.start, view.end), by, view, buyers_of(view))


_Found = tuple[str, re.Match[str]]


def _of_members(text: str, around: str) -> _Found | None:
    """Members that buy, or outsiders that may not, where the paragraph speaks of the contract at hand."""
    if "ember" not in text and "EMBER" not in text and not GROUP.search(text):
        return None
    for pattern in (DONE_BY_MEMBER, FOR_MEMBER, NO_MEMBER):
        match = pattern.search(text)
        if match and (pattern is NO_MEMBER or not _shut(text, match)) and AT_HAND.search(around) and not AT_LARGE.search(around):
            return "gated.member", match
    return None


def _of_others(text: str, around: str) -> _Found | None:
    """Others, or the reader of a letter, that buy once something has happened, or so much."""
    lowered = text.lower()
    if (
        any(word in lowered for word in ("you", "to use", "request", "to buy from", "to order from", "to ride"))
        and (match := TO_YOU.search(text))
        and (finds := "gated.consent" if LEAVE.search(around) else "gated.cap" if CAP.search(around) else "")
    ):
        return finds, match
    if not any(word in lowered for word in _OTHERS):
        return None
    for pattern in (DONE_BY_OTHER, FOR_OTHER):
        if (match := pattern.search(text)) and (finds := _kept(text, around, match)):
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
        match = BOUND.match(text, buyer.span.end - view.start)
        if match and LEAVE.search(text) and FIRST.search(text) and is_public(view, buyer, text):
            return "gated.consent", match
    return None


_NOT_OTHERS = re.compile(r"(?:the|this|our|said|such|no|both|its|their)\b", re.IGNORECASE)


_PAST = re.compile(r"\b(?:did|were|was|had|has\s+been|have\s+been)\b", re.IGNORECASE)


def _beside(view: View, text: str, around: str) -> _Found | None:
    """A public buyer that acts in a verb of use, a gate in the same sentence, and the contract at hand named near by."""
    if not view.found("verb.use", "verb.extend") or not any(not _NOT_OTHERS.match(view.words(b)) for b in buyers_of(view)):
        return None
    frames = [f for f in (*use_frames(view), *extend_frames(view)) if f.buyer and not (f.denied or f.foreign or f.presumed)]
    if not any(f.buyer and not _NOT_OTHERS.match(view.words(f.buyer)) and is_public(view, f.buyer, text) for f in frames):
        return None
    match = (LEAVE.search(text) if FIRST.search(text) else None) or CAP.search(text)
    if match is None or not AT_HAND.search(around) or AT_LARGE.search(around):
        return None
    if _PAST.search(text) or foreign_ground(text) or FAVOURED.search(text) or REFERENCES.search(text) or _OWED.search(text):
        return None
    return "gated.cap" if match.re is CAP else "gated.consent", match


# Fees, reports and invoices presuppose a grant and are none.
_OWED = re.compile(r"\b(?:fees?|reports?|rebates?|remit\w*|invoic\w*|pay(?:s|ment)?|liab\w+|responsib\w+)\b", re.IGNORECASE)


def _kept(text: str, around: str, match: re.Match[str]) -> str:
    """The gate or limit that stands before a use, by the name of its rule; empty where there is none."""
    if not CONTRACT.search(around):
        return ""
    if LEAVE.search(around) and FIRST.search(around):
        return "gated.consent"
    return "gated.cap" if CAP.search(text) and not _shut(text, match) else ""


# An agreement between public bodies that must be signed is a gate, not the contract used.
_PACT = re.compile(
    r"\b(?:sign\w*|execut\w+|enter\w*|ha(?:s|ve)|hold\w*|file\w*|upon|accept\w*|adopt\w*|return\w*|complet\w+|into|submit\w*)\s+(?:of\s+)?"
    r"(?:an?\s+|the\s+|its\s+|their\s+)?(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)


def _foreign(view: View) -> bool:
    """True where the sentence names somebody else's contract as one used."""
    return any(
        not (_PACT.search(view.before(m, 40)) and re.search(r"\b(?:agreement|program)s?$", view.words(m), re.IGNORECASE))
        for m in view.found("foreign")
    )


def _shut(text: str, match: re.Match[str]) -> bool:
    """True where the use is denied in the words that tell of it."""
    return SHUT.search(text, max(0, match.start() - 12), match.end()) is not None
