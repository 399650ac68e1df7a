"""A worker of the archive: a process that reads one PDF after the other and says what it found, in lines of JSON.

It is told what to do on standard input and answers on standard output (`engine` is the other end). PDFs are opened in a supervised child of
the worker's own; what goes wrong in the worker itself ends the worker, not the scan.

    to the worker    {setup}, then for each file {"path", "member"}, and "yes" or "no" to its hash
    from the worker  {"say": "ready"}, then for each file {"say": "hash"}, and, where it is wanted, "open", "page"s and one "read" or "failed"
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
import json
import os
import signal
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import IO, Any

from clausescan.archive.record import record_of
from clausescan.core.result import Failed, Outcome
from clausescan.errors import ClausescanError, SourceError
from clausescan.read.ocr import OcrOptions, with_ocr
from clausescan.read.pages import Opening, read_pdf
from clausescan.read.raw import RawPage
from clausescan.read.source import printable, read_file
from clausescan.sandbox import Limits, Reader
from clausescan.scan import ReadPdf, load_toolkit, scan_bytes

Message = dict[str, Any]
Tell = Callable[[Message], None]
Scan = Callable[[bytes, str, Tell], Outcome]
"""Bytes and name to an outcome, telling of each page."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What a worker is told once. `limits` are those of its reading child, `ocr` is packed; `isolate` off reads in the worker itself."""

    limits: Limits
    ocr: tuple[Any, ...]
    isolate: bool = True
    max_bytes: int = 1_000_000_000

    def plain(self) -> Message:
        """As JSON."""
        return {**asdict(self), "ocr": list(self.ocr)}

    @classmethod
    def of(cls, plain: Message) -> Setup:
        """What `plain` made."""
        given = {k: v for k, v in plain["limits"].items() if k in {f.name for f in fields(Limits)}}
        return cls(Limits(**given), tuple(plain["ocr"]), plain["isolate"], plain["max_bytes"])


def load(path: str, member: str | None, max_bytes: int) -> bytes:
    """The bytes of a file, or of a PDF inside a zip file.

    Raises:
        SourceError: it cannot be read, is too large, or the zip file does not give it away.
    """
    if member is None:
        return read_file(Path(path), max_bytes)
    try:
        with zipfile.ZipFile(path) as archive, archive.open(member) as inside:
            data = inside.read(max_bytes + 1)
    except RuntimeError as error:  # what zipfile says of a password
        raise SourceError(
            "The file in the zip file is locked with a password.", "Unpack it with the password, and give the folder.", "encrypted"
        ) from error
    except (OSError, KeyError, zipfile.BadZipFile, NotImplementedError, EOFError, ValueError) as error:
        raise SourceError(f"The file cannot be taken out of the zip file: {error}.", "Unpack it, and give the folder.", "damaged") from error
    except Exception as error:  # the errors of zlib, bz2 and lzma have no common name
        raise SourceError("The file in the zip file is damaged.", "Unpack it, and give the folder.", "damaged") from error
    if len(data) > max_bytes:
        raise SourceError(f"The file has more than {max_bytes / 1e6:,.0f} MB.", "Split it, or raise max_megabytes.", "too_large")
    return data


def serve(source: IO[bytes], tell: Tell, scan: Scan, max_bytes: int) -> None:
    """Answer until the pipe closes."""
    while line := source.readline():
        job = json.loads(line)
        try:
            data = load(job["path"], job["member"], max_bytes)
        except SourceError as error:
            tell({"say": "failed", "code": error.code, "message": error.message, "advice": error.advice})
            continue
        tell({"say": "hash", "sha256": hashlib.sha256(data).hexdigest(), "size": len(data)})
        if json.loads(source.readline() or b'"no"') == "yes":
            start = time.monotonic()
            answer = _answer(data, printable(job["member"] or job["path"]), scan, tell)
            tell({**answer, "seconds": round(time.monotonic() - start, 3)})


def _answer(data: bytes, name: str, scan: Scan, tell: Tell) -> Message:
    try:
        outcome = scan(data, name, tell)
        record = None if isinstance(outcome, Failed) else record_of(outcome)
    except BrokenPipeError:
        raise  # nobody listens any more
    except Exception as error:  # noqa: BLE001  a fault of our own in one file does not end the scan
        said = f"clausescan failed on this file: {type(error).__name__}: {error}"
        return {"say": "failed", "code": "fault", "message": said, "advice": "This is a bug. Run it alone with `clausescan -v facts` and report it."}
    if isinstance(outcome, Failed):
        return {"say": "failed", "code": outcome.code, "message": outcome.message, "advice": outcome.advice}
    return {"say": "read", "record": record}


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


def main(change: Callable[[Scan], Scan] = lambda scan: scan) -> None:
    """The process: set up, say ready, serve. `change` may put something before the scan (tests)."""
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

        def here(data: bytes, password: str | None) -> Iterator[Opening | RawPage]:
            return with_ocr(read_pdf(data, password), data, password, ocr)

        def scan(data: bytes, name: str, tell: Tell) -> Outcome:
            return scan_bytes(data, name, toolkit, None, telling(child.read if setup.isolate else here, tell))

        tell({"say": "ready"})
        serve(sys.stdin.buffer, tell, change(scan), setup.max_bytes)


if __name__ == "__main__":
    main()
