"""Pictures of the words: which piece of which page is shown for an evidence, and where the marks lie on it."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from clausescan.core.document import Document, Page
from clausescan.core.finding import Evidence
from clausescan.core.span import Box

Render = Callable[[str, int, Box, float], bytes]
"""`(sha256, page from 1, box in points, pixels per point)` → PNG or JPEG of that piece of the page; raises where it cannot."""

MOST_PICTURES = 40
MOST_BYTES = 60_000
_ABOVE = 34.0  # points of context above and below the words: about two lines
_SIDE = 30.0  # a page's margin, more or less, is cut off
_TALLEST = 330.0
_SCALES = (1.6, 1.2, 0.9)


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


def crop_for(evidence: Evidence, documents: Mapping[str, Document]) -> Crop | None:
    """The piece of the evidence's first page that shows its words with context; None where it has no place on a page."""
    document = documents.get(evidence.source)
    if document is None or not evidence.boxes:
        return None
    number = evidence.boxes[0][0]
    page = next((p for p in document.pages if p.number == number), None)
    marks = tuple(box for n, box in evidence.boxes if n == number)
    return Crop(evidence.source, number, _around(marks, page), marks) if page is not None else None


def _around(marks: tuple[Box, ...], page: Page) -> Box:
    """The marks with context, as wide as the page's type area and no taller than can be read at a glance."""
    whole = marks[0]
    for mark in marks[1:]:
        whole = whole.cover(mark)
    left = max(0.0, min(_SIDE, whole.x0 - 8))
    right = min(page.width, max(page.width - _SIDE, whole.x1 + 8))
    top = max(0.0, whole.top - _ABOVE)
    bottom = max(top + 20.0, min(page.height, whole.bottom + _ABOVE, top + _TALLEST))
    return Box(left, min(top, bottom), max(right, left + 20.0), bottom)


def take_pictures(evidence: Iterable[Evidence], documents: Mapping[str, Document], render: Render | None) -> dict[Evidence, Picture]:
    """Pictures for the evidence in the order given, until there are enough; empty without `render`.

    Two findings on the same piece of a page share one rendering. A piece that cannot be rendered, or not in 60 kB, is left out.
    """
    pictures: dict[Evidence, Picture] = {}
    rendered: dict[tuple[str, int, Box], str | None] = {}
    if render is None:
        return pictures
    for one in evidence:
        crop = crop_for(one, documents)
        if crop is None or one in pictures:
            continue
        key = (crop.sha256, crop.page, crop.box)
        if key not in rendered and len(rendered) < MOST_PICTURES:
            rendered[key] = _data_uri(crop, render)
        uri = rendered.get(key)
        if uri is not None:
            pictures[one] = _picture(crop, uri)
    return pictures


def _data_uri(crop: Crop, render: Render) -> str | None:
    """The smallest loss that fits: first at full scale, then smaller."""
    for scale in _SCALES:
        try:
            data = render(crop.sha256, crop.page, crop.box, scale)
        except Exception:  # noqa: BLE001  whatever the renderer raises, a report without this picture is still a report
            return None
        kind = "png" if data.startswith(b"\x89PNG\r\n\x1a\n") else "jpeg" if data.startswith(b"\xff\xd8") else None
        if kind is None:
            return None
        if len(data) <= MOST_BYTES:
            return f"data:image/{kind};base64,{base64.b64encode(data).decode('ascii')}"
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
