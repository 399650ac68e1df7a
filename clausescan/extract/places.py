"""States: names, postal codes, ZIP prefixes, telephone areas, and which state a text speaks of.

Data in registry/states.csv and registry/cities.csv.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib import resources

from clausescan.core.span import Span
from clausescan.extract.alternation import alternation
from clausescan.extract.anchored import matches_at, starts_before


@dataclass(frozen=True, slots=True)
class State:
    """A state or territory: two-letter code, name, newspaper abbreviation (or ""), ranges of three-digit ZIP prefixes, telephone areas."""

    code: str
    name: str
    short: str
    zips: tuple[tuple[int, int], ...]
    phones: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StateVote:
    """A place where the text names a state: the state's code, where, and how strongly it speaks for the body's home."""

    code: str
    span: Span
    weight: float


def _table(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(resources.files("clausescan.extract").joinpath(f"registry/{name}").read_text(encoding="utf-8").splitlines()))


@cache
def load_states() -> tuple[State, ...]:
    """All states, D.C. and territories, in the order of the file."""
    return tuple(State(r["code"], r["name"], r["short"], _ranges(r["zip"]), tuple(r["phones"].split())) for r in _table("states.csv"))


def _ranges(cell: str) -> tuple[tuple[int, int], ...]:
    return tuple((int(a), int(b)) for a, b in (piece.split("-") for piece in cell.split()))


@cache
def state_pattern() -> str:
    """Alternatives of a regular expression for states' names, the longer before the shorter ("West Virginia" before "Virginia")."""
    return "|".join(re.escape(s.name) for s in sorted(load_states(), key=lambda s: -len(s.name)))


@cache
def _codes() -> dict[str, str]:
    return {key: s.code for s in load_states() for key in (s.name.lower(), s.code.lower(), s.short.lower()) if key}


@cache
def _by_prefix() -> dict[int, str]:
    return {prefix: s.code for s in load_states() for a, b in s.zips for prefix in range(a, b + 1)}


@cache
def _by_phone() -> dict[str, str]:
    return {area: s.code for s in load_states() for area in s.phones}


@cache
def _by_city() -> dict[str, str]:
    return {r["city"].lower(): r["state"] for r in _table("cities.csv")}


@cache
def _city_regex() -> re.Pattern[str]:
    return re.compile(alternation((r["city"] for r in _table("cities.csv")), r"[\w-]") + r"(?![\w-])")


def state_code(words: str) -> str | None:
    """The code for a state's name, code or abbreviation in any case; None for other words."""
    return _codes().get(re.sub(r"\s+", " ", words.strip()).lower())


def state_of_zip(digits: str) -> str | None:
    """The state of a ZIP code ("48060", "48060-1234"); None where the prefix is not assigned."""
    return _by_prefix().get(int(digits[:3])) if digits[:5].isdigit() and len(digits) >= 5 else None


def state_of_city(name: str) -> str | None:
    """The state of a large city or county whose name no other large one shares, where the words hold it ("San Francisco Unified School District")."""
    found = _city_regex().search(name)
    return _by_city().get(re.sub(r"\s+", " ", found[0]).lower()) if found else None


def city_place(name: str) -> tuple[int, int] | None:
    """Where in the words such a city stands; None where none does."""
    found = _city_regex().search(name)
    return found.span() if found else None


@cache
def _name_regex() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{state_pattern()})(?![\w-])", re.IGNORECASE)


_LOCAL = re.compile(r"\s*(?:the\s+)?(?:city|town|village|county|township|borough|port)\b|.*\b(?:county|city|township|parish)\b", re.IGNORECASE)


_CODE_FIRST = re.compile(r"([A-Z]{2})S? (?:State )?(?i:Department|Division|Office|Bureau|Board|Commission) ")


def state_of_name(name: str) -> str | None:
    """The state that a body's own name holds ("University of Utah"); None without one, and for cities and counties, which borrow states' names."""
    found = None if _LOCAL.match(name) else _name_regex().search(name)
    code = None if found or _LOCAL.match(name) else _CODE_FIRST.match(name)
    return state_code(found[0]) if found else state_code(code[1]) if code else None


def _spellings() -> list[str]:
    return [*(s.name for s in load_states()), *(s.short for s in load_states() if s.short), *(s.code for s in load_states())]


@cache
def _after_regex() -> re.Pattern[str]:
    return re.compile(
        rf"\s{{0,3}}(?:[,(\n]\s{{0,2}}|in\s|of\sthe\sState\sof\s)(?:State\sof\s|Commonwealth\sof\s)?({alternation(_spellings())})(?![\w-])"
    )


_CODE_ENDS = re.compile(r"\s{0,2}(?:\n|\Z|[\d,.;)])")


def state_after(text: str, offset: int) -> StateVote | None:
    """The state that stands right after a name ("City of Elmont, Ohio", "(Ohio)", or on the next line)."""
    found = _after_regex().match(text, offset)
    if found and len(found[1]) == 2 and "\n" in text[offset : found.start(1)] and not _CODE_ENDS.match(text, found.end()):
        return None  # "University of Texas / MD Anderson"
    code = state_code(found[1]) if found else None
    return StateVote(code, Span(*found.span(1)), 6.0) if found and code else None


@cache
def _place_regex() -> re.Pattern[str]:
    return re.compile("(" + alternation(_spellings(), r"[\w@.-]") + r")(?![\w-])")


