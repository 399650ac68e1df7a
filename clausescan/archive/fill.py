"""A scan of many files into an archive: walk, skip what is known, read the rest, keep each result."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from clausescan.archive.engine import COMMAND, Broken, Event, NotWanted, PageRead, Patience, Read, read_all
from clausescan.archive.store import Reading, Refusal, Store, refusal_of
from clausescan.archive.walk import Found, Trouble
from clausescan.archive.worker import Setup


@dataclass(frozen=True, slots=True)
class ToDo:
    """What a walk found: places to read, places that hold what is known (read, and refused before), and troubles of the walk itself."""

    founds: tuple[Found, ...]
    known: int
    refused: tuple[str, ...]
    troubles: tuple[Trouble, ...]


def to_do(store: Store, finds: Iterable[Found | Trouble], *, retry: bool = False) -> ToDo:
    """Sort what was found; troubles go to quarantine at once. With `retry`, files in quarantine are read again."""
    founds, refused, troubles, known = [], [], [], 0
    for find in finds:
        if isinstance(find, Trouble):
            troubles.append(find)
            store.refuse(refusal_of(find))
            continue
        sha256 = store.known(find)
        if sha256 is None or (retry and store.refused(sha256)):
            founds.append(find)
        elif store.refused(sha256):
            refused.append(find.label)
        else:
            known += 1
    return ToDo(tuple(founds), known, tuple(refused), tuple(troubles))


@dataclass(slots=True)
class _Asked:
    """Which hashes are wanted: those that are not known, nor in work at this moment, nor refused."""

    store: Store
    retry: bool
    seen: set[str]

    def wanted(self, found: Found, sha256: str, size: int) -> bool:  # noqa: ARG002  the engine's signature
        """As `engine.Wanted`. A second try of the same place is wanted again."""
        key = f"{found.label}\0{sha256}"
        if key in self.seen:
            return True
        if sha256 in self.seen or self.store.has(sha256) or (self.store.refused(sha256) and not self.retry):
            return False
        self.seen |= {sha256, key}
        return True


def fill(
    store: Store,
    founds: Sequence[Found],
    setup: Setup,
    workers: int,
    *,
    retry: bool = False,
    patience: Patience | None = None,
    command: Sequence[str] = COMMAND,
) -> Iterator[Event]:
    """Read the files and keep what comes of each; the events, each after it was kept.

    A PDF that lies in several of the places is read once and kept with all of them. Whoever stops listening loses the files in work only.
    """
    asked = _Asked(store, retry, set())
    for event in read_all(founds, setup, asked.wanted, workers, patience, command):
        if not isinstance(event, PageRead):
            _keep(store, event)
        yield event


def _keep(store: Store, event: Read | NotWanted | Broken) -> None:
    found = event.found
    if isinstance(event, Read):
        name = PurePath(found.label).name
        store.add(found, Reading(name, event.sha256, event.size, event.seconds, event.record))
    elif isinstance(event, NotWanted):
        store.place(found, event.sha256)
    else:
        store.refuse(Refusal(found.label, event.sha256, event.code, event.message, event.advice, event.tries), found)
