"""The lead agency: who issues, awards or signs as buyer (AGENCIES 1 to 3)."""

from __future__ import annotations

import re
from bisect import bisect_right

from clausescan.core.finding import AgencyType, Answer, Evidence, Finding, LeadAgency, Role, cite, finding
from clausescan.core.span import Span
from clausescan.extract.agency_types import city_stands_alone, home_state, is_civic, is_private_university, is_public
from clausescan.extract.candidates import Candidate, rank
from clausescan.extract.known_bodies import state_known
from clausescan.extract.mentions import Field, Mention, spelled_out
from clausescan.extract.names import is_abbreviated, name_key, without_organ
from clausescan.extract.places import StateVote, state_after, state_of_city, state_of_name, state_votes, winning_state
from clausescan.extract.plain_issuer import find_plain_issuer
from clausescan.extract.registry import Cooperative, Model, Registry
from clausescan.extract.self_description import SelfDescription, self_description

# Roles that two companies may use between themselves: there a body must be shown to buy.
_COMMERCIAL = frozenset({Role.CONTRACT, Role.AMENDMENT, Role.PRICE_LIST, Role.OTHER, Role.FORM, Role.INVOICE_PO})
# Bodies that are named in many texts without being a party.
_BYSTANDERS = frozenset({AgencyType.NONPROFIT_ADMIN, AgencyType.FEDERAL, AgencyType.COURT})
# Brands and programs whose members, or other bodies, award.
_NEVER = frozenset({Model.ADMINISTRATOR, Model.MARKETPLACE, Model.MEMBERS})
# Names of a state's departments, which texts name with less ease than the state.
_DEPARTMENTS = frozenset({"state-department", "state-agency", "state-office", "department-of-state"})
_OWN_ADDRESS = re.compile(
    r"[ ,]{0,3}\n(?:[^\n:.]{3,50}\n){0,1}[ ]{0,6}(?:[A-Z][^\n:\d]{3,40}, )?"
    r"(?:\d{1,5} |P\.? ?O\.? ?Box )[^\n:]{3,60}(?:\n[ ]{0,6}|, )[A-Z][A-Za-z. ]{2,30},?\s"
)
_FIRST = re.compile(r"\b(?:between|among)(?: the)?\s{1,3}\Z", re.IGNORECASE)
_ADDRESS = 110
"""Code points behind a company's name within which its address stands."""
_SHORT = 1500
_LOOKED_AT = 14


def find_lead(field: Field, role: Role, registry: Registry) -> Finding[LeadAgency] | None:
    """The body that issues, awards or signs as buyer, with its type, state and whether it is public; None where the text names none.

    Evidence: the name first, then (where they stand elsewhere) the words that show its kind and its state.
    """
    ranked = rank(field, role, registry)
    if role is Role.INTERLOCAL:  # the one named first leads
        ranked = tuple(
            sorted(ranked, key=lambda c: not any(_FIRST.search(field.flowed, max(0, m.span.start - 30), m.span.start) for m in c.mentions))
        )
    chosen = next((c for c in ranked if _leads(field, c, role, registry)), None)
    chosen = chosen or find_plain_issuer(field, role)
    return _describe(field, chosen, registry) if chosen else None


def _leads(field: Field, candidate: Candidate, role: Role, registry: Registry) -> bool:
    if _only_a_brand(field, candidate, registry):
        return False
    bystander = candidate.best.type in _BYSTANDERS or candidate.best.rule == "purchasing-cooperative" or is_private_university(candidate.best.name)
    if len(field.span) < _SHORT:
        enough = candidate.score >= 1.0 or (candidate.score > 0 and candidate.best.rule in _DEPARTMENTS)
        return enough and (candidate.strong or not bystander)  # a short text names few bodies without need
    if bystander and not candidate.party:
        return False
    if role in _COMMERCIAL:
        return candidate.score >= 4.0 and (candidate.party if bystander else candidate.strong)
    return candidate.score >= 3.0


def _only_a_brand(field: Field, candidate: Candidate, registry: Registry) -> bool:
    """Whether the name is that of a program or an association behind which another body stands, which the text names or the registry knows."""
    name, kind = candidate.best.name, candidate.best.type
    row = registry.find(name)
    if row is not None and row.model is Model.PROGRAM and name_key(row.lead_body) != name_key(name):
        return True
    if row is not None and kind is AgencyType.COOPERATIVE and row.model in _NEVER and not row.lead_body:
        return True
    if kind is not AgencyType.NONPROFIT_ADMIN or is_civic(name) or candidate.best.rule == "registry":
        return False
    said = (self_description(field.flowed, m.span, field.span) for m in candidate.mentions[:_LOOKED_AT])
    return not any(one is not None and one.public is Answer.YES for one in said)


