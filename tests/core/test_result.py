"""Which part a PDF is mainly about, and whose prices it holds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clausescan.core.finding import AgencyType, Answer, Facts, LeadAgency, Party, PriceTable, Role, RoleFact, cite, finding
from clausescan.core.result import Part, Scanned, ScannedPart, main_of, tables_of
from clausescan.core.span import Span
from tests.build import document, part

DOC = document("words")


def scanned(role: Role | None, first: int, last: int) -> ScannedPart:
    found = finding("role", RoleFact(role), (cite(DOC, Span(0, 5), "test"),)) if role else None
    return ScannedPart(Part("", (first, last), Span(0, 5), part(DOC).outline), Facts(role=found))


@pytest.mark.parametrize(
    ("parts", "main"),
    [
        ([], 0),
        ([(Role.CONTRACT, 1, 9)], 0),
        ([(Role.BOARD_ITEM, 1, 4), (Role.CONTRACT, 5, 12)], 1),
        ([(Role.SOLICITATION, 1, 15), (Role.CONTRACT, 16, 25)], 1),
        ([(Role.SOLICITATION, 1, 60), (Role.CONTRACT, 61, 65)], 0),
        ([(Role.CONTRACT, 1, 5), (Role.AMENDMENT, 6, 6), (Role.PRICE_LIST, 7, 18)], 0),
        ([(Role.AMENDMENT, 1, 1), (Role.AMENDMENT, 2, 2)], 0),
        ([(None, 1, 3), (Role.FORM, 4, 6)], 0),
    ],
)
def test_main_part(parts: list[tuple[Role | None, int, int]], main: int) -> None:
    assert main_of([scanned(*p) for p in parts]) == main


PROOF = (cite(DOC, Span(0, 5), "test"),)


def priced(role: Role, page: int, lead: str | None = None, vendor: str | None = None) -> ScannedPart:
    one = scanned(role, page, page)
    table = finding("price_table", PriceTable((page, page), ("Item", "Price"), (("Rake", "9.10"),)), PROOF)
    agency = finding("lead_agency", LeadAgency(lead, AgencyType.COUNTY, "OH", Answer.YES), PROOF) if lead else None
    party = finding("vendor", Party(vendor), PROOF) if vendor else None
    return replace(one, facts=replace(one.facts, price_tables=(table,), lead_agency=agency, vendor=party))


@pytest.mark.parametrize(
    ("other", "counts"),
    [
        (priced(Role.PRICE_LIST, 2), True),
        (priced(Role.FORM, 2, "County of Delwin"), True),
        (priced(Role.RESPONSE, 2, "Delwin County", "Ostrava Tool LLC"), True),
        (priced(Role.RESPONSE, 2, "Delwin County", "Bellweather Inc."), False),
        (priced(Role.PRICE_LIST, 2, "City of Orrin"), False),
        (priced(Role.AWARD, 2), False),
    ],
)
def test_prices_of_other_parts(other: ScannedPart, counts: bool) -> None:
    whole = Scanned(DOC, (other, priced(Role.CONTRACT, 1, "Delwin County", "Ostrava Tool, LLC")), 1)
    assert [t.value.pages[0] for t in tables_of(whole)] == ([1, 2] if counts else [1])
