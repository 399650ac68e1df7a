"""Which documents behind a solicitation are pieces of it."""

from __future__ import annotations

import pytest

from clausescan.core.finding import AgencyType, Answer, Facts, Identifier, LeadAgency, Party, Role, RoleFact, cite, finding
from clausescan.core.span import Span
from clausescan.extract.pieces import is_piece
from tests.build import document

DOC = document("words")


def facts(role: Role, lead: str | None = None, number: str | None = None, vendor: str | None = None) -> Facts:
    proof = (cite(DOC, Span(0, 5), "test"),)
    return Facts(
        role=finding("role", RoleFact(role), proof),
        lead_agency=finding("lead_agency", LeadAgency(lead, AgencyType.COUNTY, "OH", Answer.YES), proof) if lead else None,
        solicitation_number=finding("solicitation_number", Identifier(number), proof) if number else None,
        vendor=finding("vendor", Party(vendor), proof) if vendor else None,
    )


HEAD = facts(Role.SOLICITATION, "Delwin County", "RFB 24-031")


@pytest.mark.parametrize(
    ("following", "piece"),
    [
        (facts(Role.FORM, None, "24-031"), True),
        (facts(Role.PRICE_LIST, "Delwin County", "RFB 24-031"), True),
        (facts(Role.OTHER, "County of Delwin"), True),
        (facts(Role.FORM, "Delwin County", "RFB 24-032"), False),
        (facts(Role.FORM, "City of Orrin"), False),
        (facts(Role.FORM), False),
        (facts(Role.PRICE_LIST, "Delwin County", "RFB 24-031", "Ostrava Tool LLC"), False),
        (facts(Role.CONTRACT, "Delwin County", "RFB 24-031"), False),
        (facts(Role.ADDENDUM, "Delwin County", "RFB 24-031"), False),
    ],
)
def test_pieces_of_a_solicitation(following: Facts, piece: bool) -> None:
    assert is_piece(HEAD, following) is piece


def test_nothing_is_a_piece_of_a_contract() -> None:
    assert not is_piece(facts(Role.CONTRACT, "Delwin County", "RFB 24-031"), facts(Role.FORM, "Delwin County", "RFB 24-031"))
