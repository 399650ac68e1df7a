"""What must hold of every answer, over random subsets of all sample contract files."""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from clausescan.assess.buyer_file import load_buyer
from clausescan.assess.verdict import assess
from clausescan.core.buyer import Buyer, Funding, FundingSource, Purchase, PurchaseKind
from clausescan.core.contract_file import ContractFile, Execution
from clausescan.core.finding import AgencyType, Role
from clausescan.core.readiness import CheckResult, Readiness, Verdict
from clausescan.core.result import Scanned
from corpus.contracts.render import HERE, slugs
from tests.assess.samples import sample_scans

DAY = dt.date(2026, 11, 22)
FEW, MANY = 1, 15
ORDER = {
    Verdict.NOT_MET: 0,
    Verdict.NOT_FOUND: 1,
    Verdict.NOT_IN_FILE: 1,
    Verdict.NEEDS_REVIEW: 2,
    Verdict.USER_ATTESTED: 3,
    Verdict.MET: 3,
}
"""Better verdicts have higher numbers. A row that does not apply says nothing and is not compared."""
TRANSIT = Buyer(
    name="Valley Transit",
    state="OH",
    entity_type=AgencyType.TRANSIT,
    funding=(Funding(FundingSource.FEDERAL, "FTA"),),
    purchase=Purchase(kind=PurchaseKind.VEHICLES),
)


@cache
def buyer_of(slug: str) -> Buyer | None:
    path = HERE / slug / "buyer.toml"
    return load_buyer(path) if path.exists() else None


@cache
def need_of(slug: str) -> str:
    found: str = json.loads((HERE / slug / "expected.json").read_text(encoding="utf-8"))["need"]
    return found


def judged(scans: Sequence[Scanned], slug: str, buyer: Buyer | None = None) -> tuple[ContractFile, Readiness]:
    return assess(scans, DAY, [need_of(slug)], "test", buyer or buyer_of(slug))


def subsets(slug: str, count: int = FEW) -> list[tuple[Scanned, ...]]:
    """The whole file, and so many random subsets of at least two documents."""
    whole, chance = sample_scans()[slug], random.Random(slug)
    return [whole, *(tuple(chance.sample(whole, chance.randint(2, len(whole)))) for _ in range(count))]


def rows_of(readiness: Readiness) -> dict[tuple[str, str], CheckResult]:
    return {(r.id, r.question): r for r in readiness.rows}


@pytest.mark.parametrize("count", [FEW, pytest.param(MANY, marks=pytest.mark.slow)])
@pytest.mark.parametrize("slug", slugs())
def test_removing_a_document_that_speaks_not_against_a_row_never_improves_it(slug: str, count: int) -> None:
    for scans in subsets(slug, count):
        before = rows_of(judged(scans, slug)[1])
        for gone in scans:
            after = rows_of(judged([s for s in scans if s is not gone], slug)[1])
            for key, row in after.items():
                was = before[key]
                if Verdict.NOT_APPLICABLE in (row.verdict, was.verdict) or any(p.evidence.source == gone.document.source.sha256 for p in was.proof):
                    continue
                assert ORDER[row.verdict] <= ORDER[was.verdict], (row.id, gone.document.source.name, was.reason, row.reason)


@pytest.mark.parametrize("slug", slugs())
def test_met_and_not_met_show_their_words(slug: str) -> None:
    for scans in subsets(slug):
        texts = {s.document.source.sha256: s.document.text for s in scans}
        for row in judged(scans, slug)[1].rows:
            assert row.proof or row.verdict is not Verdict.MET
            assert row.proof or row.laws or row.stated or row.verdict is not Verdict.NOT_MET
            for one in row.proof:
                span = one.evidence.span
                assert texts[one.evidence.source][span.start : span.end] == one.evidence.quote


@pytest.mark.parametrize("slug", slugs())
def test_absence_is_held_against_nobody_who_was_not_read(slug: str) -> None:
    for scans in subsets(slug):
        file, readiness = judged(scans, slug, TRANSIT)
        both = bool(file.having(Role.SOLICITATION) and file.having(Role.CONTRACT, Role.PARTICIPATING_ADDENDUM))
        for row in readiness.rows:
            if row.id in {"R17", "R18", "R19"} and row.verdict is Verdict.NOT_MET and not row.proof:
                assert both, row.reason
    for row in assess([], DAY, [need_of(slug)], "test", TRANSIT)[1].rows:
        assert row.verdict not in {Verdict.MET, Verdict.NOT_FOUND} or row.id == "R33", row
        assert row.verdict is not Verdict.NOT_MET or row.laws, row


