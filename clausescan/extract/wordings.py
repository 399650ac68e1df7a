"""Wordings kept as data: expressions that code joins into a judgement, read and compiled when they are first searched for.

`rules/<room>/<topic>.toml` holds `[[wording]]` tables. Keys: `id`, `why` (a sentence: what it tells), `pattern`, `matches`, `not_matches`; and, where
needed, `value` (what it decides), `anchors` (plain lower-case words, one of which stands in every match), `case = true` (capitals count),
`tried` ("start" or "whole": code tries it at one place, or on all of some words, not anywhere in a text).
`[reasons]` says for each value what it means, a sentence for the report.
Two more tables give names to pieces, which patterns hold as `{name}`: `[words.NAME]` is a vocabulary (`why`, `source`, `list`), one of whose words is
meant; `[parts]` are pieces of expressions. Those of `rules/<room>/words.toml` are known to all topics of the room.

In all of them a blank stands for white space of any length, and the ends of lines with the indent around them for nothing.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from clausescan.errors import RuleError
from clausescan.extract.caseless import lower, lowered_pattern
from clausescan.extract.needed import Needed, needed_words

_Search = Callable[..., re.Match[str] | None]

_NEEDED = frozenset({"id", "why", "pattern", "matches", "not_matches"})
_ALLOWED = _NEEDED | {"value", "anchors", "case", "tried"}
_TRIED = frozenset({"start", "whole"})
_TABLES = frozenset({"reasons", "words", "parts", "wording"})
_OF_WORDS = frozenset({"why", "source", "list"})
_PIECE = re.compile(r"\{([a-z][a-z_]*)\}")
_BLANKS = re.compile(r"\[(?:\\.|[^\]\\])*\]|\\.| +", re.DOTALL)
_SHARED = "words"
_CASED = "(?-i:"
_DEEPEST = 6
"""So many pieces may stand in one another."""


@dataclass(frozen=True)
class Wording:
    """An expression by its address, "room/topic.id". Its file is read, and the expression compiled, when first used."""

    address: str

    @cached_property
    def _entry(self) -> dict[str, Any]:
        topic, _, name = self.address.partition(".")
        try:
            return _topic(topic)[name]
        except KeyError:
            raise RuleError(f"rules/{topic}.toml: no wording {name!r}") from None

    @property
    def id(self) -> str:
        """Its name among all wordings of the room: "topic.id"."""
        return self.address.rpartition("/")[2]

    @property
    def why(self) -> str:
        """What it tells, a sentence."""
        return str(self._entry["why"])

    @property
    def value(self) -> str:
        """What it decides; empty where code says that."""
        return str(self._entry.get("value", ""))

    @property
    def anchors(self) -> tuple[str, ...]:
        """Words in lower case of which one stands in every match; empty where none are named."""
        return tuple(self._entry.get("anchors", ()))

    def found_in(self, text: str) -> bool:
        """True where it is found in a text in the way that code tries it: anywhere, at the start, or as the whole."""
        ways = {"start": self.match, "whole": self.fullmatch}
        return ways.get(self._entry.get("tried", ""), self.search)(text) is not None

    @property
    def matches(self) -> tuple[str, ...]:
        """Texts in which it is found."""
        return tuple(self._entry["matches"])

    @property
    def not_matches(self) -> tuple[str, ...]:
        """Texts in which it is not found."""
        return tuple(self._entry["not_matches"])

    @property
    def source(self) -> str:
        """The expression as `re` reads it, for those who build a longer one of it."""
        return _expanded(self._entry["pattern"], self.address.partition(".")[0])

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The expression, compiled."""
        return re.compile(self.source, 0 if self._entry.get("case") else re.IGNORECASE)

    @cached_property
    def search(self) -> _Search:
        """As `re.Pattern.search`; so the next ones."""
        return self.pattern.search if self._entry.get("case") or _CASED in self.source else _caseless_search(self)

    @cached_property
    def match(self) -> _Search:
        """At a place."""
        return self.pattern.match

    @cached_property
    def fullmatch(self) -> _Search:
        """All of a text."""
        return self.pattern.fullmatch

    @cached_property
    def finditer(self) -> Callable[..., Iterator[re.Match[str]]]:
        """One after the other."""
        return self.pattern.finditer

    @cached_property
    def sub(self) -> Callable[..., str]:
        """With others in their place."""
        return self.pattern.sub

    def may_match(self, small: str) -> bool:
        """False where none of its anchors stands in a text in lower case."""
        return any(anchor in small for anchor in self.anchors)

    @cached_property
    def needs(self) -> Needed:
        """The words without which it cannot match: asking for them costs far less than a search by a long expression."""
        return needed_words(self.source)


