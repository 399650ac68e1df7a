"""Pictures of the words: which piece of which page is shown for some evidence, and where the marks lie on it."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from clausescan.core.document import Document, Page
from clausescan.core.finding import Evidence
from clausescan.core.span import Box

Render = Callable[[str, int, Box, float], bytes]
"""`(sha256, page from 1, box in points, pixels per point)` → PNG or JPEG of that piece of the page; raises where it cannot."""

MOST_BYTES = 60_000
TALLEST = 330.0
"""Points of a page that one picture shows at most."""
_ABOVE = 30.0  # points of context above and below the words: about two lines
_SIDE = 30.0  # a page's margin, more or less, is cut off
_SCALES = (1.7, 1.3, 0.9)


@dataclass(frozen=True, slots=True)
class Crop:
    """A piece of a page, and the rectangles to mark on it, all in points of the page."""

    sha256: str
    page: int
    box: Box
    marks: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A rendered crop: a data URI, and numbers as text for an SVG whose unit is the point."""

    uri: str
    view_box: str
    x: str
    y: str
    width: str
    height: str
    marks: tuple[tuple[str, str, str, str], ...]


def first_marks(evidence: Evidence) -> tuple[int, tuple[Box, ...]] | None:
    """The first page on which the words stand and their boxes there; None where they have no place on a page."""
    if not evidence.boxes:
        return None
    number = evidence.boxes[0][0]
    return number, tuple(box for page, box in evidence.boxes if page == number)


def crop_for(evidence: Sequence[Evidence], document: Document) -> Crop | None:
    """The piece of a page that shows the words of all the evidence, which stands on one page; None where it has no place there."""
    found = [marks for one in evidence if (marks := first_marks(one)) is not None]
    page = next((p for p in document.pages if found and p.number == found[0][0]), None)
    if page is None:
        return None
    boxes = tuple(dict.fromkeys(box for number, there in found if number == page.number for box in there))
    return Crop(document.source.sha256, page.number, _around(boxes, page, document), boxes)


def _around(marks: tuple[Box, ...], page: Page, document: Document) -> Box:
    """The marks with context, as wide as the page's type area, no taller than can be read at a glance, and no line cut through."""
    whole = marks[0]
    for mark in marks[1:]:
        whole = whole.cover(mark)
    left = max(0.0, min(_SIDE, whole.x0 - 8))
    right = max(left + 20.0, min(page.width, max(page.width - _SIDE, whole.x1 + 8)))
    top = max(0.0, whole.top - _ABOVE)
    bottom = max(top + 20.0, min(page.height, whole.bottom + _ABOVE, top + TALLEST))
    lines = [line.box for line in document.lines_of(page.span)]
    top = min([top, *(b.top - 2 for b in lines if b.top < top < b.bottom)])
    bottom = max([bottom, *(b.bottom + 2 for b in lines if b.top < bottom < b.bottom)])
    return Box(left, max(0.0, top), right, max(top + 1.0, min(page.height, bottom)))


def take_picture(crop: Crop, render: Render) -> Picture | None:
    """The rendered crop, at the largest scale that fits in 60 kB; None where it cannot be rendered or never fits."""
    for scale in _SCALES:
        try:
            data = render(crop.sha256, crop.page, crop.box, scale)
        except Exception:  # noqa: BLE001  whatever the renderer raises, a report without this picture is still a report
            return None
        kind = "png" if data.startswith(b"\x89PNG\r\n\x1a\n") else "jpeg" if data.startswith(b"\xff\xd8") else None
        if kind is None:
            return None
        if len(data) <= MOST_BYTES:
            return _picture(crop, f"data:image/{kind};base64,{base64.b64encode(data).decode('ascii')}")
    return None


def _picture(crop: Crop, uri: str) -> Picture:
    box = crop.box
    marks = tuple(_rect(inside) for mark in crop.marks if (inside := _cut(mark, box)) is not None)
    x, y, width, height = _rect(box)
    return Picture(uri, f"{x} {y} {width} {height}", x, y, width, height, marks)


def _cut(mark: Box, box: Box) -> Box | None:
    """The piece of a mark that lies within the crop, a little wider than the words."""
    x0, top = max(mark.x0 - 1.5, box.x0), max(mark.top - 1.0, box.top)
    x1, bottom = min(mark.x1 + 1.5, box.x1), min(mark.bottom + 1.0, box.bottom)
    return Box(x0, top, x1, bottom) if x0 < x1 and top < bottom else None


def _rect(box: Box) -> tuple[str, str, str, str]:
    return f"{box.x0:.1f}", f"{box.top:.1f}", f"{box.width:.1f}", f"{box.height:.1f}"
