"""Any finding's value in a few plain words, and the findings of a part in the order in which facts/1 prints them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias, assert_never

from clausescan.core.finding import (
    Competition,
    CooperativeUse,
    Facts,
    Finding,
    Identifier,
    LeadAgency,
    Party,
    PriceTable,
    Program,
    RoleFact,
    Scope,
    TermFact,
)
from clausescan.core.price_said import award_words, code_words, discount_words, effective_words, price_term_words
from clausescan.core.price_terms import AwardUnits, CommodityCode, Discount, PricesEffective, PriceTerm
from clausescan.core.words import AGENCY_WORDS, CLASS_WORDS, METHOD_WORDS, POLARITY_WORDS, ROLE_WORDS

PriceSaid: TypeAlias = AwardUnits | CommodityCode | Discount | PricesEffective | PriceTerm
Value: TypeAlias = Competition | CooperativeUse | Identifier | LeadAgency | Party | PriceSaid | PriceTable | Program | RoleFact | Scope | TermFact

KIND_WORDS = {
    "role": "what the document is",
    "lead_agency": "lead agency",
    "vendor": "vendor",
    "program": "program",
    "solicitation_number": "solicitation number",
    "contract_number": "contract number",
    "term": "term",
    "cooperative_use": "cooperative use",
    "competition": "competition",
    "scope": "scope",
    "price_tables": "price table",
    "price_terms": "how prices hold or move",
    "discounts": "discount",
    "prices_effective": "prices in force",
    "award_units": "award",
    "commodity_codes": "commodity code",
}
"""Fields of `Facts` that hold findings, in plain words."""


def findings_of(facts: Facts) -> Iterator[tuple[str, str, Finding[Any]]]:
    """`(path, kind, finding)` of everything found in a part: `term`, `cooperative_use.0`, `price_tables.2`; kind is the field's name."""
    for kind in KIND_WORDS:
        held: Finding[Any] | tuple[Finding[Any], ...] | None = getattr(facts, kind)
        if isinstance(held, tuple):
            yield from ((f"{kind}.{n}", kind, one) for n, one in enumerate(held))
        elif held is not None:
            yield kind, kind, held


PRICE_SAID = ("price_terms", "discounts", "prices_effective", "award_units", "commodity_codes")
"""Those that speak of prices, lots and codes."""


def price_sayings(facts: Facts) -> Iterator[tuple[str, Finding[PriceSaid]]]:
    """`(kind, finding)` of all that a part says of its prices, lots and codes, kinds in the order of `PRICE_SAID`."""
    yield from ((kind, one) for _, kind, one in findings_of(facts) if kind in PRICE_SAID)


def value_words(value: Value) -> str:
    """The value in a few words, on one line."""
    match value:
        case RoleFact():
            said = ROLE_WORDS[value.role] + (f" ({value.subrole.replace('_', ' ')})" if value.subrole else "")
        case LeadAgency():
            said = ", ".join(x for x in (value.name, AGENCY_WORDS[value.type], value.state) if x)
        case Party() | Program():
            said = value.name
        case Identifier():
            said = value.number
        case TermFact():
            said = _term(value)
        case CooperativeUse():
            said = f"{POLARITY_WORDS[value.polarity]} ({CLASS_WORDS[value.clause_class].lower()})"
        case Competition():
            said = f"{METHOD_WORDS[value.method]}; formal: {value.formal.value}"
        case Scope():
            said = value.summary
        case PriceTable():
            named = ", ".join(" ".join(c.split()) for c in value.columns if c.strip())
            said = f"{len(value.cells)} {'row' if len(value.cells) == 1 else 'rows'}" + (f": {named}" if named else "")
        case _:
            said = _price_said(value)
    return said


def _price_said(value: PriceSaid) -> str:
    match value:
        case PriceTerm():
            said = price_term_words(value)
        case Discount():
            said = discount_words(value)
        case PricesEffective():
            said = effective_words(value)
        case AwardUnits():
            said = award_words(value)
        case CommodityCode():
            said = code_words(value)
        case _:
            assert_never(value)
    return said


def _term(term: TermFact) -> str:
    """Start and ends as far as known, the length where no day is."""
    said = [
        f"from {term.start}" if term.start else "",
        f"to {term.current_end or term.initial_end}" if term.current_end or term.initial_end else "",
        f"at most to {term.max_end}" if term.max_end and term.max_end != (term.current_end or term.initial_end) else "",
        f"{term.length_months} months" if term.length_months and not term.initial_end else "",
        "renewals, no dates" if term.renewals and not (term.start or term.initial_end or term.length_months) else "",
        "planned" if term.anticipated else "",
    ]
    return ", ".join(x for x in said if x) or "stated without dates"
