"""How long pictures of one PDF may be looked at. Pages that can be read may take their time; those that come to nothing may not take all of it."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

# In times of what one page may take. A page of type takes a twelfth of that on a quiet machine; drawings and photographs try every way there is.
QUICK = 0.5  # spent in vain, after which a page is tried one way only
SHORT = 0.25  # that such a page may take
MOST = 1.5  # spent in vain beyond what pages took that were read, after which no further page is tried


@dataclass(slots=True)
class Ledger:
    """What pages of one PDF took, in seconds: those that were `read`, and those that came to nothing (`vain`). Threads share it."""

    seconds: float  # that one page may take
    read: float = 0.0
    vain: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def allowance(self) -> float:
        """Seconds for the next page; 0.0 where it is not to be tried."""
        with self._lock:
            if self.vain > MOST * self.seconds + self.read:
                return 0.0
            return self.seconds if self.vain <= QUICK * self.seconds else SHORT * self.seconds

    def enter(self, took: float, *, vain: bool) -> None:
        """A page took so many seconds."""
        with self._lock:
            if vain:
                self.vain += took
            else:
                self.read += took
