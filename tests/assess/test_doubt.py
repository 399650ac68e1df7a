"""What rests on words read with low confidence is never met."""

from __future__ import annotations

import pytest

from clausescan.assess.doubt import doubted
from clausescan.core.contract_file import Proof
from clausescan.core.finding import Evidence
from clausescan.core.readiness import CheckResult, Severity, Verdict
from clausescan.core.span import Span


def result(verdict: Verdict, *sures: float) -> CheckResult:
    proof = tuple(Proof("scan.pdf", "", Evidence("s", 3 + i, Span(0, 4), "June", (), "rule", sure)) for i, sure in enumerate(sures))
    return CheckResult("R01", "1", "Active?", verdict, Severity.GATE, "It runs to June.", proof)


@pytest.mark.parametrize(
    ("verdict", "sures", "wanted"),
    [
        (Verdict.MET, (1.0, 0.97), Verdict.MET),
        (Verdict.MET, (1.0, 0.6), Verdict.NEEDS_REVIEW),
        (Verdict.NOT_MET, (0.5,), Verdict.NOT_MET),
        (Verdict.NEEDS_REVIEW, (0.5,), Verdict.NEEDS_REVIEW),
    ],
)
def test_low_confidence_takes_met_away(verdict: Verdict, sures: tuple[float, ...], wanted: Verdict) -> None:
    found = doubted(result(verdict, *sures))
    assert found.verdict is wanted
    if found.verdict is not verdict:
        assert "page 4 of scan.pdf" in found.reason
        assert found.next_step
