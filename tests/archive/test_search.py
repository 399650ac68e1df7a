from __future__ import annotations

import datetime as dt
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from clausescan.archive.contracts import put_together
from clausescan.archive.decided import contract_file, decided
from clausescan.archive.ending import changed, expiring
from clausescan.archive.search import Filters, search, with_decisions
from clausescan.archive.similar import clause_of, clauses_of, likeness, similar, vector
from clausescan.archive.standing import BY_RANK, ENDS, RANK, Standing, days_of, standing
from clausescan.archive.store import Archive, Store
from clausescan.core.buyer import Buyer
from clausescan.core.finding import Polarity
from tests.archive.samples import ONE, PERMITTING, SETUP, SILENT, TWO, filled, found, reading

DAY = dt.date(2026, 11, 22)
ENDED = PERMITTING.replace("C-24-7", "C-19-2").replace("2025", "2019").replace("2027", "2021").replace("Larkmoor", "Ostrava Falls")
PRICES = """PRICE LIST
Agreement No. C-24-7, City of Larkmoor, Colorado and Wrenfield Mobility, Inc.
Convenience fee for each parking session: $0.35
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("archive"), parking=PERMITTING, ended=ENDED, paving=SILENT)


def names(folder: Path, words: str, **values: Any) -> list[str]:
    """The PDF that holds the matching line of each hit."""
    with Archive(folder) as archive:
        return [h.document for h in search(archive, words, DAY, Filters(**values)).hits]


@pytest.mark.parametrize(
    ("words", "hits"),
    [
        ("mobile parking payment", ["parking.pdf", "ended.pdf"]),
        ("PAYMENTS for parking!", ["parking.pdf", "ended.pdf"]),
        ("Harrow paving", ["paving.pdf"]),
        ("C-24-7", ["parking.pdf"]),
        ('"; DROP TABLE files --', []),
        ("NOT (", []),
        ("?!", []),
    ],
)
def test_words_find_files(folder: Path, words: str, hits: list[str]) -> None:
    assert names(folder, words) == hits


def test_what_is_open_comes_first(folder: Path) -> None:
    with Archive(folder) as archive:
        hits = search(archive, "parking", DAY).hits
        then = search(archive, "parking", dt.date(2020, 1, 1)).hits
    assert [(h.document, h.standing) for h in hits] == [("parking.pdf", Standing.OPEN), ("ended.pdf", Standing.NOT_IN_TERM)]
    assert then[0].document == "ended.pdf"


def test_the_line_that_matches_is_shown_with_its_page(folder: Path) -> None:
    with Archive(folder) as archive:
        (hit,) = search(archive, "paved asphalt", DAY).hits
    assert "asphalt paving" in hit.text
    assert hit.page == 1


def test_filters(folder: Path) -> None:
    assert names(folder, "agreement parking paving", state="OR") == ["paving.pdf"]
    assert names(folder, "parking", polarity="prohibits") == []
    assert names(folder, "parking", agency_type="municipality", verdict="met") == names(folder, "parking", verdict="met")
    assert names(folder, "parking", ends_within=365) == ["parking.pdf"]
    assert names(folder, "parking", ends_within=30) == []
    assert names(folder, "parking", usable=True) == ["parking.pdf"]
    assert names(folder, "parking", program="no' such") == []


def test_facets_count_all_hits(folder: Path) -> None:
    with Archive(folder) as archive:
        found = search(archive, "parking", DAY, limit=1, facets=True)
        assert search(archive, "parking", DAY).facets == {}
    assert (len(found.hits), found.total) == (1, 2)
    assert found.facets["state"] == {"CO": 2}
    assert found.facets["agency_type"] == {"municipality": 2}
    assert found.facets["standing"] == {"not in term": 1, "open": 1}
    assert found.facets["ends"] == {"past": 1, "within 365 days": 1}


def test_words_on_use_by_others_are_shown_with_each_hit(folder: Path) -> None:
    with Archive(folder) as archive:
        row = search(archive, "mobile parking", DAY).hits[0].row
    assert "may purchase" in row["use_quote"]
    assert (row["use_page"], row["use_document"]) == (1, "parking.pdf")
    assert "June 30, 2027" in row["end_quote"]


def test_some_of_the_words_if_no_file_holds_all(folder: Path) -> None:
    with Archive(folder) as archive:
        found = search(archive, "parking paving", DAY)
    assert found.loose
    assert found.total == 3


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, Standing.OPEN),
        ({"polarity": Polarity.RESTRICTS.value}, Standing.OPEN),
        ({"polarity": Polarity.PROHIBITS.value}, Standing.NOT_GRANTED),
        ({"polarity": Polarity.SUPPORTING.value}, Standing.NOT_GRANTED),
        ({"declined": 1}, Standing.NOT_GRANTED),
        ({"current_end": "2026-11-22"}, Standing.OPEN),
        ({"current_end": "2026-11-21"}, Standing.NOT_IN_TERM),
        ({"current_end": None}, Standing.NO_END),
        ({"current_end": None, "open_ended": 1}, Standing.OPEN),
        ({"anticipated": 1}, Standing.NO_END),
        ({"start": "2026-11-23"}, Standing.NOT_IN_TERM),
        ({"start": None}, Standing.OPEN),
    ],
)
def test_standing(values: dict[str, Any], expected: Standing) -> None:
    row = {"polarity": "permits", "declined": 0, "anticipated": 0, "open_ended": 0, "start": "2025-01-01", "current_end": "2027-12-31"} | values
    columns = ", ".join(f":{name} AS {name}" for name in row)
    (rank,) = sqlite3.connect(":memory:").execute(f"SELECT {RANK} FROM (SELECT {columns})", {**row, "day": DAY.isoformat()}).fetchone()
    assert BY_RANK[rank] is expected
    assert standing(row, DAY) is expected


@pytest.mark.parametrize(
    ("end", "words"),
    [(None, "unknown"), ("2026-11-21", "past"), ("2026-12-22", "within 30 days"), ("2026-12-23", "within 90 days"), ("2028-01-01", "later")],
)
def test_when_it_ends(end: str | None, words: str) -> None:
    (said,) = sqlite3.connect(":memory:").execute(f"SELECT {ENDS} FROM (SELECT :end AS current_end)", {"end": end, **days_of(DAY)}).fetchone()
    assert said == words


def test_documents_of_one_contract_are_one_hit(tmp_path: Path) -> None:
    filled(tmp_path, contract=PERMITTING, prices=PRICES, other=SILENT)
    with Archive(tmp_path) as archive:
        (hit,) = search(archive, "convenience wrenfield parking", DAY).hits
        (row,) = archive.rows("SELECT count(*) AS n FROM contracts")
    assert hit.row["documents"] == 2
    assert hit.row["current_end"] == "2027-06-30"
    assert row["n"] == 2


def test_the_full_decision_of_the_first_hits(folder: Path) -> None:
    with Archive(folder) as archive:
        hits = search(archive, "parking", DAY)
        uids = [h.row["uid"] for h in hits.hits]
        facts = decided(archive, uids, DAY)
        judged = decided(archive, uids, DAY, ("mobile parking",), Buyer(name="Town", state="CO"))
        file = contract_file(archive, uids[0])
        assert contract_file(archive, "nothing") is None
    assert file is not None
    assert [p.source.name for p in file.parts] == ["parking.pdf"]
    assert file.parts[0].joined
    assert {d["decision"] for d in facts} == {None}
    assert judged[1]["decision"] == "not_ready"
    assert judged[1]["rows"]["R01"] == "not_met"
    ranked = with_decisions(hits, list(reversed(judged)))
    assert [h.row["uid"] for h in ranked.hits] == list(reversed(uids))


def test_only_the_last_reading_of_what_is_still_there(tmp_path: Path) -> None:
    with Store(tmp_path, ONE) as store:
        store.add(found("/a.pdf"), reading(ENDED))
        store.add(found("/a.pdf", mtime_ns=99), reading(PERMITTING))
        put_together(store, SETUP, 0)
    with Store(tmp_path, TWO) as store:
        store.add(found("/a.pdf", mtime_ns=99), reading(PERMITTING))
        put_together(store, SETUP, 0)
    assert len(names(tmp_path, "parking")) == 1


def test_what_ends_soon(folder: Path) -> None:
    with Archive(folder) as archive:
        rows = expiring(archive, dt.date(2024, 12, 31), 912)
        assert [(r["lead_name"], r["current_end"]) for r in rows] == [("Harrow County", "2024-12-31"), ("City of Larkmoor", "2027-06-30")]
        assert rows[1]["path"] == "/c/parking.pdf"
        assert expiring(archive, dt.date(2025, 1, 1), 30) == []


def test_what_changed(tmp_path: Path) -> None:
    filled(tmp_path, contract=PERMITTING)
    later = PERMITTING.replace("June 30, 2027", "June 30, 2029")
    with Store(tmp_path, ONE) as store:
        store.add(found("/c/contract.pdf", mtime_ns=99), reading(later))
        put_together(store, SETUP, 0)
        assert put_together(store, SETUP, 0).renewed == 0
    with Archive(tmp_path) as archive:
        rows = changed(archive, "2000-01-01")
        assert changed(archive, "2999-01-01") == []
    (first, *rest) = rows
    assert (first["kind"], first["title"]) == ("new", "C-24-7, Wrenfield Mobility, Inc.")
    told = {r["field"]: (r["before"], r["after"]) for r in rest}
    assert told["current_end"] == ("2027-06-30", "2029-06-30")


def test_wording_like_this(folder: Path) -> None:
    with Archive(folder) as archive:
        sha256 = archive.rows("SELECT sha256 FROM files WHERE name = 'parking.pdf'")[0]["sha256"]
        (clause,) = clauses_of(archive, sha256)
        found = similar(archive, clause["quote"], without=(sha256, clause["finding"]))
        given = clause_of(archive, sha256, clause["finding"][:6])
        assert clause_of(archive, sha256, "zzz") is None
        assert similar(archive, "12 34") == []
    assert given == clause
    assert [(a.row["name"], a.likeness) for a in found] == [("ended.pdf", 1.0)]


def test_likeness() -> None:
    one, other = vector("Other cities may buy from this contract."), vector("Contract this from buy may cities other.")
    assert likeness(one, one) == pytest.approx(1.0)
    assert 0.3 < likeness(one, other) < 0.9
    assert likeness(one, vector("Insurance certificates")) == 0.0
    assert vector("1 2 3") == {}
