from __future__ import annotations

import csv
import datetime as dt
import io
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from clausescan.core.price_row import PriceRow
from clausescan.report.tables import BOM, PRICE_HEAD, prices_csv, safe


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-cmd", "@SUM(A1)", "\t=1", "  =1", "|calc", "＝1"])
def test_what_looks_like_a_formula_gets_a_quote(text: str) -> None:
    (row,) = read(prices_csv([(text, PriceRow(1, 1, item=text, description=text, other=(("=x", "1"),)))]))
    assert row["file"] == row["item"] == row["description"] == f"'{text}"
    assert row["other"].startswith("'")


def test_plain_texts_and_numbers_stay() -> None:
    full = PriceRow(
        3, 2, "LOT 1", "4", "AB-1", "Cone, 28 in.", "EA", Decimal(1200), Decimal("-4.50"), "Net", "USD", Decimal("12.5"), dt.date(2025, 7, 1), None
    )
    (row,) = read(prices_csv([("list.pdf", full)]))
    assert row["price"] == "-4.50"
    assert row["quantity"] == "1200"
    assert (row["page"], row["table"], row["description"], row["discount_percent"]) == ("3", "2", "Cone, 28 in.", "12.5")
    assert (row["effective_from"], row["effective_to"]) == ("2025-07-01", "")


def test_head_and_mark() -> None:
    assert prices_csv([]) == ",".join(PRICE_HEAD) + "\r\n"
    assert prices_csv([], bom=True).startswith(BOM + "file,")


@given(st.text(max_size=30))
@example(" \t")
@example("\u2003＝1+1")
def test_no_text_begins_a_formula(text: str) -> None:
    assert not safe(text).lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))
    assert safe(text).removeprefix("'") == text.removeprefix("'")
