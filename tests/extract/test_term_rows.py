"""Terms in tables: a line of labels and a row of days below it."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.extract.test_term import fact_of, term_of

HEAD = "Contract   Vendor   Start Date   End Date   Maximum End\n"


def test_each_day_stands_under_its_label() -> None:
    fact = fact_of(HEAD + "C-88 Alder Tools 05/01/2024 04/30/2026 04/30/2029")
    assert (fact.start, fact.current_end, fact.max_end) == (dt.date(2024, 5, 1), dt.date(2026, 4, 30), dt.date(2029, 4, 30))


def test_days_of_other_things_are_left_alone() -> None:
    fact = fact_of("| Awarded | Begins | Expires |\n| 4/9/2024 | 5/1/2024 | 4/30/2026 |")
    assert (fact.start, fact.current_end) == (dt.date(2024, 5, 1), dt.date(2026, 4, 30))


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "C-88 Alder Tools 05/01/2024 04/30/2026",  # a day is missing
        HEAD + "C-88 Alder 05/01/2024 04/30/2026 04/30/2029\nC-89 Birch 06/01/2024 05/31/2026 05/31/2029",  # two contracts
        "The start and the end\n05/01/2024 04/30/2026",  # prose
        HEAD + "to be filled in",
    ],
)
def test_a_table_that_does_not_tell(text: str) -> None:
    assert term_of(text) is None
