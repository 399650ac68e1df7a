"""Words that hold back a grant which no rule has gated: precision first for permits (CLAUSES 4)."""

from __future__ import annotations

import re
from itertools import pairwise

from clausescan.core.finding import ClauseClass
from clausescan.extract.cooperative.sense import decided
from clausescan.extract.wordings import Wording

_CAP = Wording("cooperative/gated.cap")
_SO_MUCH = Wording("cooperative/restraints.so-much")
_OF_A_GROUP = Wording("cooperative/restraints.of-a-group")
_LEAVE = Wording("cooperative/restraints.leave")
_OWN_CHOICE = Wording("cooperative/restraints.own-choice")


def restraint(text: str) -> tuple[ClauseClass, str] | None:
    """What holds back the grant of a sentence, as class and reason: a group, somebody's leave, an amount or a time. None where nothing does."""
    text = _OWN_CHOICE.sub(" ", text)
    if by := next((w for w in (_OF_A_GROUP, _LEAVE, _SO_MUCH) if w.search(text)), None):
        return decided(by)
    return decided(_SO_MUCH) if _CAP.search(text) else None


_DUTIES = Wording("cooperative/restraints.duties")
_ITEM = Wording("cooperative/restraints.item")


def own_item(text: str, at: int) -> str:
    """The item around an offset, where a sentence lists what the vendor must do; else the whole sentence."""
    duties = _DUTIES.search(text)
    if duties is None or at < duties.end():
        return text
    marks = [duties.end(), *(m.end() for m in _ITEM.finditer(text, duties.end())), len(text)]
    return next((text[start:end] for start, end in pairwise(marks) if start <= at < end), text)


_GOES_ON = Wording("cooperative/restraints.goes-on")
_ASKED = Wording("cooperative/restraints.asked")


def restraint_after(text: str) -> tuple[ClauseClass, str] | None:
    """What holds back the grant just before a sentence that goes on about it: "Yes, with our written approval". None where nothing does."""
    if not _GOES_ON.match(text):
        return None
    asked = _ASKED.search(text)
    if asked and not re.search(r"\b(?:not|no|nor|without)\b", text[: asked.end()], re.IGNORECASE):
        return decided(_ASKED)
    return restraint(text)
