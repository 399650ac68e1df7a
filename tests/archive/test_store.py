from __future__ import annotations

import datetime as dt
import sqlite3
from pathlib import Path

import pytest

from clausescan.archive.decided import decided
from clausescan.archive.schema import MIGRATIONS
from clausescan.archive.search import search
from clausescan.archive.similar import similar
from clausescan.archive.standing import Standing
from clausescan.archive.store import KINDS, Archive, Refusal, Store
from clausescan.errors import UsageError
from tests.archive.samples import ONE, PERMITTING, SILENT, TWO, filled, found, reading


def test_columns_of_a_contract(tmp_path: Path) -> None:
    filled(tmp_path, contract=PERMITTING)
    with Archive(tmp_path) as archive:
        (facts,) = archive.rows("SELECT * FROM facts")
        clauses = archive.rows("SELECT * FROM clauses")
    assert (facts["lead_name"], facts["lead_type"], facts["lead_state"]) == ("City of Larkmoor", "municipality", "CO")
    assert facts["vendor"] == "Wrenfield Mobility, Inc."
    assert (facts["start"], facts["current_end"], facts["anticipated"]) == ("2025-07-01", "2027-06-30", 0)
    assert (facts["contract_number"], facts["polarity"]) == ("C-24-7", "permits")
    assert facts["json"].startswith('{"schema": "clausescan.facts/1"')
    assert [(c["class"], c["polarity"], c["page"]) for c in clauses] == [("OPEN", "permits", 1)]
    assert "may purchase" in clauses[0]["quote"]


def test_lines_of_the_index_are_the_passages(tmp_path: Path) -> None:
    filled(tmp_path, contract=PERMITTING)
    with Archive(tmp_path) as archive:
        (words,) = archive.rows("SELECT * FROM words")
        for kind in KINDS:
            texts = [r["text"] for r in archive.rows("SELECT text FROM passages WHERE kind = ? ORDER BY line", (kind,))]
            assert words[kind] == "\n".join(texts)
    assert "City of Larkmoor" in words["party"]


def test_one_pdf_in_two_places_is_one_row(tmp_path: Path) -> None:
    one = reading(SILENT)
    with Store(tmp_path, ONE) as store:
        store.add(found("/a.pdf"), one)
        store.add(found("/b.pdf"), one)
        assert store.known(found("/a.pdf")) == store.known(found("/b.pdf")) == one.sha256
    with Archive(tmp_path) as archive:
        assert len(archive.rows("SELECT * FROM files")) == 1
        assert len(archive.rows("SELECT * FROM paths")) == 2


def test_a_changed_file_is_a_new_row_and_the_old_one_stays(tmp_path: Path) -> None:
    with Store(tmp_path, ONE) as store:
        store.add(found("/a.pdf"), reading(SILENT))
        assert store.known(found("/a.pdf", mtime_ns=21)) is None
        store.add(found("/a.pdf", mtime_ns=21), reading(PERMITTING))
    with Archive(tmp_path) as archive:
        assert len(archive.rows("SELECT * FROM files")) == 2
        assert [r["current"] for r in archive.rows("SELECT current FROM paths ORDER BY mtime_ns")] == [0, 1]


def test_another_fingerprint_reads_again(tmp_path: Path) -> None:
    one = reading(SILENT)
    with Store(tmp_path, ONE) as store:
        store.add(found("/a.pdf"), one)
    with Store(tmp_path, TWO) as store:
        assert store.known(found("/a.pdf")) is None
        store.add(found("/a.pdf"), one)
    with Archive(tmp_path) as archive:
        assert archive.rows("SELECT fingerprint, current FROM files ORDER BY id") == [
            {"fingerprint": "w1", "current": 0},
            {"fingerprint": "w2", "current": 1},
        ]


def test_quarantine_is_kept_and_solved(tmp_path: Path) -> None:
    one = reading(SILENT)
    refusal = Refusal("/a.pdf", one.sha256, "timeout", "It hung.", "Split it.", 2)
    with Store(tmp_path, ONE) as store:
        store.refuse(refusal, found("/a.pdf"))
        store.refuse(refusal, found("/a.pdf"))
        assert store.refused(one.sha256)
        assert store.known(found("/a.pdf")) == one.sha256
        store.add(found("/a.pdf"), one)
        assert not store.refused(one.sha256)
    with Archive(tmp_path) as archive:
        (row,) = archive.rows("SELECT code, solved_at FROM quarantine")
    assert row["code"] == "timeout"
    assert row["solved_at"]


def test_a_row_that_fails_leaves_nothing(tmp_path: Path) -> None:
    one = reading(SILENT)
    one.record["clauses"] = [{"part": 1, "no_such_column": 1}]
    with Store(tmp_path, ONE) as store, pytest.raises(sqlite3.OperationalError):
        store.add(found("/a.pdf"), one)
    with Archive(tmp_path) as archive:
        assert archive.rows("SELECT * FROM files") == archive.rows("SELECT * FROM paths") == []


