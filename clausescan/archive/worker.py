"""A worker of the archive: a process that reads one PDF after the other and says what it found, in lines of JSON.

It is told what to do on standard input and answers on standard output (`engine` is the other end). PDFs are opened in a supervised child of
the worker's own; what goes wrong in the worker itself ends the worker, not the scan.

    to the worker    {setup}, then {"path", "member", "within"} for each file, {"want": "yes", "no" or "kept", "document"} to its hash;
                     with "document" where it was read before; or {"bundle": ...}, PDFs as kept that are one contract file
    from the worker  {"say": "ready"}, then for each file {"say": "hash"}, and, where it is wanted, "open", "page"s, "taken" when it was read,
                     and one "read" or "failed"; "bundled" or "failed" for a contract file
"""

from __future__ import annotations

import base64
import contextlib
import gc
import hashlib
import json
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from functools import partial
from pathlib import Path
from typing import IO, Any

from clausescan.archive.contract import contract_record
from clausescan.archive.kept import document_of, member_of, packed
from clausescan.archive.record import record_of
from clausescan.archive.remote import is_remote, remote_bytes
from clausescan.archive.zips import member_bytes
from clausescan.core.document import Document
from clausescan.core.result import Scanned
from clausescan.errors import ClausescanError, SourceError
from clausescan.read.ocr import OcrOptions, with_ocr
from clausescan.read.pages import Opening, read_pdf
from clausescan.read.raw import RawPage
from clausescan.read.source import identify, printable, read_file
from clausescan.sandbox import Limits, Reader
from clausescan.sandbox_limits import MEGABYTE
from clausescan.scan import ReadPdf, Toolkit, load_toolkit, read_document, scan_document

Message = dict[str, Any]
Tell = Callable[[Message], None]


@dataclass(frozen=True, slots=True)
class Tools:
    """The two stages of a scan: bytes and name to a document, telling of each page; a document to what is found in it."""

    read: Callable[[bytes, str, Tell], Document]
    find: Callable[[Document], Scanned]


@dataclass(frozen=True, slots=True)
class Setup:
    """What a worker is told once.

    `limits` are those of its reading child, `ocr` is packed; `isolate` off reads in the worker itself. `megabytes` is the address space
    of the worker, which looks for facts; 0 for no limit.
    """

    limits: Limits
    ocr: tuple[Any, ...]
    isolate: bool = True
    max_bytes: int = 1_000_000_000
    megabytes: int = 0

    def plain(self) -> Message:
        """As JSON."""
        return {**asdict(self), "ocr": list(self.ocr)}

    @classmethod
    def of(cls, plain: Message) -> Setup:
        """What `plain` made."""
        given = {k: v for k, v in plain["limits"].items() if k in {f.name for f in fields(Limits)}}
        return cls(Limits(**given), tuple(plain["ocr"]), plain["isolate"], plain["max_bytes"], plain["megabytes"])


def load(path: str, member: str | None, max_bytes: int, within: Sequence[str] = ()) -> bytes:
    """The bytes of a file, of a PDF inside a zip file, or of one that lies in a store.

    Raises:
        SourceError: it cannot be read, is too large, or the zip file does not give it away.
    """
    if member is not None:
        return member_bytes(path, tuple(within), member, max_bytes)
    return remote_bytes(path, max_bytes) if is_remote(path) else read_file(Path(path), max_bytes)


def serve(source: IO[bytes], tell: Tell, tools: Tools, max_bytes: int) -> None:
    """Answer until the pipe closes."""
    while line := source.readline():
        job = json.loads(line)
        if "bundle" in job:
            tell(_guarded(partial(_bundled, job["bundle"])))
            continue
        answer = {"want": "kept", "document": job["document"]} if job.get("document") else {}
        data = b""
        if not answer:
            try:
                data = load(job["path"], job["member"], max_bytes, job["within"])
            except ClausescanError as error:
                tell({"say": "failed", "code": error.code, "message": error.message, "advice": error.advice, "reading": True})
                continue
            tell({"say": "hash", "sha256": hashlib.sha256(data).hexdigest(), "size": len(data)})
            answer = json.loads(source.readline() or b'{"want": "no"}')
        if answer["want"] != "no":
            start = time.monotonic()
            name = printable(job["member"] or job["path"])
            said = _guarded(partial(_answer, data, name, answer.get("document"), tools, tell))
            tell({**said, "seconds": round(time.monotonic() - start, 3)})


