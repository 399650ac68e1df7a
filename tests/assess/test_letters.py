from __future__ import annotations

from clausescan.assess.letters import letters
from clausescan.assess.verdict import assess
from clausescan.core.buyer import Buyer
from clausescan.core.forms import Letter
from clausescan.core.result import Scanned
from tests.assess.build_facts import CHOICE, SAID_NO, award, contract, day, price_list, response, solicitation


def written(*scans: Scanned, on: str = "2025-08-01") -> tuple[Letter, ...]:
    buyer = Buyer(name="City of Larch", state="OH")
    file, readiness = assess(scans, day(on), ("bulk road salt",), "1", buyer)
    return letters(file, readiness, buyer)


def test_the_lead_agency_is_asked_for_what_is_open() -> None:
    lead, vendor = written(solicitation(), contract(), award(), price_list())
    assert lead.to == "Wren County"
    assert "C-881" in lead.subject
    assert lead.paragraphs[1].startswith("City of Larch")
    assert any("signed renewal" in p for p in lead.paragraphs)
    assert any("bulk road salt" in p for p in lead.paragraphs)
    points = [p for p in lead.paragraphs if p.startswith("- ")]
    assert [p[-1] for p in points] == [*(";" for _ in points[1:]), "."]
    assert lead.paragraphs[-1] == "City of Larch"
    assert vendor.to == "Teal Salt Company"
    assert any("quote" in p for p in vendor.paragraphs)


def test_a_vendor_that_declined_is_asked_whether_that_stands() -> None:
    vendor = written(solicitation(use=CHOICE), contract(), response(SAID_NO), award(), price_list())[-1]
    assert any("may not use this contract" in p for p in vendor.paragraphs)


def test_without_a_name_the_letters_speak_of_our_agency() -> None:
    file, readiness = assess([contract()], day("2025-01-15"))
    assert all("Our agency" in letter.paragraphs[1] for letter in letters(file, readiness, None))


def test_nothing_in_a_letter_claims_that_the_purchase_is_allowed() -> None:
    for letter in written(solicitation(), contract()):
        assert not any(word in " ".join(letter.paragraphs).lower() for word in ("legal", "approved", "compliant", "entitled"))
