"""States: names, postal codes, ZIP prefixes, and which state a text speaks of. Data in registry/states.csv."""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib import resources

from clausescan.core.span import Span


@dataclass(frozen=True, slots=True)
class State:
    """A state or territory: two-letter code, name, newspaper abbreviation ("" where there is none) and ranges of three-digit ZIP prefixes."""

    code: str
    name: str
    short: str
    zips: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class StateVote:
    """A place where the text names a state: the state's code, where, and how strongly it speaks for the body's home."""

    code: str
    span: Span
    weight: float


@cache
def load_states() -> tuple[State, ...]:
    """All states, D.C. and territories, in the order of the file."""
    text = resources.files("clausescan.extract").joinpath("registry/states.csv").read_text(encoding="utf-8")
    return tuple(State(r["code"], r["name"], r["short"], _ranges(r["zip"])) for r in csv.DictReader(text.splitlines()))


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


def state_code(words: str) -> str | None:
    """The code for a state's name, code or abbreviation in any case; None for other words."""
    return _codes().get(re.sub(r"\s+", " ", words.strip()).lower())


def state_of_zip(digits: str) -> str | None:
    """The state of a ZIP code ("48060", "48060-1234"); None where the prefix is not assigned."""
    return _by_prefix().get(int(digits[:3])) if digits[:5].isdigit() and len(digits) >= 5 else None


@cache
def _name_regex() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{state_pattern()})(?![\w-])", re.IGNORECASE)


def state_of_name(name: str) -> str | None:
    """The state that a body's own name holds ("University of Utah"); None without one, and for cities and counties, which borrow states' names."""
    if re.match(r"\s*(?:the\s+)?(?:city|town|village|county|township|borough|port)\b|.*\b(?:county|city|township|parish)\b", name, re.IGNORECASE):
        return None
    found = _name_regex().search(name)
    return state_code(found[0]) if found else None


@cache
def _after_regex() -> re.Pattern[str]:
    shorts = "|".join(re.escape(s.short) for s in load_states() if s.short)
    codes = "|".join(s.code for s in load_states())
    return re.compile(rf"\s{{0,3}}(?:[,(\n]\s{{0,2}}|in\s|of\s(?:the\sState\sof\s)?)(?:State\sof\s|Commonwealth\sof\s)?(?:(?i:(?P<name>{state_pattern()}))(?![\w-])|(?P<short>{shorts})|(?P<code>{codes})(?![\w-]))")


def state_after(text: str, offset: int) -> StateVote | None:
    """The state that stands right after a name ("City of Elmont, Ohio", "(Ohio)", or on the next line)."""
    found = _after_regex().match(text, offset)
    code = state_code(found[found.lastgroup]) if found and found.lastgroup else None
    return StateVote(code, Span(found.start(), found.end()), 6.0) if found and code else None


@cache
def _vote_regex() -> re.Pattern[str]:
    codes = "|".join(s.code for s in load_states())
    shorts = "|".join(re.escape(s.short) for s in load_states() if s.short)
    return re.compile(
        rf"(?P<zip>(?<![\w-])(?:(?i:{state_pattern()})|(?:{codes})|(?:{shorts}))[.,]?\s{{1,3}}(?P<digits>\d{{5}})(?:-\d{{4}})?(?!\d))"
        rf"|(?P<of>(?<!\w)(?i:(?:State|Commonwealth)\s{{1,2}}of\s{{1,2}}(?P<ofname>{state_pattern()}))(?![\w-]))"
        rf"|(?P<city>(?<=[A-Za-z]),\s{{1,2}}(?P<cityname>(?i:{state_pattern()})|(?:{codes})|(?:{shorts}))(?![\w-]))"
        rf"|(?P<bare>(?<!\w)(?P<barename>{state_pattern()})(?![\w-]))"
        rf"|(?P<site>[\w-]\.(?:(?P<us>[a-z]{{2}})\.us|(?P<gov>[a-z]{{4,14}})\.gov)\b)"
    )


_INCORPORATED = re.compile(
    r"(?:corporation|company|partnership|LLC|Inc|incorporated|organized|existing|licensed|laws of (?:the )?)\W{0,3}(?:(?:a|an|in|under|the|laws|of|State)\W{1,2}){0,5}$"
    r"|\b(?:a|an)\s{1,2}$",
    re.IGNORECASE,
)
_COMPANY_AFTER = re.compile(r"\s(?:limited|corporation|company|LLC|general partnership|partnership|for-profit|based)", re.IGNORECASE)
_LAW = re.compile(r"\b(?:laws?|statutes?|code|governed|courts?|venue)\W{1,3}(?:\w+\W{1,2}){0,4}$", re.IGNORECASE)
_WEIGHTS = {"zip": 3.0, "of": 2.0, "city": 1.5, "bare": 0.5, "site": 2.0}


def state_votes(text: str, start: int, end: int, head: int) -> tuple[StateVote, ...]:
    """Every mention of a state, in order, weighed: an address with a ZIP code counts more than a bare name, and all count three times before offset `head`.

    Where a company is said to be incorporated there ("an Ohio corporation") does not count.
    """
    votes = []
    for found in _vote_regex().finditer(text, start, end):
        kind = next(k for k in _WEIGHTS if found[k])
        code = _code_of(found, kind)
        before = text[max(start, found.start() - 60) : found.start()]
        if code is None or _COMPANY_AFTER.match(text, found.end()) or (kind in {"of", "bare"} and _INCORPORATED.search(before) and not _LAW.search(before)):
            continue
        weight = 3.0 if kind == "of" and _LAW.search(before) else _WEIGHTS[kind]
        votes.append(StateVote(code, Span(found.start(), found.end()), weight * (3 if found.start() < head else 1)))
    return tuple(votes)


def _code_of(found: re.Match[str], kind: str) -> str | None:
    if kind == "zip":
        return state_of_zip(found["digits"])
    if kind == "site":
        return state_code(found["us"]) if found["us"] else next((s.code for s in load_states() if s.name.lower().replace(" ", "") == found["gov"]), None)
    return state_code(found[{"of": "ofname", "city": "cityname", "bare": "barename"}[kind]])


def winning_state(votes: tuple[StateVote, ...]) -> StateVote | None:
    """The strongest vote for the state with the most weight; None where no state holds more than half of all weight."""
    total: Counter[str] = Counter()
    for vote in votes:
        total[vote.code] += vote.weight  # type: ignore[assignment]
    if not total:
        return None
    code, weight = total.most_common(1)[0]
    if 2 * weight <= sum(total.values()):
        return None
    return max((v for v in votes if v.code == code), key=lambda v: (v.weight, -v.span.start))
