from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from clausescan.archive import fingerprint
from clausescan.archive.store import Archive
from tests.archive.samples import CONTRACTS, dump, some
from tests.cli.inside import Run
from tests.soak import soak

AMENDMENT, PRICES = "alliance-master/04-amendment-1", "clean-mobile-parking/09-price-list"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return some(tmp_path / "in", AMENDMENT, PRICES)


def test_scan_and_scan_again(run: Run, folder: Path, tmp_path: Path) -> None:
    archive = str(tmp_path / "new" / "archive")
    first = run("scan", str(folder), "--archive", archive, "--workers", "2", "--no-events")
    assert (first.status, first.out) == (0, "")
    assert first.err.startswith("2 files read (")
    again = run("scan", str(folder), "--archive", archive, "--no-events")
    assert again.err.startswith("0 files read (0 pages)")
    assert "2 known already" in again.err
    assert run("-q", "scan", str(folder), "--archive", archive).err == ""


def test_a_bad_file_is_told_kept_and_not_read_again(run: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "bad.pdf").write_bytes(b"")
    first = run("scan", "--workers", "1", str(folder), "--archive", str(tmp_path / "a"), "--no-events")
    assert first.status == 3
    assert "bad.pdf: error [empty]" in first.err
    again = run("scan", "--workers", "1", str(folder), "--archive", str(tmp_path / "a"), "--no-events")
    assert again.status == 3
    assert "1 in quarantine from before" in again.err


def test_events(run: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "bad.zip").write_bytes(b"no")
    done = run("scan", "--workers", "1", str(folder), "--archive", str(tmp_path / "a"))
    events = [json.loads(line) for line in done.err.splitlines()]
    assert sorted(e["event"] for e in events) == ["begin", "end", "failed", "read", "read"]
    assert events[-1] == {**events[-1], "event": "end", "read": 2, "failed": 1, "known": 0}
    assert done.status == 3


def test_other_settings_of_reading_read_again(run: Run, folder: Path, tmp_path: Path) -> None:
    archive, file = str(tmp_path / "a"), str(next(folder.iterdir()))
    run("scan", "--workers", "1", file, "--archive", archive)
    assert run("scan", "--workers", "1", file, "--archive", archive, "--ocr", "off", "--no-events").err.startswith("1 file read")
    with Archive(tmp_path / "a") as kept:
        assert sorted(r["current"] for r in kept.rows("SELECT current FROM files")) == [0, 1]


def test_another_rule_opens_no_pdf(run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("scan", "--workers", "1", str(folder), "--archive", str(tmp_path / "a"))
    before = dump(tmp_path / "a")
    for path in folder.iterdir():  # nothing is left to be opened, and yet the places are as they were
        stamp = path.stat()
        path.write_bytes(b"x" * stamp.st_size)
        os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    real = fingerprint.fingerprints
    monkeypatch.setattr(fingerprint, "fingerprints", lambda ocr: replace(real(ocr), whole="another rule"))
    done = run("scan", "--workers", "1", str(folder), "--archive", str(tmp_path / "a"))
    end = json.loads(done.err.splitlines()[-1])
    assert (end["read"], end["from_kept"], end["failed"], end["renewed"]) == (2, 2, 0, 2)
    after = dump(tmp_path / "a")
    assert after["contract_files"] == before["contract_files"]
    assert len(after["files"]) == 4


@pytest.mark.slow
def test_deleted_pages_are_read_again(run: Run, folder: Path, tmp_path: Path) -> None:
    run("scan", "--workers", "1", str(folder), "--archive", str(tmp_path / "a"))
    before = dump(tmp_path / "a")
    for left in (tmp_path / "a").glob("pages.db*"):
        left.unlink()
    assert json.loads(run("scan", "--workers", "1", str(folder), "--archive", str(tmp_path / "a")).err.splitlines()[-1])["read"] == 2
    assert dump(tmp_path / "a") == before


def test_a_cluster_needs_its_address(run: Run, folder: Path, tmp_path: Path) -> None:
    for more in (("--engine", "dask"), ("--scheduler", "tcp://127.0.0.1:1")):
        done = run("scan", str(folder), "--archive", str(tmp_path / "a"), *more)
        assert done.status == 2
        assert "go together" in done.err


@pytest.mark.parametrize(("paths", "words"), [(["nowhere"], "There is no file"), (["{tmp}"], "No PDF was found")])
def test_usage_errors(run: Run, tmp_path: Path, paths: list[str], words: str) -> None:
    done = run("scan", *(p.format(tmp=tmp_path) for p in paths), "--archive", str(tmp_path / "a"))
    assert done.status == 2
    assert words in done.err


def scan(archive: Path, *, paths: str = "", place: Path = CONTRACTS / "clean-mobile-parking") -> subprocess.Popen[bytes]:
    """A scan in a process of its own; `paths` are told on standard input."""
    arguments = [sys.executable, "-m", "clausescan", "scan", "-" if paths else str(place), "--archive", str(archive), "--workers", "2", "--no-events"]
    process = subprocess.Popen(arguments, stdin=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "CLAUSESCAN_ISOLATE": "off"})
    assert process.stdin is not None
    process.stdin.write(paths.encode())
    process.stdin.close()
    process.stdin = None
    return process


def test_paths_on_standard_input(folder: Path, tmp_path: Path) -> None:
    process = scan(tmp_path / "a", paths="\n".join([*map(str, folder.iterdir()), str(folder / "gone.pdf")]))
    _, said = process.communicate(timeout=120)
    assert process.returncode == 3
    assert b"gone.pdf: error [unreadable]" in said
    assert len(dump(tmp_path / "a")["files"]) == 2


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_a_scan_that_is_killed_again_and_again_ends_the_same(tmp_path: Path) -> None:
    assert soak(tmp_path, kills=5, seed=3, count=6) == ""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of its own")
def test_a_terminal_is_told_of_pages_and_the_time_left(folder: Path, tmp_path: Path) -> None:
    import pty

    own, other = pty.openpty()
    arguments = [sys.executable, "-m", "clausescan", "scan", str(folder), "--archive", str(tmp_path / "a"), "--workers", "1"]
    process = subprocess.Popen(arguments, stderr=other, stdout=subprocess.DEVNULL, env={**os.environ, "TERM": "xterm", "COLUMNS": "120"})
    os.close(other)
    said = b""
    with contextlib.suppress(OSError):  # the end of a terminal
        while piece := os.read(own, 4096):
            said += piece
    os.close(own)
    assert process.wait(60) == 0
    for words in (b"of 2 files", b"pages,", b"a second", b"left", b"2 files read"):
        assert words in said
