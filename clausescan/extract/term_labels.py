"""Terms on cover sheets and summaries: labels with a day or a length beside or below them (TERMS 3, "cover sheet/table").

A sentence can do with half a cue; a label stands alone, so that its words must be plain: what begins, what ends, and of what.
"""

from __future__ import annotations

import re

from clausescan.core.span import Span
from clausescan.extract.anchored import first_from
from clausescan.extract.caseless import caseless, lower
from clausescan.extract.dates import DateMatch, find_dates
from clausescan.extract.durations import DurationMatch, find_durations
from clausescan.extract.pattern_rules import lowered
from clausescan.extract.term_claims import Claim, Statement
from clausescan.extract.term_rules import SIGNS
from clausescan.extract.term_text import Item, Sentence

COVER = 6000
"""A cover sheet or summary stands within so many code points."""
_BLOCK = 700
"""The labels of one summary stand so near each other."""
_PAPER = r"(?:(?:contract|agreement|award|term|price agreement|blanket|order|lease|services?|original|initial|base|first)[ ]{1,2}){0,3}"
_DATE = r"(?:[ ]{1,2}(?:date|day|on|from|period))?"
_LABEL = caseless(
    rf"""(?<![\w-])(?:
      (?P<cap>(?:max(?:imum)?\.?|final|last|latest|ultimate)[ ]{{1,2}}(?:possible[ ]{{1,2}})?{_PAPER}
        (?:end|expir(?:ation|es|y)|termination|renewal[ ]ends?|date){_DATE})
     |(?P<current>(?:current|present|extended|revised)[ ]{{1,2}}{_PAPER}(?:end|ends|expir(?:ation|es|y)|termination){_DATE})
     |(?P<start>{_PAPER}(?:start|starts|started|begins?|began|beginning|commence(?:s|d|ment)?|commencing|effective|valid[ ]from){_DATE})
     |(?P<end>{_PAPER}(?:ends?|ending|stops?|finish(?:es)?|expir(?:ation|es|y|ing)|termination|completion|valid[ ](?:to|through|thru|until)){_DATE})
     |(?P<first>from)|(?P<last>to|through|thru|until)
     |(?P<initial>(?:contract|agreement|initial|base|original)[ ]{{1,2}}(?:contract[ ]{{1,2}})?(?:term|period|length|duration))
    )[ \t]{{0,6}}(?:[:–]|-[ ]|\n|\|)[ \t\n|]{{0,12}}(?=[\da-z(])""",
    re.VERBOSE,
)
_FIRST = re.compile(
    r"(?:start(?:s|ed)?|begins?|began|beginning|commence(?:s|d|ment)?|commencing|effective|valid from|from)"
    + _DATE
    + r"[ \t]{0,6}(?:[:–]|-[ ]|\n|\|)[ \t\n|]{0,12}(?=[\da-z(])"
)
_FIRST_HEADS = ("start", "begin", "began", "commenc", "effective", "valid from", "from")
"""What ends the label of a first day, in lower case, and how it begins: without one of them no other label counts."""
_OTHERS = re.compile(
    r"\b(?:insur|polic(?:y|ies)|bond|licen[cs]|warrant|wage|permit|certificat|quot|invoice|schedule|proposal|bid\b|rfp|audit|registration|meeting|master"
    r"|amendment|change|anticipated|estimated|tentative|proposed|revis)",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"\b(?:contract|agreement|award|initial|base|original)\s(?:contract\s)?(?:period|term|dates?)\b|^\W*term\b|\bperiod\sof\s(?:performance|contract)",
    re.IGNORECASE | re.MULTILINE,
)
_UNDER = 110
"""So far behind the name of the period "From:" and "To:" are its days."""
_LINE_BEFORE = 48
_SCORE = 4


def label_statement(text: str, span: Span) -> Statement | None:
    """What the labels of one summary say of the term; None where there is no first day, or neither a last day nor a length with it."""
    limit = min(span.end, span.start + COVER)
    if first_from(_FIRST, _FIRST_HEADS, lower(text), lowered(text), span.start, limit) is None:
        return None
    found: list[tuple[str, Span, DateMatch | DurationMatch]] = []
    for m in _LABEL.finditer(text, span.start, limit):
        slot = {"first": "start", "last": "end"}.get(m.lastgroup or "", m.lastgroup or "")
        line = text[max(text.rfind("\n", 0, m.start()) + 1, m.start() - _LINE_BEFORE) : m.start()]
        bare = m.lastgroup in ("first", "last")
        if _OTHERS.search(line) or (bare and not _PERIOD.search(text, max(span.start, m.start() - _UNDER), m.start())):
            continue
        value = _value(text, m.end(), min(span.end, m.end() + 40), length=slot == "initial")
        if value is not None and (not found or m.start() - found[0][1].start < _BLOCK):
            found.append((slot, value.span, value))
    slots = [slot for slot, _, _ in found]
    if slots.count("start") != 1 or slots.count("end") > 1 or not {"end", "initial"} & set(slots):
        return None
    return _statement(found)


def _value(text: str, start: int, end: int, *, length: bool) -> DateMatch | DurationMatch | None:
    """The day or the length that begins right there; None where something else does."""
    if length:
        lengths = find_durations(text, start, end)
        return lengths[0] if lengths and lengths[0].span.start == start and lengths[0].months else None
    dates = find_dates(text, start, end)
    return dates[0] if dates and dates[0].span.start == start and dates[0].date and dates[0].precision != "year" else None


def _statement(found: list[tuple[str, Span, DateMatch | DurationMatch]]) -> Statement:
    signs = [SIGNS["length" if slot == "initial" else "date"] for slot, _, _ in found]
    reduced = " ".join(signs)
    items = tuple(Item(2 * n, span, value) for n, (_, span, value) in enumerate(found))
    sentence = Sentence(found[0][1].cover(found[-1][1]), reduced, reduced, items)
    rules = {"cap": "cap.date", "current": "current.label", "initial": "initial.strong"}
    claims = tuple(Claim(slot, item, sentence, _SCORE, rules.get(slot, f"label.{slot}")) for (slot, _, _), item in zip(found, items, strict=True))
    return Statement(sentence, _SCORE, claims)
