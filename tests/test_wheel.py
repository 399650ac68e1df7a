"""The wheel, installed in a clean environment and run elsewhere without a network, does what the README says; so does one from the sdist."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def clausescan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The installed command."""
    folder = tmp_path_factory.mktemp("wheel")
    _run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder), cwd=ROOT)
    venv.create(folder / "env", with_pip=True)
    programs = folder / "env" / ("Scripts" if os.name == "nt" else "bin")
    pip = [str(programs / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    _run(*pip, "--require-hashes", "-r", str(ROOT / "requirements" / "run.txt"), cwd=folder)
    _run(*pip, "--no-deps", str(next(folder.glob("*.whl"))), cwd=folder)
    return programs / "clausescan"


def _run(*command: str, cwd: Path, stdin: str | None = None) -> str:
    env = {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    done = subprocess.run(command, cwd=cwd, input=stdin, capture_output=True, text=True, env=env, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout


def _alone() -> list[str]:
    """What goes before a command so that it has no network; empty where the system cannot do that."""
    found = shutil.which("unshare")
    if found and subprocess.run([found, "-rn", "true"], capture_output=True, check=False).returncode == 0:
        return [found, "-rn"]
    return []


def test_three_commands_of_the_readme_offline(clausescan: Path, tmp_path: Path) -> None:
    """A stranger with the wheel alone gets from PDFs to report, workbook and memo."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    block = re.findall(r"```sh\n(clausescan report.*?)```", readme, re.DOTALL)[0]
    shutil.copytree(ROOT / "corpus" / "contracts" / "clean-mobile-parking", tmp_path / "contract-folder", ignore=shutil.ignore_patterns("source"))
    lines = block.strip().splitlines()
    assert len(lines) == 3
    for line in lines:
        _run(*_alone(), str(clausescan), *shlex.split(line)[1:], cwd=tmp_path)
    assert "5 of 5 checks are met" in (tmp_path / "report.html").read_text(encoding="utf-8")
    for name, part in (("checks.xlsx", "xl/workbook.xml"), ("memo.docx", "word/document.xml")):
        with zipfile.ZipFile(tmp_path / name) as archive:
            assert part in archive.namelist()


def test_what_goes_with_the_wheel(clausescan: Path, tmp_path: Path) -> None:
    python = clausescan.with_name("python")
    code = (
        "import spacy, clausescan\n"
        "nlp = spacy.blank('en'); nlp.add_pipe('clausescan_clauses')\n"
        "print(len(nlp('Other public agencies may buy from this contract.').spans['clauses']), clausescan.load_model().id)"
    )
    assert _run(str(python), "-c", code, cwd=tmp_path).startswith("1 clause-kind-")
    for name in ("facts", "readiness", "packet"):
        assert json.loads(_run(str(clausescan), "schema", name, cwd=tmp_path))["title"] == f"clausescan.{name}/1"


def test_the_sdist_makes_the_same_wheel(tmp_path: Path) -> None:
    _run(sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", str(tmp_path), cwd=ROOT)
    with tarfile.open(next(tmp_path.glob("*.tar.gz"))) as packed:
        packed.extractall(tmp_path / "source", filter="data")
    (source,) = (tmp_path / "source").iterdir()
    _run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "a"), cwd=source)
    _run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "b"), cwd=ROOT)
    made = [_contents(next((tmp_path / n).glob("*.whl"))) for n in ("a", "b")]
    assert made[0] == made[1]
    assert {"clausescan/schemas/facts-1.json", "clausescan/_data/templates/memo/document.xml", "clausescan/py.typed"} <= set(made[0])
    assert (source / "SECURITY.md").is_file()


def _contents(wheel: Path) -> dict[str, int]:
    with zipfile.ZipFile(wheel) as archive:
        return {i.filename: i.CRC for i in archive.infolist() if not i.filename.endswith("RECORD")}


def test_demo(clausescan: Path, tmp_path: Path) -> None:
    said = _run(str(clausescan), "demo", cwd=tmp_path)
    report = Path(said.split("The report is here: ")[1].strip())
    assert report.is_relative_to(tmp_path)
    assert "Larkmoor" in report.read_text(encoding="utf-8")


def test_report_facts_and_text(clausescan: Path, tmp_path: Path) -> None:
    sample = ROOT / "corpus" / "contracts" / "vendor-declined"
    _run(str(clausescan), "report", str(sample), "-o", "out.html", "--as-of", "2026-11-22", cwd=tmp_path)
    assert (tmp_path / "out.html").stat().st_size > 20_000
    facts = _run(str(clausescan), "facts", str(sample / "05-contract.pdf"), cwd=tmp_path)
    assert json.loads(facts)["lead_agency"]["public"] == "yes"
    line = json.dumps({"id": "a", "text": "Any other public agency may buy from this contract at the same prices."})
    assert json.loads(_run(str(clausescan), "text", cwd=tmp_path, stdin=line + "\n"))["cooperative_polarity"] == "permits"
    assert "models" in _run(str(clausescan), "doctor", cwd=tmp_path)
