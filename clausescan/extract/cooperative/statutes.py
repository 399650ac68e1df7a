"""Statutes on cooperative purchasing cited in a clause, each written in one way whatever the drafter wrote (STATUTES, citation)."""

from __future__ import annotations

import re
from functools import cache

from clausescan.extract.wordings import wordings

_TOPIC = "cooperative/statutes"
_NUMBER = r"(?P<number>\d+[A-Z]?(?:[.:/-]\d+[A-Z]?)*(?:\(\w{1,4}\))*)"
_UNIT = r"(?:(?i:Ann(?:otated|\.)?,?|sections?|secs?\.|§{1,2}|chapters?|ch\.|art\.)\s*)*"
# The number may come first: "Chapter 39.34 RCW", "Sections 20118 and 20652 of the Public Contract Code".
_SECTIONS = r"\b[Ss]ections?\s+(?P<first>\d[\w.-]*\w)(?:\s+(?:and|or)\s+(?P<second>\d[\w.-]*\w))?\s+of\s+the\s+"


@cache
def _laws() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    """Each law as written here, with its name before a number and behind one."""
    return tuple((law.value, _cited(law.source), _reversed(law.source)) for law in wordings(_TOPIC))


def _cited(names: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z.])(?:{names}),?\s*{_UNIT}{_NUMBER}(?:,?\s+(?:section|s\.|§)\s*(?P<part>\d+[A-Z]?))?")


def _reversed(names: str) -> re.Pattern[str]:
    return re.compile(rf"\b[Cc]hapter\s+{_NUMBER}\s+(?:of\s+the\s+)?(?:{names})(?!\w)|{_SECTIONS}(?:{names})(?!\w)")


def statutes_in(text: str) -> tuple[str, ...]:
    """Citations of statutes in the order of the text, each once and written in one way: "PCC section 20118" is `Pub. Contract Code 20118`."""
    found: list[tuple[int, str]] = []
    for law, cited, behind in _laws():
        for match in cited.finditer(text):
            part = f" s.{match['part']}" if match["part"] else ""
            found.append((match.start(), f"{law}{'' if law.endswith('c.') else ' '}{match['number']}{part}"))
        for match in behind.finditer(text):
            numbers = [n for n in (match["number"], match["first"], match["second"]) if n]
            found += [(match.start() + k, f"{law} {number}") for k, number in enumerate(numbers)]
    return tuple(dict.fromkeys(written for _, written in sorted(found)))
