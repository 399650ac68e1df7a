"""Texts that look like grants and are none: refused, taken back, left open, asked, or told of somebody else's contract."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from clausescan.core.finding import Polarity
from tests.extract.cooperative.test_find import polarity

CASES = tomllib.loads((Path(__file__).parent / "refusals.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("text", CASES["prohibits"])
def test_a_refusal_is_read(text: str) -> None:
    assert polarity(text) is Polarity.PROHIBITS


@pytest.mark.parametrize("text", CASES["reverse"])
def test_use_of_another_contract_is_the_reverse(text: str) -> None:
    assert polarity(text) is Polarity.REVERSE


@pytest.mark.parametrize("text", CASES["no_grant"])
def test_nothing_is_granted(text: str) -> None:
    assert polarity(text) not in (Polarity.PERMITS, Polarity.RESTRICTS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Contractor shall not refuse orders that other public agencies place under this contract.", Polarity.PERMITS),
        ("May other public agencies buy from this contract? Yes.", Polarity.PERMITS),
        ("May other public agencies buy from this contract? No.", Polarity.PROHIBITS),
        ("May other public agencies buy from this contract?", Polarity.SILENT),
        ("Nothing in this contract prevents other agencies from purchasing from it.", Polarity.PERMITS),
        ("Nothing in this contract allows other agencies to purchase from it.", Polarity.PROHIBITS),
        ("Orders from other agencies will be rejected unless they carry the County's written approval.", Polarity.RESTRICTS),
        ("Other agencies may purchase from this contract. This paragraph is deleted.", Polarity.PROHIBITS),
        ("Public agencies that do not run a fleet may order from this contract.", Polarity.PERMITS),
        ("Each agency shall determine whether its law allows it to buy. Any public agency may buy from this contract.", Polarity.PERMITS),
    ],
)
def test_the_words_above_a_use_decide(text: str, expected: Polarity) -> None:
    assert polarity(text) is expected