def _caseless_search(wording: Wording) -> _Search:
    """The search of an expression that does not regard case: first in lower case, where it takes half the time and most often finds nothing."""
    quick = re.compile(lowered_pattern(wording.source)).search

    def search(text: str, *stretch: int) -> re.Match[str] | None:
        found = quick(lower(text), *stretch)
        return None if found is None else wording.pattern.search(text, found.start(), *stretch[1:])

    return search


@cache
def wordings(topic: str) -> tuple[Wording, ...]:
    """All wordings of a topic ("room/topic"), in the order of its file.

    Raises:
        RuleError: there is no such file, or it is no TOML.
    """
    return tuple(Wording(f"{topic}.{name}") for name in _topic(topic))


@cache
def vocabulary(topic: str, name: str) -> tuple[str, ...]:
    """The words of a vocabulary as they stand, in their order."""
    return tuple(data_of(topic)["words"][name]["list"])


@cache
def reasons(topic: str) -> dict[str, str]:
    """What each value means that a topic can decide, a sentence each; empty where none are told."""
    return dict(data_of(topic).get("reasons", {}))


def topics(room: str) -> tuple[str, ...]:
    """The topics of a room, in the order of the alphabet, without its shared words."""
    names = sorted(p.name.removesuffix(".toml") for p in (files("clausescan.extract") / "rules" / room).iterdir() if p.name.endswith(".toml"))
    return tuple(f"{room}/{name}" for name in names if name != _SHARED)


@cache
def _topic(topic: str) -> Mapping[str, dict[str, Any]]:
    return {entry["id"]: entry for entry in data_of(topic).get("wording", ())}


@cache
def data_of(topic: str) -> dict[str, Any]:
    """The file of a topic as it stands.

    Raises:
        RuleError: there is no such file, or it is no TOML.
    """
    try:
        text = (files("clausescan.extract") / "rules" / f"{topic}.toml").read_text("utf-8")
        return tomllib.loads(text)
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise RuleError(f"rules/{topic}.toml cannot be read: {error}", "Install the package again.") from error


@cache
def _pieces(topic: str) -> dict[str, str]:
    """What stands for each {name} in the patterns of a topic."""
    room = topic.partition("/")[0]
    shared = {} if topic == f"{room}/{_SHARED}" else _pieces(f"{room}/{_SHARED}")
    data = data_of(topic)
    words = {name: f"(?:{'|'.join(table['list'])})" for name, table in data.get("words", {}).items()}
    return {**shared, **words, **{name: _joined(part) for name, part in data.get("parts", {}).items()}}


def _joined(pattern: str) -> str:
    return "".join(line.strip() for line in pattern.splitlines())


def _expanded(pattern: str, topic: str) -> str:
    """The pattern on one line, with what its pieces stand for and with white space for blanks."""
    pieces, pattern = _pieces(topic), _joined(pattern)
    for _ in range(_DEEPEST):
        if not _PIECE.search(pattern):
            break
        pattern = _PIECE.sub(lambda m: pieces[m[1]], pattern)
    return _BLANKS.sub(lambda m: r"\s+" if m[0][0] == " " else m[0], pattern)


def check(data: Mapping[str, Any], topic: str) -> None:
    """Look through the data of a topic as the tests do, for those who write rules.

    Raises:
        RuleError: a table or key is unknown or missing, an id stands twice, or a vocabulary is empty.
    """
    if extra := sorted(set(data) - _TABLES):
        raise RuleError(f"{topic}: unknown table {extra[0]!r}", f"Known tables: {', '.join(sorted(_TABLES))}.")
    for name, table in data.get("words", {}).items():
        _keys(table, _OF_WORDS, _OF_WORDS, f"{topic}, words {name}")
    seen: set[str] = set()
    for number, entry in enumerate(data.get("wording", ()), 1):
        place = f"{topic}, wording {entry.get('id', number)}"
        _keys(entry, _NEEDED, _ALLOWED, place)
        if entry.get("tried", "start") not in _TRIED:
            raise RuleError(f"{place}: tried is {entry['tried']!r}", f"Known: {', '.join(sorted(_TRIED))}.")
        if entry["id"] in seen:
            raise RuleError(f"{place}: the id stands twice")
        seen.add(entry["id"])


def _keys(table: Mapping[str, Any], needed: frozenset[str], allowed: frozenset[str], place: str) -> None:
    if extra := sorted(set(table) - allowed):
        raise RuleError(f"{place}: unknown key {extra[0]!r}", f"Known keys: {', '.join(sorted(allowed))}.")
    if missing := sorted(key for key in needed if not table.get(key)):
        raise RuleError(f"{place}: key {missing[0]!r} is missing or empty")
