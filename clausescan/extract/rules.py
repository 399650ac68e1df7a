"""Rules as data: words, patterns, reasons and examples read from TOML, strictly.

A pattern is written in a small form, one item a word, separated by spaces:

    other|any          one of these words (case does not matter)
    <gov>  <gov.s>     a noun of a word list in all its forms; only its plural (`.1` only its singular)
    <use>  <use.ed>    a verb of a word list in all its forms; past participle (`.ing`, `.base`)
    @buyer             a phrase that an earlier rule of that name has found
    Xx                 a word with a capital letter
    !not|never         any word but these
    [0-4]              a gap of so many words, not running over a full stop, colon or semicolon
    item?  item*       the item may be absent; may stand up to 14 times
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from clausescan.errors import RuleError

MOST_REPEATS = 14


@dataclass(frozen=True, slots=True)
class Slot:
    """One item of a pattern: the words it takes (or, with `negated`, refuses), how often, and what else it asks for."""

    words: frozenset[str] = frozenset()
    low: int = 1
    high: int = 1
    capital: bool = False
    negated: bool = False
    gap: bool = False


Pattern = tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing to find, why it matters, and the proof that the pattern does what it says.

    `layer` 0 finds phrases (who, which contract) that layer 1 may name with `@`. `anchors` are plain words of which one must
    occur for the rule to apply. A match that touches a match of `unless` does not count.
    """

    id: str
    finds: str
    why: str
    patterns: tuple[Pattern, ...]
    unless: tuple[Pattern, ...] = ()
    anchors: tuple[str, ...] = ()
    matches: tuple[str, ...] = ()
    not_matches: tuple[str, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()
    layer: int = 1


_RULE_KEYS = {"id", "finds", "why", "pattern", "unless", "anchors", "matches", "not_matches", "attributes"}
_TOP_KEYS = {"words", "nouns", "verbs", "phrase", "rule"}
_IRREGULAR = {
    "buy": ("buys", "bought", "buying"),
    "sell": ("sells", "sold", "selling"),
    "ride": ("rides", "ridden", "riding"),
    "make": ("makes", "made", "making"),
    "draw": ("draws", "drawn", "drawing"),
    "take": ("takes", "taken", "taking"),
    "give": ("gives", "given", "giving"),
    "hold": ("holds", "held", "holding"),
    "let": ("lets", "let", "letting"),
    "transfer": ("transfers", "transferred", "transferring"),
    "permit": ("permits", "permitted", "permitting"),
    "benefit": ("benefits", "benefited", "benefiting"),
    "bid": ("bids", "bid", "bidding"),
    "withhold": ("withholds", "withheld", "withholding"),
}


def plural(noun: str) -> str:
    """The plural of an English noun, by spelling: agency → agencies, body → bodies, parish → parishes."""
    if re.search(r"[^aeiou]y$", noun):
        return noun[:-1] + "ies"
    return noun + ("es" if re.search(r"(s|x|z|ch|sh)$", noun) else "s")


def verb_forms(verb: str) -> dict[str, str]:
    """Forms of an English verb, by spelling: `base`, `s`, `ed` (past participle), `ing`."""
    if verb in _IRREGULAR:
        third, participle, present = _IRREGULAR[verb]
        return {"base": verb, "s": third, "ed": participle, "ing": present}
    if re.search(r"[^aeiou]y$", verb):
        return {"base": verb, "s": verb[:-1] + "ies", "ed": verb[:-1] + "ied", "ing": verb + "ing"}
    if verb.endswith("e"):
        return {"base": verb, "s": verb + "s", "ed": verb + "d", "ing": verb[:-1] + "ing"}
    return {"base": verb, "s": plural(verb), "ed": verb + "ed", "ing": verb + "ing"}


def _lexicon(data: dict[str, Any], where: str) -> dict[str, frozenset[str]]:
    """Word lists with their forms: `name` and, for nouns and verbs, `name.form`."""
    found: dict[str, set[str]] = {}
    for table in ("words", "nouns", "verbs"):
        for name, text in data.get(table, {}).items():
            if not isinstance(text, str):
                raise RuleError(f"{where}: {table}.{name} is not a string of words", "Write the words between quotes, separated by spaces.")
            for word in text.lower().split():
                forms = {"words": {}, "nouns": {"1": word, "s": plural(word)}, "verbs": verb_forms(word)}[table]
                found.setdefault(name, set()).update([word, *forms.values()])
                for form, spelled in forms.items():
                    found.setdefault(f"{name}.{form}", set()).add(spelled)
    return {name: frozenset(words) for name, words in found.items()}


_GAP = re.compile(r"\[(\d+)-(\d+)\]")


def _slot(item: str, lexicon: dict[str, frozenset[str]]) -> Slot:
    if gap := _GAP.fullmatch(item):
        return Slot(low=int(gap[1]), high=int(gap[2]), gap=True)
    low, high = (0, 1) if item.endswith("?") and len(item) > 1 else (0, MOST_REPEATS) if item.endswith("*") and len(item) > 1 else (1, 1)
    body = item if low else item[:-1]
    if body == "Xx":
        return Slot(low=low, high=high, capital=True)
    negated = body.startswith("!")
    words: set[str] = set()
    for piece in body.lstrip("!").split("|"):
        words |= lexicon[piece[1:-1]] if piece.startswith("<") and piece.endswith(">") else {piece.lower()}
    return Slot(frozenset(words), low, high, negated=negated)


def parse_pattern(text: str, lexicon: dict[str, frozenset[str]]) -> Pattern:
    """The slots of a pattern in the small form.

    Raises:
        KeyError: a word list that is not there.
        ValueError: the pattern is empty, or could match nothing.
    """
    slots = tuple(_slot(item, lexicon) for item in text.split())
    if not any(slot.low for slot in slots):
        raise ValueError("the pattern could match nothing")
    return slots


def _strings(value: object, where: str, key: str) -> tuple[str, ...]:
    found = [value] if isinstance(value, str) else value
    if not isinstance(found, list) or not all(isinstance(x, str) for x in found):
        raise RuleError(f"{where}: key {key} is not a text or a list of texts", "Write it between quotes.")
    return tuple(found)


def _rule(entry: dict[str, Any], layer: int, lexicon: dict[str, frozenset[str]], file: str) -> Rule:
    where = f"{file}, rule {entry.get('id', '?')}"
    for key in entry:
        if key not in _RULE_KEYS:
            raise RuleError(f"{where}: unknown key {key}", f"Known keys: {', '.join(sorted(_RULE_KEYS))}.")
    for key in ("id", "finds", "why", "pattern", "matches"):
        if not entry.get(key):
            raise RuleError(f"{where}: key {key} is missing", "Every rule says what it finds, why, by which pattern, and shows an example.")
    parsed: dict[str, tuple[Pattern, ...]] = {}
    for key in ("pattern", "unless"):
        try:
            parsed[key] = tuple(parse_pattern(text, lexicon) for text in _strings(entry.get(key, []), where, key))
        except (KeyError, ValueError) as error:
            raise RuleError(f"{where}: key {key} cannot be understood: {error}", "See the small form in extract/rules.py.") from error
    texts = {key: _strings(entry.get(key, []), where, key) for key in ("anchors", "matches", "not_matches")}
    attributes = tuple(sorted((str(k), str(v)) for k, v in entry.get("attributes", {}).items()))
    return Rule(entry["id"], entry["finds"], entry["why"], parsed["pattern"], parsed["unless"], **texts, attributes=attributes, layer=layer)


def parse(text: str, file: str) -> tuple[Rule, ...]:
    """The rules of a TOML text; `file` is named in messages.

    Raises:
        RuleError: not TOML, an unknown or missing key, an unknown word list, or an id used twice.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"{file}: not TOML: {error}", "Correct the file.") from error
    if unknown := set(data) - _TOP_KEYS:
        raise RuleError(f"{file}: unknown key {min(unknown)}", f"Known keys: {', '.join(sorted(_TOP_KEYS))}.")
    lexicon = _lexicon(data, file)
    found = tuple(_rule(entry, layer, lexicon, file) for layer, key in enumerate(("phrase", "rule")) for entry in data.get(key, []))
    seen: set[str] = set()
    for rule in found:
        if rule.id in seen:
            raise RuleError(f"{file}, rule {rule.id}: the id stands twice", "Give the second rule an id of its own.")
        seen.add(rule.id)
    return found


@lru_cache(maxsize=8)
def load(source: Path | str) -> tuple[Rule, ...]:
    """The rules of a file, or of a resource of this package by name ("cooperative.toml"), in the order written.

    Raises:
        RuleError: as `parse`, or the file cannot be read; the message names file, rule and key.
    """
    place = source if isinstance(source, Path) else resources.files("clausescan.extract").joinpath("rules", source)
    try:
        text = place.read_text(encoding="utf-8")
    except OSError as error:
        raise RuleError(f"{source}: cannot be read: {error}", "Check the name.") from error
    return parse(text, str(source))
