"""What was read on pages, kept beside the other caches so that a scan is read once. Private files, written whole or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from clausescan.read.ocr_words import Reading, Seen, SeenLine, Stroke

FORMAT = 4  # raise it when pictures are made ready in another way


def key(sha256: str, page: int, asked: Iterable[str]) -> str:
    """The name of an entry: the PDF, the page (from 1), and whatever else changes the reading (engines with versions, language)."""
    rest = hashlib.sha256(json.dumps([FORMAT, *asked]).encode()).hexdigest()[:12]
    return f"{sha256[:2]}/{sha256}-{page}-{rest}.json"


def load(folder: Path, name: str) -> Reading | None:
    """The entry, None where there is none or it cannot be understood."""
    try:
        return unpack(json.loads((folder / name).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def save(folder: Path, name: str, reading: Reading) -> None:
    """Keep it. A disk that is full or may not be written costs the next reader time, nothing else."""
    path = folder / name
    with contextlib.suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")  # readable by its owner alone
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(pack(reading), file, separators=(",", ":"))
            Path(part).replace(path)
        except BaseException:
            Path(part).unlink(missing_ok=True)
            raise


def pack(reading: Reading) -> list[Any]:
    """The reading as plain lists, strings and numbers."""
    lines = [[line.size, [list(w) for w in line.words]] for line in reading.lines]
    return [
        lines,
        reading.width,
        reading.height,
        reading.scale,
        reading.turn,
        reading.angle,
        reading.ink,
        reading.engine,
        reading.across,
        reading.down,
        reading.signed,
    ]


def unpack(packed: list[Any]) -> Reading:
    """What `pack` was given.

    Raises:
        ValueError, TypeError: the lists are not what `pack` makes.
    """
    lines, width, height, scale, turn, angle, ink, engine, across, down, signed = packed
    return Reading(
        tuple(SeenLine(tuple(Seen(str(text), *map(float, rest)) for text, *rest in words), float(size)) for size, words in lines),
        float(width),
        float(height),
        float(scale),
        int(turn),
        float(angle),
        float(ink),
        str(engine),
        tuple(_stroke(*map(float, s)) for s in across),
        tuple(_stroke(*map(float, s)) for s in down),
        tuple((str(kind), *_stroke(*map(float, place))) for kind, *place in signed),
    )


def _stroke(x0: float, top: float, x1: float, bottom: float) -> Stroke:
    return x0, top, x1, bottom
