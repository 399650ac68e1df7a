"""Parts of a drawn page."""

from __future__ import annotations

import pytest

from clausescan.core.span import Box
from clausescan.read.greys import Greys, pixels

PAGE = Greys(0, 0, 6, 4, bytes(range(24)), 2.0)
PART = Greys(2, 1, 3, 2, bytes([8, 9, 10, 14, 15, 16]), 2.0)


@pytest.mark.parametrize(
    ("box", "dots"),
    [
        (Box(1.0, 0.5, 2.5, 1.5), [8, 9, 10, 14, 15, 16]),
        (Box(1.2, 0.6, 1.6, 1.1), [8, 9, 14, 15]),  # each dot that the box touches
        (Box(2.0, 1.0, 2.4, 1.2), [16]),
    ],
)
def test_a_part_holds_the_dots_of_the_page(box: Box, dots: list[int]) -> None:
    assert list(PAGE.within(box)) == list(PART.within(box)) == dots


def test_what_lies_outside_is_passed_over() -> None:
    assert PART.within(Box(0, 0, 0.4, 0.4)) == b""
    assert PART.within(Box(-3, -3, 40, 40)) == PART.dots
    assert Greys(0, 0, 0, 0, b"", 2.0).within(Box(1, 1, 2, 2)) == b""
    assert pixels(Box(-1, 0, 1.1, 2), 2.0) == (0, 0, 3, 4)
