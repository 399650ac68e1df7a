from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausescan.assess.narrow import narrow
from tests.assess.build_facts import quoted, with_lines
from tests.build import document

TABLE = "Item Unit Price\nS-1 Bulk road salt ton 61.40\nS-2 Treated salt,\nblue ton 72.10\nS-3 Sand ton 9.00"


@pytest.mark.parametrize(
    ("row", "lines"),
    [
        ("S-1 | Bulk road salt | ton | 61.40", "S-1 Bulk road salt ton 61.40"),
        ("S-2 | Treated salt, blue | ton | 72.10", "S-2 Treated salt,\nblue ton 72.10"),
        ("Sand", "S-3 Sand ton 9.00"),
        ("9 | Bulk road salt | each", "S-1 Bulk road salt ton 61.40"),  # the row is put together otherwise: its longest cell
        ("Gravel", None),
        ("", None),
    ],
)
def test_lines(row: str, lines: str | None) -> None:
    doc = with_lines(document(TABLE))
    found = narrow(quoted(doc, TABLE)[0], row)
    assert (found.quote if found else None) == lines


def test_boxes_are_those_of_the_lines_left() -> None:
    doc = with_lines(document(TABLE))
    found = narrow(quoted(doc, TABLE)[0], "Sand")
    assert found is not None
    assert found.boxes == doc.boxes(found.span)


@given(st.text("ab c|\n", max_size=60), st.text("abc |", max_size=8))
def test_what_is_left_is_a_quote_of_the_document(text: str, words: str) -> None:
    doc = document(f"x {text} y")
    whole = quoted(doc, doc.text.strip())[0]
    found = narrow(whole, words)
    assert found is None or doc.quote(found.span) == found.quote
