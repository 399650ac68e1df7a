"""The gates and limits of a clause, and whose they are: the vendor's, the lead agency's or the buyer's own."""

from __future__ import annotations

from collections.abc import Iterator

from clausescan.extract.cooperative.block import Block
from clausescan.extract.cooperative.signs import optional
from clausescan.extract.cooperative.view import BUYERS, View
from clausescan.extract.matcher import RuleMatch
from clausescan.extract.wordings import Wording

VENDOR_GATES = frozenset({"gate.vendor", "gate.choice", "gate.blank"})
_SPEAKS_OF_USE = Wording("cooperative/gates.speaks-of-use")


def gates_of(block: Block) -> dict[str, RuleMatch]:
    """The first match of each gate or limit: in the sentences judged, and in those around where they speak of the same use."""
    found: dict[str, RuleMatch] = {}
    for view, judged in _views(block):
        for match in view.found(
            "gate.vendor",
            "gate.choice",
            "gate.blank",
            "gate.lead",
            "gate.notice",
            "gate.agreement",
            "gate.must",
            "limit.list",
            "limit.heading",
            "limit.openlist",
            "limit.cap",
            "bind.vendor",
        ):
            if optional(view, match) or _buyers_choice(view, match):
                continue
            name = match.rule.finds if match.rule.finds != "gate.agreement" else f"gate.agreement.{dict(match.rule.attributes)['agreement_needed']}"
            if judged or (name in {"gate.vendor", "gate.choice"} and _SPEAKS_OF_USE.search(view.text[view.start : view.end])):
                found.setdefault(name, match)
    return found


_IF_IT = Wording("cooperative/gates.if-it")


def _buyers_choice(view: View, match: RuleMatch) -> bool:
    """True for "an agency orders, if it so elects, by …": the pronoun stands for the buyer, not for the vendor."""
    if match.rule.finds != "gate.vendor" or not _IF_IT.match(view.words(match)):
        return False
    before = [m for m in view.matches if m.rule.layer == 0 and m.rule.finds in {*BUYERS, "vendor"} and m.span.end <= match.span.start]
    return bool(before) and before[-1].rule.finds in BUYERS and not any(m.rule.finds == "vendor" for m in before)


def _views(block: Block) -> Iterator[tuple[View, bool]]:
    for one in block.judged:
        yield one.view, True
    for view in block.around:
        yield view, False
