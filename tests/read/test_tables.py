from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from clausescan.core.document import Table
from clausescan.read import pdfium
from clausescan.read.grid import PageTables, build_tables
from clausescan.read.tables import asking, needs_plumber, plumber_tables, with_tables
from tests.read.draw import grid, line, page, texts

ROWS = [["Item", "Unit", "Unit Price"], ["Rake", "each", "$11.00"], ["Spade", "each", "$14.50"]]


def pdf_of(style: list[Any], rows: list[list[str]], *, turned: int = 0) -> bytes:
    """A PDF with one table, drawn by reportlab."""
    from reportlab.lib.pagesizes import letter
    from reportlab.platypus import SimpleDocTemplate
    from reportlab.platypus import Table as Drawn

    buffer = io.BytesIO()
    drawn = Drawn(rows, style=style, colWidths=[120] * len(rows[0]))
    SimpleDocTemplate(buffer, pagesize=letter).build([drawn])
    if not turned:
        return buffer.getvalue()
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter()
    writer.add_page(PdfReader(buffer).pages[0].rotate(turned))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def tables_of(data: bytes) -> tuple[Table, ...]:
    with pdfium.open_pdf(data) as pdf:
        return build_tables(pdfium.read_page(pdf, 1)).tables


GRID = [("GRID", (0, 0), (-1, -1), 0.5, "black")]


@pytest.mark.parametrize(
    ("style", "ruled"),
    [
        (GRID, True),
        ([("INNERGRID", (0, 0), (-1, -1), 0.5, "black")], True),
        ([("GRID", (0, 0), (-1, -1), 0.5, "black", None, None, None, 2, 1)], True),
        ([("LINEBELOW", (0, 0), (-1, -1), 0.5, "black")], False),
        ([("BACKGROUND", (0, 0), (-1, 0), "lightgrey")], False),
        ([], False),
    ],
    ids=["grid", "no outer border", "double lines", "lines below rows", "shaded header", "no lines"],
)
def test_a_price_list_is_read_whatever_is_drawn_around_it(style: list[Any], ruled: bool) -> None:
    (table,) = tables_of(pdf_of(style, ROWS))
    assert texts(table) == ROWS
    assert table.ruled is ruled


@pytest.mark.parametrize("turned", [90, 180, 270])
@pytest.mark.parametrize("style", [GRID, []], ids=["grid", "no lines"])
def test_a_table_that_lies_on_its_side_is_read_where_it_stands(style: list[Any], turned: int) -> None:
    (table,) = tables_of(pdf_of(style, ROWS, turned=turned))
    assert texts(table) == ROWS
    (plain,) = tables_of(pdf_of(style, ROWS))
    sideways = turned in {90, 270}
    assert abs((table.box.height if sideways else table.box.width) - plain.box.width) < 3


def test_rows_that_end_in_amounts_need_no_header() -> None:
    rows = [[str(k), f"Valve size {k}", "each", f"${k}.50"] for k in range(1, 6)]
    (table,) = tables_of(pdf_of([], rows))
    assert texts(table) == rows


def test_a_wide_header_cell_keeps_its_width() -> None:
    rows = [["Item", "Price", ""], ["", "Hourly", "Daily"], ["Loader", "80.00", "600.00"]]
    (table,) = tables_of(pdf_of([*GRID, ("SPAN", (1, 0), (2, 0)), ("SPAN", (0, 0), (0, 1))], rows))
    assert texts(table) == rows
    assert table.rows[0][1].box == table.rows[0][2].box


def test_the_other_reader_sees_the_same_cells_at_the_same_places() -> None:
    data = pdf_of(GRID, ROWS)
    (own,), (other,) = tables_of(data), plumber_tables(data, 1)
    assert texts(other) == texts(own)
    for a, b in zip(own.rows, other.rows, strict=True):
        assert all(abs(x.box.x0 - y.box.x0) < 2 and abs(x.box.top - y.box.top) < 2 for x, y in zip(a, b, strict=True))


def test_the_other_reader_gives_nothing_for_a_file_that_it_cannot_read() -> None:
    assert plumber_tables(b"%PDF-1.4 not really", 1) == ()
    with asking(pdf_of(GRID, ROWS)) as ask:
        assert ask(99) == ()


def test_the_other_reader_is_asked_only_where_lines_form_no_clean_cells() -> None:
    lines = [line(105, 105, "Item"), line(225, 105, "Price"), line(105, 130, "Rake"), line(225, 130, "$11.00")]
    ruled = page(lines, *grid([100, 220, 300, 400], [100, 120, 150]))
    asked: list[int] = []

    def ask(number: int) -> tuple[Table, ...]:
        asked.append(number)
        return ()

    assert with_tables(ruled, ask).tables
    assert asked == []
    assert needs_plumber(ruled, PageTables((), sure=False))


@pytest.mark.shared
@pytest.mark.parametrize("name", ["10df148_p1", "28ae448_p1-2_1", "28ae448_p2_2", "54ef2c4_p4_1", "54ef2c4_p4_2", "55fe60b_p12"])
def test_rows_of_real_tables(shared: Path, name: str) -> None:
    document, pages = name.split("_")[:2]
    with (shared / "facts" / "dev" / "tables" / f"{name}.csv").open(newline="", encoding="utf-8-sig") as file:
        wanted = [[c for c in map(_plain, row) if c] for row in list(csv.reader(file))[1:]]
    data = (shared / "facts" / "dev" / "pdf" / f"{document}.pdf").read_bytes()
    with pdfium.open_pdf(data) as pdf:
        found = [t for number in map(int, pages[1:].split("-")) for t in build_tables(pdfium.read_page(pdf, number)).tables]
    seen = [[c for c in map(_plain, row) if c] for t in found for row in texts(t)]
    assert [row for row in wanted if row not in seen] == []


def _plain(cell: str) -> str:
    """A cell without white space, currency signs, lines to fill in and the kind of its quotes."""
    kept = "".join(cell.replace("”", '"').replace("“", '"').replace("’", "'").split())
    return kept.replace("_", "").replace("$", "").lower()
