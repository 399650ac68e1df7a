"""Grants and refusals said in whole sentences that no frame joins: who may buy, by whom a contract may be used, to whom the vendor must sell."""

from __future__ import annotations

from functools import cache

from clausescan.core.span import Span
from clausescan.extract.cooperative.judge import DEFINES
from clausescan.extract.cooperative.paragraph import told_of_elsewhere
from clausescan.extract.cooperative.sense import Judgement, Says, buyers_of
from clausescan.extract.cooperative.signs import DOUBLE, FAVOURED, REFERENCES, foreign_ground, gated, sellers_assignment
from clausescan.extract.cooperative.view import View
from clausescan.extract.matcher import RuleMatch
from clausescan.extract.rules import Rule
from clausescan.extract.wordings import Wording, wordings

# What is undecided, asked for or left alone is not granted.
_OPEN = Wording("cooperative/unsaid.left-open")
_BY_REFERENCE = Wording("cooperative/unsaid.by-reference")
_BOXES = Wording("cooperative/unsaid.boxes")
_OTHER_MATTERS = Wording("cooperative/unsaid.other-matters")
_SAYS = {"grant": Says.GRANT, "limit": Says.LIMIT, "deny": Says.DENY}


def said_use(view: View) -> Judgement | None:
    """What a whole sentence says of use by others; None where it says nothing, or speaks of somebody else's contract or another matter."""
    text = view.text[view.start : view.end]
    if view.found("foreign") or _BOXES.search(text) or _OTHER_MATTERS.search(text) or DEFINES.match(text) or FAVOURED.search(text):
        return None
    for wording in wordings("cooperative/said"):
        match = wording.search(text)
        if match is None or _OPEN.search(text[: match.start()]):
            continue
        says = _SAYS[wording.value.partition(":")[0]]
        if (gated(view) or DOUBLE.search(text)) if says is Says.DENY else REFERENCES.search(_BY_REFERENCE.sub(" ", text)):
            continue
        if foreign_ground(text) or sellers_assignment(view, text) or told_of_elsewhere(view):
            return None
        by = RuleMatch(_rule(wording), Span(view.start + match.start(), view.start + match.end()))
        return Judgement(says, Span(view.start, view.end), by, view, buyers_of(view))
    return None


@cache
def _rule(wording: Wording) -> Rule:
    kind = wording.value.partition(":")[2]
    return Rule(wording.id.replace(".", "-"), "said", wording.why, (), attributes=(("class", kind),) if kind else ())
