"""What an archive keeps: one SQLite file, written by one process, one transaction a file. Nothing is ever deleted from it.

The tables are told in `archive.schema`. The file is in WAL mode: whoever searches is not in the way of a scan, and a scan that is killed
leaves all that was written before.
"""

from __future__ import annotations

import base64
import datetime as dt
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from clausescan.archive.fingerprint import Fingerprints
from clausescan.archive.kept import Kept, Packed
from clausescan.archive.schema import MIGRATIONS
from clausescan.archive.walk import Found, Trouble
from clausescan.errors import UsageError

FILE_NAME = "archive.db"
KINDS = ("title", "scope", "item", "price", "party")
"""Kinds of passages, and the columns of the full-text table `words`, in order."""
_WAIT = 30.0  # seconds for another process that writes

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as read: what it is called, and its record (`archive.record.record_of`)."""

    name: str
    sha256: str
    size: int
    seconds: float
    record: Row
    kept: Packed


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that could not be read; `sha256` None where not even its bytes could be.

    `reading`: its PDF could not be read, so that another rule would change nothing.
    """

    path: str
    sha256: str | None
    code: str
    message: str
    advice: str
    tries: int = 1
    reading: bool = True


class Store:
    """The archive of a folder, open for writing; use as a context. `made_by` are the fingerprints of what is added and asked for."""

    def __init__(self, folder: Path, made_by: Fingerprints) -> None:
        self.made_by = made_by
        self._fingerprint = made_by.whole
        self.folder = folder
        self.db = _open(folder)
        self.kept = Kept(folder, write=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        self.db.close()
        self.kept.close()

    def known(self, found: Found) -> str | None:
        """The sha256 of a place that still holds what was read, or refused, with this fingerprint; None where it must be looked at."""
        if found.mtime_ns < 0:
            return None
        sha256 = self.content(found)
        return sha256 if sha256 and (self.has(sha256) or self.refused(sha256)) else None

    def content(self, found: Found) -> str | None:
        """The sha256 of a place that is as it was when it was last looked at, whatever read it then; None where it must be looked at."""
        sql = "SELECT sha256 FROM paths WHERE path = ? AND size = ? AND mtime_ns = ? AND current = 1"
        row = self.db.execute(sql, (found.label, found.size, found.mtime_ns)).fetchone()
        return row[0] if row else None

    def document(self, sha256: str) -> bytes | None:
        """The document as it was read by what reads now, packed; None where the PDF must be read."""
        return self.kept.document(sha256, self.made_by.reading)

    def has(self, sha256: str) -> bool:
        """Was that PDF read with this fingerprint, and is what was read kept?"""
        return self._filed(sha256) and self.kept.has(sha256, self._fingerprint)

    def _filed(self, sha256: str) -> bool:
        return self.db.execute("SELECT 1 FROM files WHERE sha256 = ? AND fingerprint = ?", (sha256, self._fingerprint)).fetchone() is not None

    def refused(self, sha256: str) -> bool:
        """Could that file not be read by what reads now, or not be understood by what is here now?"""
        sql = "SELECT 1 FROM quarantine WHERE sha256 = ? AND fingerprint IN (?, ?) AND solved_at IS NULL"
        return self.db.execute(sql, (sha256, self.made_by.reading, self.made_by.whole)).fetchone() is not None

    def place(self, found: Found, sha256: str) -> None:
        """Keep that the PDF lies there; whatever the path held before is no longer current."""
        with self.transaction():
            self._place(found, sha256)

    def add(self, found: Found, reading: Reading) -> None:
        """Keep a reading with the place of its file, in one transaction; a reading that is there already stays as it is."""
        self.kept.add(reading.sha256, self.made_by.reading, self.made_by.whole, reading.kept)
        with self.transaction():
            self._place(found, reading.sha256)
            self._solve("sha256 = ? OR path = ?", reading.sha256, found.label)
            if not self._filed(reading.sha256):
                self._add(reading)

    def refuse(self, refusal: Refusal, found: Found | None = None) -> None:
        """Put a file into quarantine, once for the same reason."""
        with self.transaction():
            if found is not None and refusal.sha256 is not None:
                self._place(found, refusal.sha256)
            fingerprint = self.made_by.reading if refusal.reading else self.made_by.whole
            same = "SELECT 1 FROM quarantine WHERE path = ? AND sha256 IS ? AND fingerprint = ? AND code = ? AND solved_at IS NULL"
            if self.db.execute(same, (refusal.path, refusal.sha256, fingerprint, refusal.code)).fetchone():
                return
            self._solve("path = ? AND sha256 IS NOT ?", refusal.path, refusal.sha256)
            values = ("path", "sha256", "code", "message", "advice", "tries")
            row = {name: getattr(refusal, name) for name in values}
            self.insert("quarantine", {**row, "fingerprint": fingerprint, "at": now()})

    def _place(self, found: Found, sha256: str) -> None:
        self.db.execute("UPDATE paths SET current = 0 WHERE path = ? AND sha256 <> ?", (found.label, sha256))
        self.db.execute(
            "INSERT INTO paths (path, sha256, size, mtime_ns, seen_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (path, sha256) "
            "DO UPDATE SET size = excluded.size, mtime_ns = excluded.mtime_ns, seen_at = excluded.seen_at, current = 1",
            (found.label, sha256, found.size, found.mtime_ns, now()),
        )

    def _solve(self, condition: str, *values: str | None) -> None:
        """What stood in quarantine is no longer so; the row stays."""
        sql = f"UPDATE quarantine SET solved_at = ? WHERE solved_at IS NULL AND ({condition})"  # noqa: S608  our own words
        self.db.execute(sql, (now(), *values))

    def _add(self, reading: Reading) -> None:
        record = reading.record
        self.db.execute("UPDATE files SET current = 0 WHERE sha256 = ?", (reading.sha256,))
        head = {
            "sha256": reading.sha256,
            "fingerprint": self._fingerprint,
            "name": reading.name,
            "size": reading.size,
            "pages": record["pages"],
            "unread_pages": record["unread_pages"],
            "seconds": reading.seconds,
            "read_at": now(),
        }
        file_id = self.insert("files", head)
        self.insert("facts", {"file_id": file_id, **record["facts"]})
        self.insert("identities", {"file_id": file_id, "data": base64.b64decode(record["identity"])})
        for table in ("parts", "passages"):
            for row in record[table]:
                self.insert(table, {"file_id": file_id, **row})
        for row in record["clauses"]:
            clause = self.insert("clauses", {"file_id": file_id, **row})
            self.insert("clause_words", {"rowid": clause, "quote": row["quote"]})

    def insert(self, table: str, row: Mapping[str, Any]) -> int:
        """One row more; its rowid."""
        marks = ", ".join("?" * len(row))
        sql = f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})"  # noqa: S608  names are our own
        return self.db.execute(sql, [_sound(v) for v in row.values()]).lastrowid or 0

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is done inside, or nothing of it."""
        self.db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.db.execute("ROLLBACK")
            raise
        self.db.execute("COMMIT")


def _sound(value: Any) -> Any:
    """Text without lone surrogates, which SQLite cannot hold."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def now() -> str:
    """The time in UTC, to the second."""
    return dt.datetime.now(tz=dt.UTC).isoformat(timespec="seconds")


