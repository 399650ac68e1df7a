"""Which PDFs do these paths name? Folders, patterns, zip files and lists of paths become one row of finds; nothing is read but names."""
# Places are plain strings here: for a million files, `Path` would take longer than the rest of the walk.
# ruff: noqa: PTH100, PTH112, PTH113, PTH116, PTH118, PTH207

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from clausescan.archive.remote import is_remote, listed
from clausescan.archive.zips import Refused, members
from clausescan.errors import SourceError, UsageError

LIST = "-"
"""The path that stands for a list of paths."""


@dataclass(frozen=True, slots=True)
class Found:
    """A PDF to read. `path` is absolute, or names a store ("s3://"); `member` is its name inside that zip file, None for a file of its own.

    `size` in bytes and `mtime_ns` tell whether it changed; both -1 where the file cannot be looked at. For a member the time is that of
    the zip file, and `within` are the zip files between, outermost first.
    """

    path: str
    member: str | None = None
    size: int = -1
    mtime_ns: int = -1
    within: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The place as text that can be written anywhere: bytes that are not UTF-8 become backslash escapes."""
        place = "/".join([self.path, *self.within, *([] if self.member is None else [self.member])])
        return place.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


@dataclass(frozen=True, slots=True)
class Trouble:
    """A folder or zip file that cannot be looked into; `code` is one of help/errors.md."""

    path: str
    code: str
    message: str
    advice: str


def walk(paths: Sequence[str], lines: Iterable[str] = ()) -> Iterator[Found | Trouble]:
    """Every PDF that the paths name, each once, in the order of paths and sorted within a folder.

    A folder stands for PDFs and zip files in it and below (".PDF" too; hidden ones and links to folders left out), a zip file for the
    PDFs inside (and in zip files inside it), a pattern (`**` too) for what it matches, `-` for the paths in `lines`, one a line. A name with
    a scheme ("s3://bucket/folder") stands for the PDFs at or below it.

    Raises:
        UsageError: a path given does not exist, or a pattern matches nothing.
        MissingExtraError: a name has a scheme, and what reads it is not installed.
    """
    seen: set[str] = set()
    for path in paths:
        for found in _named(path, lines):
            key = found.label if isinstance(found, Found) else found.path
            if key not in seen:
                seen.add(key)
                yield found


def _named(path: str, lines: Iterable[str]) -> Iterator[Found | Trouble]:
    if path == LIST:
        for line in lines:
            if name := line.rstrip("\r\n"):
                yield from _inside(name)
    elif is_remote(path) or os.path.lexists(path):
        yield from _inside(path)
    elif glob.has_magic(path) and (matches := [m for m in sorted(glob.glob(path, recursive=True)) if _wanted(m)]):
        for match in matches:
            yield from _inside(match)
    else:
        raise UsageError(f"There is no file or folder {path}.", "Give PDFs, folders, zip files, patterns in quotes, or - for a list of paths.")


def _wanted(path: str) -> bool:
    return os.path.isdir(path) or path.lower().endswith((".pdf", ".zip"))


def _inside(path: str) -> Iterator[Found | Trouble]:
    if is_remote(path):
        yield from (Found(url, None, size, changed) for url, size, changed in listed(path))
        return
    path = os.path.abspath(path)
    if os.path.isdir(path):
        yield from _folder(path)
    elif path.lower().endswith(".zip"):
        yield from _zip(path)
    else:
        yield _found(path)


def _found(path: str) -> Found:
    try:
        status = os.stat(path)
    except OSError:
        return Found(path)
    return Found(path, None, status.st_size, status.st_mtime_ns)


def _folder(folder: str) -> Iterator[Found | Trouble]:
    troubles: list[OSError] = []
    for place, folders, names in os.walk(folder, onerror=troubles.append):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted(names):
            path = os.path.join(place, name)
            if not name.startswith(".") and name.lower().endswith((".pdf", ".zip")) and os.path.isfile(path):
                yield from _zip(path) if name.lower().endswith(".zip") else (_found(path),)
    for error in troubles:
        yield Trouble(str(error.filename), "unreadable", f"The folder cannot be looked into: {error.strerror}.", "Check your rights to it.")


def _zip(path: str) -> Iterator[Found | Trouble]:
    status, advice = _found(path), "Unpack it, and give the folder."
    try:
        for one in members(path):
            if isinstance(one, Refused):
                yield Trouble("/".join([status.label, *one.within]), one.code, one.message, advice)
            else:
                yield Found(path, one.name, one.size, status.mtime_ns, one.within)
    except SourceError as error:
        yield Trouble(status.label, error.code, error.message, error.advice)
