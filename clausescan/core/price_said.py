"""What a document says of its prices, lots and commodity codes, in a few plain words."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from clausescan.core.price_terms import AwardUnits, CommodityCode, Discount, PricesEffective, PriceTerm, PriceTermKind

_KINDS = {
    PriceTermKind.FIRM: "firm",
    PriceTermKind.OFFER: "an offer's prices are held",
    PriceTermKind.INDEX: "may move with an index",
    PriceTermKind.PERCENT: "rise by steps",
    PriceTermKind.REQUEST: "may change on request",
    PriceTermKind.PASSED_ON: "changes of the maker's or market price may be passed on",
    PriceTermKind.NEGOTIATED: "for later terms, to be negotiated",
    PriceTermKind.DECREASE: "falling prices are passed on to buyers",
}
_INDEXES = {
    "CPI": "the consumer price index",
    "CPI-U": "the consumer price index (CPI-U)",
    "CPI-W": "the consumer price index (CPI-W)",
    "PPI": "the producer price index",
    "ECI": "the employment cost index",
    "ENR": "the construction cost index",
    "IPD": "the price deflator",
    "asphalt": "an asphalt index",
    "fuel": "the price of fuel",
    "inflation": "inflation",
}
_THROUGH = {"initial_term": "through the initial term", "renewal": "in renewals", "term": "for the whole term"}
_EVERY = {1: "every month", 3: "every quarter", 6: "every half year", 12: "once a year", 24: "every two years"}
_LEAVE = {"lead": "the lead agency must agree", "both": "both sides must agree", "notice": "on notice"}
_OFF = {"list": "off the list price", "msrp": "off the suggested retail price", "catalog": "off the catalog", "cost_plus": "over cost"}
_SYSTEMS = {"nigp": "NIGP", "unspsc": "UNSPSC", "naics": "NAICS", "psc": "PSC"}


def price_term_words(term: PriceTerm) -> str:
    """A provision on prices on one line: "firm for 12 months", "may move with the consumer price index, at most 3%"."""
    subject = "discounts " if term.of == "discounts" else ""
    if term.kind in (PriceTermKind.FIRM, PriceTermKind.OFFER):
        return f"{subject}{_KINDS[term.kind]}{_held(term)}"
    rise = term.kind is PriceTermKind.PERCENT and term.percent is not None
    said = (
        "" if rise else _moved(term),
        f"{'rise ' if rise else ''}by {_figure(term.percent)}%" if term.percent is not None else "",
        f"at most {_figure(term.cap)}%" if term.cap is not None else "",
        _EVERY.get(term.every_months, f"every {term.every_months} months") if term.every_months else "",
        _LEAVE.get(term.approval, ""),
        f"{term.notice_days} days ahead" if term.notice_days else "",
    )
    return subject + ", ".join(x for x in said if x)


def _held(term: PriceTerm) -> str:
    if term.until is not None:
        return f" through {term.until.isoformat()}"
    if term.months:
        return f" for {term.months} {'month' if term.months == 1 else 'months'}{', the initial term' if term.through == 'initial_term' else ''}"
    if term.days:
        return f" for {term.days} days"
    return f" {_THROUGH[term.through]}" if term.through else ", for how long is not said"


def _moved(term: PriceTerm) -> str:
    if term.kind is PriceTermKind.INDEX and term.index:
        return f"may move with {_INDEXES.get(term.index, term.index)}"
    return _KINDS[term.kind]


def _figure(value: Decimal) -> str:
    """Without needless zeros."""
    plain = format(value, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def discount_words(one: Discount) -> str:
    """A discount on one line: "at least 15% off the list price, on all parts"."""
    least = "at least " if one.minimum else ""
    return f"{least}{_figure(one.percent)}% {_OFF.get(one.off, one.off)}" + (f", on {one.on}" if one.on else "")


def effective_words(days: PricesEffective) -> str:
    """The days on one line: "from 2025-03-01 to 2026-02-28"."""
    return " ".join(f"{word} {_day(day)}" for word, day in (("from", days.first), ("to", days.last)) if day is not None)


def _day(day: dt.date) -> str:
    return day.isoformat()


def award_words(units: AwardUnits) -> str:
    """The pieces on one line: "by lot or as a whole; awarded: Lots 1 and 2"."""
    by = " or ".join("as a whole" if unit == "whole" else f"by {unit}" for unit in units.by)
    return "; ".join(x for x in (by, f"awarded: {', '.join(units.awarded)}" if units.awarded else "") if x)


def code_words(code: CommodityCode) -> str:
    """The code on one line: "NIGP 070-06 (trucks)"."""
    return f"{_SYSTEMS.get(code.system, code.system)} {code.code}" + (f" ({code.title})" if code.title else "")
