"""Rows on time: the need and the age of the competition (READINESS R02, R23)."""

from __future__ import annotations

import datetime as dt

from clausescan.assess.asked import Asked
from clausescan.assess.calendar import add_months, long_date
from clausescan.assess.packs import Effect, LawRule
from clausescan.assess.rows import FILL_IN, answer, depends
from clausescan.core.contract_file import FileTerm, Proof, WhoActs
from clausescan.core.readiness import CheckResult, Verdict
from clausescan.core.states import STATE_NAMES

_ASK_FOR_THE_END = "Ask the lead agency for the signed document that sets the end."
_OPENED = ("opened", "award_date", "due")
"""Details of a competition from which its age is counted, best first."""


def lasts_for_the_need(asked: Asked) -> CheckResult:
    """R02: the end in force against the last day of the need; a renewal that would reach it asks for review."""
    term, buyer = asked.file.facts.term, asked.buyer
    margin = (buyer.policies.days_left_at_least or 0) if buyer is not None else 0
    if term is not None and term.current_end is not None and not term.anticipated and 0 <= (term.current_end - asked.day).days < margin:
        reason = f"The contract runs to {long_date(term.current_end)}; your policy asks for {margin} days left on the day of the order."
        return answer("R02", Verdict.NOT_MET, reason, term.proof)
    through = buyer.purchase.need_through if buyer is not None else None
    if through is None:
        return depends("R02", "Say in the profile until when you need it (need_through).", step=FILL_IN)
    return _until(asked.file.facts.term, through, _tail(asked))


def _tail(asked: Asked) -> tuple[Proof, ...]:
    """Words by which an order placed in time is carried out after the end; empty if none."""
    return tuple(proof for p in asked.file.parts for t in p.topics if t.kind == "order_survival" for proof in p.prove(t.evidence))[:2]


def _until(term: FileTerm | None, through: dt.date, tail: tuple[Proof, ...]) -> CheckResult:
    """R02 for a need whose last day is known; `tail` are words that carry an order beyond the end."""
    if term is None or term.current_end is None or term.anticipated:
        reason = f"The end of the term cannot be told; you need it until {long_date(through)}."
        return answer("R02", Verdict.NEEDS_REVIEW, reason, step=_ASK_FOR_THE_END, who=WhoActs.HOST)
    end, need = term.current_end, long_date(through)
    if through <= end and not term.doubts:
        return answer("R02", Verdict.MET, f"The contract runs to {long_date(end)}; you need it until {need}.", term.proof)
    if through <= end or term.open_ended or (term.max_end is not None and through <= term.max_end):
        doubt = f"The end, {long_date(end)}, is in doubt."
        reason = f"The contract runs to {long_date(end)}; only a renewal would reach {need}." if through > end else doubt
        step, who = (None, None) if through > end else (_ASK_FOR_THE_END, WhoActs.HOST)
        return answer("R02", Verdict.NEEDS_REVIEW, reason, term.proof, step=step, who=who)
    reason = f"The contract ends on {long_date(term.max_end or end)} at the latest; you need it until {need}."
    if tail:
        more = " Orders placed in time may be carried out after the end; read for how long."
        return answer("R02", Verdict.NEEDS_REVIEW, reason + more, (*term.proof[:2], *tail))
    return answer("R02", Verdict.NOT_MET, reason, term.proof)


def recent_enough(asked: Asked) -> CheckResult:
    """R23: the age of the competition against each rule that sets one; not met only where the rule's basis allows it."""
    if asked.buyer is None or asked.buyer.state is None:
        return depends("R23", "Some states limit the age of the competition; name your state in the profile.", step=FILL_IN)
    limits = [(r, e) for r, e in asked.law.effects("R23") if e.months]
    if not limits:
        return _no_limit(asked)
    began, proof = _began(asked)
    laws = tuple(r.note for r, _ in limits)
    if began is None:
        said = " ".join(e.says for _, e in limits)
        return answer("R23", Verdict.NEEDS_REVIEW, f"{said} The day of the competition was not found in the file.", laws=laws)
    late = [(r, e) for r, e in limits if e.months and add_months(began, e.months) < asked.day]
    if not late:
        return answer(
            "R23", Verdict.MET, f"The competition of {long_date(began)} is within the limit of {limits[0][0].note.citation}.", proof, laws=laws
        )
    return _too_old(asked, late, began, proof)


def _no_limit(asked: Asked) -> CheckResult:
    name = STATE_NAMES.get(asked.law.state or "", "your state")
    if not asked.law.known:
        return answer("R23", Verdict.NEEDS_REVIEW, f"clausescan holds no rule for {name}; ask counsel.")
    return answer("R23", Verdict.NOT_APPLICABLE, f"No rule held for {name} limits the age of the competition.")


def _too_old(asked: Asked, late: list[tuple[LawRule, Effect]], began: dt.date, proof: tuple[Proof, ...]) -> CheckResult:
    """Not met only where every rule that would allow the purchase sets a limit that has passed."""
    rule, effect = late[0]
    only = asked.law.is_only_way([r for r, _ in late])
    verdict = effect.verdict if only and effect.verdict is not None else Verdict.NEEDS_REVIEW
    elsewhere = "" if only else " Another rule may not set that limit; ask counsel."
    return answer("R23", verdict, f"{effect.says} The competition dates from {long_date(began)}.{elsewhere}", proof, laws=(rule.note,))


def _began(asked: Asked) -> tuple[dt.date | None, tuple[Proof, ...]]:
    """The day on which offers were opened or the award made, with its words."""
    for name in _OPENED:
        for found in asked.file.facts.competition:
            value = dict(found.value.details).get(name)
            if value:
                return dt.date.fromisoformat(value), found.proof
    return None, ()
