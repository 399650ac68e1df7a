"""In what pieces an award is made: by lot, zone, region, group, category, section, item, or as a whole (COMPETITION 4)."""

from __future__ import annotations

import re

from clausescan.core.document import Document
from clausescan.core.finding import Evidence, Finding, Role, cite, finding
from clausescan.core.price_terms import AwardUnits
from clausescan.core.result import Part
from clausescan.core.span import Span
from clausescan.extract.anchored import places
from clausescan.extract.pattern_rules import load_rules, lowered
from clausescan.extract.rule_hits import sentences_of

UNITS = ("lot", "zone", "region", "group", "category", "section", "item", "whole")
_CUES = ("award", "all or none", "all-or-none", "lowest total", "aggregate")
_MOST_PLACES = 200
_LONGEST_QUOTE = 300
_NAMED = (
    r"(?:lots?|zones?|regions?|groups?|categor(?:y|ies)|sections?|items?|districts?|line\s{1,3}items?)"
    r"\s{1,3}(?:no\.?\s{1,3}|number\s{1,3}|\#\s{0,2})?"
)
_KEY = r"(?:\d{1,3}[A-Z]?|[A-Z]\d{0,2}|[IVX]{1,4})(?![\w.,]*\w)"
_AWARDED = re.compile(
    rf"\b(?i:award\s{{1,3}}of|awarded)\b[^.;\n]{{0,90}}?(?P<list>(?i:{_NAMED}){_KEY}"
    rf"(?:(?:,\s{{1,3}}(?:(?i:and)\s{{1,3}})?|\s{{1,3}}(?i:and|through|&)\s{{1,3}})(?i:{_NAMED})?{_KEY}){{0,20}})"
)
_HAVE_VENDOR = frozenset({Role.AWARD, Role.CONTRACT, Role.AMENDMENT, Role.PARTICIPATING_ADDENDUM, Role.PRICE_LIST, Role.BOARD_ITEM})


def find_award_units(document: Document, part: Part, role: Role) -> Finding[AwardUnits] | None:
    """The pieces in which the award is or will be made, and those named as awarded; None where nothing is said.

    `awarded` is read only in documents that have a vendor: an award, a contract, its amendments and prices, a board's paper.
    """
    text, small = document.text, lowered(document.text)
    found = places(small, _CUES, part.span.start, part.span.end)[:_MOST_PLACES]
    if not found:
        return None
    sentences = sentences_of(text, part.span)
    by: dict[str, Evidence] = {}
    named: dict[str, Evidence] = {}
    behind = part.span.start
    for at in found:
        if at < behind:
            continue
        sentence = sentences.around(at)
        behind = sentence.end
        for unit, span in _units(text, small, sentence):
            by.setdefault(unit, cite(document, _quoted(sentence, span), f"award.{unit}"))
        if role in _HAVE_VENDOR and (match := _AWARDED.search(text, sentence.start, sentence.end)):
            named.setdefault(" ".join(match["list"].split()), cite(document, Span(*match.span()), "award.named"))
    if not by and not named:
        return None
    evidence = tuple(dict.fromkeys((*by.values(), *named.values())))[:6]
    return finding("award_units", AwardUnits(tuple(u for u in UNITS if u in by), tuple(named)), evidence)


def _units(text: str, small: str, sentence: Span) -> list[tuple[str, Span]]:
    """Each unit that a rule finds in the sentence."""
    said = small[sentence.start : sentence.end]
    rules = (r for r in load_rules("award_units") if any(a in said for a in r.anchors) and r.may_match(said))
    hits = ((r.value, r.search(text, sentence.start, sentence.end)) for r in rules)
    return [(unit, Span(*match.span())) for unit, match in hits if match is not None]


def _quoted(sentence: Span, hit: Span) -> Span:
    return sentence if len(sentence) <= _LONGEST_QUOTE else hit
