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


def asserted(clause: str, start: int, end: int) -> tuple[str, Wording | None]:
    """Whether the use from `start` to `end` of a clause is "said", "denied" or "unsaid" (only supposed or wished for), and what denies it."""
    lead, rest = clause[:start], clause[end:]
    if _NOT_AT_VERB.search(lead) and not _TURNS_BACK.match(clause[start:]):
        return "denied", _NOT_AT_VERB
    if _WITHHELD.search(lead):
        return "denied", _WITHHELD
    if _REFUSES.search(rest) and _ASKS_FIRST.search(clause[:end]):
        return "denied", _REFUSES
    main = rest.partition(",")[2] if _CASE.match(lead) else ""
    supposed = main and not _OPENS.search(main)
    return "unsaid" if _WISHED.search(lead) or supposed else "said", None
