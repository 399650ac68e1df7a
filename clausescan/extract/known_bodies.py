"""Public bodies whose names do not tell what they are, or where: "Home Forward", "BART", "Kent State University" (AGENCIES 2, step 1).

Data in registry/bodies.csv, from general knowledge (K), read in 2026-11.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources

from clausescan.core.finding import AgencyType
from clausescan.extract.names import clean_name


@dataclass(frozen=True, slots=True)
class KnownBody:
    """One row: the name as usually written, its type, and its state's code; None where bodies of two states share the name."""

    name: str
    type: AgencyType
    state: str | None

    @property
    def exact(self) -> bool:
        """Whether the name counts in capitals only, as an acronym does."""
        return self.name.isupper() and " " not in self.name


@cache
def load_known() -> dict[str, KnownBody]:
    """All rows by their names in lower case."""
    text = resources.files("clausescan.extract").joinpath("registry/bodies.csv").read_text(encoding="utf-8")
    rows = (KnownBody(r["name"], AgencyType(r["type"]), r["state"] or None) for r in csv.DictReader(text.splitlines()))
    return {row.name.lower(): row for row in rows}


@cache
def _by_last_word() -> dict[str, tuple[str, ...]]:
    """Names in lower case by their last word."""
    groups: dict[str, list[str]] = defaultdict(list)
    for name in load_known():
        groups[name.rsplit(" ", 1)[-1]].append(name)
    return {word: tuple(names) for word, names in groups.items()}


def last_words() -> frozenset[str]:
    """The last words of all names, in lower case: without one of them no text names a known body."""
    return frozenset(_by_last_word())


def known_body(name: str) -> KnownBody | None:
    """The body of that name, in any case and with or without an article; None for others."""
    return load_known().get(clean_name(name).lower())


def state_known(name: str) -> str | None:
    """The state of a body known by name; None for others."""
    found = known_body(name)
    return found.state if found else None


def known_in(phrase: str, small: str, words: Iterable[str]) -> tuple[tuple[int, int, KnownBody], ...]:
    """Known bodies in a phrase with their offsets; `small` is the phrase in lower case and `words` are its words."""
    groups, known = _by_last_word(), load_known()
    found = []
    for word in groups.keys() & {w.strip(",.()") for w in words}:
        for name in groups[word]:
            start = small.find(name)
            end = start + len(name)
            if start >= 0 and _apart(small, start, end) and (not known[name].exact or phrase[start:end].isupper()):
                found.append((start, end, known[name]))
    return tuple(sorted(found, key=lambda f: f[:2]))


def _apart(text: str, start: int, end: int) -> bool:
    """Whether no letter, digit or hyphen touches those offsets."""
    return not (text[start - 1 : start].isalnum() or text[start - 1 : start] == "-" or text[end : end + 1].isalnum() or text[end : end + 1] == "-")
