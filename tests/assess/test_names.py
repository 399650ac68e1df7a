from __future__ import annotations

import pytest

from clausescan.assess.names import same_name


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("City of Alder", "City of Alder, Michigan", True),
        ("Region 3 ESC", "Region 3 Education Service Center", True),
        ("Region 3 ESC", "Region 4 Education Service Center", False),
        ("MVPC", "Merrow Valley Planning Council", True),
        ("MVPC", "Merrow Hill Planning Council", False),
        ("Amber Roads Inc.", "Amber Roads LLC", True),
        ("", "Amber Roads", False),
    ],
)
def test_two_ways_of_writing_a_name(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same
    assert same_name(other, one) is same
