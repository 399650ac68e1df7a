"""How much time pages that come to nothing may take."""

from __future__ import annotations

import pytest

from clausescan.read.ocr_time import Ledger


@pytest.mark.parametrize(
    ("read", "vain", "allowed"),
    [
        pytest.param(0.0, 0.0, 30.0, id="at first"),
        pytest.param(500.0, 14.0, 30.0, id="some drawings among many pages"),
        pytest.param(0.0, 20.0, 7.5, id="a page that came to nothing"),
        pytest.param(0.0, 46.0, 0.0, id="nothing but such pages"),
        pytest.param(100.0, 120.0, 7.5, id="as many as pages that were read"),
    ],
)
def test_what_the_next_page_may_take(read: float, vain: float, allowed: float) -> None:
    ledger = Ledger(30.0)
    ledger.enter(read, vain=False)
    ledger.enter(vain, vain=True)
    assert ledger.allowance() == allowed
