"""Discounts stated in words, and the days between which a price list is in force (COMPETITION 4 and 5)."""

from __future__ import annotations

import datetime as dt
import re

from clausescan.core.document import Document
from clausescan.core.finding import Finding, Role, cite, finding
from clausescan.core.price_terms import Discount, PricesEffective
from clausescan.core.result import Part
from clausescan.core.span import Span
from clausescan.extract.anchored import Reach, matches_at, places, stretches
from clausescan.extract.dates import find_dates
from clausescan.extract.pattern_rules import lowered
from clausescan.extract.price_words import PERCENT, percents
from clausescan.extract.rule_hits import sentences_of

MAX_DISCOUNTS = 40
_BASE = tuple(
    (name, re.compile(rf"\b(?:{pattern})".replace("_", r"\s{1,3}"), re.IGNORECASE))
    for name, pattern in (
        ("msrp", r"M\.?S\.?R\.?P\b|suggested_(?:\w{3,8}_)?retail|retail\b"),
        ("catalog", r"catalog(?:ue)?s?\b"),
        (
            "list",
            r"(?:list|published|book|street|standard|posted|commercial)(?:_(?:price|pricing|rate))?s?\b|price_?(?:list|sheet|book|file)s?\b|pricelists?\b|listed_price",
        ),
    )
)
# Behind a percentage: "off", "below", "discount from"; what the price is named follows.
_OFF = re.compile(
    r"\A\s{0,3}\)?\s{0,3}(?:(?:minimum|fixed|guaranteed|trade|contract|percentage)\s{1,3})?(?:discounts?\s{1,3})?(?:is\s{1,3}(?:given|offered)\s{1,3})?(?:\boff\b|\bfrom\b|\bbelow\b|\bless\b\s{1,3}than|\bunder\b|\bdiscounts?\b)(?P<of>[^.;:\n%]{0,90})",
    re.IGNORECASE,
)
_OF = re.compile(
    r"\boff\s{1,3}(?:the\s{1,3})?[\w'’ ]{2,40}[:=–-]\s{0,3}\Z|\bdiscounts?\b(?P<said>[^.;%\n]{0,70})\Z"
    r"|\b(?:list|msrp|catalog(?:ue)?|retail)\s{1,3}(?:price\s{1,3})?(?:less|minus)\s{1,3}\Z",
    re.IGNORECASE,
)
_OVER_COST = re.compile(
    r"\b(?:cost|invoice)\s{1,3}(?:plus|\+)(?:\s{1,3}(?:a|an|not\s{1,3}more\s{1,3}than|up\s{1,3}to|\w{3,8}){0,3})?\s{0,3}(?:mark-?up\s{1,3}of\s{1,3})?\Z",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"\A\s{0,3}\)?\s{0,3}(?:mark-?up|over|above)\b[^.;\n]{0,30}\bcost", re.IGNORECASE)
_NO_DISCOUNT = re.compile(
    r"\b(?:net\s{1,3}\d|prompt|early|cash\s{1,3}discount|payments?\b[^.;]{0,30}\bdiscount|within\s{1,3}\w{2,9}\s{1,3}(?:\(\d{1,2}\)\s{1,3})?days|points?|preference|interest|retain\w{2,4}|scor\w{1,3}"
    r"|goal|participation|fee\s{1,3}of|disadvantaged|taxes?|penalt\w{1,3}|for\s{1,3}example|e\.g|example)\b",
    re.IGNORECASE,
)
_AT_LEAST = re.compile(
    r"\b(?:minimum|at\s{1,3}least|not[\s-]{1,3}less[\s-]{1,3}than|no\s{1,3}less\s{1,3}than|or\s{1,3}(?:more|greater|better|higher)|guaranteed)\b",
    re.IGNORECASE,
)
_ON_AFTER = re.compile(r"\b(?:on|for)\s{1,3}(?P<on>(?:all\s{1,3}|any\s{1,3}|the\s{1,3}|other\s{1,3})?[^.;,\n]{3,90})", re.IGNORECASE)
_ON_BEFORE = re.compile(r"(?:\A|[.;:\n•|])\s{0,3}(?P<on>[A-Za-z][^.;:\n•|%]{2,60}?)\s{0,3}(?:[-–—:|]\s{0,3}|\.{3,40}\s{0,3}|\s{3,40})\Z")
_NOT_NAMED = re.compile(r"\A\W*(?:discount|price|pricing|minimum|off|catalog discount|percent\w*)\W*\Z", re.IGNORECASE)
_REACH = Reach(("%", "percent", "per cent"), before=1, after=10)

