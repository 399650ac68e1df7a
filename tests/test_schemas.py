"""What clausescan prints fits the schemas that it publishes, and they know every key and every word of its vocabularies."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from clausescan.assess.verdict import assess
from clausescan.core.contract_file import Completeness, EdgeKind, Execution, WhoActs
from clausescan.core.finding import AgencyType, Answer, ClauseClass, ElectionState, Polarity, RenewalActor, Role
from clausescan.core.plain import outcome_plain
from clausescan.core.readiness import Decision, Severity, Verdict
from clausescan.core.readiness_plain import readiness_plain
from clausescan.core.result import Failed
from clausescan.scan import Toolkit, load_toolkit, scan_file, scan_text
from tests.assess.build_facts import BLANK, CHOICE, SAID_NO, amendment, award, contract, day, price_list, response, solicitation
from tests.schemas import faults, validator

SAMPLES = sorted((Path(__file__).resolve().parents[1] / "corpus" / "contracts").glob("*/*.pdf"))


@pytest.fixture(scope="module")
def toolkit() -> Toolkit:
    return load_toolkit()


@pytest.mark.parametrize("path", SAMPLES[::6], ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_facts_of_some_sample_files(path: Path, toolkit: Toolkit) -> None:
    assert faults("facts", json.loads(json.dumps(outcome_plain(scan_file(path, toolkit), text=True)))) == []


@pytest.mark.slow
@pytest.mark.parametrize("slug", sorted({p.parent.name for p in SAMPLES}))
def test_every_sample_file_and_contract_file(slug: str, toolkit: Toolkit) -> None:
    outcomes = [scan_file(path, toolkit) for path in SAMPLES if path.parent.name == slug]
    scans = [o for o in outcomes if not isinstance(o, Failed)]
    assert len(scans) == len(outcomes)
    assert [f for o in outcomes for f in faults("facts", outcome_plain(o))] == []
    assert faults("readiness", readiness_plain(*assess(scans, day("2026-11-22"), ["road salt"], "9.9"))) == []


@pytest.mark.slow
@pytest.mark.shared
def test_every_labelled_document(shared: Path, toolkit: Toolkit) -> None:
    """Only what is wrong is told, and no words of the documents."""
    wrong = []
    for path in sorted((shared / "facts" / "dev" / "pdf").glob("*.pdf")):
        plain = json.loads(json.dumps(outcome_plain(scan_file(path, toolkit))))
        wrong += [(path.stem, list(e.absolute_path), e.validator) for e in validator("facts").iter_errors(plain)]
    assert wrong == []


def test_a_text_and_a_file_that_failed(toolkit: Toolkit) -> None:
    line = {"id": "a", **outcome_plain(scan_text("Any other public agency may buy from this contract.", "a", toolkit))}
    assert faults("facts", line) == []
    failed = outcome_plain(Failed("a.pdf", "damaged", "It is damaged.", "Ask for another."))
    assert faults("facts", failed) == []
    assert faults("facts", {**failed, "error": {"code": "damaged"}}) != []


@pytest.mark.parametrize(
    "scans",
    [
        (solicitation(), contract(), award(), price_list()),
        (solicitation(use=CHOICE, unread=[2]), contract(), amendment(2, "2026-06-30", sign=BLANK), response(SAID_NO)),
    ],
    ids=["full", "mixed"],
)
def test_readiness(scans: tuple[Any, ...]) -> None:
    file, readiness = assess(scans, day("2025-01-15"), ("road salt",), "9.9")
    plain = json.loads(json.dumps(readiness_plain(file, readiness, (), [Failed("a.pdf", "damaged", "Damaged.", "Ask.")])))
    assert faults("readiness", plain) == []
    assert faults("readiness", {**plain, "more": 1}) != []
    assert faults("readiness", {**plain, "more": 1}, closed=False) == []


def enums(value: Any) -> Iterator[frozenset[str]]:
    if isinstance(value, dict):
        if isinstance(value.get("enum"), list):
            yield frozenset(value["enum"])
        for inner in value.values():
            yield from enums(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from enums(inner)


def test_vocabularies_are_those_of_the_code() -> None:
    told = {name: set(enums(validator(name).schema)) for name in ("facts", "readiness")}
    both = (Role, AgencyType, Answer, ClauseClass, Polarity, RenewalActor, ElectionState)
    for name, kinds in (("facts", both), ("readiness", (*both, Verdict, Severity, Decision, WhoActs, Completeness, EdgeKind, Execution))):
        assert [k for k in kinds if frozenset(str(v.value) for v in k) not in told[name]] == []
