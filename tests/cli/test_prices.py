from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from clausescan.report.tables import BOM, PRICE_HEAD
from tests.cli.inside import Run
from tests.draw import pdf, prose

ROWS = (
    ("Item", "Description", "Unit", "Unit price"),
    ("1", "Traffic cone, 28 in.", "EA", "$12.50"),
    ("2", "Sand bag, empty", "PK", "$1,004.00"),
    ("3", "=HYPERLINK(1)", "EA", "No bid"),
)


def ruled(canvas: Canvas) -> None:
    """A table with lines around its cells."""
    for r, row in enumerate(ROWS):
        y = 700 - 20 * r
        for x, w, cell in zip((72, 130, 330, 400), (58, 200, 70, 90), row, strict=True):
            canvas.rect(x, y - 6, w, 20)
            canvas.drawString(x + 4, y, cell)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "list.pdf").write_bytes(pdf(ruled))
    (tmp_path / "words.pdf").write_bytes(pdf(prose("No table here, only words.")))
    return tmp_path


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_rows_to_read(run: Run, folder: Path) -> None:
    done = run("prices", str(folder))
    assert done.status == 0
    assert "list.pdf, page 1, table 1" in done.out
    assert "12.50 USD" in done.out
    assert "1,004.00 USD" in done.out
    assert done.err.strip() == "3 rows"


def test_csv_on_standard_output_has_no_mark_and_runs_nothing(run: Run, folder: Path) -> None:
    done = run("-q", "prices", str(folder), "--csv")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("file,page,table")
    cone, bag, link = table(done.out)
    assert (cone["file"], cone["page"], cone["item"], cone["unit"], cone["price"], cone["currency"]) == ("list.pdf", "1", "1", "EA", "12.50", "USD")
    assert bag["price"] == "1004.00"
    assert link["description"] == "'=HYPERLINK(1)"
    assert (link["price"], link["other"]) == ("", "Unit price: No bid")


def test_a_file_opens_in_excel(run: Run, folder: Path) -> None:
    done = run("prices", str(folder / "list.pdf"), "--csv", "-o", str(folder / "out.csv"))
    assert done.out == ""
    text = (folder / "out.csv").read_bytes().decode("utf-8")
    assert text.startswith(BOM)
    assert text.count("\r\n") == 4
    assert "3 rows: " in done.err
    assert not list(folder.glob(".*.part"))


def test_no_table_is_an_empty_csv(run: Run, folder: Path) -> None:
    done = run("prices", str(folder / "words.pdf"), "--csv")
    assert done.status == 0
    assert done.out.splitlines() == [",".join(PRICE_HEAD)]
    assert run("prices", str(folder / "words.pdf")).out == ""


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(["-o", "out.csv"], "Add --csv"), (["--csv", "-o", "nowhere/out.csv"], "cannot be written")],
)
def test_usage_errors(run: Run, folder: Path, arguments: list[str], words: str) -> None:
    done = run("prices", str(folder / "list.pdf"), *arguments)
    assert done.status == 2
    assert words in done.err


def test_a_bad_file_does_not_stop_the_others(run: Run, folder: Path) -> None:
    (folder / "bad.pdf").write_bytes(b"")
    done = run("prices", str(folder), "--csv")
    assert done.status == 3
    assert len(table(done.out)) == 3
    assert "bad.pdf: error [empty]" in done.err
