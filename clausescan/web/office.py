"""All that the pages of one running desk share, put together once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from clausescan.core.span import Box
from clausescan.errors import SourceError, UsageError
from clausescan.report.markup import Note
from clausescan.sandbox import Reader
from clausescan.web.blobs import Blobs
from clausescan.web.desk import Desk
from clausescan.web.guard import Keys
from clausescan.web.reading import Crew, ReadingThread
from clausescan.web.upload import Limits

Clock = Callable[[], str]
"""Today as ISO."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a desk is started with: its folder, how it reads, the templates, what one request may bring, its keys, and the clock."""

    home: Path
    crew: Crew
    templates: Path
    models: Path
    limits: Limits
    keys: Keys
    hosts: tuple[str, ...]
    today: Clock


class Drawer:
    """Pictures of pages, drawn in a supervised child and kept on the disk."""

    def __init__(self, blobs: Blobs, folder: Path, crew: Crew) -> None:
        self._blobs, self._folder, self._lock = blobs, folder, threading.Lock()
        self._child = Reader(crew.setup.limits)

    def draw(self, sha256: str, page: int, box: Box, scale: float) -> bytes:
        """A JPEG of a piece of a page; as `report.pictures.Render`.

        Raises:
            SourceError: it cannot be drawn.
        """
        with self._lock:
            return self._child.picture(self.data(sha256), page, box, scale)

    def data(self, sha256: str) -> bytes:
        """The PDF's bytes.

        Raises:
            SourceError: it is not there.
        """
        try:
            return self._blobs.path(sha256).read_bytes()
        except OSError as error:
            raise SourceError("The PDF is not at the desk any more.", "Drop it again.", "unreadable") from error

    def marked(self, data: bytes, notes: Sequence[Note]) -> bytes:
        """The PDF with highlights and notes, as `report.markup.marked`."""
        with self._lock:
            return self._child.marked(data, notes)

    def excerpt(self, data: bytes, pages: Sequence[int]) -> bytes:
        """Pages of the PDF, as `report.markup.excerpt`."""
        with self._lock:
            return self._child.excerpt(data, pages)

    def page(self, sha256: str, page: int, box: Box, scale: float) -> bytes:
        """The same for a whole page, which is drawn once."""
        path = self._folder / sha256[:2] / f"{sha256}-{page}-{scale:g}.jpg"
        if path.is_file():
            return path.read_bytes()
        drawn = self.draw(sha256, page, box, scale)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = path.with_name(f".{path.name}.{threading.get_ident()}")
        part.write_bytes(drawn)
        part.replace(path)
        return drawn

    def close(self) -> None:
        """End the child."""
        with self._lock:
            self._child.close()


@dataclass(frozen=True, slots=True)
class Office:
    """A running desk."""

    plan: Plan
    desk: Desk
    blobs: Blobs
    drawer: Drawer
    reading: ReadingThread

    def close(self) -> None:
        """Let go of everything."""
        self.reading.stop()
        self.drawer.close()
        self.desk.close()


def hold(home: Path) -> IO[bytes]:
    """Keep a home for this server alone as long as the file is open, where the system can tell.

    Raises:
        UsageError: another server has it.
    """
    file = (home / "lock").open("ab")
    try:
        import fcntl  # noqa: PLC0415  POSIX only

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except ImportError:
        pass
    except OSError:
        file.close()
        raise UsageError(f"Another desk is open in {home}.", "End it, or name another folder with --home.") from None
    return file


def open_office(plan: Plan) -> Office:
    """The desk in that home, with its reading begun; what waited when it was last closed, or killed, is read on."""
    desk, blobs = Desk(plan.home), Blobs(plan.home / "pdf")
    reading = ReadingThread(desk, blobs, plan.crew)
    office = Office(plan, desk, blobs, Drawer(blobs, plan.home / "pictures", plan.crew), reading)
    reading.start()
    return office
