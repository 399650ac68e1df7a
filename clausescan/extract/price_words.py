"""Figures and words within sentences on prices: for how long, percent, how often, by which index, who agrees, notice (COMPETITION 5)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from clausescan.core.span import Span
from clausescan.extract.dates import find_dates
from clausescan.extract.durations import find_durations, number_of

_LONGEST_OFFER = 240
"""Days for which offers are held open at most; longer times are the contract's."""
_NUMBER = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty(?:[\s-]five)?)"
PERCENT = re.compile(
    rf"""(?<![\w.])(?P<word>{_NUMBER})(?P<half>\s{{1,3}}and\s{{1,3}}(?:one|a)[\s-]{{1,3}}half|[\s-]point[\s-]five)?\s{{1,3}}(?:percent|per\s?cent)?\s{{0,3}}
        \(\s?(?P<inner>\d{{1,2}}(?:\.\d{{1,3}})?)\s?(?:%|percent|per\s?cent)?\s?\)(?:\s?(?:percent|%))?
      | (?<![\w.$])(?P<figure>\d{{1,2}}(?:\.\d{{1,3}})?)\s?(?:%|\(?percent\b|per\s?cent\b)
      | (?<!\w)(?P<plain>{_NUMBER})(?P<half2>\s{{1,3}}and\s{{1,3}}(?:one|a)[\s-]{{1,3}}half)?\s{{1,3}}(?:percent|per\s?cent)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_OF_BEFORE = re.compile(r"(?<![\w.$])(?P<figure>1[01]\d(?:\.\d{1,2})?)\s?%\s{1,3}of\b")
_FRACTION = re.compile(r"(?<![\w.$])(?P<whole>\d{1,2})[\s-](?P<over>[1-7])/(?P<under>[2-8])\s?%\Z")  # "33 1/3%"
_CAP_BEFORE = re.compile(
    r"(?:\b(?:not?|nor|never|cannot|neither)\b[^.;%]{0,80}?\b(?:exceed\w{0,3}|(?:more|greater|higher) than|in excess of|above)"
    r"|\bcap(?:ped)?\b|\bceiling|\bmaximum"
    r"|\blimited to|\bup to|\bless(?:er)? of|\blower of|\bat most|\bto exceed)\b[^.;%]{0,90}\Z",
    re.IGNORECASE,
)
_CAP_AFTER = re.compile(
    r"\A\s?\)?,?\s{0,3}(?:(?:annual|yearly|per\s{1,3}year|a\s{1,3}year)\s{1,3})?"
    r"(?:(?:(?:or|and)\b[^.;%]{0,60}?)?,?\s{0,3}whichever\s{1,3}is\s{1,3}(?:the\s{1,3})?(?:less|low)|or\s{1,3}less\b|cap\b|ceiling\b|maximum\b"
    r"|(?:will|shall)\s{1,3}(?:be\s{1,3}(?:denied|rejected|refused)|not\s{1,3}be\b))",
    re.IGNORECASE,
)
_THRESHOLD = re.compile(r"\b(?:exceeds?|of\s(?:more|at\sleast)|more\sthan|floor\sof|minimum\sof|at\sleast|below)\b[^.;%]{0,40}\Z", re.IGNORECASE)
_EVERY = (
    (24, re.compile(r"\b(?:every\s(?:two|2|other)\s(?:\(2\)\s)?years?|biennial\w{0,2}|every\stwenty-four)\b", re.IGNORECASE)),
    (6, re.compile(r"\b(?:semi-?annual\w{0,2}|twice\s(?:a|per|each)\s(?:\w{3,9}\s)?year|every\ssix\s(?:\(6\)\s)?months)\b", re.IGNORECASE)),
    (3, re.compile(r"\b(?:quarterly|(?:each|every|per|once\sa)\s(?:calendar\s)?quarter|every\sthree\s(?:\(3\)\s)?months)\b", re.IGNORECASE)),
    (
        12,
        re.compile(
            r"""\b(?:annual\w{0,2}|yearly|per\sannum|anniversar\w{1,3}|(?:each|every|any|per|a|one|later|following|subsequent)\s
            (?:(?:contract|calendar|fiscal|renewal|subsequent|one|option|agreement|single|given|12-month|twelve-month)\s)?(?:\(1\)\s)?year|once\s(?:in\s)?(?:a|every|per|each)\s(?:\w{3,9}\s)?year
            |(?:twelve|12)[\s-](?:\(12\)\s)?months?(?:\speriod)?|(?:each|every)\s(?:january|february|march|april|may|june|july|august|september|october|november|december))\b""",
            re.IGNORECASE | re.VERBOSE,
        ),
    ),
    (
        1,
        re.compile(
            r"\b(?:monthly(?!\s(?:fee|rate|price|charge|invoice|payment))|(?:each|every|per)\s(?:calendar\s)?month|month\sto\smonth)\b", re.IGNORECASE
        ),
    ),
)
_FIRST_YEAR = re.compile(
    r"\b(?:first|initial|base|1st|each|every|any)\s{1,3}(?:contract\s|full\s|calendar\s)?(?:year\b|anniversary)|\byear\s(?:one|1)\b", re.IGNORECASE
)
_BEFORE_AWARD = re.compile(r"\b(?:between|until|prior\s{1,3}to|pending)\b[^.;]{0,80}\baward\b", re.IGNORECASE)
_INDEXES = (
    ("CPI-U", r"\bCPI[\s-]{0,3}U\b|all\surban\sconsumers"),
    ("CPI-W", r"\bCPI[\s-]{0,3}W\b|urban\swage\searners"),
    ("CPI", r"consumer\sprice\sind|\bCPI\b"),
    ("PPI", r"producer\sprice\sind|\bPPI\b"),
    ("ECI", r"employment\scost\sind|\bECI\b"),
    ("ENR", r"\bENR\b|(?:construction|building)\scost\sind"),
    ("IPD", r"price\sdeflator"),
    ("asphalt", r"(?:asphalt|binder|bitum\w{2,6})\s(?:\w{3,10}\s){0,3}ind(?:ex|ices)|asphalt\sind"),
    ("fuel", r"fuel\s(?:surcharge|adjustment|escalat\w{1,3}|ind\w{2,4}|price)|\bOPIS\b|\bPlatts\b|\bEIA\b|diesel|gasoline"),
    ("inflation", r"(?:rate\sof\s)?inflation"),
    ("", r"(?P<named>(?:[\w-]{3,14}\s){0,2}(?:price|cost|cement|steel|commodity|labor|market)\sind(?:ex|ices))"),
)
_INDEX = tuple((name, re.compile(pattern.replace(r"\s", r"\s{1,3}"), re.IGNORECASE)) for name, pattern in _INDEXES)
_THROUGH = (
    (
        "initial_term",
        r"(?:initial|original|base|first|primary)\s(?:(?!(?:of|the|to|year|years|day)\s)[\w-]{1,12}\s(?:\(\d{1,2}\)[\s-])?){0,3}(?:contract\s|agreement\s)?(?:term|period)\b",
    ),
    ("renewal", r"(?:renewals?|extensions?|option(?:al)?)\s(?:terms?|periods?|years?)|(?:any|each|all)\s(?:renewals?|extensions?)"),
    (
        "term",
        r"""(?:term|life|lifetime|duration|length|period|course|entire\w{0,2})\sof\s(?:(?:the|this|its|any|such)\s)?(?:[\w-]{3,14}\s){0,2}?(?:contract|agreement|award|order|extension)
        |(?:full|entire|whole|complete|total|contract|agreement|award)\s(?:(?:contract|agreement|award|[\w-]{3,8}-year)\s)?(?:term|period)\b
        |(?:the|this|its)\s(?:contract['’]?s?\s|agreement['’]?s?\s)?term\b|throughout\s(?:the|this)\s(?:contract|agreement|term)|duration\sof\sthe\sproject|while\sthe\s(?:contract|agreement)\slasts
        |(?:until|through|to|till)\s(?:the\s)?(?:expiration|completion|end|termination)\b|life\sof\sthe\s(?:award|bid)""",
    ),
)
_TIMES = tuple((name, re.compile(pattern.replace(r"\s", r"\s{1,3}"), re.IGNORECASE | re.VERBOSE)) for name, pattern in _THROUGH)
_OFFERED = re.compile(
    r"\b(?:bid(?:s|der)?|proposals?|proposers?|quotes?|quotations?|offer(?:s|ed|or)?|opening|due\s{1,3}date|accept(?:ance|ed)|submi\w{3,7}|award|closing)\b",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"\b(?:until|through|thru|till|to|before|prior\s{1,3}to|ending|ends|expir\w{2,4})\s{1,3}(?:on\s{1,3}|and\s{1,3}including\s{1,3})?(?:midnight\s{1,3})?\Z",
    re.IGNORECASE,
)
_NOT_INCLUDED = re.compile(r"\b(?:before|prior\s{1,3}to)\s", re.IGNORECASE)
_BOTH = re.compile(
    r"\b(?:mutual\w{0,2}|both\s{1,3}parties|agreed\s{1,3}(?:to|upon|on)|written\s{1,3}amendment|by\s{1,3}amendment|parties\s{1,3}(?:may|shall|will|must)\s{1,3}agree|negotiat\w{1,4})\b",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"""\b(?:approv(?:al|ed?s?|es|ing)|accept\s{1,3}or\s{1,3}(?:to\s{1,3})?(?:reject|decline)|accept(?:s|ed|ance)?\s{1,3}(?:in\s{1,3}writing|by)|reject|sole\s{1,3}discretion
        |(?:written|prior)\s{1,3}(?:\w{3,8}\s{1,3})?(?:consent|authorization|permission|agreement\s{1,3}of\s{1,3}the)|authoriz(?:ed|es)|granted|deny|denied|decline|refuse)\b|\b(?:state|city|county|agency|board|buyer|district|owner|town|university|commission|authority|manager|director|officer|cooperative)\b[^.;]{0,20}?\bmay\s{1,3}(?:accept|refuse|cancel|decline)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_NOTICE_AFTER = re.compile(
    r"\A['’]?\s?(?:\(?\w{1,9}\)?\s{1,3}){0,5}?(?:prior|before|in\s{1,3}advance|advance|ahead|notice|notification|preceding)\b", re.IGNORECASE
)
_NOTICE_BEFORE = re.compile(
    r"\b(?:notice|notif\w{1,5}|request\w{0,3})\b[^.;]{0,40}\b(?:of|at\s{1,3}least|not\s{1,3}less\s{1,3}than|minimum)\s{1,3}\Z", re.IGNORECASE
)
_OF_DISCOUNT = re.compile(r"\b(?:discounts?|coefficients?|mark-?ups?|percentages?)\b", re.IGNORECASE)
_OF_PRICE = re.compile(r"\b(?:prices?|pricing|rates?|fees?|costs?|compensation|charges)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class HeldTime:
    """For how long prices hold: `months` or `days`, `until` a day (inclusive), `through` a stretch of the contract. All empty: not said."""

    months: int | None = None
    days: int | None = None
    until: dt.date | None = None
    through: str = ""


def percents(text: str, span: Span) -> Iterator[tuple[Decimal, Span]]:
    """Every percentage between two offsets, in words or figures, with its place; "two and one-half percent (2.5%)" is one."""
    for match in PERCENT.finditer(text, span.start, span.end):
        figure = match["inner"] or match["figure"]
        fraction = _FRACTION.search(text[max(0, match.start() - 8) : match.end()]) if figure else None
        if fraction:
            figure = str(round(int(fraction["whole"]) + Decimal(fraction["over"]) / Decimal(fraction["under"]), 2))
        half = Decimal("0.5") if match["half"] or match["half2"] else Decimal(0)
        spoken = number_of(match["word"] or match["plain"] or "")
        value = Decimal(figure) if figure else Decimal(spoken or 0) + half
        if "%" in match[0] or "percent" in match[0].lower() or "per cent" in match[0].lower():
            yield value, Span(*match.span())


def capped(text: str, span: Span, at: Span) -> bool:
    """True where the words around a percentage make it a limit."""
    before = text[max(span.start, at.start - 170) : at.start]
    return bool(
        _CAP_BEFORE.search(before) or _CAP_AFTER.search(text, at.end, min(span.end, at.end + 80)) or _CAP_AFTER.search(text[at.end : span.end][:80])
    )


def is_threshold(text: str, span: Span, at: Span) -> bool:
    """True where the percentage is a floor or what must be passed before anything happens."""
    return bool(_THRESHOLD.search(text[max(span.start, at.start - 60) : at.start])) and not capped(text, span, at)


def cap_of(text: str, spans: Sequence[Span]) -> Decimal | None:
    """The first percentage that limits a change; None where there is none."""
    limits = (value for span in spans for value, at in percents(text, span) if capped(text, span, at))
    wholes = (m for span in spans for m in _OF_BEFORE.finditer(text, span.start, span.end))
    more = (Decimal(m["figure"]) - 100 for m in wholes if capped(text, Span(max(0, m.start() - 170), m.end()), Span(*m.span("figure"))))
    return next(chain(limits, more), None)


def step_of(text: str, spans: Sequence[Span]) -> Decimal | None:
    """The first percentage that is no limit and no threshold: a step. "102% of the rates before" is a step of 2."""
    for span in spans:
        whole = _OF_BEFORE.search(text, span.start, span.end)
        if whole and not capped(text, span, Span(*whole.span("figure"))):
            return Decimal(whole["figure"]) - 100
    steps = (value for span in spans for value, at in percents(text, span) if not capped(text, span, at) and not is_threshold(text, span, at))
    return next(steps, None)


def every_of(text: str, spans: Sequence[Span]) -> int | None:
    """How often, in months; None where it is not said."""
    for span in spans:
        for months, pattern in _EVERY:
            if pattern.search(text, span.start, span.end):
                return months
    return None


def index_of(text: str, spans: Sequence[Span]) -> str:
    """The index that is named: CPI-U, CPI-W, CPI, PPI, ECI, ENR, IPD, asphalt, fuel, inflation, or its words; "" where none is."""
    for name, pattern in _INDEX:
        found = next((m for span in spans if (m := pattern.search(text, span.start, span.end))), None)
        if found:
            return name or " ".join(found["named"].split()).lower()
    return ""


def held_time(text: str, near: Span, around: Span) -> HeldTime:
    """For how long prices hold, from the words `near` the statement, else from those `around` it."""
    for span in (near, around):
        until = _until(text, span)
        lengths = [d for d in find_durations(text, span.start, span.end) if not d.conflict and not _is_notice(text, span, d.span)]
        named = [(found.start(), name) for name, pattern in _TIMES if (found := pattern.search(text, span.start, span.end))]
        through = min(named)[1] if named else ""
        if until:
            return HeldTime(until=until, through=through)
        if lengths:
            return HeldTime(lengths[0].months, lengths[0].days, None, _part_of(through))
        if _FIRST_YEAR.search(text, span.start, span.end):
            return HeldTime(12, None, None, _part_of(through))
        if through:
            return HeldTime(through=through)
    return HeldTime()


def _part_of(through: str) -> str:
    """The stretch that a length goes with: "one year of the contract term" is not the whole of it."""
    return "" if through == "term" else through


def _is_notice(text: str, span: Span, length: Span) -> bool:
    """True where a length of time is that of a notice."""
    return bool(_NOTICE_AFTER.search(text[length.end : min(span.end, length.end + 60)]))


def _until(text: str, span: Span) -> dt.date | None:
    """The last day named after "until" and the like; the day before for "before"."""
    for one in find_dates(text, span.start, span.end):
        before = _UNTIL.search(text[max(span.start, one.span.start - 40) : one.span.start])
        if before and one.date is not None and one.precision == "exact":
            return one.date - dt.timedelta(days=1) if _NOT_INCLUDED.match(before[0]) else one.date
    return None


def is_offer(text: str, sentence: Span, time: HeldTime) -> bool:
    """True where the time is that for which an offer is held open: some days, or until the award."""
    if time == HeldTime():
        return bool(_BEFORE_AWARD.search(text, sentence.start, sentence.end))
    length = time.days if time.days is not None else 30 * time.months if time.months is not None else _LONGEST_OFFER
    return time.until is None and length < _LONGEST_OFFER and bool(_OFFERED.search(text, sentence.start, sentence.end))


def approval_of(text: str, spans: Sequence[Span]) -> str:
    """Who must agree: both, lead, or "" where it is not said."""
    if any(_LEAD.search(text, s.start, s.end) for s in spans):
        return "lead"
    return "both" if any(_BOTH.search(text, s.start, s.end) for s in spans) else ""


def notice_of(text: str, spans: Sequence[Span]) -> int | None:
    """Days of notice, or days before a change by which it is to be asked for; None where none are stated."""
    for span in spans:
        for one in find_durations(text, span.start, span.end):
            after = _NOTICE_AFTER.search(text[one.span.end : min(span.end, one.span.end + 90)])
            before = _NOTICE_BEFORE.search(text[max(span.start, one.span.start - 80) : one.span.start])
            if one.days and (after or before):
                return one.days
    return None


def is_of_discounts(words: str) -> bool:
    """True where the words speak of a discount or coefficient, and of no price before it."""
    discount, price = _OF_DISCOUNT.search(words), _OF_PRICE.search(words)
    return discount is not None and (price is None or discount.start() < price.start())
