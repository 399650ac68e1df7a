"""The evidence packet: report, answer as JSON, the pages that were quoted, and a manifest of hashes, in one zip file."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from clausescan.core.document import SourceFile
from clausescan.report.markup import Note
from clausescan.report.zipped import zipped

MANIFEST = "manifest.json"
SCHEMA = "clausescan.packet/1"
_UNSAFE = re.compile(r"[^\w.() -]+")
_README = """Evidence packet made by clausescan.

report.html      the report; open it in a browser, no network needed
readiness.json   the same as data (schema clausescan.readiness/1)
pages/           the pages that the report quotes, taken out of the PDFs as they are
manifest.json    the SHA-256 of every file of this packet and of every PDF that was read

To check a file: sha256sum FILE (Windows: certutil -hashfile FILE SHA256), and compare with manifest.json.
An aid to review, not legal advice.
"""


def cited_pages(notes: Sequence[Note]) -> tuple[int, ...]:
    """The pages (from 1) that notes stand on, in order."""
    return tuple(sorted({note.page for note in notes}))


def packet(
    report: str,
    readiness: Mapping[str, Any],
    sources: Sequence[SourceFile],
    pages: Mapping[str, tuple[tuple[int, ...], bytes]],
    missing: Mapping[str, str],
) -> bytes:
    """The zip file; the same contents give the same bytes.

    `sources` are the PDFs that were read, `pages` the cited pages of each (by sha256: page numbers from 1, and a PDF of them), `missing` why a
    PDF has no such pages, by sha256.
    """
    names = _names(sources)
    entries = [
        ("README.txt", _README.encode()),
        ("report.html", report.encode("utf-8", "replace")),
        ("readiness.json", _json(readiness)),
        *((f"pages/{names[sha256]}", content) for sha256, (_, content) in pages.items()),
    ]
    manifest = {
        "schema": SCHEMA,
        "version": readiness["version"],
        "fingerprint": readiness["fingerprint"],
        "as_of": readiness["as_of"],
        "files": [{"name": name, "sha256": hashlib.sha256(content).hexdigest(), "size": len(content)} for name, content in entries],
        "sources": [_source(source, names, pages, missing) for source in sources],
    }
    return zipped([*entries, (MANIFEST, _json(manifest))])


def _source(
    source: SourceFile, names: Mapping[str, str], pages: Mapping[str, tuple[tuple[int, ...], bytes]], missing: Mapping[str, str]
) -> dict[str, Any]:
    taken = pages.get(source.sha256)
    return {
        "name": source.name,
        "sha256": source.sha256,
        "size": source.size,
        "cited_pages": list(taken[0]) if taken else [],
        "excerpt": f"pages/{names[source.sha256]}" if taken else None,
        "note": missing.get(source.sha256),
    }


def _json(value: Mapping[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _names(sources: Sequence[SourceFile]) -> dict[str, str]:
    """For each sha256 a name that any system can write, each once."""
    return dict(zip((s.sha256 for s in sources), safe_names([s.name for s in sources]), strict=True))


def safe_names(names: Sequence[str]) -> list[str]:
    """The last part of each name without signs that a file system may refuse, ended by .pdf; a number goes before names that would clash."""
    plain = [_UNSAFE.sub("_", PurePosixPath(name.replace("\\", "/")).name).strip(" .")[:120] or "document.pdf" for name in names]
    plain = [name if name.lower().endswith(".pdf") else f"{name}.pdf" for name in plain]
    often = [name.lower() for name in plain]
    return [f"{number}-{name}" if often.count(name.lower()) > 1 else name for number, name in enumerate(plain, 1)]
