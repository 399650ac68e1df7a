"""Wording rules kept as data: load them strictly, compile them once, see where they fire.

A rules file is a list of `[[rule]]` tables. Keys: `id`, `why` (a sentence for the report), `value` (what the rule speaks for),
`pattern`, `anchors` (plain lower-case words, one of which stands in every match, so that most rules never run), `weight`, `matches`,
`not_matches`; and, where needed, `detail`, `where`, `unless` (a pattern that silences the rule in the same sentence or heading),
`unless_line` (one that silences it only in the line that the match begins in) and `needs` (a quick pattern of which every match holds one,
for a rule whose own pattern takes long).

Patterns may name sets of words that the file lists once: `@PRICE@` stands for `PRICE` in its table `[words]`.

In patterns a blank stands for any run of white space, so that a phrase is found across a line break; a pattern may
be written over several lines, which are joined without their indents. Repeats have a bound: `*` and `+` are refused after a group, a class or a dot.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import repeat

from clausescan.errors import RuleError
from clausescan.extract.anchored import places
from clausescan.extract.caseless import Caseless, caseless, lower, lowered_pattern
from clausescan.extract.needed import needed_words

_NEEDED = frozenset({"id", "why", "value", "pattern", "anchors", "weight", "matches", "not_matches"})
_ALLOWED = _NEEDED | {"detail", "where", "unless", "unless_line", "needs"}
_PLACES = frozenset({"text", "title", "letter"})
_UNBOUNDED = re.compile(r"(?<!\\)[\]).][*+]|\{\d*,\}")
_NAMES = re.compile(r"@([A-Z_]{2,30})@")
_BLANKS = re.compile(r"\[(?:\\.|[^\]\\])*\]|\\.| +")


@dataclass(frozen=True, slots=True)
class PatternRule:
    """One rule. `where` is "text" (any sentence), "letter" (any sentence of a letter) or "title" (the first lines of a part).

    A `weight` below 0 speaks against `value`.

    `pattern` and `unless` are regular expressions, compiled when they are first searched for: most texts need few of them.
    """

    id: str
    why: str
    value: str
    detail: str | None
    where: str
    weight: float
    pattern: str
    unless: str | None
    unless_line: str | None
    anchors: tuple[str, ...]
    matches: tuple[str, ...]
    not_matches: tuple[str, ...]
    needs: str | None = None

    def search(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """The first match between two offsets; None where there is none or where `unless` or, in its own line, `unless_line` silences it."""
        if self.unless_line is None:
            found = _compiled(self.pattern).search(text, start, end)
        else:
            silent = _compiled(self.unless_line)
            matches = _compiled(self.pattern).finditer(text, start, end)
            found = next((m for m in matches if not silent.search(text, *_line_of(text, m, start, end))), None)
        if found is None or (self.unless is not None and _compiled(self.unless).search(text, start, end)):
            return None
        return found

    def may_match(self, small: str) -> bool:
        """False where words that every match holds are missing from a text in lower case (`lowered`): a search there is in vain."""
        return needed_words(self.pattern).may_match(small) and (self.needs is None or _compiled_small(self.needs).search(small) is not None)


def _line_of(text: str, match: re.Match[str], start: int, end: int) -> tuple[int, int]:
    """Where the line that a match begins in starts and ends, within two offsets."""
    stop = text.find("\n", match.start(), end)
    return max(start, text.rfind("\n", start, match.start()) + 1), stop if stop >= 0 else end


@cache
def _compiled(pattern: str) -> Caseless:
    return caseless(pattern, re.DOTALL | re.MULTILINE)


@cache
def _compiled_small(pattern: str) -> re.Pattern[str]:
    return re.compile(lowered_pattern(pattern))


@cache
def load_rules(name: str) -> tuple[PatternRule, ...]:
    """The rules of `extract/rules/<name>.toml`, in the order of the file.

    Raises:
        RuleError: the file is missing or wrong; the message names file, rule and key.
    """
    try:
        text = (files("clausescan.extract") / "rules" / f"{name}.toml").read_text("utf-8")
    except OSError as error:
        raise RuleError(f"rules file {name}.toml cannot be read: {error}", "Install the package again.") from error
    return _rules(text, f"{name}.toml")


def parse_rules(text: str, name: str) -> tuple[PatternRule, ...]:
    """Rules from the text of a rules file; `name` is used in messages only.

    Raises:
        RuleError: not TOML, a key is unknown or missing, an id occurs twice, or a pattern is not a bounded regular expression.
    """
    rules = _rules(text, name)
    for rule in rules:
        for pattern in (rule.pattern, rule.unless or "", rule.unless_line or "", rule.needs or ""):
            try:
                _compiled(pattern)
            except re.error as error:
                raise RuleError(f"{name}, rule {rule.id}: not a regular expression: {error}") from error
    return rules


def _rules(text: str, name: str) -> tuple[PatternRule, ...]:
    """The same without compiling them: those of the package are known to compile."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"{name} is not TOML: {error}") from error
    if extra := sorted(set(data) - {"rule", "words"}):
        raise RuleError(f"{name}: unknown table {extra[0]!r}", "Only [[rule]] and [words] are known.")
    words = {key: _joined(_text(data["words"], key, f"{name}, words")) for key in data.get("words", {})}
    rules = tuple(_rule(entry, words, f"{name}, rule {entry.get('id', number)}") for number, entry in enumerate(data.get("rule", ()), 1))
    seen: set[str] = set()
    for rule in rules:
        if rule.id in seen:
            raise RuleError(f"{name}: the id {rule.id!r} occurs twice")
        seen.add(rule.id)
    return rules


