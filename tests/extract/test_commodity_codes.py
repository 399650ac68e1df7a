"""Codes behind the name of their list; years, sums and size standards are none."""

from __future__ import annotations

import pytest

from clausescan.extract.commodity_codes import find_commodity_codes
from tests.extract.test_price_terms import read


def codes(text: str) -> list[tuple[str, str, str]]:
    return [(f.value.system, f.value.code, f.value.title) for f in find_commodity_codes(*read(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("NIGP Code: 070-06", [("nigp", "070-06", "")]),
        ("NIGP class and item: 765-05 – Asphalt Pavers", [("nigp", "765-05", "Asphalt Pavers")]),
        ("NIGP Codes: 98836, 98852 and 988-88", [("nigp", "98836", ""), ("nigp", "98852", ""), ("nigp", "988-88", "")]),
        ("UNSPSC 72102900 and 72103300", [("unspsc", "72102900", ""), ("unspsc", "72103300", "")]),
        ("NAICS code 561730, Landscaping Services", [("naics", "561730", "")]),
        ("The NAICS code for this procurement is 238160.", [("naics", "238160", "")]),
        ("Commodity Code: 405-09 Diesel fuel\nDue date: May 4, 2026", [("nigp", "405-09", "Diesel fuel")]),
        ("Product Service Code: R425", [("psc", "R425", "")]),
    ],
)
def test_codes(text: str, found: list[tuple[str, str, str]]) -> None:
    assert codes(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Vendors register by NIGP code on the portal. Bids are due on March 4, 2026.",
        "The NAICS size standard is 500 employees.",
        "NAICS 2022 edition applies.",
        "Call (313) 555-0110 for the commodity code.",
    ],
)
def test_no_codes(text: str) -> None:
    assert codes(text) == []


def test_each_code_once_with_its_words() -> None:
    doc, part = read("NIGP code 070-06 Trucks\n\nNIGP code: 070-06")
    (one,) = find_commodity_codes(doc, part)
    assert one.evidence[0].quote == "NIGP code 070-06 Trucks"
