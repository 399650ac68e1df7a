"""Use held to bodies of a place, to bodies listed or named, to a vendor's word or to spare quantities, told in a sentence that no grant's words join.

Read by structure, as in `gated`: such a clause never permits by itself, so it is enough that who, what and the bound stand together.
"""

from __future__ import annotations

import re
from functools import cache

from clausescan.extract.cooperative.signs import TOPIC
from clausescan.extract.wordings import Wording, wordings

_TOPIC = "cooperative/named"
_BUYS = Wording("cooperative/named.buys")
_USED_BY = Wording("cooperative/named.used-by")
_INSIDE = Wording("cooperative/named.inside")
_COPIES = Wording("cooperative/named.copies")
_SET_APART = Wording("cooperative/named.set-apart")
_YOUR_WORD = Wording("cooperative/named.your-word")
_OTHERS_DEAL = Wording("cooperative/named.others-deal")
_REFUSES = Wording("cooperative/named.refuses")
_TWO_BODIES = Wording("cooperative/named.two-bodies")
_BY_NAME = Wording("cooperative/named.by-name")
_SPEAKER_BUYS = Wording("cooperative/named.speaker-buys")
_SAINT = Wording("cooperative/named.saint")
_LACKING = Wording("cooperative/named.lacking")
_OURS = Wording("cooperative/named.ours")
_CHEAP = Wording("cooperative/named.cheap")
_AT_HAND = Wording("cooperative/gated.at-hand")
_PUBLIC_GROUND = Wording("cooperative/gated.public-ground")


@cache
def _forms() -> tuple[Wording, ...]:
    """Those that decide by themselves, each tried only where one of its anchors stands."""
    return tuple(wording for wording in wordings(_TOPIC) if wording.anchors)


def held_to(text: str, around: str) -> tuple[str, re.Match[str]] | None:
    """What holds others' use to some bodies, a choice or an amount, with its place in the sentence; None where nothing does, or use is refused."""
    if not _CHEAP.search(text) or not (_OURS.search(around) or TOPIC.search(around)) or _INSIDE.search(text):
        return None
    found = _held(text, around)
    return found if found and _PUBLIC_GROUND.search(around) else None


def _held(text: str, around: str) -> tuple[str, re.Match[str]] | None:
    if _TWO_BODIES.search(text) and (by_name := _BY_NAME.search(text)):
        return "named.list", by_name
    if _SPEAKER_BUYS.search(text):
        return None
    text = _SAINT.sub(lambda m: f"{m[1]} ", text)
    if ("not" in text or "NOT" in text or "until" in text) and (lacking := _LACKING.search(text)):
        return _LACKING.value, lacking
    lowered = text.lower()
    for form in _forms():
        if not form.may_match(lowered) or not (match := form.search(text)):
            continue
        if form.value == "named.vendor" or not _REFUSES.search(text, max(0, match.start() - 40), match.end()):
            return form.value, match
    return _set_apart(text, around)


def _set_apart(text: str, around: str) -> tuple[str, re.Match[str]] | None:
    """Bodies of a kind that may buy at hand, or others whose use the sentences around leave to the vendor."""
    buys = None
    if _SET_APART.search(text) and not _COPIES.search(text):
        buys = _USED_BY.search(text) or (_BUYS.search(text) if _AT_HAND.search(around) else None)
    if buys and not _REFUSES.search(text, max(0, buys.start() - 40), buys.end()):
        return _BUYS.value, buys
    others = _OTHERS_DEAL.search(text) if _YOUR_WORD.search(around) else None
    return (_OTHERS_DEAL.value, others) if others and not _REFUSES.search(text, max(0, others.start() - 40), others.end()) else None