def refusal_of(trouble: Trouble) -> Refusal:
    """A folder or zip file that could not be looked into, as a row of the quarantine."""
    return Refusal(trouble.path, None, trouble.code, trouble.message, trouble.advice)


def _open(folder: Path) -> sqlite3.Connection:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(folder / FILE_NAME, timeout=_WAIT, isolation_level=None)
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        _migrate(db, folder)
    except (OSError, sqlite3.Error) as error:
        raise UsageError(
            f"The archive in {folder} cannot be opened: {error}.", "Name a folder that can be written to, with or without an archive."
        ) from error
    return db


def _migrate(db: sqlite3.Connection, folder: Path) -> None:
    db.execute("CREATE TABLE IF NOT EXISTS version (number INTEGER PRIMARY KEY, since TEXT NOT NULL)")
    (at,) = db.execute("SELECT coalesce(max(number), 0) FROM version").fetchone()
    _check_version(at, folder)
    for number, script in enumerate(MIGRATIONS[at:], at + 1):
        done = f"INSERT INTO version VALUES ({number}, '{now()}');"  # noqa: S608  a number and the time
        db.executescript(f"BEGIN IMMEDIATE; {script} {done} COMMIT;")


def _check_version(at: int, folder: Path) -> None:
    if at > len(MIGRATIONS):
        raise UsageError(f"The archive in {folder} was made by a newer clausescan.", "Install that version, or scan into another folder.")


class Archive:
    """The archive of a folder, open for reading only; use as a context.

    Raises:
        UsageError: there is none, or it cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        path = folder / FILE_NAME
        if not path.is_file():
            raise UsageError(f"There is no archive in {folder}.", f"Make one: clausescan scan FOLDER --archive {folder}")
        self.folder = folder
        try:
            self._db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=_WAIT)
            (at,) = self._db.execute("SELECT coalesce(max(number), 0) FROM version").fetchone()
            _check_version(at, folder)
            if at < len(MIGRATIONS):  # of an earlier version: its tables are brought up to date once
                _open(folder).close()
        except sqlite3.Error as error:
            raise UsageError(f"The archive in {folder} cannot be read: {error}.", "Scan into another folder.") from error
        self._db.row_factory = sqlite3.Row

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        self._db.close()

    def rows(self, sql: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> list[Row]:
        """What a query gives, each row by names of columns."""
        return [dict(row) for row in self._db.execute(sql, values)]

    def tuples(self, sql: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> list[tuple[Any, ...]]:
        """The same without names, for many rows."""
        cursor = self._db.cursor()
        cursor.row_factory = None
        return cursor.execute(sql, values).fetchall()

    def columns(self, sql: str) -> list[str]:
        """Names of the columns that a query without values gives."""
        return [column[0] for column in self._db.execute(f"{sql} LIMIT 0").description]

    def batches(self, sql: str, size: int) -> Iterator[list[tuple[Any, ...]]]:
        """What a query without values gives, so many rows at a time."""
        cursor = self._db.cursor()
        cursor.row_factory = None
        cursor.execute(sql)
        while rows := cursor.fetchmany(size):
            yield rows
