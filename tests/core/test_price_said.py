"""What is said of prices, in words."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from clausescan.core.price_said import award_words, code_words, discount_words, effective_words, price_term_words
from clausescan.core.price_terms import AwardUnits, CommodityCode, Discount, PricesEffective, PriceTerm, PriceTermKind

K = PriceTermKind


@pytest.mark.parametrize(
    ("term", "words"),
    [
        (PriceTerm(K.FIRM, months=12), "firm for 12 months"),
        (PriceTerm(K.FIRM, months=36, through="initial_term"), "firm for 36 months, the initial term"),
        (PriceTerm(K.FIRM, through="term", of="discounts"), "discounts firm for the whole term"),
        (PriceTerm(K.FIRM, until=dt.date(2027, 6, 30)), "firm through 2027-06-30"),
        (PriceTerm(K.FIRM), "firm, for how long is not said"),
        (PriceTerm(K.OFFER, days=90), "an offer's prices are held for 90 days"),
        (
            PriceTerm(K.INDEX, index="CPI", cap=Decimal("3.0"), every_months=12, approval="lead", notice_days=60),
            "may move with the consumer price index, at most 3%, once a year, the lead agency must agree, 60 days ahead",
        ),
        (PriceTerm(K.INDEX, index="copper index"), "may move with copper index"),
        (PriceTerm(K.INDEX), "may move with an index"),
        (PriceTerm(K.PERCENT, percent=Decimal("2.50"), every_months=24), "rise by 2.5%, every two years"),
        (PriceTerm(K.REQUEST, approval="notice", notice_days=45, every_months=9), "may change on request, every 9 months, on notice, 45 days ahead"),
        (PriceTerm(K.DECREASE), "falling prices are passed on to buyers"),
    ],
)
def test_price_terms(term: PriceTerm, words: str) -> None:
    assert price_term_words(term) == words


@pytest.mark.parametrize("kind", list(PriceTermKind))
def test_every_kind_has_words(kind: PriceTermKind) -> None:
    assert price_term_words(PriceTerm(kind))


def test_the_rest() -> None:
    assert discount_words(Discount(Decimal(15), "list", minimum=True, on="all parts")) == "at least 15% off the list price, on all parts"
    assert effective_words(PricesEffective(dt.date(2025, 3, 1), dt.date(2026, 2, 28))) == "from 2025-03-01 to 2026-02-28"
    assert effective_words(PricesEffective(None, dt.date(2026, 2, 28))) == "to 2026-02-28"
    assert award_words(AwardUnits(("lot", "whole"), ("Lots 1 and 2",))) == "by lot or as a whole; awarded: Lots 1 and 2"
    assert award_words(AwardUnits((), ("Zone B",))) == "awarded: Zone B"
    assert code_words(CommodityCode("nigp", "070-06", "Trucks")) == "NIGP 070-06 (Trucks)"
