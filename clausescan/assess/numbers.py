"""Numbers of solicitations, contracts and amendments: which are the same, and where a text names one."""

from __future__ import annotations

import re

_TOKEN = re.compile(r"[A-Za-z]+|\d+")
_KIND_WORDS = frozenset(
    [
        *(
            "rfp",
            "rfb",
            "ifb",
            "itb",
            "itn",
            "rfq",
            "rfi",
            "rfo",
            "bid",
            "bids",
            "no",
            "nos",
            "num",
            "number",
            "solicitation",
            "contract",
            "agreement",
        ),
        *("proposal", "proposals", "request", "for", "invitation", "to", "of", "the", "tender", "event", "master", "price", "k"),
    ]
)
_UNITS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_RANKS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"]
_ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"]
_WORDS = {word: n for words in (_UNITS, _RANKS, _ROMAN) for n, word in enumerate(words, 1)}
_KIND = r"(?:amendment|addendum|modification|change\s+(?:order|notice)|renewal|extension|supplement(?:al\s+agreement)?)"
_ORDINAL = re.compile(
    rf"""
    \b{_KIND}\s{{0,3}}(?:letter\s)?(?:no\b\.?|number|\#|num\.)?\s{{0,3}}(?P<after>\d{{1,3}}|[a-z]{{1,8}})\b # Amendment No. 2
    | \b(?P<before>{"|".join(_RANKS)}|\d{{1,2}}(?:st|nd|rd|th))\s{{1,3}}(?:and\s(?:final|last)\s)?{_KIND}\b # First Amendment
    """,
    re.VERBOSE | re.IGNORECASE,
)


def number_key(number: str) -> tuple[str, ...]:
    """The tokens that tell one number from another: "RFP 18-05", "18-05RFP" and "RFP#18-005" give the same key (BUNDLES 1). Empty without a digit."""
    tokens = [t.lower().lstrip("0") or "0" for t in _TOKEN.findall(number) if t.lower() not in _KIND_WORDS]
    return tuple(tokens) if any(t[0].isdigit() for t in tokens) else ()


def same_number(one: str, other: str) -> bool:
    """True where both are the same number written differently; a suffix (-A, Lot 2) makes another number, as it may be another vendor's award."""
    key = number_key(one)
    return bool(key) and key == number_key(other)


def naming(number: str) -> re.Pattern[str] | None:
    """A pattern that finds this number however it is punctuated; None for a number too short to be told from others (fewer than three digits)."""
    key = number_key(number)
    if sum(len(t) for t in key if t[0].isdigit()) < 3:
        return None
    tokens = (rf"0{{0,4}}{t}" if t[0].isdigit() else re.escape(t) for t in key)
    return re.compile(r"(?<![A-Za-z0-9])(?:k|[a-z]{2,3})?" + r"[\s\-–./#_]{0,3}".join(tokens) + r"(?![A-Za-z0-9]|-[0-9])", re.IGNORECASE)


def ordinal(words: str) -> int | None:
    """Which addendum or amendment this is, from its title or first lines; None where no number is given."""
    for match in _ORDINAL.finditer(words):
        raw = (match["after"] or match["before"]).lower()
        digits = re.match(r"\d+", raw)
        value = int(digits[0]) if digits else _WORDS.get(raw)
        if value is not None:
            return value
    return None


def count_up(numbers: str) -> tuple[int, ...]:
    """All numbers that a list names: "1-3", "1 through 3", "Nos. 1, 2 and 4". Ranges beyond 30 are left out as misread."""
    found: set[int] = set()
    for match in re.finditer(r"(\d{1,3})(?:\s{0,2}(?:-|–|through|thru|to)\s{0,2}(\d{1,3}))?", numbers):
        first, last = int(match[1]), int(match[2] or match[1])
        if first <= last <= 30:
            found.update(range(first, last + 1))
    return tuple(sorted(found))
