"""Files that lie elsewhere, named by a scheme ("s3://bucket/folder"), through fsspec. Nothing here runs unless such a path is given."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

from clausescan.errors import MissingExtraError, SourceError, UsageError

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]{1,20}://", re.IGNORECASE)


def is_remote(path: str) -> bool:
    """Is that a name with a scheme?"""
    return _SCHEME.match(path) is not None


def listed(url: str) -> Iterator[tuple[str, int, int]]:
    """(url, size, time of change in nanoseconds; 0 where unknown) of each PDF at or below, sorted.

    Raises:
        UsageError: nothing lies there, or it cannot be looked into.
        MissingExtraError: fsspec, or what it needs for that scheme, is not installed.
    """
    system, place = _system(url)
    scheme = url.split("://", 1)[0]
    try:
        found: dict[str, Any] = system.find(place, detail=True)
    except Exception as error:  # each store has errors of its own
        raise UsageError(f"{url} cannot be looked into: {error}.", "Check the name and your rights to it.") from error
    if not found:
        raise UsageError(f"There is nothing at {url}.", "Name a file or a folder, as in s3://bucket/contracts.")
    for name in sorted(found):
        info = found[name]
        if name.lower().endswith(".pdf") and not name.rsplit("/", 1)[-1].startswith("."):
            yield f"{scheme}://{name}", int(info.get("size") or 0), _changed(info)


def remote_bytes(url: str, most: int) -> bytes:
    """The bytes of one file.

    Raises:
        SourceError: it cannot be read, or is too large.
        MissingExtraError: as `listed`.
    """
    system, place = _system(url)
    try:
        with system.open(place, "rb") as source:
            data: bytes = source.read(most + 1)
    except Exception as error:
        raise SourceError(f"The file cannot be read: {error}.", "Check its place and your rights to it.", "unreadable") from error
    if len(data) > most:
        raise SourceError(f"The file has more than {most / 1e6:,.0f} MB.", "Split it, or raise max_megabytes.", "too_large")
    return data


def _system(url: str) -> tuple[Any, str]:
    """The file system and the place in it. Keys and addresses come from the usual variables of that store (AWS_ACCESS_KEY_ID, AWS_ENDPOINT_URL)."""
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415

        system, place = url_to_fs(url)
    except ImportError as error:
        raise MissingExtraError(f"To read {url} a package is missing.", "Install it: pip install clausescan[s3]") from error
    except ValueError as error:
        raise UsageError(f"{url} names no store that is known: {error}.", "Give a path, or s3://bucket/folder.") from error
    return system, str(place)


def _changed(info: dict[str, Any]) -> int:
    when = info.get("LastModified") or info.get("mtime") or info.get("created")
    if isinstance(when, dt.datetime):
        return int(when.timestamp() * 1e9)
    return int(float(when) * 1e9) if isinstance(when, int | float) else 0
