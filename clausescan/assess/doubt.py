"""Words read from a picture of a page may be misread: what rests on such words is never met before somebody has looked at the page."""

from __future__ import annotations

from dataclasses import replace

from clausescan.core.contract_file import Proof
from clausescan.core.readiness import CheckResult, Verdict

SURE_ENOUGH = 0.75
"""How sure the reading of a quote must be: below, one word with a digit in three was wrong on worn copies of the samples; from 0.9 on, 3 in 1,132."""


def doubted(result: CheckResult) -> CheckResult:
    """The check as it is; needs review in place of met where words of its proof were read with too little certainty."""
    weak = [p for p in result.proof if p.evidence.sure < SURE_ENOUGH]
    if result.verdict is not Verdict.MET or not weak:
        return result
    reason = f"{result.reason} But the words that show it were read from a picture with low confidence: compare {_places(weak)}."
    return replace(result, verdict=Verdict.NEEDS_REVIEW, reason=reason, next_step="Compare the words quoted with the page they were read from.")


def _places(proof: list[Proof]) -> str:
    return " and ".join(dict.fromkeys(f"page {p.evidence.page} of {p.document}" for p in proof[:2]))
