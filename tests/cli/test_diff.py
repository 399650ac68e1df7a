from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.inside import Run

SAMPLE = Path(__file__).resolve().parents[2] / "corpus" / "contracts" / "clean-mobile-parking"
DAY = ("--as-of", "2026-11-22")


@pytest.fixture
def without_renewal(tmp_path: Path) -> Path:
    for name in ("06-agreement.pdf", "07-amendment-1.pdf"):
        shutil.copy(SAMPLE / name, tmp_path / name)
    return tmp_path


@pytest.fixture
def with_renewal(tmp_path_factory: pytest.TempPathFactory, without_renewal: Path) -> Path:
    folder = tmp_path_factory.mktemp("new")
    for path in (*without_renewal.iterdir(), SAMPLE / "08-amendment-2-renewal.pdf"):
        shutil.copy(path, folder / path.name)
    return folder


def test_a_renewal_is_told_in_documents_facts_and_readiness(run: Run, without_renewal: Path, with_renewal: Path) -> None:
    done = run("diff", str(without_renewal), str(with_renewal), *DAY)
    assert done.status == 0
    text = " ".join(done.out.split())
    assert "New in the file: nothing → 08-amendment-2-renewal.pdf" in text
    assert "Current end: June 30, 2026 → June 30, 2028" in text
    assert "needs review → met" in text


def test_as_json(run: Run, without_renewal: Path, with_renewal: Path) -> None:
    found = [json.loads(line) for line in run("diff", str(without_renewal), str(with_renewal), "--json", *DAY).out.splitlines()]
    end = next(c for c in found if c["subject"] == "Current end")
    assert end["after"] == "June 30, 2028"
    assert "2028" in end["evidence"][0]["quote"]


def test_nothing_changed(run: Run, without_renewal: Path) -> None:
    assert "Nothing changed" in run("diff", str(without_renewal), str(without_renewal), *DAY).out


def test_a_side_that_cannot_be_read(run: Run, without_renewal: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad"
    bad.mkdir()
    (bad / "x.pdf").write_bytes(b"no")
    done = run("diff", str(bad), str(without_renewal), *DAY)
    assert done.status == 3
    assert "not_pdf" in done.err
