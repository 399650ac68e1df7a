"""Tests of clausescan.extract.cooperative.joint_rows: lists of bodies that bid together."""

from __future__ import annotations

import pytest

from clausescan.core.finding import ClauseClass, CooperativeUse, Polarity
from clausescan.extract.cooperative.joint_rows import find_joint_rows
from tests.build import document, part


def uses(text: str) -> list[CooperativeUse]:
    doc = document(text)
    return [found.value for found in find_joint_rows(doc, part(doc), ())]


@pytest.mark.parametrize(
    ("named", "text"),
    [
        (
            ("City of Rennick", "Rennick County", "Library District"),
            "JOINT BID: tons wanted by each\nCity of Rennick   400\nRennick County    1,150\nLibrary District   12\n",
        ),
        (
            ("Town of Moss", "Village of Tern"),
            "Participating municipalities and their needs\n1. Town of Moss - 20 units\n2. Village of Tern - 8 units\n",
        ),
        (("Oriole School District", "Quail Township"), "The agencies taking part in this bid are:\n• Oriole School District\n• Quail Township\n"),
    ],
)
def test_a_list_under_a_line_on_bidding_together_names_who_may_buy(named: tuple[str, ...], text: str) -> None:
    (use,) = uses(text)
    assert (use.clause_class, use.polarity, use.eligible.named) == (ClauseClass.LIST, Polarity.RESTRICTS, named)


@pytest.mark.parametrize(
    "text",
    [
        "References of participating agencies\nCity of Rennick   555-0100\nRennick County   555-0101\n",
        "Participating members of the dispatch board\nCity of Rennick\nRennick County\n",
        "JOINT BID\nBids are opened at noon.\nThe clerk reads them aloud.\nCity of Rennick\nRennick County\n",
        "JOINT BID\nCity of Rennick\nAll bids are sealed.\n",
        "Sealed bids\nCity of Rennick   400\nRennick County   1,150\n",
    ],
)
def test_other_lists_name_no_buyers(text: str) -> None:
    assert uses(text) == []
