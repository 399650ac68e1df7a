"""The same scan on a Dask cluster: many PDFs a task, and inside each task the same supervised worker, since Dask does not kill a hang.

Workers of the cluster need clausescan and the files: on shared storage under the same path, or in a store ("s3://"). They write nothing:
results come back to this process, which keeps them, so that a task that ran twice changes nothing. distributed is loaded here and nowhere else.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from clausescan.archive.engine import COMMAND, Again, Broken, Bundled, Event, NotWanted, PageRead, Patience, Read, Task, Wanted, read_all
from clausescan.archive.kept import Packed
from clausescan.archive.walk import Found
from clausescan.archive.worker import Setup
from clausescan.errors import MissingExtraError, UsageError

log = logging.getLogger(__name__)
Plain = dict[str, Any]
PDFS_A_TASK = 32
"""A worker takes about two seconds to start, and a PDF about one in a tenth of that: less would be lost on starts, more on a worker that dies."""
_AHEAD = 3  # tasks that wait for each thread of the cluster: results of more would fill this process
_CONNECT = 30.0


@dataclass(frozen=True, slots=True)
class Cluster:
    """A Dask scheduler by its address, and how many PDFs go into a task."""

    scheduler: str
    batch: int = PDFS_A_TASK

    def read_all(
        self,
        tasks: Iterable[Task],
        setup: Setup,
        wanted: Wanted,
        workers: int,  # noqa: ARG002  the cluster has as many as it has
        patience: Patience | None = None,
        command: Sequence[str] = COMMAND,  # noqa: ARG002  each node runs its own Python
    ) -> Iterator[Event]:
        """As `engine.read_all`, on the cluster.

        Raises:
            MissingExtraError: distributed is not installed.
            UsageError: the scheduler does not answer.
        """
        client = _client(self.scheduler)
        with contextlib.closing(client):
            yield from _run(client, iter(tasks), self.batch, setup, patience or Patience(), wanted)


def _client(scheduler: str) -> Any:
    try:
        from distributed import Client  # noqa: PLC0415
    except ImportError as error:
        raise MissingExtraError("To scan on a cluster a package is missing.", "Install it: pip install clausescan[cluster]") from error
    try:
        return Client(scheduler, timeout=_CONNECT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise UsageError(
            f"The scheduler at {scheduler} does not answer: {error}.", "Start one: dask scheduler; then workers: dask worker ADDRESS"
        ) from error


def _run(client: Any, tasks: Iterator[Task], size: int, setup: Setup, patience: Patience, wanted: Wanted) -> Iterator[Event]:
    from distributed import as_completed  # noqa: PLC0415

    waiting: dict[str, list[Plain]] = {}
    running = as_completed(loop=client.loop)

    def hand_out(batch: list[Plain]) -> None:
        future = client.submit(run_batch, batch, setup.plain(), [patience.silence, patience.per_page, patience.finding], pure=False, retries=1)
        waiting[future.key] = batch
        running.add(future)

    def more() -> None:
        most = _AHEAD * max(1, sum(client.nthreads().values()))
        while len(waiting) < most and (batch := [_plain_task(t) for t in islice(tasks, size)]):
            hand_out(batch)

    more()
    for future in running:
        batch = waiting.pop(future.key)
        if future.status == "finished":
            for plain in future.result():
                yield from _heard(plain, wanted)
        elif len(batch) > 1:  # something in it takes workers of the cluster down: each PDF alone
            log.warning("a task failed and is taken apart: %s", future.exception())
            for one in batch:
                hand_out([one])
        else:
            yield Broken(_found(batch[0]["found"]), None, "damaged", "The workers of the cluster that read it died.", "Read it by itself.", 2)
        future.release()
        more()


def run_batch(batch: list[Plain], setup: Plain, patience: list[float]) -> list[Plain]:
    """What a worker of the cluster does: read these PDFs in one supervised worker, and tell what became of each."""
    tasks = [_task(plain) for plain in batch]
    events = read_all(tasks, Setup.of(setup), lambda *_: True, 1, Patience(*patience))
    return [_plain_event(event) for event in events if not isinstance(event, PageRead | Bundled)]


def _heard(plain: Plain, wanted: Wanted) -> Iterator[Event]:
    """The event; the pages of a PDF before it, and a duplicate of one that came before told as such."""
    event = _event(plain)
    if isinstance(event, Read):
        if wanted(event.found, event.sha256, event.size) is False:
            yield NotWanted(event.found, event.sha256, event.size)
            return
        yield from (PageRead(event.found, n + 1, event.record["pages"]) for n in range(event.record["pages"]))
    yield event


def _plain_task(task: Task) -> Plain:
    if isinstance(task, Again):
        return {"found": _plain_found(task.found), "sha256": task.sha256, "document": task.document}
    assert isinstance(task, Found)
    return {"found": _plain_found(task)}


def _task(plain: Plain) -> Task:
    found = _found(plain["found"])
    return Again(found, plain["sha256"], plain["document"]) if "document" in plain else found


def _plain_found(found: Found) -> list[Any]:
    return [found.path, found.member, found.size, found.mtime_ns, list(found.within)]


def _found(plain: list[Any]) -> Found:
    path, member, size, changed, within = plain
    return Found(path, member, size, changed, tuple(within))


def _plain_event(event: Read | NotWanted | Broken) -> Plain:
    head: Plain = {"kind": type(event).__name__, "found": _plain_found(event.found), "sha256": event.sha256}
    if isinstance(event, Read):
        kept = {"document": event.kept.document, "parts": event.kept.parts}
        return {**head, **kept, "size": event.size, "record": event.record, "seconds": event.seconds, "again": event.again}
    if isinstance(event, Broken):
        return {**head, "said": [event.code, event.message, event.advice, event.tries, event.reading]}
    return {**head, "size": event.size}


def _event(plain: Plain) -> Read | NotWanted | Broken:
    found, sha256 = _found(plain["found"]), plain["sha256"]
    if plain["kind"] == "Read":
        kept = Packed(plain["document"], plain["parts"])
        return Read(found, sha256, plain["size"], plain["record"], plain["seconds"], kept, plain["again"])
    if plain["kind"] == "Broken":
        return Broken(found, sha256, *plain["said"])
    return NotWanted(found, sha256, plain["size"])
