"""Purchases under another body's contract."""

from __future__ import annotations

import pytest

from clausescan.core.finding import Polarity, Role
from clausescan.extract.cooperative.rides import find_rides
from tests.build import document, part

BOUGHT = "The Village, having sought no bids of its own, buys the mower under the Larch County contract."


def quotes(text: str, role: Role) -> list[str]:
    doc = document(text)
    found = find_rides(doc, part(doc), role, ())
    assert all(f.value.polarity is Polarity.REVERSE for f in found)
    return [f.evidence[0].quote for f in found]


@pytest.mark.parametrize("role", [Role.CONTRACT, Role.BOARD_ITEM])
def test_the_sentence_is_shown(role: Role) -> None:
    assert quotes(f"The old mower is worn out. {BOUGHT} It costs $900.", role) == [BOUGHT]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (BOUGHT, Role.SOLICITATION),
        ("Other agencies may buy under the County contract.", Role.CONTRACT),
        ("The Board approved agreements for painters under the District's own program.", Role.BOARD_ITEM),
    ],
)
def test_what_is_no_ride(text: str, role: Role) -> None:
    assert quotes(text, role) == []


def test_what_is_shown_already_is_not_shown_twice() -> None:
    doc = document(BOUGHT)
    first = find_rides(doc, part(doc), Role.CONTRACT, ())
    assert find_rides(doc, part(doc), Role.CONTRACT, first) == ()
