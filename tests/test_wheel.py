"""The wheel, installed in a clean environment and run from another folder, does demo, report, facts and text."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
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
