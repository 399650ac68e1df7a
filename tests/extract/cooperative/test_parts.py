"""Who, where, on what conditions; and the cheap tests before."""

from __future__ import annotations

import time

import pytest

from clausescan.core.span import Span
from clausescan.extract.cooperative import candidates, conditions, statutes, who
from clausescan.extract.cooperative.restraints import own_item
from tests import build

KINDS = [
    ("other public agencies", ("public_agency_any",)),
    ("all cities and counties", ("county", "municipality")),
    ("school districts and community colleges", ("school_district", "higher_ed_public")),
    ("any state agency", ("state_agency",)),
    ("other local governments", ("county", "municipality")),
    ("another transit authority", ("transit",)),
    ("fire districts", ("fire_ems",)),
    ("each participating agency", ()),
    ("nonprofit hospitals", ("nonprofit", "hospital")),
]


@pytest.mark.parametrize(("phrase", "expected"), KINDS)
def test_kinds(phrase: str, expected: tuple[str, ...]) -> None:
    assert who.kinds_of(phrase) == expected


PLACES = [
    ("open to towns in Ohio", ("state", ("Ohio",), None)),
    ("agencies in Utah and West Virginia", ("states", ("Utah", "West Virginia"), None)),
    ("bodies in Elm, Oak and Pine Counties", ("counties", ("Elm", "Oak", "Pine"), None)),
    ("agencies within 40 miles of the yard", ("radius", (), 40)),
    ("agencies nationwide", ("national", (), None)),
    ("any body within the Commonwealth", ("state", (), None)),
    ("towns adjacent to the City", ("adjacent", (), None)),
    ("agencies in the vendor's service area", ("service_area", (), None)),
    ("schools in Dane County", ("county", ("Dane",), None)),
]


@pytest.mark.parametrize(("text", "expected"), PLACES)
def test_places(text: str, expected: tuple[str, tuple[str, ...], int | None]) -> None:
    found = who.geography_of(text)
    assert found is not None
    assert (found.scope, found.values, found.miles) == expected


@pytest.mark.parametrize("text", ["other agencies may buy", "University of Michigan", "as defined in the state procurement code"])
def test_no_place(text: str) -> None:
    assert who.geography_of(text) is None


def test_conditions() -> None:
    assert conditions.prices_and_terms("at the same prices, terms and conditions") == {"same_price": "yes", "same_terms": "yes"}
    assert conditions.ordering_and_limits("A fee of 1.5% of sales; each issues its own purchase order") == {
        "fee_payer": "vendor",
        "fee_rate_pct": "1.5",
        "ordering": "own_po",
    }
    assert conditions.ordering_and_limits("orders for 60 days after award") == {"window": "60 days after award"}
    assert conditions.disclaimed("The Town shall not be liable for their debts.")


CITED = [
    ("under RCW 39.34 and ORS 279A", ("RCW 39.34", "ORS 279A")),
    ("as allowed by Chapter 39.34 RCW", ("RCW 39.34",)),
    ("under Sections 20118 and 20652 of the Public Contract Code", ("Pub. Contract Code 20118", "Pub. Contract Code 20652")),
    ("under PCC section 20118", ("Pub. Contract Code 20118",)),
    ("General Municipal Law § 103(16)", ("Gen. Mun. Law 103(16)",)),
    ("Massachusetts General Laws chapter 30B, section 22", ("M.G.L. c.30B s.22",)),
    ("Texas Local Government Code, Chapter 271", ("Loc. Gov't Code 271",)),
    ("Section 125.04 of the Ohio Revised Code", ("R.C. 125.04",)),
    ("under section 12 of this contract", ()),
]


@pytest.mark.parametrize(("text", "expected"), CITED)
def test_statutes_are_written_in_one_way(text: str, expected: tuple[str, ...]) -> None:
    assert statutes.statutes_in(text) == expected


FEES = [
    ("Participating agencies will be charged a fee of 2% of sales", {"fee_payer": "buyer", "fee_rate_pct": "2"}),
    ("Supplier shall remit an administrative fee and send quarterly sales reports", {"fee_payer": "vendor", "reporting": "quarterly"}),
    ("The fee schedule of the Town Clerk applies", {}),
]


@pytest.mark.parametrize(("text", "expected"), FEES)
def test_fees_and_reports(text: str, expected: dict[str, str]) -> None:
    assert conditions.ordering_and_limits(text) == expected


def test_sentences_end_where_they_should() -> None:
    text = "See No. 4 of the bid. Other towns, e.g. Elm, may buy.\nA. Next item stands here."
    found = [text[s.start : s.end] for s in candidates.sentences(text, Span(0, len(text)))]
    assert found[0] == "See No. 4 of the bid."
    assert found[1].startswith("Other towns, e.g. Elm, may buy.")


@pytest.mark.parametrize("filler", [" ", "_", ".", "\n", "a ", "[ ]", "1,", "(", "agency ", "Yes ____ "])
def test_a_large_page_of_one_sign_is_read_in_little_time(filler: str) -> None:
    document = build.document(filler * (2_000_000 // len(filler)))
    start = time.process_time()
    candidates.candidates(document, Span(0, len(document.text)))
    assert time.process_time() - start < 10


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The vendor shall: (a) sell to any town; (b) report within ten days.", "sell", "(a) sell to any town; "),
        ("The vendor shall: (a) sell to any town; (b) report within ten days.", "report", "(b) report within ten days."),
        ("Any town may buy: (a) once; (b) within ten days.", "once", "Any town may buy: (a) once; (b) within ten days."),
    ],
)
def test_a_duty_of_the_vendor_stands_apart(text: str, word: str, expected: str) -> None:
    assert own_item(text, text.index(word)) == expected
