"""What of a long part is listed: only what bears on use by others (SCHEMA, cooperative_use), not each fee, law or precedence rule."""

from __future__ import annotations

from collections.abc import Sequence

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


def bearing(judged: Sequence[Judgement]) -> list[Judgement]:
    """The judgements that are listed, in the same order."""
    return [j for j in judged if len(j.view.text) < _LONG or _bears(j)]


def _bears(one: Judgement) -> bool:
    text = one.view.text[one.span.start : one.span.end]
    if one.says is Says.SUPPORT:
        return bool((USE_BY_OTHERS.search(text) or TOPIC.search(text) or _OTHER_BUYERS.search(text)) and not _OTHER_MATTERS.search(text))
    if one.says is Says.INCORP:
        return bool(_TENDER.search(text) and _TAKES_IN.search(text) and not _LAWS.search(text))
    return True
