from __future__ import annotations

import pytest

from clausescan.assess.topics import TopicRule, topic_rules, topics_in
from clausescan.core.span import Span
from tests.build import document

RULES = topic_rules()


def found(text: str, rule: TopicRule) -> list[str]:
    doc = document(text)
    return [t.evidence[0].origin for t in topics_in(doc, Span(0, len(doc.text))) if t.evidence[0].origin == rule.id]


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_examples(rule: TopicRule) -> None:
    for text in rule.matches:
        assert found(text, rule), text
    for text in rule.not_matches:
        assert not found(text, rule), text


def test_quotes_are_the_text_and_a_rule_is_cited_three_times_at_most() -> None:
    doc = document("The vendor is not debarred or suspended. " * 9)
    topics = topics_in(doc, Span(0, len(doc.text)))
    assert len(topics) == 3
    assert all(doc.text[e.span.start : e.span.end] == e.quote for t in topics for e in t.evidence)


def test_only_the_part_is_looked_at() -> None:
    doc = document("Buy America certification", "nothing here")
    assert not topics_in(doc, doc.pages[1].span)
