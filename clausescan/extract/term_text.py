"""The sentences of a part that can speak of its term, with dates, lengths, events and counts reduced to one sign each.

Rules then see `this contract runs for <P> from <D>` whatever the dates and lengths look like, and every sign keeps its address.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from clausescan.core.span import Span
from clausescan.extract.anchored import places
from clausescan.extract.caseless import lower
from clausescan.extract.dates import DateMatch, find_dates
from clausescan.extract.durations import CountMatch, DurationMatch, find_counts, find_durations
from clausescan.extract.pattern_rules import lowered
from clausescan.extract.term_rules import SIGNS, TermRules

LONGEST = 1200
"""Longer sentences (tables, lists without full stops) are read in pieces of so many code points."""

SHORT_TEXT = 3000
"""A text of so few code points is read whole; in a longer one a sentence must speak of a term."""
NEAR, WINDOW, REACH_OF_HEADING = 260, 700, 900
"""Something to compute with stands so near an anchor; so much is read around it; a heading governs so much."""
LONGEST_SUBSTANCE = 28
"""What can be computed with is found by so many signs."""

_MAYBE_DATE = re.compile(
    r"[12lI][09O][0-9OlIS]{2}|['’][0-9]{2}\b|[0-9][/.-][0-9]|-[0-9]{2}\b|__|\[\s?[\]●•_]|\.{4}|year|thousand|twenty[ -]twenty", re.IGNORECASE
)
_MAYBE_LENGTH = re.compile(r"year|month|day|yr|week|mos?\b", re.IGNORECASE)
_BLANK_DAY = re.compile(
    r"\b(?:begin\w*|commenc\w*|start\w*|from|ends?|ending|through|until|expir\w*|effective|terminat\w*)(?:\s(?:on|as\sof"
    r"|date|is)){0,3}:?\s{0,3}(?P<blank>_{5,80})",
    re.IGNORECASE,
)
_BOUNDARY = re.compile(
    r"""
    [.;?!\n|](?:  # all boundaries begin with one of these, so that other places are left at once
      (?<=[.;?!])[”"’)\]]{0,2}\s{1,60}(?=[“"(\[]?[A-Z0-9•]|\([a-z]{1,3}\)\s)   # a stop, then a capital
    | (?<=\n)(?:
          \s{0,60}\n(?=\s{0,20}[“"(]?[A-Z0-9•_\[]|\Z)  # a paragraph that does not go on in lower case
        | (?=[A-Z][^\n:.;]{2,48}:(?:\s|$))             # a line that begins with a label
        | (?=(?:ARTICLE|Article|SECTION|Section)\s[0-9IVX]{1,5}\b|[0-9]{1,2}(?:[.][0-9]{1,2}){0,3}[.)]\s{1,4}[A-Z])  # a numbered heading
    | (?P<capitals>(?<=[A-Z)]\n)(?=[A-Z][a-z’']{0,20}\s(?:[A-Z][a-z’']{1,20}\s){0,2}[a-z]))  # running text behind a line that ends in capitals
      )
    | (?<=;)\s{1,3}(?=(?:and\s)?(?:whereas|WHEREAS|Whereas|now,?\stherefore|NOW,?\sTHEREFORE)\b)  # recitals
    | (?<=\s[|])\s                                    # a column edge of a summary table
    )
    """,
    re.VERBOSE,
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:no|nos|inc|co|corp|ltd|st|mr|mrs|ms|dr|sec|art|v|vs|u\.s|eff|approx|dept|jan|feb|mar|apr|jun|jul|aug|sept?"
    r"|oct|nov|dec|exp|p\.m|a\.m|n\.a|i\.e|e\.g)"
    r"|(?:^|\s)[A-Z]|(?:^|\s)\(?[a-z])\.$",
    re.IGNORECASE,
)
_NUMBERING = re.compile(
    r"(?:^|[\n.;:|]\s{0,4}|\b(?:section|sect|article|paragraph|para|clause|item|part|exhibit|number)\s)\(?[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}\.$",
    re.IGNORECASE,
)
"""A number that counts a part of the text, not one that ends a sentence ("net 30.")."""
_CAPITALS = re.compile(r"[A-Z0-9 .,:;/&'’()–-]{8,70}")
"""A line of capitals that is a heading, though no blank line follows it."""
_SLIP = re.compile(r"\b[A-Za-z]{1,11}[10|][A-Za-z]{1,11}\b|\b[10|][A-Za-z]{3,11}\b")
_WORDS_OF_TERM = re.compile(
    r"initial|periods?|renewals?|options?|optional|additional|expir(?:ation|es?)|effective|termination|until|duration"
    r"|begin(?:ning|s)|annual(?:ly)?|extensions?|total|contract|original|following|months?",
    re.IGNORECASE,
)
_LABEL_LINE = re.compile(r"[A-Z][^\n:.;]{2,48}:(?:\s|$)")
Value = DateMatch | DurationMatch | CountMatch | str
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Item:
    """A date, length, event or count in a sentence: `at` is the place of its sign, `span` that of its words."""

    at: int
    span: Span
    value: Value

    @property
    def date(self) -> DateMatch | None:
        """The date, None where this is no date."""
        return self.value if isinstance(self.value, DateMatch) else None

    @property
    def length(self) -> DurationMatch | None:
        """The length of time, None where this is none."""
        return self.value if isinstance(self.value, DurationMatch) else None

    @property
    def event(self) -> str | None:
        """The event's name, None where this is none."""
        return self.value if isinstance(self.value, str) else None

    @property
    def count(self) -> int | None:
        """The count, None where this is none."""
        return self.value.value if isinstance(self.value, CountMatch) else None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its signs.

    `text` is the reduced text, `small` the same in lower case, `heading` the heading it stands under ("" where none).
    """

    span: Span
    text: str
    small: str
    items: tuple[Item, ...]
    heading: str = ""

    def item_at(self, at: int) -> Item | None:
        """The item whose sign stands at that place of the reduced text."""
        return next((i for i in self.items if i.at == at), None)


def sentence_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Starts and ends of the sentences between two offsets, in order; together they cover the text."""
    found: list[tuple[int, int]] = []
    begin = start
    for m in _BOUNDARY.finditer(text, start, end):
        if text[m.start()] == "." and _no_stop(text, start, m.start()) and not ("\n" in m[0] and _LABEL_LINE.match(text, m.end())):
            continue
        if m["capitals"] is not None and not _CAPITALS.fullmatch(text, max(begin, text.rfind("\n", 0, m.start()) + 1), m.start()):
            continue
        if m.end() - begin > 1:
            found.extend(_pieces(begin, m.end()))
            begin = m.end()
    found.extend(_pieces(begin, end))
    return found


