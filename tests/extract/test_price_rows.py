from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausescan.core.document import Document, Page, SourceFile
from clausescan.core.finding import Finding, PriceTable, cite, finding
from clausescan.core.price_row import PriceRow
from clausescan.core.span import Span
from clausescan.extract.price_columns import Holds, read_columns
from clausescan.extract.price_rows import price_rows


def table(columns: str, *rows: str, pages: tuple[str, ...] = ("a table",)) -> Finding[PriceTable]:
    """A table: cells between bars; `pages` are the words of each page, from page 1."""
    text = "\n".join(pages)
    starts = [sum(len(p) + 1 for p in pages[:n]) for n in range(len(pages))]
    document = Document(
        SourceFile("a.pdf", "0" * 64, 1),
        text,
        tuple(Page(n + 1, Span(s, s + len(p)), 612.0, 792.0) for n, (s, p) in enumerate(zip(starts, pages, strict=True))),
    )
    proof = tuple(cite(document, p.span, "prices.table") for p in document.pages)
    head = tuple(c.strip() for c in columns.split("|")) if columns else ()
    cells = tuple(tuple(c.strip() for c in row.split("|")) for row in rows)
    return finding("price_table", PriceTable((1, len(pages)), head, cells), proof)


def rows(columns: str, *cells: str) -> tuple[PriceRow, ...]:
    return price_rows([table(columns, *cells)])[0]


@pytest.mark.parametrize(
    ("columns", "row", "expected"),
    [
        (
            "Item | Description | Unit | Unit price",
            "4 | Traffic cone | EA | $12.50",
            {"item": "4", "description": "Traffic cone", "unit": "EA", "price": "12.50"},
        ),
        ("Description | Price", "Gravel | $4.20 per ton", {"price": "4.20", "unit": "ton"}),
        ("Description | Qty | Price", "Sand | 3,000 tons | $ ____", {"quantity": "3000", "unit": "tons", "price": None}),
        ("Description | List | Net", "Drill | $229.00 | $183.20", {"price": "183.20", "price_column": "Net", "other": (("List", "$229.00"),)}),
        ("Line | Article | Old | Price", "1 | Sign | 8.92 | 9.21", {"price": "9.21", "price_column": "Price", "currency": ""}),
        ("Description | Unit price | Extended price", "Hose | $10.00 | $100.00", {"price": "10.00", "other": (("Extended price", "$100.00"),)}),
        ("Category | Discount from list price", "Hand tools | 18%", {"description": "Hand tools", "discount": "18", "price": None}),
        ("Item | MSRP (before discount)", "Desk | $50.00", {"price": "50.00", "discount": None}),
        ("Description | Hourly rate | Total (Qty x rate)", "Clerk | 25.00 | 100.00", {"price": "25.00"}),
        ("Description | Price", "Rebate | ($4.00)", {"price": "-4.00"}),
        ("Description | Price", "Rebate | -4.00", {"price": "-4.00"}),
        ("Description | Price", "Bench | No bid", {"price": None, "other": (("Price", "No bid"),)}),
        ("Description | Price", "Bench | $5 - $10", {"price": None, "other": (("Price", "$5 - $10"),)}),
        ("Description | Price (CAD)", "Bench | 40.00", {"price": "40.00", "currency": "CAD"}),
        ("Description | Price", "Bench | € 40.00", {"price": "40.00", "currency": "EUR"}),
        ("Part no. | Description | Price", "AB-1 | Bench | $4.00", {"part_number": "AB-1", "item": ""}),
        ("Item | Part number | Description | Price", "1 | AB-1 | Bench | $4.00", {"item": "1", "part_number": "AB-1"}),
        ("Description | Price | Effective date", "Salt | $60.00 | July 1, 2025", {"effective_from": dt.date(2025, 7, 1), "effective_to": None}),
        ("Description | Price | Valid through", "Salt | $60.00 | 06/30/2026", {"effective_to": dt.date(2026, 6, 30)}),
        ("Description | Price | Effective", "Salt | $60.00 | on award", {"effective_from": None, "other": (("Effective", "on award"),)}),
        ("Description | Color | Price", "Cone | orange | $9.00", {"other": (("Color", "orange"),)}),
        ("", "Cone, 28 in. | EA | $9.00", {"description": "Cone, 28 in.", "price": "9.00", "other": (("column 2", "EA"),)}),
        ("", "Cone, 28 in. | $8.00 | $9.00", {"price": None}),
    ],
)
def test_fields(columns: str, row: str, expected: dict[str, object]) -> None:
    (found,) = rows(columns, row) or (PriceRow(1, 1),)
    for name, value in expected.items():
        got = getattr(found, name)
        assert (str(got) if isinstance(got, Decimal) else got) == value, name


