"""Labels that say who may use the contract, or that others may: "Cooperative contract? YES"."""

from __future__ import annotations

import re

from clausescan.extract.cooperative.objects import own_objects
from clausescan.extract.cooperative.plain_signs import DENIED
from clausescan.extract.cooperative.sense import buyers_of
from clausescan.extract.cooperative.view import View
from clausescan.extract.matcher import RuleMatch
from clausescan.extract.wordings import Wording

_LINE_BEGINS = Wording("cooperative/labels.line-begins")
_COLON = Wording("cooperative/labels.colon")
_YES = Wording("cooperative/labels.yes")
_ALTERNATIVE = Wording("cooperative/labels.alternative")


def labelled(view: View) -> RuleMatch | None:
    """The label of "Cooperative contract? YES" or "Who may use: any public agency"."""
    for label in view.found("plain.label"):
        if not _LINE_BEGINS.search(view.before(label, 40)):
            continue
        colon = _COLON.match(view.text, label.span.end, label.span.end + _LABEL_REACH)
        if colon is None:
            continue
        if _YES.match(view.text, colon.end()) and not _ALTERNATIVE.match(view.text[colon.end() + 3 : colon.end() + 12].strip()):
            return label
        named = next((b for b in buyers_of(view) if 0 <= b.span.start - colon.end() <= _LABEL_BUYER), None)
        if named and _names_contract(view, view.text[label.span.start : colon.end()]) and not DENIED.search(view.text[colon.end() : named.span.end]):
            return label
    return None


_LABEL_REACH, _LABEL_BUYER = 110, 24


def _names_contract(view: View, label: str) -> bool:
    return bool(own_objects(view)) or bool(re.search(r"\bcontract|\bagreement|\baward|\bpric", label, re.IGNORECASE))
