"""Zip files whose bytes hang on nothing but what is in them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

_WHEN = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip file can say


def zipped(entries: Iterable[tuple[str, bytes]]) -> bytes:
    """The entries (name, content) in the order given, compressed, all with the same time and rights."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in entries:
            entry = zipfile.ZipInfo(name, _WHEN)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            archive.writestr(entry, content)
    return out.getvalue()
