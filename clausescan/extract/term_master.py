"""The master agreement's own term, told in an addendum: not the addendum's, save where that ends with it (TERMS 3, "coterminous PA")."""

from __future__ import annotations

import re
from itertools import islice

from clausescan.core.span import Span
from clausescan.extract.dates import find_dates
from clausescan.extract.term_claims import Statement
from clausescan.extract.term_dates import DatedFact

_MASTERS = re.compile(
    r"\bmaster (?:price )?(?:agreement|contract)\b[^.;]{0,60}"
    r"\b(?:runs?|ran|expires?|ends?|begins?|began|starts?|commenced|terminates?|(?:has a )?term)\b"
    r"|\bterm of (?:the|said|its) (?:\w+ ){0,2}?master (?:price )?(?:agreement|contract)"
)
_OWN = re.compile(
    r"\b(?:this|the) (?:participating )?(?:addendum|pa)\b|\bthis (?:agreement|contract)\b|\bco-?terminous"
    r"|\bparticipating (?:addendum|entity['’]s)|\bor (?:when|until) the master"
)
_MASTER_ENDS = re.compile(
    r"\bmaster\s+(?:price\s+)?(?:agreement|contract)\b(?:(?:[^.;]|\bNo\.){0,100}?\b(?:expires?|ends?|terminates?|expiration\s+date|end\s+date|through|until)"
    r"(?:\s+(?:on|is|of|the))*:?\s{1,3}|(?:\s+(?:term|period))?(?:\s?\(|,?\s+(?:which|that)\s(?:\w+\s){0,4}(?:is|ends|expires)\s(?:on\s)?))(?=[\dA-Z])",
    re.IGNORECASE,
)


def speaks_of_master(statement: Statement) -> bool:
    """Whether a sentence of an addendum tells the term of the master agreement and not its own."""
    m = _MASTERS.search(statement.sentence.small)
    return m is not None and not _OWN.search(statement.sentence.small)


def master_end(text: str, span: Span) -> DatedFact | None:
    """The end of the master agreement where the text tells it in one sentence; None where it tells none or several."""
    found = {}
    for m in islice(_MASTER_ENDS.finditer(text, span.start, span.end), 40):
        dates = find_dates(text, m.end(), min(span.end, m.end() + 40))
        if dates and dates[0].date and dates[0].span.start - m.end() < 3:
            found[dates[0].date] = dates[0].span
    return DatedFact(*next(iter((day, "coterminous", words) for day, words in found.items()))) if len(found) == 1 else None
