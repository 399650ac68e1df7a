"""`make matrix [PYTHONS="python3.11 python3.13"]`: builds the wheel and runs it on the oldest and on the newest packages that pyproject.toml allows.

For each Python named and each end of the range: a fresh environment made by uv (which asks the package index), the wheel alone, then every sample
contract file is read and exported. The answers must be the same everywhere, and the model must load with its probes right (it is refused otherwise).
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ENDS = ("lowest-direct", "highest")
WHEELS = ("--only-binary", ":all:")
"""Oldest is the oldest that has a wheel for that Python: nobody is asked to compile."""
SHOWN = ("numpy", "scikit-learn", "scipy", "skops", "spacy", "pypdfium2", "pdfplumber", "pypdf", "openpyxl", "icalendar", "starlette")


def main(pythons: Sequence[str]) -> int:
    """Run every cell, print a line each; 1 where one fails or answers otherwise than the first."""
    with tempfile.TemporaryDirectory(prefix="clausescan-matrix-") as temporary:
        home = Path(temporary)
        build(home)
        cells = [(python, end) for python in pythons or (sys.executable,) for end in ENDS]
        said = [cell(home / str(n), python, end, next(home.glob("*.whl"))) for n, (python, end) in enumerate(cells)]
    return 0 if all(said) and len(set(said)) == 1 else 1


def build(folder: Path) -> None:
    """The wheel of this checkout in that folder."""
    _run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder), cwd=ROOT)


def cell(home: Path, python: str, end: str, wheel: Path) -> str:
    """One environment; a hash of all answers, "" where something failed."""
    uv, programs = shutil.which("uv", path=str(Path(sys.executable).parent)) or "uv", home / "env" / ("Scripts" if os.name == "nt" else "bin")
    try:
        _run(uv, "venv", "-q", "--python", python, str(home / "env"), cwd=ROOT)
        pins = home / "pins.txt"
        _run(
            uv,
            "pip",
            "compile",
            "-q",
            "pyproject.toml",
            "--resolution",
            end,
            *WHEELS,
            "--python",
            str(programs / "python"),
            "-o",
            str(pins),
            cwd=ROOT,
        )
        _run(uv, "pip", "install", "-q", *WHEELS, "--python", str(programs / "python"), "-r", str(pins), cwd=ROOT)
        _run(uv, "pip", "install", "-q", "--no-deps", "--python", str(programs / "python"), str(wheel), cwd=ROOT)
        answer = answers(programs, home)
    except subprocess.CalledProcessError as error:
        print(f"{python} {end}: FAILED\n{error.stdout[-1500:]}{error.stderr[-1500:]}")
        return ""
    names = " ".join(line for line in pins.read_text(encoding="utf-8").splitlines() if line.split("==")[0] in SHOWN)
    print(f"{python} {end}: {answer[:12]} ({names})", flush=True)
    return answer


def answers(programs: Path, home: Path) -> str:
    """A hash of verdicts, dates and clauses of every sample contract file; all exports are written on the way."""
    found = {}
    for folder in sorted(p for p in (ROOT / "corpus" / "contracts").iterdir() if (p / "expected.json").is_file()):
        out = home / folder.name
        _run(str(programs / "clausescan"), "-q", "export", str(folder), "--as-of", "2026-11-22", "-o", str(out), cwd=home)
        plain = json.loads((out / "readiness.json").read_text(encoding="utf-8"))
        clauses = [(c["class"], c["polarity"], c["page"], c["quote"]) for c in plain["contract_file"]["clauses"]]
        files = sorted(p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file())
        found[folder.name] = [
            files,
            [(c["id"], c["verdict"], c["reason"]) for c in plain["rows"]],
            plain["contract_file"]["term"],
            clauses,
            plain["prices"],
        ]
    return hashlib.sha256(json.dumps(found, sort_keys=True).encode()).hexdigest()


def _run(*command: str, cwd: Path) -> None:
    env = {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    subprocess.run(command, cwd=cwd, capture_output=True, text=True, encoding="utf-8", errors="replace", env=env, check=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
