"""Who buys, who sells, and under whose program (AGENCIES)."""

from __future__ import annotations

from dataclasses import dataclass

from clausescan.core.document import Document
from clausescan.core.finding import AgencyType, Finding, LeadAgency, Party, Program, Role
from clausescan.core.result import Part
from clausescan.extract.agency import find_lead, with_fallback
from clausescan.extract.mentions import survey
from clausescan.extract.program import find_program
from clausescan.extract.registry import Model, Registry
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
    that body is the lead, by the registry, with low confidence.
    """
    field = survey(document, part)
    lead = find_lead(field, role, registry)
    program = find_program(field, role, lead.value if lead else None, registry)
    row = next((c for c in registry.cooperatives if program and c.key == program.value.registry_name), None)
    if lead is None and program is not None and row is not None:
        if row.model in {Model.PROGRAM, Model.SELF}:
            lead = with_fallback(None, row.lead_body, row.lead_type, row.lead_state, row.lead_public, program.evidence[0])
        elif row.model is Model.ADMINISTRATOR and row.lead_type is AgencyType.NONPROFIT_ADMIN:
            lead = with_fallback(None, row.aliases[0], row.lead_type, row.lead_state, row.lead_public, program.evidence[0])
    vendor = find_vendor(field, role, lead.value.name if lead else None, registry)
    return Parties(lead, vendor, program)
