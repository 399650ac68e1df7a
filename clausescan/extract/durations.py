"""Lengths of time and counts as contracts print them: "thirty-six (36) months", "one-year", "two (2) additional"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from clausescan.core.span import Span
from clausescan.extract.caseless import caseless

_UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NUMBERS: dict[str, int] = (
    {w: i for i, w in enumerate(_UNITS, 1)}
    | {w: i for i, w in enumerate(_TEENS, 10)}
    | {w: i * 10 for i, w in enumerate(_TENS, 2)}
    | {"a": 1, "an": 1, "single": 1, "once": 1, "twice": 2, "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
)
_WORD = (
    r"(?:(?:one[\s-]+thousand(?:[\s-]+and)?[\s-]+)?(?:(?:one|two|three|four|five|six|seven|eight|nine)[\s-]+hundred(?:[\s-]+and)?[\s-]+)?"
    r"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[\s-]?(?:one|two|three|four|five|six|seven|eight|nine))?"
    r"|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|one|two|three|four|five|six|seven|eight|nine)"
    r"|(?:one|two|three|four|five|six|seven|eight|nine)[\s-]+hundred)"
)
_HALF = r"(?:[\s-]+and[\s-]+(?:one|a)[\s-]+half|\s?½|[.]5)"
_UNIT = (
    r"(?P<unit>(?:calendar\s+|consecutive\s+|business\s+|working\s+|full\s+|contract\s+|fiscal\s+|school\s+"
    r"|twelve-month\s+){0,2}(?:years?|yrs?|months?|mos?|weeks?|days?)(?:\(s\))?)(?![a-z])"
)
_DURATION = caseless(
    rf"""
    (?<![\w$.,/-])
    (?:(?:[(](?P<figure0>[0-9]{{1,3}})[)]\s{{1,2}}(?={_WORD}[\s-]))?(?P<word>{_WORD}|an?(?=[\s-]+(?:full\s+|calendar\s+)?(?:year|month|week))(?![\s-]+(?:year|month|week)[\s-]+to[\s-]))(?P<half>{_HALF})?
        (?:\s{{0,4}}-?\s{{0,4}}[(\[]\s?(?P<figure>[0-9],[0-9]{{3}}|[0-9]{{1,4}}(?:[.]5)?)\s?[-–]?(?:\s?(?:years?|yrs?|months?|days?))?\s?[)\]])?
     |(?P<figure2>[0-9],[0-9]{{3}}(?=\s[^\n]{{0,12}}days?\b)|[0-9]{{1,4}}(?:[.]5)?)(?P<half2>\s?½)?(?:\s{{0,4}}-?\s{{0,4}}[(\[]\s?(?P<word2>{_WORD})\s?-?(?:\s?(?:years?|months?|days?))?\s?[)\]])?
     |(?P<halfyear>half)(?=[\s-]+an?\b|[\s-]+year)(?:[\s-]+an?\b)?
     |[(]\s?(?P<figure3>[0-9]{{1,3}})\s?-?(?P<inner>\s?(?:yrs?|years?|months?|mos?))?\s?[)]
    )
    (?:[\s~–-]{{0,5}}{_UNIT}|(?<=[)]))
    """,
    re.VERBOSE,
    r"(?=[0-9aefhnost(])",
)
_SUM = re.compile(r"\s?,?\s?(?:and|plus)?\s?$", re.IGNORECASE)
_COUNT = caseless(
    rf"""
    (?<![\w$.,:/%-])
    (?:(?P<word>{_WORD}|a\s+single|once|twice)(?:\s{{0,4}}-?\s{{0,4}}[(\[]\s?(?P<figure>[0-9]{{1,2}})\s?[)\]])?
     |[(](?P<figure3>[0-9]{{1,2}})[)]\s(?P<word3>{_WORD})
     |[(]?(?P<figure2>[0-9]{{1,2}})[)]?(?:\s{{0,4}}[(\[]\s?(?P<word2>{_WORD})\s?[)\]])?)
    (?![\w%]|[.,:/][0-9])
    """,
    re.VERBOSE,
    r"(?=[0-9aefhnost(])",
)


@dataclass(frozen=True, slots=True)
class DurationMatch:
    """A length as printed: whole `months`, or `days` where it is not counted in months. Both None where words and figures disagree (`conflict`)."""

    span: Span
    months: int | None
    days: int | None
    raw: str
    conflict: bool = False
    unit: str = "month"


@dataclass(frozen=True, slots=True)
class CountMatch:
    """A small number as printed; `conflict` where words and figures disagree."""

    span: Span
    value: int
    conflict: bool = False


def number_of(words: str) -> int | None:
    """The value of number words ("three hundred sixty-five"), None where they are none."""
    found = re.findall(r"[a-z]+", words.lower())
    total = 0
    for word in found if len(found) == 1 else [w for w in found if w not in ("a", "an")]:
        if word == "hundred":
            total += total % 10 * 99
        elif word == "thousand":
            total *= 1000
        elif word in NUMBERS:
            total += NUMBERS[word]
        elif word != "and":
            tens = next((t for t in _TENS if word.startswith(t) and word[len(t) :] in NUMBERS), None)  # "thirtysix"
            if tens is None:
                return None
            total += NUMBERS[tens] + NUMBERS[word[len(tens) :]]
    return total or None


def _length(amount: float, unit: str) -> tuple[int | None, int | None, str]:
    """Months, days and the unit in one word."""
    name = unit.lower().split()[-1]
    if name.startswith("y"):
        return round(amount * 12), None, "year"
    if name.startswith("mo"):
        return (int(amount), None, "month") if amount == int(amount) else (None, round(amount * 30), "month")
    return (None, int(amount * 7), "week") if name.startswith("w") else (None, int(amount), "day")


def _duration(m: re.Match[str]) -> DurationMatch | None:
    unit = m["unit"] or m["inner"]
    if not unit:
        return None
    words = m["word"] or m["word2"]
    figures = m["figure"] or m["figure2"] or m["figure3"] or m["figure0"]
    spoken = number_of(words) if words else None
    printed = float(figures.replace(",", "")) if figures else None
    if m["halfyear"]:
        return DurationMatch(Span(*m.span()), 6, None, m[0]) if unit.lower().startswith("y") else None
    half = 0.5 if m["half"] or m["half2"] else 0.0
    amount = (spoken + half if half and spoken else spoken) if spoken is not None else (printed or 0) + half
    if m["figure0"] and spoken is not None and int(m["figure0"]) != spoken:
        words_begin = m.start("word")  # "(2) one-year": a count and a length
        return DurationMatch(
            Span(words_begin, m.end()), *_length(spoken + half, unit)[:2], m[0][words_begin - m.start() :], unit=_length(spoken, unit)[2]
        )
    conflict = spoken is not None and printed is not None and printed not in (spoken, amount)
    if not amount or amount > (4000 if unit.lower().rstrip("s)(").endswith("day") else 1200):
        return None
    months, days, name = _length(amount, unit)
    if conflict:
        months = days = None
    return DurationMatch(Span(*m.span()), months, days, m[0], conflict, name)


def _restated(a: DurationMatch, b: DurationMatch, between: str) -> DurationMatch | None:
    """One length for "five years (60 months)", in conflict where the two differ; None where the second is no restatement in parentheses."""
    opens = between.strip() == "(" or (not between.strip() and b.raw.startswith("("))
    if not opens or len(between) > 3 or a.months is None or b.months is None or a.unit == b.unit:
        return None
    if a.months == b.months:
        return DurationMatch(a.span.cover(b.span), a.months, None, a.raw + between + b.raw, unit=a.unit)
    return DurationMatch(a.span.cover(b.span), None, None, a.raw + between + b.raw, conflict=True, unit=a.unit)


def _joined(a: DurationMatch, b: DurationMatch, between: str) -> DurationMatch | None:
    """One length for "one year and six months", None for "three years, 30 days" and the like."""
    if (a.unit, b.unit) != ("year", "month") or a.months is None or b.months is None or not _SUM.match(between) or len(between) > 6:
        return None
    return DurationMatch(a.span.cover(b.span), a.months + b.months, None, a.raw + between + b.raw, unit="month")


def find_durations(text: str, start: int = 0, end: int | None = None) -> tuple[DurationMatch, ...]:
    """Every length of time between those offsets, in order; empty if none. Where words and figures differ no value is chosen (TERMS 2.5)."""
    found: list[DurationMatch] = []
    for m in _DURATION.finditer(text, start, len(text) if end is None else end):
        one = _duration(m)
        if one is None:
            continue
        between = text[found[-1].span.end : one.span.start] if found else ""
        both = _restated(found[-1], one, between) or _joined(found[-1], one, between) if found else None
        if both:
            found[-1] = both
        else:
            found.append(one)
    return tuple(found)


def find_counts(text: str, start: int = 0, end: int | None = None) -> tuple[CountMatch, ...]:
    """Every small count ("four (4)", "2", "twice") between those offsets, in order; empty if none."""
    found = []
    for m in _COUNT.finditer(text, start, len(text) if end is None else end):
        words, figures = m["word"] or m["word2"] or m["word3"], m["figure"] or m["figure2"] or m["figure3"]
        spoken = number_of(words) if words else None
        printed = int(figures) if figures else None
        value = spoken if spoken is not None else printed
        if m["figure3"] and printed and printed != spoken:  # "(2) one-year": the word begins a length
            found.append(CountMatch(Span(m.start(), m.start("word3") - 1), printed))
        elif value:
            found.append(CountMatch(Span(*m.span()), value, None not in (spoken, printed) and spoken != printed))
    return tuple(found)
