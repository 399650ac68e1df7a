"""`clausescan export` and `clausescan schema`, as a person calls them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.inside import Run
from tests.schemas import faults

SAMPLES = Path(__file__).resolve().parents[2] / "corpus" / "contracts"
DAY = ("--as-of", "2026-11-22")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A contract and its renewal."""
    home = tmp_path_factory.mktemp("file")
    for name in ("06-agreement.pdf", "08-amendment-2-renewal.pdf"):
        shutil.copy(SAMPLES / "clean-mobile-parking" / name, home)
    return home


def test_a_folder_gets_every_form(run: Run, folder: Path, tmp_path: Path) -> None:
    done = run("export", str(folder), *DAY, "-o", str(tmp_path / "out"))
    assert done.status == 0
    names = {p.relative_to(tmp_path / "out").as_posix() for p in (tmp_path / "out").rglob("*") if p.is_file()}
    assert names >= {"report.html", "readiness.json", "checks.csv", "contract-file.xlsx", "memo.docx", "dates.ics", "evidence-packet.zip"}
    assert {"marked/06-agreement.pdf", "marked/08-amendment-2-renewal.pdf"} <= names
    assert done.err.count("Written: ") == len(names)
    assert faults("readiness", json.loads((tmp_path / "out" / "readiness.json").read_text(encoding="utf-8"))) == []


def test_an_ending_says_what_a_file_is(run: Run, folder: Path, tmp_path: Path) -> None:
    wanted = [str(tmp_path / name) for name in ("a.xlsx", "b.docx", "c.json", "d.csv")]
    done = run("-q", "export", str(folder), *DAY, *(word for path in wanted for word in ("-o", path)))
    assert (done.status, done.err) == (0, "")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.xlsx", "b.docx", "c.json", "d.csv"]


def test_one_pdf_with_marks(run: Run, folder: Path, tmp_path: Path) -> None:
    source = folder / "06-agreement.pdf"
    assert run("export", str(source), *DAY, "-o", str(tmp_path / "marked.pdf")).status == 0
    assert (tmp_path / "marked.pdf").read_bytes().startswith(source.read_bytes())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-o", "x.txt"], "ending that says nothing"),
        (["-o", "x.pdf"], "do not go into the one file"),
        (["-o", "x.xlsx", "--format", "docx"], "--format says what goes into a folder"),
        (["-o", "no-such-folder/x.xlsx"], "cannot be written"),
    ],
)
def test_what_cannot_be_done_is_said_before_the_work(run: Run, folder: Path, arguments: list[str], said: str) -> None:
    done = run("export", str(folder), *arguments)
    assert done.status == 2
    assert said in done.err


def test_two_contract_files_are_two_exports(run: Run, folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "heap")
    shutil.copy(SAMPLES / "two-column-price-table" / "04-amendment-1.pdf", tmp_path / "heap")
    done = run("export", str(tmp_path / "heap"), *DAY, "-o", str(tmp_path / "a.csv"))
    assert "belong to 2 contract files" in done.err
    assert {p.name for p in tmp_path.glob("*.csv")} == {"a-c23-0087.csv", "a-pa-24-0315-02.csv"}


@pytest.mark.parametrize("name", ["facts", "readiness", "packet"])
def test_schema(run: Run, name: str) -> None:
    done = run("schema", name)
    assert json.loads(done.out)["title"] == f"clausescan.{name}/1"
