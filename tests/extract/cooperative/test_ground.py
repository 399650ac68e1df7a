"""Tests of clausescan.extract.cooperative.ground, and of what the whole finder makes of many manners of drafting."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from clausescan.core.finding import Polarity
from clausescan.core.span import Span
from clausescan.extract.cooperative.ground import standing
from clausescan.extract.cooperative.sense import Judgement, Says
from clausescan.extract.cooperative.view import View
from clausescan.extract.matcher import RuleMatch
from clausescan.extract.rules import Rule
from clausescan.scan import load_toolkit, scan_text

TOOLKIT = load_toolkit()
MANNERS = tomllib.loads((Path(__file__).parent / "manners.toml").read_text(encoding="utf-8"))["text"]
GRANTS = (Polarity.PERMITS, Polarity.RESTRICTS)
RULE = Rule("verb-use", "verb.use", "Somebody buys.", ())


def judgement(text: str, act: str, says: Says = Says.GRANT) -> Judgement:
    """A use by others found in the sentence of an act, which decided it."""
    at = text.index(act)
    start, end = text.rfind(". ", 0, at) + 1, text.find(". ", at) + 1 or len(text)
    return Judgement(says, Span(start, end), RuleMatch(RULE, Span(at, at + len(act))), View(text, start, end, ()))


def senses(text: str, act: str, says: Says = Says.GRANT) -> list[Says]:
    return [one.says for one in standing([judgement(text, act, says)])]


@pytest.mark.parametrize("case", [c for c in MANNERS if c["grants"] == "none"], ids=lambda c: c["id"])
def test_a_text_that_grants_nothing_is_called_no_grant(case: dict[str, str]) -> None:
    assert scan_text(case["text"], "t", TOOLKIT).parts[0].facts.cooperative_polarity not in GRANTS


@pytest.mark.parametrize("case", [c for c in MANNERS if c["grants"] != "none"], ids=lambda c: c["id"])
def test_a_grant_is_found_and_none_with_a_condition_is_called_free(case: dict[str, str]) -> None:
    allowed = GRANTS if case["grants"] == "permits" else GRANTS[1:]
    assert scan_text(case["text"], "t", TOOLKIT).parts[0].facts.cooperative_polarity in allowed


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("All offices of the Borough may order from this contract.", "order"),
        ("Each of our campuses may use the award.", "use"),
        ("Obsolete computers may be sold to other school districts at these prices.", "sold"),
        ("The bond shall extend to any other public agency.", "extend"),
        ("Should the General Assembly adopt the act, other cities may use this contract.", "use"),
        ("Others might use this award.", "use"),
        ("Eleven other towns have bought under the contract.", "bought"),
        ("The League began in 1950. Any town may join.", "join"),
        ("Other towns sometimes ask to buy from our award.", "buy"),
        ("A town may purchase more hours from the Authority at the posted rate.", "purchase"),
    ],
)
def test_what_stands_on_no_ground_is_left_out(text: str, act: str) -> None:
    assert senses(text, act) == []


@pytest.mark.parametrize(
    ("expected", "text", "act"),
    [
        (Says.REVERSE, "Elm County bid the trucks, and its award allows other cities to buy.", "buy"),
        (Says.REVERSE, "The statute allows any school district to purchase from contracts of others.", "purchase"),
        (Says.DENY, "[Struck by Addendum 3: Other cities may buy from the award.]", "buy"),
        (Says.LIMIT, "Other towns ask to buy from our award. You can say yes or no.", "buy"),
        (Says.GRANT, "Any other town may buy from this award.", "buy"),
        (Says.GRANT, "All departments and any other municipality may buy from this award.", "buy"),
    ],
)
def test_what_is_told_or_struck_is_turned_and_the_rest_stands(expected: Says, text: str, act: str) -> None:
    assert senses(text, act) == [expected]


@pytest.mark.parametrize("says", [Says.DENY, Says.REVERSE, Says.SUPPORT, Says.INCORP])
def test_only_a_use_is_tried(says: Says) -> None:
    one = judgement("Obsolete computers may be sold to other school districts.", "sold", says)
    assert list(standing([one, replace(one)])) == [one, one]
