"""One contract file as a row of the archive, and packed so that a decision for any buyer and day is made from it without its PDFs."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from clausescan.assess.bundle import bundle
from clausescan.assess.check_competition import check_competition, check_lead
from clausescan.assess.check_use import check_contract_use, check_solicitation_use
from clausescan.assess.doubt import doubted
from clausescan.assess.reconcile import reconcile
from clausescan.core.contract_file import ContractFile, FileTerm, Proof
from clausescan.core.finding import Role
from clausescan.core.packed import pack, squeezed, unpack, unsqueezed
from clausescan.core.result import Scanned

Row = dict[str, Any]
_SCOPE_FROM = (Role.CONTRACT, Role.PARTICIPATING_ADDENDUM, Role.SOLICITATION, Role.AWARD, Role.AMENDMENT, Role.PRICE_LIST)


def contract_record(members: Sequence[tuple[Scanned, Sequence[str]]]) -> Row:
    """`row` with the columns of `archive.schema` that its documents decide, and `packed`, the reconciled contract file as base64.

    `members` are its PDFs with their parts that belong to it, and for each part the reason why.
    """
    reasons = {(scan.document.source.sha256, one.part.pages): why for scan, given in members for one, why in zip(scan.parts, given, strict=True)}
    file = joined(reconcile(bundle([scan for scan, _ in members])), reasons)
    return {"row": contract_row(file), "packed": base64.b64encode(squeezed(pack(file))).decode()}


def joined(file: ContractFile, reasons: Mapping[tuple[str, tuple[int, int]], str]) -> ContractFile:
    """The contract file with the reason why each part is in it, by sha256 and pages."""
    return replace(file, parts=tuple(replace(p, joined=reasons.get((p.source.sha256, p.pages), "")) for p in file.parts))


def contract_file_of(data: bytes) -> ContractFile:
    """The contract file that was packed.

    Raises:
        ValueError, TypeError: it is none.
    """
    return unpack(ContractFile, unsqueezed(data))


def contract_row(file: ContractFile) -> Row:
    """The columns. Verdicts are those that no day and no buyer changes: lead agency, competition, use by others on both sides."""
    facts, term = file.facts, file.facts.term or FileTerm()
    side = facts.contract_side if facts.contract_side.present else facts.solicitation_side
    lead = facts.lead_agency.value if facts.lead_agency else None
    return {
        "role": _main_role(file),
        "lead_name": lead.name if lead else None,
        "lead_type": lead.type.value if lead else None,
        "lead_state": lead.state if lead else None,
        "vendor": facts.vendor.value if facts.vendor else None,
        "program": facts.program.value.name if facts.program else None,
        "solicitation_number": facts.solicitation_number.value if facts.solicitation_number else None,
        "contract_number": facts.contract_number.value if facts.contract_number else None,
        "start": _day(term.start),
        "current_end": _day(term.current_end),
        "max_end": _day(term.max_end),
        "offered_end": _day(term.offered_end),
        "open_ended": int(term.open_ended),
        "anticipated": int(term.anticipated),
        "term_doubts": len(term.doubts),
        "polarity": side.polarity.value,
        "declined": int(facts.contract_side.declined or facts.solicitation_side.declined),
        "method": facts.competition[0].value.method if facts.competition else "unknown",
        "formal": facts.competition[0].value.formal.value if facts.competition else "unclear",
        "scope": _scope(file),
        "completeness": file.completeness.value,
        "check_lead": doubted(check_lead(file)).verdict.value,
        "check_competition": doubted(check_competition(file)).verdict.value,
        "check_solicitation": doubted(check_solicitation_use(file)).verdict.value,
        "check_contract": doubted(check_contract_use(file)).verdict.value,
        **_words("use", side.deciding[0].proof if side.deciding else ()),
        **_words("end", _end_proof(term)),
        "conflicts": len(file.conflicts),
        "to_obtain": len(file.to_obtain),
    }


def _day(value: Any) -> str | None:
    return value.isoformat() if value else None


def _words(name: str, proof: Sequence[Proof]) -> Row:
    """Quote, page and document of the first proof."""
    first = proof[0] if proof else None
    return {
        f"{name}_quote": first.evidence.quote if first else None,
        f"{name}_page": first.evidence.page if first else None,
        f"{name}_document": first.document if first else None,
    }


def _end_proof(term: FileTerm) -> Sequence[Proof]:
    """That of the last step that led to the current end, else of the term."""
    steps = [s for s in term.steps if s.date == term.current_end and s.proof]
    return steps[-1].proof if steps and term.current_end else term.proof


def _main_role(file: ContractFile) -> str:
    """The role of the document that ranks first: a contract goes before what led to it."""
    roles = {p.role for p in file.parts}
    return next((r for r in _SCOPE_FROM if r in roles), file.parts[0].role if file.parts else Role.OTHER).value


def _scope(file: ContractFile) -> str | None:
    """The summary of the first part, by rank of its role, that has one."""
    for role in _SCOPE_FROM:
        for part in file.having(role):
            if part.facts.scope is not None and part.facts.scope.value.summary:
                return part.facts.scope.value.summary
    return None
