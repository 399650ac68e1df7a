"""A folder that is looked at again and again: what has come to rest is read into the archive.

Polling, because network shares send no events. Nothing in the folder is altered or moved: of a file that cannot be read the archive's folder
`failed` gets a link or a copy with the reason beside it, of a duplicate `duplicates` gets a note.
"""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path, PurePath

from clausescan.archive.contracts import Put, put_together
from clausescan.archive.engine import COMMAND, Broken, Event, NotWanted, PageRead, Patience, Read
from clausescan.archive.fill import ToDo, fill, to_do
from clausescan.archive.store import Store
from clausescan.archive.walk import Found, Trouble, walk
from clausescan.archive.worker import Setup
from clausescan.errors import UsageError

FAILED, DUPLICATES = "failed", "duplicates"


@dataclass(frozen=True, slots=True)
class Look:
    """How a folder is watched: seconds between two looks, seconds for which a file must rest, patterns of names left out."""

    poll: float = 10.0
    rest: float = 5.0
    ignore: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Away:
    """The folder cannot be looked into now; it is tried again."""

    why: str


@dataclass(slots=True)
class Resting:
    """Places that were seen, as they were, and since when they are so."""

    seen: dict[str, tuple[int, int, float]] = field(default_factory=dict)

    def ripe(self, finds: Iterable[Found], now: float, rest: float) -> list[Found]:
        """Those that are for so many seconds as they are now; places that have gone are forgotten."""
        before, self.seen, ready = self.seen, {}, []
        for found in finds:
            size, changed, since = before.get(found.label, (-1, -1, now))
            since = since if (size, changed) == (found.size, found.mtime_ns) else now
            self.seen[found.label] = (found.size, found.mtime_ns, since)
            if now - since >= rest and found.size >= 0:
                ready.append(found)
        return ready


def watch(
    store: Store,
    folder: Path,
    setup: Setup,
    workers: int,
    stop: threading.Event,
    look: Look | None = None,
    *,
    patience: Patience | None = None,
    command: Sequence[str] = COMMAND,
) -> Iterator[Event | Put | Away]:
    """What becomes of each file that comes into the folder, until `stop` is set; after each handful, how the contract files stand.

    A file in work when it stops is read at the next start.
    """
    look, resting = look or Look(), Resting()
    while not stop.is_set():
        try:
            finds = [f for f in walk([str(folder)]) if not _ignored(f, look.ignore)]
        except (UsageError, OSError) as error:
            yield Away(str(error))
            finds = []
        todo = _waiting(store, resting, finds, look.rest)
        if todo.founds:
            for event in fill(store, todo, setup, min(workers, len(todo.founds)), patience=patience, command=command):
                if not isinstance(event, PageRead):
                    _aside(store.folder, event)
                yield event
                if stop.is_set():
                    return
            yield put_together(store, setup, workers, patience=patience, command=command)
        stop.wait(look.poll)


def _waiting(store: Store, resting: Resting, finds: Sequence[Found | Trouble], rest: float) -> ToDo:
    """What is new or changed and has come to rest. A zip file that cannot be opened yet is looked at again; it may still be written."""
    unknown = [f for f in finds if isinstance(f, Found) and store.known(f) is None]
    return to_do(store, resting.ripe(unknown, time.monotonic(), rest))


def _ignored(find: Found | Trouble, patterns: Iterable[str]) -> bool:
    name = PurePath(find.path).name
    return any(fnmatch(name, pattern) or fnmatch(find.path, pattern) for pattern in patterns)


def _aside(archive: Path, event: Event) -> None:
    """Put a failed file aside with its reason, note a duplicate, and take away what was put aside once it can be read."""
    if isinstance(event, Broken):
        place = _place(archive / FAILED, event.found)
        if event.found.member is None:
            _linked(Path(event.found.path), place)
        said = f"{event.found.label}\n\n{event.message}\n{event.advice}\n\ncode: {event.code}\nsha256: {event.sha256 or 'unknown'}\n"
        place.with_name(f"{place.name}.txt").write_text(said, encoding="utf-8", errors="replace")
    elif isinstance(event, NotWanted):
        place = _place(archive / DUPLICATES, event.found)
        said = f"{event.found.label}\n\nThe archive holds the same PDF from another place, or it cannot be read.\n\nsha256: {event.sha256}\n"
        place.with_name(f"{place.name}.txt").write_text(said, encoding="utf-8", errors="replace")
    elif isinstance(event, Read):
        place = _place(archive / FAILED, event.found)
        for left in (place, place.with_name(f"{place.name}.txt")):
            left.unlink(missing_ok=True)


def _place(folder: Path, found: Found) -> Path:
    """Where a file goes that is put aside: its name, with the names of the last folders before it so that two do not meet."""
    folder.mkdir(parents=True, exist_ok=True)
    parts = [p for p in PurePath(found.label).parts[-3:] if p not in {"/", "\\"}]
    return folder / " - ".join(p.replace(":", "").strip("\\/") for p in parts)


def _linked(source: Path, target: Path) -> None:
    """A link to the file, or a copy where links are not to be had; nothing where the file has gone."""
    target.unlink(missing_ok=True)
    try:
        os.link(source, target)
    except OSError:
        try:
            shutil.copy2(source, target)
        except OSError:
            target.unlink(missing_ok=True)
