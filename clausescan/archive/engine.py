"""Many files read by several supervised workers at once: one that dies or hangs is replaced, and its file is tried once more.

No pool of multiprocessing: its workers share locks and queues, which a worker that is killed takes with it. Here each worker has pipes of
its own, a thread listens to each, and the only shared thing is a queue in this process.
"""

from __future__ import annotations

import base64
import contextlib
import json
import logging
import queue
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from clausescan.archive.kept import Packed
from clausescan.archive.walk import Found
from clausescan.archive.worker import Message, Setup
from clausescan.errors import ClausescanError

log = logging.getLogger(__name__)

COMMAND = (sys.executable, "-m", "clausescan.archive.worker")
_TRIES = 2
_START = 120.0  # seconds at least in which a worker becomes ready: a disk may be slow, or every core at work
_GRACE = 2.0  # seconds in which a worker without work ends by itself
_SPLIT = "Split the PDF, or print it to a new one."
_RENEW = 500  # files after which a worker makes room for a new one, so that memory stays flat


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds that a worker may be silent while it reads, or looks for facts, and seconds more for each page of the file in work."""

    silence: float = 240.0
    per_page: float = 0.5
    finding: float = 120.0


@dataclass(frozen=True, slots=True)
class Read:
    """A file that was read: `record` as `archive.record.record_of` makes it, `kept` so that it need not be read again.

    `seconds` that it took; `again` where it was not opened, because what was read before was kept.
    """

    found: Found
    sha256: str
    size: int
    record: dict[str, Any]
    seconds: float
    kept: Packed
    again: bool = False


@dataclass(frozen=True, slots=True)
class NotWanted:
    """A file whose hash the caller did not want read."""

    found: Found
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Broken:
    """A file that could not be read, and why; `code` is one of help/errors.md. `sha256` None where its bytes were not read.

    `reading`: the PDF could not be read; else nothing could be made of it.
    """

    found: Found
    sha256: str | None
    code: str
    message: str
    advice: str
    tries: int
    reading: bool = True


@dataclass(frozen=True, slots=True)
class PageRead:
    """One more page of a file: its number and how many there are (0 where not told), and whether its words came from its picture."""

    found: Found | None = None
    page: int = 0
    pages: int = 0
    picture: bool = False


@dataclass(frozen=True, slots=True)
class Bundle:
    """PDFs as kept that are one contract file: (name, document, parts, indexes of its parts that belong to it, the reason of each), packed."""

    uid: str
    members: tuple[tuple[str, bytes, bytes, tuple[int, ...], tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Bundled:
    """A contract file as a row and packed, as `archive.contract.contract_record` makes them; `why` not "" where that failed."""

    uid: str
    record: dict[str, Any]
    why: str = ""
    found: None = None


@dataclass(frozen=True, slots=True)
class Again:
    """A place whose PDF was read before: its document as kept, packed."""

    found: Found
    sha256: str
    document: bytes


Task = Found | Again | Bundle
Event = Read | NotWanted | Broken | PageRead | Bundled
Wanted = Callable[[Found, str, int], bool | bytes]
"""Asked with the sha256 and size of a file: is it to be read? Its document, packed, where it was read before."""


@dataclass(slots=True)
class _Job:
    task: Task
    tries: int = 1
    sha256: str | None = None
    size: int = 0
    pages: int = 0
    of: int = 0
    finding: bool = False
    again: bool = False

    @property
    def found(self) -> Found:
        """The place, or for a contract file a name that stands for one."""
        return self.task.found if isinstance(self.task, Again) else Found(self.task.uid) if isinstance(self.task, Bundle) else self.task

    def told(self) -> Message:
        """What the worker is told to do."""
        if isinstance(self.task, Bundle):
            return {"bundle": [[name, _text(document), _text(parts), list(of), list(why)] for name, document, parts, of, why in self.task.members]}
        found = self.found
        ask: Message = {"path": found.path, "member": found.member, "within": list(found.within)}
        return {**ask, "document": _text(self.task.document)} if isinstance(self.task, Again) else ask


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


@dataclass(slots=True, eq=False)
class _Worker:
    process: subprocess.Popen[bytes]
    listener: threading.Thread | None = None
    job: _Job | None = None
    ready: bool = False
    served: int = 0
    heard: float = field(default_factory=time.monotonic)

    def tell(self, message: object) -> None:
        """Send a line; a worker that is dead says so by itself, at the other pipe."""
        assert self.process.stdin is not None
        with contextlib.suppress(OSError):
            self.process.stdin.write(json.dumps(message).encode() + b"\n")
            self.process.stdin.flush()

    def left(self, patience: Patience) -> float:
        """Seconds until patience ends."""
        pages = self.job.pages if self.job else 0
        silence = patience.finding if self.job and self.job.finding else patience.silence
        silence = silence if self.ready else max(silence, _START)
        return self.heard + silence + patience.per_page * pages - time.monotonic()

    def end(self, seconds: float = 0.0) -> int:
        """Ask it to end, kill it after so many seconds; its exit status."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        with contextlib.suppress(OSError):
            self.process.stdin.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(seconds)
        self.process.kill()
        status = self.process.wait()
        if self.listener is not None:
            self.listener.join(5.0)  # it hears the end of the pipe; closing under its hands would block
        self.process.stdout.close()
        return status


