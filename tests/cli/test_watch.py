from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import pytest

from clausescan.archive.store import Archive
from clausescan.archive.walk import Found
from clausescan.archive.watch import Resting
from tests.archive.samples import CONTRACTS
from tests.cli.inside import Run

PRICES = CONTRACTS / "clean-mobile-parking" / "09-price-list.pdf"
Next = Callable[[str], dict[str, Any]]


def test_a_file_is_ripe_when_it_rests() -> None:
    resting = Resting()
    one, grown, other = Found("/a.pdf", None, 10, 1), Found("/a.pdf", None, 20, 2), Found("/b.pdf", None, -1, -1)
    assert resting.ripe([one, other], 0.0, 5.0) == []
    assert resting.ripe([one, other], 4.9, 5.0) == []
    assert resting.ripe([grown], 5.0, 5.0) == []
    assert resting.ripe([grown], 9.9, 5.0) == []
    assert resting.ripe([grown], 10.0, 5.0) == [grown]
    assert resting.ripe([], 11.0, 5.0) == []
    assert resting.ripe([grown], 12.0, 5.0) == []


@contextmanager
def watching(folder: Path, archive: Path) -> Iterator[tuple[subprocess.Popen[str], Next]]:
    """The command in a process of its own, and a way to wait for its next event of a kind."""
    arguments = [
        sys.executable,
        "-m",
        "clausescan",
        "watch",
        str(folder),
        "--archive",
        str(archive),
        "--poll",
        "0.1",
        "--rest",
        "0.5",
        "--workers",
        "1",
    ]
    process = subprocess.Popen(arguments, stderr=subprocess.PIPE, text=True, env={**os.environ, "CLAUSESCAN_ISOLATE": "off"})
    stream: IO[str] | None = process.stderr
    assert stream is not None

    def wait_for(kind: str) -> dict[str, Any]:
        for line in stream:
            event: dict[str, Any] = json.loads(line)
            if event["event"] == kind:
                return event
        raise AssertionError(f"no event {kind}")

    try:
        yield process, wait_for
    finally:
        process.kill()
        process.wait()
        stream.close()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_what_comes_into_a_folder_is_read(tmp_path: Path) -> None:
    folder, archive = tmp_path / "in", tmp_path / "archive"
    folder.mkdir()
    data = PRICES.read_bytes()
    with watching(folder, archive) as (process, wait_for):
        wait_for("watching")
        with (folder / "slow.pdf").open("wb") as target:  # written in pieces, each before the file has come to rest
            for start in range(0, len(data), len(data) // 5 + 1):
                target.write(data[start : start + len(data) // 5 + 1])
                target.flush()
                time.sleep(0.2)
        assert wait_for("read")["path"] == str(folder / "slow.pdf")
        assert wait_for("put_together")["contract_files"] == 1
        shutil.copy(PRICES, folder / "again.pdf")
        assert wait_for("same")["path"] == str(folder / "again.pdf")
        (folder / "bad.pdf").write_bytes(b"no PDF at all")
        assert wait_for("failed")["code"] == "not_pdf"
        wait_for("put_together")
        process.send_signal(signal.SIGTERM)
        assert wait_for("stopped")
        assert process.wait(30) == 0
    assert sorted(p.name for p in folder.iterdir()) == ["again.pdf", "bad.pdf", "slow.pdf"]
    (bad,) = (archive / "failed").glob("*bad.pdf")
    assert bad.read_bytes() == b"no PDF at all"
    assert "This is not a PDF." in bad.with_name(f"{bad.name}.txt").read_text(encoding="utf-8")
    (note,) = (archive / "duplicates").iterdir()
    assert note.name.endswith("again.pdf.txt")
    with Archive(archive) as kept:
        assert [r["n"] for r in kept.rows("SELECT count(*) AS n FROM files")] == [1]


def test_the_archive_may_not_lie_in_the_folder(run: Run, tmp_path: Path) -> None:
    done = run("watch", str(tmp_path), "--archive", str(tmp_path / "archive"))
    assert done.status == 2
    assert "may not lie" in done.err
