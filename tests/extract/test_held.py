"""Known words within the words of a text, and which expressions may match by them."""

from __future__ import annotations

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clausescan.extract.held import Sieve
from clausescan.extract.pattern_rules import PatternRule, load_rules, lowered

RULES = [rule for name in ("competition", "role") for rule in load_rules(name)]
SIEVE = Sieve(rule.pattern for rule in RULES)


def held(text: str) -> int:
    """The bits of a text, by asking for every word needed."""
    small = lowered(text)
    return sum(bit for word, bit in SIEVE.bits.items() if word in small)


@given(st.data(), st.sampled_from(RULES))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large])
def test_no_match_of_a_rule_is_sieved_out(data: st.DataObject, rule: PatternRule) -> None:
    flags = re.IGNORECASE | re.DOTALL | re.MULTILINE
    text = data.draw(st.from_regex(re.compile(rule.pattern, flags), alphabet=st.characters(max_codepoint=126)))
    assert SIEVE.may_match(rule.pattern, held(text))


@given(st.sampled_from(RULES), st.sampled_from(RULES))
def test_the_sieve_lets_no_less_through_than_the_words_needed(rule: PatternRule, other: PatternRule) -> None:
    for text in (*other.matches, *other.not_matches):
        assert SIEVE.may_match(rule.pattern, held(text)) or not rule.may_match(lowered(text))
