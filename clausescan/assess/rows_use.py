"""Rows on use by others: who is let in, who must agree, what must be in place first (READINESS R08 to R14, R17, R29)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from clausescan.assess.addenda import asks_addendum
from clausescan.assess.asked import Asked
from clausescan.assess.check_use import check_contract_use, check_solicitation_use
from clausescan.assess.coverage import both_read, is_readable, read_words
from clausescan.assess.fit import fit_all, in_force
from clausescan.assess.rows import answer, depends
from clausescan.assess.rows_addenda import participating_addendum
from clausescan.core.contract_file import Execution, FileClause, Proof, Side, WhoActs
from clausescan.core.finding import Answer, ClauseClass, CooperativeUse, ElectionState, LeadAgency, Polarity, Role
from clausescan.core.readiness import CheckResult, Severity, Verdict
from clausescan.core.words import condition_words, gate_words

_GRANTS = (Polarity.PERMITS, Polarity.RESTRICTS)
_CAPS = ("quantity_max", "quantity_min", "quantity_pct_of_award")
_ELSEWHERE = "Use a contract that is open to your agency, or ask the lead agency whether it will amend this one."
_FEE_WORDS = re.compile(r"\b(?:fees?|report(?:s|ing)?|remit\w{0,5}|rebates?)\b", re.IGNORECASE)
_FEES = ("fee_payer", "fee_rate_pct", "reporting")


def solicitation_use(asked: Asked) -> CheckResult:
    """R08: as the file says it; with a buyer, a limit of place or kind is met or failed by the profile."""
    return _with_buyer(asked, check_solicitation_use(asked.file), asked.file.facts.solicitation_side)


def contract_use(asked: Asked) -> CheckResult:
    """R09, in the same way."""
    return _with_buyer(asked, check_contract_use(asked.file), asked.file.facts.contract_side)


def _with_buyer(asked: Asked, found: CheckResult, side: Side) -> CheckResult:
    if asked.buyer is None or side.polarity not in _GRANTS or side.disputed or side.declined or found.verdict is not Verdict.NEEDS_REVIEW:
        return found
    fitted = fit_all(side.deciding, asked.buyer, asked.day, _lead(asked))
    if fitted is None or not found.proof:
        return found
    if fitted.answer is Answer.NO:
        reason = f"{found.reason} That does not reach you: {'; '.join(fitted.why)}."
        return replace(found, verdict=Verdict.NOT_MET, reason=reason, next_step=_ELSEWHERE)
    if fitted.answer is Answer.YES and not any(_other_gates(c.clause.value) for c in side.deciding):
        reason = f"{found.reason} You are within that limit: {'; '.join(fitted.why)}."
        return replace(found, verdict=Verdict.MET, reason=reason, next_step="")
    return found


def _other_gates(use: CooperativeUse) -> bool:
    """True where something besides kind and place stands between a buyer and the clause."""
    place = use.geography is not None and use.geography.scope not in ("any", "national")
    return len(gate_words(use)) > int(place) or (use.polarity is Polarity.RESTRICTS and not place and not use.eligible.kinds)


def buyer_is_let_in(asked: Asked) -> CheckResult:
    """R10: both sides that grant must let the buyer in."""
    clauses = _granting(asked)
    if not clauses:
        return answer("R10", Verdict.NOT_APPLICABLE, "No clause lets anyone in; see R08 and R09.")
    if asked.buyer is None:
        return depends("R10", "The clauses say who may buy; whether that is you depends on your kind, place and memberships.")
    sides = (asked.file.facts.contract_side, asked.file.facts.solicitation_side)
    addendum = participating_addendum(asked)
    joined = addendum.verdict is Verdict.MET  # what is left to a participating addendum is then settled by it
    asking = [tuple(c for c in s.deciding if not (joined and asks_addendum(c))) for s in sides]
    fits = [f for some in asking if (f := fit_all(some, asked.buyer, asked.day, _lead(asked))) is not None]
    if joined and not fits:
        return answer("R10", Verdict.MET, addendum.reason, addendum.proof)
    why = "; ".join(dict.fromkeys(w for f in fits for w in f.why))
    proof = _proof(clauses)
    answers = {f.answer for f in fits}
    if Answer.NO in answers:
        return answer("R10", Verdict.NOT_MET, f"The clause does not reach you: {why}.", proof, step=_ELSEWHERE, who=WhoActs.BUYER)
    if answers == {Answer.YES}:
        return answer("R10", Verdict.MET, f"The clause reaches you: {why}.", proof)
    return answer("R10", Verdict.NEEDS_REVIEW, f"It cannot be told whether the clause reaches you: {why}.", proof)


def vendor_agrees(asked: Asked) -> CheckResult:
    """R11: a refusal makes it a gate; an answer on a form, a letter, or a clause of the contract that the vendor signed settles it."""
    facts = asked.file.facts
    election = facts.election
    if facts.contract_side.declined or (election is not None and _elected(election) is ElectionState.NO):
        proof = election.proof if election is not None else _proof(facts.contract_side.deciding)
        step = "Only the vendor can withdraw its refusal, in writing."
        return answer("R11", Verdict.NOT_MET, "The vendor declined use by others.", proof, step=step, severity=Severity.GATE)
    if election is not None and _elected(election) is ElectionState.YES:
        return answer("R11", Verdict.MET, "The vendor agreed on its own form.", election.proof)
    return _vendor_by_clause(asked)


def _vendor_by_clause(asked: Asked) -> CheckResult:
    """R11 where the vendor gave no answer of its own on a form."""
    side = asked.file.facts.contract_side
    clauses = _granting(asked)
    asking = [c for c in clauses if _asks_vendor(c.clause.value)]
    firm = [c for c in side.deciding if c.clause.value.polarity in _GRANTS]
    if letter := _letter(asked, "vendor_letter"):
        reason = "A letter of the vendor is in the file; see that it names the contract, you, the items and the prices."
        return answer("R11", Verdict.NEEDS_REVIEW, reason, letter)
    if not clauses:
        return answer("R11", Verdict.NEEDS_REVIEW, "No clause binds the vendor to sell to others, and no letter of the vendor is in the file.")
    if asking:
        reason = "The clause leaves the sale to the vendor, and no answer of the vendor is in the file."
        return answer("R11", Verdict.NEEDS_REVIEW, reason, _proof(asking))
    if firm and not side.disputed:
        return answer("R11", Verdict.MET, "The clause is part of the contract that binds the vendor, and asks for no further consent.", _proof(firm))
    reason = "The solicitation grants use by others, but the contract does not bind the vendor to it."
    return answer("R11", Verdict.NEEDS_REVIEW, reason, _proof(clauses))


def _letter(asked: Asked, subrole: str) -> tuple[Proof, ...]:
    """The first lines of a letter of that kind; empty if the file holds none."""
    found = [p for p in asked.file.parts if p.subrole == subrole and p.facts.role is not None]
    return found[0].prove(found[0].facts.role.evidence) if found and found[0].facts.role is not None else ()


def lead_agrees(asked: Asked) -> CheckResult:
    """R12: only where a clause asks for the lead agency's consent."""
    asking = [c for c in _granting(asked) if c.clause.value.clause_class is ClauseClass.ASSIGN or _says(c.clause.value, "lead_consent") == "required"]
    if not asking:
        return answer("R12", Verdict.NOT_APPLICABLE, "No clause asks for the lead agency's consent.")
    if letter := _letter(asked, "lead_letter"):
        reason = "A letter of the lead agency is in the file; see that it consents to your order."
        return answer("R12", Verdict.NEEDS_REVIEW, reason, (*_proof(asking), *letter))
    return answer("R12", Verdict.NEEDS_REVIEW, "The clause asks for the lead agency's consent, and none is in the file.", _proof(asking))


