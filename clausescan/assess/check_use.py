"""Check 5: cooperative language in the solicitation and in the contract (READINESS R08, R09)."""

from __future__ import annotations

from collections.abc import Sequence

from clausescan.assess.cooperative import contract_parts, solicitation_parts
from clausescan.assess.coverage import is_readable, read_words
from clausescan.core.contract_file import ContractFile, EdgeKind, FilePart, Proof, Side, WhoActs
from clausescan.core.finding import ClauseClass, Polarity
from clausescan.core.readiness import CheckResult, Severity, Verdict
from clausescan.core.words import gate_words

_SOLICITATION = ("R08", "5a", "Does the solicitation let other agencies use the contract?", "solicitation")
_CONTRACT = ("R09", "5b", "Does the contract let other agencies use it?", "contract")


def check_solicitation_use(file: ContractFile) -> CheckResult:
    """R08, from the solicitation, its addenda and the forms bound with it."""
    side = file.facts.solicitation_side
    if side.declined and side.polarity in (Polarity.PERMITS, Polarity.RESTRICTS):
        reason = "The solicitation opens the contract to other agencies, but this vendor declined."
        proof = tuple(dict.fromkeys((*_proof(side), *(file.facts.election.proof if file.facts.election is not None else ()))))
        return _result(_SOLICITATION, Verdict.NEEDS_REVIEW, reason, proof, "Only the vendor can withdraw its refusal, in writing.", WhoActs.VENDOR)
    return _judge(_SOLICITATION, side, solicitation_parts(file), "Ask for all addenda; have the absence of a clause reviewed.")


def check_contract_use(file: ContractFile) -> CheckResult:
    """R09, from the contract's own words, its signed amendments, and what it takes in from the solicitation."""
    side = file.facts.contract_side
    if side.declined:
        reason = side.note or "The vendor declined use by others."
        return _result(_CONTRACT, Verdict.NOT_MET, reason, _proof(side), "Only the vendor can withdraw its refusal, in writing.", WhoActs.VENDOR)
    if side.present and side.polarity in (Polarity.SILENT, Polarity.REVERSE) and side.against:
        return _result(_CONTRACT, Verdict.NOT_MET, side.note or "The contract keeps the solicitation out.", side.against, _LETTERS, WhoActs.HOST)
    found = _judge(_CONTRACT, side, contract_parts(file), _LETTERS)
    return _unless_taken_in(file, found) if found.verdict is Verdict.NOT_FOUND else found


def _unless_taken_in(file: ContractFile, found: CheckResult) -> CheckResult:
    """A contract that takes in a solicitation is silent only if that solicitation is there and could be read (BUNDLES 3.6)."""
    contracts = {p.id for p in contract_parts(file)}
    into = [e for e in file.edges if e.source in contracts and e.kind is EdgeKind.INCORPORATES]
    asked = solicitation_parts(file)
    if into and asked and not is_readable(asked):
        reason = "The contract takes the solicitation in, and too much of that is unread to call the clause absent."
        return _result(_CONTRACT, Verdict.NEEDS_REVIEW, reason, (), "Ask for a copy that can be read.", WhoActs.HOST)
    if not asked and (named := [e for e in into if e.target is None]):
        reason = f"The contract has no clause of its own, and takes in a document that is not in the file ({named[0].words})."
        return _result(_CONTRACT, Verdict.NOT_IN_FILE, reason, named[0].proof, "Ask for that document.", WhoActs.HOST)
    return found


_LETTERS = "Ask the lead agency for an amendment, or for letters of the vendor and the lead agency."
_Row = tuple[str, str, str, str]


def _judge(row: _Row, side: Side, parts: Sequence[FilePart], step: str) -> CheckResult:
    name = row[3]
    proof = _proof(side)
    if not side.present:
        return _result(row, Verdict.NOT_IN_FILE, f"No {name} is in the file.", (), f"Ask for the {name}.", WhoActs.HOST)
    match side.polarity:
        case Polarity.PROHIBITS if proof:
            return _result(row, Verdict.NOT_MET, f"The {name} does not let other agencies buy. {side.note}".strip(), proof, step, WhoActs.HOST)
        case Polarity.PERMITS if proof and not side.disputed:
            reason = f"The {name} lets other agencies buy on its terms. {side.note}".strip()
            return _result(row, Verdict.MET, reason, proof, "", WhoActs.BUYER)
        case Polarity.PERMITS | Polarity.RESTRICTS | Polarity.PROHIBITS:
            return _gated(row, side, proof)
        case Polarity.REVERSE:
            reason = f"The {name} speaks of the issuing agency using other contracts; it grants nothing to others. {side.note}".strip()
            return _result(row, Verdict.NOT_FOUND, f"{reason} Nothing else was found, {read_words(parts)}.", proof, step, WhoActs.LEGAL)
        case _:
            return _silent(row, side, parts, step)


def _gated(row: _Row, side: Side, proof: tuple[Proof, ...]) -> CheckResult:
    """A grant with conditions, or documents that disagree."""
    gates = list(dict.fromkeys(gate for c in side.deciding for gate in gate_words(c.clause.value)))
    if side.disputed:
        return _result(row, Verdict.NEEDS_REVIEW, side.note or "The documents do not agree.", proof, "Ask which document governs.", WhoActs.HOST)
    condition = "; ".join(gates[:4]) or "a condition or limit"
    reason = f"The {row[3]} lets other agencies buy, but not without condition: {condition}. {side.note}".strip()
    vendor = any(c.clause.value.clause_class is ClauseClass.VENDOR for c in side.deciding)
    step = "Get the vendor's written agreement for your agency." if vendor else f"Show that your agency meets the condition: {condition}."
    return _result(row, Verdict.NEEDS_REVIEW, reason, proof, step, WhoActs.VENDOR if vendor else WhoActs.BUYER)


def _silent(row: _Row, side: Side, parts: Sequence[FilePart], step: str) -> CheckResult:
    if not any(set(range(p.pages[0], p.pages[1] + 1)) - set(p.unread_pages) for p in parts):
        return _result(row, Verdict.NOT_IN_FILE, f"The {row[3]} cannot be read.", (), "Ask for a copy that can be read.", WhoActs.HOST)
    reason = f"No cooperative language was found, {read_words(parts)}. {side.note}".strip()
    if not is_readable(parts):
        return _result(
            row, Verdict.NEEDS_REVIEW, f"{reason} Too much is unread to call it absent.", (), "Ask for a copy that can be read.", WhoActs.HOST
        )
    return _result(row, Verdict.NOT_FOUND, reason, (), step, WhoActs.LEGAL if row is _SOLICITATION else WhoActs.HOST)


def _proof(side: Side) -> tuple[Proof, ...]:
    return tuple(dict.fromkeys((*(p for c in side.deciding for p in c.proof), *side.through)))


def _result(row: _Row, verdict: Verdict, reason: str, proof: tuple[Proof, ...], step: str, who: WhoActs) -> CheckResult:
    return CheckResult(row[0], row[1], row[2], verdict, Severity.GATE, reason, proof, step, who)
