from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from clausescan.archive.search import Standing, expiring, search, standing
from clausescan.archive.store import Archive, Store
from clausescan.core.finding import Polarity
from tests.archive.samples import PERMITTING, SILENT, filled, found, reading

DAY = dt.date(2026, 11, 22)
ENDED = PERMITTING.replace("C-24-7", "C-19-2").replace("2025", "2019").replace("2027", "2021").replace("Larkmoor", "Ostrava Falls")
RENEWAL = """AGREEMENT NO. C-19-2
This Agreement is made between the City of Ostrava Falls, Colorado and Wrenfield Mobility, Inc. for a further period.
1. Term. This Agreement begins on July 1, 2021 and ends on June 30, 2028.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("archive"), parking=PERMITTING, ended=ENDED, paving=SILENT)


def names(folder: Path, words: str, **values: Any) -> list[str]:
    with Archive(folder) as archive:
        return [h.row["name"] for h in search(archive, words, DAY, **values).hits]


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
    assert [(h.row["name"], h.standing) for h in hits] == [("parking.pdf", Standing.OPEN), ("ended.pdf", Standing.NOT_IN_TERM)]
    assert then[0].row["name"] == "ended.pdf"


def test_the_line_that_matches_is_shown_with_its_page(folder: Path) -> None:
    with Archive(folder) as archive:
        (hit,) = search(archive, "paved asphalt", DAY).hits
    assert "asphalt paving" in hit.text
    assert hit.page == 1


def test_filters_and_facets(folder: Path) -> None:
    assert names(folder, "agreement parking paving", state="OR") == ["paving.pdf"]
    assert names(folder, "parking", polarity="prohibits") == []
    with Archive(folder) as archive:
        found = search(archive, "parking", DAY, limit=1)
    assert (len(found.hits), found.total) == (1, 2)
    assert found.facets["lead_state"] == {"CO": 2}
    assert found.facets["standing"] == {"not in term": 1, "open": 1}


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
        ({"current_end": "2026-11-22"}, Standing.OPEN),
        ({"current_end": "2026-11-21"}, Standing.NOT_IN_TERM),
        ({"current_end": "2026-11-21", "later_end": "2027-01-01"}, Standing.EXTENDED),
        ({"current_end": "2026-10-21", "later_end": "2026-11-21"}, Standing.NOT_IN_TERM),
        ({"current_end": None}, Standing.NO_END),
        ({"anticipated": 1}, Standing.NO_END),
        ({"start": "2026-11-23"}, Standing.NOT_IN_TERM),
        ({"start": None}, Standing.OPEN),
    ],
)
def test_standing(values: dict[str, Any], expected: Standing) -> None:
    row = {"polarity": "permits", "anticipated": 0, "start": "2025-01-01", "current_end": "2027-12-31", "later_end": None}
    assert standing({**row, **values}, DAY) is expected


def test_a_renewal_in_another_file_is_pointed_to(tmp_path: Path) -> None:
    filled(tmp_path, ended=ENDED, renewal=RENEWAL, parking=PERMITTING)
    with Archive(tmp_path) as archive:
        hits = {h.row["name"]: h for h in search(archive, "parking", DAY).hits}
        ends = {r["name"]: r["later_end"] for r in expiring(archive, dt.date(2021, 6, 1), 60)}
    assert hits["ended.pdf"].standing is Standing.EXTENDED
    assert (hits["ended.pdf"].row["later_end"], hits["ended.pdf"].row["later_name"]) == ("2028-06-30", "renewal.pdf")
    assert hits["parking.pdf"].row["later_end"] is None
    assert ends == {"ended.pdf": "2028-06-30"}


def test_only_the_last_reading_of_what_is_still_there(tmp_path: Path) -> None:
    with Store(tmp_path, "f1") as store:
        store.add(found("/a.pdf"), reading(ENDED))
        store.add(found("/a.pdf", mtime_ns=99), reading(PERMITTING))
    with Store(tmp_path, "f2") as store:
        store.add(found("/a.pdf", mtime_ns=99), reading(PERMITTING))
    assert len(names(tmp_path, "parking")) == 1


def test_what_ends_soon(folder: Path) -> None:
    with Archive(folder) as archive:
        rows = expiring(archive, dt.date(2024, 12, 31), 912)
        assert [(r["name"], r["current_end"]) for r in rows] == [("paving.pdf", "2024-12-31"), ("parking.pdf", "2027-06-30")]
        assert expiring(archive, dt.date(2025, 1, 1), 30) == []
