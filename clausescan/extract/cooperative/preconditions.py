"""What must hold of the buyer before a grant reaches it, in words that no rule names: a clause about the buyer, an act of it, a list it stands on."""

from __future__ import annotations

from clausescan.core.finding import ClauseClass
from clausescan.extract.cooperative.sense import decided
from clausescan.extract.wordings import Wording

_OF_THE_BUYER = Wording("cooperative/preconditions.of-the-buyer")
_COUNTED = Wording("cooperative/preconditions.counted")
_FIRST_DONE = Wording("cooperative/preconditions.first-done")
_OTHER_WAY = Wording("cooperative/preconditions.other-way")
_SUBJECT_TO = Wording("cooperative/preconditions.subject-to")
_NOT_REACHED = Wording("cooperative/preconditions.not-reached")
_ASIDE = Wording("cooperative/preconditions.aside")


def precondition(text: str) -> tuple[ClauseClass, str] | None:
    """What must hold of the buyer first, as class and reason; None where nothing is asked of it (precision first for permits, CLAUSES 4)."""
    if any(not _OTHER_WAY.search(text[: m.start()]) for m in _FIRST_DONE.finditer(text)):
        return decided(_FIRST_DONE)
    return next((decided(by) for by in (_OF_THE_BUYER, _COUNTED, _SUBJECT_TO) if by.search(text)), None)


def some_left_out(text: str) -> tuple[ClauseClass, str] | None:
    """That a sentence beside a grant says whom it does not reach, as class and reason; None where it does not."""
    return decided(_NOT_REACHED) if _NOT_REACHED.search(text) and not _ASIDE.search(text) else None
