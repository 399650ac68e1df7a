"""Every block of code in help pages and README runs: shell lines by a shell, in a folder that holds what they name; TOML by what reads it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from clausescan.assess import packs
from clausescan.assess.arrangement import parse_arrangement
from clausescan.assess.buyer_file import parse_buyer
from clausescan.settings import resolve
from tests.draw import pdf, prose
from tests.schemas import faults
from tests.test_docs import PAGES, ROOT, blocks

NOT_RUN = {
    "serve": "does not end by itself; tests/web run it",
    "train": "takes minutes; tests/learn train on less",
    "watch": "does not end by itself; tests/cli run it",
    "corrections": "needs a review made at the desk; tests/web make one",
    "evaluate": "takes minutes; tests/learn measure on less",
}
KNOWN = {
    "json": "facts",
    "toml": "settings, packs, profiles and arrangements",
    "text": "not code",
    "sh": "run here",
    "python": "run by tests/test_docs.py",
}
PAPERS = ("contract.pdf", "amendment-1.pdf", "solicitation.pdf", "rfp.pdf", "price-list.pdf")
FOLDERS = ("contract-folder", "contract-2025", "contract-2026", "folder", "folder-with-amendment", "old", "new", "inbox", "contracts")
SAMPLE = ROOT / "corpus" / "contracts" / "clean-mobile-parking"
_ID = re.compile(r"\b(?=[0-9a-f]*\d)[0-9a-f]{12}\b")


def lines() -> list[tuple[str, str]]:
    """(page, line) of every different shell line of README and help, in order."""
    found: dict[str, str] = {}
    for name, code in blocks("sh", [ROOT / "README.md", *PAGES]):
        for line in code.replace("\\\n", " ").splitlines():
            if line.strip() and not line.strip().startswith(("#", "make ", "pip ")):
                found.setdefault(" ".join(line.split()), name)
    return [(name, line) for line, name in found.items()]


def runs(line: str) -> bool:
    return not re.search(rf"\bclausescan (?:{'|'.join(NOT_RUN)})\b", line)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with everything that examples name."""
    home = tmp_path_factory.mktemp("world")
    words = pdf(
        prose(
            "AGREEMENT NO. C23-0087",
            "between City of Larkmoor, Colorado and Wrenfield Mobility, Inc.",
            "The term is July 1, 2024 to June 30, 2027.",
            "Any other public agency may buy from this contract at the same prices.",
        )
    )
    for name in PAPERS:
        (home / name).write_bytes(words)
    for name in FOLDERS:
        (home / name).mkdir()
        (home / name / "agreement.pdf").write_bytes(words)
    (home / "profiles").mkdir()
    with zipfile.ZipFile(home / "award-files.zip", "w") as packed:
        packed.write(home / "contract.pdf", "award/contract.pdf")
    programs = home / "bin"
    programs.mkdir()
    (programs / "clausescan").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m clausescan "$@"\n', encoding="utf-8")
    (programs / "clausescan").chmod(0o755)
    for line in ("clausescan buyer init", "clausescan -q scan contracts --archive archive"):
        done = shell(line, home)
        assert done.returncode == 0, done.stderr
    return home


def shell(line: str, home: Path) -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("CLAUSESCAN_")}
    path = f"{home / 'bin'}{os.pathsep}{kept.get('PATH', '')}"
    environment = {**kept, "PYTHONPATH": str(ROOT), "PATH": path, "CLAUSESCAN_ISOLATE": "off", "CLAUSESCAN_HOME": str(home / "cache")}
    return subprocess.run(
        ["sh", "-c", line], cwd=home, env=environment, capture_output=True, encoding="utf-8", errors="replace", timeout=300, check=False
    )


def finding_id(home: Path) -> str:
    """The id of a clause of contract.pdf, in place of the one in an example."""
    plain = json.loads(shell("clausescan facts contract.pdf", home).stdout)
    return str(plain["cooperative_use"][0]["id"])


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("sh") is None, reason="no shell on this system")
@pytest.mark.parametrize(("name", "line"), [(n, x) for n, x in lines() if runs(x)], ids=lambda x: x[:60])
def test_shell_lines_run(name: str, line: str, world: Path) -> None:
    if "buyer init" in line:
        (world / "buyer.toml").unlink(missing_ok=True)
    if _ID.search(line):
        line = _ID.sub(finding_id(world), line)
    done = shell(line, world)
    assert done.returncode == 0, f"{name}: {line}\n{done.stdout[-500:]}\n{done.stderr[-1500:]}"
    if "buyer init" in line and not (world / "buyer.toml").is_file():
        assert shell("clausescan buyer init", world).returncode == 0


def test_what_is_not_run_is_little_and_told() -> None:
    left = [line for _, line in lines() if not runs(line)]
    assert {word for line in left for word in NOT_RUN if f"clausescan {word}" in line} == set(NOT_RUN)
    assert len(lines()) - len(left) > 40


def test_no_block_is_of_a_kind_that_nobody_runs() -> None:
    found = {m for path in [ROOT / "README.md", *PAGES] for m in re.findall(r"^ {0,3}```(\w*)\n", path.read_text(encoding="utf-8"), re.MULTILINE)}
    assert found <= {*KNOWN, ""}


@pytest.mark.parametrize(("name", "code"), blocks("toml", PAGES), ids=lambda x: x[:20])
def test_toml_is_understood(name: str, code: str, tmp_path: Path) -> None:
    if name == "settings.md":
        (tmp_path / "clausescan.toml").write_text(code, encoding="utf-8")
        assert resolve(tmp_path, {}).origins["file_seconds"].endswith("clausescan.toml")
    elif name == "states.md":
        pack = packs._pack("XX", tomllib.loads(code))
        assert [(len(pack.rules), len(pack.cases))] == [(1, 1)]
    elif "[buyer]" in code:
        assert parse_buyer(code)
    else:
        assert parse_arrangement(code)


@pytest.mark.parametrize(("name", "code"), blocks("json", PAGES), ids=lambda x: x[:20])
def test_json_fits_the_schema(name: str, code: str) -> None:
    assert faults("facts", json.loads(code)) == [], name
