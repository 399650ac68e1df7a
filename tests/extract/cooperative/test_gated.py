"""Grants behind a gate: a place, a list, a state's users, a statute, the vendor's choice, an addendum. Every sentence is written for this project."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from clausescan.core.finding import Polarity, Role
from clausescan.extract import matcher, rules
from clausescan.extract.cooperative import choice, find, places
from tests import build

MATCHER = matcher.compile_rules(rules.load("cooperative.toml"))
CASES = tomllib.loads((Path(__file__).parent / "gated.toml").read_text(encoding="utf-8"))
NO_GRANT = CASES.pop("no_grant")
WORDINGS = [(expected, text) for expected, texts in CASES.items() for text in texts]


def polarity(text: str) -> Polarity:
    document = build.document(text)
    found = find.find_cooperative_use(document, build.part(document), Role.CONTRACT, MATCHER)
    return find.combine((f.value for f in found), Role.CONTRACT)


@pytest.mark.parametrize(("expected", "text"), WORDINGS)
def test_a_gate_is_seen(expected: str, text: str) -> None:
    assert polarity(text) == expected


@pytest.mark.parametrize("text", NO_GRANT)
def test_a_place_or_choice_alone_grants_nothing(text: str) -> None:
    assert polarity(text) not in (Polarity.PERMITS, Polarity.RESTRICTS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Districts located in the North Zone may order.", True),
        ("Towns along the Mill River corridor may order.", True),
        ("Public agencies in Zone 4 may order.", True),
        ("Agencies in any county may order.", False),
        ("Public agencies in this and other states may order.", False),
        ("Agencies with staff in the area of procurement may order.", False),
    ],
)
def test_a_place_binds_the_buyers(text: str, expected: bool) -> None:
    assert places.bounded(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is left to the contractor whether others are served.", True),
        ("Others may order if the dealer is agreeable.", True),
        ("The contractor shall serve others.", False),
    ],
)
def test_the_choice_is_the_vendors(text: str, expected: bool) -> None:
    assert choice.left_to_vendor(text) is expected
