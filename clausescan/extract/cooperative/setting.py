"""Whose contract a part speaks of: that of a public body, and its own, not one that it only tells of."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import groupby

from clausescan.core.finding import Role
from clausescan.core.span import Span
from clausescan.extract.anchored import places
from clausescan.extract.cooperative.bearing import bearing
from clausescan.extract.cooperative.leaning import Ask, only_leans, surely_grants
from clausescan.extract.cooperative.said import of_users
from clausescan.extract.cooperative.sense import Judgement, Says
from clausescan.extract.pattern_rules import lowered
from clausescan.extract.wordings import Wording, wordings

_LONG_PART = 6_000
"""Code points from which a part must show a public setting by itself; a shorter text may be an excerpt."""


@cache
def _ways() -> tuple[tuple[Wording, ...], ...]:
    """The ways of speaking of public purchasing, each with its words."""
    return tuple(tuple(ones) for _, ones in groupby(wordings("cooperative/public_setting"), key=lambda one: one.value))


def public_setting(text: str, span: Span) -> bool:
    """True where a part speaks the language of public purchasing in two ways at least, or is too short to tell."""
    if len(span) < _LONG_PART:
        return True
    small = lowered(text)
    ways = 0
    for ones in _ways():
        if any(_stands(text, small, span, one) for one in ones):
            ways += 1
            if ways > 1:
                return True
    return False


def _stands(text: str, small: str, span: Span, one: Wording) -> bool:
    """True where the words stand in the span; tried only where they begin."""
    return any(one.match(text, at, span.end) for at in places(small, one.anchors, span.start, span.end))


_THIS = Wording("cooperative/setting.this")
_TELLS = Wording("cooperative/setting.tells")
_LAW = Wording("cooperative/setting.law")
_NAMED = Wording("cooperative/setting.named")
_OTHERS_FILE = Wording("cooperative/setting.others-file")
_DESCRIBED = Wording("cooperative/setting.described")
_NARRATED = Wording("cooperative/setting.narrated")
_OWN_USE = Wording("cooperative/setting.own-use")
_VENDORS_LEAVE = Wording("cooperative/setting.vendors-leave")
_GIVES_LEAVE = Wording("cooperative/setting.gives-leave")
_ORIGINAL = Wording("cooperative/setting.original")
_COMING = Wording("cooperative/setting.coming")
_NEAR = 250
"""Code points between a grant and the sentence in which the issuer uses a foreign contract."""


def told_of_others(judged: list[Judgement], role: Role, ask: Ask | None = None) -> list[Judgement]:
    """Grants that a user of somebody else's contract only tells of are the reverse, not grants of this document (CLAUSES 3, REVERSE).

    So it is beside a sentence in which the issuer uses a foreign contract, in the language of staff reports and recitals, and in a
    board item, unless the sentence speaks of this or the resulting contract or binds the vendor. What does not bear on use by others
    is left out (`cooperative_bearing`).
    """
    reverse = [j for j in judged if j.says is Says.REVERSE and _by_the_teller(j)]
    ends = {j.span.end for j in judged if j.says is Says.REVERSE}
    told: list[Judgement] = []
    for one in judged:
        if (
            one.says not in (Says.GRANT, Says.LIMIT)
            or of_users(one)
            or not (_told(one, reverse, role) or _goes_on(one, ends))
            or surely_grants(one, ask)
        ):
            told.append(one)
        elif role is not Role.PARTICIPATING_ADDENDUM:  # there the lead agency's contract is the one at hand, and the tale is of its own making
            told.append(replace(one, says=Says.REVERSE))
    return bearing(told, role)


def _by_the_teller(one: Judgement) -> bool:
    """True where the issuer itself uses the foreign contract, or is asked to let it be used."""
    if only_leans(one.decided_by.rule.id):
        return False
    named = any(m.span.start == one.decided_by.span.start for m in one.view.found("issuer"))
    return named or bool(_TELLS.search(one.view.text, one.span.start, one.span.end))


_THESE = Wording("cooperative/setting.these")


def _goes_on(one: Judgement, ends: set[int]) -> bool:
    """True for "buy from these contracts" right after a sentence on others' contracts."""
    text = one.view.text[one.span.start : one.span.end]
    return bool(_THESE.search(text)) and not _OWN_WORDS.search(text) and any(0 <= one.span.start - end <= 3 for end in ends)


_OWN_WORDS = Wording("cooperative/setting.own-words")


def _paragraph(one: Judgement) -> str:
    """The words of the same paragraph around a sentence, at most 500 code points on each side."""
    text, start, end = one.view.text, one.span.start, one.span.end
    first = max(text.rfind("\n\n", 0, start) + 1, start - 500)
    last = text.find("\n\n", end, end + 500)
    return text[first : last if last >= 0 else end + 500]


def _in_a_story(one: Judgement, text: str) -> bool:
    """True where the paragraph tells of another body's tender, or of what the teller means to do with a contract it has not let."""
    recital = bool(re.match(r"\W*WHEREAS\b", text)) and not re.search(r"\bthis\b", text, re.IGNORECASE)
    if not recital and (_COMING.search(text) or _OWN_WORDS.search(text)):
        return False
    around = _paragraph(one)
    return bool(_NARRATED.search(around) or _OWN_USE.search(around) or _ORIGINAL.search(text))


def _told(one: Judgement, reverse: list[Judgement], role: Role) -> bool:
    text = one.view.text[one.span.start : one.span.end]
    if _GIVES_LEAVE.search(text) and not one.view.found("foreign"):
        return False
    if _OTHERS_FILE.search(text) or (_DESCRIBED.search(text) and not _OWN_WORDS.search(text)):
        return True
    if _in_a_story(one, text):
        return True
    if _THIS.search(text) or (_VENDORS_LEAVE.search(text) and role is not Role.BOARD_ITEM):
        return False
    near = any(abs(r.span.start - one.span.end) < _NEAR or abs(one.span.start - r.span.end) < _NEAR for r in reverse)
    return near or role is Role.BOARD_ITEM or bool(_TELLS.search(text) or _LAW.search(text) or _NAMED.search(text))
