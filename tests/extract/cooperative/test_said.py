"""Tests of clausescan.extract.cooperative.said: use by others in whole sentences that no frame joins."""

from __future__ import annotations

import pytest

from clausescan.core.finding import Polarity
from clausescan.scan import load_toolkit, scan_text

TOOLKIT = load_toolkit()


def polarity(text: str) -> Polarity:
    return scan_text(text, "text", TOOLKIT).parts[0].facts.cooperative_polarity


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("permits", "Seller shall make the prices of this award available, when asked, to any federal, county, municipal or tribal agency."),
        ("permits", "The unit rates quoted shall be firm for, and may be accepted by, any unit of local government in the nation."),
        ("permits", "Orders may be placed hereunder by other public bodies without any further act of the Board."),
        ("permits", "The privileges of the Port under this Agreement may be exercised by any other public terminal operator."),
        ("permits", "REQUEST FOR PROPOSALS FOR LAMPS ISSUED BY ELM COUNTY ON BEHALF OF ITSELF AND OTHER GOVERNMENT AGENCIES"),
        ("permits", "Any public library may contract for like services on the terms of this Agreement."),
        ("restricts", "Any nonprofit that holds a certificate of the Bureau may also buy."),
        ("restricts", "This is a joint bid of the Towns of Ames, Bow and Carr. Each Town signs a contract of its own."),
        ("restricts", "Joinder under NRS 332.195 requires the consent of the contracting supplier."),
        ("restricts", "Supplier is free to honor, or not to honor, orders of another government at these prices."),
        ("restricts", "We encourage, but do not require, the chosen firm to make its rates available to sister agencies."),
        ("restricts", "The Manager may, in his sole discretion, allow another jurisdiction to make use of this contract."),
        ("prohibits", "The discounted rates shall not be extended by Vendor to any other public entity."),
    ],
)
def test_a_whole_sentence_is_read(expected: str, text: str) -> None:
    assert polarity(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Vendor shall furnish, each July, a list of the public bodies that bought at the contract prices.",
        "Other towns may use the pool on the terms of this agreement.",
        "Students from other districts may order lunches at the price of this contract.",
        "Counties and cities may order more copies of this map at the price listed.",
        "All drawings prepared under this agreement may be used by other public agencies.",
        "The Board has not decided whether other agencies may order under this contract.",
        "Each school in the District may order under this contract.",
    ],
)
def test_a_look_alike_grants_nothing(text: str) -> None:
    assert polarity(text) not in (Polarity.PERMITS, Polarity.RESTRICTS)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("restricts", "Any local governmental entity of the State that spends public funds may utilize designated State contracts."),
        ("restricts", "Local public procurement units registered in the COSTARS program may elect to do so."),
        ("restricts", "The Cooperative's contracts for lamps will be available to the members of the county league."),
        ("restricts", "Only Participants, as Section 4.2 of the Request for Proposals defines them, may order under this Agreement."),
        ("restricts", "Contractor may fill orders of outside agencies that hold an interlocal purchasing agreement with the City."),
        ("reverse", "WHEREAS local governments may use State contracts, and the Village wishes to buy a truck from one;"),
    ],
)
def test_those_who_may_use_a_states_or_cooperatives_contracts(expected: str, text: str) -> None:
    assert polarity(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Purchasing Cooperative, 12 Mesa Loop, Dry Fork, Texas 79999",
        "PURCHASING COOPERATIVE: AWARD OF RFP 3-25. Six proposals were opened on May 2, 2025.",
        "The rear rack shall allow piggyback loading of a second trailer.",
        "The conference has a session on piggyback contracts and one on electronic bids.",
    ],
)
def test_a_name_or_another_piggyback_is_no_purchase(text: str) -> None:
    assert polarity(text) == "silent"
