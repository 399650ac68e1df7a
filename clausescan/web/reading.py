"""The desk's reading: one thread that hands waiting PDFs to the workers of the archive and keeps what comes of each."""

from __future__ import annotations

import logging
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

from clausescan.archive.contracts import put_together
from clausescan.archive.engine import Broken, Event, NotWanted, PageRead, Patience, Read, read_all
from clausescan.archive.fingerprint import Fingerprints
from clausescan.archive.store import Reading, Refusal, Store
from clausescan.archive.walk import Found
from clausescan.archive.worker import Setup
from clausescan.errors import ClausescanError
from clausescan.web.blobs import Blobs
from clausescan.web.desk import Desk
from clausescan.web.readings import reading_path

log = logging.getLogger(__name__)
_AGAIN = 30.0  # seconds until workers that did not start are tried again


@dataclass(frozen=True, slots=True)
class Crew:
    """How PDFs are read: by how many workers, what each may take, and where readings go."""

    setup: Setup
    patience: Patience
    workers: int
    readings: Path
    archive: Path
    made_by: Fingerprints
    max_pages: int

    @property
    def fingerprint(self) -> str:
        """Of the code that makes readings."""
        return self.made_by.whole

    @property
    def command(self) -> tuple[str, ...]:
        """The worker's process."""
        return (sys.executable, "-m", "clausescan.web.worker", str(self.readings), self.fingerprint, str(self.max_pages))


@dataclass(frozen=True, slots=True)
class Live:
    """How far the reading of a PDF is: `page` of `pages` (0 where not known yet), and whether pictures of pages are being read."""

    page: int = 0
    pages: int = 0
    picture: bool = False


class ReadingThread(threading.Thread):
    """Reads what waits, whenever something waits. `live` tells of the PDFs in work, `trouble` why nothing is read ("" where all is well)."""

    def __init__(self, desk: Desk, blobs: Blobs, crew: Crew) -> None:
        super().__init__(name="reading", daemon=True)
        self._desk, self._blobs, self._crew = desk, blobs, crew
        self._wake, self._over = threading.Event(), threading.Event()
        self.live: dict[str, Live] = {}
        self.trouble = ""

    def wake(self) -> None:
        """Something waits."""
        self._wake.set()

    def stop(self) -> None:
        """Let go of the workers; what is in work waits for the next start."""
        self._over.set()
        self._wake.set()
        self.join(10.0)

    def run(self) -> None:
        """Until `stop`."""
        self._desk.requeue()
        with Store(self._crew.archive, self._crew.made_by) as store:
            while not self._over.is_set():
                try:
                    self._read(store)
                    self.trouble = ""
                    self._wake.wait()
                except ClausescanError as error:
                    self.trouble = f"{error.message} {error.advice}".strip()
                    log.warning("reading stopped: %s", self.trouble)
                    self._desk.requeue()
                    self._over.wait(_AGAIN)
                self._wake.clear()

    def _read(self, store: Store) -> None:
        crew = self._crew
        waiting = _Waiting(self, store)
        for event in read_all(waiting, crew.setup, self._wanted, crew.workers, crew.patience, crew.command):
            self._hear(event, store)
            if self._over.is_set():
                return
        put_together(store, crew.setup, 1, patience=crew.patience)

    def next_found(self, store: Store) -> Found | None:
        """The next PDF to hand out; those whose reading is there already are done without."""
        while not self._over.is_set() and (row := self._desk.take()) is not None:
            sha256 = row["sha256"]
            if row["fingerprint"] == self._crew.fingerprint and self._kept(sha256) and store.has(sha256):
                self._desk.done(sha256, self._crew.fingerprint, row["pages"], row["unread"])
                continue
            self.live[sha256] = Live()
            path = self._blobs.path(sha256)
            return Found(str(path), None, row["size"], path.stat().st_mtime_ns if path.exists() else -1)
        return None

    def _kept(self, sha256: str) -> bool:
        return reading_path(self._crew.readings, sha256, self._crew.fingerprint).is_file()

    def _wanted(self, found: Found, sha256: str, size: int) -> bool:  # noqa: ARG002  the engine's signature
        return Path(found.path).name == sha256

    def _hear(self, event: Event, store: Store) -> None:
        if event.found is None:
            return
        sha256 = Path(event.found.path).name
        if isinstance(event, PageRead):
            self.live[sha256] = Live(event.page, event.pages, event.picture or self.live.get(sha256, Live()).picture)
            return
        if isinstance(event, Read):
            name = (self._desk.row("SELECT name FROM dropped WHERE sha256 = ? ORDER BY rowid LIMIT 1", (sha256,)) or {}).get("name", sha256)
            store.add(event.found, Reading(name, sha256, event.size, event.seconds, event.record, event.kept))
            self._desk.done(sha256, self._crew.fingerprint, event.record["pages"], event.record["unread_pages"])
        elif isinstance(event, NotWanted):
            self._desk.fail(sha256, "unreadable", "The file changed on the disk after it was dropped.", "Drop it again.")
        elif isinstance(event, Broken):
            store.refuse(Refusal(event.found.label, sha256, event.code, event.message, event.advice, event.tries, event.reading), event.found)
            self._desk.fail(sha256, event.code, event.message, event.advice)
        self.live.pop(sha256, None)


class _Waiting:
    """What waits, as an iterator that may go on after it has ended: the crew asks again whenever a worker is free."""

    def __init__(self, thread: ReadingThread, store: Store) -> None:
        self._thread, self._store = thread, store

    def __iter__(self) -> _Waiting:
        return self

    def __next__(self) -> Found:
        found = self._thread.next_found(self._store)
        if found is None:
            raise StopIteration
        return found
