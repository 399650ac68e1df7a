"""What all plain grants look at: public bodies themselves, words of denial, choice and case, papers instead of goods."""

from __future__ import annotations

import re

from clausescan.extract.cooperative.sense import buyers_of
from clausescan.extract.cooperative.signs import is_public
from clausescan.extract.cooperative.view import View
from clausescan.extract.matcher import RuleMatch
from clausescan.extract.wordings import Wording


def public_buyers(view: View, text: str, start: int, stop: int) -> list[RuleMatch]:
    """The public bodies named between two offsets, in order; not their people, their papers or nobody."""
    return [b for b in buyers_of(view) if start <= b.span.start < stop and is_public(view, b, text) and not _PEOPLE.search(view.before(b, 40))]


_PEOPLE = Wording("cooperative/plain_signs.people")
DENIED = Wording("cooperative/plain_signs.denied")
CASE = Wording("cooperative/plain_signs.case")
CHOOSES = Wording("cooperative/plain_signs.chooses")
OTHER_GOODS = Wording("cooperative/plain_signs.other-goods")
SUBJECT_REACH = 90


def clause_before(view: View, match: RuleMatch, reach: int = 220) -> str:
    """The words before a match in its clause."""
    return re.split(r"[;:.]\s", view.before(match, reach))[-1]
