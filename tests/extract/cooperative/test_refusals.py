"""The words above, before and behind a use that turn it."""

from __future__ import annotations

import pytest

from clausescan.core.finding import Polarity
from tests.extract.cooperative.reading import polarity


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
