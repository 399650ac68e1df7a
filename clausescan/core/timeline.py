"""The term of a contract on a line of time: what happened, what was offered, what may still come."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from clausescan.core.contract_file import EventKind, Proof


@dataclass(frozen=True, slots=True)
class Event:
    """A day of the term, or a period that ends on it where `since` gives its first day.

    `text` is a whole sentence. `certain` is False for what is only planned, offered or possible. `proof` is empty where the day is arithmetic.
    """

    kind: EventKind
    date: dt.date
    text: str
    since: dt.date | None = None
    certain: bool = True
    proof: tuple[Proof, ...] = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    """The events of a term by day, the end in force, and the day that is asked about.

    `events` are sorted by date. `status` is that of the contract on `as_of` ("active", "active_if_renewed", "expired",
    "not_yet_started", "unknown"). `open_ended`: it renews without a limit. `in_doubt`: no day here is beyond question.
    """

    as_of: dt.date
    status: str
    events: tuple[Event, ...]
    end_in_force: dt.date | None = None
    open_ended: bool = False
    in_doubt: bool = False

    @property
    def span(self) -> tuple[dt.date, dt.date]:
        """First and last day that a drawing has to show: of the events and the day that is asked about."""
        days = [self.as_of, *(e.date for e in self.events), *(e.since for e in self.events if e.since is not None)]
        return min(days), max(days)
