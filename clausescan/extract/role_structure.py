"""What the make-up of a part tells of its role: blanks, filled or not, and columns of prices."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from clausescan.core.document import Document
from clausescan.core.result import Part
from clausescan.core.span import Span
from clausescan.extract.anchored import line_starts, matches_at, places, starts_before
from clausescan.extract.pattern_rules import lowered

_BIDDER_BLANK = re.compile(
    r"""\b(?:(?:company|firm|bidder|proposer|offeror|respondent|business|vendor|supplier)(?:['’]s)?[ ](?:legal[ ])?name
          |(?:legal[ ])?name[ ]of[ ](?:company|firm|bidder|proposer|offeror|respondent|business|vendor)
          |(?:submitted[ ]by|authorized[ ](?:signature|representative|agent)|signature[ ]of[ ](?:bidder|proposer|offeror)))
        [ ]{0,3}(?:\([^)\n]{0,40}\))?[ ]{0,3}:?[ ]{0,8}(?P<value>[^\n]{0,80})""",
    re.VERBOSE | re.IGNORECASE,
)
_SIGNED = re.compile(
    r"""^[ ]{0,8}(?:by|signed|signature)[ ]{0,3}:[ ]{0,8}/s/(?P<value>[^\n]{0,60})                  # a typed signature
      |^[ ]{0,8}(?:bidder|proposer|offeror|respondent)[ ]{0,3}:[ \n]{0,6}(?P<name>[^\n]{0,80})""",
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)
_SIGNED_WORDS = ("/s/", "bidder", "proposer", "offeror", "respondent")
_BLANK_HEADS = ("legal name", "name of", "submitted by", "authorized ", "signature of")
_BEFORE_NAME = re.compile(
    r"\b(?:company|firm|bidder|proposer|offeror|respondent|business|vendor|supplier)(?:['’]s)?[ ](?:legal[ ])?\Z", re.IGNORECASE
)
"""What the label of such a blank begins with, and what stands before "name" in others."""
_LABEL = re.compile(
    r"\b(?:name|title|date|address|phone|telephone|fax|e-?mail|signature|city|state|zip|print|type|required|form|must|shall|will|of|or|and|is|if)\b",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[A-Za-z]{2,}")
_RULED = re.compile(r"_{4,200}|\.{8,200}")
_PRICE = re.compile(r"\$\s{0,3}\d{1,3}(?:,\d{3}){0,4}(?:\.\d{2,4})?\b|(?<![\d.])\d{1,6}\.\d{2}(?![\d.])")
_CENTS = re.compile(r"\d\.\d\d")
_FEWEST_PRICES = 12
_FIRST = 40000
"""Code points looked at: a part tells its make-up early."""


@dataclass(frozen=True, slots=True)
class Structure:
    """Where a part shows filled bidder's blanks, many empty blanks, or columns of prices; None where it does not."""

    filled: Span | None
    blank_signature: Span | None
    prices: Span | None


def read_structure(document: Document, part: Part, *, asks: bool) -> Structure:
    """The make-up of a part. Bidder's blanks are looked for only where it `asks` for offers."""
    span = Span(part.span.start, min(part.span.end, part.span.start + 5 * _FIRST))
    return Structure(
        _filled(document.text, span) if asks else None,
        _blanks(document.text, Span(span.start, min(span.end, span.start + _FIRST))),
        _prices(document.text, span),
    )


def _filled(text: str, span: Span) -> Span | None:
    """The first filled blank, where at least two are filled and more than are empty."""
    filled, empty, small = [], 0, lowered(text)
    names = starts_before(_BEFORE_NAME, text, places(small, ("name",), span.start, span.end), span.start, most=24)
    labels = sorted({*names, *places(small, _BLANK_HEADS, span.start, span.end)})
    for found in matches_at(_BIDDER_BLANK, labels, text, span.start, span.end):
        value = found["value"].strip(" :_.")
        if _WORDS.search(value) and not _LABEL.search(value) and len(value) <= 60 and ":" in found.group():
            filled.append(Span(*found.span()))
        elif not value or _RULED.search(found["value"]):
            empty += 1
    lines = line_starts(text, small, _SIGNED_WORDS, span.start, span.end)
    for found in matches_at(_SIGNED, lines, text, span.start, span.end):
        value = (found["value"] or found["name"] or "").strip(" :_.")
        if _WORDS.search(value) and not _LABEL.search(value):
            filled.append(Span(*found.span()))
    return filled[0] if len(filled) >= 2 and len(filled) > empty else None


def _blanks(text: str, span: Span) -> Span | None:
    """The first blank of a part that is mostly blanks: one for each 250 code points or more."""
    found = sorted(run for shortest in ("____", "........") for run in _runs(text, span, shortest))
    if len(found) < 6 or len(text[span.start : span.end].split()) / len(found) > 40:
        return None
    first = found[0]
    line = text.rfind("\n", span.start, first.start) + 1
    return Span(max(line, span.start), first.end)


def _runs(text: str, span: Span, shortest: str) -> Iterator[Span]:
    """Runs of one sign, at least as long as the shortest."""
    at = text.find(shortest, span.start, span.end)
    while at >= 0 and (run := _RULED.match(text, at, span.end)):
        yield Span(at, run.end())
        at = text.find(shortest, run.end(), span.end)


def _prices(text: str, span: Span) -> Span | None:
    """The first price of a part in which every fourth line or more holds one."""
    lines = [line for line in text[span.start : span.end].split("\n") if line.strip()]
    least = max(_FEWEST_PRICES, (len(lines) + 3) // 4)
    likely = [line for line in lines if "$" in line or ("." in line and _CENTS.search(line))]
    if len(likely) < least or sum(1 for line in likely if _PRICE.search(line)) < least:
        return None
    first = _PRICE.search(text, span.start, span.end)
    return Span(*first.span()) if first else None
