"""Is it a PDF that can be opened? Every way in which it is not has one sentence and one piece of advice (help/errors.md)."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

from clausescan.core.document import Notice, SourceFile
from clausescan.errors import SourceError

MAX_BYTES = 1_000_000_000
MAX_PAGES = 50_000
_HEAD = 1024  # a PDF's header may stand behind so many bytes of something else (PDF 1.7, appendix H.3, note 13)
_TAIL = 2048

_OTHERS: tuple[tuple[bytes, str, str], ...] = (
    (b"PK\x03\x04", "a Word, Excel or ZIP file", "Save it as PDF first (File, Export), or unpack it and give the PDFs inside."),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file", "Open it in the program that made it and save it as PDF."),
    (b"{\\rtf", "a rich-text file", "Open it in a word processor and save it as PDF."),
    (b"\x89PNG", "a picture", "Put the picture into a PDF, then give that."),
    (b"\xff\xd8\xff", "a picture", "Put the picture into a PDF, then give that."),
    (b"II*\x00", "a picture", "Put the picture into a PDF, then give that."),
    (b"MM\x00*", "a picture", "Put the picture into a PDF, then give that."),
    (b"%!PS", "a PostScript file", "Turn it into PDF first."),
)
_WEB_PAGE = re.compile(rb"\s*<(?:!doctype|html|\?xml)", re.IGNORECASE)


def printable(path: str | os.PathLike[str]) -> str:
    """A file's own name as text that can be written anywhere: bytes that are not UTF-8 become the replacement sign."""
    name = Path(os.fspath(path)).name
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def read_file(path: Path, max_bytes: int = MAX_BYTES) -> bytes:
    """The bytes of a file, read once.

    Raises:
        SourceError: `unreadable` (no such file, no rights, a folder, or it changed while it was read), `too_large`.
    """
    try:
        before = path.stat()
        if before.st_size > max_bytes:
            raise SourceError(
                f"The file has {before.st_size / 1e6:,.0f} MB; the limit is {max_bytes / 1e6:,.0f} MB.",
                "Split it, or raise max_megabytes.",
                "too_large",
            )
        data = path.read_bytes()
        after = path.stat()
    except OSError as error:
        why = {FileNotFoundError: "does not exist", PermissionError: "may not be read", IsADirectoryError: "is a folder"}.get(
            type(error), "cannot be read"
        )
        raise SourceError(f"The file {why}.", "Check its place and your rights to it.", "unreadable") from error
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(data) != after.st_size:
        raise SourceError("The file changed while it was read.", "Wait until it is wholly written, then try again.", "unreadable")
    return data


def identify(name: str, data: bytes) -> SourceFile:
    """Name, sha256 and size; nothing is opened."""
    return SourceFile(name, hashlib.sha256(data).hexdigest(), len(data))


def check_header(data: bytes) -> None:
    """Pass a PDF by.

    Raises:
        SourceError: `empty` or `not_pdf`, which says what the file is instead where that can be told.
    """
    if not data:
        raise SourceError("The file is empty (0 bytes).", "Download it again, or ask the sender for it.", "empty")
    head = data[:_HEAD]
    if b"%PDF-" in head:
        return
    for magic, what, advice in _OTHERS:
        if head.startswith(magic):
            raise SourceError(f"This is {what}, not a PDF.", advice, "not_pdf")
    if _WEB_PAGE.match(head):
        raise SourceError("This is a web page, not a PDF.", "Open the link in a browser and save the PDF itself.", "not_pdf")
    raise SourceError("This is not a PDF.", "Give a PDF file; other files must be saved as PDF first.", "not_pdf")


def tail_notice(data: bytes) -> tuple[Notice, ...]:
    """A notice where the file does not end as a PDF must, so that pages may be missing."""
    if b"%%EOF" in data[-_TAIL:]:
        return ()
    return (Notice("truncated", "The file does not end as a PDF must: it may be cut off, and pages may be missing."),)
