"""One line of a price table with its columns told apart."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class PriceRow:
    """A row as printed, column by column; "" and None where the table does not say.

    `page` from 1 is where the row stands, `table` its number in the file from 1. `category` is the heading above the row or its category
    column, `item` the number of the line, `part_number` that of the thing. `price` is the number of the column `price_column`; `discount` is
    percent. `currency` is an ISO code. `effective_to` is the last day. `other` holds header and cell of all that has no field of its own, in
    the table's order.
    """

    page: int
    table: int
    category: str = ""
    item: str = ""
    part_number: str = ""
    description: str = ""
    unit: str = ""
    quantity: Decimal | None = None
    price: Decimal | None = None
    price_column: str = ""
    currency: str = ""
    discount: Decimal | None = None
    effective_from: dt.date | None = None
    effective_to: dt.date | None = None
    other: tuple[tuple[str, str], ...] = ()
