"""What a text tells of a competition besides its method: dates, bidders, basis of award, base contract."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from clausescan.core.document import Document
from clausescan.core.finding import Evidence, cite
from clausescan.core.span import Span

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATE = r"""(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s{1,3})?(?P<date>
    (?P<name>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?\s{1,3}(?P<d1>\d{1,2})\s?(?:st|nd|rd|th)?,?\s{1,3}(?P<y1>\d{4})
  | (?P<m2>\d{1,2})[/-](?P<d2>\d{1,2})[/-](?P<y2>\d{4}|\d{2})
  | (?P<y3>\d{4})-(?P<m3>\d{2})-(?P<d3>\d{2}))"""
_DATED = {
    "issued": r"\b(?:(?:issue|issued|release|posting|advertis(?:ement|ing))\s{1,3}date|date\s{1,3}(?:issued|of\s{1,3}issue|released)|issued(?:\s{1,3}on)?|date\s{1,3}of\s{1,3}(?:rfp|itb|ifb))",
    "due": r"\b(?:due\s{1,3}(?:date|by|on)|(?:bids?|proposals?|quotes?|responses|offers|submittals)\s{1,3}(?:are\s{1,3}|is\s{1,3})?due|(?:bid|proposal|submission|submittal|response)\s{1,3}(?:due\s{1,3}date|deadline)|deadline"
    r"|clos(?:ing|es)(?:\s{1,3}date)?|(?:received|accepted|submitted)\s[^.;]{0,60}?\b(?:until|by|before|no\s{1,3}later\s{1,3}than)|date\s{1,3}due)",
    "opened": r"\b(?:opened(?:\s{1,3}on)?|(?:public\s{1,3})?bid\s{1,3}opening(?:\s{1,3}date)?|opening\s{1,3}date|will\s{1,3}be\s{1,3}(?:publicly\s{1,3})?opened)",
}
_DATE_RULES = {name: re.compile(rf"(?:{label})[^.;\n]{{0,50}}?[\s:]{{1,4}}{_DATE}", re.IGNORECASE | re.VERBOSE) for name, label in _DATED.items()}
_ADVERTISED = re.compile(
    r"\b(?:advertised|published|posted|affidavit\s{1,3}of\s{1,3}publication|public\s{1,3}notice)\b\s[^.;\n]{0,20}?\b(?:in|on|by|via|at|through)\s{1,3}(?P<where>(?:the\s{1,3})?[A-Z][^.;\n]{2,90})"
)
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "one": 1}
_BIDDERS = re.compile(
    r"\b(?P<count>\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?:\s{1,3}\(\d{1,3}\))?\s{1,3}(?:\w{1,14}\s{1,3}){0,2}?"
    r"(?:bids?|bidders|proposals?|proposers|offers?|responses|quotes|quotations|firms)\s{1,3}(?:(?:were|was|have\s{1,3}been)\s{1,3})?(?:received|opened|submitted|responded|evaluated|scored|tabulated|obtained|solicited)",
    re.IGNORECASE,
)
_BASES = (
    (
        "multiple_award",
        re.compile(
            r"\b(?:multiple\s{1,3}awards?|award(?:s|ed)?\s{1,3}to\s{1,3}(?:more\s{1,3}than\s{1,3}one|multiple|one\s{1,3}or\s{1,3}more)|multi(?:ple)?-(?:award|vendor))\b",
            re.IGNORECASE,
        ),
    ),
    (
        "lowest_responsible",
        re.compile(
            r"\blowest(?:,?\s{1,3}(?:and|most|best|responsive|responsible|qualified|&)[,/]?){0,6}\s{1,3}(?:bidders?|bids?|proposers?|responsible|responsive)\b",
            re.IGNORECASE,
        ),
    ),
    ("best_value", re.compile(r"\b(?:best\s{1,3}(?:overall\s{1,3})?value|most\s{1,3}advantageous)\b", re.IGNORECASE)),
    (
        "ranked",
        re.compile(r"\b(?:(?:highest|top)[-\s](?:ranked|rated|scored|scoring|ranking)|ranked\s{1,3}first|rated\s{1,3}first)\b", re.IGNORECASE),
    ),
)
_RECORD = re.compile(
    r"\b(?:(?:award(?:ed)?|approved|adopted)\s[^.;\n]{0,60}?\bby\s{1,3}(?:the\s{1,3})?(?:[A-Z][\w.]{0,20}\s{1,3}){0,4}(?:council|board|commission(?:ers)?|court|trustees|supervisors|authority|legislature|directors)"
    r"|(?:council|board|commission|court|trustees|supervisors)\s{1,3}(?:awarded|approved)\b[^.;\n]{0,80}|resolution\s{1,3}(?:no\.?|number|\#)\s{0,2}[\w-]{1,20}|notice\s{1,3}of\s{1,3}(?:intent\s{1,3}to\s{1,3})?award\b)",
    re.IGNORECASE,
)
_BASE_NUMBER = re.compile(
    r"\b(?:contract|agreement|bid|rfp|ifb|itb|schedule|no\.?|number|\#)\s{0,3}(?:no\.?|number|\#|:)?\s{0,3}(?P<number>(?=[\w/-]{0,24}\d)[A-Z0-9][\w/-]{1,24})",
    re.IGNORECASE,
)
_BODY = (
    re.compile(
        r"\b(?:Sourcewell|NJPA|OMNIA(?:\s{1,3}Partners)?|NASPO(?:\s{1,3}ValuePoint)?|BuyBoard|HGACBuy|H-GAC|HGAC|TIPS|Choice\s{1,3}Partners|Equalis(?:\s{1,3}Group)?|NCPA|PEPPM|AEPA|1GPA|COSTARS|MiDEAL|U\.?S\.?\s{1,3}Communities|National\s{1,3}IPA|TCPN|GSA|TXMAS|CMAS|DIR)\b"
    ),
    re.compile(
        r"\b(?:(?:City|County|State|Town|Village|Port|University|Commonwealth|Township|Parish)\s{1,3}of\s{1,3}[A-Z][\w.]{1,20}(?:\s{1,3}[A-Z][\w.]{1,20}){0,2}"
        r"|(?:[A-Z][\w.]{1,20}\s{1,3}){1,4}(?:County|City|Port\s{1,3}Authority|School\s{1,3}District|University|College|Cooperative|Consortium|Council\s{1,3}of\s{1,3}Governments|Authority))"
    ),
)


@dataclass(frozen=True, slots=True)
class Details:
    """`(name, value)` pairs, and the words that prove them."""

    details: tuple[tuple[str, str], ...]
    evidence: tuple[Evidence, ...]


def find_details(document: Document, span: Span, method: str, sentence: Span) -> Details:
    """Details of the competition told between two offsets; `sentence` is the one that proves the method.

    Dates are ISO; `bidders` is a number; `award_basis` one of lowest_responsible, best_value, ranked, multiple_award, qualifications;
    `base_contract` (only for a purchase under another body's contract) joins body and number. Each name occurs at most once.
    """
    found: list[tuple[str, str, Span]] = []
    for name, rule in _DATE_RULES.items():
        match = rule.search(document.text, span.start, span.end)
        if match is not None and (day := _iso(match)) is not None:
            found.append((name, day, Span(*match.span())))
    found += _said(document.text, span)
    found += _basis(document.text, span, method, sentence)
    if method == "piggyback":
        found += _base_contract(document.text, sentence)
    return Details(tuple((n, v) for n, v, _ in found), tuple(cite(document, s, f"competition.{n}") for n, _, s in found))


def _iso(match: re.Match[str]) -> str | None:
    """The date of a match as ISO text; None where there is no such day."""
    if match["name"]:
        year, month, day = int(match["y1"]), _MONTHS.index(match["name"].lower()) + 1, int(match["d1"])
    elif match["m2"]:
        year, month, day = int(match["y2"]), int(match["m2"]), int(match["d2"])
        year += 2000 if year < 100 else 0
    else:
        year, month, day = int(match["y3"]), int(match["m3"]), int(match["d3"])
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None


def _said(text: str, span: Span) -> list[tuple[str, str, Span]]:
    """Advertisement, number of bidders, record of the award."""
    found = []
    if match := _ADVERTISED.search(text, span.start, span.end):
        found.append(("advertised", " ".join(match["where"].split()), Span(*match.span())))
    if match := _BIDDERS.search(text, span.start, span.end):
        count = match["count"].lower()
        found.append(("bidders", str(_COUNTS.get(count, count)), Span(*match.span())))
    if match := _RECORD.search(text, span.start, span.end):
        found.append(("award_record", " ".join(match.group().split()), Span(*match.span())))
    return found


def _basis(text: str, span: Span, method: str, sentence: Span) -> list[tuple[str, str, Span]]:
    """The basis of award: qualifications by method, else the first of the wordings that is there."""
    if method == "rfq_qualifications":
        return [("award_basis", "qualifications", sentence)]
    for name, rule in _BASES:
        if match := rule.search(text, span.start, span.end):
            return [("award_basis", name, Span(*match.span()))]
    return []


def _base_contract(text: str, sentence: Span) -> list[tuple[str, str, Span]]:
    """Body and number of the contract that a purchase rides on, as far as the sentence names them (COMPETITION 3)."""
    body = next((m for rule in _BODY if (m := rule.search(text, sentence.start, sentence.end))), None)
    number = _BASE_NUMBER.search(text, sentence.start, sentence.end)
    places = [Span(*m.span()) for m in (body, number) if m is not None]
    if not places:
        return []
    value = " ".join(" ".join(words.split()) for words in (body.group() if body else "", number["number"] if number else "") if words)
    return [("base_contract", value, Span(min(p.start for p in places), max(p.end for p in places)))]
