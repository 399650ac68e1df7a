"""What a reading depends on besides the PDF: code, rules, registry, model, and how pictures are read."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from clausescan import __version__
from clausescan.read.ocr import OcrOptions
from clausescan.settings import data_folder

_PACKAGE = Path(__file__).resolve().parents[1]
_ROOMS = ("core", "read", "extract", "assess", "scan.py", "archive/record.py")
_KINDS = {".py", ".toml", ".csv"}


def fingerprint(ocr: OcrOptions) -> str:
    """Sixteen hexadecimal digits; the same as long as the same PDF must give the same record."""
    digest = hashlib.sha256(json.dumps([__version__, ocr.mode, ocr.language, ocr.engine]).encode())
    for path in _files():
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def _files() -> list[Path]:
    """Code and data that read, and the manifests of models (which hold the hashes of the models)."""
    places = [_PACKAGE / room for room in _ROOMS]
    code = [p for place in places for p in ([place] if place.is_file() else place.rglob("*")) if p.suffix in _KINDS]
    return [*sorted(code), *sorted(data_folder("models").rglob("manifest.toml"))]
