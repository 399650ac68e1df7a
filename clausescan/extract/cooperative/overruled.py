"""What stands over a grant and undoes it: a permission taken back, refused, left undecided, or asked for and answered with no.

Frames see who uses what; these tests see the words above the frame, in the same clause: "nothing in this bid lets other towns buy".
"""

from __future__ import annotations

from dataclasses import replace

from clausescan.extract.cooperative.answers import AFTER_QUESTION, ENDED_NO, answer_after, asks, reported_no, retracted
from clausescan.extract.cooperative.asserted import asserted
from clausescan.extract.cooperative.denied import MUST_REFUSE
from clausescan.extract.cooperative.sense import Judgement, Says
from clausescan.extract.cooperative.signs import DOUBLE, gated
from clausescan.extract.cooperative.view import View
from clausescan.extract.wordings import Wording

_NOT_GIVEN = Wording("cooperative/overruled.not-given")
_IMPROPER = Wording("cooperative/overruled.improper")
_DISCLAIMED = Wording("cooperative/overruled.disclaimed")
_IN_BREACH = Wording("cooperative/overruled.in-breach")
_UNWILLING = Wording("cooperative/overruled.unwilling")
_RAN_OUT = Wording("cooperative/overruled.ran-out")
_TAKEN_BACK = Wording("cooperative/overruled.taken-back")
_CLOSED = Wording("cooperative/overruled.closed")
_UNDECIDED = Wording("cooperative/overruled.undecided")
_ONLY_WHETHER = Wording("cooperative/overruled.only-whether")
_BODY_OF_QUESTION = Wording("cooperative/overruled.body-of-question")
_BINDS = Wording("cooperative/overruled.binds")
_OTHERS_CONTRACT = Wording("cooperative/overruled.others-contract")
_BUYS_ITSELF = Wording("cooperative/overruled.buys-itself")
_OTHERS_TOO = Wording("cooperative/overruled.others-too")
_CEASES = Wording("cooperative/overruled.ceases")
_IN_TIME = Wording("cooperative/overruled.in-time")
_RUNS = Wording("cooperative/overruled.runs")


def overruled(view: View, found: Judgement) -> Judgement | None:
    """The sense of a sentence in which a use was found, once the words above it are read: a refusal, nothing, or as found."""
    if found.says not in (Says.GRANT, Says.LIMIT, Says.ASSIGN):
        return found
    if asks(view):
        return _asked(view, found)
    sense = _sense(view, found)
    return replace(found, says=sense[0], told=sense[1] or found.told) if sense else None


def _sense(view: View, found: Judgement) -> tuple[Says, Wording | None] | None:
    """What is left of a use that was found, and what took the rest: itself, a refusal, the reverse, or nothing."""
    clause, at = _clause(view, found)
    reported = reported_no(view, found.decided_by.span.start)
    if reported and not _BINDS.search(clause):
        return (Says.DENY, ENDED_NO) if reported == "no" else None
    if _OTHERS_CONTRACT.search(clause):
        return Says.REVERSE, _OTHERS_CONTRACT
    if _BUYS_ITSELF.search(clause) and not _OTHERS_TOO.search(clause[:at]):
        return Says.REVERSE, _BUYS_ITSELF
    if _RUNS.match(clause) or _left_open(view, clause, at):
        return None
    if found.says is Says.GRANT and not gated(view) and not DOUBLE.search(clause):
        standing, denied = asserted(clause, at, at + len(found.decided_by.span))
        if standing != "said":
            return (Says.DENY, denied) if standing == "denied" else None
    ceased = _CEASES if _CEASES.search(clause[:at]) and not _IN_TIME.search(clause) else None
    refused = ceased or retracted(view) or (None if gated(view) else _refused(clause, at, taken_back=found.says is not Says.LIMIT))
    return (Says.DENY, refused) if refused else (found.says, None)


def _asked(view: View, found: Judgement) -> Judgement | None:
    """A question is a refusal where it is answered with no, and no grant where nobody is asked to answer it and nobody does."""
    answer = answer_after(view)
    if answer == "no":
        return replace(found, says=Says.DENY, told=AFTER_QUESTION)
    unanswered = answer is None and found.says is Says.GRANT and _BODY_OF_QUESTION.match(view.text[view.start : view.end])
    return None if unanswered else found


def _clause(view: View, found: Judgement) -> tuple[str, int]:
    """The words between semicolons around what decided, and where in them it stands."""
    start = max(view.start, view.text.rfind(";", view.start, found.decided_by.span.start) + 1)
    stop = view.text.find(";", found.decided_by.span.end, view.end)
    return view.text[start : stop if stop >= 0 else view.end], found.decided_by.span.start - start


def _left_open(view: View, clause: str, at: int) -> bool:
    lead = clause[:at]
    if (unsaid := _UNDECIDED.search(lead)) and len(lead) - unsaid.end() < 110:
        return True
    return bool(_ONLY_WHETHER.search(lead)) and not view.found("gate.vendor", "gate.choice", "gate.blank", "grant.form")


def _refused(clause: str, at: int, *, taken_back: bool) -> Wording | None:
    """What over or behind a use refuses it; None where nothing does."""
    if DOUBLE.search(clause):
        return None
    not_given = _NOT_GIVEN.search(clause)
    if not_given and not_given.start() <= at:
        return _NOT_GIVEN
    over = next((by for by in (_IMPROPER, _DISCLAIMED, _UNWILLING, MUST_REFUSE) if by.search(clause[:at])), None)
    behind = _IN_BREACH if _IN_BREACH.search(clause[at:]) else None
    withdrawn = next((by for by in (_TAKEN_BACK, _CLOSED, _RAN_OUT) if by.search(clause)), None) if taken_back else None
    return over or behind or withdrawn
