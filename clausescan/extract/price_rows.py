"""Price tables as typed rows: number, unit, price and discount told apart, nothing added that is not printed (COMPETITION 5)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from clausescan.core.finding import Finding, PriceTable
from clausescan.core.price_row import PriceRow
from clausescan.core.price_terms import PricesEffective
from clausescan.core.result import Scanned
from clausescan.extract.dates import find_dates
from clausescan.extract.price_columns import Columns, Holds, read_columns
from clausescan.extract.table_sections import is_blank

_NUMBER = re.compile(
    r"(?P<open>\()?\s?(?P<minus>[-−–])?\s?(?P<sign>[$€£])?\s?(?P<minus2>[-−–])?\s?(?P<figures>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d*\.\d+|\d+)\s?\)?"
)
_RATE = re.compile(r"(?P<figures>\d{1,3}(?:\.\d+)?)\s?(?:%|percent)", re.IGNORECASE)
_AFTER = re.compile(r"^(?:\s?(?:/|per)\s?)?(?P<unit>[A-Za-z][\w./ -]{0,30})$")
_CURRENCIES = {"$": "USD", "€": "EUR", "£": "GBP"}
_CODE = re.compile(r"\b(USD|CAD|EUR|GBP)\b")
_TOTAL = re.compile(r"^\W{0,3}(?:sub-?\s?total|grand\s+total|totals?)\b", re.IGNORECASE)
_LONGEST_HEADING = 90
# No note, no sum, and no tail of a row that the page cut.
_HEADING = re.compile(r"^\W{0,3}(?![Nn](?:ote|OTE)s?\b)(?=[A-Z\d])(?!.*[$€£]\s?\d)(?=.*[^\W\d_]{3})")


def price_rows(tables: Sequence[Finding[PriceTable]]) -> tuple[tuple[PriceRow, ...], tuple[int, ...]]:
    """The rows of all price tables of a part in their order, and the numbers (from 1) of tables that hold neither prices nor things to be priced.

    Headings within a table become the category of the rows below; totals and notes are no rows. A price that is not a number
    ("no bid", "$ ____") stays in `other` as printed, or is left out where it is blank.
    """
    rows: list[PriceRow] = []
    without: list[int] = []
    for number, table in enumerate(tables, 1):
        columns = read_columns(table.value.columns, table.value.cells)
        if columns.prices:
            rows += _rows(table, columns, number)
        else:
            without.append(number)
    return tuple(rows), tuple(without)


def file_rows(scanned: Scanned) -> tuple[tuple[PriceRow, ...], tuple[int, ...]]:
    """The same for all parts of a PDF. Where a part says from when its prices are in force and a row does not, the row has the part's days."""
    tables = [(table, part.facts.prices_effective) for part in scanned.parts for table in part.facts.price_tables]
    rows, without = price_rows([table for table, _ in tables])
    return tuple(_dated(row, tables[row.table - 1][1]) for row in rows), without


def _dated(row: PriceRow, stated: Finding[PricesEffective] | None) -> PriceRow:
    if stated is None or row.effective_from or row.effective_to:
        return row
    return replace(row, effective_from=stated.value.first, effective_to=stated.value.last)


def _rows(found: Finding[PriceTable], columns: Columns, number: int) -> Iterator[PriceRow]:
    cells = found.value.cells[1:] if columns.header_row else found.value.cells
    currency = _currency(columns, cells)
    headed = 2 * sum(len(_filled(row)) > 1 for row in cells) > len(cells)
    page, category = found.value.pages[0], ""
    for row in cells:
        filled = _filled(row)
        page = _page(found, row, page)
        if not filled or _TOTAL.match(filled[0]):
            continue
        if len(filled) == 1 and headed:
            category = filled[0] if len(filled[0]) <= _LONGEST_HEADING and _HEADING.match(filled[0]) else category
            continue
        yield _row(row, columns, PriceRow(page, number, category, currency=currency))


def _filled(row: Sequence[str]) -> list[str]:
    return [" ".join(cell.split()) for cell in row if not is_blank(cell)]


