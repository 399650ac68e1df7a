"""Which of many known words stand within the words of a text, and so which of many expressions may match there."""

from __future__ import annotations

from collections.abc import Iterable

from clausescan.extract.needed import Way, needed_words

_TELLING = 3
"""Letters from which on a word tells anything: "of" and "to" stand in every sentence."""


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
