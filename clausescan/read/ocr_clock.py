"""How long a picture is looked at: in processor time, so that a page does not come late because the machine has other work as well."""

from __future__ import annotations

import contextlib
import os
import subprocess
import threading
import time
from pathlib import Path

PATIENCE = 6.0  # by the clock, a page may take so many times the processor time that it is allowed
_LOOK = 0.2  # seconds between two looks at what a program took
_programs = threading.local()


def _processor() -> float:
    """Seconds of processor time of this thread and of the programs that it waited for."""
    return time.thread_time() + float(getattr(_programs, "seconds", 0.0))


class Watch:
    """Runs from when it is made, in the thread that made it."""

    def __init__(self) -> None:
        self._processor, self._clock = _processor(), time.monotonic()

    def spent(self) -> float:
        """Processor time, in seconds; where waiting took more than `PATIENCE` times that, its share of the clock."""
        return max(_processor() - self._processor, (time.monotonic() - self._clock) / PATIENCE)


def run(command: list[str], given: bytes, seconds: float, environment: dict[str, str]) -> bytes | None:
    """What the program prints; None where it cannot be started, fails, or is ended for taking more than so many seconds of a `Watch`."""
    try:
        with subprocess.Popen(  # noqa: S603  a program found on the PATH, without a shell
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
        ) as process:
            said = _said(process, given, seconds)
            return said if process.returncode == 0 else None
    except OSError:
        return None


def _said(process: subprocess.Popen[bytes], given: bytes, seconds: float) -> bytes | None:
    ended, took = threading.Event(), [0.0]

    def look() -> None:
        while not ended.wait(_LOOK):
            took[0] = max(took[0], _taken_by(process.pid))
            if took[0] > seconds:
                process.kill()

    threading.Thread(target=look, daemon=True).start()
    try:
        return process.communicate(given, timeout=PATIENCE * seconds)[0]
    except subprocess.TimeoutExpired:
        return None
    finally:
        ended.set()
        process.kill()  # nothing where it has ended
        _programs.seconds = float(getattr(_programs, "seconds", 0.0)) + took[0]


def _taken_by(number: int) -> float:
    """Seconds of processor time that a running program took; 0.0 where the system does not tell."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        fields = Path(f"/proc/{number}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0
