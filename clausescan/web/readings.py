"""Readings kept on disk: what a worker found in a PDF, whole, until somebody asks for it. Made by the worker, read by the server."""

from __future__ import annotations

import gzip
import json
import os
from dataclasses import replace
from pathlib import Path

from clausescan.core.packed import pack, unpack
from clausescan.core.result import Scanned


def reading_path(folder: Path, sha256: str, fingerprint: str) -> Path:
    """Where the reading of that PDF by that code lies, or would lie."""
    return folder / sha256[:2] / f"{sha256}.{fingerprint}.json.gz"


def keep(folder: Path, fingerprint: str, scanned: Scanned) -> None:
    """Write a reading whole or not at all."""
    path = reading_path(folder, scanned.document.source.sha256, fingerprint)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}")
    part.write_bytes(gzip.compress(json.dumps(pack(scanned)).encode("utf-8", "surrogatepass"), 1))
    part.replace(path)


def fetch(folder: Path, sha256: str, fingerprint: str, name: str) -> Scanned:
    """The reading of that PDF under that name.

    Raises:
        OSError: it is not there.
    """
    plain = json.loads(gzip.decompress(reading_path(folder, sha256, fingerprint).read_bytes()))
    scanned = unpack(Scanned, plain)
    return replace(scanned, document=replace(scanned.document, source=replace(scanned.document.source, name=name)))
