"""A pattern of word slots run over a sentence: every match, in time that grows with the words and the longest match only.

All ways through a pattern are followed at once, as the bits of one number (Navarro and Raffinot, Flexible Pattern Matching, section 4.3),
so that neighbouring repeats of like words cost no more than one. What is found is what a spaCy `Matcher` finds (tests prove it).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from clausescan.extract.rules import Pattern

STOPS = frozenset({".", ";", ":"})
"""Signs that no gap runs over."""

Found = tuple[int, int]
"""First word and last word + 1."""


@dataclass(frozen=True, slots=True)
class Automaton:
    """A pattern with one bit for each word that it may take, the first word's lowest, and `end` behind the last.

    `words` gives the bits that a word may stand for, `others` those for any word not in it, `capitals` those for words with a capital.
    `first` are the bits that a match may begin at; `opens`, `closes` and `passed` mark each run of bits that may be left out:
    its lowest, the one behind its highest, and all but the lowest with the one behind.
    """

    words: dict[str, int]
    others: int
    capitals: int
    first: int
    end: int
    opens: int
    closes: int
    passed: int

    def matches(self, lowered: Sequence[str], capital: Sequence[bool], begins: Iterable[int]) -> list[Found]:
        """All matches that begin at one of these words of a sentence, by first and then last word. Empty if none.

        `lowered` are its words in lower case, `capital` tells which begin with a capital letter.
        """
        words, others, capitals = self.words, self.others, self.capitals
        stop = len(lowered)
        found: list[Found] = []
        for begin in begins:
            at, ways = begin, self.first
            while at < stop and (ways := ways & (words.get(lowered[at], others) | (capitals if capital[at] else 0))):
                at += 1
                ways = self._skipping(ways << 1)
                if ways & self.end:
                    found.append((begin, at))
        return found

    def _skipping(self, ways: int) -> int:
        """The ways, and those that leave out what may be left out: a borrow runs from each run's lowest bit to the first way in it."""
        marked = ways | self.closes
        return ways | (self.passed & ~((marked - self.opens) ^ marked))


def build(pattern: Pattern) -> Automaton:
    """The automaton of a pattern."""
    optional = gaps = capitals = negated = 0
    taken: dict[str, int] = {}
    refused: dict[str, int] = {}
    bit = 1
    for slot in pattern:
        here = bit * ((1 << slot.high) - 1)
        optional |= here & ~(bit * ((1 << slot.low) - 1))
        gaps |= here * slot.gap
        capitals |= here * slot.capital
        negated |= here * slot.negated
        words = refused if slot.negated else taken
        for word in slot.words:
            words[word] = words.get(word, 0) | here
        bit <<= slot.high
    every = {w: taken.get(w, 0) | (negated & ~refused.get(w, 0)) | (0 if w in STOPS else gaps) for w in (*taken, *refused, *STOPS)}
    shifted = optional << 1
    shape = Automaton(every, gaps | negated, capitals, 1, bit, optional & ~shifted, shifted & ~optional, shifted)
    return Automaton(every, gaps | negated, capitals, shape._skipping(1), bit, shape.opens, shape.closes, shape.passed)  # noqa: SLF001


def longest(found: Iterable[Found]) -> list[Found]:
    """Matches that do not overlap: the longest first, of equals the earlier."""
    kept: list[Found] = []
    for start, end in sorted(found, key=lambda f: (f[0] - f[1], f[0])):
        if all(end <= a or b <= start for a, b in kept):
            kept.append((start, end))
    return kept
