"""How prices hold and move, discounts and days in force: a table of wordings, and how sentences are read together."""

from __future__ import annotations

import datetime as dt
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausescan.core.document import Document
from clausescan.core.finding import Role
from clausescan.core.price_terms import PricesEffective, PriceTerm, PriceTermKind
from clausescan.core.result import Part
from clausescan.core.span import Span
from clausescan.extract.price_discounts import find_discounts, find_effective
from clausescan.extract.price_terms import MAX_TERMS, find_price_terms
from clausescan.extract.price_words import percents
from clausescan.read.segment import segment
from tests.build import document

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).with_name("price_wordings.toml")).read_text(encoding="utf-8"))["case"]


def read(text: str) -> tuple[Document, Part]:
    doc = document(text)
    span = Span(0, len(doc.text))
    return doc, Part("", (1, len(doc.pages)), span, segment(doc, span))


def terms(text: str) -> list[PriceTerm]:
    return [f.value for f in find_price_terms(*read(text))]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:40])
def test_wording(case: dict[str, Any]) -> None:
    found = terms(case["text"])
    wanted = case.get("terms", [])
    assert sorted(t.kind.value for t in found) == sorted(w["kind"] for w in wanted)
    for want in wanted:
        one = next(t for t in found if t.kind.value == want["kind"])
        for key, value in want.items():
            given_value = getattr(one, key)
            assert (Decimal(value) == given_value) if key in {"cap", "percent"} else str(value) == str(given_value), key


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:40])
def test_discounts_and_days(case: dict[str, Any]) -> None:
    doc, part = read(case["text"])
    found = [f.value for f in find_discounts(doc, part)]
    wanted = case.get("discounts", [])
    assert sorted((d.percent, d.off) for d in found) == sorted((Decimal(w["percent"]), w["off"]) for w in wanted)
    assert all(d.minimum == w.get("minimum", d.minimum) for d, w in zip(found, wanted, strict=True))
    if "from" in case or "to" in case:
        days = find_effective(doc, part, Role.PRICE_LIST)
        assert days is not None
        assert days.value == PricesEffective(_day(case.get("from")), _day(case.get("to")))


def _day(iso: str | None) -> dt.date | None:
    return dt.date.fromisoformat(iso) if iso else None


def test_sentences_of_one_provision_are_read_together() -> None:
    text = (
        "7. PRICES\nThe Vendor may ask for a higher price once a year. The increase shall not exceed the change in the CPI.\n"
        "The request must reach the Buyer 60 days before the anniversary and takes effect when approved.\n\n"
        "8. TERMINATION\nThe City may end the contract on 30 days' notice if prices change."
    )
    (one,) = [t for t in terms(text) if t.kind is PriceTermKind.INDEX]
    assert (one.index, one.every_months, one.notice_days, one.approval) == ("CPI", 12, 60, "lead")


def test_an_offer_and_the_contract_in_one_sentence() -> None:
    text = "Bid prices shall be held firm for 60 days, except the successful bidder, whose prices shall be held firm for the entire contract term."
    assert [(t.kind, t.days, t.through) for t in terms(text)] == [(PriceTermKind.OFFER, 60, ""), (PriceTermKind.FIRM, None, "term")]


def test_a_threshold_is_no_cap() -> None:
    (one,) = terms("Either side may request a price adjustment when fuel costs change by more than ten percent; adjustments are capped at 4%.")
    assert one.cap == Decimal(4)


def test_every_finding_quotes_the_text() -> None:
    text = "\n\n".join(case["text"] for case in CASES)
    doc, part = read(text)
    found = (*find_price_terms(doc, part), *find_discounts(doc, part))
    assert 0 < len(find_price_terms(doc, part)) <= MAX_TERMS
    assert all(doc.quote(e.span) == e.quote for f in found for e in f.evidence)


def test_another_part_is_not_read() -> None:
    doc = document("Prices are firm for one year.\n\nPrices are firm for two years.")
    span = Span(0, 29)
    assert [f.value.months for f in find_price_terms(doc, Part("", (1, 1), span, segment(doc, span)))] == [12]


@pytest.mark.parametrize(
    "text", ["price be firm " * 20_000, "prices may increase by " * 10_000, "% " * 100_000, "discount off " * 20_000, " " * 300_000]
)
def test_a_page_without_an_end_costs_little(text: str) -> None:
    doc, part = read(text)
    find_price_terms(doc, part)
    find_discounts(doc, part)
    find_effective(doc, part, Role.PRICE_LIST)


@given(st.integers(1, 99), st.sampled_from(["{n}%", "{n} percent", "{n} %", "{n} per cent"]))
def test_percentages_as_figures(n: int, form: str) -> None:
    text = f"an increase of {form.format(n=n)} a year"
    assert [value for value, _ in percents(text, Span(0, len(text)))] == [Decimal(n)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("two and one-half percent (2.5%)", "2.5"),
        ("two and one-half percent", "2.5"),
        ("five (5) percent", "5"),
        ("33 1/3%", "33.33"),
        ("12 1/2 %", "12.5"),
    ],
)
def test_percentages_in_words(text: str, value: str) -> None:
    assert [v for v, _ in percents(text, Span(0, len(text)))] == [Decimal(value)]
