"""A supervised child that reads PDFs: what goes wrong in there ends the child, not the program.

Parent and child speak over pipes in frames (four bytes of length, then JSON), so that nothing a PDF makes the child send is ever run. The
child is used for many files and renewed after some; one that is silent for too long, takes too long in all, or fills too much memory, is
killed. Before it reads anything the child gives up what it does not need (`sandbox_limits`). It has a private folder for temporary files and
for whatever else it may leave; the parent removes it.
"""

from __future__ import annotations

import base64
import contextlib
import json
import logging
import os
import queue
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any, Self

from clausescan.core.document import Bookmark, Notice
from clausescan.core.span import Box
from clausescan.errors import SourceError
from clausescan.read.ocr import OFF, OcrOptions, with_ocr
from clausescan.read.ocr_engines import rapidocr_version
from clausescan.read.ocr_need import OcrMode
from clausescan.read.pages import Opening, read_pdf
from clausescan.read.raw import RawPage
from clausescan.sandbox_limits import MEGABYTE, OWN_MEMORY, allow_memory, allow_processor, confine, environment, memory_of

if TYPE_CHECKING:
    from clausescan.report.markup import Note

log = logging.getLogger(__name__)

_LENGTH = struct.Struct(">I")
_MAX_FRAME = 512 * 1024 * 1024
_GROUPS = hasattr(os, "killpg")  # the child leads a group, so that a program reading a picture ends with it
_MAX_WORK = 600.0  # seconds that one page read from its picture may ask for
_COPYING = 60.0  # seconds more for writing a copy of a PDF
_PIECE = 4 * MEGABYTE  # of a copy in one frame
_WATCH = 0.25  # seconds between two looks at the child's memory
_WATCHED = 0.9  # of what the child may fill: it is ended in good order before the system refuses it more
Message = list[Any]


@dataclass(frozen=True, slots=True)
class Limits:
    """What a child may take: seconds of `silence` between pages, `seconds` for a file plus `per_page`, address space, files before renewal."""

    silence: float = 45.0
    seconds: float = 60.0
    per_page: float = 0.5
    megabytes: int = 3_000
    files: int = 200


def in_force(limits: Limits | None = None) -> dict[str, str]:
    """What holds for a child on this system, as the child itself tells: a sentence each for time, memory, processor, files, network, ...

    Raises:
        SourceError: no child can be started.
    """
    limits = limits or Limits()
    with Reader(limits) as reader:
        said = reader.confined()
    return {"time": f"{limits.silence:g} s without a page, {limits.seconds:g} s a file and {limits.per_page:g} s a page on top", **said}


class Reader:
    """Reads PDFs in a child process; use as a context. One reader is for one thread."""

    def __init__(self, limits: Limits | None = None, ocr: OcrOptions = OFF) -> None:
        self.limits = limits or Limits()
        self.ocr = replace(ocr, cache=str(Path(ocr.cache).absolute()) if ocr.cache else "")  # the child runs in a folder of its own
        self._child: _Child | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End the child."""
        if self._child is not None:
            self._child.end()
            self._child = None

    def read(self, data: bytes, password: str | None = None) -> Iterator[Opening | RawPage]:
        """As `read.pages.read_pdf`, from the child.

        Raises:
            SourceError: what the child found wrong, or `timeout`, `memory`, `damaged` where it had to be ended or died.
        """
        for message in self._ask(["read", password, self.ocr.pack()], data):
            if message[0] == "open":
                yield Opening(message[1], tuple(Bookmark(*b) for b in message[2]), tuple(Notice(*n) for n in message[3]))
            elif message[0] == "page":
                yield RawPage.unpack(message[1])

    def picture(self, data: bytes, page: int, box: Box, scale: float, password: str | None = None) -> bytes:
        """A JPEG of a part of a page, as `read.pdfium.picture`, drawn in the child.

        Raises:
            SourceError: the page cannot be drawn.
        """
        place = [box.x0, box.top, box.x1, box.bottom]
        # heard to the end: a child that is left half-way is renewed, and would be given the PDF again
        drawn = [message[1] for message in self._ask(["picture", password, page, place, scale], data) if message[0] == "picture"]
        if drawn:
            return base64.b64decode(drawn[0])
        raise SourceError(f"Page {page} of the PDF cannot be drawn.", "Open the PDF at that page to see it.")

    def marked(self, data: bytes, notes: Sequence[Note], password: str | None = None) -> bytes:
        """The PDF with highlights and notes, as `report.markup.marked`, written in the child.

        Raises:
            SourceError: it cannot be written with marks.
        """
        told = [[n.page, [[b.x0, b.top, b.x1, b.bottom] for b in n.boxes], n.title, n.words] for n in notes]
        return self._copy("marked", told, data, password)

    def excerpt(self, data: bytes, pages: Sequence[int], password: str | None = None) -> bytes:
        """A PDF of those pages (from 1), as `report.markup.excerpt`, written in the child.

        Raises:
            SourceError: the pages cannot be taken out.
        """
        return self._copy("excerpt", list(pages), data, password)

    def _copy(self, kind: str, told: Message, data: bytes, password: str | None) -> bytes:
        pieces = [base64.b64decode(message[1]) for message in self._ask([kind, password, told], data) if message[0] == "piece"]
        if not pieces:
            raise SourceError("The PDF cannot be copied.", "Open the PDF itself.")
        return b"".join(pieces)

    def confined(self) -> dict[str, str]:
        """What `sandbox_limits.confine` tells in the child.

        Raises:
            SourceError: the child does not answer.
        """
        told = [dict(message[1]) for message in self._ask(["confined"], b"") if message[0] == "confined"]
        return told[0] if told else {}

    def _ask(self, question: Message, data: bytes) -> Iterator[Message]:
        """The child's answers up to "done". The child is ended where it fails, and where the caller stops listening."""
        if self._child is None or not self._child.lives or self._child.served >= self.limits.files:
            self.close()
            self._child = _Child(self.limits)
        child, finished = self._child, False
        child.send(question, data)
        start, allowed, silence = time.monotonic(), self.limits.seconds, self.limits.silence
        try:
            while True:
                left = start + allowed - time.monotonic()
                message = child.receive(min(silence, left))
                silence = self.limits.silence
                if message[0] == "done":
                    finished = True
                    return
                if message[0] == "error":
                    finished = message[4]
                    raise SourceError(message[1], message[2], message[3])
                if message[0] == "open":
                    allowed += self.limits.per_page * message[1]
                if message[0] == "working":  # a page is being read from its picture, which may take so many seconds
                    silence += min(float(message[1]), _MAX_WORK)
                    allowed += min(float(message[1]), _MAX_WORK)
                yield message
        finally:
            if not finished:
                self.close()


