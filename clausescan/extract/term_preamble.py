"""The day on which a contract says that it was made: in its preamble, at its head, on its title page, or where it closes."""

from __future__ import annotations

import re
from itertools import islice

from clausescan.core.span import Span
from clausescan.extract.caseless import caseless
from clausescan.extract.dates import DateMatch, find_dates

PREAMBLE = 60_000
"""The preamble stands within so many code points, after cover and table of contents."""
TRIED = 120
"""A contract has few places that may define a day; no more than so many are looked at."""
_OPENING = 12_000
"""So far on, words that do not say "this agreement" may still be its preamble, behind a cover and a table of contents."""
_TITLE, _HEAD, _FAR, _CLOSING = 1500, 400, 1100, 30

_MADE = caseless(r"\b(?:made|entered|dated|executed|effective|concluded|signed|as\s+of|is\s+by\s+and|day\s+of)\b")
_PARTIES = re.compile(r"\b(?:between|among|amongst|by\s+and|parties|party)\b", re.IGNORECASE)
_NAMES = r"agreement|contract|lease|addendum|amendment|deed|memorandum"
_PAPER = re.compile(rf"\b(?:{_NAMES}|order|mou|endorsement|letter)\b", re.IGNORECASE)
_THIS_PAPER = re.compile(rf"\bthis\b[^.;]{{0,60}}\b(?:{_NAMES})\b[^.;]{{0,100}}$", re.IGNORECASE)
_OTHER_PAPER = re.compile(
    r"(?:that\s+certain|pursuant\s+to|under\s+the|whereas|previous|prior|original|existing|act\s+of|laws?\s+of|amended"
    r"|incorporated|organized|registration|filed|source:)[^.;]{0,120}$"
    r"|(?<!\bthis )\bmaster\s(?:\w+\s){0,3}(?:agreement|contract)\s(?:no\b\.?|number|\#)[^;]{0,30}$",
    re.IGNORECASE,
)
_LONG_OPENING = re.compile(rf"\bthis\b[^.;]{{0,60}}\b(?:{_NAMES})\b.{{0,200}}?\b(?:between|among|amongst)\b", re.IGNORECASE | re.DOTALL)
# A stop behind a word of some length: not that of "Corp." or "J. Smith".
_SENTENCE_END = re.compile(r"(?:(?<=[a-z]{4})|(?<=[)\d]))[.;]\s+[A-Z]")
_NOT_THE_FIRST = re.compile(r"[.;]\s+[A-Z]|\b(?:through|until|till|thru|expir\w*|terminat\w*|ends?|ending)\b")
_STOP = re.compile(r"[.;]\s")
_LINE = re.compile(r"^[^\n]{6,40}$", re.MULTILINE)
_CLOSES = caseless(r"\b(?:signed|executed|sealed|effective|hands?|agreement|contract)\b[^.;:]{0,60}\b(?:on|this|as\s+of|effective)\b")
_CLOSES_LATER = re.compile(r"\b(?:expir|terminat|end|until|through|due|renew|cancel)\w*", re.IGNORECASE)


def first_day(dates: tuple[DateMatch, ...]) -> DateMatch | None:
    """The first date that names a day; None where none does."""
    return next((d for d in dates if d.date and d.precision == "exact"), None)


def preamble_day(text: str, span: Span) -> DateMatch | None:
    """The day on which the contract says that it was made; None where it says none or leaves it blank."""
    limit = min(span.end, span.start + PREAMBLE)
    for m in islice(_MADE.finditer(text, span.start, limit), TRIED):
        if not (_speaks_of_this(text, span, m) or _ends_long_opening(text, span, m) or _heads(text, span, m)):
            continue
        one = first_day(find_dates(text, max(span.start, m.start() - 24), min(span.end, m.end() + 70)))
        if one and not _NOT_THE_FIRST.search(text, m.end(), one.span.start) and not _STOP.search(text, one.span.end, m.start()):
            return one
    return None


def _speaks_of_this(text: str, span: Span, m: re.Match[str]) -> bool:
    """Whether right before the word this contract is named and no other paper, and the parties near it."""
    close = text[max(span.start, m.start() - 260) : m.start()]
    if not _PAPER.search(close) or _OTHER_PAPER.search(close[-140:]):
        return False
    if _THIS_PAPER.search(close[-200:]):
        return True
    return m.start() < span.start + _OPENING and bool(_PARTIES.search(text, max(span.start, m.start() - 300), min(span.end, m.end() + 400)))


def _ends_long_opening(text: str, span: Span, m: re.Match[str]) -> bool:
    """Whether the sentence began with "this agreement … between" and has named its parties at length since."""
    begin = max(span.start, m.start() - _FAR)
    opening = _LONG_OPENING.search(text, begin, m.start())
    return (
        opening is not None and not _SENTENCE_END.search(text, opening.end(), m.start()) and not _OTHER_PAPER.search(text[m.start() - 60 : m.start()])
    )


def _heads(text: str, span: Span, m: re.Match[str]) -> bool:
    """Whether the word is a "DATED" that begins a line at the very head of a contract."""
    opens = m[0].lower() == "dated" and m.start() < span.start + _HEAD and not text[text.rfind("\n", 0, m.start()) + 1 : m.start()].strip()
    return opens and _PAPER.search(text, span.start, min(span.end, span.start + _TITLE)) is not None


def title_day(text: str, span: Span) -> DateMatch | None:
    """The one day that stands on a line of its own on the title page of a contract; None where there is none or more than one."""
    end = min(span.end, span.start + _TITLE)
    if not _PAPER.search(text, span.start, end) or not _PARTIES.search(text, span.start, end):
        return None
    found: list[DateMatch] = []
    for line in _LINE.finditer(text, span.start, end):
        one = first_day(find_dates(text, *line.span()))
        if one and not re.sub(
            r"\b(?:as|of|date[d]?|on)\b|\W", "", text[line.start() : one.span.start] + text[one.span.end : line.end()], flags=re.IGNORECASE
        ):
            found.append(one)
    return found[0] if len({d.date for d in found}) == 1 else None


def closing_day(text: str, span: Span) -> DateMatch | None:
    """The day of the formula at the end: "signed this 25th day of May"; the last such; None where there is none."""
    begin = max(span.start, span.end - 20_000)
    last = None
    for m in islice(_CLOSES.finditer(text, begin, span.end), TRIED):
        one = first_day(find_dates(text, m.end(), min(span.end, m.end() + _CLOSING + 30)))
        if (
            one
            and one.span.start - m.end() <= 4
            and not _CLOSES_LATER.search(m[0])
            and not _OTHER_PAPER.search(text[max(begin, m.start() - 60) : one.span.start])
        ):
            last = one
    return last