def _rule(entry: dict[str, object], words: Mapping[str, str], place: str) -> PatternRule:
    """One table as a rule, with the words that its patterns name."""
    if extra := sorted(set(entry) - _ALLOWED):
        raise RuleError(f"{place}: unknown key {extra[0]!r}", f"Known keys: {', '.join(sorted(_ALLOWED))}.")
    if missing := sorted(_NEEDED - set(entry)):
        raise RuleError(f"{place}: key {missing[0]!r} is missing")
    where = _text(entry, "where", place) if "where" in entry else "text"
    if where not in _PLACES:
        raise RuleError(f"{place}: where is {where!r}", f"Known places: {', '.join(sorted(_PLACES))}.")
    weight = entry["weight"]
    if not isinstance(weight, int | float) or isinstance(weight, bool):
        raise RuleError(f"{place}: weight is not a number")
    return PatternRule(
        id=_text(entry, "id", place),
        why=_text(entry, "why", place),
        value=_text(entry, "value", place),
        detail=_text(entry, "detail", place) if "detail" in entry else None,
        where=where,
        weight=float(weight),
        pattern=_spaced(_named(_text(entry, "pattern", place), words, place), place),
        unless=_spaced(_named(_text(entry, "unless", place), words, place), place) if "unless" in entry else None,
        unless_line=_spaced(_named(_text(entry, "unless_line", place), words, place), place) if "unless_line" in entry else None,
        anchors=_texts(entry, "anchors", place),
        matches=_texts(entry, "matches", place),
        not_matches=_texts(entry, "not_matches", place),
        needs=_spaced(_named(_text(entry, "needs", place), words, place), place) if "needs" in entry else None,
    )


def _text(entry: dict[str, object], key: str, place: str) -> str:
    """A string that is not empty."""
    value = entry[key]
    if not isinstance(value, str) or not value.strip():
        raise RuleError(f"{place}: {key} is not a text")
    return value


def _texts(entry: dict[str, object], key: str, place: str) -> tuple[str, ...]:
    """A list of at least one string."""
    value = entry[key]
    if not isinstance(value, list) or not value or not all(isinstance(x, str) and x for x in value):
        raise RuleError(f"{place}: {key} is not a list of texts")
    return tuple(value)


def _joined(pattern: str) -> str:
    return "".join(line.strip() for line in pattern.splitlines())


def _named(pattern: str, words: Mapping[str, str], place: str) -> str:
    """The pattern with the words of `[words]` in place of their names ("@PRICE@")."""
    joined = _joined(pattern)
    for name in dict.fromkeys(_NAMES.findall(joined)):
        if name not in words:
            raise RuleError(f"{place}: no words are named {name!r}", "Add them to [words].")
        joined = joined.replace(f"@{name}@", words[name])
    return joined


def _spaced(pattern: str, place: str) -> str:
    """The pattern on one line; blanks match any short run of white space."""
    if found := _UNBOUNDED.search(pattern):
        raise RuleError(f"{place}: {found.group()!r} repeats without a bound", "Write {0,80} or the like.")
    return _BLANKS.sub(lambda m: m.group() if m.group()[0] == "\\" else _blank(m.group()), _joined(pattern))


def _blank(piece: str) -> str:
    """White space for blanks: any of it inside a class, a run of up to four outside."""
    return piece.replace(" ", r"\s") if piece[0] == "[" else r"\s{1,4}"


def lowered(text: str) -> str:
    """The text in lower case with every offset kept; line breaks become blanks."""
    return _lowered(text) if len(text) < _LONG else _lowered_once(text)


_LONG = 5000
"""A text that is likely the whole of a document, which every finder asks for."""


def _lowered(text: str) -> str:
    return lower(text).replace("\n", " ")


_lowered_once = lru_cache(maxsize=2)(_lowered)


def anchor_hits(rules: Sequence[PatternRule], small: str, start: int, end: int, limit: int = 200) -> Iterator[tuple[int, str]]:
    """`(offset, anchor)` wherever an anchor of some rule stands between two offsets of the lowered text.

    Anchor by anchor, each in order of place; at most `limit` places each.
    """
    for anchor in dict.fromkeys(a for rule in rules for a in rule.anchors):
        yield from zip(places(small, (anchor,), start, end)[:limit], repeat(anchor))
