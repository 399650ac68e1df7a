from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from clausescan.assess.review_file import append, load_review
from clausescan.core.review import Act, Anchor, Correction
from tests.cli.inside import Run
from tests.draw import pdf, prose

GRANT = "Any other public agency may buy under this contract at the same prices, terms and conditions."
PAGE = ("CONTRACT NO. 24-118", "This contract is made between the City of Larkmoor, Colorado and Fenwick Salt LLC.", "", "2. Use by others", GRANT)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A contract file with a review beside it: the grant is rejected."""
    place = tmp_path / "contract"
    place.mkdir()
    (place / "contract.pdf").write_bytes(pdf(prose(*PAGE)))
    line = Correction(
        "c1", "2026-11-22T10:00:00", "Ann Lee", Act.CORRECT, "cooperative_use", "0" * 12, reason="Needs a letter.", anchor=Anchor("", 1, 0, GRANT)
    )
    after = (("polarity", "prohibits"), ("clause_class", "PROHIBIT"))
    append(place / "review.jsonl", Correction(**{**{n: getattr(line, n) for n in Correction.__slots__}, "after": after}))
    return place


def test_a_review_beside_the_pdfs_counts_in_the_report(run: Run, folder: Path, tmp_path: Path) -> None:
    assert run("report", str(folder), "-o", str(tmp_path / "r.html")).status == 0
    report = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "What reviewers changed" in report
    assert "Ann Lee, 2026-11-22: correct. Needs a letter." in report
    assert "Found: Lets other agencies buy" in report


def test_corrections_are_exported_as_cases_or_as_lines(run: Run, folder: Path, tmp_path: Path) -> None:
    done = run("corrections", "export", str(folder))
    (case,) = tomllib.loads(done.out)["case"]
    assert (case["label"], case["class"], case["text"]) == ("cooperative_prohibits", "PROHIBIT", GRANT)
    assert "1 case from 1 review." in done.err
    lines = tmp_path / "lines.jsonl"
    assert run("corrections", "export", str(folder), "--trail", "-o", str(lines)).status == 0
    assert load_review(lines) == load_review(folder / "review.jsonl")
    assert run("corrections", "export", "--home", str(tmp_path / "none")).status == 2


def test_training_takes_corrections(run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cases = tmp_path / "corrections.toml"
    run("corrections", "export", str(folder), "-o", str(cases))
    given: list[Any] = []

    def train(all_cases: Any, output: Path) -> Any:
        given.extend(all_cases)
        raise KeyboardInterrupt

    monkeypatch.setattr("clausescan.learn.train.train", train)
    assert run("train", "--with", str(cases), "-o", str(tmp_path / "model")).status == 130
    assert sum(c.id.startswith("review-") for c in given) == 1
    assert len(given) > 100
    assert run("train", "--with", str(tmp_path / "none.toml")).status == 2
