"""The day of an event that the term counts from, told elsewhere in the same text: by the words of the event itself (TERMS 3)."""

from __future__ import annotations

import re
from itertools import islice

from clausescan.core.span import Span
from clausescan.extract.caseless import lower
from clausescan.extract.dates import find_dates
from clausescan.extract.term_dates import DatedFact
from clausescan.extract.term_text import SHORT_TEXT

_STEMS = {
    "last_signature": ("sign", "execut"),
    "execution_date": ("execut", "sign"),
    "award_date": ("award",),
    "board_approval": ("approv", "adopt", "ratif"),
    "notice_to_proceed": ("notice to proceed", "ntp"),
}
"""What is said to have happened, beside the event's own words."""
_EMPTY_WORDS = frozenset(
    ["the", "which", "that", "when", "upon", "this", "such", "from", "date", "first", "last", "final", "contract", "agreement", "on", "of", "day"]
)
_TELLS = re.compile(
    r"[”\"'’)]{0,3}(?:\s(?:was|is|has been|shall be|will be|being|means?|of|on|took|occurred|happened|place|given|made|issued|dated|confirmed"
    r"|received|approved|executed|signed|awarded|set|fixed|established|it|this|the|by|as|for|contract|agreement|[A-Z]\w+|letter|in|writing|date|day)){0,9}"
    r"[\s:,(–-]{0,6}\Z"
)
"""What may stand between the words of the event and its day."""
_NOT_YET = re.compile(
    r"\b(?:expect|anticipat|plan|estimat|tentativ|no later|not later|before|prior|within|until|through|expir|end(?:s|ed|ing)?\b|due)"
)
_ON = re.compile(r"\bon\s{1,2}\Z", re.IGNORECASE)
_SUBJECT = re.compile(r"\A,?(?:\s[\w’'-]+){0,7}\s\Z")
"""Who did it, between the day and the word: "on May 4, 2023 the County Board approved"."""
_TRIED = 60


def told_day(event: str, words: str, text: str, span: Span) -> DatedFact | None:
    """The one day that the text tells for an event named by `words`; None where it tells none or several.

    A name such as "Rent Commencement Date" is looked for in all of the text; what merely happened ("approved on May 4") only in a short one.
    """
    name = _name(words)
    stems = [name] if name else []
    if len(span) < SHORT_TEXT:
        stems += _STEMS.get(event, ()) or _own_words(words)
    found: dict[object, DatedFact] = {}
    for stem in stems:
        for fact in _days_beside(stem, event, text, span):
            found.setdefault(fact.date, fact)
        if found:
            break
    if event == "last_signature" and found:
        return max(found.values(), key=lambda f: f.date)
    return next(iter(found.values())) if len(found) == 1 else None


def _name(words: str) -> str | None:
    """The event as a name that a contract defines: two words or more that end with "date"."""
    plain = [w for w in lower(words).split() if w not in ("the", "its", "such")]
    return " ".join(plain) if 1 < len(plain) < 5 and plain[-1] == "date" and plain[0] not in _EMPTY_WORDS else None


def _own_words(words: str) -> list[str]:
    """The words of the event that say what happens, the most telling (longest) first."""
    return sorted((w for w in re.findall(r"[a-z][a-z-]{3,}", lower(words)) if w not in _EMPTY_WORDS), key=len, reverse=True)[:2]


def _days_beside(stem: str, event: str, text: str, span: Span) -> list[DatedFact]:
    """Days that stand in the same sentence right behind the stem, or right before it."""
    found = []
    pattern = re.compile(rf"\b{re.escape(stem)}\w*".replace(r"\ ", r"\s+"))
    small = lower(text)
    for m in islice(pattern.finditer(small, span.start, span.end), _TRIED):
        for day in find_dates(text, m.end(), min(span.end, m.end() + 110))[:1]:
            between = text[m.end() : day.span.start]
            if day.date and day.precision == "exact" and _TELLS.match(between) and not _NOT_YET.search(lower(between)):
                found.append(DatedFact(day.date, event, day.span))
        for day in find_dates(text, max(span.start, m.start() - 100), m.start())[-1:]:
            between = text[day.span.end : m.start()]
            if (
                day.date
                and _ON.search(text, max(span.start, day.span.start - 8), day.span.start)
                and _SUBJECT.match(between)
                and not _NOT_YET.search(lower(between))
            ):
                found.append(DatedFact(day.date, event, day.span))
    return found
