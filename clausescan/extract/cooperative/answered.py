"""The vendor's answer in a clause that asks, and what still binds after its yes (CLAUSES 2, VENDOR)."""

from __future__ import annotations

from clausescan.core.finding import ClauseClass, Election, ElectionState
from clausescan.extract.cooperative.block import Block, form_of
from clausescan.extract.cooperative.elections import asked_and_ticked, find_election
from clausescan.extract.cooperative.questions import Answer, answer_in
from clausescan.extract.cooperative.restraints import restraint
from clausescan.extract.cooperative.sense import decided
from clausescan.extract.cooperative.who import geography_of
from clausescan.extract.wordings import Wording, reasons

_ASKS = Wording("cooperative/answered.asks")


def election_of(block: Block) -> Election | None:
    """The vendor's answer, looked for only where the clause asks something, from its first sentence to a few lines after its last."""
    form = form_of(block)
    if not _ASKS.search(block.document.text, form.start, form.end):
        return None
    choice = find_election(block.document, form)
    if choice is None and any(answer_in(block.document.text[j.span.start : j.span.end]) == (True, Answer.YES) for j in block.grants):
        return Election("sentence", ElectionState.YES)
    return choice.election if choice else None


_NARROW = Wording("cooperative/answered.narrow")


def still_bound(block: Block) -> tuple[ClauseClass, str] | None:
    """What bounds the use after the vendor's yes, which takes away its own gate alone; None where nothing does."""
    form = form_of(block)
    asked, ticked = asked_and_ticked(block.document.quote(form))
    begins = min(j.decided_by.span.start for j in block.judged) - form.start
    where = geography_of(asked)
    if where is not None and where.scope not in {"national", "any"}:
        return ClauseClass.GEO, reasons("cooperative/classes")["class-place"]
    if _NARROW.search(ticked):
        return decided(_NARROW)
    return restraint(asked[begins:])