@pytest.mark.parametrize("slug", slugs())
def test_an_amended_contract_never_shows_the_old_end(slug: str) -> None:
    for scans in subsets(slug):
        file, _ = judged(scans, slug)
        term = file.facts.term
        for part in file.having(Role.AMENDMENT):
            found = part.facts.term
            if part.signing.state is Execution.SIGNED and found is not None and found.value.current_end is not None:
                assert term is not None
                assert term.current_end is not None
                assert term.current_end >= found.value.current_end


def test_an_offered_extension_never_moves_the_end() -> None:
    scans = sample_scans()["county-local-governments"]
    offer = next(s for s in scans if "offer" in s.document.source.name)
    with_it, without = (judged(some, "county-local-governments")[0].facts.term for some in (scans, [s for s in scans if s is not offer]))
    assert with_it is not None
    assert without is not None
    assert with_it.current_end == without.current_end == dt.date(2026, 12, 31)


MISSING = [
    ("clean-mobile-parking", "07-amendment-1", "Amendment 1", ("R01", "R09")),
    ("clean-mobile-parking", "02-addendum-1", "Addendum", ("R08",)),
    ("vendor-declined", "01-invitation", "solicitation", ("R06", "R08")),
]


@pytest.mark.parametrize(("slug", "gone", "asked", "rows"), MISSING)
def test_what_the_file_names_and_does_not_hold_leaves_its_rows_open(slug: str, gone: str, asked: str, rows: Sequence[str]) -> None:
    scans = [s for s in sample_scans()[slug] if not s.document.source.name.startswith(gone)]
    assert len(scans) == len(sample_scans()[slug]) - 1
    file, readiness = judged(scans, slug)
    assert any(asked.lower() in d.what.lower() and d.proof for d in file.to_obtain), [d.what for d in file.to_obtain]
    found = {r.id: r for r in readiness.rows}
    for row in rows:
        assert found[row].verdict in {Verdict.NEEDS_REVIEW, Verdict.NOT_IN_FILE, Verdict.NOT_MET}, found[row].reason
    assert found["R31"].verdict is not Verdict.MET or file.completeness.value != "A"


@pytest.mark.parametrize("slug", slugs())
def test_the_same_documents_in_any_order_give_the_same_answer(slug: str) -> None:
    whole = list(sample_scans()[slug])
    first = judged(whole, slug)
    random.Random(slug).shuffle(whole)
    assert judged(whole, slug) == first


def renamed(scan: Scanned, name: str) -> Scanned:
    return replace(scan, document=replace(scan.document, source=replace(scan.document.source, name=name)))


@pytest.mark.parametrize("slug", slugs())
def test_names_of_files_change_no_verdict(slug: str) -> None:
    whole, chance = sample_scans()[slug], random.Random(slug)
    names = [f"scan{n:03d}.pdf" for n in chance.sample(range(1000), len(whole))]
    other = judged([renamed(s, n) for s, n in zip(whole, names, strict=True)], slug)[1]
    first = judged(whole, slug)[1]
    assert [(r.id, r.verdict) for r in other.rows] == [(r.id, r.verdict) for r in first.rows]
    assert (other.decision, other.headline) == (first.decision, first.headline)


SCRIPT = """
import hashlib
from tests.assess.samples import sample_scans
from tests.assess.test_must_hold import judged
from clausescan.assess.grouping import group
samples = sample_scans()
said = repr([judged(scans, slug) for slug, scans in samples.items()]) + repr(group([s for scans in samples.values() for s in scans]))
print(hashlib.sha256(said.encode()).hexdigest())
"""


@pytest.mark.slow
def test_another_process_with_another_seed_gives_the_same_answer() -> None:
    root = Path(__file__).resolve().parents[2]
    said = [
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            cwd=root,
            env={**os.environ, "PYTHONPATH": str(root), "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
            timeout=300,
        ).stdout
        for seed in ("1", "4242")
    ]
    assert said[0] == said[1]
    assert len(said[0]) == 65
