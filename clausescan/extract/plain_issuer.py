"""The issuer of a paper whose name says nothing of a government and is in no list: told by its letterhead, or by what it is said to do.

Used only where no body with a telling name leads. Its type is unknown unless the last word of the name tells it (AGENCIES 2, step 5).
"""

from __future__ import annotations

import re

from clausescan.core.finding import AgencyType, Role
from clausescan.core.span import Span
from clausescan.extract.agency_types import names_nobody
from clausescan.extract.candidates import Candidate
from clausescan.extract.cues import cues_at
from clausescan.extract.letterhead import letterhead_weight
from clausescan.extract.mentions import Field, Mention
from clausescan.extract.names import clean_name

_ROLES = frozenset({Role.SOLICITATION, Role.ADDENDUM, Role.AWARD, Role.BOARD_ITEM, Role.INVOICE_PO})
"""Papers that a buyer writes."""
_SAID = frozenset({"issues", "issued-by", "defined-buyer"})
_REACH, _LINES = 4000, 700
_BY_LAST_WORD = {
    "schools": AgencyType.SCHOOL_DISTRICT,
    "water": AgencyType.SPECIAL_DISTRICT,
    "libraries": AgencyType.SPECIAL_DISTRICT,
    "library": AgencyType.SPECIAL_DISTRICT,
    "parks": AgencyType.SPECIAL_DISTRICT,
    "airport": AgencyType.PORT_AIRPORT_UTILITY,
    "airports": AgencyType.PORT_AIRPORT_UTILITY,
    "utilities": AgencyType.PORT_AIRPORT_UTILITY,
}
_ADDRESS = re.compile(
    r"[ ,]{0,3}\n(?:[^\n\d]{0,60}\n){0,2}[ ]{0,9}(?:\d{1,5}[A-Z]?[ ]{1,2}[A-Z0-9]|(?i:p\.?[ ]?o\.?[ ]?box|one[ ]))[^\n]{3,70}(?:\n[^\n]{0,60}){0,2}?"
    r"\b(?:[A-Z]{2}|[A-Z][a-z]{3,12})[ ]{1,3}\d{5}\b"
)
"""A street or a box on one of the next lines, and a state with a postal code."""
_BRAND = re.compile(r"[A-Z][a-z]{2,20}[A-Z]\w{1,20}")
_PURCHASE_ORDER, _INVOICE = re.compile(r"purchase order", re.IGNORECASE), re.compile(r"\binvoice (?:no|number|date|#)", re.IGNORECASE)


def find_plain_issuer(field: Field, role: Role) -> Candidate | None:
    """The name that heads a buyer's paper above an address of its own, or is said to call for offers; None where none does."""
    if role not in _ROLES or (role is Role.INVOICE_PO and not _is_order(field)):
        return None
    taken = [m.span for m in (*field.companies, *field.bodies)]
    spans = [Span(*p) for p in field.phrases if p[0] < field.span.start + _REACH]
    named = [s for s in spans if not any(s.overlaps(t) for t in taken) and _is_name(field.flowed[s.start : s.end])]
    heads = [s for s in named if s.start < field.span.start + _LINES and letterhead_weight(field, s) >= 4 and _ADDRESS.match(field.flowed, s.end)]
    said = [s for s in named if role in {Role.SOLICITATION, Role.ADDENDUM} and _asks(field, s)]
    chosen = next(iter((*heads, *said)), None)
    if chosen is None:
        return None
    name = clean_name(field.flowed[chosen.start : chosen.end])
    mention = Mention(
        chosen, name, _BY_LAST_WORD.get(name.lower().rsplit(" ", 1)[-1], AgencyType.UNKNOWN), "letterhead" if heads else "said-to-issue"
    )
    return Candidate((mention,), mention, 3.0, strong=True, party=True)


def _is_order(field: Field) -> bool:
    head = (field.span.start, min(field.span.end, field.span.start + _LINES))
    return _PURCHASE_ORDER.search(field.flowed, *head) is not None and _INVOICE.search(field.flowed, *head) is None


def _is_name(words: str) -> bool:
    return (" " in words or _BRAND.fullmatch(words) is not None) and not names_nobody(words)


def _asks(field: Field, span: Span) -> bool:
    return any(c.id in _SAID for c in cues_at(field.flowed, span, "lead", field.span))
