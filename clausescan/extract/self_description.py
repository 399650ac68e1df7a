"""What a text says of a body: "a political subdivision of the State of Ohio". It outranks the name (AGENCIES 2, rule 4)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from clausescan.core.finding import AgencyType, Answer
from clausescan.core.span import Span
from clausescan.extract.caseless import lower, lowered_pattern
from clausescan.extract.places import state_code, state_pattern


@dataclass(frozen=True, slots=True)
class SelfDescription:
    """`span` covers the words; `type` is None where they tell only that the body is public; `outranks` where they beat a type read from the name."""

    span: Span
    type: AgencyType | None
    public: Answer | None
    state: str | None
    outranks: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """One row of self_descriptions.toml: what the words make of a body; `matches` and `others` are proved by tests."""

    type: AgencyType | None
    public: Answer | None
    outranks: bool
    pattern: str
    matches: tuple[str, ...]
    others: tuple[str, ...]


@cache
def load_kinds() -> tuple[Kind, ...]:
    """All kinds, the one that wins over the others first."""
    data = tomllib.loads(resources.files("clausescan.extract").joinpath("self_descriptions.toml").read_text(encoding="utf-8"))
    return tuple(
        Kind(
            AgencyType(k["type"]) if "type" in k else None,
            Answer(k["public"]) if "public" in k else None,
            k["outranks"],
            k["pattern"],
            tuple(k["matches"]),
            tuple(k["others"]),
        )
        for k in data["kind"]
    )


@cache
def _kind_regex() -> re.Pattern[str]:
    """Reads words in lower case."""
    return re.compile(lowered_pattern("|".join(rf"(?P<k{n}>\b(?:{kind.pattern}))" for n, kind in enumerate(load_kinds()))))


_OPENING = re.compile(
    r"(?:\s?\([^()\n]{1,60}\)|\s?[\"“”'’®])?(?:,\s?[A-Z][\w ]{2,20})?(?:\s?\([^()\n]{1,60}\))?[,\n]?\s{0,2}"
    r"(?:(?:which )?is |\()?((?:a|an|the|A|An)\s)"
)
_STOP = re.compile(r"[.;“\"(\n]|\b(?:hereinafter|hereafter|and [A-Z]|by and|member|participant|part of|party|subsidiary)\b")
_STATE = re.compile(rf"(?:State|Commonwealth) of ({state_pattern()})|({state_pattern()})", re.IGNORECASE)
_REACH = 170


def self_description(text: str, span: Span, within: Span) -> SelfDescription | None:
    """What the words right after a name say of it, or None. The state is the one that they name."""
    opening = _OPENING.match(text, span.end, min(within.end, span.end + 90))
    if opening is None:
        return None
    limit = min(within.end, opening.end() + _REACH)
    stop = _STOP.search(text, opening.end(), limit)
    end = stop.start() if stop else limit
    found = _first(text, opening.end(), end)
    if found is None:
        return None
    kind = load_kinds()[found]
    state = _STATE.search(text, opening.end(), end)
    start = opening.start(1)
    return SelfDescription(Span(start, end), kind.type, kind.public, state_code(state[1] or state[2]) if state else None, kind.outranks)


def _first(text: str, start: int, end: int) -> int | None:
    """The highest ranked kind named there: the order of the table wins over the order of the words."""
    numbers = [int((m.lastgroup or "k0")[1:]) for m in _kind_regex().finditer(lower(text[start:end]))]
    return min(numbers, default=None)
