"""What is drawn on a page beside its words, told in one walk over PDFium's objects: rulings, pictures, fills, small boxes, and text nobody sees.

Most objects are black text, so what is done for each of them is done by `map`; everything else is asked only where it can matter.
"""

from __future__ import annotations

import ctypes
import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import compress, repeat
from math import inf
from typing import Any, NamedTuple

from pypdfium2 import raw

from clausescan.core.span import Box
from clausescan.read.marks import PALE
from clausescan.read.pdfium_calls import (
    COUNT_CLIP_SEGMENTS,
    COUNT_CLIPS,
    COUNT_INSIDE,
    COUNT_SEGMENTS,
    FOUR,
    GET_BOUNDS,
    GET_CLIP,
    GET_CLIP_POINT,
    GET_CLIP_SEGMENT,
    GET_DRAW_MODE,
    GET_FILL_COLOR,
    GET_INSIDE,
    GET_KIND,
    GET_MATRIX,
    GET_OBJECT,
    GET_POINT,
    GET_SEGMENT,
    GET_SEGMENT_KIND,
    GET_TEXT_MODE,
    TWO,
    Handle,
)
from clausescan.read.pdfium_layers import clips_of, in_layers
from clausescan.read.raw import Reason
from clausescan.read.signs import LEAST_HIGH, LEAST_WIDE

# A drawn line: thin and long. Figures as measured on price lists (3 pt thin; 10 pt wide or 6 pt high at least).
THIN, WIDE, HIGH = 3.0, 10.0, 6.0
MAX_OBJECTS = 50_000
MAX_SEGMENTS = 4_000
MAX_FILLS = 1_000
MAX_SMALL = 400
SMALL = 16.0  # points; a box to tick, and what is drawn in it, is no larger
SHADE = 190  # of 255: shades are no darker, ink is no lighter
LIKE = 12  # steps of 255 by which two colours may differ and look alike
LOW = 4.0  # points; what covers words is no lower
DEEPEST = 4  # forms within forms whose text is looked at
LARGEST_INK = 320.0  # points; a picture of a signature is no wider or higher
MAX_IMAGES = 200
CUT = 10.0  # points of a text that a clipping may cut off before a picture of the page is asked
MAX_CLIPS = 20  # clippings within each other
NO_TEXT = raw.FPDF_TEXTRENDERMODE_UNKNOWN  # what PDFium says of objects that are no text
_SHAPES = (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE)

Bounds = tuple[float, float, float, float]
Displayed = Callable[[float, float, float, float], Bounds]
Colour = tuple[int, int, int, int]

# Places to which PDFium writes, made once, as in `read.pdfium`.
_COLOUR = struct.Struct("4I")
_PARTS = (ctypes.c_uint * 4)()
_INTO = [ctypes.byref(_PARTS, 4 * part) for part in range(4)]
_BOUNDS = (ctypes.c_float * 4)()
_BOUND = [ctypes.byref(_BOUNDS, 4 * side) for side in range(4)]
_FILLED, _STROKED = ctypes.c_int(), ctypes.c_int()
_DRAW_MODE = (ctypes.byref(_FILLED), ctypes.byref(_STROKED))


class Drawing(NamedTuple):
    """A path: its place among the page's objects (later ones lie above), PDFium's handle, its bounds in PDF space and as displayed."""

    order: int
    handle: int
    bounds: Bounds
    box: Bounds


@dataclass(slots=True)
class Drawn:
    """What is drawn on a page; filled while its objects are walked.

    `orders` are the places of the text objects among all, `colours` those they are drawn in, `inks` each of these once.
    """

    horizontals: list[Box] = field(default_factory=list)
    verticals: list[Box] = field(default_factory=list)
    image_share: float = 0.0
    paths: int = 0
    fills: list[Drawing] = field(default_factory=list)
    small: list[Drawing] = field(default_factory=list)
    images: list[Box] = field(default_factory=list)
    texts: list[Handle] = field(default_factory=list)
    orders: list[int] = field(default_factory=list)
    colours: list[Colour] = field(default_factory=list)
    inks: set[Colour] = field(default_factory=set)
    doubtful: dict[int, Reason] = field(default_factory=dict)


