"""What a result depends on besides the PDF, in two stages: how it was read, and what was found in what was read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from clausescan import __version__
from clausescan.read.ocr import OcrOptions
from clausescan.settings import data_folder

_PACKAGE = Path(__file__).resolve().parents[1]
_READING = ("core/document.py", "core/packed.py", "core/span.py", "read", "sandbox.py", "sandbox_limits.py")
_FINDING = ("core", "extract", "assess", "scan.py", "archive/contract.py", "archive/record.py")
_KINDS = {".py", ".toml", ".csv", ".txt"}


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """Sixteen hexadecimal digits each: `reading` stays as long as a PDF must be read the same, `whole` as long as it must give the same record."""

    reading: str
    whole: str


def fingerprints(ocr: OcrOptions) -> Fingerprints:
    """Those of this installation, under these settings of reading scans."""
    reading = _digest(_READING, json.dumps([ocr.mode, ocr.language, ocr.engine]))
    return Fingerprints(reading, _digest(_FINDING, f"{reading} {__version__}", models=True))


def _digest(rooms: Sequence[str], start: str, *, models: bool = False) -> str:
    """Over code and data of those rooms, and the manifests of models (which hold the hashes of the models)."""
    digest = hashlib.sha256(start.encode())
    places = [_PACKAGE / room for room in rooms]
    code = sorted(p for place in places for p in ([place] if place.is_file() else place.rglob("*")) if p.suffix in _KINDS)
    for path in [*code, *(sorted(data_folder("models").rglob("manifest.toml")) if models else ())]:
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]
