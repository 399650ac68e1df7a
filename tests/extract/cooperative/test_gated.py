"""Gates of a grant: a place that binds the buyers, a choice that is the vendor's. Every sentence is written for this project."""

from __future__ import annotations

import pytest

from clausescan.extract.cooperative import choice, places


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
