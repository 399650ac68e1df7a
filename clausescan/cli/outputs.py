"""Where results go: a file that can be written, written whole or not at all, or standard output; and what is said of files that failed."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from clausescan.core.result import Failed
from clausescan.errors import UsageError

_ADVICE = "Give another place with -o."


def writable(target: Path) -> Path:
    """The target, once it is clear that it can be written: before the work, not after it.

    Raises:
        UsageError: it cannot.
    """
    folder = target.parent
    if target.is_dir() or not folder.is_dir() or not os.access(folder, os.W_OK) or (target.exists() and not os.access(target, os.W_OK)):
        raise UsageError(f"{target} cannot be written.", _ADVICE)
    return target


def write_whole(content: str | bytes, target: Path | None) -> None:
    """Bytes as they are, text as UTF-8 with its own line ends: beside the target first, then moved over it; standard output where there is none.

    Raises:
        UsageError: the target cannot be written after all.
    """
    data = content if isinstance(content, bytes) else content.encode("utf-8", "replace")
    if target is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    part = target.with_name(f".{target.name}.part")
    try:
        part.write_bytes(data)
        part.replace(target)
    except OSError as error:
        raise UsageError(f"{target} cannot be written.", _ADVICE) from error


def complain(failed: Iterable[Failed]) -> None:
    """One line on standard error for each file that could not be read."""
    for one in failed:
        click.echo(f"{one.name}: error [{one.code}]: {one.message} {one.advice}", err=True)
