"""`make bench-archive`: speed, memory and search of an archive of N synthetic contract files. Not a test: it prints, and asserts nothing.

    python -m tests.bench_archive [--count 150] [--pages 4] [--parts scan,resume,search] [--rows 1000,100000] [--keep FOLDER]

Speed is the machine's: what tells is pages a CPU second, and ratios within one run. Scaling is held against a loop that only computes, run
as one and as two processes just before.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import random
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clausescan.archive.fingerprint import Fingerprints
from clausescan.archive.search import Filters, search
from clausescan.archive.store import Archive, Store
from tests.heaps import THINGS, drawn, stocked

DAY = dt.date(2026, 11, 22)
_LOOP = "import time\nend = time.perf_counter() + {0}\nn = 0\nwhile time.perf_counter() < end:\n    n += sum(range(2000)) > 0\nprint(n)"


@dataclass(frozen=True, slots=True)
class Run:
    """One scan: what it told at its end, seconds by the clock and of CPU with all its processes, and RSS of each worker over time (MB)."""

    end: dict[str, Any]
    wall: float
    cpu: float
    memory: dict[int, list[float]]

    @property
    def pages(self) -> float:
        """Pages a second by the clock."""
        return float(self.end["pages"]) / self.wall


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=150)
    parser.add_argument("--pages", type=int, default=4)
    parser.add_argument("--parts", default="scan,resume,search")
    parser.add_argument("--rows", default="1000,100000")
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    folder = given.keep or Path(tempfile.mkdtemp(prefix="clausescan-bench-"))
    try:
        if {"scan", "resume"} & set(given.parts.split(",")):
            heap = folder / "heap"
            if not heap.exists():
                drawn(heap, given.count, pages=given.pages)
            one = scaling(heap, folder) if "scan" in given.parts else 0.0
            if "resume" in given.parts:
                resuming(heap, folder, one)
        if "search" in given.parts:
            for count in map(int, given.rows.split(",")):
                searching(folder, count)
    finally:
        if given.keep is None:
            shutil.rmtree(folder, ignore_errors=True)


def scaling(heap: Path, folder: Path) -> float:
    """One worker and two, against a loop that only computes; seconds that two took."""
    loop = loops(2) / loops(1)
    runs = {workers: scan(heap, folder / f"archive-{workers}", workers) for workers in (1, 2)}
    for workers, run in runs.items():
        print(f"{workers} worker{'s' if workers > 1 else ' '} {run.end['pages']:,} pages of {run.end['read']:,} PDFs in {run.wall:.1f} s:", end=" ")
        print(f"{run.pages:.1f} pages a second, {run.end['pages'] / run.cpu:.1f} a CPU second, {run.end['contract_files']:,} contract files")
        middle, last = ([level(m[len(m) * a // 4 : len(m) * b // 4]) for m in run.memory.values()] for a, b in ((2, 3), (3, 4)))
        grown = max((b - a for a, b in zip(middle, last, strict=True)), default=0.0)
        print(f"  {len(last)} workers one after the other, each at {min(last):.0f} to {max(last):.0f} MB at its end,", end=" ")
        print(f"at most {grown:.0f} MB more than when it was half done")
    gained = runs[2].pages / runs[1].pages
    print(f"two workers / one {gained:.2f}; two loops / one {loop:.2f}; the one over the other {gained / loop:.2f} (aim 0.85)")
    again = scan(heap, folder / "archive-2", 2)
    print(f"the same again, nothing changed: {again.wall:.2f} s, {again.wall / runs[2].wall:.1%} of the first (aim under 2%)")
    return runs[2].wall


def level(sizes: list[float]) -> float:
    """Their middle."""
    return statistics.median(sizes) if sizes else 0.0


def loops(count: int, seconds: float = 4.0) -> float:
    """Turns that so many processes make in that time, that do nothing but compute."""
    running = [subprocess.Popen([sys.executable, "-c", _LOOP.format(seconds)], stdout=subprocess.PIPE) for _ in range(count)]
    return float(sum(int(process.communicate()[0]) for process in running))


def command(heap: Path, archive: Path, workers: int) -> list[str]:
    return [sys.executable, "-m", "clausescan", "scan", str(heap), "--archive", str(archive), "--workers", str(workers), "--events"]


def scan(heap: Path, archive: Path, workers: int) -> Run:
    """A scan in a process of its own, its workers' memory looked at twice a second."""
    start, before = time.monotonic(), os.times()
    process = subprocess.Popen(command(heap, archive, workers), stderr=subprocess.PIPE, text=True)
    memory: dict[int, list[float]] = defaultdict(list)
    over = threading.Event()

    def look() -> None:
        while not over.wait(0.5):
            for pid in children(process.pid):
                memory[pid].append(resident(pid))

    looking = threading.Thread(target=look, daemon=True)
    looking.start()
    _, told = process.communicate()
    over.set()
    looking.join()
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Run(json.loads(told.splitlines()[-1]), time.monotonic() - start, cpu, {p: m for p, m in memory.items() if len(m) > 15})


def children(pid: int) -> list[int]:
    try:
        return [int(p) for p in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def resident(pid: int) -> float:
    """Megabytes in memory; 0 for a process that has gone."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    except (OSError, IndexError):
        return 0.0


def resuming(heap: Path, folder: Path, whole: float) -> None:
    """A scan killed half-way, and one that goes on from there: what that costs over one that was not killed."""
    whole = whole or scan(heap, folder / "archive-2", 2).wall
    start = time.monotonic()
    process = subprocess.Popen(command(heap, folder / "archive-killed", 2), stderr=subprocess.DEVNULL)
    time.sleep(whole / 2)
    process.send_signal(signal.SIGKILL)
    process.wait()
    rest = scan(heap, folder / "archive-killed", 2)
    total = time.monotonic() - start
    print(f"killed half-way and gone on: {total:.1f} s, {total - whole:+.1f} s over the run that was not killed; {rest.end['known']:,} were known")


def searching(folder: Path, count: int) -> None:
    """How long searches take, in an archive of so many contract files."""
    place = folder / f"rows-{count}"
    if not place.exists():
        with Store(place, Fingerprints("r", "f")) as store:
            stocked(store, count)
    dice = random.Random(7)
    words = [w for things in THINGS for thing in things for w in thing.replace(",", "").split() if len(w) > 3]
    with Archive(place) as archive:
        for kind in ("one word", "two words", "two words, a state, open ones", "two words, with facets"):
            times = []
            for _ in range(60):
                asked = " ".join(dice.sample(words, 1 if kind == "one word" else 2))
                filters = Filters(state=dice.choice(("OR", "CO", "OH")), usable=True) if "state" in kind else Filters()
                start = time.perf_counter()
                search(archive, asked, DAY, filters, facets="facets" in kind)
                times.append(1000 * (time.perf_counter() - start))
            times.sort()
            print(f"search, {count:,} contract files, {kind}: median {times[30]:.1f} ms, 95th percentile {times[56]:.1f} ms (aim 100)")


if __name__ == "__main__":
    main()
