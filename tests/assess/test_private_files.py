"""Contracts between companies, with words that open them to public agencies: no public body stands behind them, and no answer says ready."""

from __future__ import annotations

import datetime as dt

import pytest

from clausescan.assess.buyer_file import parse_buyer
from clausescan.assess.verdict import assess
from clausescan.core.readiness import Decision, Readiness, Verdict
from clausescan.core.result import Scanned
from clausescan.scan import load_toolkit, scan_text

TOOLKIT = load_toolkit()
BUYER = parse_buyer('[buyer]\nname = "City of Larch"\nstate = "OH"\nentity_type = "municipality"\n')
REST = """

2. TERM. The term begins on January 1, 2026 and ends on December 31, 2028.

3. GOODS. Supplier shall sell laboratory freezers at the prices of Exhibit A.

9. USE BY OTHERS. Any other public agency may buy under this Agreement at the same prices and terms.

By: /s/ Ann Post
Date: December 12, 2025

By: /s/ Bo Reed
Date: December 13, 2025
"""
PRIVATE = {
    "customer": "This Master Supply Agreement is between Arbor Holdings, Inc. (“Customer”) and Frostline Instruments, LLC (“Supplier”).",
    "licensee": "This License Agreement is by and between Vireo Software, Inc. (“Licensor”) and Hollow Pine Bank, N.A. (“Licensee”).",
    "owner": "Agreement between Sable Ridge Developers, LLC (the “Owner”) and Tern Builders, Inc. (the “Contractor”). The City of Larkmoor inspects.",
    "filing": "Between Kestrel Foods Corporation (“Buyer”) and Frostline, LLC (“Seller”). Seller registers with the Ohio Secretary of State.",
    "reseller": "Between Vireo, Inc. (“Company”) and Stoneback Sales, Inc. (“Reseller”). Reseller sells to the County of Wexcombe, Ohio.",
    "nonprofit": "Between the Harrow Valley Hospital Association, a nonprofit corporation (“Client”), and Frostline Instruments, LLC (“Vendor”).",
    "no label": "Agreement between Kestrel Foods Corporation and Frostline Instruments, LLC. Disputes go to the courts of the County of Wexcombe.",
}
ASKED = """REQUEST FOR PROPOSALS No. 25-7

Arbor Holdings, Inc. asks for sealed proposals for laboratory freezers. Proposals are due November 3, 2025 at 2:00 p.m. and are opened in public.

Any other public agency may buy from the resulting contract at the same prices and terms.
"""
AWARDED = """NOTICE OF AWARD

RFP No. 25-7. Three proposals were opened on November 3, 2025. Arbor Holdings, Inc. awards the contract to Frostline Instruments, LLC.
"""


def read(text: str, name: str) -> Scanned:
    return scan_text(text, name, TOOLKIT)


def judged(*scans: Scanned, buyer: bool) -> Readiness:
    return assess(scans, dt.date(2026, 6, 1), ("laboratory freezers",), "1", BUYER if buyer else None)[1]


@pytest.mark.parametrize("name", PRIVATE)
def test_a_contract_between_companies_has_no_public_lead_agency(name: str) -> None:
    scan = read(f"SUPPLY AGREEMENT\n\n{PRIVATE[name]}{REST}", name)
    for buyer in (False, True):
        found = judged(scan, buyer=buyer)
        (check,) = [c for c in found.checks if c.number == "3"]
        assert check.verdict in (Verdict.NOT_MET, Verdict.NEEDS_REVIEW, Verdict.NOT_FOUND)
        assert bool(check.proof) == (check.verdict is not Verdict.NOT_FOUND)
        assert [r.verdict for r in found.rows if r.id == "R05"] == [check.verdict]
        assert "ready" not in found.headline.lower()
        assert found.decision in ((Decision.NOT_READY, Decision.CANNOT_TELL) if buyer else (None,))


def test_neither_has_a_whole_file_of_a_company_that_asked_for_proposals() -> None:
    scans = (read(ASKED, "rfp"), read(AWARDED, "award"), read(f"SUPPLY AGREEMENT\n\n{PRIVATE['customer']}{REST}", "contract"))
    found = judged(*scans, buyer=True)
    (check,) = [c for c in found.checks if c.number == "3"]
    assert (check.verdict, found.decision) == (Verdict.NOT_MET, Decision.NOT_READY)
    assert check.reason == "The buyer named in the documents is Arbor Holdings, Inc., which is private."
    assert [p.evidence.quote for p in check.proof] == ["Arbor Holdings, Inc. (“Customer”"]
