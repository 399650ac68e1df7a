"""Small words of the report: dates, pages, verdicts."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from clausescan.core.readiness import Verdict

_ISO = re.compile(r"\b(?:19|20)\d\d-\d\d-\d\d\b")


@dataclass(frozen=True, slots=True)
class Badge:
    """A verdict as icon, word and style name, so that it never hangs on colour alone."""

    icon: str
    word: str
    style: str


BADGES = {
    Verdict.MET: Badge("✓", "Met", "met"),
    Verdict.NOT_MET: Badge("✕", "Not met", "not-met"),
    Verdict.NEEDS_REVIEW: Badge("?", "Needs review", "review"),
    Verdict.NOT_FOUND: Badge("○", "Not found", "absent"),
    Verdict.NOT_IN_FILE: Badge("□", "Not in file", "absent"),
    Verdict.NOT_APPLICABLE: Badge("–", "Does not apply", "absent"),
    Verdict.USER_ATTESTED: Badge("✎", "Stated by the buyer", "review"),
}


def long_date(day: dt.date | None) -> str:
    """As in "June 30, 2026"; "not stated" for None."""
    return f"{calendar.month_name[day.month]} {day.day}, {day.year}" if day is not None else "not stated"


def written(words: str) -> str:
    """The same words with ISO dates written out."""
    return _ISO.sub(_long, words)


def _long(match: re.Match[str]) -> str:
    """The date written out; what only looks like one stays as it is."""
    try:
        return long_date(dt.date.fromisoformat(match[0]))
    except ValueError:
        return match[0]


def count_of(number: int, noun: str) -> str:
    """As in "1 page", "3 pages"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def page_range(first: int, last: int) -> str:
    """As in "page 3" or "pages 3–9"."""
    return f"page {first}" if first == last else f"pages {first}–{last}"


def page_list(pages: Sequence[int]) -> str:
    """As in "3, 5–9, 12"; "" for none."""
    runs: list[list[int]] = []
    for page in sorted(pages):
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in runs)


def sentence_case(words: str) -> str:
    """The same words with a capital letter first."""
    return words[:1].upper() + words[1:]


def shortened(words: str, most: int) -> str:
    """White space made plain, cut at a word (failing that, within one) with " …" where it is longer."""
    plain = " ".join(words.split())
    cut = plain.rfind(" ", 0, most)
    return plain if len(plain) <= most else plain[: cut if cut > 0 else most] + " …"
