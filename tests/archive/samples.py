"""Small archives for tests."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path
from typing import Any

from clausescan.archive.contracts import put_together
from clausescan.archive.fingerprint import Fingerprints
from clausescan.archive.kept import packed
from clausescan.archive.record import record_of
from clausescan.archive.store import Archive, Reading, Store
from clausescan.archive.walk import Found
from clausescan.archive.worker import Setup
from clausescan.read.ocr import OFF
from clausescan.sandbox import Limits
from clausescan.scan import Toolkit, load_toolkit, scan_text

CONTRACTS = Path(__file__).resolve().parents[2] / "corpus" / "contracts"
ONE, TWO = Fingerprints("r1", "w1"), Fingerprints("r1", "w2")
SETUP = Setup(Limits(), tuple(OFF.pack()), isolate=False)

PERMITTING = """AGREEMENT NO. C-24-7
This Agreement is made between the City of Larkmoor, Colorado and Wrenfield Mobility, Inc. for mobile parking payment services.
1. Term. This Agreement begins on July 1, 2025 and ends on June 30, 2027.
2. Cooperative purchasing. Other public agencies may purchase from this Agreement at the same prices and terms.
"""
SILENT = """AGREEMENT NO. K-9
This Agreement is made between Harrow County, Oregon and Tallow Paving LLC for asphalt paving.
1. Term. This Agreement begins on January 1, 2022 and ends on December 31, 2024.
"""


def some(folder: Path, *names: str) -> Path:
    """A folder with copies of sample PDFs, named by "contract file/document"."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        shutil.copy(CONTRACTS / f"{name}.pdf", folder / f"{name.replace('/', '-')}.pdf")
    return folder


def reading(text: str, name: str = "contract.pdf", toolkit: Toolkit | None = None) -> Reading:
    """A text as if it were a PDF that was read."""
    scanned = scan_text(text, name, toolkit or load_toolkit())
    source = scanned.document.source
    return Reading(name, source.sha256, source.size, 0.1, record_of(scanned), packed(scanned))


def found(path: str, **values: Any) -> Found:
    return dataclasses.replace(Found(path, None, 10, 20), **values)


def filled(folder: Path, **texts: str) -> Path:
    """An archive of texts, by the names that their files have, put together to contract files."""
    with Store(folder, ONE) as store:
        for name, text in texts.items():
            one = reading(text, f"{name}.pdf")
            store.add(found(f"/c/{name}.pdf", size=one.size), one)
        put_together(store, SETUP, 0)
    return folder


def dump(folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All that an archive says, without ids, times and seconds, sorted."""
    queries = {
        "files": "SELECT sha256, fingerprint, current, name, size, pages, unread_pages FROM files",
        "paths": "SELECT path, sha256, size, current FROM paths",
        "facts": "SELECT sha256, facts.* FROM facts JOIN files ON id = file_id",
        "parts": "SELECT sha256, parts.* FROM parts JOIN files ON id = file_id",
        "clauses": "SELECT sha256, clauses.* FROM clauses JOIN files ON id = file_id",
        "passages": "SELECT sha256, passages.* FROM passages JOIN files ON id = file_id",
        "quarantine": "SELECT path, sha256, code, tries, solved_at IS NULL AS open FROM quarantine",
        "contract_files": "SELECT * FROM contract_files",
        "documents": "SELECT uid, ordinal, sha256, parts, why FROM contract_documents AS d JOIN contract_files AS c ON c.id = contract_id "
        "JOIN files ON files.id = d.file_id",
        "words": "SELECT uid, words.* FROM words JOIN contract_files ON id = words.rowid",
    }
    left_out = {"file_id", "id", "updated_at", "members"}
    with Archive(folder) as archive:
        return {
            table: sorted(tuple((k, str(v)) for k, v in row.items() if k not in left_out) for row in archive.rows(sql))
            for table, sql in queries.items()
        }
