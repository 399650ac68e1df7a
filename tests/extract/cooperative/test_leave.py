"""Use by others behind a group, somebody's leave, an amount or a time. Every sentence is written for this project."""

from __future__ import annotations

import pytest

from clausescan.core.finding import ClauseClass, Polarity
from clausescan.extract.cooperative import restraints
from tests.extract.cooperative.reading import polarity


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
