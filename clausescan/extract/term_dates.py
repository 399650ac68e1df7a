"""Days that the text defines for itself or bears: "Effective Date", the preamble, last signature; and what each event stands for."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from clausescan.core.result import KnownDates
from clausescan.core.span import Span
from clausescan.extract.anchored import Reach, matches_from, stretches
from clausescan.extract.caseless import caseless
from clausescan.extract.dates import find_dates
from clausescan.extract.needed import needed_words
from clausescan.extract.pattern_rules import lowered
from clausescan.extract.signatures import last_signature, signature_dates
from clausescan.extract.term_preamble import TRIED, closing_day, first_day, preamble_day, title_day

_QUOTED = caseless(r"[“\"'‘][“\"'‘]?(?:the\s+)?(?P<name>effective|commencement|start|contract|agreement)\s+date[”\"'’.,]{1,3}")
_MEANS = re.compile(r"\s{0,8}(?:\)\s{0,8})?(?::|(?:means?|shall\s+mean|is|shall\s+be|refers\s+to)\b)[^.;]{0,60}", re.IGNORECASE)
_WHEN_SIGNED = re.compile(
    r"\b(?:last|latest|final|both|all)\b[^.;]{0,40}\b(?:sign|execut)\w*|\b(?:signature|signed|execution)\b[^.;]{0,40}\b(?:last|latest|both|all)\b",
    re.IGNORECASE,
)
_STARTS_WHEN_SIGNED = re.compile(
    r"\b(?:contract|agreement|addendum|lease|it)\s[^.;]{0,30}?\b(?:(?:becomes?|be|is)\s+(?:deemed\s+)?effective|takes?\s+effect|commences?|begins?|starts?)"
    r"\s[^.;]{0,40}?\b(?:when|upon|once|as\s+of\s+the\s+date|on\s+the\s+(?:date|day))\b[^.;]{0,50}\b(?:sign|execut)\w*",
    re.IGNORECASE,
)
_SIGNED_REACH = Reach(("sign", "execut"), before=300, after=40)
_EXECUTED = caseless(
    r"\b(?:executed|signed)(?:\s(?:by|for)\s[^.;:\d\n]{3,50}?)?(?:\son)?:?\s"
    r"(?=[0-9]{1,2}[/ -]|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?\s[0-9])"
)
_LETTERHEAD = 2500
_LETTER_DATE = re.compile(r"^[ \t]{0,40}(?:date[d]?[ \t]{0,3}:?[ \t]{1,12})?(?=[A-Z0-9])", re.IGNORECASE | re.MULTILINE)
_LABEL_NAMES = ("effective", "commencement", "start", "begin", "award", "contract", "agreement", "date of", "date awarded", "term", "service")
_LABEL_BEFORE = re.compile(r"(?:^|\n|[|\t]|[ ]{2}|[.;]\s)[ \t]{0,20}(?:(?:\d{1,2}|[a-z])[.)][ \t]{0,8})?(?:the )?$", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:(?P<name>effective|commencement|start|begin(?:ning)?|award|(?:contract|agreement)(?:[ ]{1,2}(?:start|effective|begin(?:ning)?|award))?)"
    r"[ ]{1,3}date(?:\s+of\s+(?:this\s+)?(?:contract|agreement|award))?|date\s+of\s+(?:this\s+|the\s+)?(?P<paper>contract|agreement|award\b)"
    r"|(?:contract|agreement)[ ]{1,2}(?P<effective>effective)|(?:date[ ]{1,2})?(?P<awarded>awarded)"
    r"|(?P<begun>(?:contract|agreement|term|service)s?[ ]{1,2}(?:start|begin)s?"
    r"|start[ ]of[ ](?:the[ ])?(?:service|contract|agreement|term)s?))"
    r"(?:[ \t]{0,3}[:\-][ \t\n]{0,6}|[ \t]{1,3}(?:is[ ]|shall[ ]be[ ])?(?=[\djfmasond]))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DatedFact:
    """A day, why it is that day, and the words that say so (None where it is known from elsewhere)."""

    date: dt.date
    basis: str
    span: Span | None


@lru_cache(maxsize=2)
def _defined(text: str, span: Span) -> tuple[re.Match[str], ...]:
    """The names of days in quotes ("Effective Date"), kept for the next that asks."""
    return tuple(islice(_QUOTED.finditer(text, span.start, span.end), TRIED))


@lru_cache(maxsize=2)
def _labels(text: str, span: Span) -> tuple[re.Match[str], ...]:
    """Labels of days, kept for the next that asks."""
    return tuple(matches_from(_LABEL, _LABEL_NAMES, text, lowered(text), span.start, span.end))


def defined_date(text: str, span: Span, name: str = "effective") -> DatedFact | None:
    """The day that the text calls the Effective (Commencement, Start …) Date; None where it defines none."""
    for m in _defined(text, span):
        if m["name"].lower() != name:
            continue
        means = _MEANS.match(text, m.end())
        after = find_dates(text, m.end(), min(span.end, m.end() + 110)) if means else ()
        before = find_dates(text, max(span.start, m.start() - 140), m.start())
        near = [d for d in before if d.date and not re.search(r"[.;]\s+[A-Z]", text[d.span.end : m.start()])]
        one = first_day(after) or (near[-1] if near else None)
        if one and one.date:
            return DatedFact(one.date, "effective_date", one.span)
    return None


def _begins_when_signed(text: str, span: Span, name: str) -> bool:
    """True where the text defines its Effective (Commencement …) Date as that of the last signature, and by no day."""
    for m in _defined(text, span):
        if m["name"].lower() != name:
            continue
        means = _MEANS.match(text, m.end())
        first, last = (m.end(), min(span.end, m.end() + 110)) if means else (max(span.start, m.start() - 110), m.start())
        if _WHEN_SIGNED.search(text, first, last) and not any(d.date for d in find_dates(text, first, last)):
            return True
    return name == "effective" and _starts_when_signed(text, span)


def _starts_when_signed(text: str, span: Span) -> bool:
    small, needed = lowered(text), needed_words(_STARTS_WHEN_SIGNED.pattern)
    near = stretches(_SIGNED_REACH, small, span.start, span.end)
    return any(needed.may_match(small[first:last]) and _STARTS_WHEN_SIGNED.search(text, first, last) for first, last in near)


def labelled_date(text: str, span: Span, names: tuple[str, ...] = ("effective", "commencement", "start", "begin")) -> DatedFact | None:
    """The day right of or below a label such as `Effective Date:`; None where there is none."""
    for m in _labels(text, span):
        before = text[max(span.start, m.start() - 40) : m.start()]
        name = (m["name"] or m["paper"] or m["effective"] or m["awarded"] or m["begun"]).lower()
        if not any(n in name for n in names) or ("award" in name and "award" not in names) or not _LABEL_BEFORE.search(before):
            continue
        dates = find_dates(text, m.end(), min(span.end, m.end() + 40))
        if dates and dates[0].date and dates[0].span.start - m.end() < 12:
            return DatedFact(dates[0].date, "award_date" if "award" in name else "effective_date", dates[0].span)
    return None


def made_date(text: str, span: Span) -> DatedFact | None:
    """The day on which the contract says that it was made: preamble, label, title page, closing formula, in that order.

    A contract that speaks of its effective date and gives it no day may begin on another than that of its title page.
    """
    one = preamble_day(text, span)
    label = None if one else labelled_date(text, span, ("agreement", "contract"))
    if label:
        return label
    defers = any(m["name"].lower() == "effective" for m in _defined(text, span))
    one = one or (None if defers else title_day(text, span)) or closing_day(text, span)
    return DatedFact(one.date, "effective_date", one.span) if one and one.date else None


def _known(event: str, known: KnownDates) -> dt.date | None:
    if event == "last_signature":
        return max(known.signatures) if known.signatures else known.execution_date
    if event == "execution_date" and known.execution_date is None and known.signatures:
        return max(known.signatures)
    if event == "award_date" and known.award_date is None:
        return known.board_approval  # a council or board awards by its vote
    value: dt.date | None = getattr(known, event, None)
    return value


def resolve_event(event: str, text: str, span: Span, known: KnownDates) -> DatedFact | None:
    """The day of an event: from what is known, else from what the text defines; None where neither tells (TERMS 3)."""
    day = _known(event, known)
    if day is not None:
        return DatedFact(day, event, None)
    if event in ("effective_date", "commencement_date"):
        name = event.removesuffix("_date")
        if _begins_when_signed(text, span, name):
            return _signed(text, span) or made_date(text, span)
        return (
            defined_date(text, span, name)
            or labelled_date(text, span)
            or defined_date(text, span, "agreement")
            or made_date(text, span)
            or _signed(text, span)
        )
    if event in ("execution_date", "last_signature"):
        return _signed(text, span) or (_executed(text, span) or made_date(text, span) if event == "execution_date" else None)
    if event == "award_date":
        return labelled_date(text, span, ("award",))
    return _letter_day(text, span) if event == "document_date" else None


def _letter_day(text: str, span: Span) -> DatedFact | None:
    """The day at the head of a letter: behind "Date:", or on a line of its own; None where neither stands there."""
    end = min(span.end, span.start + _LETTERHEAD)
    for m in _LETTER_DATE.finditer(text, span.start, end):
        dates = find_dates(text, m.end(), min(span.end, m.end() + 40))
        if dates and dates[0].date and dates[0].precision == "exact" and dates[0].span.start == m.end():
            return DatedFact(dates[0].date, "document_date", dates[0].span)
    return None


def _executed(text: str, span: Span) -> DatedFact | None:
    """The one day on which the contract is said to have been executed; None where none or several are named."""
    found = {}
    for m in islice(_EXECUTED.finditer(text, span.start, span.end), TRIED):
        dates = find_dates(text, m.end(), min(span.end, m.end() + 40))
        if dates and dates[0].date and dates[0].precision == "exact" and dates[0].span.start == m.end():
            found[dates[0].date] = dates[0].span
    return next((DatedFact(day, "execution_date", words) for day, words in found.items()), None) if len(found) == 1 else None


def _signed(text: str, span: Span) -> DatedFact | None:
    last = last_signature(signature_dates(text, span))
    return DatedFact(last.date, "last_signature", last.span) if last and last.date else None


def default_start(known: KnownDates) -> DatedFact | None:
    """The day known from elsewhere that a term counts from where its words name none; None where nothing is known."""
    for event in ("commencement_date", "effective_date", "original_start", "execution_date", "notice_to_proceed", "award_date", "board_approval"):
        day: dt.date | None = getattr(known, event)
        if day is not None:
            return DatedFact(day, event, None)
    return DatedFact(max(known.signatures), "last_signature", None) if known.signatures else None