class _Child:
    """The process and its pipes. A thread listens, so that waiting can end on every system."""

    def __init__(self, limits: Limits) -> None:
        self.served = 0
        self._last: bytes | None = None
        self._most = int(limits.megabytes * OWN_MEMORY * _WATCHED) * MEGABYTE
        self._peak, self._heavy, self._ended = 0, False, threading.Event()
        self._folder = tempfile.TemporaryDirectory(prefix="clausescan-", ignore_cleanup_errors=True)  # readable by its owner alone
        told = [limits.megabytes, limits.seconds, limits.per_page, os.getpid(), self._folder.name]
        self._process = subprocess.Popen(  # noqa: S603  our own interpreter and module
            [sys.executable, "-m", "clausescan.sandbox", json.dumps(told)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            process_group=0 if _GROUPS else None,
            cwd=self._folder.name,
            env=environment(Path(self._folder.name)),
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._in, self._out = self._process.stdin, self._process.stdout
        # Bounded: a child that reads faster than the text is built waits, and memory stays flat.
        self._messages: queue.Queue[Message | None] = queue.Queue(maxsize=64)
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()
        threading.Thread(target=self._watch, daemon=True).start()

    @property
    def lives(self) -> bool:
        """False where the process ended by itself."""
        return self._process.poll() is None

    def _watch(self) -> None:
        """End the child where it fills too much: the only limit of memory where the system has none."""
        while not self._ended.wait(_WATCH) and self.lives:
            self._peak = max(self._peak, memory_of(self._process) or 0)
            if self._peak > self._most:
                self._heavy = True
                self._kill()

    def _ran_out(self) -> bool:
        """True where the process gave up because the system refused it memory: PDFium then ends itself, and Python fails."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            status = self._process.wait(5)
            return self._peak > self._most // 2 and status not in {0, -signal.SIGSEGV}
        return False

    def _listen(self) -> None:
        try:
            while (message := _receive(self._out)) is not None:
                self._messages.put(message)
        except (OSError, ValueError) as error:
            log.debug("child ended: %s", error)
        with contextlib.suppress(queue.Full):
            self._messages.put(None, timeout=60)

    def send(self, question: Message, data: bytes) -> None:
        """Ask; a child that is already dead answers with None to `receive`."""
        self.served += 1
        again = data is self._last  # many pictures of one PDF: the child still has it
        self._last = data
        try:
            _send(self._in, [*question, -1 if again else len(data)])
            if not again:
                self._in.write(data)
            self._in.flush()
        except OSError as error:
            log.debug("child does not listen: %s", error)

    def receive(self, seconds: float) -> Message:
        """The next message.

        Raises:
            SourceError: `timeout`; `memory` where the child had to be ended for it; `damaged` where it died.
        """
        try:
            message = self._messages.get(timeout=max(0.01, seconds))
        except queue.Empty:
            raise SourceError("Reading took too long and was stopped.", "Split the PDF, or print it to a new one.", "timeout") from None
        if message is None and (self._heavy or self._ran_out()):
            raise SourceError("Reading needs more memory than is allowed.", "Split the PDF, or print it to a new one.", "memory")
        if message is None:
            raise SourceError(
                "The reading process died on this PDF.", "The PDF is damaged or hostile: print it to a new PDF where it opens.", "damaged"
            )
        return message

    def end(self) -> None:
        """Kill the process, with programs that it started, wait for it, and remove its folder."""
        self._ended.set()
        self._kill()
        self._process.wait()
        while self._thread.is_alive():
            with contextlib.suppress(queue.Empty):
                self._messages.get(timeout=0.05)
        for pipe in (self._in, self._out):
            with contextlib.suppress(OSError):
                pipe.close()
        self._folder.cleanup()

    def _kill(self) -> None:
        if _GROUPS:
            with contextlib.suppress(OSError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()


def _send(pipe: IO[bytes], message: Message) -> None:
    body = json.dumps(message, separators=(",", ":")).encode("utf-8", "surrogatepass")
    pipe.write(_LENGTH.pack(len(body)) + body)


def _receive(pipe: IO[bytes]) -> Message | None:
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    if length > _MAX_FRAME:
        raise ValueError("frame too long")
    message = json.loads(pipe.read(length).decode("utf-8", "surrogatepass"))
    if not isinstance(message, list) or not message:
        raise ValueError("not a message")
    return message


def serve(source: IO[bytes], sink: IO[bytes], limits: Limits, confined: dict[str, str]) -> None:
    """The child: answer questions until the pipe closes."""
    data = b""
    while (question := _receive(source)) is not None:
        length = question.pop()
        data = source.read(length) if length >= 0 else data
        try:
            allow_processor(limits.seconds)
            _answer(question, data, sink, limits, confined)
            _send(sink, ["done"])
        except SourceError as error:
            _send(sink, ["error", error.message, error.advice, error.code, True])
        except MemoryError:
            _send(sink, ["error", "Reading needs more memory than is allowed.", "Split the PDF, or print it to a new one.", "memory", False])
        except RecursionError:
            _send(sink, ["error", "The PDF refers to itself without end.", "Print it to a new PDF where it still opens.", "damaged", False])
        sink.flush()


def _answer(question: Message, data: bytes, sink: IO[bytes], limits: Limits, confined: dict[str, str]) -> None:
    if question[0] == "confined":
        _send(sink, ["confined", confined])
        return
    if question[0] == "picture":
        from clausescan.read import pdfium  # noqa: PLC0415  the child loads the engine when it is asked to draw

        _, password, page, box, scale = question
        with pdfium.open_pdf(data, password) as pdf:
            _send(sink, ["picture", base64.b64encode(pdfium.picture(pdf, page, Box(*box), scale)).decode()])
        return
    if question[0] in {"marked", "excerpt"}:
        _send_copy(question, data, sink)
        return
    password, ocr = question[1], OcrOptions.unpack(question[2])
    if ocr.mode is not OcrMode.OFF and ocr.engine != "tesseract" and rapidocr_version():
        allow_memory(limits.megabytes)  # its process inherits the limit, and its models alone need a gigabyte

    def waiting(seconds: float) -> None:
        allow_processor(limits.seconds + min(seconds, _MAX_WORK))
        _send(sink, ["working", seconds])
        sink.flush()

    for item in with_ocr(read_pdf(data, password), data, password, ocr, waiting):
        if isinstance(item, Opening):
            allow_processor(limits.seconds + limits.per_page * item.pages)
            books = [[b.title, b.page, b.level] for b in item.bookmarks]
            _send(sink, ["open", item.pages, books, [[n.code, n.message, n.page] for n in item.notices]])
        else:
            _send(sink, ["page", item.pack()])
        sink.flush()


def _send_copy(question: Message, data: bytes, sink: IO[bytes]) -> None:
    """A copy of the PDF with marks, or of some of its pages, in pieces."""
    from clausescan.report import markup  # noqa: PLC0415  the child loads the writer when it is asked for a copy

    kind, password, told = question
    _send(sink, ["working", _COPYING])
    sink.flush()
    if kind == "marked":
        notes = [markup.Note(page, tuple(Box(*b) for b in boxes), title, words) for page, boxes, title, words in told]
        copy = markup.marked(data, notes, password)
    else:
        copy = markup.excerpt(data, told, password)
    for start in range(0, len(copy), _PIECE):
        _send(sink, ["piece", base64.b64encode(copy[start : start + _PIECE]).decode()])


def _main(told: str) -> None:
    megabytes, seconds, per_page, parent, folder = json.loads(told)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get between the answers
    serve(sys.stdin.buffer, answers, Limits(seconds=seconds, per_page=per_page, megabytes=megabytes), confine(megabytes, parent, Path(folder)))
    shutil.rmtree(folder, ignore_errors=True)  # the pipe closed: the parent ended without ending us, and removes nothing


if __name__ == "__main__":
    _main(sys.argv[1])
