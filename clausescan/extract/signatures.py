"""Signature blocks: who has put a date beside a signature, and when the last party signed (TERMS 3)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from clausescan.core.span import Span
from clausescan.extract.anchored import matches_at, places, starts_before
from clausescan.extract.dates import find_dates
from clausescan.extract.pattern_rules import lowered

_BLOCK = re.compile(
    r"in\s+witness\s+where\s?of|\b(?:authorized\s+)?signatures?\s*[:_]|\bsigned:|/s/|\bby\s?:|accepted\s+(?:for|by)|docusigned\s+by", re.IGNORECASE
)
_WITNESS = re.compile(r"in\s+\Z")
_BLOCK_HEADS = ("signature", "signed:", "authorized", "/s/", "by", "accepted", "docusigned")
"""What shows that somebody signs, and what it begins with in lower case; "in" before "witness" is looked for apart."""
_DATE_LINE = re.compile(r"\b(?:date(?:d)?(?:\s+signed|\s+of\s+signature)?|signed\s+on)[ \t]{0,4}[:\-]{0,2}[ \t]{0,12}", re.IGNORECASE)
_BESIDE = re.compile(r"(?<=/s/)[ \t]{0,4}(?:[A-Z][\w.'’-]{0,20}(?:[ \t][A-Z][\w.'’-]{0,20}){0,4}[,;]?[ \t]{1,30})?(?=[A-Z0-9])")
"""A name behind /s/, right before a day without a label."""
_SIGNED_LABEL = re.compile(r"\b(?:signatures?|signed)(?:[ \t]+date)?[ \t]{0,3}:[ \t]{0,6}(?=[A-Z0-9])", re.IGNORECASE)
_BLANK = re.compile(r"[ \t]*(?:_{2,}|\(blank\)|\.{4,}|$)", re.IGNORECASE | re.MULTILINE)
_OTHERS = re.compile(
    r"approved\s+as\s+to|attorney|notary|commission\s+expires|as\s+to\s+form|legal\s+sufficiency|witness\s?:|prepared\s+by", re.IGNORECASE
)
_LABEL_BELOW = re.compile(
    r"\n[ \t]{0,40}(?P<dates>[^\n]{6,80})\n[ \t]{0,40}(?:[Dd]ate|DATE)(?:(?:\s+[Ss]igned)?[ \t]{0,60}(?:[Dd]ate|DATE))?[ \t:]{0,20}(?=\n|$)"
)
BLOCKS = 600
"""No more places that may be signed are looked at."""


@dataclass(frozen=True, slots=True)
class SignatureDate:
    """The date beside a signature: None where the line is there and left blank."""

    date: dt.date | None
    span: Span


def signature_dates(text: str, span: Span) -> tuple[SignatureDate, ...]:
    """Dates of the parties' signatures, in order; empty if none. Notaries and approvals as to form do not count."""
    found: dict[int, SignatureDate] = {}
    for block in islice(_blocks(text, span), BLOCKS):
        beside = _BESIDE.match(text, block.end(), span.end) or _SIGNED_LABEL.match(text, block.start(), span.end)
        day = find_dates(text, beside.end(), min(span.end, beside.end() + 30)) if beside else ()
        if beside and day and day[0].date and day[0].span.start == beside.end():
            found[beside.end()] = SignatureDate(day[0].date, day[0].span)
        for m in _DATE_LINE.finditer(text, block.end(), min(span.end, block.end() + 260)):
            if m.start() in found or _OTHERS.search(text, max(span.start, m.start() - 160), m.start()):
                continue
            dates = find_dates(text, m.end(), min(span.end, m.end() + 40))
            if dates and dates[0].span.start - m.end() <= 4 and dates[0].date:
                found[m.start()] = SignatureDate(dates[0].date, dates[0].span)
            elif _BLANK.match(text, m.end()):
                found[m.start()] = SignatureDate(None, Span(m.start(), m.end()))
    printed = tuple(found[k] for k in sorted(found))
    return (any(d.date for d in printed) and printed) or _above_labels(text, span) or printed


def _blocks(text: str, span: Span) -> Iterator[re.Match[str]]:
    """Words that show that somebody signs, in order."""
    small = lowered(text)
    witness = starts_before(_WITNESS, small, places(small, ("witness",), span.start, span.end), span.start, most=40)
    return matches_at(_BLOCK, sorted({*witness, *places(small, _BLOCK_HEADS, span.start, span.end)}), text, span.start, span.end)


def _above_labels(text: str, span: Span) -> tuple[SignatureDate, ...]:
    """Dates of lines that stand right above a line of nothing but "Date"."""
    found: list[SignatureDate] = []
    for m in islice(_LABEL_BELOW.finditer(text, span.start, span.end), BLOCKS):
        dates = find_dates(text, *m.span("dates"))
        printed = sum(len(d.span) for d in dates)
        if dates and printed >= len(m["dates"].replace(" ", "")) and not _OTHERS.search(text, max(span.start, m.start() - 160), m.start()):
            found += [SignatureDate(d.date, d.span) for d in dates]
    return tuple(found)


def last_signature(dates: tuple[SignatureDate, ...]) -> SignatureDate | None:
    """The latest, where no signature is undated; None otherwise."""
    if not dates or any(d.date is None for d in dates):
        return None
    return max(dates, key=lambda d: d.date or dt.date.min)
