from __future__ import annotations

import pytest

from clausescan.report.view_prices import PriceCell, _row


@pytest.mark.parametrize(
    ("row", "spans", "figures"),
    [
        (("LOT 1. HOSE", "", ""), [3], [False]),
        (("1", "Hose, 50 ft", "$ 1,168.40"), [1, 1, 1], [True, False, True]),
        (("1", "($4.00)", "12.5 %"), [1, 1, 1], [True, True, True]),
        (("", "Tail of a row", ""), [1, 1, 1], [False, False, False]),
        (("$", "No bid"), [1, 1, 1], [False, False, False]),
    ],
)
def test_headings_run_over_the_table_and_figures_are_known(row: tuple[str, ...], spans: list[int], figures: list[bool]) -> None:
    cells = _row(row, 3)
    assert [c.span for c in cells] == spans
    assert [c.figure for c in cells] == figures


def test_a_table_of_one_column_has_no_headings() -> None:
    assert _row(("Only words",), 1) == (PriceCell("Only words", 1, figure=False),)
