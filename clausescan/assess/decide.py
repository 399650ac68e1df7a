"""All rows of a readiness decision for a buyer, and the decision they lead to (READINESS 3 to 5). No scores."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from clausescan.assess import rows_addenda, rows_file, rows_law, rows_money, rows_term, rows_use
from clausescan.assess.asked import Asked
from clausescan.assess.check_competition import check_competition, check_lead
from clausescan.assess.check_scope import check_scope
from clausescan.assess.check_term import check_active
from clausescan.assess.doubt import doubted
from clausescan.assess.named_missing import unless_missing
from clausescan.assess.rows import ATTESTABLE, rows
from clausescan.core.readiness import CheckResult, Decision, LawNote, Severity, Verdict

_JUDGES: dict[str, Callable[[Asked], CheckResult]] = {
    "R01": lambda a: check_active(a.file, a.day),
    "R02": rows_term.lasts_for_the_need,
    "R04": rows_money.quote_follows_contract,
    "R05": lambda a: check_lead(a.file),
    "R06": lambda a: check_competition(a.file),
    "R07": rows_file.advertised,
    "R08": rows_use.solicitation_use,
    "R09": rows_use.contract_use,
    "R10": rows_use.buyer_is_let_in,
    "R11": rows_use.vendor_agrees,
    "R12": rows_use.lead_agrees,
    "R13": rows_use.agreement_in_place,
    "R14": rows_addenda.participating_addendum,
    "R15": rows_law.own_law,
    "R16": rows_law.own_rules,
    "R17": rows_use.within_quantity,
    "R18": rows_money.assignable,
    "R19": rows_money.federal_clauses,
    "R20": rows_money.price_is_reasonable,
    "R21": rows_money.same_need,
    "R22": rows_law.kind_of_purchase,
    "R23": rows_term.recent_enough,
    "R24": rows_file.same_vendor,
    "R25": rows_file.insured,
    "R26": rows_file.preferences,
    "R27": rows_file.own_goals,
    "R28": rows_law.notice_first,
    "R29": rows_use.fees_known,
    "R30": rows_file.terms,
    "R31": rows_file.complete,
    "R32": rows_law.state_contract_first,
    "R33": rows_file.copies,
    "R34": rows_file.second_hand,
}
_BY_LAW = ("R22", "R23", "R28", "R32")
"""Rows that weigh the effects of rules themselves."""
_LANGUAGE = ("R08", "R09")
_UNREAD = ("R01", "R06", "R08", "R09")
_CLEAR = (Verdict.MET, Verdict.NOT_APPLICABLE, Verdict.USER_ATTESTED)
_SIDES = {"solicitation": "R08", "contract": "R09"}


_EMPTY = "No document is in the file."


def all_rows(asked: Asked) -> tuple[CheckResult, ...]:
    """Rows R01 to R34 in order, R03 once for each item that is wanted; then law, policy, attestations and overrides, in that order."""
    return tuple(_by_person(asked, _by_policy(asked, _by_law(asked, result))) for result in _sure(asked))


def decide(results: Sequence[CheckResult]) -> Decision:
    """The truth table over verdicts and severities (READINESS 5), its rules taken in this order.

    1. a gate that is not met, or required language that was looked for and is absent: not ready. Of several wanted items, one that is
       out of scope stops only itself: the answer is then a condition, to leave it out;
    2. a gate whose document is not in the file, or one of R01, R06, R08, R09 open for want of readable pages: cannot tell;
    3. a gate or a condition that is open in any other way: conditionally ready;
    4. else ready for sign-off. Advisory rows and rows that do not apply decide nothing.
    """
    gates = [r for r in results if r.severity is Severity.GATE]
    some_item = any(r.id == "R03" and r.verdict is not Verdict.NOT_MET for r in results)
    failed = [r for r in gates if r.verdict is Verdict.NOT_MET or (r.id in _LANGUAGE and r.verdict is Verdict.NOT_FOUND)]
    if any(not (r.id == "R03" and some_item) for r in failed):
        return Decision.NOT_READY
    unreadable = any(r.id == "R33" and r.verdict is not Verdict.MET for r in results)
    if any(r.verdict is Verdict.NOT_IN_FILE or (unreadable and r.id in _UNREAD and r.verdict not in _CLEAR and not r.proof) for r in gates):
        return Decision.CANNOT_TELL
    if any(r.verdict not in _CLEAR for r in results if r.severity is not Severity.ADVISORY):
        return Decision.CONDITIONALLY_READY
    return Decision.READY_FOR_SIGN_OFF


def _found(asked: Asked) -> Iterator[CheckResult]:
    for row_id, row in rows().items():
        if row_id != "R03":
            yield _JUDGES[row_id](asked)
            continue
        for need in asked.needs or ("",):
            result = check_scope(asked.file, (need,) if need else ())
            yield replace(result, question=f"Is “{need}” in the scope of the contract?") if need else replace(result, question=row.question)


def _sure(asked: Asked) -> Iterator[CheckResult]:
    """The rows as found, less sure where words were hardly read or a named document is missing; nothing is absent from an empty file."""
    found = (unless_missing(doubted(result), asked.file) for result in _found(asked))
    if asked.file.parts:
        return found
    return (replace(r, verdict=Verdict.NOT_IN_FILE, reason=_EMPTY) if r.verdict is Verdict.NOT_FOUND else r for r in found)


def _by_law(asked: Asked, result: CheckResult) -> CheckResult:
    """Severity and demands of the rules that speak to this buyer; what is settled by proof stays settled."""
    if result.verdict is Verdict.USER_ATTESTED:
        return result
    for rule, effect in asked.law.effects(result.id):
        result = replace(result, laws=_with(result.laws, rule.note), severity=effect.severity or result.severity)
        if effect.verdict is not None and result.verdict is Verdict.NOT_APPLICABLE and result.id not in _BY_LAW:
            said = f"{rule.note.citation}: {effect.says}"
            result = replace(result, verdict=Verdict.NEEDS_REVIEW, reason=said, next_step=rows()[result.id].step)
    return result


def _with(laws: tuple[LawNote, ...], note: LawNote) -> tuple[LawNote, ...]:
    return laws if note in laws else (*laws, note)


def _by_policy(asked: Asked, result: CheckResult) -> CheckResult:
    """The buyer's own rule on where the language must stand; a state's rule, which may be stricter, goes before it."""
    side = asked.buyer.policies.clause_required_in if asked.buyer is not None else None
    if side in _SIDES and result.id in _LANGUAGE and result.id != _SIDES[side] and not asked.law.effects(result.id):
        return replace(result, severity=Severity.CONDITION)
    return result


def _by_person(asked: Asked, result: CheckResult) -> CheckResult:
    """What the buyer attests where documents cannot show it, then what a person decided in place of the verdict found."""
    if asked.buyer is None:
        return result
    for one in asked.buyer.attestations:
        if one.check == result.id and result.id in ATTESTABLE and result.verdict not in (Verdict.MET, Verdict.NOT_MET, Verdict.NOT_APPLICABLE):
            note = f" {one.note}" if one.note else ""
            said = f"Stated by {one.by} on {one.date.isoformat()}.{note}"
            result = replace(result, verdict=Verdict.USER_ATTESTED, reason=said, stated=said, next_step="", depends=False)
    for override in asked.buyer.overrides:
        if override.check == result.id:
            result = replace(result, verdict=Verdict(override.verdict), found=result.found or result.verdict, override=override)
    return result
