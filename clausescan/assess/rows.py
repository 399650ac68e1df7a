"""The rows of a readiness decision as data: questions, severities, next steps (READINESS 3)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from clausescan.core.contract_file import Proof, WhoActs
from clausescan.core.readiness import CheckResult, LawNote, Severity, Verdict

ROW_IDS: tuple[str, ...] = tuple(f"R{n:02d}" for n in range(1, 35))
ATTESTABLE = frozenset({"R13", "R15", "R16", "R20", "R21", "R24", "R27", "R28", "R32"})
"""Rows that the buyer may attest, because documents of the file cannot show them (READINESS 4)."""
FILL_IN = "State it in the profile of the buyer."
"""The step of a row that only waits for a line of the profile."""
_SETTLED = (Verdict.MET, Verdict.NOT_APPLICABLE, Verdict.USER_ATTESTED)


@dataclass(frozen=True, slots=True)
class Row:
    """One row before it is judged. `buyer`: nothing can be said of it without a buyer's profile."""

    id: str
    question: str
    severity: Severity
    step: str
    who: WhoActs
    buyer: bool = False


@lru_cache(maxsize=1)
def rows() -> Mapping[str, Row]:
    """All 34 rows by id, in their order."""
    raw = tomllib.loads(Path(__file__).with_name("rows.toml").read_text(encoding="utf-8"))
    return {i: Row(i, r["question"], Severity(r["severity"]), r["step"], WhoActs(r["who"]), r.get("buyer", False)) for i, r in raw.items()}


def answer(
    row_id: str,
    verdict: Verdict,
    reason: str,
    proof: tuple[Proof, ...] = (),
    *,
    step: str | None = None,
    who: WhoActs | None = None,
    severity: Severity | None = None,
    laws: tuple[LawNote, ...] = (),
    stated: str = "",
) -> CheckResult:
    """The row with its verdict; step, who acts and severity are those of the row unless given. A settled row asks for no step.

    Without proof, law or the buyer's own statement, "met" and "not met" become "needs review": nothing is judged that cannot be shown.
    """
    row = rows()[row_id]
    if verdict is Verdict.MET and not proof:
        verdict = Verdict.NEEDS_REVIEW
    if verdict is Verdict.NOT_MET and not (proof or laws or stated):
        verdict = Verdict.NEEDS_REVIEW
    next_step = (row.step if step is None else step) if verdict not in _SETTLED or step else ""
    return CheckResult(
        row.id, "", row.question, verdict, severity or row.severity, reason, proof, next_step, who or row.who, laws=laws, stated=stated
    )


def depends(row_id: str, reason: str, *, step: str | None = None) -> CheckResult:
    """A row that waits for the buyer's profile; its step is that of the row unless given."""
    row = rows()[row_id]
    return CheckResult(row.id, "", row.question, Verdict.NEEDS_REVIEW, row.severity, reason, (), step or row.step, WhoActs.BUYER, depends=True)
