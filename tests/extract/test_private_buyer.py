"""The buyer in a contract between companies."""

from __future__ import annotations

import pytest

from clausescan.core.finding import AgencyType, Answer, LeadAgency, Role
from clausescan.extract.mentions import survey
from clausescan.extract.parties import find_parties
from clausescan.extract.private_buyer import find_private_buyer
from clausescan.extract.registry import load_registry
from tests import build


def buyer(text: str, role: Role = Role.CONTRACT) -> LeadAgency | None:
    document = build.document(text)
    found = find_private_buyer(survey(document, build.part(document)), role, load_registry())
    return found.value if found else None


@pytest.mark.parametrize(
    ("text", "name", "state"),
    [
        ('Agreement between Finch Software, Inc. ("Provider") and Wren Retail, LLC ("Customer")', "Wren Retail, LLC", None),
        ('by and between Kite Labs, Inc., a Delaware corporation ("Buyer"), and Larch Polymers Co. ("Supplier")', "Kite Labs, Inc.", None),
        ("Licensor: Finch Analytics GmbH\nLicensee: Wren Stores, Inc., Denver, Colorado", "Wren Stores, Inc.", "CO"),
    ],
)
def test_the_company_named_the_buyer(text: str, name: str, state: str | None) -> None:
    assert buyer(text) == LeadAgency(name, AgencyType.PRIVATE, state, Answer.NO)


BETWEEN = 'This agreement is between Kestrel Foods Corporation ("Buyer") and Frostline Instruments, LLC ("Seller").\n\n'


@pytest.mark.parametrize(
    "text",
    [
        "Seller shall register with the Ohio Secretary of State.",
        "Buyer lets Seller file returns with the Department of the Treasury of the Commonwealth of Puerto Rico (the “Department”).",
        "Disputes go to the courts of Wexcombe County. Permits are issued by the City of Larkmoor.",
        "Seller sells the same goods to the City of Larkmoor and the State of Montana.",
    ],
)
def test_a_body_that_is_spoken_of_later_is_no_party(text: str) -> None:
    document = build.document(BETWEEN + text)
    found = find_parties(document, build.part(document), Role.CONTRACT, load_registry())
    assert found.lead_agency is not None
    assert found.lead_agency.value == LeadAgency("Kestrel Foods Corporation", AgencyType.PRIVATE, None, Answer.NO)
    assert found.lead_agency.evidence[0].quote == 'Kestrel Foods Corporation ("Buyer"'
    assert found.vendor is not None
    assert found.vendor.value.name == "Frostline Instruments, LLC"


def test_a_foundation_that_builds() -> None:
    text = 'Fen Marsh Foundation, a 501(c)(3) nonprofit corporation of Oregon ("Owner"), and Finch Excavation, Inc. ("Contractor")'
    assert buyer(text) == LeadAgency("Fen Marsh Foundation", AgencyType.NONPROFIT_ADMIN, "OR", Answer.NO)


@pytest.mark.parametrize(
    "text",
    [
        'The Town of Elmont ("Customer") and Finch Software, Inc. ("Provider") and Wren, LLC ("Subcontractor") agree.',
        'Finch Software, Inc. ("Provider") offers software.',
        "Finch Software, Inc. and Wren Retail, LLC agree.",
        'Wren Retail, LLC ("Customer"), Finch, Inc. ("Provider") and the Town of Elmont ("Town") agree.',
        'TOWN OF ELMONT\n\nAgreement of Wren Retail, LLC ("Customer") and Finch, Inc. ("Provider")',
        'OMNIA Partners, Public Sector ("Customer") and Finch, Inc. ("Supplier")',
    ],
)
def test_no_private_buyer(text: str) -> None:
    assert buyer(text) is None


def test_a_solicitation_has_none() -> None:
    assert buyer('Finch, Inc. ("Provider") and Wren Retail, LLC ("Customer")', Role.SOLICITATION) is None
