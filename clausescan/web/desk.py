"""What the desk remembers: one SQLite file of drops, PDFs, contract files and buyers. Nothing in it is lost when the server is killed."""

from __future__ import annotations

import datetime as dt
import json
import secrets
import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

Row = dict[str, Any]

_TABLES = """
CREATE TABLE IF NOT EXISTS pdfs (          -- one row a PDF, whatever it was called
  sha256 TEXT PRIMARY KEY,
  size INTEGER NOT NULL,
  state TEXT NOT NULL,                     -- waiting, reading, read, failed
  fingerprint TEXT NOT NULL DEFAULT '',    -- of the reading that is kept
  pages INTEGER NOT NULL DEFAULT 0,
  unread INTEGER NOT NULL DEFAULT 0,       -- pages without text
  code TEXT NOT NULL DEFAULT '',
  message TEXT NOT NULL DEFAULT '',
  advice TEXT NOT NULL DEFAULT '',
  at TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS pdfs_state ON pdfs (state, at);
CREATE TABLE IF NOT EXISTS drops (id TEXT PRIMARY KEY, at TEXT NOT NULL, closed INTEGER NOT NULL DEFAULT 0, asked TEXT NOT NULL DEFAULT '{}');
CREATE TABLE IF NOT EXISTS dropped (       -- every file that came in with a drop, refused ones too
  drop_id TEXT NOT NULL REFERENCES drops (id),
  position INTEGER NOT NULL,
  sha256 TEXT NOT NULL,                    -- '' for a refused one
  name TEXT NOT NULL,
  folder TEXT NOT NULL,                    -- a label to group by, never a path
  code TEXT NOT NULL DEFAULT '',
  message TEXT NOT NULL DEFAULT '',
  advice TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (drop_id, position),
  UNIQUE (drop_id, sha256, name, folder)
);
CREATE TABLE IF NOT EXISTS files (         -- contract files
  id TEXT PRIMARY KEY,
  drop_id TEXT NOT NULL,
  title TEXT NOT NULL,
  at TEXT NOT NULL,
  needs TEXT NOT NULL DEFAULT '[]',
  as_of TEXT NOT NULL DEFAULT '',          -- '' for today
  buyer TEXT NOT NULL DEFAULT '',          -- id of a profile
  summary TEXT NOT NULL DEFAULT ''         -- of the last answer, JSON
);
CREATE TABLE IF NOT EXISTS members (
  file_id TEXT NOT NULL REFERENCES files (id),
  position INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (file_id, position)
);
CREATE INDEX IF NOT EXISTS members_sha256 ON members (sha256);
CREATE TABLE IF NOT EXISTS buyers (id TEXT PRIMARY KEY, name TEXT NOT NULL, profile TEXT NOT NULL, at TEXT NOT NULL);
"""


class State(StrEnum):
    """Where a PDF is on its way."""

    WAITING = "waiting"
    READING = "reading"
    READ = "read"
    FAILED = "failed"


class Grouping(StrEnum):
    """How the PDFs of a drop become contract files."""

    ONE = "one"
    FOLDER = "folder"
    EACH = "each"


@dataclass(frozen=True, slots=True)
class Dropped:
    """A file that came in: its hash, or why it was refused. `name` and `folder` are labels as the browser gave them, made harmless."""

    name: str
    folder: str
    sha256: str = ""
    size: int = 0
    code: str = ""
    message: str = ""
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a contract file: the things wanted, the day ("" for today, else ISO), and the id of the buyer's profile ("" for none)."""

    needs: tuple[str, ...] = ()
    as_of: str = ""
    buyer: str = ""


