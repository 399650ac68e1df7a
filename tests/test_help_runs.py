"""Every block of code in help pages and README runs: shell lines as a shell would, in a folder that holds what they name; TOML by what reads it."""

from __future__ import annotations

import io
import json
import re
import shlex
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from clausescan.assess import packs
from clausescan.assess.arrangement import parse_arrangement
from clausescan.assess.buyer_file import parse_buyer
from clausescan.settings import resolve
from tests.cli.inside import Done, runner
from tests.draw import pdf, prose
from tests.schemas import faults
from tests.test_docs import PAGES, ROOT, blocks

NOT_RUN = {
    "serve": "does not end by itself; tests/web run it",
    "train": "takes minutes; tests/learn train on less",
    "scan s3://": "needs an object store; tests/archive bring one",
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
_TO_FILE = re.compile(r"\s2?>\s*\S+")
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
    return not re.search(rf"\bclausescan (?:{'|'.join(NOT_RUN)})", line)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with everything that examples name, but the archive and the profile."""
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
    return home


@pytest.fixture
def shell(world: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Done]:
    """Runs a line as a shell would, clausescan in this process: quotes, patterns, what is piped in; where output goes is not looked at."""
    monkeypatch.chdir(world)
    monkeypatch.setenv("CLAUSESCAN_ISOLATE", "off")
    monkeypatch.setenv("CLAUSESCAN_HOME", str(world / "cache"))
    run = runner(capfdbinary)

    def perform(line: str) -> Done:
        *before, last = _TO_FILE.sub("", line).split(" | ")
        given = "\n".join(shlex.split(before[0])[1:] if before and before[0].startswith("echo") else map(str, sorted(Path().rglob("*.pdf"))))
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given.encode())))
        words = [w for word in shlex.split(last)[1:] for w in (_globbed(word) if f'"{word}"' not in line else [word])]
        return run(*words)

    return perform


def _globbed(word: str) -> list[str]:
    return sorted(map(str, Path().glob(word))) if "*" in word else [word]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "line"), [(n, x) for n, x in lines() if runs(x)], ids=lambda x: x[:60])
def test_shell_lines_run(name: str, line: str, world: Path, shell: Callable[[str], Done]) -> None:
    if "buyer init" in line:
        (world / "buyer.toml").unlink(missing_ok=True)
    elif "buyer.toml" in line and not (world / "buyer.toml").is_file():
        assert shell("clausescan buyer init").status == 0
    if "--archive" in line and "scan" not in line.split() and not (world / "archive").is_dir():
        assert shell("clausescan -q scan contracts --archive archive").status == 0
    if _ID.search(line):
        found = shell("clausescan facts contract.pdf").object["cooperative_use"][0]["id"]
        line = _ID.sub(found, line)
    done = shell(line)
    assert done.status == 0, f"{name}: {line}\n{done.out[-500:]}\n{done.err[-1500:]}"


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