def test_text_that_is_no_text_can_be_kept(tmp_path: Path) -> None:
    one = reading(SILENT)
    one.record["facts"]["title"] = "a\ud800b"
    with Store(tmp_path, ONE) as store:
        store.add(found("/a.pdf"), one)
    with Archive(tmp_path) as archive:
        assert archive.rows("SELECT title FROM facts") == [{"title": "a?b"}]


def test_migrations_run_once(tmp_path: Path) -> None:
    for _ in range(2):
        with Store(tmp_path, ONE):
            pass
    with Archive(tmp_path) as archive:
        assert [r["number"] for r in archive.rows("SELECT number FROM version")] == list(range(1, len(MIGRATIONS) + 1))


def test_an_archive_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    filled(tmp_path)
    with sqlite3.connect(tmp_path / "archive.db") as db:
        db.execute("INSERT INTO version VALUES (99, '')")
    db.close()
    with pytest.raises(UsageError, match="newer"), Store(tmp_path, ONE):
        pass
    with pytest.raises(UsageError, match="newer"), Archive(tmp_path):
        pass


def test_what_is_no_archive(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="There is no archive"), Archive(tmp_path):
        pass
    (tmp_path / "archive.db").write_bytes(b"no database at all" * 100)
    with pytest.raises(UsageError, match="cannot be read"), Archive(tmp_path):
        pass
    with pytest.raises(UsageError, match="cannot be opened"), Store(tmp_path, ONE):
        pass


def test_an_archive_of_the_first_version_is_brought_up_to_date(tmp_path: Path) -> None:
    """Tables of version 1 with two PDFs, filled as they were then; opened for reading, they answer as contract files."""
    with sqlite3.connect(tmp_path / "archive.db") as db:
        db.executescript("CREATE TABLE version (number INTEGER PRIMARY KEY, since TEXT NOT NULL); INSERT INTO version VALUES (1, '2026-01-01');")
        db.executescript(MIGRATIONS[0])
        for number, (title, end) in enumerate((("Parking services", "2027-06-30"), ("Paving", None)), 1):
            db.execute("INSERT INTO files VALUES (?, ?, 'f', 1, ?, 10, 3, 0, 0.1, '2026-01-01')", (number, f"{number:064}", f"{number}.pdf"))
            db.execute("INSERT INTO paths VALUES (?, ?, 10, 1, 1, '2026-01-01')", (f"/c/{number}.pdf", f"{number:064}"))
            db.execute(
                "INSERT INTO facts (file_id, title, role, current_end, anticipated, polarity, method, formal, completeness, json, lead_state) "
                "VALUES (?, ?, 'contract', ?, 0, 'permits', 'rfp', 'yes', 'C', '{}', 'CO')",
                (number, title, end),
            )
            for line, text in enumerate((title, f"{title} again")):
                db.execute("INSERT INTO passages VALUES (?, 'title', ?, ?, ?)", (number, line, line + 1, text))
            db.execute("INSERT INTO words (rowid, title) VALUES (?, ?)", (number, f"{title}\n{title} again"))
            db.execute("INSERT INTO clauses VALUES (?, 1, 'abc', 'OPEN', 'permits', 2, 'Other agencies may buy.', 1.0)", (number,))
    db.close()
    with Archive(tmp_path) as archive:
        (hit,) = search(archive, "parking again", dt.date(2026, 11, 22)).hits
        assert (hit.standing, hit.page, hit.document, hit.row["current_end"]) == (Standing.OPEN, 2, "1.pdf", "2027-06-30")
        assert hit.row["check_contract"] is None
        assert decided(archive, [hit.row["uid"]], dt.date(2026, 11, 22))[0]["decision"] is None
        assert len(similar(archive, "other agencies may buy")) == 2
        assert [r["number"] for r in archive.rows("SELECT number FROM version")] == [1, 2]
        assert len(archive.rows("SELECT * FROM contracts")) == len(archive.rows("SELECT * FROM documents")) == 2
    with Store(tmp_path, ONE) as store:  # and PDFs that are read now go beside them
        store.add(found("/c/3.pdf"), reading(PERMITTING))


def test_every_table_and_column_can_be_told_by_the_file_itself(tmp_path: Path) -> None:
    """What a program such as Datasette shows: plain tables and views, each column with its comment in the statement that made it."""
    filled(tmp_path, contract=PERMITTING)
    page = (Path(__file__).parents[2] / "clausescan" / "help" / "archive.md").read_text(encoding="utf-8")
    with Archive(tmp_path) as archive:
        made = archive.rows("SELECT name, type FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'words_%' ESCAPE '!'")
        names = {r["name"] for r in made if not r["name"].startswith(("words_", "clause_words_", "sqlite_"))}
        assert sorted(n for n in names if f"`{n}`" not in page) == []
        for name in names:
            archive.rows(f"SELECT * FROM {name} LIMIT 1")
