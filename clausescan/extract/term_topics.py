"""Which sentences speak of this contract's term, how surely, and up to where: topics and decoys (TERMS 3)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from clausescan.extract.term_rules import TermRule, TermRules
from clausescan.extract.term_text import Sentence

EXCERPT = frozenset({"short", "excerpt"})
"""What a topic stands for that counts in an excerpt only: beside a plain statement of the term, or also without one."""
_PLAIN = 4
"""From this weight on a sentence speaks of the term whatever its later clauses speak of."""
_CONDITION = re.compile(
    r"\b(?:provided|if|unless|so long as|as long as|subject to|contingent (?:up)?on|conditioned (?:up)?on|assuming|based (?:up)?on|in the event)\b"
    r"[^.;,\ue000-\ue005]{3,90}(?=[,.;]|$)"
)
"""A condition: what it speaks of is not what the sentence speaks of. One with a day or a length may be more than that."""
_CONDITIONS = frozenset({"decoy.default", "decoy.offer"})
"""What a condition often names without the sentence being of it: a default, prices."""
_NEXT_CLAUSE = re.compile(r"[,;:(]|\b(?:and|but|provided|however|with|while|except)\b")


@dataclass(frozen=True, slots=True)
class _Topic:
    """How surely a sentence speaks of the term, where it begins to, and whether no other matter can change that."""

    score: int
    first: int
    sure: bool


def topic_score(sentence: Sentence, rules: TermRules) -> int:
    """How surely the sentence speaks of this contract's term: 0 not at all, 4 and more plainly. A decoy before the topic settles it."""
    return spoken_part(sentence, rules)[0]


def spoken_part(sentence: Sentence, rules: TermRules, extra: frozenset[str] = frozenset()) -> tuple[int, Sentence]:
    """The score, and the sentence up to a later clause that speaks of another matter. `extra`: topics that count in an excerpt only."""
    held = rules.anchors.held(sentence.small)
    topic = _topic(sentence, rules, held, extra)
    if topic.score <= 0 or topic.sure:
        return max(topic.score, 0), sentence
    score, until = topic.score, len(sentence.small)
    for decoy in rules.decoys:
        m = _decoyed(decoy, sentence, held)
        if m is None:
            continue
        if decoy.weight:
            score -= decoy.weight
        elif m.start() < topic.first + (decoy.id != "decoy.offer"):
            return 0, sentence
        elif topic.score < _PLAIN:
            until = min(until, m.start())
    if until < len(sentence.small) and not _said_before(sentence, until):
        return 0, sentence
    return max(score, 0), _cut(sentence, until)


def _topic(sentence: Sentence, rules: TermRules, held: set[str], extra: frozenset[str]) -> _Topic:
    """What the topics and the heading make of a sentence."""
    score, first, sure = 0, len(sentence.small), False
    for topic in rules.topics:
        if topic.slot in EXCERPT and (score or topic.slot not in extra):
            continue
        if m := topic.search_with(sentence.small, held):
            score = max(score, topic.weight)
            first = min(first, m.start())
            sure = sure or topic.slot == "sure"
    head = sentence.heading.lower()
    if _speaks_of_term(head):
        score += 3
    elif any(d.search(head) for d in rules.decoys):
        score -= 3
    return _Topic(score, first, sure)


def _decoyed(decoy: TermRule, sentence: Sentence, held: set[str]) -> re.Match[str] | None:
    """Where the sentence speaks of another matter; what a condition names does not count for some."""
    m = decoy.search_with(sentence.small, held)
    return decoy.pattern.search(_CONDITION.sub(_blanked, sentence.small)) if m and decoy.id in _CONDITIONS else m


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
