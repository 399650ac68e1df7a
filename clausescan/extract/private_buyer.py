"""The buyer of a contract between companies: no public body, and shown as what it is (AGENCIES 2, rule 2)."""

from __future__ import annotations

import re

from clausescan.core.finding import AgencyType, Answer, Finding, LeadAgency, Role, cite, finding
from clausescan.core.span import Span
from clausescan.extract.mentions import Field, Mention, spelled_out
from clausescan.extract.names import name_key
from clausescan.extract.places import state_code, state_pattern
from clausescan.extract.registry import Registry

_ROLES = frozenset({Role.CONTRACT, Role.AMENDMENT, Role.INVOICE_PO, Role.OTHER})
_BUYER = "buyer|customer|purchaser|client|licensee|subscriber|lessee|tenant|owner|end user|distributor|reseller|retailer|sponsor"
_NAMED_SO = re.compile(
    rf"(?:,? (?:a|an|the|with|having|whose|located|organized|incorporated|of|\d)\b[^;\"“”\n]{{3,220}}?)?,?\s(?:\(|)"
    rf"(?:(?:here(?:in)?after|herein|collectively)?,?\s?(?:referred to as |called |known as )?(?:the )?)"
    rf"[\"“‘'](?:the )?(?:{_BUYER})[\"”’']".replace(" ", r"\s"),
    re.IGNORECASE,
)
_SHORT_NAME = re.compile(
    r",?\s?\((?:here(?:in)?after\s|the\s|referred\sto\sas\s|herein\s|called\s){0,4}[\"“‘'](?:the\s)?"
    rf"(?:{_BUYER}|City|Town|Township|Village|Borough|County|Parish|District|Authority|University|College|State|Commonwealth|Port|School|Board|Agency)"
    r"[\"”’']",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    rf"(?:^|\n|\|)\s{{0,9}}(?:{_BUYER})(?: (?:name|legal name|company))?\s{{0,2}}[:|]\s{{0,3}}\Z".replace(" ", r"\s"), re.IGNORECASE
)
_PLACE = re.compile(
    rf",\s(?:[A-Z][\w.]{{1,20}}\s?){{1,3}},\s({state_pattern()}|[A-Z]{{2}})(?![\w-])"
    rf"|,\san?\s(?:[\w()-]{{1,12}}\s){{0,3}}non-?profit\s\w{{5,12}}\s(?:of|in)\s(?:the\sState\sof\s)?({state_pattern()})(?![\w-])"
)


def find_private_buyer(field: Field, role: Role, registry: Registry) -> Finding[LeadAgency] | None:
    """The company that is named the buyer ("Customer", "Licensee") of a paper in which another company sells.

    None where none is, or a public body is named before both companies are, or under a short name of its own. A body that the text comes to speak of
    later (an office where something is filed, a customer, a court) is no party.

    It is never public; its state is that of the address beside its name.
    """
    if role not in _ROLES:
        return None
    named = sorted((*field.companies, *field.bodies), key=lambda m: m.span.start)
    opening = [m for m in named if m.span.start <= field.head and registry.find(m.name) is None]
    if len({name_key(m.name) for m in opening}) < 2:
        return None
    found = next((m for m in opening if _buys(field, m)), None)
    if found is None or _names_a_public_party(field, found, next(m for m in opening if name_key(m.name) != name_key(found.name))):
        return None
    value = LeadAgency(spelled_out(found.name, opening, field.flowed), found.type, _state(field, found), Answer.NO)
    return finding("lead_agency", value, (cite(field.document, _with_words(field, found), "agency:private-buyer"),), 0.6)


def _names_a_public_party(field: Field, buyer: Mention, other: Mention) -> bool:
    """Whether a public body stands before the end of the words that name the two, or bears a short name such as "City"."""
    end = max(_with_words(field, buyer).end, other.span.end)
    bodies = [b for b in field.bodies if b.span.start <= field.head and b.type is not AgencyType.NONPROFIT_ADMIN]
    return any(b.span.start <= end or _SHORT_NAME.match(field.flowed, b.span.end, field.span.end) for b in bodies)


def _buys(field: Field, company: Mention) -> bool:
    before = field.flowed[max(field.span.start, company.span.start - 60) : company.span.start]
    return _NAMED_SO.match(field.flowed, company.span.end, field.span.end) is not None or _LABELLED.search(before) is not None


def _with_words(field: Field, company: Mention) -> Span:
    """The name with the short name behind it, where that stands near."""
    named = _NAMED_SO.match(field.flowed, company.span.end, field.span.end)
    return Span(company.span.start, named.end()) if named and len(named[0]) <= 160 else company.span


def _state(field: Field, company: Mention) -> str | None:
    place = _PLACE.match(field.flowed, company.span.end, field.span.end)
    return state_code(place[1] or place[2]) if place else None