def agreement_in_place(asked: Asked) -> CheckResult:
    """R13: an agreement in the file, signed, or one that the profile states."""
    asking = [c for c in _granting(asked) if _agreement(c)]
    if not asking:
        return answer("R13", Verdict.NOT_APPLICABLE, "No clause asks for an agreement, membership or registration.")
    wanted = ", ".join(dict.fromkeys(_agreement(c) for c in asking))
    signed = [p for p in asked.file.having(Role.INTERLOCAL) if p.signing.state is Execution.SIGNED and p.signing.evidence]
    if signed:
        reason = f"The clause asks for {wanted}; a signed agreement is in the file. See that it was in force before the order."
        return answer("R13", Verdict.NEEDS_REVIEW, reason, (*_proof(asking), *signed[0].prove(signed[0].signing.evidence)))
    organizations = [c.clause.value.eligible.membership for c in asking if c.clause.value.eligible.membership]
    if asked.buyer is not None:
        held = [m for o in organizations if o and (m := in_force(asked.buyer.memberships, o, asked.day))]
        if held and len(held) == len(organizations):
            reason = f"The clause asks for {wanted}. Your profile states that {held[0].organization} has you as a member."
            return answer("R13", Verdict.USER_ATTESTED, reason, _proof(asking))
    return answer("R13", Verdict.NEEDS_REVIEW, f"The clause asks for {wanted}; nothing in file or profile shows it.", _proof(asking))


