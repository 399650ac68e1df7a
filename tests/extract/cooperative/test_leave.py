"""Use by others behind a group, somebody's leave, an amount or a time. Every sentence is written for this project."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from clausescan.core.finding import ClauseClass, Polarity, Role
from clausescan.extract import matcher, rules
from clausescan.extract.cooperative import find, restraints
from tests import build

MATCHER = matcher.compile_rules(rules.load("cooperative.toml"))
CASES = tomllib.loads((Path(__file__).parent / "leave.toml").read_text(encoding="utf-8"))


def polarity(text: str) -> Polarity:
    document = build.document(text)
    found = find.find_cooperative_use(document, build.part(document), Role.CONTRACT, MATCHER)
    return find.combine((f.value for f in found), Role.CONTRACT)


@pytest.mark.parametrize("text", CASES["restricts"])
def test_a_gate_or_limit_restricts(text: str) -> None:
    assert polarity(text) is Polarity.RESTRICTS


@pytest.mark.parametrize("text", CASES["no_grant"])
def test_a_look_alike_grants_nothing(text: str) -> None:
    assert polarity(text) not in (Polarity.PERMITS, Polarity.RESTRICTS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Other towns may buy under this contract until June 30.", ClauseClass.CAP),
        ("The Superintendent may allow other districts to buy at these prices.", ClauseClass.CONSENT),
        ("Libraries holding a paid membership may order.", ClauseClass.MEMBER),
        ("Other towns may buy under this contract.", None),
    ],
)
def test_what_holds_a_grant_back(text: str, expected: ClauseClass | None) -> None:
    held = restraints.restraint(text)
    assert (held[0] if held else None) is expected


def test_the_next_sentence_may_hold_a_grant_back() -> None:
    assert polarity("Can other cities use this contract? Yes, with our written approval.") is Polarity.RESTRICTS
    assert restraints.restraint_after("Such use requires no approval.") is None
