"""PDFs of an archive put together to contract files, again whenever PDFs came; what changed by it is written down.

Only contract files whose documents, or what read them, changed are read as one again. Everything that is written follows from the PDFs that
the archive holds, so that it does not matter in how many steps they came.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import Any

from clausescan.archive.contract import contract_record
from clausescan.archive.engine import COMMAND, Bundle, Bundled, Patience, read_all
from clausescan.archive.kept import member_of, scanned_of
from clausescan.archive.record import identities_of
from clausescan.archive.store import KINDS, Store, now
from clausescan.archive.worker import Setup
from clausescan.assess.arrangement import Arranged, load_arrangement, put_into
from clausescan.assess.grouping import group_identities
from clausescan.core.group import Group, PartIdentity
from clausescan.errors import UsageError

Row = dict[str, Any]
TOLD = (
    *("title", "lead_name", "lead_state", "vendor", "program", "contract_number", "solicitation_number", "start", "current_end", "max_end"),
    *("offered_end", "polarity", "declined", "method", "check_lead", "check_competition", "check_solicitation", "check_contract", "documents"),
)
"""Columns whose changes are written down."""
_A_WORKER = 40  # contract files that are put together in about the time that one more worker takes to start
_HELD = "EXISTS (SELECT 1 FROM paths WHERE paths.sha256 = files.sha256 AND paths.current)"


@dataclass(frozen=True, slots=True)
class File:
    """A PDF that the archive holds: its row, and folder and name of the first of its places, so that it does not matter which was read."""

    id: int
    sha256: str
    fingerprint: str
    name: str
    folder: str
    pages: int
    unread: int


@dataclass(frozen=True, slots=True)
class Member:
    """A PDF in a contract file: which of its parts, by index from 0, and for each of them why."""

    file: File
    parts: tuple[int, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Planned:
    """A contract file as it must be: identity, title, documents, and the hash that tells whether it is so already."""

    uid: str
    title: str
    members: tuple[Member, ...]

    @property
    def digest(self) -> str:
        """The same for the same documents, read by the same."""
        said = [[m.file.id, m.file.fingerprint, m.parts, m.reasons, m.file.name] for m in self.members]
        return hashlib.sha256(json.dumps([self.title, said]).encode()).hexdigest()[:24]


@dataclass(frozen=True, slots=True)
class Put:
    """What putting together came to: contract files in all, read as one again, gone, and those that failed with the reason."""

    contracts: int
    renewed: int
    gone: int
    failed: tuple[str, ...]


def put_together(
    store: Store, setup: Setup, workers: int, *, patience: Patience | None = None, command: Sequence[str] = COMMAND, force: bool = False
) -> Put:
    """Bring the contract files of the archive up to date, in so many processes; 0 for this one, where nothing guards against a PDF's tricks.

    Nothing is done where no PDF came, went or changed since the last time.
    """
    arranged, failed = _arrangements(store)
    stamp = _stamp(store, arranged)
    if not force and _said(store, "put_together") == stamp:
        (count,) = store.db.execute("SELECT count(*) FROM contract_files WHERE current").fetchone()
        return Put(int(count), 0, 0, tuple(failed))
    planned = plan(store, arranged)
    there = {row[0]: row[1] for row in store.db.execute("SELECT uid, members FROM contract_files WHERE current")}
    todo = [p for p in planned if there.get(p.uid) != p.digest]
    gone = sorted(set(there) - {p.uid for p in planned})
    written = 0
    by_uid = {p.uid: p for p in todo}
    bundles, crew = _bundles(store, todo), min(workers, 1 + len(todo) // _A_WORKER)
    for event in read_all(bundles, setup, lambda *_: False, crew, patience, command) if workers else map(_here, bundles):
        if isinstance(event, Bundled) and event.why:
            failed.append(f"{by_uid[event.uid].title}: {event.why}")
        elif isinstance(event, Bundled):
            _write(store, by_uid[event.uid], event.record)
            written += 1
    _end(store, gone)
    if written == len(todo):
        _say(store, "put_together", stamp)
    return Put(len(planned), written, len(gone), tuple(failed))


def plan(store: Store, arranged: Mapping[str, Sequence[Arranged]] | None = None) -> list[Planned]:
    """The contract files that the PDFs of the archive make, as `assess.grouping` puts them together; in the order of their titles.

    `arranged` is what people say of folders, by the folder: it goes before what the PDFs say.
    """
    arranged = arranged or {}
    files = {f.sha256: f for f in _files(store) if not any(a.leave_out and a.file == f.name for a in arranged.get(f.folder, ()))}
    held = {f.id: f for f in files.values()}
    data = store.db.execute("SELECT file_id, data FROM identities ORDER BY file_id")
    groups = group_identities(one for number, packed in data if (f := held.get(number)) for one in _identities(store, f, packed, arranged))
    return [_planned(group, files) for group in groups]


def _identities(store: Store, file: File, packed: bytes, arranged: Mapping[str, Sequence[Arranged]]) -> Iterator[PartIdentity]:
    told: dict[int, tuple[str, ...]] = {}
    if (arrangement := arranged.get(file.folder)) and (kept := store.kept.both(file.sha256)) is not None:
        told = put_into(scanned_of(kept, file.name), arrangement)
    for one in identities_of(packed, file.folder):
        yield replace(one, told=told.get(one.index, ()))


def _arrangements(store: Store) -> tuple[dict[str, tuple[Arranged, ...]], list[str]]:
    """What `contract-file.toml` says in each folder of the archive that has one; and which of them cannot be read."""
    found, wrong = {}, []
    for folder in sorted({f.folder for f in _files(store)}):
        try:
            if arrangement := load_arrangement(Path(folder)):
                found[folder] = arrangement
        except UsageError as error:
            wrong.append(f"{error.message} {error.advice}")
    return found, wrong


def _planned(group: Group, files: dict[str, File]) -> Planned:
    chosen: dict[str, dict[int, str]] = {}
    for member in group.read:
        chosen.setdefault(member.source, {})[member.index] = member.reason
    ordered = sorted(chosen, key=lambda sha256: (files[sha256].name, sha256))
    members = (Member(files[s], tuple(sorted(chosen[s])), tuple(why for _, why in sorted(chosen[s].items()))) for s in ordered)
    return Planned(group.key, group.title, tuple(members))


def _files(store: Store) -> Iterator[File]:
    sql = (
        "SELECT files.id, sha256, fingerprint, pages, unread_pages, "  # noqa: S608  our own words
        "(SELECT min(path) FROM paths WHERE paths.sha256 = files.sha256 AND paths.current) AS path "
        f"FROM files WHERE files.current AND {_HELD} ORDER BY files.sha256"
    )
    for number, sha256, fingerprint, pages, unread, path in store.db.execute(sql):
        yield File(number, sha256, fingerprint, PurePath(path).name, str(PurePath(path).parent), pages, unread)


def _stamp(store: Store, arranged: Mapping[str, Sequence[Arranged]]) -> str:
    """Differs whenever PDFs came, went, changed, or are put together by other code or other people."""
    held = store.db.execute("SELECT count(*), coalesce(max(rowid), 0), sum(current), max(path) FROM paths").fetchone()
    read = store.db.execute("SELECT count(*), coalesce(max(id), 0), sum(current) FROM files").fetchone()
    told = hashlib.sha256(repr(sorted(arranged.items())).encode()).hexdigest()
    return json.dumps([*held, *read, store.made_by.whole, told])


def _said(store: Store, name: str) -> str:
    row = store.db.execute("SELECT value FROM state WHERE name = ?", (name,)).fetchone()
    return row[0] if row else ""


def _say(store: Store, name: str, value: str) -> None:
    with store.transaction():
        store.db.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (name, value))


def _bundles(store: Store, todo: Iterable[Planned]) -> Iterator[Bundle]:
    """Each with its documents as kept, loaded when it is handed out."""
    for one in todo:
        members = []
        for member in one.members:
            kept = store.kept.both(member.file.sha256)
            if kept is not None:
                members.append((member.file.name, kept.document, kept.parts, member.parts, member.reasons))
        if len(members) == len(one.members):  # else pages.db was deleted: the next scan of those places reads them again
            yield Bundle(one.uid, tuple(members))


def _here(bundle: Bundle) -> Bundled:
    record = contract_record([(member_of(name, document, parts, of), why) for name, document, parts, of, why in bundle.members])
    return Bundled(bundle.uid, {"row": record["row"], "packed": base64.b64decode(record["packed"])})


def _write(store: Store, planned: Planned, record: Row) -> None:
    """The contract file as it is now, in one transaction with its documents, its words and what changed."""
    files = [m.file for m in planned.members]
    counts = {"documents": len(files), "pages": sum(f.pages for f in files), "unread_pages": sum(f.unread for f in files)}
    row = {"title": planned.title, **counts, **record["row"]}
    columns = ", ".join(TOLD)
    with store.transaction():
        before = store.db.execute(f"SELECT id, current, {columns} FROM contract_files WHERE uid = ?", (planned.uid,)).fetchone()  # noqa: S608  our own names
        full = {**row, "uid": planned.uid, "current": 1, "members": planned.digest, "updated_at": now(), "packed": record["packed"]}
        if before is None:
            number = store.insert("contract_files", full)
        else:
            number = before[0]
            _update(store, number, full)
            store.db.execute("DELETE FROM contract_documents WHERE contract_id = ?", (number,))
            store.db.execute("DELETE FROM words WHERE rowid = ?", (number,))
        _add_documents(store, number, planned)
        _tell(store, planned, row, dict(zip(TOLD, before[2:], strict=True)) if before and before[1] else None)


def _update(store: Store, number: int, row: Row) -> None:
    names = ", ".join(f"{name} = ?" for name in row)
    store.db.execute(f"UPDATE contract_files SET {names} WHERE id = ?", [*row.values(), number])  # noqa: S608  our own names


def _add_documents(store: Store, number: int, planned: Planned) -> None:
    lines: dict[str, list[str]] = {kind: [] for kind in KINDS}
    for ordinal, member in enumerate(planned.members):
        parts = json.dumps([i + 1 for i in member.parts])
        store.insert(
            "contract_documents", {"contract_id": number, "ordinal": ordinal, "file_id": member.file.id, "parts": parts, "why": member.reasons[0]}
        )
        for kind, text in store.db.execute("SELECT kind, text FROM passages WHERE file_id = ? ORDER BY kind, line", (member.file.id,)):
            lines[kind].append(text)
    store.insert("words", {"rowid": number, **{kind: "\n".join(texts) for kind, texts in lines.items()}})


def _tell(store: Store, planned: Planned, row: Row, before: Row | None) -> None:
    head = {"at": now(), "uid": planned.uid, "title": planned.title}
    if before is None:
        store.insert("changes", {**head, "kind": "new"})
        return
    for name in TOLD:
        if before[name] != row[name]:
            store.insert("changes", {**head, "kind": "changed", "field": name, "before": before[name], "after": row[name]})


def _end(store: Store, gone: Iterable[str]) -> None:
    """Contract files whose documents have gone to others, or whose PDFs are no longer there."""
    for uid in gone:
        with store.transaction():
            (number, title) = store.db.execute("SELECT id, title FROM contract_files WHERE uid = ?", (uid,)).fetchone()
            store.db.execute("UPDATE contract_files SET current = 0 WHERE id = ?", (number,))
            store.db.execute("DELETE FROM contract_documents WHERE contract_id = ?", (number,))
            store.db.execute("DELETE FROM words WHERE rowid = ?", (number,))
            store.insert("changes", {"at": now(), "uid": uid, "title": title, "kind": "gone"})
