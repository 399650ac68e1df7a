from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from clausescan.archive.cluster import Cluster, _event, _plain_event, _plain_task, _task
from clausescan.archive.engine import Again, Broken, Event, NotWanted, Read, read_all
from clausescan.archive.fill import fill, to_do
from clausescan.archive.store import Store
from clausescan.archive.walk import Found, walk
from clausescan.errors import MissingExtraError, UsageError
from tests.archive.samples import ONE, SETUP, dump, reading, some
from tests.heaps import drawn

FOUND = Found("/a.zip", "b.pdf", 3, 4, ("c.zip",))
PRICES, MINUTES = "clean-mobile-parking/09-price-list", "vendor-declined/04-board-minutes"


def test_what_crosses_comes_back_the_same() -> None:
    one = reading("AGREEMENT NO. 7")
    events = (
        Read(FOUND, one.sha256, 10, {"pages": 1}, 0.5, one.kept, again=True),
        NotWanted(FOUND, "ab", 10),
        Broken(FOUND, None, "timeout", "It hung.", "Split it.", 2, reading=False),
    )
    for event in events:
        assert _event(_plain_event(event)) == event
    for task in (FOUND, Again(FOUND, "ab", b"document")):
        assert _task(_plain_task(task)) == task


def test_a_cluster_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MissingExtraError, match="cluster"):
        list(Cluster("tcp://127.0.0.1:1").read_all([], SETUP, lambda *_: True, 1))


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler and two workers as processes of their own: its address, and the workers."""
    pytest.importorskip("distributed")
    told = tmp_path / "scheduler.json"
    quiet = {
        "stdout": subprocess.DEVNULL,
        "stderr": subprocess.DEVNULL,
        "cwd": tmp_path,
        "env": {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    }
    start = [sys.executable, "-m", "dask", "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(told)]
    work = [sys.executable, "-m", "dask", "worker", "--scheduler-file", str(told), "--nthreads", "1", "--no-dashboard", "--no-nanny"]
    running = [subprocess.Popen(start, **quiet)]  # type: ignore[call-overload]
    try:
        running += [subprocess.Popen([*work, "--host", "127.0.0.1"], **quiet) for _ in range(2)]  # type: ignore[call-overload]
        end = time.monotonic() + 60
        while not told.exists() and time.monotonic() < end:
            time.sleep(0.1)
        yield json.loads(told.read_text())["address"], running[1:]
    finally:
        for process in reversed(running):
            process.kill()
            process.wait()


def filled_by(folder: Path, heap: Path, through: Cluster | None, kill: subprocess.Popen[bytes] | None = None) -> list[Event]:
    events: list[Event] = []
    with Store(folder, ONE) as store:
        read = through.read_all if through else read_all
        for event in fill(store, to_do(store, walk([str(heap)])), SETUP, 2, through=read):
            events.append(event)
            if kill is not None and sum(isinstance(e, Read) for e in events) == 3:
                kill.send_signal(signal.SIGKILL)
                kill = None
    return events


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_a_cluster_that_loses_a_worker_gives_the_same_facts(cluster: tuple[str, list[subprocess.Popen[bytes]]], tmp_path: Path) -> None:
    address, workers = cluster
    heap = some(tmp_path / "heap", PRICES, MINUTES)
    drawn(heap, 8, pages=1)
    some(heap / "more", PRICES)
    (heap / "bad.pdf").write_bytes(b"words")
    events = filled_by(tmp_path / "cluster", heap, Cluster(address, batch=3), workers[0])
    filled_by(tmp_path / "local", heap, None)
    assert workers[0].poll() is not None
    assert sum(isinstance(e, Read) for e in events) == 26
    assert [type(e).__name__ for e in events if isinstance(e, NotWanted | Broken)].count("NotWanted") == 1
    assert dump(tmp_path / "cluster") == dump(tmp_path / "local")


@pytest.mark.slow
def test_a_scheduler_that_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr("clausescan.archive.cluster._CONNECT", 1.0)
    with pytest.raises(UsageError, match="does not answer"):
        list(Cluster("tcp://127.0.0.1:9").read_all([FOUND], SETUP, lambda *_: True, 1))
