"""What was read of each PDF, so that a new rule, another grouping or a report reads no PDF again: `pages.db`, beside the archive.

It may be deleted: then PDFs are read again where they are needed. One row a stage: the document as read, and the parts that were found in it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from clausescan.core.document import Document
from clausescan.core.packed import pack, squeezed, unpack, unsqueezed
from clausescan.core.result import Scanned, ScannedPart, main_of
from clausescan.errors import UsageError

FILE_NAME = "pages.db"
_TABLES = """
CREATE TABLE IF NOT EXISTS documents (sha256 TEXT NOT NULL, fingerprint TEXT NOT NULL, data BLOB NOT NULL, PRIMARY KEY (sha256, fingerprint));
CREATE TABLE IF NOT EXISTS parts (sha256 TEXT NOT NULL, fingerprint TEXT NOT NULL, data BLOB NOT NULL, PRIMARY KEY (sha256, fingerprint));
"""


@dataclass(frozen=True, slots=True)
class Packed:
    """A PDF as read and as understood, each packed as JSON and compressed."""

    document: bytes
    parts: bytes


def packed(scanned: Scanned) -> Packed:
    """Both stages of a PDF."""
    return Packed(squeezed(pack(scanned.document)), squeezed([scanned.main, pack(scanned.parts)]))


def document_of(data: bytes, name: str = "") -> Document:
    """The document that was packed, under that name where one is given.

    Raises:
        ValueError, TypeError: it is none.
    """
    document = unpack(Document, unsqueezed(data))
    return replace(document, source=replace(document.source, name=name)) if name else document


def scanned_of(kept: Packed, name: str = "") -> Scanned:
    """The PDF as if it were read now.

    Raises:
        ValueError, TypeError: the bytes are not what `packed` makes.
    """
    main, parts = unsqueezed(kept.parts)
    return Scanned(document_of(kept.document, name), tuple(unpack(ScannedPart, one) for one in parts), main)


def member_of(name: str, document: bytes, parts: bytes, indexes: Sequence[int]) -> Scanned:
    """A PDF of a contract file as kept, with those of its parts (by index from 0) that belong to it.

    Raises:
        ValueError, TypeError: as `scanned_of`.
    """
    scanned = scanned_of(Packed(document, parts), name)
    if len(indexes) == len(scanned.parts):
        return scanned
    chosen = tuple(scanned.parts[i] for i in indexes)
    return Scanned(scanned.document, chosen, main_of(chosen))


class Kept:
    """`pages.db` of an archive's folder. One process writes; what it holds is thrown away where it is not fit to be read."""

    def __init__(self, folder: Path, *, write: bool = False) -> None:
        path = folder / FILE_NAME
        try:
            if write:
                self._db: sqlite3.Connection | None = sqlite3.connect(path, timeout=30.0, isolation_level=None)
                self._db.execute("PRAGMA journal_mode = WAL")
                self._db.execute("PRAGMA synchronous = NORMAL")
                self._db.executescript(_TABLES)
            else:
                self._db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=30.0) if path.is_file() else None
        except sqlite3.Error as error:
            raise UsageError(f"{path} cannot be opened: {error}.", "Delete it: PDFs are then read again where they are needed.") from error

    def close(self) -> None:
        """Let go of the file."""
        if self._db is not None:
            self._db.close()

    def add(self, sha256: str, reading: str, whole: str, kept: Packed) -> None:
        """Keep both stages under the fingerprints of their makers; those of earlier makers go."""
        assert self._db is not None
        self._db.execute("BEGIN IMMEDIATE")
        for table, fingerprint, data in (("documents", reading, kept.document), ("parts", whole, kept.parts)):
            self._db.execute(f"DELETE FROM {table} WHERE sha256 = ? AND fingerprint <> ?", (sha256, fingerprint))  # noqa: S608  our own names
            self._db.execute(f"INSERT OR REPLACE INTO {table} VALUES (?, ?, ?)", (sha256, fingerprint, data))  # noqa: S608
        self._db.execute("COMMIT")

    def document(self, sha256: str, reading: str) -> bytes | None:
        """The document as read under that fingerprint, packed; None where it is not kept."""
        data: bytes | None = self._data("SELECT data FROM documents WHERE sha256 = ? AND fingerprint = ?", (sha256, reading))
        return data

    def has(self, sha256: str, whole: str) -> bool:
        """Are the parts kept that were found by that fingerprint?"""
        return self._data("SELECT '' FROM parts WHERE sha256 = ? AND fingerprint = ?", (sha256, whole)) is not None

    def both(self, sha256: str) -> Packed | None:
        """The last document and parts, whoever made them; None where one is missing."""
        document = self._data("SELECT data FROM documents WHERE sha256 = ? ORDER BY rowid DESC", (sha256,))
        parts = self._data("SELECT data FROM parts WHERE sha256 = ? ORDER BY rowid DESC", (sha256,))
        return Packed(document, parts) if document is not None and parts is not None else None

    def _data(self, sql: str, values: Sequence[Any]) -> Any:
        row = self._db.execute(sql, values).fetchone() if self._db is not None else None
        return row[0] if row else None
