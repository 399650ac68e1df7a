"""Which date, length and event of a sentence stands for what: start, end, initial length, cap, notice."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from clausescan.extract.term_rules import SIGNS, TermRules
from clausescan.extract.term_text import Item, Sentence

REACH = 120
"""So many signs to the left and right of an item are looked at."""
_CONDITION = re.compile(
    r"\b(?:provided|if|unless|so long as|as long as|subject to|contingent (?:up)?on|conditioned (?:up)?on|assuming|based (?:up)?on|in the event)\b"
    r"[^.;,\ue000-\ue005]{3,90}(?=[,.;]|$)"
)
"""A condition: what it speaks of is not what the sentence speaks of. One with a day or a length may be more than that."""
_CONDITIONS = frozenset({"decoy.default", "decoy.offer", "decoy.insurance"})
"""What a condition often names without the sentence being of it: a default, prices, funds and bonds."""
_NEXT_CLAUSE = re.compile(r"[,;:(]|\b(?:and|but|provided|however|with|while|except)\b")


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


def topic_score(sentence: Sentence, rules: TermRules) -> int:
    """How surely the sentence speaks of this contract's term: 0 not at all, 4 and more plainly. A decoy before the topic settles it (TERMS 3)."""
    return _weighed(sentence, rules)[0]


def _weighed(sentence: Sentence, rules: TermRules, *, short: bool = False) -> tuple[int, int]:
    """The score, and up to where the sentence speaks of the term: to a later clause that speaks of another matter, else to its end."""
    score, first, sure = 0, len(sentence.small), False
    held = rules.anchors.held(sentence.small)
    for topic in rules.topics:
        if topic.slot == "short" and (score or not short):
            continue
        m = topic.search_with(sentence.small, held)
        if m:
            score = max(score, topic.weight)
            first = min(first, m.start())
            sure = sure or topic.slot == "sure"
    head = sentence.heading.lower()
    if _speaks_of_term(head):
        score += 3
    elif any(d.search(head) for d in rules.decoys):
        score -= 3
    whole = len(sentence.small)
    if score <= 0:
        return 0, whole
    strong, until = score >= 4, whole
    for decoy in () if sure else rules.decoys:
        m = decoy.search_with(sentence.small, held)
        if m and decoy.id in _CONDITIONS:
            m = decoy.pattern.search(_CONDITION.sub(_blanked, sentence.small))
        if m and decoy.weight:
            score -= decoy.weight
        elif m and m.start() < first + (decoy.id != "decoy.offer"):
            return 0, whole
        elif m and not strong:
            until = min(until, m.start())
    if until < whole and not _said_before(sentence, until):
        return 0, whole
    return max(score, 0), until


def _blanked(m: re.Match[str]) -> str:
    return " " * len(m[0])


def _said_before(sentence: Sentence, at: int) -> bool:
    """Whether something to compute with stands before that place, in an earlier clause."""
    last = max((i.at for i in sentence.items if i.at < at), default=-1)
    return last >= 0 and _NEXT_CLAUSE.search(sentence.small, last + 1, at) is not None


def _cut(sentence: Sentence, at: int) -> Sentence:
    """The sentence up to that place."""
    if at >= len(sentence.text):
        return sentence
    return replace(sentence, text=sentence.text[:at], small=sentence.small[:at], items=tuple(i for i in sentence.items if i.at < at))


def _speaks_of_term(heading: str) -> bool:
    words = heading.replace(".", " ").replace(":", " ").split()
    return any(w in ("term", "duration", "renewal", "renewals", "option", "options", "extension", "period") for w in words) and "payment" not in words


def slot_of(item: Item, sentence: Sentence, rules: TermRules) -> tuple[str, str] | None:
    """`(slot, rule id)` of the first cue that fits the words around the item; None where none does."""
    left = sentence.small[max(0, item.at - REACH) : item.at]
    if item.at > REACH:
        left = "x" + left  # the sentence does not begin here
    right = sentence.small[item.at + 1 : item.at + 1 + REACH]
    sign = sentence.text[item.at]
    for cue in rules.cues:
        if sign not in cue.kinds:
            continue
        if cue.pattern.search(left) and (cue.after is None or cue.after.match(right)):
            return cue.slot, cue.id
    return None


def read_statement(sentence: Sentence, rules: TermRules, *, short: bool = False) -> Statement | None:
    """What the sentence says of the term; None where it says nothing of it. In a short text more sentences speak of it."""
    score, until = _weighed(sentence, rules, short=short)
    if score <= 0:
        return None
    sentence = _cut(sentence, until)
    claims = []
    for item in sentence.items:
        if sentence.text[item.at] == SIGNS["count"]:
            continue
        found = slot_of(item, sentence, rules)
        if found:
            claims.append(Claim(found[0], item, sentence, score, found[1]))
    return Statement(sentence, score, tuple(claims))
