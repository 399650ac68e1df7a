"""On what conditions others may buy, in the words of CLAUSES section 1 (conditions)."""

from __future__ import annotations

from collections.abc import Mapping

from clausescan.extract.wordings import Wording

_SAME_PRICE = Wording("cooperative/conditions.same-price")
_SAME_TERMS = Wording("cooperative/conditions.same-terms")
_PRICE_BESIDE = Wording("cooperative/conditions.price-beside")
_REGISTERS = Wording("cooperative/conditions.registers")
_INTERLOCAL = Wording("cooperative/conditions.interlocal")
_OWN_CONTRACT = Wording("cooperative/conditions.own-contract")
_PLUS_FREIGHT = Wording("cooperative/conditions.plus-freight")
_MAY_DIFFER = Wording("cooperative/conditions.may-differ")
_OWN_PO = Wording("cooperative/conditions.own-po")
_FEE = Wording("cooperative/conditions.fee")
_BUYER_FEE = Wording("cooperative/conditions.buyer-fee")
_BUYER_PAYS = Wording("cooperative/conditions.buyer-pays")
_VENDOR_PAYS = Wording("cooperative/conditions.vendor-pays")
_REPORT = Wording("cooperative/conditions.report")
_DAYS_AFTER = Wording("cooperative/conditions.days-after")
_MONTHS_OF = Wording("cooperative/conditions.months-of")
_FIRST_TERM = Wording("cooperative/conditions.first-term")
_IN_FORCE = Wording("cooperative/conditions.in-force")
_MAXIMUM = Wording("cooperative/conditions.maximum")
_EXCEED = Wording("cooperative/conditions.exceed")
_MINIMUM = Wording("cooperative/conditions.minimum")
_DISCLAIMED = Wording("cooperative/conditions.disclaimed")


def prices_and_terms(text: str) -> dict[str, str]:
    """`same_price` and `same_terms` where the text states them."""
    found = {}
    if _PLUS_FREIGHT.search(text):
        found["same_price"] = "plus_freight"
    elif _MAY_DIFFER.search(text):
        found["same_price"] = "may_differ"
    elif _SAME_PRICE.search(text):
        found["same_price"] = "yes"
    if _SAME_TERMS.search(text):
        found["same_terms"] = "yes"
    return found


def terms_beside(text: str) -> dict[str, str]:
    """What sentences beside a grant say of prices, terms and orders of others, where they say it outright."""
    found = {"ordering": "own_po"} if _OWN_PO.search(text) else {}
    if _PRICE_BESIDE.search(text) and not _PLUS_FREIGHT.search(text) and not _MAY_DIFFER.search(text):
        found["same_price"] = "yes"
    return found | ({"same_terms": "yes"} if _SAME_TERMS.search(text) else {})


def agreement_named(text: str) -> dict[str, str]:
    """The paper or act that a buyer needs, where the clause asks for one in words that are no gate of their own."""
    named = (("registration", _REGISTERS), ("ila", _INTERLOCAL), ("separate_contract", _OWN_CONTRACT))
    return next(({"agreement_needed": kind} for kind, wording in named if wording.search(text)), {})


def ordering_and_limits(text: str) -> dict[str, str]:
    """Ordering, fee, quantity and window where the text states them."""
    ordering = {"ordering": "own_po"} if _OWN_PO.search(text) else {}
    return {**ordering, **_fee(text), **_quantity(text), **_window(text)}


def _fee(text: str) -> dict[str, str]:
    """Who pays a fee, and its rate in per cent where stated; how often sales are reported."""
    found = {}
    if report := _REPORT.search(text):
        found["reporting"] = report[1].lower()
    if fee := _FEE.search(text):
        return {**found, "fee_rate_pct": fee[1] or fee[2], "fee_payer": "buyer" if _BUYER_PAYS.search(text) else "vendor"}
    if _BUYER_FEE.search(text) or _BUYER_PAYS.search(text):
        return {**found, "fee_payer": "buyer"}
    return {**found, "fee_payer": "vendor"} if _VENDOR_PAYS.search(text) else found


def _quantity(text: str) -> dict[str, str]:
    found = {}
    if percent := _EXCEED.search(text):
        found["quantity_pct_of_award"] = percent[1]
    elif (most := _MAXIMUM.search(text)) and not most[2]:
        found["quantity_max"] = most[1].replace(",", "")
    if least := _MINIMUM.search(text):
        found["quantity_min"] = least[1].replace(",", "")
    return found


def _window(text: str) -> dict[str, str]:
    if days := _DAYS_AFTER.search(text):
        return {"window": f"{days[1]} {days[2].lower()} after award"}
    if months := _MONTHS_OF.search(text):
        return {"window": f"{months[1]} {months[2].lower()} of the contract date"}
    if _FIRST_TERM.search(text):
        return {"window": "initial_term_only"}
    return {"window": "contract_term"} if _IN_FORCE.search(text) else {}


def disclaimed(text: str) -> bool:
    """True where the lead agency says that it owes nothing on others' orders."""
    return bool(_DISCLAIMED.search(text))


def as_pairs(conditions: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The conditions as sorted pairs."""
    return tuple(sorted(conditions.items()))
