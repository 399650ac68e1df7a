"""Which date, length and event of a sentence stands for what: start, end, initial length, cap, notice."""

from __future__ import annotations

from dataclasses import dataclass

from clausescan.extract.term_rules import SIGNS, TermRules
from clausescan.extract.term_text import Item, Sentence
from clausescan.extract.term_topics import spoken_part

REACH = 120
"""So many signs to the left and right of an item are looked at."""


@dataclass(frozen=True, slots=True)
class Claim:
    """An item and what it stands for. `score` tells how surely its sentence speaks of the contract's term; `rule` is the cue that fitted."""

    slot: str
    item: Item
    sentence: Sentence
    score: int
    rule: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence about the term, with its claims in the order of the text."""

    sentence: Sentence
    score: int
    claims: tuple[Claim, ...]

    def of(self, *slots: str) -> tuple[Claim, ...]:
        """The claims for those slots, in order."""
        return tuple(c for c in self.claims if c.slot in slots)


def slot_of(item: Item, sentence: Sentence, rules: TermRules) -> tuple[str, str] | None:
    """`(slot, rule id)` of the first cue that fits the words around the item; None where none does."""
    left = sentence.small[max(0, item.at - REACH) : item.at]
    if item.at > REACH:
        left = "x" + left  # the sentence does not begin here
    right = sentence.small[item.at + 1 : item.at + 1 + REACH]
    for cue in rules.cues_of[sentence.text[item.at]]:
        if cue.pattern.search(left) and (cue.after is None or cue.after.match(right)):
            return cue.slot, cue.id
    return None


def read_statement(sentence: Sentence, rules: TermRules, extra: frozenset[str] = frozenset()) -> Statement | None:
    """What the sentence says of the term; None where it says nothing of it. `extra`: topics that count in an excerpt only."""
    score, sentence = spoken_part(sentence, rules, extra)
    if score <= 0:
        return None
    claims = []
    for item in sentence.items:
        if sentence.text[item.at] == SIGNS["count"]:
            continue
        found = slot_of(item, sentence, rules)
        if found:
            claims.append(Claim(found[0], item, sentence, score, found[1]))
    return Statement(sentence, score, tuple(claims))
