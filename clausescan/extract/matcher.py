"""The adapter to spaCy: cooperative-use rules in, matches with offsets out.

Patterns mean what they mean to a spaCy `Matcher`. `glance` runs all of them in `automaton`, which finds the same and is quick: it tells which
sentences say anything. `matches` is for these few: spaCy runs the patterns whose words stand side by side. Patterns with gaps of up to so
many words run in `automaton` there too: spaCy follows each way through a gap apart, and may take longer than anybody waits.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from functools import cached_property, lru_cache, reduce
from itertools import chain, repeat
from operator import or_
from typing import Any

from clausescan.core.span import Span
from clausescan.extract.automaton import Automaton, Found, build, longest
from clausescan.extract.rules import Pattern, Rule, Slot
from clausescan.extract.tokens import Tokens, tokens


@dataclass(frozen=True, slots=True)
class RuleMatch:
    """Where a rule matched, in offsets of the document."""

    rule: Rule
    span: Span


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
    """One pattern of a rule. `needs` are the word sets that must each have a word in the sentence.

    `lead` is the most words that the pattern may take before the first of them.
    """

    rule: Rule
    pattern: Pattern
    barring: bool
    needs: tuple[frozenset[str], ...]
    lead: int

    def begins(self, places: dict[str, list[int]], count: int) -> Iterable[int]:
        """Where among the `count` words of a sentence the pattern may begin; `places` are those of its words, one of which meets each need."""
        if not self.needs:
            return range(count)
        words = self.needs[0]
        there = [places[word] for word in words if word in places] if len(words) < len(places) else [places[word] for word in places if word in words]
        if self.lead:
            return range(max(0, min(of_word[0] for of_word in there) - self.lead), max(of_word[-1] for of_word in there) + 1)
        return there[0] if len(there) == 1 else sorted(chain.from_iterable(there))


@dataclass(frozen=True, slots=True)
class _Table:
    """The patterns of one run. Every different need has a bit: `bits` gives those that a word meets, `asked` those of each pattern."""

    entries: tuple[_Entry, ...]
    bits: dict[str, int]
    asked: tuple[int, ...]

    def waiting(self, words: Iterable[str]) -> list[_Entry]:
        """The patterns that need no other words than these, in their order."""
        met = reduce(or_, map(self.bits.get, words, repeat(0)), 0)
        return [entry for entry, asked in zip(self.entries, self.asked, strict=True) if asked & met == asked]


def _table(entries: list[_Entry]) -> _Table:
    needs: dict[frozenset[str], int] = {}
    for entry in entries:
        for words in entry.needs:
            needs.setdefault(words, 1 << len(needs))
    bits: dict[str, int] = defaultdict(int)
    for words, bit in needs.items():
        for word in words:
            bits[word] |= bit
    return _Table(tuple(entries), dict(bits), tuple(sum({needs[words] for words in entry.needs}) for entry in entries))


def _entry(rule: Rule, pattern: Pattern, *, barring: bool) -> _Entry:
    needed = [n for n, slot in enumerate(pattern) if slot.low and not (slot.gap or slot.capital or slot.negated)]
    lead = sum(slot.high for slot in pattern[: needed[0]]) if needed else 0
    return _Entry(rule, pattern, barring, tuple(pattern[n].words for n in needed), lead)


def _turn_of(rule: Rule, pattern: Pattern) -> _Turn:
    if rule.layer == 0:
        return _Turn.PHRASES
    return _Turn.REDUCED if any(word.startswith("@") for slot in pattern for word in slot.words) else _Turn.WORDS


_Hit = tuple[_Entry, int, int]


_Engine = Callable[[Tokens], Callable[[_Entry, Iterable[int]], list[Found]]]
"""A sentence to what finds all matches of a pattern in it, told where they may begin."""


@dataclass
class ClauseMatcher:
    """Rules made ready; each pattern with the first sentence that has the words it needs, in the order that it needs them."""

    rules: tuple[Rule, ...]

    @cached_property
    def _tables(self) -> dict[_Turn, _Table]:
        found: dict[_Turn, list[_Entry]] = {turn: [] for turn in _Turn}
        for rule in self.rules:
            for barring, patterns in ((False, rule.patterns), (True, rule.unless)):
                for pattern in patterns:
                    found[_turn_of(rule, pattern)].append(_entry(rule, pattern, barring=barring))
        return {turn: _table(entries) for turn, entries in found.items()}

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
        return self._shifted(text, offset, by_spacy=True)

    def glance(self, text: str, offset: int = 0) -> tuple[RuleMatch, ...]:
        """The same matches, found without spaCy: many times quicker, and spaCy need not be loaded."""
        return self._shifted(text, offset, by_spacy=False)

    def _shifted(self, text: str, offset: int, *, by_spacy: bool) -> tuple[RuleMatch, ...]:
        return tuple(RuleMatch(match.rule, match.span.shift(offset)) for match in self._recent(text, by_spacy))

    @cached_property
    def _recent(self) -> Callable[[str, bool], tuple[RuleMatch, ...]]:
        """Matches of a text by itself; remembered for a while, since footers and whole clauses stand many times in one file or batch."""
        return lru_cache(maxsize=512)(self._matches)

    def _matches(self, text: str, by_spacy: bool) -> tuple[RuleMatch, ...]:
        engine = self._by_spacy if by_spacy else self._by_bits
        words = tokens(text)
        if not words:
            return ()
        phrases = self._phrases(words, engine)
        spans = [(entry.rule, words.span(a, b)) for entry, a, b in phrases]
        barred: list[tuple[Rule, Span]] = []
        for turn, sequence in ((_Turn.WORDS, words), (_Turn.REDUCED, _reduced(words, phrases))):
            for entry, a, b in self._run(turn, sequence, engine):
                (barred if entry.barring else spans).append((entry.rule, sequence.span(a, b)))
        kept = {(rule.id, span): rule for rule, span in spans if not any(rule is other and span.overlaps(place) for other, place in barred)}
        found = [RuleMatch(rule, span) for (_, span), rule in kept.items()]
        return tuple(sorted(found, key=lambda m: (m.span.start, self._order[m.rule.id], m.span.end)))

    def _run(self, turn: _Turn, words: Tokens, engine: _Engine) -> list[_Hit]:
        """Matches of one run as (entry, first token, last token + 1)."""
        places, hits_of = words.places(), engine(words)
        found: list[_Hit] = []
        for entry in self._tables[turn].waiting(places):
            hits = hits_of(entry, entry.begins(places, len(words)))
            found += [(entry, a, b) for a, b in (hits if entry.barring or len(hits) < 2 else longest(hits))]
        return found

    def _by_bits(self, words: Tokens) -> Callable[[_Entry, Iterable[int]], list[Found]]:
        return lambda entry, begins: self._automaton(entry).matches(words.lower, words.capital, begins)

    def _by_spacy(self, words: Tokens) -> Callable[[_Entry, Iterable[int]], list[Found]]:
        from spacy.tokens import Doc

        shown = [word.capitalize() if capital else word for word, capital in zip(words.lower, words.capital, strict=True)]
        doc, by_bits = Doc(self._vocab, words=shown), self._by_bits(words)

        def hits(entry: _Entry, begins: Iterable[int]) -> list[Found]:
            if any(slot.gap for slot in entry.pattern):
                return by_bits(entry, begins)
            start = min(begins)
            return [(start + a, start + b) for _, a, b in self._matcher(entry)(doc[start:])]

        return hits

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

    def _phrases(self, words: Tokens, engine: _Engine) -> list[_Hit]:
        hits = self._run(_Turn.PHRASES, words, engine)
        barred = [(entry.rule, a, b) for entry, a, b in hits if entry.barring]
        free = [h for h in hits if not h[0].barring and not any(h[0].rule is rule and h[1] < y and x < h[2] for rule, x, y in barred)]
        taken: list[_Hit] = []
        for entry, a, b in sorted(free, key=lambda h: (h[1] - h[2], self._order[h[0].rule.id], h[1])):
            if not any(a < y and x < b for _, x, y in taken):
                taken.append((entry, a, b))
        return sorted(taken, key=lambda h: h[1])


def _reduced(words: Tokens, phrases: list[_Hit]) -> Tokens:
    """The words with each phrase put as one word `@name`."""
    if not phrases:
        return words
    out = words.copy()
    for entry, start, end in reversed(phrases):
        out.replaced(start, end, f"@{entry.rule.finds}")
    return out


def compile_rules(rules: tuple[Rule, ...]) -> ClauseMatcher:
    """A matcher for these rules."""
    return ClauseMatcher(rules)