class Desk:
    """The desk's memory, for all threads of one server."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._lock = threading.RLock()
        self._db = sqlite3.connect(folder / "desk.db", timeout=30.0, isolation_level=None, check_same_thread=False)
        self._db.row_factory = sqlite3.Row
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = FULL")
        self._db.executescript(_TABLES)

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def rows(self, sql: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> list[Row]:
        """What a query gives."""
        with self._lock:
            return [dict(row) for row in self._db.execute(sql, values)]

    def row(self, sql: str, values: Sequence[Any] = ()) -> Row | None:
        """The first row of a query, None where it gives none."""
        return next(iter(self.rows(sql, values)), None)

    @contextmanager
    def _changing(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    # drops

    def begin_drop(self) -> str:
        """The id of a new drop."""
        made = secrets.token_hex(8)
        with self._changing() as db:
            db.execute("INSERT INTO drops (id, at) VALUES (?, ?)", (made, now()))
        return made

    def add_dropped(self, drop: str, files: Sequence[Dropped], fingerprint: str) -> None:
        """Remember what came in, each once; PDFs that are not read yet by this code wait to be."""
        with self._changing() as db:
            (at,) = db.execute("SELECT coalesce(max(position), 0) FROM dropped WHERE drop_id = ?", (drop,)).fetchone()
            for number, one in enumerate(files, at + 1):
                row = (drop, number, one.sha256, one.name, one.folder, one.code, one.message, one.advice)
                db.execute("INSERT OR IGNORE INTO dropped VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
                if one.sha256:
                    _wait_for(db, one.sha256, one.size, fingerprint)

    def close_drop(self, drop: str, grouping: Grouping, asked: Asked) -> list[str]:
        """Make contract files of what came in; their ids. A drop that is closed already gives those it made."""
        with self._changing() as db:
            made = [row["id"] for row in db.execute("SELECT id FROM files WHERE drop_id = ? ORDER BY rowid", (drop,))]
            if made:
                return made
            rows = db.execute("SELECT * FROM dropped WHERE drop_id = ? AND sha256 <> '' ORDER BY folder, name, position", (drop,)).fetchall()
            groups: dict[str, list[sqlite3.Row]] = {}
            for row in rows:
                key = {Grouping.ONE: "", Grouping.FOLDER: row["folder"], Grouping.EACH: row["sha256"]}[grouping]
                groups.setdefault(key, []).append(row)
            db.execute("UPDATE drops SET closed = 1 WHERE id = ?", (drop,))
            return [_make_file(db, drop, _title(group), [(r["sha256"], _label(r, group)) for r in group], asked) for group in groups.values()]

    # contract files

    def make_file(self, title: str, members: Sequence[tuple[str, str]], asked: Asked) -> str:
        """A contract file of PDFs that are here already, as (hash, name); its id."""
        with self._changing() as db:
            return _make_file(db, "", title, members, asked)

    def ask(self, file_id: str, asked: Asked) -> None:
        """Change what is asked of a contract file."""
        with self._changing() as db:
            values = (json.dumps(asked.needs), asked.as_of, asked.buyer, file_id)
            db.execute("UPDATE files SET needs = ?, as_of = ?, buyer = ? WHERE id = ?", values)

    def summarize(self, file_id: str, title: str, summary: Row) -> None:
        """Keep the head of the last answer, for lists."""
        with self._changing() as db:
            db.execute("UPDATE files SET title = ?, summary = ? WHERE id = ?", (title, json.dumps(summary), file_id))

    def members(self, file_id: str) -> list[Row]:
        """The PDFs of a contract file with their state, in order."""
        return self.rows("SELECT m.name, m.position, p.* FROM members m JOIN pdfs p USING (sha256) WHERE file_id = ? ORDER BY position", (file_id,))

    def knows(self, sha256: str) -> bool:
        """Is that PDF here?"""
        return self.row("SELECT 1 FROM pdfs WHERE sha256 = ?", (sha256,)) is not None

    # reading

    def requeue(self) -> None:
        """What a killed server had in work waits again."""
        with self._changing() as db:
            db.execute("UPDATE pdfs SET state = 'waiting' WHERE state = 'reading'")

    def read_again(self, sha256s: Sequence[str]) -> None:
        """Let those wait again that were read before."""
        with self._changing() as db:
            db.executemany("UPDATE pdfs SET state = 'waiting' WHERE sha256 = ? AND state = 'read'", [(s,) for s in sha256s])

    def take(self) -> Row | None:
        """The PDF that has waited longest, now being read; None where none waits."""
        with self._changing() as db:
            row = db.execute("SELECT * FROM pdfs WHERE state = 'waiting' ORDER BY at, rowid LIMIT 1").fetchone()
            if row is None:
                return None
            db.execute("UPDATE pdfs SET state = 'reading' WHERE sha256 = ?", (row["sha256"],))
            return dict(row)

    def done(self, sha256: str, fingerprint: str, pages: int, unread: int) -> None:
        """The PDF was read, and its reading is kept."""
        with self._changing() as db:
            sql = "UPDATE pdfs SET state = 'read', fingerprint = ?, pages = ?, unread = ?, code = '', message = '', advice = '' WHERE sha256 = ?"
            db.execute(sql, (fingerprint, pages, unread, sha256))

    def fail(self, sha256: str, code: str, message: str, advice: str) -> None:
        """The PDF could not be read."""
        with self._changing() as db:
            sql = "UPDATE pdfs SET state = 'failed', code = ?, message = ?, advice = ? WHERE sha256 = ?"
            db.execute(sql, (code, message, advice, sha256))

    # buyers

    def keep_buyer(self, buyer_id: str, name: str, profile: str) -> str:
        """Keep a profile under that id ("" for a new one); its id."""
        made = buyer_id or secrets.token_hex(8)
        with self._changing() as db:
            db.execute("INSERT OR REPLACE INTO buyers VALUES (?, ?, ?, ?)", (made, name, profile, now()))
        return made


def _wait_for(db: sqlite3.Connection, sha256: str, size: int, fingerprint: str) -> None:
    db.execute("INSERT OR IGNORE INTO pdfs (sha256, size, state, at) VALUES (?, ?, 'waiting', ?)", (sha256, size, now()))
    again = "UPDATE pdfs SET state = 'waiting' WHERE sha256 = ? AND (state = 'failed' OR (state = 'read' AND fingerprint <> ?))"
    db.execute(again, (sha256, fingerprint))


def _make_file(db: sqlite3.Connection, drop: str, title: str, members: Sequence[tuple[str, str]], asked: Asked) -> str:
    made = secrets.token_hex(8)
    values = (made, drop, title, now(), json.dumps(asked.needs), asked.as_of, asked.buyer)
    db.execute("INSERT INTO files (id, drop_id, title, at, needs, as_of, buyer) VALUES (?, ?, ?, ?, ?, ?, ?)", values)
    unique = dict(reversed(members))
    for number, (sha256, name) in enumerate(reversed(unique.items()), 1):
        db.execute("INSERT INTO members VALUES (?, ?, ?, ?)", (made, number, sha256, name))
    return made


def _title(group: Sequence[sqlite3.Row]) -> str:
    """Until it is read: the folder that all came from, else the name of the first."""
    folders = {row["folder"] for row in group}
    folder = next(iter(folders)) if len(folders) == 1 else ""
    return folder.rsplit("/", 1)[-1] or group[0]["name"]


def _label(row: sqlite3.Row, group: Sequence[sqlite3.Row]) -> str:
    """The name, with its folder before it where two of the group share it."""
    shared = sum(other["name"] == row["name"] for other in group) > 1
    return f"{row['folder']}/{row['name']}" if shared and row["folder"] else str(row["name"])


def now() -> str:
    """The time as kept, UTC."""
    return dt.datetime.now(tz=dt.UTC).isoformat(timespec="microseconds")
