"""Dates as US public documents print them: found near words that call for one, never guessed."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass, replace

from clausescan.core.span import Span
from clausescan.extract.caseless import caseless
from clausescan.extract.durations import number_of

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# fmt: off
ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth",
    "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth",
    "seventeenth", "eighteenth", "nineteenth", "twentieth", "twenty-first", "twenty-second", "twenty-third", "twenty-fourth",
    "twenty-fifth", "twenty-sixth", "twenty-seventh", "twenty-eighth", "twenty-ninth", "thirtieth", "thirty-first",
)
# fmt: on
_SLIPS = str.maketrans("lI|OoSs", "1110055")
_FIRST_YEAR, _LAST_YEAR = 1950, 2099

# Letters that OCR puts for figures stand in the classes; a month of two strokes read as one ("rn" for "m") is spelled out.
_MONTH = (
    r"(?:(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:i[l1I|])?|may|june?|ju[l1I|]y?|aug(?:ust)?|"
    r"sept?(?:e(?:m|rn)ber)?|[o0]ct(?:ober)?|nov(?:e(?:m|rn)ber)?|dec(?:e(?:m|rn)ber)?)(?![a-z])\.?)"
)
_DAY = r"(?:[0-3lIOo|]?[0-9lIOSo|])(?:\s?(?:s\s?t|n\s?d|r\s?d|t\s?h))?"
_WORD_DAY = "|".join(sorted((o.replace("-", r"[-\s]") for o in ORDINALS), key=len, reverse=True))
_YEAR_WORDS = (
    r"(?:two\s+thousand(?:\s+and)?|twenty)[\s-]+(?:(?:twenty|thirty|forty)(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?"
    r"|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
)
_YEAR = rf"(?:[12lI][0-9OolISs]{{3}}|['’][0-9]{{2}}|{_YEAR_WORDS}(?:\s?[(]20[0-9]{{2}}[)])?)"
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_BLANK = r"(?:_{2,60}|\.{4,60}|\[\s{0,20}\]|\[[●•_]{1,20}\])"
_GAP = r"[\s,]{1,4}"
_OUR_LORD = r"(?:in\s+the\s+)?year\s+(?:of\s+our\s+lord\s+)?|a\.?d\.?,?\s"

_DATE = caseless(
    rf"""
    (?:(?<![\w$#/.@])|(?<=\sof)|(?<=\son))(?:(?<!-)|(?<=[0-9]-)(?=[0-9]{{1,2}}/[0-9]{{1,2}}/|{_MONTH})|(?<=\s-)(?={_MONTH}))
    (?:
      (?P<blank>(?:(?:this|the)\s+)?{_BLANK}\s?(?:st|nd|rd|th)?\s+day\s+of\s+(?:{_BLANK}|{_MONTH})(?:,?\s*(?:20|19)?(?:{_BLANK}|[0-9]{{2}}))?
        |{_BLANK},?\s*(?:20|19)(?:_{{1,12}}|\s?\[)|_{{1,6}}\s?/\s?_{{1,6}}\s?/\s?(?:20)?_{{1,8}}|{_MONTH}\s+{_BLANK},?\s+[0-9]{{4}}
        |{_MONTH}\s+{_BLANK},?\s*(?:20_{{1,12}}|{_BLANK}))
     |(?P<iso>(?P<iy>(?:19|20)[0-9]{{2}})(?P<isep>[-/.])(?P<im>[01]?[0-9])(?P=isep)(?P<id>[0-3]?[0-9])(?![\w/-]|[.][0-9]))
     |(?P<num>(?P<na>[0-3lIOo]?[0-9lIOo])(?P<nsep>\s?[/.\-–]\s?)(?P<nb>[0-3lIOo]?[0-9lIOo])(?P=nsep)
        (?P<ny>[12lI][0-9OolI]{{3}}|[0-9]{{2}})(?!\w|[-/.][0-9](?![0-9]?/[0-9])))
     |(?P<mdy>(?:{_WEEKDAY},?\s)?(?P<mm>{_MONTH})(?:\s|,\s|-)\s?(?P<md>{_DAY}|{_WORD_DAY})(?:{_GAP}|-|\s?,\s?|\s+of\s+)(?:{_OUR_LORD})?(?P<my>{_YEAR})(?![\w/]|-(?!{_MONTH}\s)))
     |(?P<dmy>(?:{_WEEKDAY},?\s)?(?:(?:this|the)\s+)?(?P<dd>{_DAY}|{_WORD_DAY})
        (?:\s+day)?(?:\s+of|\s?-|\s?,)?(?:\s+|(?<=-)|(?<=[a-z]))(?P<dm>{_MONTH})
        (?:{_GAP}|-|\s+of\s+)(?:{_OUR_LORD})?(?P<dyy>{_YEAR}|(?<=-)[0-9]{{2}})(?![\w/-]))
     |(?P<my2>(?P<ym>{_MONTH})(?:{_GAP}|\s+of\s+|-)(?P<yy>(?:19|20)[0-9]{{2}})(?![\w/-]))
     |(?P<mslash>(?P<sm>0[1-9]|1[0-2])/(?P<sy>20[0-9]{{2}})(?![\w/-]))
     |(?P<fiscal>(?:(?P<federal>federal\s+)?fiscal\s+year|F?FY)\s?[’'-]?
        (?P<fy>(?:20)?[0-9]{{2}})(?:\s?[-–/]\s?(?P<fy2>(?:20)?[0-9]{{2}}))?(?![\w/-]))
     |(?P<fiscal2>(?P<fz>20[0-9]{{2}})\s?[-–/]\s?(?P<fz2>(?:20)?[0-9]{{2}})\s+fiscal\s+year(?!s))
     |(?P<school>(?:school|academic)\s+year\s+(?:of\s+)?(?P<s1>20[0-9]{{2}})\s?[-–/]\s?(?:20)?[0-9]{{2}}(?![\w/-])
        |20[0-9]{{2}}\s?[-–/]\s?(?:20)?[0-9]{{2}}\s+(?:school|academic)\s+year)
     |(?P<monthend>(?:the\s+)?(?:end|last\s+day|last\s+calendar\s+day)\s+of\s+(?P<em>{_MONTH}){_GAP}(?:of\s+)?(?P<ey>20[0-9]{{2}})(?![\w/-]))
     |(?P<calendar>calendar\s+years?\s+(?P<c1>20[0-9]{{2}})(?:\s{{0,2}}(?:[-–/]|through|thru|to|and|,(?:\sand)?)\s{{0,2}}(?P<c2>20[0-9]{{2}})){{0,4}}(?![\w/-]))
     |(?P<calendar2>(?P<c3>20[0-9]{{2}})(?:\s(?:and|to|through)\s(?P<c4>20[0-9]{{2}}))?\s+calendar\s+years?)
     |(?P<compact>20[0-4][0-9](?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?=\s{{0,2}}(?:-|–|to|through|thru)\s{{0,2}}20[0-4][0-9]{{5}}(?![\w/-])))
     |(?P<compact2>(?:(?<=[0-9]\sto\s)|(?<=[0-9]\s[-–]\s)|(?<=[0-9][-–])|(?<=\sthru\s)|(?<=\sthrough\s))20[0-4][0-9](?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?![\w/-]))
     |(?P<yearend>(?:the\s+)?end\s+of\s+(?:(?:the\s+)?(?:calendar\s+)?year\s+)?(?P<ye>(?:19|20)[0-9]{{2}}))(?![\w/-])
     |(?P<partial>(?P<pm>{_MONTH})\s(?P<pd>[0-3]?[0-9])(?:st|nd|rd|th)?(?=\s{{1,2}}(?:-|–|—|to|through|thru|until)\s|[-–—])
        |(?P<pd2>[0-3]?[0-9])\s(?P<pm2>{_MONTH})(?=\s{{1,2}}(?:-|–|—|to|through|thru|until)\s))
    )
    """,
    re.VERBOSE,
    r"(?=[0-9lio|_.\[acdefjmnostw'’])",
)
_NOT_A_DATE_BEFORE = re.compile(r"(?:§|sections?|sec\.|no\.|number|rev\.?|form|chapter|ratio)\s{0,2}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DateMatch:
    """A date as printed.

    `date` is None where it is blank, does not exist, or names no day; for a month or year it is the first day, `until` the last.

    `precision` is exact, month or year; `ambiguous` where day and month could be read either way or a fiscal year had to be assumed.
    """

    span: Span
    date: dt.date | None
    raw: str
    precision: str = "exact"
    ambiguous: bool = False
    repaired: bool = False
    blank: bool = False
    until: dt.date | None = None

    @property
    def last(self) -> dt.date | None:
        """The last day that the words can mean."""
        return self.until or self.date


def make_date(year: int, month: int, day: int) -> dt.date | None:
    """The day, or None where there is no such day or the year is not between 1950 and 2099."""
    if not (_FIRST_YEAR <= year <= _LAST_YEAR and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):
        return None
    return dt.date(year, month, day)


def month_end(year: int, month: int) -> dt.date:
    """The last day of that month."""
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def full_year(digits: str, near: dt.date | None = None) -> int:
    """The year that two or four figures mean: within 20 years before and 30 after `near` (TERMS 2.6), else 1960 to 2059."""
    value = int(digits)
    if len(digits) > 2:
        return value
    first = near.year - 20 if near else 1960
    return first + (value - first) % 100


def _number(raw: str) -> tuple[int, bool]:
    """Day figures without their ending, and whether letters had to be read as figures."""
    if raw.isdecimal():
        return int(raw), False
    word = re.sub(r"\s+", "-", raw.strip().lower())
    if word in ORDINALS:
        return ORDINALS.index(word) + 1, False
    digits = re.sub(r"\s?(?:s\s?t|n\s?d|r\s?d|t\s?h)$", "", raw.strip(), flags=re.IGNORECASE).strip("'’")
    repaired = digits.translate(_SLIPS)
    return (int(repaired) if repaired.isdigit() else 0), repaired != digits


def _month(raw: str) -> int:
    word = raw.lower().replace("0", "o").replace("ju1", "jul").replace("jui", "jul").replace("ju|", "jul")
    return MONTHS.index(word[:3]) + 1


def _spoken_year(words: str) -> int:
    """The year of "two thousand twenty-four" and "twenty twenty-four"; 0 where figures beside the words differ."""
    spoken, _, figures = words.partition("(")
    value = 2000 + (number_of(re.sub(r"^(?:two\s+thousand(?:\s+and)?|twenty)[\s-]+", "", spoken.strip(), flags=re.IGNORECASE)) or 0)
    return value if not figures or figures.startswith(str(value)) else 0


def _spelled(m: re.Match[str], day: str, month: str, year: str, near: dt.date | None) -> DateMatch:
    number, slip_day = _number(m[day])
    if m[year][0] in "tT":
        return DateMatch(Span(*m.span()), make_date(_spoken_year(m[year]), _month(m[month]), number), m[0], repaired=slip_day)
    figures, slip_year = _number(m[year])
    digits = m[year].strip("'’").translate(_SLIPS)
    found = make_date(full_year(digits, near) if len(digits) == 2 else figures, _month(m[month]), number)
    return DateMatch(Span(*m.span()), found, m[0], repaired=slip_day or slip_year or any(c in m[month] for c in "01|"))


def _numeric(m: re.Match[str], near: dt.date | None, day_first: bool) -> DateMatch | None:
    (first, slip_a), (second, slip_b), (figures, slip_y) = _number(m["na"]), _number(m["nb"]), _number(m["ny"])
    short = len(m["ny"]) == 2
    separator = m["nsep"].strip()
    if (short and separator == ".") or first == 0 or second == 0 or max(first, second) > 31 or (first > 12 and second > 12):
        return None
    year = full_year(m["ny"], near) if short else figures
    swap = first > 12 or (day_first and second <= 12)
    month, day = (second, first) if swap else (first, second)
    found = make_date(year, month, day)
    if found is None and (separator != "/" or year < _FIRST_YEAR):
        return None  # a phone number or a serial with dashes or dots
    return DateMatch(Span(*m.span()), found, m[0], ambiguous=first <= 12 and second <= 12 and first != second, repaired=slip_a or slip_b or slip_y)


def _month_year(m: re.Match[str]) -> DateMatch | None:
    name, year = (m["ym"], int(m["yy"])) if m["my2"] else (m["sm"], int(m["sy"]))
    if not name[0].isupper() and not name[0].isdigit():
        return None  # "may 2020 units", "march 2019 steps"
    month = int(name) if name.isdigit() else _month(name)
    first = make_date(year, month, 1)
    return DateMatch(Span(*m.span()), first, m[0], "month", until=month_end(year, month)) if first else None


def _fiscal(m: re.Match[str]) -> DateMatch:
    """Named by the year of its end; July to June unless it is federal (TERMS 2.7): an assumption, so ambiguous."""
    year = full_year(m["fy2"] or m["fy"] or m["fz2"])
    federal = bool(m["federal"]) or m[0].upper().startswith("FFY")
    start, end = ((10, 1), (9, 30)) if federal else ((7, 1), (6, 30))
    return DateMatch(Span(*m.span()), dt.date(year - 1, *start), m[0], "year", ambiguous=not federal, until=dt.date(year, *end))


def _partial(m: re.Match[str], later: DateMatch | None) -> DateMatch | None:
    """A day without its year, where the other end of the range has it."""
    if later is None or later.date is None or later.span.start - m.end() > 16:
        return None
    month, day = _month(m["pm"] or m["pm2"]), int(m["pd"] or m["pd2"])
    year = later.date.year - ((month, day) > (later.date.month, later.date.day))
    found = make_date(year, month, day)
    return DateMatch(Span(*m.span()), found, m[0]) if found else None


def _read(m: re.Match[str], near: dt.date | None, day_first: bool) -> DateMatch | None:
    """The match as a date; None where it only looks like one."""
    if m["num"]:
        return _numeric(m, near, day_first)
    if m["mdy"]:
        return _spelled(m, "md", "mm", "my", near)
    if m["dmy"]:
        return _spelled(m, "dd", "dm", "dyy", near)
    if m["isep"] == "." and len(m["im"]) + len(m["id"]) < 4:
        return None  # a number of a version or a chapter
    return _month_year(m) if m["my2"] or m["mslash"] else _special(m)


def _special(m: re.Match[str]) -> DateMatch:
    """Blanks, ISO and compact dates, ends of months and years, calendar, fiscal and school years."""
    span = Span(*m.span())
    figures = m["compact"] or m["compact2"]
    if m["blank"]:
        return DateMatch(span, None, m[0], blank=True)
    if m["iso"]:
        return DateMatch(span, make_date(int(m["iy"]), int(m["im"]), int(m["id"])), m[0])
    if figures:
        return DateMatch(span, make_date(int(figures[:4]), int(figures[4:6]), int(figures[6:])), m[0])
    if m["monthend"] or m["yearend"]:
        return DateMatch(span, month_end(int(m["ey"]), _month(m["em"])) if m["monthend"] else dt.date(int(m["ye"]), 12, 31), m[0])
    return _year(m, span)


def _year(m: re.Match[str], span: Span) -> DateMatch:
    """Calendar, fiscal and school years; of a school year neither day is known."""
    if m["calendar"] or m["calendar2"]:
        first = m["c1"] or m["c3"]
        return DateMatch(span, dt.date(int(first), 1, 1), m[0], "year", until=dt.date(int(m["c2"] or m["c4"] or first), 12, 31))
    return _fiscal(m) if m["fiscal"] or m["fiscal2"] else DateMatch(span, None, m[0], "year", ambiguous=True)


def _order(matches: list[re.Match[str]]) -> tuple[bool, bool]:
    """Whether numeric dates put the day first, and whether any of them settles it."""
    pairs = [(_number(m["na"])[0], _number(m["nb"])[0]) for m in matches if m["num"]]
    if not pairs:
        return False, False
    day_first = any(12 < a <= 31 and b <= 12 for a, b in pairs)
    month_first = any(12 < b <= 31 and a <= 12 for a, b in pairs)
    return day_first and not month_first, day_first != month_first


def find_dates(text: str, start: int = 0, end: int | None = None, *, near: dt.date | None = None) -> tuple[DateMatch, ...]:
    """Every date between those offsets of the text, in order; empty if none. `near` fixes the century of two-figure years.

    Month before day, unless another numeric date there can only be read the other way (TERMS 2.6). A date that does not exist has
    `date` None. Letters are read as figures only where that gives a date (TERMS 2.10).
    """
    matches = [
        m
        for m in _DATE.finditer(text, start, len(text) if end is None else end)
        if not _NOT_A_DATE_BEFORE.search(text, max(start, m.start() - 12), m.start())
    ]
    day_first, settled = _order(matches)
    found: list[DateMatch] = []
    for m in reversed(matches):
        one = _partial(m, found[-1] if found else None) if m["partial"] else _read(m, near, day_first)
        if one is not None:
            found.append(replace(one, ambiguous=False) if settled and m["num"] and not day_first else one)
    return tuple(reversed(found))
