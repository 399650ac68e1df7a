"""On what ground a use by others stands that was found: of this contract, or of another matter, of parts of the buyer, of a law or a tale (CLAUSES 3).

Rules find who may buy from what; these tests hear what the whole sentence is about. They take away or turn, and never add.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from clausescan.core.span import Span
from clausescan.extract.cooperative.sense import Judgement, Says, ruled
from clausescan.extract.matcher import RuleMatch
from clausescan.extract.wordings import Wording

_TOPIC = "cooperative/ground"
_OWN_PARTS = Wording("cooperative/ground.own-parts")
_NOT_ONLY_PARTS = Wording("cooperative/ground.not-only-parts")
_ANOTHER_MATTER = Wording("cooperative/ground.another-matter")
_SUPPOSED = Wording("cooperative/ground.supposed")
_TOLD = Wording("cooperative/ground.told")
_OTHERS_CONTRACT = Wording("cooperative/overruled.others-contract")
_LAW_LETS = Wording("cooperative/ground.law-lets")
_AT_HAND = Wording("cooperative/ground.at-hand")
_FROM_THE_SPEAKER = Wording("cooperative/ground.from-the-speaker")
_STRUCK = Wording("cooperative/ground.struck")
_USE = frozenset({Says.GRANT, Says.LIMIT, Says.ASSIGN})


def standing(judged: Iterable[Judgement]) -> Iterator[Judgement]:
    """The judgements that stand, in the same order: a use by others that is none is left out, one that is told or struck is turned."""
    for one in judged:
        if one.says not in _USE:
            yield one
        elif (found := _stands(one)) is not None:
            yield found


def _stands(one: Judgement) -> Judgement | None:
    text = one.view.text[one.span.start : one.span.end]
    if _STRUCK.search(text):
        return _turned(one, Says.DENY, _STRUCK)
    if _of_another_matter(text) or _of_own_parts(text) or _SUPPOSED.search(text):
        return None
    if _TOLD.search(text) or _OTHERS_CONTRACT.search(text) or (_LAW_LETS.search(text) and not _AT_HAND.search(text)):
        return _turned(one, Says.REVERSE, _TOLD)
    return one


def _of_another_matter(text: str) -> bool:
    """True for what is no purchase from a contract, and for what the public body itself sells."""
    return bool(_ANOTHER_MATTER.search(text) or _FROM_THE_SPEAKER.search(text))


def _of_own_parts(text: str) -> bool:
    """True where only departments, schools or campuses of the buyer itself are named."""
    return bool(_OWN_PARTS.search(text)) and not _NOT_ONLY_PARTS.search(text)


def _turned(one: Judgement, says: Says, by: Wording) -> Judgement:
    rule = ruled(_TOPIC, by.id)
    return replace(one, says=says, decided_by=RuleMatch(rule, Span(one.decided_by.span.start, one.decided_by.span.end)))
