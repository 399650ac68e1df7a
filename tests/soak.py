"""`make soak`: a scan killed again and again at random moments, parent or worker, must end in the same archive as one that was left alone.

    python -m tests.soak [--kills 50] [--seed 1] [--count 30]

Exit status 1 where a file was lost, doubled, or reads otherwise.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.archive.samples import dump
from tests.bench_archive import children
from tests.heaps import drawn


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=30)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="clausescan-soak-") as folder:
        told = soak(Path(folder), given.kills, given.seed, given.count)
    print(told or f"{given.kills} kills: nothing lost, nothing doubled, the same results.")
    sys.exit(1 if told else 0)


def soak(folder: Path, kills: int, seed: int, count: int) -> str:
    """What differs, "" for nothing. A new archive is begun whenever one is whole, until all kills are spent."""
    dice, heap = random.Random(seed), folder / "heap"
    drawn(heap, count, seed, pages=2)
    start = time.monotonic()
    finish(heap, folder / "whole")
    usual, whole = time.monotonic() - start, dump(folder / "whole")
    done = round_ = 0
    while done < kills:
        round_ += 1
        archive = folder / f"killed-{round_}"
        for _ in range(min(kills - done, dice.randint(3, 7))):
            done += killed(heap, archive, dice, usual)
        finish(heap, archive)
        if differing := [table for table, rows in dump(archive).items() if rows != whole[table]]:
            return f"after {done} kills (seed {seed}) the archive differs in {', '.join(differing)}"
    return ""


def scan(heap: Path, archive: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "clausescan", "-q", "scan", str(heap), "--archive", str(archive), "--workers", "2", "--no-events"]
    return subprocess.Popen(command, stderr=subprocess.DEVNULL)


def finish(heap: Path, archive: Path) -> None:
    """Let a scan come to its end."""
    process = scan(heap, archive)
    if process.wait(900) != 0:
        raise RuntimeError(f"a scan ended with {process.returncode}")


def killed(heap: Path, archive: Path, dice: random.Random, usual: float) -> bool:
    """Start a scan and kill it, or one of its workers, some time later; False where it was over before."""
    process = scan(heap, archive)
    time.sleep(dice.uniform(0.3, usual))
    workers = children(process.pid)
    victim = dice.choice(workers) if workers and dice.random() < 0.4 else process.pid
    over = process.poll() is not None
    try:
        os.kill(victim, signal.SIGKILL)
    except ProcessLookupError:
        over = True
    if victim != process.pid:  # the scan goes on without that worker, for a moment
        time.sleep(dice.uniform(0.0, 2.0))
        process.kill()
    process.wait()
    return not over


if __name__ == "__main__":
    main()