def drawn_on(page: Any, place: Displayed, bounds: Bounds, *, layers: bool) -> Drawn:
    """All that is drawn on a page beside its words; `place` leads from PDF space to the displayed page, `bounds` are that page's.

    `layers` where the PDF has layers that may be switched off.
    """
    drawn = Drawn()
    covered, area = 0.0, (bounds[2] - bounds[0]) * (bounds[3] - bounds[1])
    inside: list[Handle] = []  # text within forms, and the places of those forms
    orders: list[int] = []
    items: list[Handle] = list(map(GET_OBJECT, repeat(ctypes.byref(page.contents)), range(min(MAX_OBJECTS, raw.FPDFPage_CountObjects(page)))))
    modes = list(map(GET_TEXT_MODE, items))
    for order, mode in enumerate(modes):
        if mode != NO_TEXT:
            continue
        item = items[order]
        sides = bounds_of(item)
        if sides is None:
            continue
        kind = GET_KIND(item)
        box = place(*sides)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            drawn.paths += 1
            _add_path(drawn, Drawing(order, item.value or 0, sides, box), place)
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            covered += max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])
            _add_image(drawn, box)
        elif kind == raw.FPDF_PAGEOBJ_FORM:
            _add_form(drawn, item, order, place)
            held = list(_texts_inside(item, DEEPEST))
            inside += held
            orders += [order] * len(held)
    drawn.image_share = round(min(1.0, covered / area), 3) if area > 0 else 0.0
    are_texts = [mode != NO_TEXT for mode in modes]
    own = list(compress(items, are_texts))
    drawn.texts = [*inside, *own]
    drawn.orders = [*orders, *compress(range(len(modes)), are_texts)]
    _look_at_texts(drawn, [*map(GET_TEXT_MODE, inside), *compress(modes, are_texts)])
    _look_at_clips(drawn, own)
    if layers:  # forms cannot be asked whether they are of a layer
        drawn.doubtful.update((text.value or 0, Reason.NOT_DRAWN) for text in (*in_layers(own), *inside))
    return drawn


def _look_at_texts(drawn: Drawn, modes: list[int]) -> None:
    """Which text objects may be out of sight: drawn in no ink, or in a colour like paper. The rest of the page then decides."""
    drawn.colours = _colours(drawn.texts)
    drawn.inks = set(drawn.colours)
    pale = {c for c in drawn.inks if min(c[:3]) >= PALE or c[3] < 10}
    if not pale and raw.FPDF_TEXTRENDERMODE_INVISIBLE not in modes:
        return
    for text, colour, mode in zip(drawn.texts, drawn.colours, modes, strict=True):
        if mode == raw.FPDF_TEXTRENDERMODE_INVISIBLE:
            drawn.doubtful[text.value or 0] = Reason.INVISIBLE
        elif colour in pale and mode in {raw.FPDF_TEXTRENDERMODE_FILL, raw.FPDF_TEXTRENDERMODE_FILL_CLIP}:
            drawn.doubtful[text.value or 0] = Reason.PALE


def _colours(texts: Iterable[Handle]) -> list[Colour]:
    """The colours in which text objects are filled; one of which PDFium does not tell it counts as drawn like the one before."""
    _PARTS[:] = [0, 0, 0, 0]
    return [_COLOUR.unpack_from(_PARTS) for _ in map(GET_FILL_COLOR, texts, *map(repeat, _INTO))]


def _look_at_clips(drawn: Drawn, texts: list[Handle]) -> None:
    """Which text objects a clipping may cut: it cuts off as much as a word would take.

    Objects that were drawn under one clipping hold the same segments of it, so that is asked once.
    """
    corners: dict[int, Bounds] = {}
    for text, clip, count in clips_of(texts):
        bounds = bounds_of(text)
        if bounds is not None and _is_cut(bounds, _least_room(clip, count, corners)) and _is_cut(bounds, _room(clip)):
            drawn.doubtful[text.value or 0] = Reason.NOT_DRAWN


def _texts_inside(form: Handle, deep: int) -> Iterator[Handle]:
    """The text objects in a form object and in the forms within it."""
    for item in map(GET_INSIDE, repeat(form), range(min(MAX_OBJECTS, COUNT_INSIDE(form)))):
        kind = GET_KIND(item)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            yield item
        elif kind == raw.FPDF_PAGEOBJ_FORM and deep > 1:
            yield from _texts_inside(item, deep - 1)


