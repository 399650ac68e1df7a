"""Terms on cover sheets: labels with their values."""

from __future__ import annotations

import datetime as dt

import pytest

from clausescan.core.span import Span
from clausescan.extract.term_labels import label_statement
from tests.extract.test_term import fact_of


def slots(text: str) -> list[str]:
    found = label_statement(text, Span(0, len(text)))
    return [c.slot for c in found.claims] if found else []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Contract Start Date: 5/1/2024\nContract End Date: 4/30/2026", ["start", "end"]),
        ("Began: May 1, 2024\nEnds: April 30, 2026\nFinal Expiration: April 30, 2029", ["start", "end", "cap"]),
        ("Effective Date\nMay 1, 2024\nExpiration Date\nApril 30, 2026", ["start", "end"]),
        ("Valid from: 05-01-24  Valid to: 04-30-26", ["start", "end"]),
        ("Services start: 5/1/2024. Initial Term: 24 months", ["start", "initial"]),
        ("CONTRACT PERIOD\n\nFrom: 5/1/2024\n\nTo: 4/30/2026", ["start", "end"]),
    ],
)
def test_labels_and_their_values(text: str, expected: list[str]) -> None:
    assert slots(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Policy effective date: 5/1/2024  Policy expiration date: 4/30/2025",
        "Insurance begins: 5/1/2024\nInsurance ends: 4/30/2025",
        "Invoice period\nFrom: 5/1/2024\nTo: 5/31/2024",
        "Proposed start date: 5/1/2024",
        "Start: 5/1/2024\nStart: 6/1/2024\nEnd: 4/30/2025",
        "Expiration Date: 4/30/2026",
    ],
)
def test_labels_of_other_things_and_half_summaries(text: str) -> None:
    assert slots(text) == []


def test_a_summary_does_not_win_against_the_contract() -> None:
    fact = fact_of("The term of this contract is June 1, 2024 through May 31, 2026.\n\nStart Date: 7/1/2024\nEnd Date: 6/30/2026")
    assert (fact.start, fact.initial_end) == (dt.date(2024, 6, 1), dt.date(2026, 5, 31))


def test_the_last_day_of_a_summary_bounds_the_options() -> None:
    fact = fact_of("Effective Date: 6/1/2024\nExpiration Date: 5/31/2026\nMaximum Date: 5/31/2029")
    assert (fact.current_end, fact.max_end) == (dt.date(2026, 5, 31), dt.date(2029, 5, 31))
