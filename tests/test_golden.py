"""Golden answers of the sample contract files: head line, checks with reasons, next steps. `make accept` renews them on purpose."""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path

import pytest

from clausescan.assess.verdict import assess
from clausescan.core.readiness import Readiness
from clausescan.core.result import Scanned
from clausescan.scan import Toolkit, load_toolkit, scan_file

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = sorted(p.parent for p in (ROOT / "corpus" / "contracts").glob("*/expected.json"))
GOLDEN = ROOT / "tests" / "golden"


@pytest.fixture(scope="module")
def toolkit() -> Toolkit:
    return load_toolkit()


def summary(readiness: Readiness) -> str:
    """The answer as plain lines, without what changes by version."""
    lines = [readiness.headline, readiness.depends, "", "Why"]
    lines += [f"- {reason}" for reason in readiness.why]
    for check in readiness.checks:
        lines += ["", f"{check.number} {check.question}", f"  {check.verdict.value}: {check.reason}"]
        lines += [f"  proof: {p.document}, page {p.evidence.page}: {' '.join(p.evidence.quote.split())[:100]}" for p in check.proof]
        lines += [f"  next: {check.next_step} ({check.who_acts})"] if check.next_step else []
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("folder", SAMPLES, ids=lambda p: p.name)
def test_answer_of_a_sample_contract_file(folder: Path, toolkit: Toolkit) -> None:
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    scans = [s for p in sorted(folder.glob("*.pdf")) if isinstance(s := scan_file(p, toolkit), Scanned)]
    _, readiness = assess(scans, dt.date.fromisoformat(expected["as_of"]), [expected["need"]], "test")
    said, golden = summary(readiness), GOLDEN / f"{folder.name}.txt"
    if os.environ.get("CLAUSESCAN_ACCEPT"):
        GOLDEN.mkdir(exist_ok=True)
        golden.write_text(said, encoding="utf-8")
    assert said == golden.read_text(encoding="utf-8"), "look at the difference; if it is meant, run make accept"
