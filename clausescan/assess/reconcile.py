"""Many documents read as one: per fact, not per document; a disagreement is kept and shown (BUNDLES 3)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

from clausescan.assess.addenda import heard_by
from clausescan.assess.calendar import long_date
from clausescan.assess.cooperative import file_use
from clausescan.assess.names import same_name
from clausescan.assess.numbers import same_number
from clausescan.assess.term import file_term
from clausescan.core.contract_file import Conflict, ContractFile, FileFacts, FilePart, FileTerm, Said, Settled
from clausescan.core.finding import Answer, Evidence, Finding, LeadAgency, Role

V = TypeVar("V")

_LEAD_FROM = (
    Role.CONTRACT,
    Role.SOLICITATION,
    Role.AWARD,
    Role.ADDENDUM,
    Role.AMENDMENT,
    Role.RESPONSE,
    Role.PRICE_LIST,
    Role.PARTICIPATING_ADDENDUM,
)
_VENDOR_FROM = (Role.CONTRACT, Role.AMENDMENT, Role.PARTICIPATING_ADDENDUM, Role.AWARD, Role.RESPONSE, Role.PRICE_LIST)
_COMPETITION_FROM = (
    Role.SOLICITATION,
    Role.ADDENDUM,
    Role.AWARD,
    Role.BOARD_ITEM,
    Role.CONTRACT,
    Role.PARTICIPATING_ADDENDUM,
    Role.AMENDMENT,
    Role.RESPONSE,
)
_SOLICITATION_NUMBER_FROM = (Role.SOLICITATION, Role.ADDENDUM, Role.CONTRACT, Role.AWARD, Role.RESPONSE)
_CONTRACT_NUMBER_FROM = (Role.CONTRACT, Role.AMENDMENT, Role.AWARD, Role.PRICE_LIST, Role.PARTICIPATING_ADDENDUM)


def reconcile(whole: ContractFile, state: str | None = None) -> ContractFile:
    """The same file with its facts as the documents give them when read as one, and every disagreement between them.

    `state` is the buyer's: participating addenda of other states are then not heard, though their clauses stay to be seen.
    """
    file = heard_by(whole, state)
    lead, lead_conflict = _lead(file)
    vendor, vendor_conflict = _first(file, _VENDOR_FROM, lambda p: p.facts.vendor, lambda v: v.name, same_name, "Vendor")
    asked, asked_conflict = _first(
        file, _SOLICITATION_NUMBER_FROM, lambda p: p.facts.solicitation_number, lambda v: v.number, same_number, "Solicitation number"
    )
    numbered = _CONTRACT_NUMBER_FROM[:-1] if file.having(Role.CONTRACT) else _CONTRACT_NUMBER_FROM  # an addendum has a number of its own
    number, number_conflict = _first(file, numbered, lambda p: p.facts.contract_number, lambda v: v.number, same_number, "Contract number")
    use = file_use(file, vendor.value if vendor else None)
    term = file_term(file)
    facts = FileFacts(
        term=term,
        lead_agency=lead,
        vendor=vendor,
        program=next((Settled(p.facts.program.value, p.id, p.prove(p.facts.program.evidence)) for p in file.parts if p.facts.program), None),
        solicitation_number=asked,
        contract_number=number,
        competition=tuple(
            Settled(c.value, p.id, p.prove(c.evidence)) for p in _in_order(file, _COMPETITION_FROM) if (c := p.facts.competition) is not None
        ),
        clauses=use.clauses if file is whole else file_use(whole, vendor.value if vendor else None).clauses,
        solicitation_side=use.solicitation,
        contract_side=use.contract,
        election=use.election,
    )
    found = (lead_conflict, vendor_conflict, asked_conflict, number_conflict, _end_conflict(file, term), _use_conflict(facts))
    return replace(whole, facts=facts, conflicts=tuple(c for c in found if c is not None))


def _in_order(file: ContractFile, roles: tuple[Role, ...]) -> list[FilePart]:
    """Parts of these roles, by the order of the roles, then of the file; other roles are left out."""
    return sorted(file.having(*roles), key=lambda p: roles.index(p.role))


def _first(
    file: ContractFile,
    roles: tuple[Role, ...],
    fact: Callable[[FilePart], Finding[V] | None],
    text: Callable[[V], str],
    same: Callable[[str, str], bool],
    subject: str,
) -> tuple[Settled[str] | None, Conflict | None]:
    """The value of the document that ranks first, and the conflict with those that say otherwise."""
    said = [Said(text(f.value), p.id, p.prove(f.evidence)) for p in _in_order(file, roles) if (f := fact(p)) is not None]
    if not said:
        return None, None
    chosen = said[0]
    settled = Settled(chosen.value, chosen.part, chosen.proof)
    return settled, _conflict(subject, said, chosen, same, "The document that ranks first in the file was followed.")


def _conflict(subject: str, said: list[Said], chosen: Said, same: Callable[[str, str], bool], why: str) -> Conflict | None:
    others: list[Said] = []
    for one in said:
        if not any(same(one.value, known.value) for known in (chosen, *others)):
            others.append(one)
    return Conflict(subject, (chosen, *others), chosen.value, why) if others else None


def _lead(file: ContractFile) -> tuple[Settled[LeadAgency] | None, Conflict | None]:
    """The lead agency: by rank of document, but a public body before an administrator that only markets the contract (CLAUSES MASTER)."""
    found = [(p, p.facts.lead_agency) for p in _in_order(file, _LEAD_FROM) if p.facts.lead_agency is not None]
    named: list[tuple[FilePart, LeadAgency, tuple[Evidence, ...]]] = [(p, f.value, f.evidence) for p, f in found if f is not None]
    if not named:
        return None, None
    part, lead, evidence = next((n for n in named if n[1].public is Answer.YES), named[0])
    said = [Said(value.name, p.id, p.prove(e)) for p, value, e in named if p.role is not Role.PARTICIPATING_ADDENDUM or p is part]
    chosen = Said(lead.name, part.id, part.prove(evidence))
    why = "The public body that the highest-ranking document names was followed."
    return Settled(lead, part.id, chosen.proof), _conflict("Lead agency", said, chosen, same_name, why)


def _end_conflict(file: ContractFile, term: FileTerm | None) -> Conflict | None:
    """Two documents that are no amendments and give different ends."""
    said = []
    for part in _in_order(file, (Role.CONTRACT, Role.AWARD, Role.PRICE_LIST)):
        found = part.facts.term
        end = found.value.current_end or found.value.initial_end if found is not None and not found.value.anticipated else None
        if found is not None and end is not None:
            said.append(Said(long_date(end), part.id, part.prove(found.evidence)))
    if not said or term is None:
        return None
    return _conflict("End of the term", said, said[0], lambda a, b: a == b, "The contract was followed before award record and price list.")


def _use_conflict(facts: FileFacts) -> Conflict | None:
    """Documents that grant and refuse use by others."""
    for name, side in (("contract", facts.contract_side), ("solicitation", facts.solicitation_side)):
        if side.disputed or (side.declined and name == "contract" and len(side.deciding) > 1):
            said = tuple(Said(c.clause.value.polarity.value, c.part, c.proof) for c in _one_each(side.deciding))
            return Conflict(f"Use by others ({name})", said, side.polarity.value, side.note)
    return None


def _one_each(clauses: Iterable[V]) -> Iterable[V]:
    return list(dict.fromkeys(clauses))[:4]