def test_headings_become_categories_and_totals_are_no_rows() -> None:
    found = rows(
        "Item | Description | Price",
        "LOT 1. HOSE | |",
        "1 | Hose, 50 ft | $10.00",
        "2 | Hose, 100 ft | $19.00",
        "Note: prices are delivered | |",
        "LOT 2. NOZZLES | |",
        "3 | Nozzle | $8.00",
        "Total | | $37.00",
    )
    assert [(r.category, r.item) for r in found] == [("LOT 1. HOSE", "1"), ("LOT 1. HOSE", "2"), ("LOT 2. NOZZLES", "3")]


def test_a_form_of_single_cells_keeps_its_rows() -> None:
    assert [r.description for r in rows("Position | Hourly rate", "Clerk | $", "Analyst | $", "Courier | $")] == ["Clerk", "Analyst", "Courier"]


def test_a_header_that_stands_in_the_first_row() -> None:
    found = rows("", "SKU | Description | Net", "N1 | Hex bolt | $16.37", "N2 | Anchor | $25.21")
    assert [(r.part_number, r.price) for r in found] == [("N1", Decimal("16.37")), ("N2", Decimal("25.21"))]


def test_points_of_an_evaluation_are_no_prices() -> None:
    found, without = price_rows([table("Firm | Service (35) | Price (25) | Total", "Wren LLC | 32 | 23 | 90", "Oxbow LLC | 30 | 19 | 83")])
    assert found == ()
    assert without == (1,)


def test_tables_are_numbered_with_those_left_out() -> None:
    found, without = price_rows([table("Coverage | Remarks", "Auto | none"), table("Item | Price", "1 | $2.00")])
    assert without == (1,)
    assert [r.table for r in found] == [2]


def test_rows_of_a_joined_table_know_their_page() -> None:
    joined = table(
        "Item | Description | Price", "1 | Traffic cone | $9.00", "2 | Sand bag | $2.00", pages=("1 Traffic cone $9.00", "2 Sand bag $2.00")
    )
    assert [r.page for r in price_rows([joined])[0]] == [1, 2]


_CELLS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=14)


@given(st.lists(_CELLS, min_size=1, max_size=5), st.lists(st.lists(_CELLS, max_size=5), max_size=6))
def test_any_table_gives_no_more_rows_than_it_has_and_no_figure_it_lacks(columns: list[str], cells: list[list[str]]) -> None:
    joined = table("", "x")
    made = Finding(joined.id, PriceTable((1, 1), tuple(columns), tuple(map(tuple, cells))), joined.evidence)
    found, _ = price_rows([made])
    assert len(found) <= len(cells)
    digits = "".join(c for row in cells for cell in row for c in cell if c.isdigit())
    for row in found:
        for value in (row.price, row.quantity, row.discount):
            assert value is None or set("".join(c for c in str(value) if c.isdigit())) <= set(digits) | set("0")


def test_each_field_is_held_by_one_column() -> None:
    holds = read_columns(("Item", "Item", "Price", "Price", "Unit", "UOM"), ()).holds
    assert len([h for h in holds if h is not Holds.OTHER]) == len(set(holds) - {Holds.OTHER})
