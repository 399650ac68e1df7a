"""`clausescan report` on PDFs of several contract files: never one answer for two procurements."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.inside import Run

SAMPLES = Path(__file__).resolve().parents[2] / "corpus" / "contracts"
DAY = ("--as-of", "2026-11-22")
PARKING = ("06-agreement.pdf", "08-amendment-2-renewal.pdf")
SIGNS = ("04-amendment-1.pdf", "05-amendment-2-extension.pdf")


@pytest.fixture
def heap(tmp_path: Path) -> Path:
    """Papers of two contracts under names that say nothing."""
    folder = tmp_path / "heap"
    folder.mkdir()
    papers = [*(("clean-mobile-parking", n) for n in PARKING), *(("two-column-price-table", n) for n in SIGNS)]
    for number, (slug, name) in enumerate(papers):
        shutil.copy(SAMPLES / slug / name, folder / f"scan{(number * 3 + 1) % 4}.pdf")
    return folder


def test_each_contract_file_gets_a_report_of_its_own(run: Run, heap: Path, tmp_path: Path) -> None:
    done = run("report", str(heap), "-o", str(tmp_path / "r.html"), *DAY)
    assert "These PDFs belong to 2 contract files" in done.err
    parking, signs = (tmp_path / f"r-{n}.html" for n in ("c23-0087", "pa-24-0315-02"))
    assert not (tmp_path / "r.html").exists()
    text = parking.read_text(encoding="utf-8")
    assert "Wrenfield Mobility" in text
    assert "These documents belong to other contract files" in text
    assert "It bears the number of the contract (C23-0087)." in text
    assert "Wrenfield Mobility" not in signs.read_text(encoding="utf-8").replace("C23-0087, Wrenfield Mobility, Inc. (2 PDFs)", "")


def test_one_of_them_can_be_chosen(run: Run, heap: Path, tmp_path: Path) -> None:
    done = run("report", str(heap), "--only", "wrenfield", "-o", str(tmp_path / "r.html"), *DAY)
    assert (tmp_path / "r.html").is_file()
    assert "In no report: PA-24-0315-02" in done.err
    wrong = run("report", str(heap), "--only", "salt", "-o", str(tmp_path / "r.html"), *DAY)
    assert wrong.status == 2
    assert "C23-0087" in wrong.err


def test_several_reports_do_not_fit_standard_output(run: Run, heap: Path) -> None:
    done = run("report", str(heap), "-o", "-", *DAY)
    assert done.status == 2
    assert "belong to 2 contract files" in done.err
    assert not done.out


def test_a_person_can_say_that_they_are_one(run: Run, heap: Path, tmp_path: Path) -> None:
    assert "contract files" not in run("report", str(heap), "--together", "-o", str(tmp_path / "a.html"), *DAY).err
    (heap / "contract-file.toml").write_text('[[document]]\nfile = "*"\ncontract_file = "Both"\n', encoding="utf-8")
    run("report", str(heap), "-o", str(tmp_path / "b.html"), *DAY)
    assert "contract-file.toml puts it into “Both”." in (tmp_path / "b.html").read_text(encoding="utf-8")


def test_a_diff_of_a_mixed_folder_says_so(run: Run, heap: Path) -> None:
    done = run("diff", str(heap), str(heap), *DAY)
    assert "holds 2 contracts, which are read as one here" in done.err


@pytest.mark.parametrize("slug", sorted(p.parent.name for p in SAMPLES.glob("*/expected.json")))
def test_a_sample_file_is_one_contract_file(slug: str) -> None:
    from clausescan.assess.grouping import group
    from tests.assess.samples import sample_scans

    assert len(group(sample_scans()[slug])) == 1
