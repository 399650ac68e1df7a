from __future__ import annotations

import csv
import datetime as dt
import json
from pathlib import Path

import openpyxl
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
    assert done.err.strip() == "1 of 1 contract file shown."


def test_search_as_json(run: Run, archive: str) -> None:
    done = run("-q", "search", "parking paving", "--archive", archive, *TODAY, "--json", "--facets")
    first, second, facets = (json.loads(line) for line in done.out.splitlines())
    assert (first["match"]["document"], first["standing"], first["match"]["page"]) == ("parking.pdf", "open", 1)
    assert second["match"]["text"]
    assert facets["total"] == 2
    assert done.err == ""


def test_filters(run: Run, archive: str) -> None:
    assert "0 of 0 contract files" in run("search", "parking", "--archive", archive, "--state", "or").err
    assert "1 of 1 contract file" in run("search", "paving", "--archive", archive, "--state", "or", "--polarity", "silent").err


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
    assert run("-q", "expiring", "--archive", archive, *TODAY, "--within", "300d", "--json").object["path"] == "/c/parking.pdf"
    assert run("-q", "expiring", "--archive", archive, *TODAY, "--within", "2w").out == ""


def test_the_decision_for_a_buyer(run: Run, archive: str, tmp_path: Path) -> None:
    profile = tmp_path / "buyer.toml"
    profile.write_text('[buyer]\nname = "Town"\nstate = "CO"\nentity_type = "municipality"\n', encoding="utf-8")
    told = run("search", "parking", "--archive", archive, *TODAY, "--buyer", str(profile), "--usable")
    assert "5 checks" in told.out
    one = run("-q", "search", "parking", "--archive", archive, *TODAY, "--buyer", str(profile), "--json").object
    assert one["decision"]["rows"]["R05"]
    assert one["use_quote"]


def test_changed_and_similar(run: Run, archive: str, tmp_path: Path) -> None:
    done = run("changed", "--archive", archive, "--within", "1d")
    assert "C-24-7, Wrenfield Mobility, Inc." in done.out
    assert done.err.strip().startswith("2 contract files changed since")
    assert run("-q", "changed", "--archive", archive, "--since", "2999-01-01", "--json").out == ""
    wording = run("similar", "other public agencies may purchase", "--archive", archive)
    assert "OPEN, permits, page 1, /c/parking.pdf" in wording.out
    (tmp_path / "strange.pdf").write_bytes(b"%PDF-")
    assert "holds no clause" in run("similar", str(tmp_path / "strange.pdf"), "--archive", archive).err
    assert run("similar", str(tmp_path / "strange.pdf"), "abc", "--archive", archive).status == 2


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


def test_a_selection_as_a_file(run: Run, archive: str, tmp_path: Path) -> None:
    for name in ("hits.csv", "hits.xlsx", "hits.json"):
        assert run("-q", "search", "mobile", "parking", "--archive", archive, *TODAY, "-o", str(tmp_path / name)).status == 0
    (row,) = csv.DictReader((tmp_path / "hits.csv").read_text(encoding="utf-8-sig").splitlines())
    assert (row["vendor"], row["current_end"], row["polarity"]) == ("Wrenfield Mobility, Inc.", "2027-06-30", "permits")
    assert row["match_page"] == "1"
    sheet = openpyxl.load_workbook(tmp_path / "hits.xlsx").active
    heads = [cell.value for cell in sheet[1]]
    assert sheet.cell(2, heads.index("current end") + 1).value == dt.datetime(2027, 6, 30)  # noqa: DTZ001  as a workbook holds dates
    assert json.loads((tmp_path / "hits.json").read_text(encoding="utf-8"))[0]["vendor"] == row["vendor"]
    assert run("-q", "expiring", "--archive", archive, *TODAY, "--within", "1y", "-o", str(tmp_path / "ends.csv")).status == 0
    assert "2027-06-30" in (tmp_path / "ends.csv").read_text(encoding="utf-8-sig")
    wrong = run("search", "parking", "--archive", archive, "-o", str(tmp_path / "hits.txt"))
    assert wrong.status == 2
    assert "ending that says nothing" in wrong.err
