"""Codes of goods and services that a document states: NIGP, UNSPSC, NAICS, PSC (COMPETITION 4)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausescan.core.document import Document
from clausescan.core.finding import Finding, cite, finding
from clausescan.core.price_terms import CommodityCode
from clausescan.core.result import Part
from clausescan.core.span import Span
from clausescan.extract.anchored import places
from clausescan.extract.pattern_rules import lowered

MAX_CODES = 60
_REACH = 700
"""Code points behind a label in which a list of its codes may run."""
_GAP = 130
"""Code points between two codes of one list: room for the words that go with the first."""
_SYSTEMS = (
    (
        "nigp",
        ("nigp", "commodity code", "commodity/service code"),
        re.compile(r"(?<![\w$.-])(?:\d{3}[-\s]?\d{2}(?:[-\s]?\d{2}(?:[-\s]?\d{4})?|[-\s]\d{3})?|\d{3}(?=\s?[-–—:]\s?[A-Z]))(?![\w%]|[-.,]\d)"),
    ),
    ("unspsc", ("unspsc", "unsp-sc"), re.compile(r"(?<![\w$.-])\d{2}[-.\s]?\d{2}[-.\s]?\d{2}[-.\s]?\d{2}(?![\w%]|[-.,]\d)")),
    ("naics", ("naics",), re.compile(r"(?<![\w$.-])[1-9]\d{3,5}(?![\w%]|[-.,]\d)")),
    (
        "psc",
        ("product service code", "product and service code", "psc code", "fsc/psc", "psc:"),
        re.compile(r"(?<![\w$.-])(?:\d{4}|[A-Z]\d{3}|[A-Z]{2}\d{2})(?![\w%]|[-.,]\d)"),
    ),
)
_LABEL = re.compile(r"\A[^\n]{0,60}?(?:codes?|class(?:es)?|numbers?|nos?\.?|#|items?|:|\()", re.IGNORECASE)
_SIGN = re.compile(
    r"[\s:#().,;/&–—-]|and\b|or\b|codes?\b|class(?:es)?\b|items?\b|numbers?\b|nos?\b|categor\w{1,4}\b|commodit\w{1,3}\b|primary\b|secondary\b|is\b|are\b|for\b|this\b|procurement\b|solicitation\b|service\b|title\b|description\b|bid\b|nigp\b|\(?s\)",
    re.IGNORECASE,
)
_TITLE = re.compile(r"\A\s{0,3}[-–—:(]?\s{0,3}(?P<title>[A-Z][A-Za-z][^\n;|\d]{2,100}?)(?=\s{0,3}(?:[\n;|]|\.\s|\.?\Z|,?\s{0,2}\d{3}|\band\s\d))")
_STANDARD = re.compile(r"\b(?:size standard|employees|million|threshold|2 CFR|year|version)\b", re.IGNORECASE)
_NOT_TITLE = re.compile(r"\A(?:NIGP|UNSPSC|NAICS|The|This|Bid|Due|Date|Page|Contract|Vendor|Contractor|And|Or|If)\b")


def find_commodity_codes(document: Document, part: Part) -> tuple[Finding[CommodityCode], ...]:
    """Codes that stand behind the name of their list, in the order of the text, each once, at most 60; empty if none.

    "Commodity code" alone is taken for NIGP's only where the number has its form (3 and 2 digits); a year or a sum is no code.
    """
    text, small = document.text, lowered(document.text)
    found: dict[tuple[str, str], Finding[CommodityCode]] = {}
    for system, labels, code in _SYSTEMS:
        for at in places(small, labels, part.span.start, part.span.end):
            if len(found) >= MAX_CODES:
                break
            for value, span in _listed(text, part.span, at, system, code):
                key = (value.system, re.sub(r"\W", "", value.code))
                if key not in found:
                    found[key] = finding("commodity_code", value, (cite(document, span, f"commodity.{system}"),))
    return tuple(sorted(found.values(), key=lambda f: f.evidence[0].span.start))[:MAX_CODES]


def _listed(text: str, whole: Span, at: int, system: str, pattern: re.Pattern[str]) -> Iterator[tuple[CommodityCode, Span]]:
    """The codes behind a label, as long as they follow each other."""
    label_end = next((i for i in range(at, min(whole.end, at + 30)) if not text[i].isalpha()), at)
    end, behind, first = min(whole.end, at + _REACH), label_end, True
    for match in pattern.finditer(text, label_end, end):
        between = text[behind : match.start()]
        if not _leads(between) if first else len(between) > _GAP or "\n\n" in between:
            break
        title = _title(text[match.end() : min(end, match.end() + 120)])
        if _is_code(system, match[0], text[match.end() : match.end() + 30]):
            stop = match.end() + (title.end("title") if title else 0)
            named = " ".join(_balanced(title["title"]).split()) if title else ""
            yield CommodityCode(system, match[0], named), Span(at if first else match.start(), stop)
        behind, first = match.end(), False


def _title(after: str) -> re.Match[str] | None:
    """The words that go with a code; None where something else follows."""
    found = _TITLE.match(after)
    return found if found and not _NOT_TITLE.match(found["title"]) else None


def _balanced(title: str) -> str:
    """Without a closing sign that was opened before the title, or the tail of a parenthesis that is cut."""
    if title.count("(") > title.count(")"):
        return title[: title.rindex("(")]
    return title.partition(")")[0] if title.count(")") > title.count("(") else title


def _leads(between: str) -> bool:
    """True where only words of a label stand between the name of the list and its first code."""
    return len(between) <= 90 and not _SIGN.sub("", between).strip()


def _is_code(system: str, code: str, after: str) -> bool:
    digits = re.sub(r"\D", "", code)
    if system == "naics" and (_STANDARD.search(after) or (len(digits) == 4 and digits[:2] in ("19", "20"))):
        return False
    return not after.lstrip().startswith("%")
