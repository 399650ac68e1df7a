"""The rules of `rules/term.toml`: events, topics, decoys and cues, loaded strictly and once.

Patterns are regular expressions without regard to case, run on the reduced text of a sentence in lower case, where `<D>` stands for a
date, `<B>` a blank date, `<P>` a length of time, `<E>` an event, `<N>` a count, `<Y>` a fiscal or school year.
Event patterns read the whole text in lower case, heading patterns the text itself; in event patterns a blank stands for white space.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from clausescan.errors import RuleError
from clausescan.extract.anchored import first_from
from clausescan.extract.caseless import lowered_pattern
from clausescan.extract.many_words import ManyWords

SIGNS = {"date": "\ue000", "length": "\ue001", "event": "\ue002", "count": "\ue003", "blank": "\ue004", "year": "\ue005"}
_LETTERS = {"<D>": "date", "<P>": "length", "<E>": "event", "<N>": "count", "<B>": "blank", "<Y>": "year"}
_KINDS = {"date", "length", "event", "blank", "year"}
_TABLES = {"event", "topic", "decoy", "cue", "renewal", "actor", "words"}


@dataclass(frozen=True, slots=True)
class TermRule:
    """One rule. `slot` is what it speaks for. A cue's `pattern` ends where the item begins (`left`), its `after` begins where that ends (`right`).

    Where there are `anchors`, one of them stands in every match, so that most rules never run.
    """

    id: str
    why: str
    slot: str
    pattern: re.Pattern[str]
    kinds: tuple[str, ...] = ()
    after: re.Pattern[str] | None = None
    weight: int = 0
    anchors: tuple[str, ...] = ()
    matches: tuple[str, ...] = ()
    not_matches: tuple[str, ...] = ()

    def search(self, small: str) -> re.Match[str] | None:
        """The first match in a reduced text in lower case; None where there is none."""
        return self.search_with(small, {anchor for anchor in self.anchors if anchor in small})

    def search_with(self, small: str, held: set[str]) -> re.Match[str] | None:
        """The same, told which anchors the text holds: they are looked for once for many rules."""
        return self.pattern.search(small) if not self.anchors or not held.isdisjoint(self.anchors) else None


@dataclass(frozen=True, slots=True)
class Substance:
    """What a term can be computed with: figures, and words. Every match of `words` begins with one of `heads`."""

    words: re.Pattern[str]
    heads: tuple[str, ...]
    figures: re.Pattern[str]

    def find(self, small: str, flat: str, start: int, end: int) -> int:
        """Where the first begins between two offsets of a text in lower case; -1 where none stands there. `flat` is the same text `lowered`."""
        figure = self.figures.search(small, start, end)
        word = first_from(self.words, self.heads, small, flat, start, end)
        return min((found.start() for found in (figure, word) if found), default=-1)


@dataclass(frozen=True, slots=True)
class TermRules:
    """All rules of the term, in the order of the file; the first that fits wins.

    Every match of `anchor` begins with one of `anchor_heads`. In a short text nearly every sentence is read (`anchor_short`,
    `substance_short`). Anchors and substance are searched in the lower-case text, which is much faster than without regard to case.
    """

    events: tuple[TermRule, ...]
    topics: tuple[TermRule, ...]
    decoys: tuple[TermRule, ...]
    cues: tuple[TermRule, ...]
    renewals: tuple[TermRule, ...]
    actors: tuple[TermRule, ...]
    anchor: re.Pattern[str]
    anchor_heads: tuple[str, ...]
    anchor_short: re.Pattern[str]
    substance: Substance
    substance_short: Substance
    heading: re.Pattern[str]
    agency_name: re.Pattern[str]
    anchors: ManyWords
    """Those of topics, decoys and events."""
    cues_of: Mapping[str, tuple[TermRule, ...]]
    """The cues for each sign, in the order of the file."""


def _signed(text: str) -> str:
    """The text with `<D>` and the like as signs."""
    for letters, name in _LETTERS.items():
        text = text.replace(letters, SIGNS[name])
    return text


def _compile(pattern: str, place: str, *, spaced: bool = False) -> re.Pattern[str]:
    flat = " ".join(pattern.split("\n")) if spaced else pattern.replace("\n", "")
    flat = re.sub(r"\\n {2,}", r"\\n", flat)
    flat = _signed(flat)
    if spaced:
        flat = r"(?<!\w)(?:" + flat.replace(" ", r"\s{1,3}") + r")(?!\w)"
    try:
        return re.compile(lowered_pattern(flat))
    except re.error as error:
        raise RuleError(f"{place}: not a regular expression: {error}") from error


def _rule(table: str, entry: dict[str, Any], macros: dict[str, str]) -> TermRule:
    place = f"term.toml, {table} {entry.get('id', '?')}"
    if extra := set(entry) - {"id", "why", "slot", "pattern", "left", "right", "kinds", "weight", "anchors", "matches", "not_matches"}:
        raise RuleError(f"{place}: unknown key {min(extra)!r}")
    needed = {"id", "why"} | (set() if table == "cue" else {"pattern"})
    if missing := needed - set(entry):
        raise RuleError(f"{place}: key {min(missing)!r} is missing")
    if unknown := set(entry.get("kinds", ())) - _KINDS:
        raise RuleError(f"{place}: unknown kind {min(unknown)!r}")

    def pattern(key: str, shape: str) -> re.Pattern[str]:
        text = entry.get(key, "")
        for name, words in macros.items():
            text = text.replace("{" + name + "}", f"(?:{words})")
        return _compile(shape.format(text) if text else "", place, spaced=table == "event")

    return TermRule(
        id=entry["id"],
        why=entry["why"],
        slot=entry.get("slot", entry["id"]),
        pattern=pattern("left", "(?:{})$") if table == "cue" else pattern("pattern", "{}"),
        after=pattern("right", "(?:{})") if "right" in entry else None,
        kinds=tuple(SIGNS[k] for k in entry.get("kinds", ())),
        weight=entry.get("weight", 0),
        anchors=tuple(_signed(a) for a in entry.get("anchors", ())),
        matches=tuple(entry.get("matches", ())),
        not_matches=tuple(entry.get("not_matches", ())),
    )


def parse_term_rules(text: str) -> TermRules:
    """Rules from the text of a rules file.

    Raises:
        RuleError: not TOML, an unknown table or key, a missing key, or a pattern that is not a regular expression.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"term.toml is not TOML: {error}") from error
    if extra := set(data) - _TABLES:
        raise RuleError(f"term.toml: unknown table {min(extra)!r}")
    macros = data["words"]
    rules = {t: tuple(_rule(t, entry, macros) for entry in data.get(t, ())) for t in _TABLES - {"words"}}
    return TermRules(
        rules["event"],
        rules["topic"],
        rules["decoy"],
        rules["cue"],
        rules["renewal"],
        rules["actor"],
        re.compile(macros["anchor"]),
        tuple(macros["anchor_heads"].split("|")),
        re.compile(macros["anchor_short"]),
        _substance(macros, "substance"),
        _substance(macros, "substance_short"),
        re.compile(macros["heading"], re.VERBOSE | re.MULTILINE),
        re.compile(rf"\b(?:{macros['public']})\b"),
        ManyWords(anchor for table in ("topic", "decoy", "event") for rule in rules[table] for anchor in rule.anchors),
        MappingProxyType({sign: tuple(cue for cue in rules["cue"] if sign in cue.kinds) for sign in SIGNS.values()}),
    )


def _substance(macros: dict[str, str], name: str) -> Substance:
    return Substance(re.compile(macros[f"{name}_words"]), tuple(macros[f"{name}_heads"].split("|")), re.compile(macros[f"{name}_figures"]))


@cache
def load_term_rules() -> TermRules:
    """The rules that come with the package.

    Raises:
        RuleError: the file is missing or wrong.
    """
    try:
        text = (files("clausescan.extract") / "rules" / "term.toml").read_text("utf-8")
    except OSError as error:
        raise RuleError(f"rules file term.toml cannot be read: {error}", "Install the package again.") from error
    return parse_term_rules(text)
