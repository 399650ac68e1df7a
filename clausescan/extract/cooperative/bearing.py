"""What of a long part is listed: only what bears on use by others (SCHEMA, cooperative_use), not each fee, law or precedence rule."""

from __future__ import annotations

from collections.abc import Sequence

from clausescan.core.finding import Role
from clausescan.extract.caseless import lower
from clausescan.extract.cooperative.candidates import names_itself
from clausescan.extract.cooperative.sense import Judgement, Says
from clausescan.extract.cooperative.signs import TOPIC, USE_BY_OTHERS
from clausescan.extract.wordings import Wording

_LONG = 6_000
"""Code points; in a shorter text all that was found is listed, for it may be an excerpt that speaks of little else."""
_OTHER_BUYERS = Wording("cooperative/bearing.other-buyers")
_OTHER_MATTERS = Wording("cooperative/bearing.other-matters")
_TENDER = Wording("cooperative/bearing.tender")
_TAKES_IN = Wording("cooperative/bearing.takes-in")
_LAWS = Wording("cooperative/bearing.laws")
# Documents that take in another one: a contract, or what stands for one. Of a solicitation that becomes part of a contract nobody learns anything.
_CONTRACTS = frozenset(
    {Role.CONTRACT, Role.AMENDMENT, Role.AWARD, Role.INVOICE_PO, Role.PARTICIPATING_ADDENDUM, Role.INTERLOCAL, Role.PRICE_LIST, Role.RESPONSE}
)
_OF_USE = frozenset({Says.GRANT, Says.LIMIT, Says.DENY, Says.ASSIGN})
_OFTEN = 24
"""So often does a cooperative name itself in a document of its own, and others name none."""
_BUYS = Wording("cooperative/bearing.who-buys")
_PIGGYBACK = Wording("cooperative/bearing.piggyback")


def bearing(judged: Sequence[Judgement], role: Role) -> list[Judgement]:
    """The judgements that are listed, in the same order."""
    if not judged or len(judged[0].view.text) < _LONG:
        return list(judged)
    own = _of_a_cooperative(judged[0].view.text)
    listed = [j for j in judged if _bears(j) and not (own and _of_daily_work(j))]
    return listed if role in _CONTRACTS or any(j.says in _OF_USE for j in listed) else [j for j in listed if j.says is not Says.INCORP]


def _of_a_cooperative(text: str) -> bool:
    """True for a document of a cooperative, which names itself over and over."""
    return names_itself(lower(text), _OFTEN)


def _of_daily_work(one: Judgement) -> bool:
    """True where a cooperative's own document tells of invoices, delivery and its own contracts, not of who may buy."""
    text = one.view.text[one.span.start : one.span.end]
    return not _BUYS.search(text) if one.says is not Says.REVERSE else not _PIGGYBACK.search(text)


def _bears(one: Judgement) -> bool:
    text = one.view.text[one.span.start : one.span.end]
    if one.says is Says.SUPPORT:
        return bool((USE_BY_OTHERS.search(text) or TOPIC.search(text) or _OTHER_BUYERS.search(text)) and not _OTHER_MATTERS.search(text))
    if one.says is Says.INCORP:
        return bool(_TENDER.search(text) and _TAKES_IN.search(text) and not _LAWS.search(text))
    return True
