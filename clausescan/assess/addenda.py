"""Participating addenda: whose each is, and which of them a buyer's state hears (BUNDLES 3.7)."""

from __future__ import annotations

import re
from dataclasses import replace

from clausescan.assess.names import same_name
from clausescan.core.contract_file import ContractFile, FileClause, FilePart
from clausescan.core.finding import Role
from clausescan.core.states import STATE_NAMES

_ADDENDUM = re.compile(r"\bparticipating\s{1,3}addend", re.IGNORECASE)
_CODES = {name.lower(): code for code, name in STATE_NAMES.items()}


def heard_by(file: ContractFile, state: str | None) -> ContractFile:
    """The file without the participating addenda of other states: they say nothing to a buyer in this one. The same file for no state."""
    if state is None:
        return file
    kept = tuple(p for p in file.parts if p.role is not Role.PARTICIPATING_ADDENDUM or state_of(p, file) in (None, state))
    return file if kept == file.parts else replace(file, parts=kept)


def state_of(part: FilePart, file: ContractFile) -> str | None:
    """The state of the entity that joined by this addendum, as a postal code; None where it cannot be told.

    An addendum names the lead agency of the master agreement too: where the body found in it is that one, its clauses' place tells.
    """
    lead = part.facts.lead_agency
    masters = [p.facts.lead_agency.value.name for p in file.having(Role.CONTRACT, Role.SOLICITATION) if p.facts.lead_agency is not None]
    if lead is not None and lead.value.state is not None and not any(same_name(lead.value.name, m) for m in masters):
        return lead.value.state
    places = {
        _code(v) for c in part.facts.cooperative_use if (g := c.value.geography) is not None and g.scope in ("state", "states") for v in g.values
    }
    return places.pop() if len(places) == 1 else None


def asks_addendum(clause: FileClause) -> bool:
    """True where the clause's own words ask for a participating addendum; a participation form or agreement with a cooperative is none."""
    asked = dict(clause.clause.value.conditions).get("agreement_needed") == "participating_addendum"
    return asked and any(_ADDENDUM.search(p.evidence.quote) for p in clause.proof)


def _code(value: str) -> str:
    return _CODES.get(value.lower(), value.upper())