def _row(row: Sequence[str], columns: Columns, start: PriceRow) -> PriceRow:
    """One row with its fields; cells that a field cannot hold are kept in `other`."""
    price_cell, quantity_cell = columns.cell(row, Holds.PRICE), columns.cell(row, Holds.QUANTITY)
    price, price_unit = _amount(price_cell)
    quantity, quantity_unit = _amount(quantity_cell)
    rate = _discount(columns.cell(row, Holds.DISCOUNT))
    unread = {
        *([Holds.PRICE] if price is None and not price_unit else []),
        *([Holds.QUANTITY] if quantity is None and not quantity_unit else []),
        *([Holds.DISCOUNT] if rate is None else []),
    }
    at = columns.holds.index(Holds.PRICE) if Holds.PRICE in columns.holds else -1
    return PriceRow(
        page=start.page,
        table=start.table,
        category=columns.cell(row, Holds.CATEGORY) or start.category,
        item=columns.cell(row, Holds.ITEM),
        part_number=columns.cell(row, Holds.PART),
        description=columns.cell(row, Holds.DESCRIPTION),
        unit=_text(columns.cell(row, Holds.UNIT)) or price_unit or quantity_unit,
        quantity=quantity,
        price=price,
        price_column=columns.names[at] if price is not None else "",
        currency=(_code(columns.cell(row, Holds.CURRENCY)) or _code(price_cell) or start.currency) if price is not None else "",
        discount=rate,
        effective_from=_day(columns.cell(row, Holds.FROM)),
        effective_to=_day(columns.cell(row, Holds.TO)),
        other=tuple(_others(row, columns, unread)),
    )


def _others(row: Sequence[str], columns: Columns, unread: Collection[Holds]) -> Iterator[tuple[str, str]]:
    """Cells without a field, and cells of figures and days that could not be read as such."""
    for name, field, cell in zip(columns.names, columns.holds, row, strict=False):
        text = " ".join(cell.split())
        lost = field in unread or (field in (Holds.FROM, Holds.TO) and _day(text) is None)
        if not is_blank(cell) and (field is Holds.OTHER or lost):
            yield name, text


def _discount(cell: str) -> Decimal | None:
    """The percent of a discount cell; None where it holds none, or more than one."""
    rates = _RATE.findall(cell) or (re.findall(r"^\d{1,2}(?:\.\d+)?$", cell))
    return Decimal(rates[0]) if len(rates) == 1 else None


def _amount(cell: str) -> tuple[Decimal | None, str]:
    """The number at the start of a cell and the unit behind it ("$4.20 per ton"); None where the cell is no single number."""
    match = _NUMBER.match(cell)
    if match is None:
        blank = re.match(r"^[\s$_.]*(?:per|/)\s?(?P<unit>[A-Za-z][\w /]{0,20})$", cell, re.IGNORECASE)
        return None, blank["unit"] if blank else ""
    rest = cell[match.end() :].strip().rstrip("*")
    unit = _AFTER.match(rest)
    if rest and not unit and not _CODE.fullmatch(rest):
        return None, ""
    try:
        value = Decimal(match["figures"].replace(",", ""))
    except InvalidOperation:
        return None, ""
    below = match["minus"] or match["minus2"] or (match["open"] and cell.rstrip().endswith(")"))
    return (-value if below else value), unit["unit"].strip() if unit and not _CODE.fullmatch(rest) else ""


def _text(cell: str) -> str:
    return "" if is_blank(cell) else cell


def _currency(columns: Columns, cells: Sequence[Sequence[str]]) -> str:
    """The currency that the header or any cell of the price column shows; "" where none does."""
    at = columns.holds.index(Holds.PRICE) if Holds.PRICE in columns.holds else -1
    shown = [columns.names[at], *(row[at] for row in cells if at < len(row))] if at >= 0 else []
    return next((code for text in shown if (code := _code(text))), "")


def _code(text: str) -> str:
    named = _CODE.search(text)
    return named[1] if named else next((code for sign, code in _CURRENCIES.items() if sign in text), "")


def _day(cell: str) -> dt.date | None:
    found = find_dates(cell) if cell else ()
    return found[0].date if len(found) == 1 and found[0].precision == "exact" and not found[0].ambiguous else None


def _page(found: Finding[PriceTable], row: Sequence[str], at: int) -> int:
    """The page on which a row of a joined table stands: the first from `at` on whose quotes hold its longest cell; `at` where none does."""
    first, last = found.value.pages
    if first == last:
        return first
    longest = " ".join(max(row, key=len).split())[:40]
    return next((e.page for e in found.evidence if e.page >= at and longest and longest in " ".join(e.quote.split())), at)
