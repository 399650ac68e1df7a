"""A limit of time for work that runs in this process: looking for facts in a text that a hostile PDF may have made."""

from __future__ import annotations

import ctypes
import threading
import time
from collections.abc import Callable
from typing import TypeVar

from clausescan.errors import SourceError

T = TypeVar("T")
_WAIT = 5.0  # seconds for an exception that was sent to arrive


class _OutOfTimeError(BaseException):
    """Sent into the thread that works: no `except Exception` on the way holds it up."""


class _Alarm:
    """Sends the exception to the thread that made it, unless it is switched off before. The lock decides which of the two comes first."""

    def __init__(self, seconds: float) -> None:
        self._thread, self._lock = threading.get_ident(), threading.Lock()
        self._off = self.sent = self.arrived = False
        self._timer = threading.Timer(seconds, self._send)
        self._timer.daemon = True
        self._timer.start()

    def _send(self) -> None:
        with self._lock:
            if not self._off and hasattr(ctypes, "pythonapi"):
                self.sent = bool(ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(self._thread), ctypes.py_object(_OutOfTimeError)))

    def switch_off(self) -> None:
        """From here on nothing is sent; what was sent already arrives before this returns."""
        self._timer.cancel()
        with self._lock:
            self._off = True
        until = time.monotonic() + _WAIT
        while self.sent and not self.arrived and time.monotonic() < until:
            time.sleep(0.001)


def within(seconds: float, work: Callable[[], T]) -> T:
    """What `work` returns.

    Python alone is stopped, between two of its steps: a single call into a library written in C is not, so patterns have to be linear.

    Raises:
        SourceError: `timeout`, where it took longer than so many seconds; and whatever `work` raises.
    """
    try:
        alarm = _Alarm(seconds)
        try:
            return work()
        except _OutOfTimeError:
            alarm.arrived = True
            raise
        finally:
            alarm.switch_off()
    except _OutOfTimeError:
        raise SourceError("Looking for facts took too long and was stopped.", "Split the PDF, or print it to a new one.", "timeout") from None
