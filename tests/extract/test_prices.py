from __future__ import annotations

from clausescan.core.document import Cell, Document, Line, Page, SourceFile, Table
from clausescan.core.finding import PriceTable
from clausescan.core.span import Box, Span
from clausescan.extract.prices import find_price_tables
from tests.build import part

HEAD = ["Item", "Description", "Unit", "Unit Price"]


def table(page: int, *rows: list[str], top: float = 100.0, merged: tuple[tuple[int, int, int], ...] = ()) -> Table:
    """Rows 20 points high, columns 100 wide; `merged` gives (row, first, last) of cells over several columns."""
    wide = {(r, j): (first, last) for r, first, last in merged for j in range(first, last + 1)}
    made = []
    for i, row in enumerate(rows):
        spans = [wide.get((i, j), (j, j)) for j in range(len(row))]
        made.append(
            tuple(Cell(text, Box(50 + 100 * a, top + 20 * i, 150 + 100 * b, top + 20 * i + 20)) for text, (a, b) in zip(row, spans, strict=True))
        )
    return Table(page, Box(50, top, 50 + 100 * len(rows[0]), top + 20 * len(rows)), tuple(made))


def document(*tables: Table) -> Document:
    """A document whose lines are the rows of its tables."""
    text, lines, pages = "", [], []
    for number in range(1, max(t.page for t in tables) + 1):
        start = len(text)
        for one in (t for t in tables if t.page == number):
            for row in one.rows:
                words = "   ".join(c.text for c in row if c.text) or "-"
                lines.append(
                    Line(Span(len(text), len(text) + len(words)), number, Box(one.box.x0, row[0].box.top + 4, one.box.x1, row[0].box.top + 14))
                )
                text += words + "\n"
        pages.append(Page(number, Span(start, len(text)), 612.0, 792.0))
    return Document(SourceFile("t.pdf", "0" * 64, len(text)), text, tuple(pages), tuple(lines), tables)


def found(*tables: Table) -> list[PriceTable]:
    doc = document(*tables)
    findings = find_price_tables(doc, part(doc))
    for one in findings:
        assert all(doc.text[e.span.start : e.span.end] == e.quote for e in one.evidence)
    return [f.value for f in findings]


def test_header_and_rows_as_printed() -> None:
    (price,) = found(table(1, HEAD, ["1", "Rake", "each", "$11.00"], ["2", "Spade", "each", "$14.50"]))
    assert price.columns == tuple(HEAD)
    assert price.cells == (("1", "Rake", "each", "$11.00"), ("2", "Spade", "each", "$14.50"))


def test_the_evidence_holds_the_header_and_the_rows() -> None:
    doc = document(table(1, HEAD, ["1", "Rake", "each", "$11.00"]))
    (one,) = find_price_tables(doc, part(doc))
    assert "Unit Price" in one.evidence[0].quote
    assert "Rake" in one.evidence[0].quote


def test_blank_price_cells_are_a_bid_schedule() -> None:
    (price,) = found(table(1, HEAD, ["1", "Rake", "each", "$______"], ["", "", "", "$____"], ["2", "Spade", "each", ""]))
    assert len(price.cells) == 2


def test_a_header_on_every_page_is_left_out_and_a_torn_row_is_mended() -> None:
    (price,) = found(
        table(1, HEAD, ["1", "Rake", "each", "$11.00"], ["2", "Spade with", "each", "$14.50"]),
        table(2, HEAD, ["", "ash handle", "", ""], ["3", "Hoe", "each", "$9.00"]),
        table(3, ["4", "Fork", "each", "$19.00"]),
    )
    assert price.pages == (1, 3)
    assert [row[1] for row in price.cells] == ["Rake", "Spade with ash handle", "Hoe", "Fork"]


def test_a_title_row_is_left_out_and_a_note_row_stays() -> None:
    (price,) = found(
        table(1, ["Garden tools", "", "", ""], HEAD, ["1", "Rake", "each", "$11.00"], ["Samples on request", "", "", ""], merged=((0, 0, 3),))
    )
    assert price.columns == tuple(HEAD)
    assert price.cells[-1] == ("Samples on request", "", "", "")


def test_a_wide_header_over_two_columns_is_joined_with_theirs() -> None:
    (price,) = found(
        table(
            1, ["Item", "Rate", ""], ["Item", "Hourly rate", "Daily rate"], ["Loader", "$80", "$600"], ["Grader", "$90", "$700"], merged=((0, 1, 2),)
        )
    )
    assert price.columns == ("Item", "Rate / Hourly rate", "Rate / Daily rate")


def test_other_columns_below_a_title_across_the_table_begin_another_table() -> None:
    rows = [
        HEAD,
        ["1", "Rake", "each", "$11.00"],
        ["Labor rates follow", "", "", ""],
        ["Position", "", "Hourly rate", ""],
        ["Foreman", "", "$55.00", ""],
    ]
    first, second = found(table(1, *rows, merged=((2, 0, 3), (3, 0, 1), (3, 2, 3), (4, 0, 1), (4, 2, 3))))
    assert first.cells == (("1", "Rake", "each", "$11.00"),)
    assert second.columns == ("Position", "Hourly rate")
    assert second.cells == (("Foreman", "$55.00"),)


def test_an_unknown_header_is_told_by_the_numbers_below_it() -> None:
    (price,) = found(table(1, ["", "North zone", "South zone"], ["Mowing", "$40.00", "$45.00"], ["Edging", "$12.00", "$12.50"], ["Trim", "$9", "$9"]))
    assert price.columns == ("", "North zone", "South zone")


def test_tables_that_list_no_goods_or_prices_are_passed_over() -> None:
    assert found(table(1, ["Activity", "Date", "Place"], ["Issue of the request", "May 1", "Portal"], ["Opening", "May 30", "City hall"])) == []
    assert found(table(1, ["Coverage", "Amount per occurrence"], ["General liability", "see policy"], ["Auto", "see policy"])) == []
    assert found(table(1, ["Original amount", "$5,000.00"], ["Modification 1", "$400.00"], ["Total amount", "$5,400.00"])) == []
    assert found(table(1, ["Field", "Item description", "Price format"], ["Name", "Required", "text"], ["Price", "Optional", "number"])) == []


def test_no_tables_no_findings() -> None:
    doc = document(table(1, HEAD, ["", "", "", ""]))
    assert find_price_tables(doc, part(doc)) == ()
