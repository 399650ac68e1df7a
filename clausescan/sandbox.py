"""A supervised child that reads PDFs: what goes wrong in there ends the child, not the program.

Parent and child speak over pipes in frames (four bytes of length, then JSON), so that nothing a PDF makes the child send is ever run. The
child is used for many files and renewed after some; one that is silent for too long, or takes too long in all, is killed. Where the system
offers it (POSIX), the child also limits its own address space. This is the only module that names anything POSIX-only.
"""

from __future__ import annotations

import base64
import contextlib
import json
import logging
import os
import queue
import signal
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import IO, Any, Self

from clausescan.core.document import Bookmark, Notice
from clausescan.core.span import Box
from clausescan.errors import SourceError
from clausescan.read.ocr import OFF, OcrOptions, with_ocr
from clausescan.read.pages import Opening, read_pdf
from clausescan.read.raw import RawPage

log = logging.getLogger(__name__)

_LENGTH = struct.Struct(">I")
_MAX_FRAME = 512 * 1024 * 1024
_GROUPS = hasattr(os, "killpg")  # the child leads a group, so that a program reading a picture ends with it
_MAX_WORK = 600.0  # seconds that one page read from its picture may ask for
Message = list[Any]


@dataclass(frozen=True, slots=True)
class Limits:
    """What a child may take: seconds of `silence` between pages, `seconds` for a file plus `per_page`, address space, files before renewal."""

    silence: float = 45.0
    seconds: float = 60.0
    per_page: float = 0.5
    megabytes: int = 3_000
    files: int = 200


def in_force() -> str:
    """What this system lets the child be limited by, in one sentence."""
    memory = "address space (RLIMIT_AS)" if _resource() is not None else "no memory limit on this system"
    return f"own process, time limits, {memory}"


def _resource() -> Any:
    try:
        import resource  # noqa: PLC0415  POSIX only
    except ImportError:
        return None
    return resource


class Reader:
    """Reads PDFs in a child process; use as a context. One reader is for one thread."""

    def __init__(self, limits: Limits | None = None, ocr: OcrOptions = OFF) -> None:
        self.limits = limits or Limits()
        self.ocr = ocr
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
        for message in self._ask(["picture", password, page, place, scale], data):
            if message[0] == "picture":
                return base64.b64decode(message[1])
        raise SourceError(f"Page {page} of the PDF cannot be drawn.", "Open the PDF at that page to see it.")

    def _ask(self, question: Message, data: bytes) -> Iterator[Message]:
        """The child's answers up to "done". The child is ended where it fails, and where the caller stops listening."""
        if self._child is None or self._child.served >= self.limits.files:
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
        self._process = subprocess.Popen(  # noqa: S603  our own interpreter and module
            [sys.executable, "-m", "clausescan.sandbox", str(limits.megabytes)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            process_group=0 if _GROUPS else None,
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._in, self._out = self._process.stdin, self._process.stdout
        # Bounded: a child that reads faster than the text is built waits, and memory stays flat.
        self._messages: queue.Queue[Message | None] = queue.Queue(maxsize=64)
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

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
            SourceError: `timeout`, or `damaged` where the child died.
        """
        try:
            message = self._messages.get(timeout=max(0.01, seconds))
        except queue.Empty:
            raise SourceError("Reading took too long and was stopped.", "Split the PDF, or print it to a new one.", "timeout") from None
        if message is None:
            raise SourceError(
                "The reading process died on this PDF.", "The PDF is damaged or hostile: print it to a new PDF where it opens.", "damaged"
            )
        return message

    def end(self) -> None:
        """Kill the process, with programs that it started, and wait for it."""
        if _GROUPS:
            with contextlib.suppress(OSError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
        self._process.wait()
        while self._thread.is_alive():
            with contextlib.suppress(queue.Empty):
                self._messages.get(timeout=0.05)
        for pipe in (self._in, self._out):
            with contextlib.suppress(OSError):
                pipe.close()


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


def serve(source: IO[bytes], sink: IO[bytes], megabytes: int) -> None:
    """The child: answer questions until the pipe closes."""
    _limit_memory(megabytes)
    data = b""
    while (question := _receive(source)) is not None:
        length = question.pop()
        data = source.read(length) if length >= 0 else data
        try:
            _answer(question, data, sink)
            _send(sink, ["done"])
        except SourceError as error:
            _send(sink, ["error", error.message, error.advice, error.code, True])
        except MemoryError:
            _send(sink, ["error", "Reading needs more memory than is allowed.", "Split the PDF, or print it to a new one.", "memory", False])
        except RecursionError:
            _send(sink, ["error", "The PDF refers to itself without end.", "Print it to a new PDF where it still opens.", "damaged", False])
        sink.flush()


def _answer(question: Message, data: bytes, sink: IO[bytes]) -> None:
    if question[0] == "picture":
        from clausescan.read import pdfium  # noqa: PLC0415  the child loads the engine when it is asked to draw

        _, password, page, box, scale = question
        with pdfium.open_pdf(data, password) as pdf:
            _send(sink, ["picture", base64.b64encode(pdfium.picture(pdf, page, Box(*box), scale)).decode()])
        return
    _, password, ocr = question

    def waiting(seconds: float) -> None:
        _send(sink, ["working", seconds])
        sink.flush()

    for item in with_ocr(read_pdf(data, password), data, password, OcrOptions.unpack(ocr), waiting):
        if isinstance(item, Opening):
            books = [[b.title, b.page, b.level] for b in item.bookmarks]
            _send(sink, ["open", item.pages, books, [[n.code, n.message, n.page] for n in item.notices]])
        else:
            _send(sink, ["page", item.pack()])
        sink.flush()


def _limit_memory(megabytes: int) -> None:
    resource = _resource()
    if resource is None:
        return
    size = megabytes * 1024 * 1024
    with contextlib.suppress(ValueError, OSError):  # macOS refuses RLIMIT_AS
        resource.setrlimit(resource.RLIMIT_AS, (size, size))


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer, int(sys.argv[1]))
