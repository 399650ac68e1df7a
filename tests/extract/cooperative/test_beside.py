from __future__ import annotations

import pytest

from clausescan.core.finding import Polarity
from clausescan.scan import Toolkit, load_toolkit, scan_text

GRANT = "Any public agency in the United States may buy under the contract at the same prices."
REVERSE = "The City wishes to purchase the trucks by piggybacking on the contract that Larch County awarded to Teal Motors."


@pytest.fixture(scope="module")
def toolkit() -> Toolkit:
    return load_toolkit()


def polarity(text: str, toolkit: Toolkit) -> Polarity:
    return scan_text(text, "t", toolkit).parts[0].facts.cooperative_polarity


def test_a_grant_alone_permits(toolkit: Toolkit) -> None:
    assert polarity(GRANT, toolkit) is Polarity.PERMITS


def test_a_grant_beside_ones_own_use_of_anothers_contract_is_that_contracts(toolkit: Toolkit) -> None:
    assert polarity(f"{REVERSE}\n\n{GRANT}", toolkit) is Polarity.REVERSE


def test_far_apart_they_are_two_matters(toolkit: Toolkit) -> None:
    between = "The vendor delivers on weekdays between eight and four.\n\n" * 40
    assert polarity(f"{REVERSE}\n\n{between}{GRANT}", toolkit) is Polarity.PERMITS