def _bundled(members: list[list[Any]]) -> Message:
    read = [(member_of(name, base64.b64decode(document), base64.b64decode(parts), of), why) for name, document, parts, of, why in members]
    return {"say": "bundled", **contract_record(read)}


def _answer(data: bytes, name: str, kept: str | None, tools: Tools, tell: Tell) -> Message:
    try:
        document = document_of(base64.b64decode(kept), name) if kept else tools.read(data, name, tell)
    except SourceError as error:
        return {"say": "failed", "code": error.code, "message": error.message, "advice": error.advice, "reading": True}
    tell({"say": "taken", "pages": len(document.pages)})
    scanned = tools.find(document)
    both = packed(scanned)
    parts = base64.b64encode(both.parts).decode()
    return {"say": "read", "record": record_of(scanned), "document": kept or base64.b64encode(both.document).decode(), "parts": parts}


def _guarded(work: Callable[[], Message]) -> Message:
    """What work says; a fault of our own in one file does not end the scan."""
    try:
        return work()
    except BrokenPipeError:
        raise  # nobody listens any more
    except MemoryError:
        return {"say": "failed", "code": "memory", "message": "The file needs more memory than is allowed.", "advice": "Split the PDF."}
    except Exception as error:  # noqa: BLE001  the one boundary of a file
        said = f"clausescan failed on this file: {type(error).__name__}: {error}"
        return {"say": "failed", "code": "fault", "message": said, "advice": "This is a bug. Run it alone with `clausescan -v facts` and report it."}


def telling(read: ReadPdf, tell: Tell) -> ReadPdf:
    """The same reader, which tells how many pages there are, and of each."""

    def pages(data: bytes, password: str | None) -> Iterator[Opening | RawPage]:
        for item in read(data, password):
            if isinstance(item, RawPage):
                tell({"say": "page", "picture": item.picture is not None})
            else:
                tell({"say": "open", "pages": item.pages})
            yield item

    return pages


def main(change: Callable[[Tools], Tools] = lambda tools: tools) -> None:
    """The process: set up, say ready, serve. `change` may put something before the stages (tests)."""
    with contextlib.suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever stops the scan ends its workers
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # by the way out, so that the child and its folder go too
    gc.set_threshold(100_000, 50, 100)
    sink = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing but messages may stand on the pipe

    def tell(message: Message) -> None:
        sink.write(json.dumps(message).encode() + b"\n")
        sink.flush()

    setup = Setup.of(json.loads(sys.stdin.buffer.readline()))
    try:
        toolkit = load_toolkit()
    except ClausescanError as error:
        tell({"say": "unfit", "message": error.message, "advice": error.advice})
        return
    ocr = OcrOptions.unpack(list(setup.ocr))
    with contextlib.suppress(BrokenPipeError), Reader(setup.limits, ocr) as child:
        limit_memory(setup.megabytes)
        tell({"say": "ready"})
        serve(sys.stdin.buffer, tell, change(_tools(toolkit, child if setup.isolate else None, ocr)), setup.max_bytes)


def _tools(toolkit: Toolkit, child: Reader | None, ocr: OcrOptions) -> Tools:
    def here(data: bytes, password: str | None) -> Iterator[Opening | RawPage]:
        return with_ocr(read_pdf(data, password), data, password, ocr)

    def read(data: bytes, name: str, tell: Tell) -> Document:
        return read_document(data, identify(name, data), None, telling(child.read if child is not None else here, tell))

    return Tools(read, lambda document: scan_document(document, toolkit))


def limit_memory(megabytes: int) -> None:
    """Let this process take no more address space than that, where the system has such a limit: then Python raises MemoryError."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415  POSIX only

        if megabytes and sys.platform.startswith("linux"):
            resource.setrlimit(resource.RLIMIT_AS, (megabytes * MEGABYTE, resource.getrlimit(resource.RLIMIT_AS)[1]))


if __name__ == "__main__":
    main()
