"""On what ground a use by others stands: this contract, or another matter, parts of the buyer itself, a law, a tale (CLAUSES 3).

Rules find who may buy from what; these tests hear what the whole sentence is about. They take away or turn, and never add.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from clausescan.core.span import Span
from clausescan.extract.cooperative.acts import from_somebody_else, of_another_act
from clausescan.extract.cooperative.choice import left_to_vendor
from clausescan.extract.cooperative.paragraph import paragraph
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
_BOUGHT_BEFORE = Wording("cooperative/ground.bought-before")
_OF_A_GROUP = Wording("cooperative/ground.of-a-group")
_JOINS = Wording("cooperative/ground.joins")
_ASKED_FOR = Wording("cooperative/ground.asked-for")
_UP_TO = Wording("cooperative/ground.up-to")
_MODAL = Wording("cooperative/ground.modal")
_FROM_THE_SPEAKER = Wording("cooperative/ground.from-the-speaker")
_STRUCK = Wording("cooperative/ground.struck")
_COMPANIES = Wording("cooperative/ground.companies")
_PUBLIC_GROUND = Wording("cooperative/gated.public-ground")
_FROM_ANYBODY = Wording("cooperative/ground.from-anybody")
_SCORED = Wording("cooperative/ground.scored")
_ONLY_ASKED = Wording("cooperative/ground.only-asked")
_REACH = 90
"""Code points before the end of a verb in which the one that acts stands."""
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
    if _ASKED_FOR.search(text) and not _MODAL.search(text):
        return replace(one, says=Says.LIMIT) if _left_to_somebody(one) else None
    if _groundless(one, text):
        return None
    if _TOLD.search(text) or _OTHERS_CONTRACT.search(text) or (_LAW_LETS.search(text) and not _AT_HAND.search(text)):
        return _turned(one, Says.REVERSE, _TOLD)
    return one


def _groundless(one: Judgement, text: str) -> bool:
    """True where no other body, no purchase or no contract at hand is left, or only what is supposed, scored or told."""
    no_purchase = one.says is not Says.ASSIGN and (of_another_act(text) or from_somebody_else(text) or _among_companies(one))
    no_contract = _FROM_ANYBODY.search(text) and not _AT_HAND.search(text)
    open_matter = _SUPPOSED.search(text) or _SCORED.search(text) or _ONLY_ASKED.search(paragraph(one.view))
    return bool(no_purchase or no_contract or open_matter or _of_another_matter(text) or _of_own_parts(text) or _only_a_story(one, text))


def _among_companies(one: Judgement) -> bool:
    """True for a gate or limit in a paragraph of sellers and products, without a word of public bodies: companies buy together too."""
    gate = one.decided_by.rule.finds.startswith(("gate", "limit"))
    around = paragraph(one.view)
    return one.says is Says.LIMIT and gate and _COMPANIES.search(around) is not None and _PUBLIC_GROUND.search(around) is None


def _of_another_matter(text: str) -> bool:
    """True for what is no purchase from a contract, and for what the public body itself sells."""
    return bool(_ANOTHER_MATTER.search(text) or _FROM_THE_SPEAKER.search(text))


def _of_own_parts(text: str) -> bool:
    """True where only departments, schools or campuses of the buyer itself are named."""
    return bool(_OWN_PARTS.search(text)) and not _NOT_ONLY_PARTS.search(text)


def _only_a_story(one: Judgement, text: str) -> bool:
    """True for what others bought once, and for a group that others may join, without a word of a contract."""
    act = one.decided_by.span.end
    if _BOUGHT_BEFORE.search(one.view.text, max(one.view.start, act - _REACH), act):
        return True
    return bool(_JOINS.search(text) and _OF_A_GROUP.search(paragraph(one.view)))


def _left_to_somebody(one: Judgement) -> bool:
    """True where somebody may say yes to those who ask."""
    around = paragraph(one.view)
    return left_to_vendor(around) or _UP_TO.search(around) is not None


def _turned(one: Judgement, says: Says, by: Wording) -> Judgement:
    rule = ruled(_TOPIC, by.id)
    return replace(one, says=says, decided_by=RuleMatch(rule, Span(one.decided_by.span.start, one.decided_by.span.end)))
