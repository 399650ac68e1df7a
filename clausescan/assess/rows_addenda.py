"""The row on participating addenda (READINESS R14)."""

from __future__ import annotations

import datetime as dt

from clausescan.assess.addenda import asks_addendum, state_of
from clausescan.assess.asked import Asked
from clausescan.assess.calendar import long_date
from clausescan.assess.fit import Fit, fit_all
from clausescan.assess.rows import answer
from clausescan.core.contract_file import Execution, FilePart, Proof
from clausescan.core.finding import Answer, ClauseClass, Role
from clausescan.core.readiness import CheckResult, Severity, Verdict
from clausescan.core.states import STATE_NAMES


def participating_addendum(asked: Asked) -> CheckResult:
    """R14: a gate for programs that work through participating addenda."""
    clauses = [c for c in asked.file.facts.clauses if asks_addendum(c)]
    addenda = asked.file.having(Role.PARTICIPATING_ADDENDUM)
    if addenda:
        return _addendum_of(asked, _nearest(asked, addenda))
    if clauses:
        reason = "The contract is used through participating addenda, and none is in the file."
        proof = tuple(dict.fromkeys(p for c in clauses for p in c.proof))[:4]
        return answer("R14", Verdict.NOT_IN_FILE, reason, proof, severity=Severity.GATE)
    return answer("R14", Verdict.NOT_APPLICABLE, "The contract does not work through participating addenda.")


def _nearest(asked: Asked, addenda: tuple[FilePart, ...]) -> FilePart:
    """That of the buyer's state before one whose state cannot be told, before those of others."""
    mine = asked.buyer.state if asked.buyer is not None else None
    order = {mine: 0, None: 1}
    return min(addenda, key=lambda p: (order.get(state_of(p, asked.file), 2), p.id))


def _addendum_of(asked: Asked, part: FilePart) -> CheckResult:
    state = state_of(part, asked.file)
    lead = part.facts.lead_agency
    telling = lead if lead is not None and lead.value.state == state else part.facts.role
    proof = part.prove(telling.evidence) if telling is not None else ()
    where = STATE_NAMES.get(state or "", "a state that cannot be told")
    if asked.buyer is None or asked.buyer.state is None or state is None:
        verdict, reason = Verdict.NEEDS_REVIEW, f"The participating addendum is that of {where}; see that it covers you."
    elif state != asked.buyer.state:
        verdict, reason = Verdict.NOT_MET, f"The participating addendum in the file is that of {where}, not of your state."
    else:
        verdict, reason, more = _covers(asked, part, where)
        proof = tuple(dict.fromkeys((*proof, *more)))[:4]
    return answer("R14", verdict, reason, proof, severity=Severity.GATE)


def _covers(asked: Asked, part: FilePart, where: str) -> tuple[Verdict, str, tuple[Proof, ...]]:
    """Whether the addendum of the buyer's own state is in force and lets this buyer in."""
    begun = f"The participating addendum is that of your state, {where}"
    end, proof = _end(part)
    if end is not None and end < asked.day:
        return Verdict.NOT_MET, f"{begun}, and it ended on {long_date(end)}.", proof
    if part.signing.state is not Execution.SIGNED:
        return Verdict.NEEDS_REVIEW, f"{begun}, but no complete set of signatures can be read in it.", part.prove(part.signing.evidence[:2])
    clauses = tuple(c for c in asked.file.facts.clauses if c.part == part.id)
    found = _fit(asked, part)
    words = tuple(dict.fromkeys(p for c in clauses for p in c.proof))[:3]
    if found is None:
        return Verdict.NEEDS_REVIEW, f"{begun}; its words on who may order were not found.", ()
    why = f": {'; '.join(found.why)}" if found.why else ""
    if found.answer is Answer.YES:
        return Verdict.MET, f"{begun}{why}.", words
    verdict = Verdict.NOT_MET if found.answer is Answer.NO else Verdict.NEEDS_REVIEW
    return verdict, f"{begun}, but {'it does not cover you' if verdict is Verdict.NOT_MET else 'it is not plain that it covers you'}{why}.", words


def _fit(asked: Asked, part: FilePart) -> Fit | None:
    """How the addendum's own granting clauses fit the buyer; None where it has none. A consent or list is for its own words to tell."""
    clauses = [c for c in asked.file.facts.clauses if c.part == part.id]
    lead = part.facts.lead_agency.value if part.facts.lead_agency is not None else None
    found = fit_all(clauses, asked.buyer, asked.day, lead) if asked.buyer is not None else None
    if found is not None and found.answer is Answer.YES and any(c.clause.value.clause_class is ClauseClass.CONSENT for c in clauses):
        return Fit(Answer.UNCLEAR, (*found.why, "it asks for a consent"))
    return found


def _end(part: FilePart) -> tuple[dt.date | None, tuple[Proof, ...]]:
    """The addendum's own last day, if it has one."""
    found = part.facts.term
    if found is None:
        return None, ()
    return found.value.current_end or found.value.initial_end, part.prove(found.evidence)
