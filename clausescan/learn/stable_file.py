"""A skops file whose bytes depend on the model alone: no times, and objects numbered in the order in which they stand."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import skops.io

_SCHEMA = "schema.json"
_BEGINNING = (1980, 1, 1, 0, 0, 0)


def model_bytes(pipeline: Any) -> bytes:
    """The model as a skops file; the same model gives the same bytes."""
    return settled(skops.io.dumps(pipeline))


def settled(data: bytes) -> bytes:
    """The skops file with memory addresses made running numbers, entries in order, and no times of writing.

    skops names arrays and marks shared objects by their address in memory, which differs from run to run.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        contents = {name: old.read(name) for name in old.namelist()}
    numbers: dict[int, int] = {}
    schema = _renumbered(json.loads(contents.pop(_SCHEMA)), numbers)
    files = {f"{numbers[int(name.removesuffix('.npy'))]}.npy": content for name, content in contents.items()}
    files[_SCHEMA] = json.dumps(schema, sort_keys=True, indent=1).encode()
    return _zipped(files)


def _renumbered(value: Any, numbers: dict[int, int]) -> Any:
    if isinstance(value, list):
        return [_renumbered(x, numbers) for x in value]
    if not isinstance(value, dict):
        return value
    if "__id__" in value:
        numbers.setdefault(value["__id__"], len(numbers) + 1)
    out = {key: _renumbered(x, numbers) for key, x in value.items()}
    if "__id__" in out:
        out["__id__"] = numbers[value["__id__"]]
    if isinstance(file := out.get("file"), str) and file.endswith(".npy"):
        out["file"] = f"{numbers[int(file.removesuffix('.npy'))]}.npy"
    return out


def _zipped(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _BEGINNING)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 3
            archive.writestr(entry, files[name], compresslevel=9)
    return buffer.getvalue()
