from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausescan.assess.numbers import count_up, naming, number_key, ordinal, same_number


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("RFP 18-05", "18-05RFP", True),
        ("RFP#18-005", "18-05", True),
        ("Contract No. C-881", "c 881", True),
        ("ITB 24-017", "24-017-A", False),  # a suffix may be another vendor's award
        ("ITB 24-017", "ITB 24-018", False),
        ("RFP", "RFP", False),
    ],
)
def test_same_number(one: str, other: str, same: bool) -> None:
    assert same_number(one, other) is same


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("Amendment No. 3", 3),
        ("AMENDMENT #2 TO CONTRACT", 2),
        ("First Amendment to Agreement", 1),
        ("2nd Renewal", 2),
        ("Addendum Two", 2),
        ("Change Order IV", 4),
        ("Amendment to the Agreement", None),
        ("Contract 24-017", None),
    ],
)
def test_ordinal(words: str, number: int | None) -> None:
    assert ordinal(words) == number


@pytest.mark.parametrize(("words", "numbers"), [("1-3", (1, 2, 3)), ("Nos. 1, 2 and 4", (1, 2, 4)), ("1 through 2", (1, 2)), ("1-200", ())])
def test_count_up(words: str, numbers: tuple[int, ...]) -> None:
    assert count_up(words) == numbers


@pytest.mark.parametrize(
    ("number", "text", "there"),
    [
        ("RFP 18-005", "under solicitation 18-05, dated", True),
        ("24-031", "see ITB 24-0310", False),
        ("C-881", "contract C 881", True),
    ],
)
def test_naming(number: str, text: str, there: bool) -> None:
    pattern = naming(number)
    assert pattern is not None
    assert bool(pattern.search(text)) is there


def test_a_short_number_cannot_be_looked_for() -> None:
    assert naming("Bid 7") is None


@given(st.from_regex(r"[A-Z]{0,3}-?\d{2}-\d{2,4}", fullmatch=True))
def test_a_number_is_found_in_its_own_words(number: str) -> None:
    pattern = naming(number)
    assert same_number(number, f"  {number.lower()} ") or not number_key(number)
    assert pattern is None or pattern.search(f"as in {number} above")
