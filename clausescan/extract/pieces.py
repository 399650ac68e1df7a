"""What hangs on the document before it, though its page looks like the first of another: blank forms, price sheets, terms (BUNDLES 1)."""

from __future__ import annotations

import re

from clausescan.core.finding import Facts, Finding, Identifier, Role
from clausescan.extract.names import name_key

# What a solicitation brings with it. An addendum, an award, a response or a signed contract under its number is a document of its own.
_HUNG_ON = frozenset({Role.SOLICITATION, Role.FORM, Role.PRICE_LIST, Role.INSTRUCTIONS, Role.OTHER})
_BLANK = frozenset({Role.FORM, Role.PRICE_LIST, Role.INSTRUCTIONS})


def is_piece(head: Facts, following: Facts) -> bool:
    """True where the document that follows a solicitation is a piece of it.

    It names no vendor and bears the solicitation's number; or, where it bears none, it is a form, price sheet or instruction of the same agency.
    """
    if _role(head) is not Role.SOLICITATION or _role(following) not in _HUNG_ON or following.vendor is not None:
        return False
    if following.solicitation_number is not None or following.contract_number is not None:
        return _same_number(head.solicitation_number, following.solicitation_number)
    return _same_lead(head, following)


def _role(facts: Facts) -> Role:
    return facts.role.value.role if facts.role else Role.OTHER


def _same_number(one: Finding[Identifier] | None, other: Finding[Identifier] | None) -> bool:
    """True where one is the other with a word before it ("RFP 24-1" and "24-1")."""
    if one is None or other is None:
        return False
    a, b = (re.sub(r"[\W_]", "", found.value.number).lower() for found in (one, other))
    return a.endswith(b) or b.endswith(a)


def _same_lead(one: Facts, other: Facts) -> bool:
    if one.lead_agency is None or other.lead_agency is None:
        return False
    a, b = (name_key(facts.lead_agency.value.name) for facts in (one, other) if facts.lead_agency)
    return a in b or b in a
