"""Who buys, who sells, and under whose program (AGENCIES)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from clausescan.core.document import Document
from clausescan.core.finding import Answer, Evidence, Finding, LeadAgency, Party, Program, Role, finding
from clausescan.core.result import Part
from clausescan.extract.agency import find_lead
from clausescan.extract.mentions import survey
from clausescan.extract.private_buyer import find_private_buyer
from clausescan.extract.program import find_program
from clausescan.extract.registry import Cooperative, Model, Registry
from clausescan.extract.vendor import find_vendor


@dataclass(frozen=True, slots=True)
class Parties:
    """What a part says of its parties; None where it names none."""

    lead_agency: Finding[LeadAgency] | None
    vendor: Finding[Party] | None
    program: Finding[Program] | None


def find_parties(document: Document, part: Part, role: Role, registry: Registry) -> Parties:
    """Lead agency, vendor and program of one part, each with the words that show it.

    An administrator (OMNIA Partners, Equalis Group) is never the lead; where only a program of a single public body is named,
    that body is the lead, by the registry, with low confidence. Between companies the one named the buyer stands there, as private.
    """
    field = survey(document, part)
    lead = find_lead(field, role, registry)
    program = find_program(field, role, lead.value if lead else None, registry)
    row = next((c for c in registry.cooperatives if program and c.key == program.value.registry_name), None)
    if lead is None and program is not None and row is not None:
        lead = _behind(row, program.evidence[0])
    if program is None and (lead is None or lead.value.public is Answer.YES):
        lead = find_private_buyer(field, role, registry) or lead  # between companies, a public body that is named later is no party
    vendor = find_vendor(field, role, lead.value.name if lead else None, registry)
    return Parties(lead, vendor, program)


def _behind(row: Cooperative, evidence: Evidence) -> Finding[LeadAgency] | None:
    """The one body that the registry knows to award for the program quoted; None where several do, and for an administrator."""
    if row.model not in {Model.PROGRAM, Model.SELF, Model.ASSOCIATION}:
        return None
    value = LeadAgency(row.lead_body, row.lead_type, row.lead_state, row.lead_public)
    return finding("lead_agency", value, (replace(evidence, origin="agency:registry"),), 0.5)
