"""Whether a use that was found is said to be so, or only supposed, asked for, wished for, or denied by the words next to it."""

from __future__ import annotations

from clausescan.extract.wordings import Wording

_NOT_AT_VERB = Wording("cooperative/asserted.not-at-verb")
_TURNS_BACK = Wording("cooperative/asserted.turns-back")
_WITHHELD = Wording("cooperative/asserted.withheld")
_CASE = Wording("cooperative/asserted.case")
_OPENS = Wording("cooperative/asserted.opens")
_REFUSES = Wording("cooperative/asserted.refuses")
_WISHED = Wording("cooperative/asserted.wished")
_ASKS_FIRST = Wording("cooperative/asserted.asks-first")


def asserted(clause: str, start: int, end: int) -> str:
    """Whether the use that stands from `start` to `end` of a clause is "said", "denied" or "unsaid" (only supposed or wished for)."""
    lead, rest = clause[:start], clause[end:]
    if _NOT_AT_VERB.search(lead) and not _TURNS_BACK.match(clause[start:]):
        return "denied"
    if _WITHHELD.search(lead) or (_REFUSES.search(rest) and _ASKS_FIRST.search(clause[:end])):
        return "denied"
    if _WISHED.search(lead):
        return "unsaid"
    if _CASE.match(lead):
        main = rest.partition(",")[2]
        return "said" if not main or _OPENS.search(main) else "unsaid"
    return "said"