def within_quantity(asked: Asked) -> CheckResult:
    """R17: a limit in a clause; what the lead agency used of it is never in the file."""
    capped = [c for c in asked.file.facts.clauses if c.clause.value.clause_class is ClauseClass.CAP or any(_says(c.clause.value, n) for n in _CAPS)]
    if capped:
        return answer("R17", Verdict.NEEDS_REVIEW, "The quantity is limited; how much of it is used up is not in the file.", _proof(capped))
    if not is_readable(asked.file.parts):
        return answer("R17", Verdict.NEEDS_REVIEW, "Too much is unread to say that no limit is set.")
    barring = [(r, e) for r, e in asked.law.effects("R17") if e.verdict is Verdict.NOT_MET]
    if barring and both_read(asked.file):
        reason = f"{barring[0][1].says} No words on such quantities were found, {read_words(asked.file.parts)}."
        return answer("R17", Verdict.NOT_MET, reason, laws=(barring[0][0].note,))
    return answer("R17", Verdict.NOT_APPLICABLE, f"No limit of quantity was found, {read_words(asked.file.parts)}.")


def fees_known(asked: Asked) -> CheckResult:
    """R29: what clauses say on fees and reports; advisory."""
    telling = [c for c in asked.file.facts.clauses if any(_says(c.clause.value, n) for n in _FEES)]
    spoken = [c for c in asked.file.facts.clauses if c.clause.value.clause_class is ClauseClass.SUPPORT and _speaks_of_fees(c)]
    if not telling and spoken:
        places = " and ".join(dict.fromkeys(f"page {p.evidence.page} of {p.document}" for c in spoken[:2] for p in c.proof[:1]))
        return answer("R29", Verdict.MET, f"Fees or reports are spoken of on {places}; see who pays.", _proof(spoken), who=WhoActs.BUYER)
    if not telling:
        return answer("R29", Verdict.NOT_FOUND, f"Nothing on fees or reports was found, {read_words(asked.file.parts)}.")
    said = dict.fromkeys(f"{label.lower()}: {value.lower()}" for c in telling for label, value in condition_words(_fees_only(c.clause.value)))
    return answer("R29", Verdict.MET, f"The documents say: {'; '.join(said)}.", _proof(telling), who=WhoActs.BUYER)


def _fees_only(use: CooperativeUse) -> CooperativeUse:
    return replace(use, conditions=tuple((n, v) for n, v in use.conditions if n in _FEES))


def _speaks_of_fees(clause: FileClause) -> bool:
    return any(_FEE_WORDS.search(p.evidence.quote) for p in clause.proof)


def _granting(asked: Asked) -> tuple[FileClause, ...]:
    """Clauses that grant and decide on one of the two sides, the contract's first."""
    facts = asked.file.facts
    both = (*facts.contract_side.deciding, *facts.solicitation_side.deciding)
    return tuple(dict.fromkeys(c for c in both if c.clause.value.polarity in _GRANTS))


def _elected(clause: FileClause) -> ElectionState | None:
    use = clause.clause.value
    if use.clause_class is ClauseClass.DECLINE:
        return ElectionState.NO
    return use.election.state if use.election is not None else None


def _asks_vendor(use: CooperativeUse) -> bool:
    return use.clause_class is ClauseClass.VENDOR or _says(use, "vendor_consent") == "required"


def _agreement(clause: FileClause) -> str:
    """What must be in place first, in words; "" if nothing, and for a participating addendum, which has a row of its own."""
    use = clause.clause.value
    needed = _says(use, "agreement_needed")
    if needed == "participating_addendum" and not asks_addendum(clause):
        return "a participation agreement"
    if needed not in ("", "none", "not_stated", "participating_addendum"):
        return needed.replace("_", " ")
    if use.eligible.membership:
        return f"membership of {use.eligible.membership}"
    return "membership" if use.clause_class is ClauseClass.MEMBER else ""


def _says(use: CooperativeUse, name: str) -> str:
    return dict(use.conditions).get(name, "")


def _lead(asked: Asked) -> LeadAgency | None:
    lead = asked.file.facts.lead_agency
    return lead.value if lead is not None else None


def _proof(clauses: Iterable[FileClause]) -> tuple[Proof, ...]:
    return tuple(dict.fromkeys(p for c in clauses for p in c.proof))[:4]
