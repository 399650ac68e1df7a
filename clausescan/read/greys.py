"""A page, or a part of it, as drawn in greys. Pure."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

from clausescan.core.span import Box


class Greys(NamedTuple):
    """One byte a pixel, row by row; `x` and `y` tell where in the picture of the whole page the part begins, `scale` is in pixels a point."""

    x: int
    y: int
    width: int
    height: int
    dots: bytes
    scale: float

    def within(self, box: Box) -> bytes:
        """The dots in a box of the displayed page, in points; those of it outside of the part are passed over."""
        left, top, right, bottom = (at - by for at, by in zip(pixels(box, self.scale), (self.x, self.y) * 2, strict=True))
        left, right = max(0, left), min(self.width, right)
        return b"".join([self.dots[y * self.width + left : y * self.width + right] for y in range(max(0, top), min(self.height, bottom))])


Picture = Callable[[float, Box | None], Greys]
"""Pixels a point, and a box of the displayed page (None for all of it), to how that is drawn."""


def pixels(box: Box, scale: float) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of the pixels that a box of the page touches."""
    return int(max(0.0, box.x0) * scale), int(max(0.0, box.top) * scale), math.ceil(box.x1 * scale), math.ceil(box.bottom * scale)
