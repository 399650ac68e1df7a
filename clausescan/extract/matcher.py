"""The adapter to spaCy: cooperative-use rules in, matches with offsets out.

Patterns mean what they mean to a spaCy `Matcher`. It runs those whose words stand side by side. Patterns with gaps of up to so many words
run in `automaton`, which finds the same: spaCy follows each way through a gap apart, and took three times as long over all.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Any

from clausescan.core.span import Span
from clausescan.extract.automaton import Automaton, build, longest
from clausescan.extract.rules import Pattern, Rule, Slot

_TOKEN = re.compile(r"\$?\d[\d,.]*\d|\d+|[^\W\d_]+(?:_[^\W\d_]{2,})*|[^\w\s]|_")

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


_JOINED = {
    ("piggy", "back"): "piggyback",
    ("piggy", "backing"): "piggybacking",
    ("piggy", "backed"): "piggybacked",
    ("co", "op"): "co-op",
    ("co", "ops"): "co-ops",
}
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


def _spec(slot: Slot) -> dict[str, Any]:
    """The spaCy token pattern of a slot that is no gap."""
    if slot.capital:
        one: dict[str, Any] = {"TEXT": {"REGEX": "^[A-Z]"}}
    else:
        one = {"LOWER": {"NOT_IN" if slot.negated else "IN": sorted(slot.words)}}
    return one if (slot.low, slot.high) == (1, 1) else {**one, "OP": f"{{{slot.low},{slot.high}}}"}


class _Turn(Enum):
    """The three runs over a sentence: phrases, words as they stand, words with each phrase as one."""

    PHRASES = 0
    WORDS = 1
    REDUCED = 2


@dataclass(frozen=True, slots=True)
class _Entry:
    """One pattern of a rule. `needs` are the word sets that must each have a word in the sentence, in that order.

    `lead` and `trail` are the most words that the pattern may take before its first and after its last needed word.
    """

    rule: Rule
    pattern: Pattern
    barring: bool
    needs: tuple[frozenset[str], ...]
    lead: int
    trail: int

    def window(self, first: dict[str, int], last: dict[str, int]) -> tuple[int, int] | None:
        """The words between which the pattern can match; None where a word is missing or the words stand in another order."""
        if not self.needs:
            return 0, max(last.values(), default=-1) + 1
        start, at, end = -1, 0, 0
        for words in self.needs:
            there = last.keys() & words
            if not there or (end := max(last[w] for w in there)) < at:
                return None
            earliest = min(first[w] for w in there)
            start = earliest if start < 0 else start
            at = max(at, earliest) + 1
        return max(0, start - self.lead), end + self.trail + 1


def _entry(rule: Rule, pattern: Pattern, *, barring: bool) -> _Entry:
    needed = [n for n, slot in enumerate(pattern) if slot.low and not (slot.gap or slot.capital or slot.negated)]
    most = [slot.high for slot in pattern]
    lead, trail = (sum(most[: needed[0]]), sum(most[needed[-1] + 1 :])) if needed else (0, 0)
    return _Entry(rule, pattern, barring, tuple(pattern[n].words for n in needed), lead, trail)


def _turn_of(rule: Rule, pattern: Pattern) -> _Turn:
    if rule.layer == 0:
        return _Turn.PHRASES
    return _Turn.REDUCED if any(word.startswith("@") for slot in pattern for word in slot.words) else _Turn.WORDS


_Hit = tuple[_Entry, int, int]


@dataclass
class ClauseMatcher:
    """Rules made ready; each pattern with the first sentence that has the words it needs, in the order that it needs them."""

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
    def _automata(self) -> dict[int, Automaton]:
        return {}

    @cached_property
    def _matchers(self) -> dict[int, Any]:
        return {}

    @cached_property
    def _vocab(self) -> Any:
        from spacy.attrs import LOWER
        from spacy.vocab import Vocab

        return Vocab(lex_attr_getters={LOWER: str.lower})  # what the patterns ask of a word; an English vocabulary takes ten times as long

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
        lowered = [w.text.lower() for w in words]
        capital = ["A" <= w.text[0] <= "Z" for w in words]
        last = {word: n for n, word in enumerate(lowered)}
        first = {word: n for n, word in reversed(list(enumerate(lowered)))}
        found: list[_Hit] = []
        doc: Any = None
        for entry in self._waiting(turn, last):
            if (window := entry.window(first, last)) is not None:
                stop = min(window[1], len(words))
                if any(slot.gap for slot in entry.pattern):
                    hits = self._automaton(entry).matches(lowered, capital, window[0], stop)
                else:
                    doc = doc if doc is not None else self._doc(words)
                    hits = [(window[0] + a, window[0] + b) for _, a, b in self._matcher(entry)(doc[window[0] : stop])]
                found += [(entry, a, b) for a, b in (hits if entry.barring else longest(hits))]
        return found

    def _waiting(self, turn: _Turn, words: Iterable[str]) -> list[_Entry]:
        """The patterns of a run whose rarest needed word is among these, in their order."""
        entries, index = self._entries[turn], self._index[turn]
        return [entries[n] for n in sorted({n for word in words for n in index.get(word, ())} | set(index.get("", ())))]

    @cached_property
    def _index(self) -> dict[_Turn, dict[str, list[int]]]:
        """Where in the patterns of each run one stands that needs a word; those that need none under ""."""
        found: dict[_Turn, dict[str, list[int]]] = {turn: defaultdict(list) for turn in _Turn}
        for turn, entries in self._entries.items():
            for n, entry in enumerate(entries):
                for word in min(entry.needs, key=len, default=("",)):
                    found[turn][word].append(n)
        return found

    def _automaton(self, entry: _Entry) -> Automaton:
        key = id(entry)
        if key not in self._automata:
            self._automata[key] = build(entry.pattern)
        return self._automata[key]

    def _matcher(self, entry: _Entry) -> Any:
        from spacy.matcher import Matcher

        key = id(entry)
        if key not in self._matchers:
            engine = Matcher(self._vocab, validate=False)
            engine.add("found", [[_spec(slot) for slot in entry.pattern]])
            self._matchers[key] = engine
        return self._matchers[key]

    def _doc(self, words: list[_Token]) -> Any:
        from spacy.tokens import Doc

        return Doc(self._vocab, words=[w.text for w in words])

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
