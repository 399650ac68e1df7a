from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.archive.samples import PERMITTING, SILENT, filled
from tests.cli.inside import Run

TODAY = ("--as-of", "2026-11-22")


@pytest.fixture
def archive(tmp_path: Path) -> str:
    return str(filled(tmp_path / "archive", parking=PERMITTING, paving=SILENT))


def test_search_to_read(run: Run, archive: str) -> None:
    done = run("search", "mobile", "parking", "--archive", archive, *TODAY, "--facets")
    assert done.status == 0
    for words in ("City of Larkmoor (CO)", "Wrenfield Mobility, Inc.", "ends 2027-06-30", "use by others: permits", "page 1,", "/c/parking.pdf"):
        assert words in done.out
    assert "standing: open 1" in done.out
    assert done.err.strip() == "1 of 1 file shown."


def test_search_as_json(run: Run, archive: str) -> None:
    done = run("-q", "search", "parking paving", "--archive", archive, *TODAY, "--json", "--facets")
    first, second, facets = (json.loads(line) for line in done.out.splitlines())
    assert (first["name"], first["standing"], first["page"]) == ("parking.pdf", "open", 1)
    assert second["match"]["text"]
    assert facets["total"] == 2
    assert done.err == ""


def test_filters(run: Run, archive: str) -> None:
    assert "0 of 0 files" in run("search", "parking", "--archive", archive, "--state", "or").err
    assert "1 of 1 file" in run("search", "paving", "--archive", archive, "--state", "or", "--polarity", "silent").err


def test_expiring(run: Run, archive: str, tmp_path: Path) -> None:
    arguments = ("expiring", "--archive", archive, *TODAY, "--within", "1y", "--ics", str(tmp_path / "ends.ics"))
    done = run(*arguments)
    assert "2027-06-30" in done.out
    assert "1 contract ends from 2026-11-22 to 2027-11-23" in done.err
    once = (tmp_path / "ends.ics").read_bytes()
    assert b"SUMMARY:Contract ends: Wrenfield Mobility\\, Inc. \xc2\xb7 C-24-7\r\n" in once
    assert b"-end@clausescan\r\n" in once
    run(*arguments)
    assert (tmp_path / "ends.ics").read_bytes() == once
    assert run("-q", "expiring", "--archive", archive, *TODAY, "--within", "300d", "--json").object["name"] == "parking.pdf"
    assert run("-q", "expiring", "--archive", archive, *TODAY, "--within", "2w").out == ""


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("search", "x", "--archive", "nowhere"), "There is no archive"),
        (("expiring", "--archive", "nowhere"), "clausescan scan"),
        (("expiring", "--archive", "nowhere", "--within", "soon"), "is not a length"),
        (("expiring", "--archive", "nowhere", "--ics", "no/such/a.ics"), "cannot be written"),
        (("search", "x", "--archive", "nowhere", "--state", "XX"), "is no state"),
    ],
)
def test_usage_errors(run: Run, arguments: tuple[str, ...], words: str) -> None:
    done = run(*arguments)
    assert done.status == 2
    assert words in done.err