_PRICES = (
    r"(?:price\s{0,3}(?:list|book|sheet|file|schedule|guide|catalog(?:ue)?)s?|pricelist|prices|pricing|catalog(?:ue)?|(?:fee|rate|discount)\s{1,3}schedule"
    r"|(?:labor\s{1,3}|hourly\s{1,3}|billing\s{1,3})?rates?(?:\s{1,3}(?:schedule|sheet|card))?|schedule\s{1,3}of\s{1,3}(?:rates|prices|fees|charges))"
)
_DATE_LIKE = r"(?:[A-Z][a-z]{2,8}\.?\s{1,2}\d{1,2},?\s{1,2}\d{4}|\d{1,2}[/-]\d{1,2}[/-]\d{2,4})"
_IN_FORCE = r"(?:effective|valid|good|in\s{1,3}(?:force|effect)|revised|as\s{1,3}of)"
_EFFECTIVE = re.compile(
    rf"\b{_PRICES}\b(?P<between>(?:[^.;]|\b[Nn]o\.){{0,120}}?)\b(?P<in>{_IN_FORCE})\b(?P<label>[^.;\d]{{0,40}}?)(?=\b[A-Z\d])"
    rf"|\b{_PRICES}\s{{0,3}}(?P<dated>[(,:–-])\s{{0,3}}(?:(?:from|for)\s{{1,3}})?(?={_DATE_LIKE}\s{{0,3}}(?:[-–—]|to|through|thru)\s{{0,3}}{_DATE_LIKE})"
    rf"|(?:^|\n)[ \t]{{0,20}}(?P<alone>effective(?:\s{{1,3}}date)?s?)[ \t]{{0,3}}[:\-–]?[ \t]{{0,6}}(?=[A-Z\d])",
    re.IGNORECASE,
)
_EFFECTIVE_HEADS = ("pric", "catalog", "fee", "rate", "discount", "labor", "hourly", "billing", "schedule")
"""What begins with the name of a list, in lower case; "effective" alone begins a line."""
_FOLLOWS = re.compile(
    r"\A\s{0,3}(?:[-–—]|to|through|thru|until|and\s{1,3}(?:ending|expir\w{2,4})|,?\s{0,3}(?:expir\w{2,4}|ends?|valid\s{1,3}(?:to|through|until)))[^\d.;]{0,30}\Z",
    re.IGNORECASE,
)
_LAST_ONLY = re.compile(r"\b(?:through|thru|until|till|to|expir\w{2,4}|ending|ends)\b[^.;\d]{0,30}\Z", re.IGNORECASE)
_NOT_A_LIST = re.compile(
    r"\b(?:in\s{1,3}effect\s{1,3}(?:on|at)\s{1,3}the\s{1,3}(?:time|date)|proposals?|offers?\s{1,3}(?:shall|must|are)|agreement\s{1,3}is|contract\s{1,3}is|salar\w{1,3}|tax|mileage|per\s{1,3}diem|interest|wage)\b",
    re.IGNORECASE,
)
_HEAD = 3_000
"""Code points at the head of a price list in which "Effective" alone speaks of the list."""


def find_discounts(document: Document, part: Part) -> tuple[Finding[Discount], ...]:
    """Percentages off a list or catalog, or over cost, that sentences and lines state; in order, at most 40; empty if none.

    Discounts for prompt payment are none of these; those of a table have a column of their own (`price_rows`).
    """
    text, small = document.text, lowered(document.text)
    if not any(word in small for word in ("discount", " off", "cost plus", "markup", "mark-up", " below", " above", " over", "less ")):
        return ()
    found: dict[Discount, Finding[Discount]] = {}
    sentences = None
    for first, last in stretches(_REACH, small, part.span.start, part.span.end):
        near = small[max(part.span.start, first - 100) : min(part.span.end, last + 60)]
        if not any(word in near for word in ("discount", "off", "cost", "less", "below", "mark")):
            continue
        sentences = sentences or sentences_of(text, part.span)
        for match in PERCENT.finditer(text, max(part.span.start, first - 30), last):
            sentence = sentences.around(match.start())
            one = _discount(text, sentence, Span(*match.span()))
            if one is not None and one[0] not in found:
                found[one[0]] = finding("discount", one[0], (cite(document, one[1], "price.discount"),))
        if len(found) >= MAX_DISCOUNTS:
            break
    return tuple(found.values())[:MAX_DISCOUNTS]


