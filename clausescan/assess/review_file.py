"""The trail of a review: `review.jsonl`, one correction a line, only ever added to."""

from __future__ import annotations

import json
import os
from pathlib import Path

from clausescan.core.review import Correction, correction_of, correction_plain
from clausescan.errors import UsageError

FILE_NAME = "review.jsonl"
"""Its name beside the PDFs of a contract file, where `clausescan report FOLDER` finds it."""


def load_review(path: Path) -> tuple[Correction, ...]:
    """All lines of a trail, the oldest first; empty where there is no file. A last line that was cut off by a power cut is left out.

    Raises:
        UsageError: a line is no correction.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read as text.", "Export the review again.") from error
    found = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found.append(correction_of(json.loads(line)))
        except ValueError as error:
            if number == len(lines):
                break
            raise UsageError(f"{path}, line {number}: {error}.", "Each line is one correction as the desk writes it.") from error
    return tuple(found)


def append(path: Path, correction: Correction) -> None:
    """Add a line, safely on the disk when this returns; what a power cut left of an unfinished line is closed first."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    line = json.dumps(correction_plain(correction), ensure_ascii=False).encode("utf-8", "replace") + b"\n"
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600), "r+b") as file:
        size = file.seek(0, os.SEEK_END)
        if size:
            file.seek(size - 1)
            if file.read(1) != b"\n":
                whole = size - _tail(path)
                file.truncate(whole)
        file.write(line)
        file.flush()
        os.fsync(file.fileno())


def _tail(path: Path) -> int:
    """Bytes after the last line end."""
    data = path.read_bytes()
    return len(data) - data.rfind(b"\n") - 1
