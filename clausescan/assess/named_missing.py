"""What a row says while a document that the file itself names is not there (BUNDLES 3.4 and 3.6)."""

from __future__ import annotations

from dataclasses import replace

from clausescan.core.contract_file import ContractFile, DocumentToObtain, Proof
from clausescan.core.finding import Role
from clausescan.core.readiness import CheckResult, Verdict

_MAY_CHANGE = {
    "R01": (Role.AMENDMENT,),
    "R02": (Role.AMENDMENT,),
    "R08": (Role.ADDENDUM,),
    "R09": (Role.AMENDMENT,),
}
"""Rows that a later document may undo: an amendment the term or the clause, an addendum the clause of the solicitation."""
_MAY_HOLD = {
    "R01": (Role.AMENDMENT, Role.CONTRACT),
    "R03": (Role.AMENDMENT, Role.CONTRACT, Role.ADDENDUM, Role.RESPONSE),
    "R06": (Role.SOLICITATION, Role.ADDENDUM),
    "R08": (Role.ADDENDUM, Role.SOLICITATION),
    "R09": (Role.AMENDMENT, Role.CONTRACT, Role.SOLICITATION),
    "R11": (Role.RESPONSE,),
}
"""Rows whose words may stand in such a document."""


def unless_missing(result: CheckResult, file: ContractFile) -> CheckResult:
    """The check as it is; "needs review" in place of "met", and "not in file" in place of "not found", where a named document is missing."""
    if result.verdict is Verdict.MET and (lacking := _lacking(file, _MAY_CHANGE.get(result.id, ()))):
        reason = f"{result.reason} But {_named(lacking)} is not in the file, and may change it."
        return replace(result, verdict=Verdict.NEEDS_REVIEW, reason=reason, proof=_with(result, lacking), next_step=f"Ask for {_named(lacking)}.")
    if result.verdict is Verdict.NOT_FOUND and (lacking := _lacking(file, _MAY_HOLD.get(result.id, ()))):
        reason = f"{result.reason} {_named(lacking, first=True)}, which the file names, is not there."
        return replace(result, verdict=Verdict.NOT_IN_FILE, reason=reason, proof=_with(result, lacking), next_step=f"Ask for {_named(lacking)}.")
    return result


def _with(result: CheckResult, lacking: DocumentToObtain) -> tuple[Proof, ...]:
    """The proof of the check, and the words that name what is missing."""
    return tuple(dict.fromkeys((*result.proof, *lacking.proof)))


def _lacking(file: ContractFile, roles: tuple[Role, ...]) -> DocumentToObtain | None:
    return next((d for d in file.to_obtain if d.role in roles), None)


def _named(document: DocumentToObtain, *, first: bool = False) -> str:
    what = document.what
    return what if first or not what.startswith("The ") else f"t{what[1:]}"
