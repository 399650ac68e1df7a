"""Words beside a name that tell its role in the deal. Data in party_cues.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from clausescan.core.span import Span
from clausescan.extract.caseless import lower, lowered_pattern
from clausescan.extract.places import state_after


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue: role "lead" or "vendor"; `before` where the words stand before the name; `weight` below zero speaks against the role.

    `pattern` reads the words in lower case, or as they are where `exact`.
    """

    id: str
    role: str
    before: bool
    weight: float
    pattern: re.Pattern[str]
    matches: tuple[str, ...]
    others: tuple[str, ...]
    exact: bool = False


@cache
def load_cues() -> tuple[Cue, ...]:
    """All cues, in the order of the file."""
    data = tomllib.loads(resources.files("clausescan.extract").joinpath("party_cues.toml").read_text(encoding="utf-8"))
    return tuple(_cue(entry) for entry in data["cue"])


def _cue(entry: dict[str, object]) -> Cue:
    before = entry["side"] == "before"
    body = str(entry["pattern"]).replace("\\(", "\0").replace(" ", r"\s").replace("\0", r"\(")
    body = rf"(?:{body})\s{{0,2}}$" if before else body
    exact = bool(entry.get("exact"))
    matches, others = entry["matches"], entry["others"]
    assert isinstance(matches, list)
    assert isinstance(others, list)
    return Cue(
        str(entry["id"]),
        str(entry["role"]),
        before,
        float(str(entry["weight"])),
        re.compile(body if exact else lowered_pattern(body)),
        tuple(matches),
        tuple(others),
        exact,
    )


@cache
def _of_role(role: str) -> tuple[Cue, ...]:
    return tuple(c for c in load_cues() if c.role == role)


_BEFORE = 90
_AFTER = 320


def cues_at(text: str, span: Span, role: str, within: Span) -> tuple[Cue, ...]:
    """The cues for that role that stand right before or after a name at `span`, looking no further than `within`."""
    before = _both(_without_gap(text[max(within.start, span.start - _BEFORE) : span.start]))
    after = _both(text[span.end : min(within.end, span.end + _AFTER)])
    state = state_after(text, span.end)
    beyond = _both(text[state.span.end : min(within.end, state.span.end + _AFTER)].lstrip(")")) if state else after
    return tuple(
        c
        for c in _of_role(role)
        if (c.pattern.search(before[c.exact]) if c.before else c.pattern.match(after[c.exact]) or (state and c.pattern.match(beyond[c.exact])))
    )


def _without_gap(words: str) -> str:
    """The words with two blanks for the gap between a label and its value in columns, and none for an indent."""
    if not words.endswith("  "):
        return words
    bare = words.rstrip(" ")
    return bare if bare.endswith("\n") else bare + "  "


def _both(words: str) -> tuple[str, str]:
    """The words in lower case, and as they are."""
    return lower(words), words
