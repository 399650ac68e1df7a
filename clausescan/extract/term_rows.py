"""A term that stands in a table: a line of labels, and below it one row with a day under each (TERMS 3, "cover sheet/table")."""

from __future__ import annotations

import re
from dataclasses import dataclass

from clausescan.core.span import Span
from clausescan.extract.anchored import line_starts, matches_at
from clausescan.extract.dates import DateMatch, find_dates
from clausescan.extract.pattern_rules import lowered
from clausescan.extract.term_claims import Claim, Statement
from clausescan.extract.term_rules import SIGNS
from clausescan.extract.term_text import Item, Sentence

_LABEL = re.compile(
    r"\b(?:(?P<cap>(?:max(?:imum)?\.?|final|last|ultimate)[ ]{1,3}(?:\w+[ ]{1,3})?(?:end|expir\w+|term|renewal)(?:[ ]date)?)"
    r"|(?P<current>current[ ]{1,3}(?:\w+[ ]{1,3})?(?:end|expir\w+)(?:[ ]date)?)"
    r"|(?P<ignore>(?:award(?:ed)?|approv(?:al|ed)|bid|opening|opened|issued?|board|council|signed|insurance|bond|posted)(?:[ ]date)?)"
    r"|(?P<start>(?:(?:contract|initial|original|term)[ ]{1,3})?(?:starts?|begins?|beginning|effective|commencement|from)(?:[ ]date)?)"
    r"|(?P<end>(?:(?:contract|initial|original|term)[ ]{1,3})?(?:ends?|ending|expir(?:es|ation|y)|termination|to|thru|through)(?:[ ]date)?)"
    r")(?![\w-])",
    re.IGNORECASE,
)
_HEADER = re.compile(
    r"^[^\n;:?0-9]{0,160}\b(?:start|begin|effective|commence|from)[^\n;:?0-9]{1,80}\b(?:end|expir|terminat|to\b|thru|through)[^\n;:?0-9]{0,120}$",
    re.IGNORECASE | re.MULTILINE,
)
_HEADS = ("start", "begin", "effective", "commence", "from")
"""One of them stands in every line of labels, in lower case."""
_PLAIN_WORDS = re.compile(r"\b(?:shall|will|may|the|is|are|of the|a|an|this)\b", re.IGNORECASE)
_SCORE, _ROWS, _LONGEST_ROW = 4, 12, 240
_TRIED, _FIRST = 40, 15_000
"""No more lines of labels than so many are looked at, in so many code points: summaries stand in front."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of days, and where it stands."""

    span: Span
    dates: tuple[DateMatch, ...]


def row_statement(text: str, span: Span) -> Statement | None:
    """What the one row below a line of labels says of the term; None where there is no such table or its rows differ."""
    end = min(span.end, span.start + _FIRST)
    for tried, header in enumerate(matches_at(_HEADER, line_starts(text, lowered(text), _HEADS, span.start, end), text, span.start, end)):
        if tried > _TRIED:
            break
        if _PLAIN_WORDS.search(header[0]):
            continue
        slots = [m.lastgroup or "" for m in _LABEL.finditer(header[0])]
        if slots.count("start") != 1 or slots.count("end") != 1:
            continue
        rows = _rows(text, header.end(), span.end, len(slots))
        if rows and len({tuple(d.date for d in row.dates) for row in rows}) == 1:
            return _statement(rows[0], slots)
    return None


def _rows(text: str, start: int, end: int, days: int) -> list[_Row]:
    """The rows right below that hold so many days each; empty where a row holds another number of them."""
    found: list[_Row] = []
    at = start
    for _ in range(_ROWS):
        stop = text.find("\n", at + 1, end)
        stop = end if stop < 0 else stop
        line = text[at:stop]
        if stop - at > _LONGEST_ROW or at >= end:
            break
        dates = find_dates(text, at, stop) if line.strip() else ()
        if dates and (len(dates) != days or any(d.date is None for d in dates)):
            return []
        if dates:
            found.append(_Row(Span(at, stop), dates))
        elif found:
            break
        at = stop
    return found


def _statement(row: _Row, slots: list[str]) -> Statement:
    """The row as a statement: each day stands for what its label says."""
    reduced = " ".join(SIGNS["date"] for _ in row.dates)
    items = tuple(Item(2 * n, date.span, date) for n, date in enumerate(row.dates))
    sentence = Sentence(row.span, reduced, reduced, items)
    rules = {"cap": "cap.date", "current": "current.label"}
    claims = tuple(Claim(slot, item, sentence, _SCORE, rules.get(slot, f"row.{slot}")) for slot, item in zip(slots, items, strict=True))
    return Statement(sentence, _SCORE, claims)
