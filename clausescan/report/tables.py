"""Tables for other programs: prices as CSV. A spreadsheet that opens it runs nothing."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from decimal import Decimal

from clausescan.core.price_row import PriceRow

PRICE_HEAD = (
    "file",
    "page",
    "table",
    "category",
    "item",
    "part_number",
    "description",
    "unit",
    "quantity",
    "price",
    "price_column",
    "currency",
    "discount_percent",
    "effective_from",
    "effective_to",
    "other",
)
BOM = "\ufeff"
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "＝", "＋", "－", "＠")


def prices_csv(rows: Iterable[tuple[str, PriceRow]], *, bom: bool = False) -> str:
    """`(file name, row)` pairs as CSV with a head, lines ended as RFC 4180 asks; `bom` where Excel is to open it by a double click."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(PRICE_HEAD)
    for name, row in rows:
        writer.writerow(_cells(name, row))
    return (BOM if bom else "") + out.getvalue()


def safe(text: str) -> str:
    """A text that no spreadsheet takes for a formula: a quote goes before one that begins like one. Texts only; numbers stay numbers."""
    return f"'{text}" if any(begun.startswith(_STARTS_FORMULA) for begun in (text.lstrip(" "), text.lstrip())) else text


def _cells(name: str, row: PriceRow) -> tuple[str, ...]:
    return (
        safe(name),
        str(row.page),
        str(row.table),
        safe(row.category),
        safe(row.item),
        safe(row.part_number),
        safe(row.description),
        safe(row.unit),
        _number(row.quantity),
        _number(row.price),
        safe(row.price_column),
        row.currency,
        _number(row.discount),
        row.effective_from.isoformat() if row.effective_from else "",
        row.effective_to.isoformat() if row.effective_to else "",
        safe("; ".join(f"{header}: {cell}" if header else cell for header, cell in row.other)),
    )


def _number(value: Decimal | None) -> str:
    """Figures as printed, without grouping; "" where there is none."""
    return "" if value is None else format(value, "f")