def _no_stop(text: str, start: int, at: int) -> bool:
    """Whether the full stop there belongs to an abbreviation or a numbering."""
    if text[at - 1 : at].isdigit():
        return _NUMBERING.search(text, max(start, at - 16), at + 1) is not None
    return _ABBREVIATION.search(text, max(start, at - 10), at + 1) is not None


def _pieces(start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        yield start, start + LONGEST
        start += LONGEST
    if end > start:
        yield start, end


def _candidates(text: str, small: str, start: int, end: int, rules: TermRules) -> Iterator[tuple[Span, Value]]:
    """Everything that could get a sign: dates first, then lengths, blanks, events, counts."""
    if _MAYBE_DATE.search(text, start, end):
        yield from ((d.span, d) for d in find_dates(text, start, end))
    if _MAYBE_LENGTH.search(text, start, end):
        yield from ((x.span, x) for x in find_durations(text, start, end))
    for m in _BLANK_DAY.finditer(text, start, end):
        blank = Span(*m.span("blank"))
        yield blank, DateMatch(blank, None, m["blank"], blank=True)
    words = " ".join(small[start:end].split())
    held = rules.anchors.held(words)
    for event in rules.events:
        if not held.isdisjoint(event.anchors):
            yield from ((Span(*m.span()), event.id) for m in event.pattern.finditer(small, start, end))
    yield from ((c.span, c) for c in find_counts(text, start, end))


def _found(text: str, small: str, start: int, end: int, rules: TermRules) -> list[tuple[Span, Value]]:
    """Everything that gets a sign, in the order of the text; the first kind that claims a place keeps it."""
    taken: list[tuple[Span, Value]] = []
    for span, value in _candidates(text, small, start, end, rules):
        if not any(span.overlaps(other) for other, _ in taken):
            taken.append((span, value))
    return sorted(taken, key=lambda pair: pair[0].start)


def _sign(value: Value) -> str:
    if isinstance(value, DateMatch):
        return SIGNS["blank" if value.blank else "year" if value.precision == "year" else "date"]
    if isinstance(value, DurationMatch):
        return SIGNS["length"]
    return SIGNS["count"] if isinstance(value, CountMatch) else SIGNS["event"]


def read_sentence(text: str, small: str, start: int, end: int, rules: TermRules, heading: str = "") -> Sentence:
    """The sentence between two offsets, reduced: white space to single blanks, dates and the like to their signs."""
    reduced, items, at, size = [], [], start, 0
    for span, value in _found(text, small, start, end, rules):
        between = _SPACE.sub(" ", text[at : span.start])
        reduced.append(between)
        size += len(between)
        items.append(Item(size, span, value))
        reduced.append(_sign(value))
        size += 1
        at = span.end
    reduced.append(_SPACE.sub(" ", text[at:end]))
    whole = _without_slips("".join(reduced))
    return Sentence(Span(start, end), whole, lower(whole), tuple(items), heading)


def _without_slips(words: str) -> str:
    """The reduced text with words of the term that a scan has broken ("Per1od") made whole; as long as before (TERMS 2.10)."""
    return _SLIP.sub(_mended, words) if _SLIP.search(words) else words


def _mended(m: re.Match[str]) -> str:
    for letter in "lio":
        word = re.sub(r"[10|]", letter, m[0])
        if _WORDS_OF_TERM.fullmatch(word):
            return word
    return m[0]


def _headings(text: str, start: int, end: int, rules: TermRules) -> list[tuple[int, str]]:
    """Offsets and words of the headings in the text, as far as the rules know them, in order."""
    return [(m.start(), m[0]) for m in rules.heading.finditer(text, start, end)]


def _windows(text: str, span: Span, rules: TermRules, heads: list[int]) -> list[tuple[int, int]]:
    """Stretches around anchor words that have something to compute with beside them, in order, without overlap; `heads`: where anchors may begin."""
    found: list[tuple[int, int]] = []
    small, flat = lower(text), lowered(text)
    at, substance, searched = span.start, -1, span.start
    for place in heads:
        m = rules.anchor.match(small, place, span.end) if place >= at else None
        if m is None:
            continue
        at = m.end()
        low, high = max(span.start, m.start() - NEAR), min(span.end, m.end() + NEAR)
        if substance < low:  # what was searched for the anchor before is not searched again
            substance = rules.substance.find(small, flat, max(low, searched), high)
            searched = low if substance >= 0 else high - LONGEST_SUBSTANCE
            if substance < 0:
                continue
        start, end = max(span.start, m.start() - WINDOW), min(span.end, m.end() + WINDOW)
        at = max(at, m.end() + NEAR // 2)
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _speaking(text: str, first: int, last: int, rules: TermRules, heads: list[int] | None) -> Iterator[tuple[int, int]]:
    """Sentences between two offsets that hold an anchor (any word where there are no `heads`) and something to compute with."""
    small, flat = lower(text), lowered(text)
    substance = rules.substance_short if heads is None else rules.substance
    for start, end in sentence_spans(text, first, last):
        if heads is None:
            anchored = rules.anchor_short.search(small, start, end) is not None
        else:
            anchored = any(rules.anchor.match(small, at, end) for at in heads[bisect_left(heads, start) : bisect_left(heads, end)])
        if anchored and substance.find(small, flat, start, end) >= 0:
            yield start, end


def term_sentences(text: str, span: Span, rules: TermRules) -> tuple[Sentence, ...]:
    """Sentences that hold a word of the term and something to compute with, in order; empty if none. A short text is read whole."""
    small = lower(text)
    heads = places(lowered(text), rules.anchor_heads, span.start, span.end) if len(span) >= SHORT_TEXT else None
    found = []
    for first, last in [(span.start, span.end)] if heads is None else _windows(text, span, rules, heads):
        headings = _headings(text, max(span.start, first - REACH_OF_HEADING), last, rules)
        begins = [at for at, _ in headings]
        for start, end in _speaking(text, first, last, rules, heads):
            before = bisect_right(begins, start + 1) - 1
            heading = headings[before][1] if before >= 0 and start - begins[before] < REACH_OF_HEADING else ""
            found.append(read_sentence(text, small, start, end, rules, heading))
    return tuple(found)
