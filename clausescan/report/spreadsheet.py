"""Tables as a workbook (the adapter to openpyxl) and as CSV. Nothing of a document is run as a formula, whatever it begins with."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from clausescan.report.sheets import Cell, Sheet
from clausescan.report.tables import BOM, safe
from clausescan.report.zipped import zipped

_LONGEST = 32_000  # characters of a cell; a spreadsheet takes 32,767
_ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_MODIFIED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def sheet_csv(sheet: Sheet, *, bom: bool = False) -> str:
    """The sheet with its head as CSV, lines ended as RFC 4180 asks; dates ISO. `bom` where Excel is to open it by a double click."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(sheet.head)
    for row in sheet.rows:
        writer.writerow([_plain(cell) for cell in row])
    return (BOM if bom else "") + out.getvalue()


def _plain(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case str():
            return safe(_clean(cell))
        case Decimal():
            return format(cell, "f")
        case dt.date():
            return cell.isoformat()
        case _:
            return str(cell)


def workbook(sheets: Sequence[Sheet], made: dt.date) -> bytes:
    """An XLSX file: a sheet each, the head frozen and bold, filters, widths, dates as ISO dates. The same sheets and day give the same bytes."""
    from openpyxl import Workbook  # noqa: PLC0415  only who exports pays for it

    book = Workbook()
    book.remove(book.active)
    book.properties.creator = "clausescan"
    for sheet in sheets:
        _fill(book.create_sheet(sheet.name), sheet)
    out = io.BytesIO()
    book.save(out)
    return _steady(out.getvalue(), made)


def _fill(page: Any, sheet: Sheet) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415  as above
    from openpyxl.utils import get_column_letter  # noqa: PLC0415  as above

    bold, shade, wrap = Font(bold=True), PatternFill("solid", start_color="D9E2EC"), Alignment(wrap_text=True, vertical="top")
    for column, (head, width) in enumerate(zip(sheet.head, sheet.widths, strict=True), 1):
        _put(page.cell(1, column), head.replace("_", " "), wrap)
        page.cell(1, column).font, page.cell(1, column).fill = bold, shade
        page.column_dimensions[get_column_letter(column)].width = width
    for number, row in enumerate(sheet.rows, 2):
        for column, cell in enumerate(row, 1):
            _put(page.cell(number, column), cell, wrap)
    page.freeze_panes = "A2"
    page.print_title_rows = "1:1"
    page.page_setup.orientation, page.page_setup.fitToHeight = "landscape", 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    if sheet.rows:
        page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.head))}{len(sheet.rows) + 1}"


def _put(place: Any, cell: Cell, wrap: Any) -> None:
    """A text is kept as a text, with the mark by which a spreadsheet keeps it one when it is edited or saved as CSV."""
    if cell is None or cell == "":
        return
    place.alignment = wrap
    if isinstance(cell, str):
        text = _clean(cell)[:_LONGEST]
        place.value = text
        place.data_type = "s"  # openpyxl makes a formula of a text that begins with "="
        place.quotePrefix = safe(text) != text
        return
    place.value = cell
    if isinstance(cell, dt.date):
        place.number_format = "yyyy-mm-dd"


def _clean(text: str) -> str:
    """Without signs that XML, and so a workbook, cannot hold."""
    return _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n").replace("\r", "\n"))


def _steady(data: bytes, made: dt.date) -> bytes:
    """The same workbook with the day in place of the clock."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    when = f"{made.isoformat()}T00:00:00Z".encode()
    return zipped((name, _MODIFIED.sub(rb"\g<1>" + when, content) if name == "docProps/core.xml" else content) for name, content in parts)
