"""The one place where spaCy is used: rules in, matches with offsets out. The spaCy document does not leave this module."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import Any

from clausescan.core.span import Span
from clausescan.extract.rules import Pattern, Rule, Slot

_TOKEN = re.compile(r"\$?\d[\d,.]*\d|\d+|[^\W\d_]+|[^\w\s]|_")
_STOPS = (".", ";", ":")

_SPELLING = {
    # What OCR and old drafting make of the words that matter; compared in lower case.
    "govemment": "government",
    "govemmental": "governmental",
    "govermental": "governmental",
    "goverment": "government",
    "governmentalentities": "governmental",
    "pigyback": "piggyback",
    "pigyyback": "piggyback",
    "piggback": "piggyback",
    "agencles": "agencies",
    "entitles": "entities",
    "entites": "entities",
    "contrract": "contract",
    "contractt": "contract",
}


@dataclass(frozen=True, slots=True)
class RuleMatch:
    """Where a rule matched, in offsets of the document."""

    rule: Rule
    span: Span


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int


def tokens(text: str) -> list[_Token]:
    """Words, figures and signs of a text; "piggy-back" and "piggy back" are one word, "co-op" is one word."""
    found: list[_Token] = []
    for match in _TOKEN.finditer(text):
        word = match[0]
        found.append(_Token(_SPELLING.get(word.lower(), word), match.start(), match.end()))
    return _join(found)


_JOINED = {("piggy", "back"): "piggyback", ("piggy", "backing"): "piggybacking", ("piggy", "backed"): "piggybacked", ("co", "op"): "co-op", ("co", "ops"): "co-ops"}
_JOINED |= {("co", "operative"): "cooperative", ("inter", "governmental"): "intergovernmental", ("inter", "local"): "interlocal"}


def _join(found: list[_Token]) -> list[_Token]:
    """Two halves of a word made one, with or without a hyphen or quote between them."""
    out: list[_Token] = []
    index = 0
    while index < len(found):
        token = found[index]
        if token.text.lower() in _FIRST_HALVES:
            step = 2 if index + 2 < len(found) and found[index + 1].text in "-‐‑–" else 1
            other = found[index + step] if index + step < len(found) else None
            if other and (whole := _JOINED.get((token.text.lower(), other.text.lower()))):
                out.append(_Token(whole.capitalize() if token.text[0].isupper() else whole, token.start, other.end))
                index += step + 1
                continue
        out.append(token)
        index += 1
    return out


_FIRST_HALVES = {first for first, _ in _JOINED}


def _spec(slot: Slot) -> list[dict[str, Any]]:
    """The spaCy token pattern of one slot."""
    one: dict[str, Any]
    if slot.gap:
        one = {"LOWER": {"NOT_IN": list(_STOPS)}}
    elif slot.capital:
        one = {"TEXT": {"REGEX": r"^[A-Z]"}}
    else:
        one = {"LOWER": {"NOT_IN" if slot.negated else "IN": sorted(slot.words)}}
    if (slot.low, slot.high) == (1, 1):
        return [one]
    return [{**one, "OP": f"{{{slot.low},{slot.high}}}"}]


def _compiled(pattern: Pattern) -> list[dict[str, Any]]:
    return [spec for slot in pattern for spec in _spec(slot)]


class _Pass(Enum):
    """The three runs over a sentence: phrases, words as they stand, words with each phrase as one."""

    PHRASES = 0
    WORDS = 1
    REDUCED = 2


_BARRED = "!"


def _pass_of(rule: Rule, pattern: Pattern) -> _Pass:
    if rule.layer == 0:
        return _Pass.PHRASES
    return _Pass.REDUCED if any(word.startswith("@") for slot in pattern for word in slot.words) else _Pass.WORDS


@dataclass
class ClauseMatcher:
    """Rules made ready. spaCy loads with the first text that is asked about."""

    rules: tuple[Rule, ...]
    _by_id: dict[str, Rule] = field(init=False)

    def __post_init__(self) -> None:
        self._by_id = {rule.id: rule for rule in self.rules}

    @cached_property
    def _engines(self) -> tuple[Any, ...]:
        import spacy
        from spacy.matcher import Matcher

        vocab = spacy.blank("en").vocab
        engines = [Matcher(vocab, validate=False) for _ in _Pass]
        for rule in self.rules:
            for suffix, patterns in (("", rule.patterns), (_BARRED, rule.unless)):
                for number, turn in enumerate(_Pass):
                    if chosen := [_compiled(p) for p in patterns if _pass_of(rule, p) is turn]:
                        engines[number].add(rule.id + suffix, chosen, greedy=None if suffix else "LONGEST")
        return vocab, *engines

    def matches(self, text: str, offset: int = 0) -> tuple[RuleMatch, ...]:
        """All matches in a text that begins at `offset` of the document: by place, then in the order of the rules. Empty if none.

        Phrases (layer 0) never overlap one another: the longest wins, then the first rule.
        """
        words = tokens(text)
        if not words:
            return ()
        phrases = self._phrases(words)
        spans = [(rule, Span(words[a].start, words[b - 1].end)) for rule, a, b in phrases]
        barred: list[tuple[str, Span]] = []
        for turn, sequence in ((_Pass.WORDS, words), (_Pass.REDUCED, _reduced(words, phrases))):
            for name, a, b in self._run(turn, sequence):
                span = Span(sequence[a].start, sequence[b - 1].end)
                if name.endswith(_BARRED):
                    barred.append((name[:-1], span))
                else:
                    spans.append((self._by_id[name], span))
        kept = {(rule.id, span): rule for rule, span in spans if not any(rule.id == name and span.overlaps(other) for name, other in barred)}
        found = [RuleMatch(rule, span.shift(offset)) for (_, span), rule in kept.items()]
        return tuple(sorted(found, key=lambda m: (m.span.start, self._order[m.rule.id], m.span.end)))

    @cached_property
    def _order(self) -> dict[str, int]:
        return {rule.id: n for n, rule in enumerate(self.rules)}

    def _run(self, turn: _Pass, words: list[_Token]) -> list[tuple[str, int, int]]:
        """Matches of one run as (rule id, first token, last token + 1); those of `unless` have `!` after the id."""
        from spacy.tokens import Doc

        vocab, *engines = self._engines
        doc = Doc(vocab, words=[w.text for w in words])
        return [(vocab.strings[key], start, end) for key, start, end in engines[turn.value](doc)]

    def _phrases(self, words: list[_Token]) -> list[tuple[Rule, int, int]]:
        hits = self._run(_Pass.PHRASES, words)
        barred = [(name[:-1], a, b) for name, a, b in hits if name.endswith(_BARRED)]
        free = [(self._by_id[name], a, b) for name, a, b in hits if not name.endswith(_BARRED)]
        free = [(rule, a, b) for rule, a, b in free if not any(rule.id == name and a < y and x < b for name, x, y in barred)]
        taken: list[tuple[Rule, int, int]] = []
        for rule, a, b in sorted(free, key=lambda x: (x[1] - x[2], self._order[x[0].id], x[1])):
            if not any(a < y and x < b for _, x, y in taken):
                taken.append((rule, a, b))
        return sorted(taken, key=lambda x: x[1])


def _reduced(words: list[_Token], phrases: Iterable[tuple[Rule, int, int]]) -> list[_Token]:
    """The words with each phrase put as one token `@name`."""
    out: list[_Token] = []
    at = 0
    for rule, start, end in phrases:
        out += words[at:start]
        out.append(_Token(f"@{rule.finds}", words[start].start, words[end - 1].end))
        at = end
    return out + words[at:]


def compile_rules(rules: tuple[Rule, ...]) -> ClauseMatcher:
    """A matcher for these rules."""
    return ClauseMatcher(rules)
