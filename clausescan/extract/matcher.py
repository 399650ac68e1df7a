"""The one place where spaCy is used: rules in, matches with offsets out. The spaCy document does not leave this module."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Any

from clausescan.core.span import Span
from clausescan.extract.rules import Pattern, Rule, Slot

_TOKEN = re.compile(r"\$?\d[\d,.]*\d|\d+|[^\W\d_]+(?:_[^\W\d_]{2,})*|[^\w\s]|_")
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
        word = match[0].replace("_", "") if len(match[0]) > 1 else match[0]
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


class _Turn(Enum):
    """The three runs over a sentence: phrases, words as they stand, words with each phrase as one."""

    PHRASES = 0
    WORDS = 1
    REDUCED = 2


@dataclass(frozen=True, slots=True)
class _Entry:
    """One pattern of a rule. `needs` are the word sets that must each have a word in the sentence, in that order."""

    rule: Rule
    pattern: Pattern
    barring: bool
    needs: tuple[frozenset[str], ...]

    def possible(self, last: dict[str, int], first: dict[str, int]) -> bool:
        """False where the pattern cannot match: a word is missing, or the words stand in another order."""
        at = 0
        for words in self.needs:
            there = words & last.keys() if len(words) > len(last) else last.keys() & words
            if not there or max(last[w] for w in there) < at:
                return False
            at = max(at, min(first[w] for w in there)) + 1
        return True


def _entry(rule: Rule, pattern: Pattern, *, barring: bool) -> _Entry:
    needs = tuple(slot.words for slot in pattern if slot.low and not slot.gap and not slot.capital and not slot.negated)
    return _Entry(rule, pattern, barring, needs)


def _turn_of(rule: Rule, pattern: Pattern) -> _Turn:
    if rule.layer == 0:
        return _Turn.PHRASES
    return _Turn.REDUCED if any(word.startswith("@") for slot in pattern for word in slot.words) else _Turn.WORDS


_Hit = tuple[_Entry, int, int]


@dataclass
class ClauseMatcher:
    """Rules made ready. spaCy loads with the first text that is asked about.

    A spaCy matcher asks Python about every word set at every word. So each pattern has a matcher of its own, and runs only where
    the sentence has the words that it needs, in the order that it needs them.
    """

    rules: tuple[Rule, ...]

    @cached_property
    def _entries(self) -> dict[_Turn, tuple[_Entry, ...]]:
        found: dict[_Turn, list[_Entry]] = {turn: [] for turn in _Turn}
        for rule in self.rules:
            for barring, patterns in ((False, rule.patterns), (True, rule.unless)):
                for pattern in patterns:
                    found[_turn_of(rule, pattern)].append(_entry(rule, pattern, barring=barring))
        return {turn: tuple(entries) for turn, entries in found.items()}

    @cached_property
    def _vocab(self) -> Any:
        import spacy

        return spacy.blank("en").vocab

    @cached_property
    def _engines(self) -> dict[_Entry, Any]:
        return {}

    @cached_property
    def _order(self) -> dict[str, int]:
        return {rule.id: n for n, rule in enumerate(self.rules)}

    def matches(self, text: str, offset: int = 0) -> tuple[RuleMatch, ...]:
        """All matches in a text that begins at `offset` of the document: by place, then in the order of the rules. Empty if none.

        Phrases (layer 0) never overlap one another: the longest wins, then the first rule.
        """
        words = tokens(text)
        if not words:
            return ()
        phrases = self._phrases(words)
        spans = [(entry.rule, Span(words[a].start, words[b - 1].end)) for entry, a, b in phrases]
        barred: list[tuple[Rule, Span]] = []
        for turn, sequence in ((_Turn.WORDS, words), (_Turn.REDUCED, _reduced(words, phrases))):
            for entry, a, b in self._run(turn, sequence):
                (barred if entry.barring else spans).append((entry.rule, Span(sequence[a].start, sequence[b - 1].end)))
        kept = {(rule.id, span): rule for rule, span in spans if not any(rule is other and span.overlaps(place) for other, place in barred)}
        found = [RuleMatch(rule, span.shift(offset)) for (_, span), rule in kept.items()]
        return tuple(sorted(found, key=lambda m: (m.span.start, self._order[m.rule.id], m.span.end)))

    def _run(self, turn: _Turn, words: list[_Token]) -> list[_Hit]:
        """Matches of one run as (entry, first token, last token + 1)."""
        from spacy.tokens import Doc

        lowered = [w.text.lower() for w in words]
        last = {word: n for n, word in enumerate(lowered)}
        first = {word: n for n, word in reversed(list(enumerate(lowered)))}
        chosen = [entry for entry in self._entries[turn] if entry.possible(last, first)]
        if not chosen:
            return []
        doc = Doc(self._vocab, words=[w.text for w in words])
        return [(entry, start, end) for entry in chosen for _, start, end in self._engine(entry)(doc)]

    def _engine(self, entry: _Entry) -> Any:
        from spacy.matcher import Matcher

        if entry not in self._engines:
            engine = Matcher(self._vocab, validate=False)
            engine.add("found", [_compiled(entry.pattern)], greedy=None if entry.barring else "LONGEST")
            self._engines[entry] = engine
        return self._engines[entry]

    def _phrases(self, words: list[_Token]) -> list[_Hit]:
        hits = self._run(_Turn.PHRASES, words)
        barred = [(entry.rule, a, b) for entry, a, b in hits if entry.barring]
        free = [h for h in hits if not h[0].barring and not any(h[0].rule is rule and h[1] < y and x < h[2] for rule, x, y in barred)]
        taken: list[_Hit] = []
        for entry, a, b in sorted(free, key=lambda h: (h[1] - h[2], self._order[h[0].rule.id], h[1])):
            if not any(a < y and x < b for _, x, y in taken):
                taken.append((entry, a, b))
        return sorted(taken, key=lambda h: h[1])


def _reduced(words: list[_Token], phrases: Iterable[_Hit]) -> list[_Token]:
    """The words with each phrase put as one token `@name`."""
    out: list[_Token] = []
    at = 0
    for entry, start, end in phrases:
        out += words[at:start]
        out.append(_Token(f"@{entry.rule.finds}", words[start].start, words[end - 1].end))
        at = end
    return out + words[at:]


def compile_rules(rules: tuple[Rule, ...]) -> ClauseMatcher:
    """A matcher for these rules."""
    return ClauseMatcher(rules)
