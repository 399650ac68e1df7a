"""Changes of a contract made before that a board decides or a letter of award tells: read as an amendment is."""

from __future__ import annotations

import re

from clausescan.core.finding import Role
from clausescan.core.span import Span
from clausescan.extract.amendments import Change, read_change
from clausescan.extract.term_rules import TermRules
from clausescan.extract.term_text import Sentence

TELLS_CHANGES = frozenset({Role.BOARD_ITEM, Role.AWARD, Role.OTHER})
_CHANGES_ANOTHER = re.compile(
    r"\b(?:approv|authori|recommend|ratif|exercis|accept|grant|consider|request)\w*(?: of| to)?"
    r" (?:(?:the|an?|its|our|and|\ue003|\ue001|first|second|third|fourth|fifth|sixth|final|last|contract|optional?|annual|available) ){0,7}"
    r"(?:renewals?|renew|renewing|(?P<amends>extensions?|extend|extending|amendments?|modifications?|change orders?))\b"
    r"(?! (?:options?|clauses?|terms?|periods?)\b(?! (?:no\.? ?|number )?\ue003))"
)
"""That what is decided is the change of a contract made before, not a contract with options."""


def told_change(sentences: tuple[Sentence, ...], text: str, span: Span, rules: TermRules) -> Change | None:
    """The change that is decided; None where none is, or where a renewal tells nothing of the contract that it renews."""
    told = [m for s in sentences if (m := _CHANGES_ANOTHER.search(s.small))]
    if not told:
        return None
    change = read_change(sentences, text, span, rules)
    looks_back = change.old_start or change.old_end or change.used or any(m["amends"] for m in told)
    return change if change.by_months or (change.new_end and looks_back) else None
