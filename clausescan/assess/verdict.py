"""From checks to the answer: no scores, no word of approval (READINESS 5)."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace

from clausescan.assess.asked import ask
from clausescan.assess.bundle import bundle
from clausescan.assess.checks import five_checks
from clausescan.assess.decide import all_rows, decide
from clausescan.assess.reconcile import reconcile
from clausescan.assess.timeline import timeline
from clausescan.core.buyer import Buyer
from clausescan.core.contract_file import ContractFile, WhoActs
from clausescan.core.readiness import WORST_FIRST, CheckResult, FiveCount, NextStep, Readiness, Severity, Verdict
from clausescan.core.result import Scanned
from clausescan.core.states import STATE_NAMES
from clausescan.core.words import AGENCY_WORDS

_DEPENDS = (
    "Whether you may buy also depends on you: the law of your state and your own rules, where you are, your funding, and the date of your order."
)
_MOST_WHY = 5
_PHRASES = {
    Verdict.NOT_MET: ("{} is not met", "{} are not met"),
    Verdict.NEEDS_REVIEW: ("{} needs review", "{} need review"),
    Verdict.NOT_FOUND: ("nothing was found for {}", "nothing was found for {}"),
    Verdict.NOT_IN_FILE: ("the document is missing for {}", "documents are missing for {}"),
    Verdict.NOT_APPLICABLE: ("{} does not apply", "{} do not apply"),
    Verdict.USER_ATTESTED: ("{} rests on your statement", "{} rest on your statement"),
}


def assess(
    scans: Sequence[Scanned], as_of: dt.date, needs: Sequence[str] = (), version: str = "", buyer: Buyer | None = None
) -> tuple[ContractFile, Readiness]:
    """The contract file read as one, and its checks as of that day. The same arguments always give the same answer."""
    file = reconcile(bundle(scans), buyer.state if buyer is not None else None)
    return file, readiness(file, as_of, needs, version, buyer)


def readiness(file: ContractFile, as_of: dt.date, needs: Sequence[str] = (), version: str = "", buyer: Buyer | None = None) -> Readiness:
    """The answer for a reconciled contract file: which checks are met, what is left to do, and with a buyer the decision.

    Without a buyer the rows that hang on one say so, and nothing is decided. A profile's own date and items go before `as_of`
    and after `needs`.
    """
    asked = ask(file, buyer, as_of, tuple(needs))
    rows = all_rows(asked)
    as_of, needs = asked.day, asked.needs
    checks = _as_judged(five_checks(file, as_of, needs), rows)
    ordered = _worst_first(checks) if buyer is None else _what_decides(rows)
    five = five_verdicts(checks)
    counts = FiveCount(
        met=sum(v is Verdict.MET for v in five),
        failed=sum(v is Verdict.NOT_MET for v in five),
        open=sum(v not in (Verdict.MET, Verdict.NOT_MET) for v in five),
    )
    return Readiness(
        headline=headline(five),
        depends=_DEPENDS,
        five=counts,
        why=_why(ordered),
        next_steps=_next_steps(file, ordered),
        checks=checks,
        as_of=as_of,
        needs=tuple(needs),
        version=version,
        fingerprint=fingerprint(file, as_of, needs, version, buyer),
        rows=rows,
        decision=decide(rows) if buyer is not None else None,
        buyer=buyer_words(buyer),
        timeline=timeline(file, as_of),
    )


def _as_judged(checks: Sequence[CheckResult], rows: Sequence[CheckResult]) -> tuple[CheckResult, ...]:
    """The five checks as their rows were judged: for this buyer, under its rules, with what a person decided. Several items stay one check."""
    by_id = {r.id: r for r in rows if sum(other.id == r.id for other in rows) == 1}
    return tuple(replace(by_id[c.id], number=c.number, question=c.question) if c.id in by_id else c for c in checks)


def buyer_words(buyer: Buyer | None) -> str:
    """As in "Town of Maple Hollow (city, town or village, Connecticut)"; "" without a buyer."""
    if buyer is None:
        return ""
    known = [AGENCY_WORDS[buyer.entity_type] if buyer.entity_type else "", STATE_NAMES.get(buyer.state or "", "")]
    said = ", ".join(k for k in known if k)
    return f"{buyer.name or 'your agency'}{f' ({said})' if said else ''}"


def five_verdicts(checks: Sequence[CheckResult]) -> tuple[Verdict, ...]:
    """One verdict for each of the five; a check with two sides is as good as its worse side."""
    numbers = dict.fromkeys(c.number[0] for c in checks if c.number)
    return tuple(min((c.verdict for c in checks if c.number[:1] == n), key=WORST_FIRST.index) for n in numbers)


def headline(five: Sequence[Verdict]) -> str:
    """As in "3 of 5 checks are met; 1 is not met; 1 needs review."."""
    met = sum(v is Verdict.MET for v in five)
    said = [f"{met} of {len(five)} checks {'is' if met == 1 else 'are'} met"]
    for verdict in WORST_FIRST:
        count = sum(v is verdict for v in five)
        if count and verdict is not Verdict.MET:
            one, many = _PHRASES[verdict]
            said.append((one if count == 1 else many).format(count))
    return "; ".join(said) + "."


def fingerprint(file: ContractFile, as_of: dt.date, needs: Sequence[str], version: str, buyer: Buyer | None = None) -> str:
    """Sixty-four hexadecimal digits that change with any file, the day, the needs, the buyer or the version, and with nothing else."""
    sources = sorted({p.source.sha256 for p in file.parts})
    profile = [repr(buyer)] if buyer is not None else []
    key = json.dumps([sources, as_of.isoformat(), list(needs), version, *profile], ensure_ascii=False)
    return hashlib.sha256(key.encode()).hexdigest()


def _worst_first(checks: Sequence[CheckResult]) -> list[CheckResult]:
    return sorted(checks, key=lambda c: WORST_FIRST.index(c.verdict))


def _what_decides(results: Sequence[CheckResult]) -> list[CheckResult]:
    """Rows that apply and are no mere advice: open ones first, gates before conditions, the worst verdict before better ones."""
    order = (Severity.GATE, Severity.CONDITION)
    clear = (Verdict.MET, Verdict.USER_ATTESTED)
    applying = [r for r in results if r.verdict is not Verdict.NOT_APPLICABLE and r.severity is not Severity.ADVISORY]
    return sorted(applying, key=lambda r: (r.verdict in clear, order.index(r.severity), WORST_FIRST.index(r.verdict)))


def _why(ordered: Sequence[CheckResult]) -> tuple[str, ...]:
    """The reasons of what decides most, at most five."""
    return tuple(dict.fromkeys(c.reason for c in ordered))[:_MOST_WHY]


def _next_steps(file: ContractFile, ordered: Sequence[CheckResult]) -> tuple[NextStep, ...]:
    """What the open checks ask for, in their order, then the documents to obtain in one step, then the buyer's own authority."""
    first = {c.next_step: c for c in reversed(ordered) if c.next_step}
    steps = [NextStep(c.next_step, c.who_acts, c.id) for c in ordered if first.get(c.next_step) is c]
    if file.to_obtain and not any(c.id == "R31" and c.next_step for c in ordered):
        steps.append(
            NextStep(
                f"Obtain the {len(file.to_obtain)} documents listed below." if len(file.to_obtain) > 1 else "Obtain the document listed below.",
                WhoActs.HOST,
            )
        )
    if not any(c.id == "R15" for c in ordered):
        steps.append(NextStep("Have your own authority confirmed: the law of your state, your policy and your thresholds.", WhoActs.LEGAL))
    return tuple(steps)