def bounds_of(item: ctypes.c_void_p) -> Bounds | None:
    """(left, bottom, right, top) of an object in the space of what holds it; None where it has none."""
    return FOUR.unpack_from(_BOUNDS) if GET_BOUNDS(item, *_BOUND) else None


def _add_image(drawn: Drawn, box: Bounds) -> None:
    """Keep a picture that may be ink on a line: it is large enough, and no letterhead or scan."""
    if LEAST_WIDE <= box[2] - box[0] < LARGEST_INK and LEAST_HIGH <= box[3] - box[1] < LARGEST_INK and len(drawn.images) < MAX_IMAGES:
        drawn.images.append(Box(*[round(v, 2) for v in box]))


def _add_form(drawn: Drawn, form: Handle, order: int, place: Displayed) -> None:
    """Rulings and fills inside a form object, one level deep: letterheads and tables made by word processors."""
    matrix = raw.FS_MATRIX()
    if not GET_MATRIX(form, ctypes.byref(matrix)):
        return
    for item in map(GET_INSIDE, repeat(form), range(min(MAX_SEGMENTS, COUNT_INSIDE(form)))):
        kind = GET_KIND(item)
        bounds = bounds_of(item) if kind in _SHAPES else None
        if bounds is None:
            continue
        xs = sorted((matrix.a * bounds[0] + matrix.e, matrix.a * bounds[2] + matrix.e))
        ys = sorted((matrix.d * bounds[1] + matrix.f, matrix.d * bounds[3] + matrix.f))
        box = place(xs[0], ys[0], xs[1], ys[1])
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            _add_image(drawn, box)
            continue
        drawn.paths += 1
        if not _add_ruling(drawn, box):
            _add_shape(drawn, Drawing(order, item.value or 0, (xs[0], ys[0], xs[1], ys[1]), box))


def _add_ruling(drawn: Drawn, box: Bounds) -> bool:
    x0, top, x1, bottom = box
    width, height = x1 - x0, bottom - top
    if height <= THIN and width > WIDE:
        drawn.horizontals.append(Box(x0, top, x1, max(top, bottom)))
    elif width <= THIN and height > HIGH:
        drawn.verticals.append(Box(x0, top, max(x0, x1), bottom))
    else:
        return False
    return True


def _add_shape(drawn: Drawn, drawing: Drawing) -> None:
    """Keep a path that may cover words, or be a box to tick or the tick in it."""
    x0, top, x1, bottom = drawing.box
    if x1 - x0 <= SMALL and bottom - top <= SMALL:
        if len(drawn.small) < MAX_SMALL:
            drawn.small.append(drawing)
    elif len(drawn.fills) < MAX_FILLS and x1 - x0 >= LOW and bottom - top >= LOW:
        drawn.fills.append(drawing)


def _add_path(drawn: Drawn, drawing: Drawing, place: Displayed) -> None:
    """A path is a ruling, a stroked frame, or many rulings drawn at once."""
    if _add_ruling(drawn, drawing.box):
        return
    _add_shape(drawn, drawing)
    path = ctypes.c_void_p(drawing.handle)
    if not GET_DRAW_MODE(path, *_DRAW_MODE) or not _STROKED.value:
        return
    for a, b in lines_in(path):
        _add_ruling(drawn, place(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])))


Point = tuple[float, float]


def lines_in(path: ctypes.c_void_p) -> Iterator[tuple[Point, Point]]:
    """The straight pieces of a path, in the space of what holds it."""
    before: Point | None = None
    for point, kind in points_of(path):
        if before is not None and kind == raw.FPDF_SEGMENT_LINETO:
            yield before, point
        before = point


def points_of(path: ctypes.c_void_p) -> Iterator[tuple[Point, int]]:
    """The points of a path, in the space of what holds it, each with PDFium's word for how it is reached (FPDF_SEGMENT_...)."""
    matrix = raw.FS_MATRIX()
    GET_MATRIX(path, ctypes.byref(matrix))
    x, y = ctypes.c_float(), ctypes.c_float()
    for i in range(min(MAX_SEGMENTS, COUNT_SEGMENTS(path))):
        segment = GET_SEGMENT(path, i)
        GET_POINT(ctypes.c_void_p(segment), ctypes.byref(x), ctypes.byref(y))
        point = (matrix.a * x.value + matrix.c * y.value + matrix.e, matrix.b * x.value + matrix.d * y.value + matrix.f)
        yield point, GET_SEGMENT_KIND(segment)


