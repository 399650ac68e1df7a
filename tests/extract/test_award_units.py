"""In what pieces an award is made, and which pieces are named as awarded."""

from __future__ import annotations

import pytest

from clausescan.core.finding import Role
from clausescan.core.price_terms import AwardUnits
from clausescan.extract.award_units import UNITS, find_award_units
from clausescan.extract.pattern_rules import load_rules
from tests.extract.test_price_terms import read


def units(text: str, role: Role = Role.CONTRACT) -> AwardUnits | None:
    found = find_award_units(*read(text), role)
    return None if found is None else found.value


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("Awards are made zone by zone.", ("zone",)),
        ("The Town may award by item, by group or as a whole.", ("group", "item", "whole")),
        ("One contract will be awarded for each region of the state.", ("region",)),
        ("This is an all or none bid.", ("whole",)),
        ("Award shall be made on a lot by lot basis.", ("lot",)),
    ],
)
def test_by(text: str, by: tuple[str, ...]) -> None:
    found = units(text)
    assert found is not None
    assert found.by == by


@pytest.mark.parametrize(
    "text", ["The parking lot is swept.", "Points are awarded for each section.", "The County will award the contract on Monday."]
)
def test_nothing(text: str) -> None:
    assert units(text) is None


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The Contractor is awarded Lots 1, 2 and 5 of the bid.", "Lots 1, 2 and 5"),
        ("Award of Zone B and Zone C is made to Lark Paving LLC.", "Zone B and Zone C"),
        ("The Board awarded to Lark Paving LLC Categories 1 through 4.", "Categories 1 through 4"),
    ],
)
def test_what_was_awarded(text: str, named: str) -> None:
    found = units(text)
    assert found is not None
    assert found.awarded == (named,)
    planned = units(text, Role.SOLICITATION)
    assert planned is None or planned.awarded == ()


def test_the_rules_know_every_unit() -> None:
    assert {rule.value for rule in load_rules("award_units")} == set(UNITS)
