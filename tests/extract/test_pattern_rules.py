"""Rules files: strict loading, and each rule proved by its own examples."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausescan.core.finding import Role
from clausescan.errors import RuleError
from clausescan.extract.competition import METHODS
from clausescan.extract.pattern_rules import PatternRule, anchor_hits, load_rules, lowered, parse_rules

FILES = ("award_units", "competition", "prices", "role")
GOOD = """
[[rule]]
id = "a"
why = "Because."
value = "ifb"
pattern = "red hen"
anchors = ["hen"]
weight = 1
matches = ["red hen"]
not_matches = ["hen"]
"""


def all_rules() -> list[PatternRule]:
    return [rule for name in FILES for rule in load_rules(name)]


@pytest.mark.parametrize("rule", all_rules(), ids=lambda r: r.id)
def test_examples_prove_the_rule(rule: PatternRule) -> None:
    for text in rule.matches:
        assert rule.search(text, 0, len(text)), text
        assert any(a in lowered(text) for a in rule.anchors), text
    for text in rule.not_matches:
        assert rule.search(text, 0, len(text)) is None, text


@pytest.mark.parametrize("rule", all_rules(), ids=lambda r: r.id)
def test_anchors_are_lower_case(rule: PatternRule) -> None:
    assert all(a == a.lower() for a in rule.anchors)


def test_values_are_known_words() -> None:
    assert {r.value for r in load_rules("competition")} == set(METHODS)
    assert {r.value for r in load_rules("role")} <= set(Role)


def test_a_good_file_is_loaded() -> None:
    (rule,) = parse_rules(GOOD, "x.toml")
    assert (rule.id, rule.where, rule.detail, rule.unless) == ("a", "text", None, None)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("why =", "wy =", "wy"),
        ('why = "Because."', "", "why"),
        ('value = "ifb"', 'value = ""', "value"),
        ("weight = 1", 'weight = "1"', "weight"),
        ("weight = 1", "weight = true", "weight"),
        ('anchors = ["hen"]', "anchors = []", "anchors"),
        ("red hen", "(red", "regular expression"),
        ("red hen", "[a-z]+ hen", "without a bound"),
        ("red hen", ".* hen", "without a bound"),
        ("red hen", "(a|b)+", "without a bound"),
        ("red hen", "a{2,}", "without a bound"),
        ("weight = 1", 'weight = 1\nwhere = "page"', "where"),
        ("[[rule]]", "[rules]", "unknown table"),
        ("[[rule]]", "[[rule", "TOML"),
    ],
)
def test_a_wrong_file_is_refused_by_name(before: str, after: str, words: str) -> None:
    with pytest.raises(RuleError, match=r"x\.toml") as caught:
        parse_rules(GOOD.replace(before, after), "x.toml")
    assert words in caught.value.message


def test_an_id_occurs_once() -> None:
    with pytest.raises(RuleError, match="twice"):
        parse_rules(GOOD + GOOD, "x.toml")


def test_a_missing_file_is_a_rule_error() -> None:
    with pytest.raises(RuleError, match="no_such"):
        load_rules("no_such")


def test_a_blank_stands_for_white_space_and_lines_are_joined() -> None:
    (rule,) = parse_rules(GOOD.replace('pattern = "red hen"', "pattern = '''red hen\n  |blue[ -]hen'''"), "x.toml")
    for text in ("red\nhen", "red  hen", "blue-hen", "blue\nhen"):
        assert rule.search(text, 0, len(text)), text


def test_unless_silences_only_within_its_stretch() -> None:
    (rule,) = parse_rules(GOOD + 'unless = "not"', "x.toml")
    text = "red hen. not so."
    assert rule.search(text, 0, 8) is not None
    assert rule.search(text, 0, len(text)) is None


@given(st.text(alphabet="aBİß\n Σ", max_size=60))
def test_lowered_keeps_every_offset(text: str) -> None:
    assert len(lowered(text)) == len(text)


def test_anchor_hits_are_bounded() -> None:
    rules = parse_rules(GOOD, "x.toml")
    assert list(anchor_hits(rules, "hen hen hen", 0, 11, 2)) == [(0, "hen"), (4, "hen")]


WORDS = """
[words]
BIRD = '''(?:hen
|duck)'''
[[rule]]
id = "a"
why = "Because."
value = "x"
pattern = "red @BIRD@"
unless = "no @BIRD@"
anchors = ["red"]
weight = 1
matches = ["red duck"]
not_matches = ["red cow"]
"""


def test_patterns_name_sets_of_words() -> None:
    (rule,) = parse_rules(WORDS, "some.toml")
    assert rule.search("a red  duck", 0, 11)
    assert rule.search("no hen, a red duck", 0, 18) is None


def test_unknown_words_are_refused() -> None:
    with pytest.raises(RuleError, match="no words are named 'FISH'"):
        parse_rules(WORDS.replace("red @BIRD@", "red @FISH@"), "some.toml")


def test_a_rule_may_name_a_part_that_every_match_holds() -> None:
    (rule,) = parse_rules(WORDS.replace('unless = "no @BIRD@"', 'needs = "@BIRD@"'), "some.toml")
    assert rule.may_match("a red hen")
    assert not rule.may_match("a red fox")


def test_what_a_rule_needs_is_a_regular_expression() -> None:
    with pytest.raises(RuleError, match="not a regular expression"):
        parse_rules(GOOD + 'needs = "("\n', "some.toml")
