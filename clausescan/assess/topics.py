"""Other matters that a readiness decision asks for: federal clauses, preferences, insurance, terms, a changed vendor (READINESS R18 to R30)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from clausescan.assess.pattern_file import load_patterns
from clausescan.core.contract_file import Topic
from clausescan.core.document import Document
from clausescan.core.finding import cite
from clausescan.core.span import Span

_MOST = 3  # places kept for each rule: enough to show, few enough to read


@dataclass(frozen=True, slots=True)
class TopicRule:
    """One matter, the words without which it is not looked for, and its own examples."""

    id: str
    topic: str
    name: str
    why: str
    words: tuple[str, ...]
    pattern: re.Pattern[str]
    matches: tuple[str, ...]
    not_matches: tuple[str, ...]


@lru_cache(maxsize=1)
def topic_rules() -> tuple[TopicRule, ...]:
    """The rules of `rules/topics.toml`, in file order.

    Raises:
        RuleError: a rule lacks a key or its pattern is wrong.
    """
    return load_patterns(
        "topics.toml",
        lambda raw, pattern: TopicRule(
            raw["id"], raw["topic"], raw["name"], raw["why"], tuple(raw["words"]), pattern, tuple(raw["matches"]), tuple(raw["not_matches"])
        ),
    )


def topics_in(document: Document, span: Span) -> tuple[Topic, ...]:
    """What that part of the text speaks of, at most three places for each rule, in the order of the rules; empty if nothing."""
    lowered = document.text[span.start : span.end].lower()
    return tuple(topic for rule in topic_rules() if any(w in lowered for w in rule.words) for topic in _places(rule, document, span))


def _places(rule: TopicRule, document: Document, span: Span) -> Iterator[Topic]:
    for match in islice(rule.pattern.finditer(document.text, span.start, span.end), _MOST):
        value = " ".join(match["state"].split()) if "state" in rule.pattern.groupindex else ""
        yield Topic(rule.topic, rule.name, value, (cite(document, Span(*match.span()), rule.id),))
