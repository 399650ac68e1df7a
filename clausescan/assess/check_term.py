"""Check 1: is the contract active on the day? (READINESS R01, TERMS 1 and 4)."""

from __future__ import annotations

import datetime as dt

from clausescan.assess.calendar import long_date
from clausescan.assess.cooperative import contract_parts
from clausescan.assess.coverage import is_readable, read_words
from clausescan.assess.doubt import SURE_ENOUGH
from clausescan.assess.missing import has_award_record
from clausescan.assess.term import Status, status_on
from clausescan.core.contract_file import ContractFile, Execution, FileTerm, Proof, WhoActs
from clausescan.core.finding import Role
from clausescan.core.readiness import CheckResult, Severity, Verdict

_SOON, _NEAR = 30, 90  # days; choices of this project, not law (TERMS 4)


def check_active(file: ContractFile, as_of: dt.date) -> CheckResult:
    """R01: met only for an end in force on or after the day, from a copy that is shown to be executed."""
    parts = [*contract_parts(file), *file.having(Role.AWARD)]
    term = file.facts.term
    if not parts and (term is None or term.anticipated):
        planned = " The solicitation only plans a term." if term is not None else ""
        return _result(Verdict.NOT_IN_FILE, f"No contract, award or amendment is in the file.{planned}", (), "Ask for the executed contract.", as_of)
    if term is not None:
        return _by_status(file, term, as_of)
    if not is_readable(parts):
        return _result(Verdict.NOT_IN_FILE, f"No term could be found, {read_words(parts)}.", (), "Ask for a copy that can be read.", as_of)
    return _result(Verdict.NOT_FOUND, f"No term was found, {read_words(parts)}.", (), "Ask which document sets the term.", as_of)


def _by_status(file: ContractFile, term: FileTerm, as_of: dt.date) -> CheckResult:
    match status_on(term, as_of):
        case Status.ACTIVE:
            return _active(file, term, as_of)
        case Status.IF_RENEWED:
            return _result(Verdict.NEEDS_REVIEW, _renewal_words(term, as_of), term.proof, _renewal_step(file), as_of)
        case Status.EXPIRED:
            end = term.current_end or as_of
            reason = f"The contract ended on {long_date(end)}, and no right to renew reaches {long_date(as_of)}."
            return _proved(Verdict.NOT_MET, reason, term.proof, "Do not order. Ask whether a new contract follows this one.", as_of)
        case Status.NOT_YET:
            start = term.start or as_of
            return _proved(Verdict.NOT_MET, f"The contract starts on {long_date(start)} only.", term.proof, "Wait for the start date.", as_of)
        case Status.UNKNOWN:
            return _unknown(term, as_of)


def _active(file: ContractFile, term: FileTerm, as_of: dt.date) -> CheckResult:
    assert term.current_end is not None
    left = (term.current_end - as_of).days
    reason = f"The contract runs to {long_date(term.current_end)}: {left} {'day' if left == 1 else 'days'} left."
    if term.ordering_window_end is not None and term.ordering_window_end < as_of:
        text = (
            f"Other agencies could order until {long_date(term.ordering_window_end)} only, though the contract runs to {long_date(term.current_end)}."
        )
        return _proved(Verdict.NOT_MET, text, term.proof, "Ask whether the window was extended.", as_of)
    doubts = [*term.doubts, *_execution_doubts(file)]
    if term.start is None and not _amended(file):
        doubts.append("The start is not stated.")
    if doubts:
        return _result(Verdict.NEEDS_REVIEW, f"{reason} {' '.join(doubts[:2])}", term.proof, "Settle the doubt with the signed documents.", as_of)
    step = "" if left >= _NEAR else f"Order and take delivery before {long_date(term.current_end)}, or ask for the renewal."
    if left < _SOON:
        reason += " That is less than a month."
    return _proved(Verdict.MET, reason, term.proof, step, as_of)


_INK_ON_A_SCAN = "Ink stands on the signature lines of the scanned contract; whether it is a signature has to be looked at."


def _execution_doubts(file: ContractFile) -> list[str]:
    """A typed date in an unsigned copy proves no contract (TERMS 3, "Signature blocks")."""
    contracts = file.having(Role.CONTRACT, Role.PARTICIPATING_ADDENDUM)
    if _amended(file):
        return []
    signed = [p for p in contracts if p.signing.state is Execution.SIGNED]
    if signed:
        return [] if any(e.sure >= SURE_ENOUGH for p in signed for e in p.signing.evidence) else [_INK_ON_A_SCAN]
    if contracts and all(p.signing.state is Execution.UNKNOWN for p in contracts) and has_award_record(file.parts):
        return []
    return ["No complete set of signatures is seen in the contract."] if contracts else []


def _amended(file: ContractFile) -> bool:
    return any(p.signing.state is Execution.SIGNED and p.facts.term is not None for p in file.having(Role.AMENDMENT))


def _renewal_words(term: FileTerm, as_of: dt.date) -> str:
    assert term.current_end is not None
    latest = "without a stated limit" if term.open_ended or term.max_end is None else f"to {long_date(term.max_end)} at most"
    offered = " A renewal in the file is not shown as signed." if term.offered_end is not None and term.offered_end >= as_of else ""
    passed = f"The end shown, {long_date(term.current_end)}, has passed."
    return f"{passed} The contract may have been renewed ({latest}), but no signed renewal past that day is in the file.{offered}"


def _renewal_step(file: ContractFile) -> str:
    last = max((p.ordinal for p in file.having(Role.AMENDMENT) if p.ordinal is not None), default=None)
    return f"Ask for the signed renewal that follows amendment {last}." if last is not None else "Ask for the latest signed renewal."


def _unknown(term: FileTerm, as_of: dt.date) -> CheckResult:
    if term.anticipated:
        return _result(Verdict.NEEDS_REVIEW, "Only the solicitation states a term, as a plan.", term.proof, "Ask for the executed contract.", as_of)
    doubts = " ".join(term.doubts[:2])
    reason = f"The end of the term cannot be told from the file. {doubts}".strip()
    return _result(Verdict.NEEDS_REVIEW, reason, term.proof, "Ask which document sets start and end.", as_of)


def _proved(verdict: Verdict, reason: str, proof: tuple[Proof, ...], step: str, as_of: dt.date) -> CheckResult:
    """The verdict, or needs review where no words can be shown for it."""
    return _result(verdict if proof else Verdict.NEEDS_REVIEW, reason, proof, step, as_of)


def _result(verdict: Verdict, reason: str, proof: tuple[Proof, ...], step: str, as_of: dt.date) -> CheckResult:
    question = f"Is the contract active on {long_date(as_of)}?"
    return CheckResult("R01", "1", question, verdict, Severity.GATE, reason, proof, step, WhoActs.HOST)
