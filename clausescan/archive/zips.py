"""Zip files read as if they were folders: nothing is unpacked to disk, so no name inside can lead anywhere.

A zip file may be a bomb. What is no PDF is refused after its first kilobyte, what is squeezed far harder than any PDF can be is refused by
its directory, and a zip file inside another is opened only where it is small enough for memory, to a depth of three.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath

from clausescan.errors import SourceError
from clausescan.read.source import check_header

MOST_MEMBERS = 200_000
DEEPEST = 3
"""Zip files one within the other, the outermost counted."""
MOST_NESTED = 256_000_000  # bytes of a zip file inside another: it is held in memory
_HEAD = 2048
_SMALL = 10_000_000  # bytes below which it does not matter how hard a member is squeezed
_RATIO = 100  # size over compressed size: text of a PDF is squeezed inside it already, so that zip gains little
_ADVICE = "Unpack it, and give the folder."


@dataclass(frozen=True, slots=True)
class Member:
    """A PDF inside a zip file: `within` are names of zip files between, outermost first; `size` as the directory tells it."""

    within: tuple[str, ...]
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Refused:
    """A zip file inside that is not opened, and why; `code` is one of help/errors.md."""

    within: tuple[str, ...]
    code: str
    message: str


def members(path: str) -> Iterator[Member | Refused]:
    """PDFs of a zip file, sorted by name, those of zip files inside it where these stand; hidden ones left out.

    Raises:
        SourceError: the zip file itself cannot be opened.
    """
    with _opened(path) as archive:
        yield from _listed(archive, ())


def member_bytes(path: str, within: tuple[str, ...], name: str, most: int) -> bytes:
    """The bytes of a PDF inside a zip file.

    Raises:
        SourceError: it is no PDF, too large, squeezed like a bomb, locked, damaged, or gone.
    """
    if not within:
        with _opened(path) as archive:
            return _taken(archive, name, most)
    stamp = Path(path).stat() if Path(path).exists() else None
    data = _nested(path, within, stamp.st_mtime_ns if stamp else 0)
    with _opened(io.BytesIO(data)) as archive:
        return _taken(archive, name, most)


@lru_cache(maxsize=1)
def _nested(path: str, within: tuple[str, ...], changed: int) -> bytes:  # noqa: ARG001  a zip file that changed is another
    """The bytes of the innermost zip file; the last one is kept, because its members are read one after the other."""
    with _opened(path) as archive:
        data = _taken(archive, within[0], MOST_NESTED, pdf=False)
    for name in within[1:]:
        with _opened(io.BytesIO(data)) as archive:
            data = _taken(archive, name, MOST_NESTED, pdf=False)
    return data


def _listed(archive: zipfile.ZipFile, within: tuple[str, ...]) -> Iterator[Member | Refused]:
    infos = archive.infolist()
    if len(infos) > MOST_MEMBERS:
        yield Refused(within, "too_large", f"The zip file lists {len(infos):,} files; the limit is {MOST_MEMBERS:,}.")
        return
    for info in sorted(infos, key=lambda m: m.filename):
        name = info.filename
        if info.is_dir() or _hidden(name):
            continue
        if name.lower().endswith(".pdf"):
            yield Member(within, name, info.file_size)
        elif name.lower().endswith(".zip"):
            yield from _inner(archive, (*within, name))


def _inner(archive: zipfile.ZipFile, within: tuple[str, ...]) -> Iterator[Member | Refused]:
    if len(within) >= DEEPEST:
        yield Refused(within, "unsupported", f"Zip files are opened to a depth of {DEEPEST}.")
        return
    try:
        with _opened(io.BytesIO(_taken(archive, within[-1], MOST_NESTED, pdf=False))) as inner:
            yield from _listed(inner, within)
    except SourceError as error:
        yield Refused(within, error.code, error.message)


def _hidden(name: str) -> bool:
    return any(p.startswith(".") or p == "__MACOSX" for p in PurePosixPath(name.replace("\\", "/")).parts if p not in {".", ".."})


@contextmanager
def _opened(source: str | io.BytesIO) -> Iterator[zipfile.ZipFile]:
    try:
        archive = zipfile.ZipFile(source)
    except (OSError, zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise SourceError(f"The zip file cannot be opened: {error}.", _ADVICE, "damaged") from error
    with archive:
        yield archive


def _taken(archive: zipfile.ZipFile, name: str, most: int, *, pdf: bool = True) -> bytes:
    try:
        info = archive.getinfo(name)
        _refuse_bomb(info, most)
        with archive.open(info) as inside:
            head = inside.read(_HEAD)
            if pdf:
                check_header(head)
            data = head + inside.read(most + 1 - len(head))
    except SourceError:
        raise
    except RuntimeError as error:  # what zipfile says of a password
        raise SourceError(
            "The file in the zip file is locked with a password.", "Unpack it with the password, and give the folder.", "encrypted"
        ) from error
    except KeyError as error:
        raise SourceError("The zip file no longer holds that file.", "Run the scan again.", "unreadable") from error
    except Exception as error:  # the errors of zlib, bz2 and lzma have no common name
        raise SourceError(f"The file in the zip file is damaged: {error}.", _ADVICE, "damaged") from error
    if len(data) > most:
        raise _too_large(most)
    return data


def _refuse_bomb(info: zipfile.ZipInfo, most: int) -> None:
    if info.file_size > most:
        raise _too_large(most)
    if info.file_size > _SMALL and info.file_size > _RATIO * max(1, info.compress_size):
        raise SourceError("The file in the zip file is squeezed as no PDF is: it looks like a bomb.", _ADVICE, "too_large")


def _too_large(most: int) -> SourceError:
    return SourceError(f"The file in the zip file has more than {most / 1e6:,.0f} MB.", "Split it, or raise max_megabytes.", "too_large")
