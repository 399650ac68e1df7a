"""Contracts shut to others in words that hold no frame of buyer and verb: a label answered with no, orders not honored, the issuer's use only."""

from __future__ import annotations

from functools import cache

from clausescan.core.span import Span
from clausescan.extract.cooperative.sense import Judgement, Says, buyers_of, ruled
from clausescan.extract.cooperative.signs import DOUBLE, FAVOURED, PRIVATE, REFERENCES, gated
from clausescan.extract.cooperative.view import View
from clausescan.extract.matcher import RuleMatch
from clausescan.extract.wordings import Wording, wordings

_TOPIC = "cooperative/shut"
_WORDS = Wording("cooperative/shut.words")
_HELD = Wording("cooperative/shut.held")


@cache
def _refusals() -> tuple[Wording, ...]:
    """Those that refuse by themselves."""
    return tuple(wording for wording in wordings(_TOPIC) if wording.value)


def shut_use(view: View) -> Judgement | None:
    """A refusal that stands in the scope of its own words, with no frame of use beside it; None where there is none or a condition lifts it."""
    text = view.text[view.start : view.end]
    if not _WORDS.search(text) or gated(view) or any(p.search(text) for p in (DOUBLE, FAVOURED, PRIVATE, REFERENCES)):
        return None
    for refusal in _refusals():
        match = refusal.search(text)
        if match and not _HELD.search(text[: match.start()]):
            by = RuleMatch(ruled(_TOPIC, refusal.value), Span(view.start + match.start(), view.start + match.end()))
            return Judgement(Says.DENY, Span(view.start, view.end), by, view, buyers_of(view))
    return None