def is_filled(drawing: Drawing) -> bool:
    """True for a path that is filled, whatever its colour."""
    return bool(GET_DRAW_MODE(ctypes.c_void_p(drawing.handle), *_DRAW_MODE) and _FILLED.value)


def is_dark(drawing: Drawing) -> bool:
    """True for a fill on which pale letters can be read."""
    colour = colour_of(drawing)
    return colour[3] > 100 and min(colour[:3]) < PALE - LIKE and is_filled(drawing)


def is_inked(drawing: Drawing) -> bool:
    """True for a fill as dark as ink: shades of cells and boxes are lighter."""
    colour = colour_of(drawing)
    return colour[3] > 100 and sum(colour[:3]) < 3 * SHADE and is_filled(drawing)


def colour_of(drawing: Drawing) -> Colour:
    """Red, green, blue and opacity of a fill, each to 255."""
    known = GET_FILL_COLOR(ctypes.c_void_p(drawing.handle), *_INTO)
    return _COLOUR.unpack_from(_PARTS) if known else (0, 0, 0, 0)


def is_rectangle(path: ctypes.c_void_p) -> bool:
    """True where all sides are level or upright, and there are no more than a rectangle has."""
    return 4 <= COUNT_SEGMENTS(path) <= 6 and all(abs(a[0] - b[0]) < 0.1 or abs(a[1] - b[1]) < 0.1 for a, b in lines_in(path))


def _is_cut(bounds: Bounds, room: Bounds) -> bool:
    """True where as much of a text object stands outside of that room as a word would take."""
    low = 0.4 * (bounds[3] - bounds[1])
    return room[0] - bounds[0] > CUT or bounds[2] - room[2] > CUT or room[1] - bounds[1] > low or bounds[3] - room[3] > low


def _least_room(clip: Handle, count: int, known: dict[int, Bounds]) -> Bounds:
    """What lies between the first and the third point of each path of a clipping: all of it where they are rectangles, as most are.

    `known` holds that of paths by PDFium's handle of their first segment, which the clippings of neighbouring objects share.
    """
    if count == 1 and (first := GET_CLIP_SEGMENT(clip, 0, 0)) in known:  # as most are
        return known[first]
    rooms: list[Bounds] = []
    for path, first in enumerate(map(GET_CLIP_SEGMENT, repeat(clip), range(min(MAX_CLIPS, count)), repeat(0))):
        if first is None:
            continue
        if first not in known:
            known[first] = _between(first, GET_CLIP_SEGMENT(clip, path, 2))
        rooms.append(known[first])
    return _common(rooms)


def _between(first: int, third: int | None) -> Bounds:
    """The bounds around two segments of a path; around the first alone where there is no other."""
    GET_CLIP_POINT(first, *_BOUND[:2])
    GET_CLIP_POINT(third or first, *_BOUND[2:])
    x0, y0, x1, y1 = _BOUNDS
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _common(rooms: Sequence[Bounds]) -> Bounds:
    """What lies in all of them; without end for none."""
    if not rooms:
        return -inf, -inf, inf, inf
    lefts, bottoms, rights, tops = zip(*rooms, strict=True)
    return max(lefts), max(bottoms), min(rights), min(tops)


def clipped(handle: int, bounds: Bounds) -> Bounds:
    """The bounds cut to what the object's clipping lets through."""
    return _common((bounds, _room(GET_CLIP(ctypes.c_void_p(handle)))))


def _room(clip: Handle) -> Bounds:
    """The bounds of what a clipping lets through; without end where it cuts nothing."""
    rooms: list[Bounds] = []
    point = (ctypes.c_float * 2)()
    refs = [repeat(ctypes.byref(point, 4 * i)) for i in range(2)]
    unpack = TWO.unpack_from
    for i in range(max(0, min(MAX_CLIPS, COUNT_CLIPS(clip) if clip else 0))):
        segments = map(GET_CLIP_SEGMENT, repeat(clip), repeat(i), range(max(0, min(200, COUNT_CLIP_SEGMENTS(clip, i)))))
        if points := [unpack(point) for _ in map(GET_CLIP_POINT, segments, *refs)]:
            xs, ys = zip(*points, strict=True)
            rooms.append((min(xs), min(ys), max(xs), max(ys)))
    return _common(rooms)
