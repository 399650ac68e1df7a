"""Issuers whose names say nothing of a government."""

from __future__ import annotations

import pytest

from clausescan.core.finding import AgencyType, Role
from clausescan.extract.mentions import survey
from clausescan.extract.plain_issuer import find_plain_issuer
from tests.build import document, part

_HEAD = "Fen Hollow {kind}\n12 Ridge Road\nFenton, MO 63026\n\n{title}\nDuctile iron pipe\n"


@pytest.mark.parametrize(
    ("text", "role", "name", "kind"),
    [
        (_HEAD.format(kind="Water", title="INVITATION TO BID"), Role.SOLICITATION, "Fen Hollow Water", AgencyType.SPECIAL_DISTRICT),
        (_HEAD.format(kind="Works", title="PURCHASE ORDER 12"), Role.INVOICE_PO, "Fen Hollow Works", AgencyType.UNKNOWN),
        (
            "REQUEST FOR PROPOSALS\n\nFen Hollow Schools is seeking proposals for buses.",
            Role.SOLICITATION,
            "Fen Hollow Schools",
            AgencyType.SCHOOL_DISTRICT,
        ),
    ],
)
def test_named_by_letterhead_or_call(text: str, role: Role, name: str, kind: AgencyType) -> None:
    doc = document(text)
    found = find_plain_issuer(survey(doc, part(doc)), role)
    assert found is not None
    assert (found.best.name, found.best.type) == (name, kind)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (_HEAD.format(kind="Works", title="INVOICE\nInvoice No. 7, your purchase order 12"), Role.INVOICE_PO),  # the seller's paper
        (_HEAD.format(kind="Works", title="AGREEMENT"), Role.CONTRACT),
        ("Bid Opening Room\n12 Ridge Road\nFenton, MO 63026\n\nINVITATION TO BID\n", Role.SOLICITATION),
        ("INVITATION TO BID\n\nThe Purchasing Manager reserves the right to reject bids.", Role.SOLICITATION),
    ],
)
def test_not_named(text: str, role: Role) -> None:
    doc = document(text)
    assert find_plain_issuer(survey(doc, part(doc)), role) is None
