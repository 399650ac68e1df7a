"""Words that every match of an expression holds."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clausescan.extract.needed import needed_words
from clausescan.extract.pattern_rules import PatternRule, load_rules, lowered


@pytest.mark.parametrize(
    ("expression", "yes", "no"),
    [
        (r"\bbids?\b", ("bid", "forbidden"), ("bit", "")),
        (r"red (?:hen|cock)s?", ("a red hen", "red cocks"), ("red", "hen")),
        (r"red\s{1,4}hen.{0,9}(?:lays|sits)", ("hen red sits",), ("red hen", "lays red")),
        (r"(?:red hen|blue .{0,9}fox)", ("blue fox", "red hen"), ("red fox", "blue hen")),
        (r"(?:[RT]FP|X-?ray)\b", ("an rfp", "xray", "x-ray"), ("ray", "fx")),
        (r"(?:three|four){2,3} eggs?", ("four egg",), ("egg", "four")),
        (r"(?:an? )?(?<!old )hen(?! house)", ("hen",), ("old", "a house")),
        (r"(?:old|new){0,1} hen", (" hen",), ("old new",)),
        (r"(?-i:ABC)|\$5\.00", ("abc", "$5.00"), ("ab", "5.00")),
        (r"q & a|\d{2}", ("",), ()),
        (r"\w+|hen", ("", "x"), ()),
        (r"(?P<name>lead[ -]agency)['’]s", ("lead agency",), ("lead", "agency")),
    ],
)
def test_needed(expression: str, yes: tuple[str, ...], no: tuple[str, ...]) -> None:
    re.compile(expression)
    needed = needed_words(expression)
    for text in yes:
        assert needed.may_match(text), text
    for text in no:
        assert not needed.may_match(text), text


@given(st.data(), st.sampled_from([rule for name in ("competition", "role") for rule in load_rules(name)]))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large])
def test_no_match_of_a_rule_lacks_what_it_needs(data: st.DataObject, rule: PatternRule) -> None:
    flags = re.IGNORECASE | re.DOTALL | re.MULTILINE
    text = data.draw(st.from_regex(re.compile(rule.pattern, flags), alphabet=st.characters(max_codepoint=126)))
    assert rule.may_match(lowered(text))


@given(st.data(), st.sampled_from([rule for rule in load_rules("prices") if rule.needs]))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large])
def test_no_match_of_a_rule_lacks_what_it_says_it_needs(data: st.DataObject, rule: PatternRule) -> None:
    flags = re.IGNORECASE | re.DOTALL | re.MULTILINE
    text = data.draw(st.from_regex(re.compile(rule.pattern, flags), alphabet=st.characters(max_codepoint=126)))
    assert rule.may_match(lowered(text))


@pytest.mark.parametrize("rule", [rule for name in ("competition", "prices", "role") for rule in load_rules(name)], ids=lambda r: r.id)
def test_examples_of_a_rule_hold_what_it_needs(rule: PatternRule) -> None:
    assert all(rule.may_match(lowered(text)) for text in rule.matches)
