"""Ink on the places to sign of a page that has words of its own."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce

from clausescan.core.span import Box
from clausescan.errors import SourceError
from clausescan.read.greys import Greys, Picture
from clausescan.read.marks import overlaps
from clausescan.read.pdfium_calls import COUNT_SEGMENTS
from clausescan.read.pdfium_drawn import Bounds, Drawing, Drawn, is_rectangle
from clausescan.read.pdfium_notes import Notes
from clausescan.read.signs import Place, Signs, signs_on

CURVE = 5  # pieces of a path; what has fewer is a line, a box, an arrow
DARK = 150  # of 255
LARGEST = 2_000  # pixels of the longer side of a page that is drawn to look at ink


def find_signs(places: Iterable[Place], drawn: Drawn, notes: Notes, page: tuple[float, float], picture: Picture) -> Signs:
    """What stands on each of the places to sign, as form fields; empty if there is none. `page` is its width and height as displayed."""
    places = [p for p in places if not _has_field(p, notes)]
    if not places:
        return ()
    zones = [p.zone for p in places]
    images, inks = (_touching(boxes, zones) for boxes in (drawn.images, notes.inks))
    strokes = list(_strokes([d for d in (*drawn.fills, *drawn.small) if any(_touches(d.box, zone) for zone in zones)]))
    region = reduce(Box.cover, (*images, *inks, *strokes), zones[0])
    return tuple(signs_on(places, images, strokes, inks, _Darkness(page, region, picture)))


def _touching(boxes: Iterable[Box], zones: Sequence[Box]) -> list[Box]:
    return [box for box in boxes if any(overlaps(box, zone) for zone in zones)]


def _has_field(place: Place, notes: Notes) -> bool:
    return any(kind in {"signature", "text"} and overlaps(box, place.zone) for kind, _, box in notes.fields)


def _strokes(drawings: Iterable[Drawing]) -> Iterator[Box]:
    """Boxes of those paths that may be strokes of a pen."""
    for drawing in drawings:
        path = ctypes.c_void_p(drawing.handle)
        if COUNT_SEGMENTS(path) >= CURVE and not is_rectangle(path):
            x0, top, x1, bottom = drawing.box
            yield Box(x0, top, max(x0, x1), max(top, bottom))


def _touches(bounds: Bounds, zone: Box) -> bool:
    return bounds[0] < zone.x1 and zone.x0 < bounds[2] and bounds[1] < zone.bottom and zone.top < bounds[3]


class _Darkness:
    """The share of dark dots in a box of the page as shown; the region that holds all such boxes is drawn when it is first asked."""

    def __init__(self, page: tuple[float, float], region: Box, picture: Picture) -> None:
        self._scale = min(2.0, LARGEST / max(1.0, *page))
        self._region = region
        self._picture = picture
        self._drawn: Greys | None = None

    def __call__(self, box: Box) -> float:
        try:
            self._drawn = self._drawn or self._picture(self._scale, self._region)
        except SourceError:
            return 0.0
        dots = self._drawn.within(box)
        return sum(dots.translate(_IS_DARK)) / len(dots) if dots else 0.0


_IS_DARK = bytes(value < DARK for value in range(256))
