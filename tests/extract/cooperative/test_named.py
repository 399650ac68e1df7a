"""Use held to a place, a list, a choice or spare quantities. Every sentence is written for this project."""

from __future__ import annotations

import pytest

from clausescan.core.finding import Polarity
from clausescan.extract.cooperative import named
from clausescan.extract.cooperative.candidates import LONGEST_SENTENCE
from tests.extract.cooperative.reading import polarity

HELD = [
    ("named.place", "Any village may buy salt on the contracts let by the department."),
    ("named.place", "Public bodies situated north of the river may order under the hauling bid."),
    ("named.list", "This solicitation is conducted jointly by the Town of Arle and the Arle Library."),
    ("named.list", "Enrolled libraries, being part of the network, may order from the vendor under this agreement."),
    ("named.vendor", "If another town would like culverts at the prices bid it shall ask the Contractor, who may decline."),
    ("named.vendor", "If the bidder is willing, those districts may buy at the same rates under the bid."),
    ("named.spare", "Gondolas left over may be assigned to another transit agency under the award."),
    ("named.amount", "Orders by other towns under this contract are limited to forty tons."),
    ("named.leave", "Any village without a signed agreement may not order under this contract."),
]
FREE = [
    "No part of this bid may be used by another town.",
    "Each library in the District may order under this contract.",
    "The County may purchase from a contract of another county.",
    "Schools listed above may order copies of this agreement.",
]


@pytest.mark.parametrize(("finds", "text"), HELD)
def test_what_holds_the_use_is_named(finds: str, text: str) -> None:
    found = named.held_to(text, text)
    assert found is not None
    assert found[0] == finds


@pytest.mark.parametrize("text", FREE)
def test_nothing_is_held_where_nothing_is_opened(text: str) -> None:
    assert named.held_to(text, text) is None


# The first is left out: alone, the department may be another body than the one that speaks.
@pytest.mark.parametrize("text", [text for _, text in HELD[1:]])
def test_a_held_use_restricts(text: str) -> None:
    assert polarity(f"Invitation to bid of the County.\n{text}") is Polarity.RESTRICTS


@pytest.mark.parametrize("text", ["other town " * 20_000, " " * 200_000, "agencies, cities and districts in the County of X " * 3_000])
def test_the_longest_sentence_made_to_be_slow_ends_in_nothing(text: str) -> None:
    sentence = text[:LONGEST_SENTENCE]
    assert named.held_to(sentence, sentence) is None
