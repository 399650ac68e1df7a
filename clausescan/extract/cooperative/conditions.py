"""On what conditions others may buy, in the words of CLAUSES section 1 (conditions)."""

from __future__ import annotations

import re
from collections.abc import Mapping

_SAME_PRICE = re.compile(
    r"""\b(?:same|identical|equal|contract|bid|unit|award(?:ed)?|quoted|our|its|these|such|those|the)\s+(?:(?:unit|bid|contract|quoted|favorable|low|net|terms|conditions|,|and|or|&)\s*,?\s*){0,4}(?:pric(?:e|es|ing)|costs|discounts?|rates?)\b
      | \bpricing\s+is\s+offered\b | \bbid\s+prices\b | \bat\s+(?:contract|bid)\s+prices?\b
          | \bprices?\s+(?:will|shall)\s+be\s+(?:open|honored|extended|available) | \bsame\s+terms,\s*(?:conditions,?\s*)?(?:and\s+)?pric""",
    re.VERBOSE | re.IGNORECASE,
)
_SAME_TERMS = re.compile(
    r"\b(?:same|identical|equal)\s+(?:(?:prices?|pricing|unit|general|rates?|discounts?|,|and|or|and/or|/|conditions"
    r"|contract|bid)\s*,?\s*){0,5}(?:terms|conditions)\b|\bon\s+the\s+terms\s+(?:of|awarded|set)|\bon\s+these\s+terms\b"
    r"|\bterms\s+and\s+conditions\s+of\s+(?:this|the\s+resulting)",
    re.IGNORECASE,
)
_PLUS_FREIGHT = re.compile(
    r"\b(?:freight|delivery|shipping|transportation)\b[^.;]{0,60}\b(?:added|additional|extra|adjusted|differ|at\s+cost)", re.IGNORECASE
)
_MAY_DIFFER = re.compile(r"\bpric(?:es|ing)\s+(?:may|might)\s+(?:differ|vary|be\s+(?:negotiated|adjusted))", re.IGNORECASE)
_OWN_PO = re.compile(
    r"\bown\s+(?:purchase\s+)?(?:orders?|purchase\s+documents|po)\b|\bdirectly\s+(?:with|to|from)\b|\bdeal\s+directly\b", re.IGNORECASE
)
_FEE = re.compile(
    r"(\d+(?:\.\d+)?)\s*(?:%|percent)\b[^.;]{0,60}\b(?:fee|sales|invoice|rebate|remit|administrat)|\b(?:fee|remit"
    r"|pay)\b[^.;]{0,60}?(\d+(?:\.\d+)?)\s*(?:%|percent)",
    re.IGNORECASE,
)
_BUYER_FEE = re.compile(r"\b(?:participation|membership|annual|user|access)\s+(?:\w+\s+)?(?:charge|fee|dues)\b", re.IGNORECASE)
_BUYER_PAYS = re.compile(
    r"\b(?:participating|using|ordering|purchasing|outside|other|each|member)\s+(?:public\s+)?(?:agenc(?:y|ies)|entit(?:y|ies)|members?|bod(?:y|ies)|jurisdictions?)\s+"
    r"(?:shall|will|must|may\s+be)?\s*(?:be\s+)?(?:pays?|charged|billed|remits?)\b[^.;]{0,60}\b(?:fee|charge|surcharge|dues)\b",
    re.IGNORECASE,
)
_VENDOR_PAYS = re.compile(
    r"\b(?:contractor|vendor|supplier|bidder|proposer|awardee)\s+(?:shall|will|must|agrees\s+to)\s+(?:pay|remit)\b[^.;]{0,60}\b(?:administrative|service|cooperative|access)\s+fees?\b"
    r"|\bfees?\s+(?:is|are|shall\s+be)\s+paid\s+by\s+the\s+(?:contractor|vendor|supplier)\b",
    re.IGNORECASE,
)
_REPORT = re.compile(
    r"\b(monthly|quarterly|annual(?:ly)?|semi-?annual(?:ly)?)\b[^.;]{0,60}\b(?:sales|usage|activity|purchase)?\s*reports?\b", re.IGNORECASE
)
_DAYS_AFTER = re.compile(
    r"\b(?:for|within|during)\s+(?:the\s+)?(?:first\s+)?(?:\w+\s+\()?(\d{1,4})\)?\s+(?:calendar\s+|consecutive\s+"
    r"|business\s+)?(days|months|years)\s+(?:after|of|from"
    r"|following)\s+(?:the\s+)?(?:date\s+of\s+)?(?:the\s+)?(?:\w+\s+)?award",
    re.IGNORECASE,
)
_MONTHS_OF = re.compile(r"\b(?:within|not\s+used\s+within)\s+(\d{1,3})\s+(days|months|years)\s+of\s+the\s+contract", re.IGNORECASE)
_FIRST_TERM = re.compile(
    r"\b(?:first|initial|base|original)\s+term\s+only\b|\bonly\s+(?:in|during|for)\s+(?:the|its)\s+(?:first|initial|base|original)\s+term",
    re.IGNORECASE,
)
_IN_FORCE = re.compile(
    r"\bwhile\s+the\s+(?:contract|agreement)\s+is\s+in\s+(?:force|effect)|\b(?:during|throughout"
    r"|for)\s+the\s+(?:\w+\s+)?(?:term|life|duration)\s+of\s+(?:the|this)",
    re.IGNORECASE,
)
_MAXIMUM = re.compile(
    r"\b(?:up\s+to|maximum(?:\s+of)?|no\s+more\s+than|not\s+(?:to\s+)?exceed|limited\s+to)\s+\$?(\d[\d,]*)(\s*(?:%"
    r"|percent))?\s*(?:\(\w+\)\s*)?([a-z]+)?",
    re.IGNORECASE,
)
_EXCEED = re.compile(r"\bnot\b[^.;]{0,40}\bexceed\s+(\d+)\s*(?:%|percent)", re.IGNORECASE)
_MINIMUM = re.compile(r"\bminimum(?:\s+of)?\s+(\d[\d,]*)", re.IGNORECASE)
_DISCLAIMED = re.compile(
    r"\b(?:not|no|neither|nor|never)\b[^.;]{0,60}\b(?:liable|liabilit|responsib|obligat|agent|guarantor|party\s+to)"
    r"|\bhold\s+(?:harmless|the\s+\w+\s+harmless)|\btakes?\s+no\s+part\b|\bowes\s+nothing\b",
    re.IGNORECASE,
)


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
