from __future__ import annotations

import pytest

from clausescan.assess.bundle import bundle
from clausescan.core.contract_file import Completeness, ContractFile
from clausescan.core.finding import Role
from tests.assess.build_facts import SAID_YES, award, contract, paper, price_list, response, solicitation


def wanted(file: ContractFile) -> list[str]:
    return [d.what for d in file.to_obtain]


@pytest.mark.parametrize(
    ("words", "exhibits"),
    [
        ("Exhibit B is attached hereto and made a part of this contract.", ["Exhibit B"]),
        ("This contract consists of this document and Exhibits A and C.", ["Exhibit A", "Exhibit C"]),
        ("The services are described in Attachment 2.", ["Attachment 2"]),
        ("Prices are those of Attachment A of the bid.", []),
        ("The Contractor shall exhibit a permit.", []),
        ("This contract consists of this document and Exhibit B.\n\nExhibit B. Rates\n\nSalt 61.40", []),
    ],
)
def test_an_exhibit_that_is_named_and_not_there_is_asked_for(words: str, exhibits: list[str]) -> None:
    file = bundle([solicitation(), contract(takes_in=words), award(), price_list()])
    assert [w for w in wanted(file) if w.split()[0] in {"Exhibit", "Attachment"}] == exhibits
    assert all(d.proof for d in file.to_obtain if d.what in exhibits)
    assert file.completeness is (Completeness.B if exhibits else Completeness.A)


def test_an_exhibit_in_a_pdf_of_its_own_is_there() -> None:
    rates = paper(Role.PRICE_LIST, "EXHIBIT B\n\nRates of the contract", name="x.pdf")
    assert "Exhibit B" not in wanted(bundle([contract(takes_in="Exhibit B is attached hereto."), rates]))


def test_an_addendum_that_is_named_beside_one_that_is_there() -> None:
    one = paper(Role.ADDENDUM, "ADDENDUM NO. 1\n\nThe opening is moved.", name="a.pdf")
    file = bundle([solicitation(), one, contract(takes_in="Invitation to Bid 24-031 and Addenda Nos. 1 and 2 are made a part of this contract.")])
    assert "Addendum 2" in wanted(file)
    assert "Addendum 1" not in wanted(file)


def test_a_bid_that_is_made_part_of_the_contract_is_asked_for_and_does_not_lower_the_level() -> None:
    words = "Invitation to Bid 24-031 and the Contractor's bid are made a part of this contract."
    file = bundle([solicitation(), contract(takes_in=words), award(), price_list()])
    assert wanted(file) == ["The vendor's bid or proposal"]
    assert file.completeness is Completeness.A
    assert not wanted(bundle([solicitation(), contract(takes_in=words), award(), price_list(), response(SAID_YES)]))
