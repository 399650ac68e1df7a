"""Every rule of the term fits its own examples and not its counter-examples; the loader refuses what it does not know."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clausescan.errors import RuleError
from clausescan.extract.term_rules import SIGNS, Substance, TermRule, load_term_rules, parse_term_rules

LETTERS = {"<D>": "date", "<P>": "length", "<E>": "event", "<N>": "count", "<B>": "blank", "<Y>": "year"}
NUMBERS = re.compile(r"\b(?:one|two|three|four|six)-(?:year|month)s?\b|\b(?:six|twelve) months\b")
COUNTS = re.compile(r"\b(?:one|two|three|four)\b(?!-)")


def signed(text: str) -> str:
    """The example in lower case with `<D>` and the like as the signs that rules see."""
    for letters, kind in LETTERS.items():
        text = text.replace(letters, SIGNS[kind])
    return text.lower()


def reduced(text: str) -> str:
    """An example in plain words with its lengths and counts as signs."""
    return COUNTS.sub(SIGNS["count"], NUMBERS.sub(SIGNS["length"], signed(text)))


def fits(rule: TermRule, example: str) -> bool:
    """Whether a cue fits the item in brackets."""
    left, rest = signed(example).split("[", 1)
    sign, right = rest.split("]", 1)
    return sign in rule.kinds and bool(rule.pattern.search(left)) and (rule.after is None or bool(rule.after.match(right)))


RULES = load_term_rules()


@pytest.mark.parametrize("rule", [*RULES.events, *RULES.topics, *RULES.decoys, *RULES.actors], ids=lambda r: r.id)
def test_a_pattern_and_its_examples(rule: TermRule) -> None:
    assert rule.matches
    assert rule.not_matches
    assert rule.why.endswith(".")
    assert [e for e in rule.matches if not rule.search(signed(e))] == []
    assert [e for e in rule.not_matches if rule.search(signed(e))] == []


@pytest.mark.parametrize("rule", [r for r in (*RULES.events, *RULES.topics, *RULES.decoys) if r.anchors], ids=lambda r: r.id)
def test_every_match_holds_an_anchor(rule: TermRule) -> None:
    every = [e for r in (*RULES.events, *RULES.topics, *RULES.decoys, *RULES.cues) for e in (*r.matches, *r.not_matches)]
    assert [e for e in every if rule.pattern.search(signed(e)) and not rule.search(signed(e))] == []


@pytest.mark.parametrize("rule", RULES.renewals, ids=lambda r: r.id)
def test_a_renewal_and_its_examples(rule: TermRule) -> None:
    assert [e for e in rule.matches if not rule.pattern.search(reduced(e))] == []
    assert [e for e in rule.not_matches if rule.pattern.search(reduced(e))] == []


@pytest.mark.parametrize("rule", RULES.cues, ids=lambda r: r.id)
def test_a_cue_and_its_examples(rule: TermRule) -> None:
    assert rule.matches
    assert rule.not_matches
    assert [e for e in rule.matches if not fits(rule, e)] == []
    assert [e for e in rule.not_matches if fits(rule, e)] == []


def test_ids_are_unique() -> None:
    ids = [r.id for rules in (RULES.events, RULES.topics, RULES.decoys, RULES.cues, RULES.renewals, RULES.actors) for r in rules]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("substance", [RULES.substance, RULES.substance_short], ids=["long", "short"])
@given(st.data())
@settings(max_examples=80, deadline=None)
def test_words_of_substance_begin_with_their_heads(substance: Substance, data: st.DataObject) -> None:
    words = data.draw(st.from_regex(substance.words, fullmatch=True, alphabet=st.characters(max_codepoint=126)))
    assert words.startswith(substance.heads)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("for two years", 8),
        ("in 2031 or a year", 3),
        ("ends 4/5", 5),
        ("2-31", 0),
        ("at 12-31 sharp", 4),
        ("within 365 days", 7),
        ("lasts 180) calendar days", 6),
        ("adopted in may", -1),
        ("notify us in 30 days", -1),
        ("a year", 2),
        ("with no end", 5),
    ],
)
def test_substance(text: str, at: int) -> None:
    assert RULES.substance.find(text, text, 0, len(text)) == at


WORDS = '[words]\nanchor = "a"\nanchor_short = "a"\nsubstance = "a"\nsubstance_short = "a"\nheading = "a"\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[", "not TOML"),
        (WORDS + "[[tpoic]]\nid = 'x'", "unknown table"),
        (WORDS + "[[topic]]\nid = 'x'\nwhy = 'y'\npatern = 'z'", "unknown key"),
        (WORDS + "[[topic]]\nid = 'x'\nwhy = 'y'", "is missing"),
        (WORDS + "[[topic]]\nid = 'x'\nwhy = 'y'\npattern = '('", "not a regular expression"),
        (WORDS + "[[cue]]\nid = 'x'\nwhy = 'y'\nkinds = ['colour']\nleft = 'a'", "unknown kind"),
    ],
)
def test_the_loader_refuses(text: str, message: str) -> None:
    with pytest.raises(RuleError, match=message):
        parse_term_rules(text)
