"""Where on the first page a name stands: a letterhead or a title line shows who issues the document."""

from __future__ import annotations

import re

from clausescan.core.span import Span
from clausescan.extract.mentions import Field

_OFFICE = re.compile(
    r"\s{0,9}(?:the )?(?:office|department|division|bureau|board|clerk|purchasing agent|sheriff)\b"
    r"(?: (?:of|for|and|the|[\w’']{3,16})){0,6},\s{1,2}(?:the )?",
    re.IGNORECASE,
)
"""An office of the body, before its name in the same line."""


def letterhead_weight(field: Field, span: Span) -> float:
    """How much the place of a name speaks for its being the issuer.

    Up to 5 for a line of its own among the top lines, more where it is set large, 0 in running text.
    """
    text, start = field.flowed, field.span.start
    begin, end = text.rfind("\n", start, span.start) + 1, text.find("\n", span.end, field.span.end)
    begin, end = max(begin, start), end if end >= 0 else field.span.end
    line = text[begin:end].strip()
    rest = len(line) - len(span)
    before = text[begin : span.start]
    office = _OFFICE.fullmatch(before)
    rest -= len(before) if office else 0
    leads_line = (office is not None or not before.strip(' *|•–-“"The')) and (rest <= 30 or rest <= 0.6 * len(line))
    if not leads_line or len(line) > 130:
        return 0.0
    if span.start > field.head:
        return 0.5
    above = sum(1 for piece in text[start:begin].split("\n") if piece.strip())
    weight = 5.0 if above < 5 else 4.0 if above < 12 else 2.0 if above < 25 else 1.0
    return (weight if rest <= 30 else weight - 1) + _size_bonus(field, span)


def _size_bonus(field: Field, span: Span) -> float:
    """1 where the line is set clearly larger than most lines of the opening."""
    lines = field.document.lines_of(span) if field.usual_size else ()
    return 1.0 if lines and lines[0].font_size >= 1.25 * field.usual_size else 0.0