def read_all(
    tasks: Iterable[Task], setup: Setup, wanted: Wanted, workers: int, patience: Patience | None = None, command: Sequence[str] = COMMAND
) -> Iterator[Event]:
    """What becomes of each file, as it happens, in no order; every file ends in one `Read`, `NotWanted` or `Broken`, a contract file in `Bundled`.

    All workers are ended where the caller stops listening.

    Raises:
        ClausescanError: workers do not start.
    """
    crew = _Crew(tasks, setup, wanted, max(1, workers), patience or Patience(), tuple(command))
    try:
        yield from crew.run()
    finally:
        crew.end()


class _Crew:
    """The workers, what they do, and what waits for them."""

    def __init__(self, tasks: Iterable[Task], setup: Setup, wanted: Wanted, size: int, patience: Patience, command: tuple[str, ...]) -> None:
        self._tasks = iter(tasks)
        self._again: deque[_Job] = deque()
        self._setup, self._wanted, self._size, self._patience, self._command = setup, wanted, size, patience, command
        self._workers: list[_Worker] = []
        self._fit = False  # a worker of this crew was ready once
        self._heard: queue.Queue[tuple[_Worker, Message | None]] = queue.Queue()

    def run(self) -> Iterator[Event]:
        """Hand out and listen until nothing is left."""
        while True:
            self._hand_out()
            busy = [w for w in self._workers if w.job is not None]
            if not busy:
                return
            with contextlib.suppress(queue.Empty):
                worker, message = self._heard.get(timeout=max(0.01, min(w.left(self._patience) for w in busy)))
                if worker in self._workers:  # else it was ended meanwhile
                    worker.heard = time.monotonic()
                    yield from self._lost(worker) if message is None else self._hear(worker, message)
            for worker in [w for w in busy if w.job is not None and w in self._workers and w.left(self._patience) <= 0]:
                yield from self._lost(worker, hung=True)

    def end(self) -> None:
        """End all workers, in peace where they listen, so that they clear up behind themselves."""
        for worker in self._workers:
            worker.process.terminate()
        for worker in self._workers:
            worker.end(_GRACE)
        self._workers.clear()

    def _hand_out(self) -> None:
        for worker in [w for w in self._workers if w.job is None and w.served >= _RENEW]:
            self._workers.remove(worker)
            worker.end(_GRACE)
        while (free := next((w for w in self._workers if w.job is None), None)) or len(self._workers) < self._size:
            job = self._again.popleft() if self._again else next((_job(task) for task in self._tasks), None)
            if job is None:
                return
            worker = free or self._start()
            worker.job, worker.heard, worker.served = job, time.monotonic(), worker.served + 1
            worker.tell(job.told())

    def _start(self) -> _Worker:
        process = subprocess.Popen(  # noqa: S603  our own interpreter and module
            self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        worker = _Worker(process)
        worker.listener = threading.Thread(target=self._listen, args=(worker,), daemon=True)
        worker.listener.start()
        self._workers.append(worker)
        worker.tell(self._setup.plain())
        return worker

    def _listen(self, worker: _Worker) -> None:
        assert worker.process.stdout is not None
        try:
            for line in worker.process.stdout:
                self._heard.put((worker, json.loads(line)))
        except (OSError, ValueError) as error:
            log.debug("worker ended: %s", error)
        self._heard.put((worker, None))

    def _hear(self, worker: _Worker, message: Message) -> Iterator[Event]:
        job = worker.job
        if message["say"] == "unfit":
            raise ClausescanError(message["message"], message["advice"])
        if message["say"] == "ready" or job is None:
            worker.ready = self._fit = True
        elif message["say"] == "page":
            job.pages += 1
            yield PageRead(job.found, job.pages, job.of, message["picture"])
        elif message["say"] == "open":
            job.of = message["pages"]
        elif message["say"] == "taken":
            job.finding, job.pages = True, message["pages"]
        elif message["say"] == "hash":
            yield from self._hashed(worker, job, message)
        else:
            worker.job = None
            yield _ended(job, message)

    def _hashed(self, worker: _Worker, job: _Job, message: Message) -> Iterator[Event]:
        job.sha256, job.size = message["sha256"], message["size"]
        wanted = self._wanted(job.found, message["sha256"], message["size"])
        job.again = isinstance(wanted, bytes)
        worker.tell({"want": "kept", "document": _text(wanted)} if isinstance(wanted, bytes) else {"want": "yes" if wanted else "no"})
        if wanted is False:
            worker.job = None
            yield NotWanted(job.found, message["sha256"], message["size"])

    def _lost(self, worker: _Worker, *, hung: bool = False) -> Iterator[Event]:
        """A worker died or hangs: its file is tried once more, then given up."""
        self._workers.remove(worker)
        if hung:
            worker.process.terminate()
        job, status = worker.job, worker.end(_GRACE)
        if not self._fit and not hung:
            raise ClausescanError("The reading workers do not start.", "Run `clausescan doctor`; install clausescan again.")
        if job is None:
            return
        if job.tries < _TRIES:
            self._again.append(replace(job, tries=job.tries + 1, pages=0, finding=False))
        else:
            yield _given_up(job, "" if hung else f"signal {-status}" if status < 0 else f"status {status}")


def _job(task: Task) -> _Job:
    if isinstance(task, Again):
        return _Job(task, sha256=task.sha256, size=task.found.size, again=True, finding=True)
    return _Job(task, finding=isinstance(task, Bundle))


def _given_up(job: _Job, why: str) -> Event:
    """What is said of a file whose worker died for that reason, or hung ("")."""
    doing = "Looking for facts" if job.finding else "Reading"
    if isinstance(job.task, Bundle):
        return Bundled(job.task.uid, {}, f"The worker died ({why})." if why else "It took too long.")
    if not why:
        return Broken(job.found, job.sha256, "timeout", f"{doing} hung and was stopped, twice.", _SPLIT, job.tries, not job.finding)
    advice = "The PDF is damaged or hostile: print it to a new PDF where it opens."
    return Broken(job.found, job.sha256, "damaged", f"The worker that read it died ({why}), twice.", advice, job.tries, not job.finding)


def _ended(job: _Job, message: Message) -> Event:
    if message["say"] == "read":
        assert job.sha256 is not None
        kept = Packed(base64.b64decode(message["document"]), base64.b64decode(message["parts"]))
        return Read(job.found, job.sha256, job.size, message["record"], message["seconds"], kept, job.again)
    if message["say"] == "bundled":
        return Bundled(job.found.path, {"row": message["row"], "packed": base64.b64decode(message["packed"])})
    if isinstance(job.task, Bundle):
        return Bundled(job.task.uid, {}, message["message"])
    return Broken(job.found, job.sha256, message["code"], message["message"], message["advice"], job.tries, bool(message.get("reading")))
