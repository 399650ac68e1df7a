"""A state together with the department that stands beside its name."""

from __future__ import annotations

import re

from clausescan.core.span import Span
from clausescan.extract.mentions import Field, Mention
from clausescan.extract.names import clean_name

_OFFICES = "Department|Dept\\.|Division|Office|Bureau|Agency|Board|Administration"
_AFTER = re.compile(
    r"\s{0,2}(?:[,;–-]|\n|\()?\s{0,2}(?:(?:acting )?(?:by and )?through (?:its |the )?|by its )?"
    rf"(?=(?:{_OFFICES})\s|(?:{_OFFICES.upper()})\s)"
    rf"((?i:{_OFFICES}) (?i:of|for) (?:(?i:the) )?[A-Z][\w&'’/-]*(?:,? (?:(?i:and|of|&|for|the) ){{0,2}}[A-Z][\w&'’/-]*){{0,7}})"
)
_BEFORE = re.compile(r"((?:Division|Department|Dept\.|Office|Bureau) of (?:[A-Z][\w&'’-]*(?: and| &)? ){0,4}[A-Z][\w&'’-]*),\s{1,2}(?:[Tt]he )?$")
_CUT = re.compile(
    r",? (?:hereafter|hereinafter|Request|REQUEST|Invitation|INVITATION|RFP|ITB|Attn|Procurement Section"
    r"|Purchasing)\b|,? (?=(?:Division|DIVISION|Office|OFFICE|Section|State|STATE)\b)"
)


def full_state_name(field: Field, mention: Mention) -> Mention:
    """The mention widened by the department beside it ("State of Iowa, Department of Corrections").

    Unchanged for other bodies and where none stands there.
    """
    if mention.rule not in {"state-of", "state-label"}:
        return mention
    after = _AFTER.match(field.flowed, mention.span.end, min(field.span.end, mention.span.end + 160))
    words = _department(after[1]) if after else ""
    if after and words:
        return Mention(Span(mention.span.start, after.start(1) + len(words)), f"{mention.name}, {clean_name(words)}", mention.type, mention.rule)
    begin = max(field.span.start, mention.span.start - 90)
    before = _BEFORE.search(field.flowed[begin : mention.span.start])
    if before:
        return Mention(Span(begin + before.start(1), mention.span.end), f"{clean_name(before[1])}, {mention.name}", mention.type, mention.rule)
    return mention


def _department(words: str) -> str:
    """The department's name up to where another begins, or to the first comma that no list continues ("Technology, Management and Budget")."""
    cut = _CUT.split(words, maxsplit=1)[0]
    if "," in cut and not re.search(r",.*\b(?:and|AND|&)\b", cut):
        cut = cut.split(",")[0]
    cut = cut.strip()
    return "" if re.search(r"\b(?:of|for|the)$", cut, re.IGNORECASE) else cut