_SITE = re.compile(r"\.(?:([a-z]{2})\.us|([a-z]{4,14})\.gov)\b")
_PHONE = re.compile(r"[0-9](?<![\d-].)\d\d\)?[ .-]{1,2}\d{3}[ .-]\d{4}(?!\d)")
# What only one state's laws are called.
_CODES = {
    "ORS": "OR",
    "RCW": "WA",
    "NJSA": "NJ",
    "ARS": "AZ",
    "CRS": "CO",
    "KSA": "KS",
    "OCGA": "GA",
    "MGL": "MA",
    "ILCS": "IL",
    "NMSA": "NM",
    "NDCC": "ND",
}
_CODES |= {
    "WAC": "WA",
    "SDCL": "SD",
    "KRS": "KY",
    "NRS": "NV",
    "NCGS": "NC",
    "NYCRR": "NY",
    "RSMO": "MO",
    "MCA": "MT",
    "MCL": "MI",
    "ORC": "OH",
    "HRS": "HI",
}
_DOTTED = ("N.J.S.A", "A.R.S", "C.R.S", "K.S.A", "O.C.G.A", "M.G.L", "N.D.C.C", "N.C.G.S")
_STATUTE = re.compile(
    "(" + alternation((*_CODES, "RSMo", *_DOTTED), r"[\w.]") + r")\.?\s{1,2}(?:§{1,2}\s?|[Cc]h(?:apter|\.)\s|[Ss]ections?\s|[Cc]\.\s?)?\d"
)
_LAST_CODE = re.compile(r"[KNORW](?<=\s.)(?:CW|RS|SMo|AC)\b")
_NUMBER_BEFORE = re.compile(r"\d{1,3}[A-Z]?(?:\.\d{1,3}){1,2}\s{1,2}\Z")
_STATUTE_LAST = re.compile(r"\d{1,3}[A-Z]?(?:\.\d{1,3}){1,2}\s{1,2}(RCW|ORS|NRS|KRS|RSMo|WAC)\b")
_ZIP = re.compile(r"[.,]?\s{1,3}(\d{5})(?:-\d{4})?(?!\d)")
_STATE_OF = re.compile(r"\b(?:state|commonwealth)\sof\s{1,2}$", re.IGNORECASE)
_CITY_BEFORE = re.compile(r"[A-Za-z]{3},\s{1,2}$")
_INCORPORATED = re.compile(
    r"(?:corporation|company|partnership|LLC|Inc|incorporated|organized|existing|licensed)\W{0,3}(?:(?:a"
    r"|an|in|under|the|laws|of|state)\W{1,2}){0,6}$|\b(?:a|an)\s{1,2}$",
    re.IGNORECASE,
)
_COMPANY_AFTER = re.compile(r"\s(?:limited|corporation|company|LLC|general partnership|partnership|for-profit|based)", re.IGNORECASE)
_LAW = re.compile(r"\b(?:laws?|statutes?|code|governed|courts?|venue)\W{1,3}(?:\w+\W{1,2}){0,4}$", re.IGNORECASE)


def state_votes(text: str, start: int, end: int, head: int) -> tuple[StateVote, ...]:
    """Every mention of a state, weighed: an address with a ZIP code counts more than a bare name, and all count three times before offset `head`.

    Where a company is said to be incorporated there ("an Ohio corporation") does not count. Web addresses and telephone areas count a little.
    """
    votes = [v for m in _place_regex().finditer(text, start, end) if (v := _place_vote(text, m.start(), m.end(), start))]
    votes += [StateVote(code, Span(*m.span()), 2.0) for m in _SITE.finditer(text, start, end) if (code := _site_code(m[1], m[2]))]
    numbers = starts_before(_NUMBER_BEFORE, text, (m.start() for m in _LAST_CODE.finditer(text, start, end)), start, most=16)
    statutes = (*_STATUTE.finditer(text, start, end), *matches_at(_STATUTE_LAST, numbers, text, start, end))
    votes += [StateVote(_CODES[m[1].replace(".", "").upper()], Span(*m.span(1)), 2.0) for m in statutes]
    votes += [StateVote(code, Span(*m.span()), 1.0) for m in _PHONE.finditer(text, start, end) if (code := _by_phone().get(m[0][:3]))]
    return tuple(StateVote(v.code, v.span, v.weight * (3 if v.span.start < head else 1)) for v in votes)


def _place_vote(text: str, start: int, end: int, least: int) -> StateVote | None:
    words, before = text[start:end], text[max(least, start - 60) : start]
    zipped = _ZIP.match(text, end)
    if zipped and (by_zip := state_of_zip(zipped[1])) == state_code(words) and by_zip:
        return StateVote(by_zip, Span(start, zipped.end(1)), 3.0)
    code = state_code(words)
    if code is None or _COMPANY_AFTER.match(text, end):
        return None
    if _CITY_BEFORE.search(before):
        return StateVote(code, Span(start, end), 1.5)
    if len(words) < 4:
        return None  # "IN", "OR", "ME" are words
    if _LAW.search(before):
        return StateVote(code, Span(start, end), 3.0)
    return None if _INCORPORATED.search(before) else StateVote(code, Span(start, end), 2.0 if _STATE_OF.search(before) else 0.5)


def _site_code(short: str | None, name: str | None) -> str | None:
    return state_code(short) if short else next((s.code for s in load_states() if s.name.lower().replace(" ", "") == name), None)


def winning_state(votes: tuple[StateVote, ...]) -> StateVote | None:
    """The strongest vote for the state with the most weight; None where no state holds more than half of all weight."""
    total: dict[str, float] = defaultdict(float)
    for vote in votes:
        total[vote.code] += vote.weight
    code = max(total, key=lambda c: total[c], default=None)
    if code is None or 2 * total[code] <= sum(total.values()):
        return None
    return max((v for v in votes if v.code == code), key=lambda v: (v.weight, -v.span.start))
