"""A scan of many files into an archive: walk, skip what is known, read the rest, keep each result."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from clausescan.archive.engine import COMMAND, Again, Broken, Event, NotWanted, Patience, Read, Task, Wanted, read_all
from clausescan.archive.store import Reading, Refusal, Store, refusal_of
from clausescan.archive.walk import Found, Trouble
from clausescan.archive.worker import Setup


@dataclass(frozen=True, slots=True)
class ToDo:
    """What a walk found: places to read, places that hold what is known (read, and refused before), and troubles of the walk itself.

    `before` is the sha256 of those places of `founds` that are as they were and whose PDF was read before, by the label of the place.
    """

    founds: tuple[Found, ...]
    known: int
    refused: tuple[str, ...]
    troubles: tuple[Trouble, ...]
    before: Mapping[str, str] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Bytes to read."""
        return sum(max(0, f.size) for f in self.founds)


def to_do(store: Store, finds: Iterable[Found | Trouble], *, retry: bool = False) -> ToDo:
    """Sort what was found; troubles go to quarantine at once. With `retry`, files in quarantine are read again."""
    founds, refused, troubles, known = [], [], [], 0
    before: dict[str, str] = {}
    for find in finds:
        if isinstance(find, Trouble):
            troubles.append(find)
            store.refuse(refusal_of(find))
            continue
        sha256 = store.known(find)
        if sha256 is None or (retry and store.refused(sha256)):
            founds.append(find)
            content = store.content(find)
            if content is not None and not store.refused(content):
                before[find.label] = content
        elif store.refused(sha256):
            refused.append(find.label)
        else:
            known += 1
    return ToDo(tuple(founds), known, tuple(refused), tuple(troubles), before)


@dataclass(slots=True)
class _Asked:
    """Which hashes are wanted: those that are not known, nor in work at this moment, nor refused."""

    store: Store
    retry: bool
    seen: set[str]

    def wanted(self, found: Found, sha256: str, size: int) -> bool | bytes:  # noqa: ARG002  the engine's signature
        """As `engine.Wanted`. A second try of the same place is wanted again."""
        key = f"{found.label}\0{sha256}"
        if key in self.seen:
            return self.store.document(sha256) or True
        if sha256 in self.seen or self.store.has(sha256) or (self.store.refused(sha256) and not self.retry):
            return False
        self.seen |= {sha256, key}
        return self.store.document(sha256) or True

    def task(self, found: Found, sha256: str | None) -> Task:
        """What to do with a place: to look for facts in what was read before, where that is kept; else to read."""
        document = self.store.document(sha256) if sha256 is not None and sha256 not in self.seen else None
        if sha256 is None or document is None:
            return found
        self.seen |= {sha256, f"{found.label}\0{sha256}"}
        return Again(found, sha256, document)


ReadAll = Callable[[Iterable[Task], Setup, Wanted, int, Patience | None, Sequence[str]], Iterator[Event]]
"""As `engine.read_all`, or `cluster.Cluster.read_all`."""


def fill(
    store: Store,
    todo: ToDo,
    setup: Setup,
    workers: int,
    *,
    retry: bool = False,
    patience: Patience | None = None,
    command: Sequence[str] = COMMAND,
    through: ReadAll = read_all,
) -> Iterator[Event]:
    """Read the files, `through` workers of this machine or a cluster, and keep what comes of each; the events, each after it was kept.

    A PDF that lies in several of the places is read once and kept with all of them. Whoever stops listening loses the files in work only.
    """
    asked = _Asked(store, retry, set())
    tasks = (asked.task(found, todo.before.get(found.label)) for found in todo.founds)
    for event in through(tasks, setup, asked.wanted, workers, patience, command):
        keep(store, event)
        yield event


def keep(store: Store, event: Event) -> None:
    """Write down what became of a file; doing so twice changes nothing."""
    if isinstance(event, Read):
        name = PurePath(event.found.label).name
        store.add(event.found, Reading(name, event.sha256, event.size, event.seconds, event.record, event.kept))
    elif isinstance(event, NotWanted):
        store.place(event.found, event.sha256)
    elif isinstance(event, Broken):
        refusal = Refusal(event.found.label, event.sha256, event.code, event.message, event.advice, event.tries, event.reading)
        store.refuse(refusal, event.found)