def _discount(text: str, sentence: Span, at: Span) -> tuple[Discount, Span] | None:
    """The discount that a percentage is, with the words that say so; None where it is none."""
    values = [value for value, place in percents(text, Span(at.start, min(sentence.end, at.end + 2))) if place.start == at.start]
    line = Span(max(sentence.start, text.rfind("\n\n", sentence.start, at.start) + 1), sentence.end)
    before, after = text[max(line.start, at.start - 110) : at.start], text[at.end : min(sentence.end, at.end + 150)]
    if not values or not 0 < values[0] < 100 or _NO_DISCOUNT.search(text, max(sentence.start, at.start - 160), min(sentence.end, at.end + 120)):
        return None
    off, ahead = _OFF.match(after), _OF.search(before)
    if _OVER_COST.search(before) or _MARKUP.match(after):
        base = "cost_plus"
    elif off or ahead:
        base = _base((off["of"] if off else "") or "", f"{before} {after}")
    else:
        return None
    if not base:
        return None
    least = bool(_AT_LEAST.search(before[-60:]) or _AT_LEAST.search(after[:60]))
    quote = Span(max(line.start, at.start - 110) if len(sentence) > 420 else sentence.start, min(sentence.end, at.end + 150))
    return Discount(values[0], base, least, _on(text, line, at, off)), quote


def _base(named: str, near: str) -> str:
    """What the discount is off: from the words behind "off", else from those around; "" where nothing is named."""
    for said in (named, near):
        found = sorted((m.start(), name) for name, pattern in _BASE if (m := pattern.search(said)))
        if found:
            return found[0][1]
    return ""


def _on(text: str, line: Span, at: Span, off: re.Match[str] | None) -> str:
    """What the discount is given on: words behind "on" or "for", else those before a dash or colon; "" where neither stands there."""
    behind = _ON_AFTER.search(text, at.end + (off.start("of") if off else 0), min(line.end, at.end + 200))
    if behind:
        return " ".join(behind["on"].split())
    ahead = _ON_BEFORE.search(text[max(line.start, at.start - 90) : at.start])
    return "" if ahead is None or _NOT_NAMED.match(ahead["on"]) else " ".join(ahead["on"].split())


def find_effective(document: Document, part: Part, role: Role) -> Finding[PricesEffective] | None:
    """Between which days the printed prices are in force, as the part says of its list or prices; None where it does not.

    In a price list the word "Effective" before a date at its head is enough.
    """
    text, small = document.text, lowered(document.text)
    for match in matches_at(_EFFECTIVE, _effective_starts(text, small, part.span), text, part.span.start, part.span.end):
        if match["alone"] and (role is not Role.PRICE_LIST or match.start() > part.span.start + _HEAD):
            continue
        if _NOT_A_LIST.search(match[0]):
            continue
        if one := _days(text, part.span, match):
            return finding("prices_effective", one[0], (cite(document, one[1], "price.effective"),))
    return None


def _effective_starts(text: str, small: str, span: Span) -> list[int]:
    """Where words may begin that tell when prices are in force: at the name of a list, or before a line with "effective" at its head."""
    found = set(places(small, _EFFECTIVE_HEADS, span.start, span.end))
    for at in places(small, ("effective",), span.start, span.end):
        line = max(text.rfind("\n", span.start, at), span.start)
        if not text[line:at].strip():
            found.add(line)
    return sorted(found)


def _days(text: str, span: Span, match: re.Match[str]) -> tuple[PricesEffective, Span] | None:
    """First and last day behind the words, and where all of it stands."""
    dates = [d for d in find_dates(text, match.end(), min(span.end, match.end() + 90)) if d.date is not None and d.precision == "exact"]
    if not dates or dates[0].span.start > match.end() + 12:
        return None
    first, last, end = dates[0].date, None, dates[0].span.end
    lead = text[match.start("in") if match["in"] else match.start() : dates[0].span.start]
    if _LAST_ONLY.search(lead):
        return PricesEffective(None, first), Span(match.start(), end)
    if len(dates) > 1 and _FOLLOWS.match(text[end : dates[1].span.start]):
        last, end = dates[1].date, dates[1].span.end
    return (PricesEffective(first, last), Span(match.start(), end)) if _ordered(first, last) else None


def _ordered(first: dt.date | None, last: dt.date | None) -> bool:
    return first is None or last is None or first <= last
