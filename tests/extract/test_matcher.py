"""Every rule matches its own examples; offsets are those of the document; the matcher loads spaCy late."""

from __future__ import annotations

import subprocess
import sys

import pytest

from clausescan.extract import matcher, rules

RULES = rules.load("cooperative.toml")
MATCHER = matcher.compile_rules(RULES)


@pytest.mark.parametrize(("rule", "text"), [(r, t) for r in RULES for t in r.matches], ids=lambda x: x.id if isinstance(x, rules.Rule) else "")
def test_a_rule_matches_its_example(rule: rules.Rule, text: str) -> None:
    assert any(m.rule is rule for m in MATCHER.matches(text))


@pytest.mark.parametrize(("rule", "text"), [(r, t) for r in RULES for t in r.not_matches], ids=lambda x: x.id if isinstance(x, rules.Rule) else "")
def test_a_rule_leaves_its_counterexample(rule: rules.Rule, text: str) -> None:
    assert not any(m.rule is rule for m in MATCHER.matches(text))


def test_offsets_are_those_of_the_document() -> None:
    text = "Other agencies may piggy-back on\nthis contract."
    for match in MATCHER.matches(text, 100):
        assert 100 <= match.span.start < match.span.end <= 100 + len(text)
    assert [text[m.span.start - 100 : m.span.end - 100] for m in MATCHER.matches(text, 100) if m.rule.finds == "buyer"] == ["Other agencies"]


@pytest.mark.parametrize("text", sorted({t for r in RULES for t in (*r.matches, *r.not_matches)}))
def test_a_glance_finds_what_spacy_finds(text: str) -> None:
    assert MATCHER.glance(text) == MATCHER.matches(text)


def test_nothing_is_found_in_nothing() -> None:
    assert MATCHER.matches("") == ()
    assert MATCHER.matches(" \n ") == ()


def test_spacy_loads_only_where_it_is_asked() -> None:
    code = (
        "import sys; from clausescan.extract import matcher, rules; m = matcher.compile_rules(rules.load('cooperative.toml'));"
        " m.glance('Other agencies may buy.'); assert 'spacy' not in sys.modules;"
        " m.matches('Other agencies may buy.'); assert 'spacy' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
