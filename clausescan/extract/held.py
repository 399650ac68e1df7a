"""Which of many known words stand within the words of a text, and so which of many expressions may match there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from clausescan.extract.needed import Way, needed_words

_HEAD = 3
_TELLING = 3
"""Letters from which on a word tells anything: "of" and "to" stand in every sentence."""


class Within:
    """Finds known words within another one by their first three letters: asking for each of some hundred words takes twenty times as long."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_head: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self._short: list[tuple[int, str]] = []
        for number, word in enumerate(words):
            (self._by_head[word[:_HEAD]] if len(word) >= _HEAD else self._short).append((number, word))

    def numbers(self, word: str) -> list[int]:
        """The places, among the known words, of those that stand within that one, in order; each once."""
        found = [number for number, short in self._short if short in word]
        heads = self._by_head.get
        for at in range(len(word) - _HEAD + 1):
            if known := heads(word[at : at + _HEAD]):
                found += [number for number, other in known if word.startswith(other, at)]
        return sorted(set(found)) if len(found) > 1 else found


class Sieve:
    """Tells of several expressions which may match in a sentence, by the words that each of them needs (`needed_words`).

    The words needed are bits of one number (`bits`: word to bit). So those of a sentence are put together once, however many expressions
    are then asked about.
    """

    def __init__(self, expressions: Iterable[str]) -> None:
        needs = {expression: needed_words(expression) for expression in expressions}
        ways = {expression: (_telling(needed.always), tuple(map(_telling, needed.ways))) for expression, needed in needs.items()}
        known = dict.fromkeys(word for always, others in ways.values() for way in (always, *others) for choice in way for word in choice)
        self.bits = {word: 1 << number for number, word in enumerate(known)}
        self._needs = {e: (self._as_bits(always), tuple(map(self._as_bits, others))) for e, (always, others) in ways.items()}

    def may_match(self, expression: str, held: int) -> bool:
        """False where the expression needs a word that is not among these bits of a sentence: then it cannot match there."""
        always, ways = self._needs[expression]
        for choice in always:
            if not held & choice:
                return False
        for way in ways:
            for choice in way:
                if not held & choice:
                    break
            else:
                return True
        return not ways

    def _as_bits(self, way: Way) -> tuple[int, ...]:
        return tuple(sum(self.bits[word] for word in set(choice)) for choice in way)


def _telling(way: Way) -> Way:
    """The choices that are told by whole words of a text, and not by one that stands in every sentence."""
    return tuple(choice for choice in way if min(map(len, choice)) >= _TELLING and not any(c.isspace() for word in choice for c in word))