def _describe(field: Field, chosen: Candidate, registry: Registry) -> Finding[LeadAgency]:
    """The finding for the chosen body: type by self-description, registry, pattern, in that order (AGENCIES 2)."""
    mention = _fullest(chosen)
    said = next((s for m in chosen.mentions[:_LOOKED_AT] if (s := self_description(field.flowed, m.span, field.span))), None)
    row = registry.find(mention.name)
    kind = _kind(mention, said)
    state, place = _state(field, chosen, mention.name, kind, registry.state_of(mention.name) or state_known(mention.name), said)
    evidence = [cite(field.document, mention.span, f"agency:{mention.rule}")]
    _add(evidence, field, said.span if said else None, "agency:self-description")
    _add(evidence, field, place, "agency:state")
    if state == "AK" and kind is AgencyType.MUNICIPALITY and "borough" in mention.name.lower():
        kind = AgencyType.COUNTY  # a borough of Alaska stands where other states have counties (AGENCIES 2)
    name = spelled_out(mention.name, chosen.mentions, field.flowed)
    value = LeadAgency(name, kind, state, _publicness(mention.name, kind, said, row))
    return finding("lead_agency", value, tuple(evidence), round(min(0.99, 0.4 + chosen.score / 25), 2))


def _add(evidence: list[Evidence], field: Field, span: Span | None, origin: str) -> None:
    if span is not None and not any(e.span.contains(span) for e in evidence):
        evidence.append(cite(field.document, span, origin))


def _fullest(chosen: Candidate) -> Mention:
    """The mention to quote: the one with the best cues; for a state, the first that names its department, if any does.

    Where the best abbreviates the kind of body ("Region 40 ESC"), the first that spells it out; where it names a council, the first that names its
    place alone.
    """
    if without_organ(chosen.best.name):
        return next((m for m in chosen.mentions if not without_organ(m.name)), chosen.best)
    if is_abbreviated(chosen.best.name):
        return next((m for m in chosen.mentions if not is_abbreviated(m.name)), chosen.best)
    if chosen.best.rule not in {"state-of", "state-label"} or "," in chosen.best.name:
        return chosen.best
    return next((m for m in chosen.mentions[:_LOOKED_AT] if "," in m.name), chosen.best)


def _kind(mention: Mention, said: SelfDescription | None) -> AgencyType:
    if is_private_university(mention.name):
        return AgencyType.PRIVATE
    if said is None or said.type is None:
        return mention.type
    vague = mention.type in {AgencyType.UNKNOWN, AgencyType.PRIVATE, AgencyType.NONPROFIT_ADMIN}
    return said.type if vague or said.outranks else mention.type


def _publicness(name: str, kind: AgencyType, said: SelfDescription | None, row: Cooperative | None) -> Answer:
    if row is not None:
        return row.lead_public
    if said is not None and said.public is Answer.NO and kind is AgencyType.NONPROFIT_ADMIN and is_civic(name):
        return Answer.UNCLEAR  # acts treat some associations of governments as public (AGENCIES 3)
    return said.public if said is not None and said.public is not None else is_public(name, kind)


def _state(
    field: Field, chosen: Candidate, name: str, kind: AgencyType, known: str | None, said: SelfDescription | None
) -> tuple[str | None, Span | None]:
    """State and the words that show it.

    What stands beside the name, its own name, the registry, the self-description, then addresses and the rest of the text.
    """
    own = state_of_name(name)
    if kind is AgencyType.FEDERAL or (kind is AgencyType.STATE and own):
        return (None if kind is AgencyType.FEDERAL else own), None
    beside = [v for m in chosen.mentions[:_LOOKED_AT] if (v := state_after(field.flowed, m.span.end))]
    if beside:
        vote = max(beside, key=lambda v: sum(b.code == v.code for b in beside))
        return vote.code, vote.span
    if known:
        return known, None
    if said is not None and said.state:
        return said.state, None
    votes, hints = state_votes(field.flowed, field.span.start, field.span.end, field.head), _hints(name, chosen.best.span)
    own_address = next((v for m in chosen.mentions[:_LOOKED_AT] for v in votes if _in_address(field, m, v)), None)
    if own_address is not None:
        return own_address.code, own_address.span
    won = winning_state((*(v for v in votes if not _of_a_company(field, v)), *hints)) or winning_state((*votes, *hints))
    return (won.code, won.span) if won else (None, None)


def _in_address(field: Field, mention: Mention, vote: StateVote) -> bool:
    """Whether a state stands in an address of at most three lines right below the body's own name."""
    between = field.flowed[mention.span.end : vote.span.start]
    return len(between) <= _ADDRESS and _OWN_ADDRESS.fullmatch(between) is not None


def _of_a_company(field: Field, vote: StateVote) -> bool:
    """Whether a state stands in the address below or behind a company's name: it tells where that company is."""
    index = bisect_right(field.companies, vote.span.start, key=lambda c: c.span.end) - 1
    if index < 0 or vote.span.start - field.companies[index].span.end > _ADDRESS:
        return False
    between = field.flowed[field.companies[index].span.end : vote.span.start]
    return "\n\n\n" not in between and not re.search(r"[a-z]{3}\.\s|\b(?:State|City|County|Town|Village|Commonwealth|District|laws?)\b", between)


def _hints(name: str, span: Span) -> tuple[StateVote, ...]:
    """What the name itself tells of its state, as votes at the name: the state in it, a large city, or a kind of body that one state has."""
    by_name, by_city = state_of_name(name), state_of_city(name)
    city_weight = 25.0 if city_stands_alone(name) else 4.0  # "Toledo Bend" may be elsewhere
    return tuple(StateVote(code, span, weight) for code, weight in ((by_name, 20.0), (by_city, city_weight), (home_state(name), 12.0)) if code)
