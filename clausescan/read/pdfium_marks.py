"""What PDFium knows of words that are no live text (hidden, struck, watermarks) and of boxes to tick. Asked only where a page gives cause."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import groupby
from typing import Any

from pypdfium2 import raw

from clausescan.core.span import Box
from clausescan.errors import SourceError
from clausescan.read.lines import Ends, Frame, Run
from clausescan.read.marks import (
    LARGE,
    PALE,
    TINY,
    Letter,
    crossed,
    has_label,
    is_tick,
    is_watermark,
    lone_boxes,
    odd_lines,
    overlaps,
    stays_as_layer,
    struck,
)
from clausescan.read.pdfium_calls import COUNT_SEGMENTS, GET_DRAW_MODE, GET_FILL_COLOR
from clausescan.read.pdfium_drawn import Bounds, Colour, Drawing, Drawn, lines_in
from clausescan.read.raw import LeftOut, RawLine, RawWord, Reason

Gone = dict[int, Reason]
"""Offsets in the page's text of letters that are no part of it, and why."""

LIKE = 12  # steps of 255 by which two colours may differ and look alike
INKED = 0.06  # the least part of a word's box that ink covers
LARGEST = 3_000  # pixels of the longer side of a page that is drawn
QUARTER, SLANT = math.pi / 2, math.radians(8)


@dataclass(frozen=True, slots=True)
class Looked:
    """How to ask more about a page: the object that holds the letter at an offset, the ink of that letter, its angle, a picture of the page."""

    holder: Callable[[int], int]
    at: Callable[[int], tuple[float, float, float, float]]
    angle: Callable[[int], float]
    picture: Callable[[float], tuple[int, int, bytes]]


@dataclass(frozen=True, slots=True)
class _Piece:
    """Letters of one word that one object holds, with their bounds in PDF space."""

    text: str
    offsets: range
    handle: int
    bounds: Bounds

    @property
    def middle(self) -> tuple[float, float]:
        return (self.bounds[0] + self.bounds[2]) / 2, (self.bounds[1] + self.bounds[3]) / 2


def unseen(runs: Sequence[Run], drawn: Drawn, frame: Frame, looked: Looked) -> Gone:
    """Letters out of sight because of their ink or of what lies around them; empty on most pages, at hardly any cost."""
    fills = _telling(drawn)
    layer = drawn.image_share >= 0.5 and len(drawn.doubtful) == len(drawn.texts) and Reason.PALE not in drawn.doubtful.values()
    doubt = {} if layer else drawn.doubtful  # a scan with the text that was read from it stays
    if not doubt and not fills:
        return {}
    order = dict(drawn.texts)
    colours = dict(zip(order, drawn.colours, strict=False))
    pieces: list[_Piece] = []
    told: list[tuple[_Piece, Reason]] = []
    for run in runs:
        near = _around(run, fills)
        if not near and not doubt:
            continue
        of_run = list(_pieces(run if doubt else _within(run, near), looked))
        pieces += of_run
        for piece in of_run:
            reason = _doubt(piece, near, order.get(piece.handle, len(order)), colours.get(piece.handle)) or doubt.get(piece.handle)
            if reason:
                told.append((piece, reason))
    if not told:
        return {}
    below, invisible = ([p for p, r in told if r is reason] for reason in (Reason.COVERED, Reason.INVISIBLE))
    pale = [
        p for p, r in told if r is Reason.PALE and not any(_holds(d.bounds, p.middle) and _is_dark_below(d, p, order, colours) for d in drawn.fills)
    ]
    gone: Gone = {o: reason for piece, reason in _covered(below, pieces, frame, looked.picture) for o in piece.offsets}
    if invisible and not stays_as_layer(len(invisible), len(pieces) - len(invisible), drawn.image_share, drawn.paths):
        gone.update((o, Reason.INVISIBLE) for piece in invisible for o in piece.offsets)
    gone.update((o, Reason.PALE) for piece in _without_ink(pale, frame, looked.picture) for o in piece.offsets)
    return gone


_Area = tuple[Drawing, Colour]


def _telling(drawn: Drawn) -> list[_Area]:
    """Filled areas that may hide words, with their colours: drawn after some, or in the colour of some."""
    if not drawn.fills:
        return []
    first = min([order for _, order in drawn.texts], default=0)
    inks = set(drawn.colours)
    areas = [(d, _colour(d)) for d in drawn.fills]
    return [(d, c) for d, c in areas if (d.order > first or _near_any(c, inks)) and _is_filled(d)]


def _within(run: Run, near: Sequence[_Area]) -> Run:
    """The words of a run that stand in one of the areas."""
    kept = [i for i, end in enumerate(run.ends) if any(_holds(d.bounds, ((end[0] + end[5]) / 2, (end[2] + end[7]) / 2)) for d, _ in near)]
    return run if len(kept) == len(run.words) else Run([run.words[i] for i in kept], [run.offsets[i] for i in kept], [run.ends[i] for i in kept])


def _around(run: Run, fills: Sequence[_Area]) -> list[_Area]:
    """The areas that the words of a run may lie in."""
    if not fills:
        return []
    first, last = run.ends[0], run.ends[-1]
    x0, x1 = min(first[0], last[4]), max(first[1], last[5])
    y0, y1 = min(first[2], last[6]), max(first[3], last[7])
    return [(d, c) for d, c in fills if d.bounds[0] < x1 and x0 < d.bounds[2] and d.bounds[1] < y1 and y0 < d.bounds[3]]


def _doubt(piece: _Piece, near: Sequence[_Area], at: int, colour: Colour | None) -> Reason | None:
    """Why a piece, drawn as the page's object `at`, may be out of sight behind or on one of the areas near it."""
    for area, shade in near:
        if at < area.order:
            if shade[3] == 255 and _holds(area.bounds, piece.middle) and _covers(area, piece):
                return Reason.COVERED
        elif colour is not None and _near(shade, colour) and max(colour[:3]) < PALE and _holds(area.bounds, piece.middle):
            return Reason.PALE
    return None


def _covers(area: Drawing, piece: _Piece) -> bool:
    """True where the area is an opaque rectangle, and drawn where the piece stands."""
    path = ctypes.c_void_p(area.handle)
    as_object = ctypes.cast(path, raw.FPDF_PAGEOBJECT)
    if raw.FPDFPageObj_HasTransparency(as_object) or not _is_rectangle(path):
        return False
    return _holds(_clipped(as_object, area.bounds), piece.middle)


def _near_any(colour: Colour, inks: Iterable[Colour]) -> bool:
    return min(colour[:3]) < PALE and any(_near(colour, ink) for ink in inks)


def _near(a: Colour, b: Colour) -> bool:
    return abs(a[0] - b[0]) <= LIKE and abs(a[1] - b[1]) <= LIKE and abs(a[2] - b[2]) <= LIKE


def _holds(bounds: Bounds, point: tuple[float, float]) -> bool:
    return bounds[0] <= point[0] <= bounds[2] and bounds[1] <= point[1] <= bounds[3]


def _is_filled(drawing: Drawing) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(GET_DRAW_MODE(ctypes.c_void_p(drawing.handle), ctypes.byref(fill), ctypes.byref(stroke)) and fill.value)


def _is_dark(drawing: Drawing) -> bool:
    """True for a fill on which pale letters can be read."""
    colour = _colour(drawing)
    return colour[3] > 100 and min(colour[:3]) < PALE - LIKE and _is_filled(drawing)


def _is_dark_below(drawing: Drawing, piece: _Piece, order: dict[int, int], colours: dict[int, Colour]) -> bool:
    """True where pale letters stand above a dark area, so that they can be read."""
    colour = colours.get(piece.handle)
    return colour is not None and min(colour[:3]) >= PALE and drawing.order <= order.get(piece.handle, -1) and _is_dark(drawing)


def _colour(drawing: Drawing) -> Colour:
    parts = (ctypes.c_uint * 4)()
    refs = [ctypes.byref(parts, 4 * i) for i in range(4)]
    GET_FILL_COLOR(ctypes.c_void_p(drawing.handle), *refs)
    return parts[0], parts[1], parts[2], parts[3]


def _is_rectangle(path: ctypes.c_void_p) -> bool:
    return 4 <= COUNT_SEGMENTS(path) <= 6 and all(abs(a[0] - b[0]) < 0.1 or abs(a[1] - b[1]) < 0.1 for a, b in lines_in(path))


def _clipped(item: Any, bounds: Bounds) -> Bounds:
    """The bounds cut to what the object's clipping lets through."""
    clip = raw.FPDFPageObj_GetClipPath(item)
    if not clip:
        return bounds
    x0, y0, x1, y1 = bounds
    x, y = ctypes.c_float(), ctypes.c_float()
    for i in range(max(0, min(20, raw.FPDFClipPath_CountPaths(clip)))):
        points = []
        for k in range(max(0, min(200, raw.FPDFClipPath_CountPathSegments(clip, i)))):
            raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(clip, i, k), ctypes.byref(x), ctypes.byref(y))
            points.append((x.value, y.value))
        if points:
            x0, x1 = max(x0, min(p[0] for p in points)), min(x1, max(p[0] for p in points))
            y0, y1 = max(y0, min(p[1] for p in points)), min(y1, max(p[1] for p in points))
    return x0, y0, x1, y1


def _pieces(run: Run, looked: Looked) -> Iterator[_Piece]:
    """The run's words, each as one piece where its first and last letter belong to one object, else letter by letter."""
    for word, offset, end in zip(*run, strict=True):
        last = offset + len(word.text) - 1
        handle = looked.holder(offset)
        if handle == looked.holder(last):
            bounds = (min(end[0], end[4]), min(end[2], end[6]), max(end[1], end[5]), max(end[3], end[7]))
            yield _Piece(word.text, range(offset, last + 1), handle, bounds)
            continue
        for at in range(offset, last + 1):
            left, right, bottom, top = looked.at(at)
            yield _Piece(word.text[at - offset], range(at, at + 1), looked.holder(at), (left, bottom, right, top))


def _covered(
    below: Sequence[_Piece], pieces: Sequence[_Piece], frame: Frame, picture: Callable[[float], tuple[int, int, bytes]]
) -> Iterator[tuple[_Piece, Reason]]:
    """Those of the pieces that are out of sight: the same or other words stand in their place, or nothing."""
    lower = {p.offsets for p in below}
    upper = [p for p in pieces if p.offsets not in lower] if below else []
    alone: list[_Piece] = []
    for piece in below:
        above = [u for u in upper if _overlap(piece.bounds, u.bounds)]
        if above:
            yield piece, Reason.AGAIN if any(u.text == piece.text for u in above) else Reason.COVERED
        else:
            alone.append(piece)
    for piece in _without_ink(alone, frame, picture):
        yield piece, Reason.COVERED


def _overlap(a: Bounds, b: Bounds) -> bool:
    """True where a third of the smaller lies within the other."""
    across, along = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    smaller = min((a[2] - a[0]) * (a[3] - a[1]), (b[2] - b[0]) * (b[3] - b[1]))
    return across > 0 and along > 0 and 3 * across * along >= smaller


def _without_ink(pieces: Sequence[_Piece], frame: Frame, picture: Callable[[float], tuple[int, int, bytes]]) -> Iterator[_Piece]:
    """Those of the pieces where the drawn page shows nothing: the last word on text in the colour of paper."""
    if not pieces:
        return
    scale = min(2.0, LARGEST / max(1.0, frame.right - frame.left, frame.top - frame.bottom))
    try:
        width, height, greys = picture(scale)
    except SourceError:  # what cannot be shown to be seen counts as hidden
        yield from pieces
        return
    for piece in pieces:
        x0, top, x1, bottom = frame.place(*piece.bounds)
        left, right = max(0, int(x0 * scale)), min(width, math.ceil(x1 * scale))
        rows = [greys[y * width + left : y * width + right] for y in range(max(0, int(top * scale)), min(height, math.ceil(bottom * scale)))]
        shades = sorted(b"".join(rows))
        if not shades:
            continue
        usual = shades[len(shades) // 2]
        if sum(abs(s - usual) > LIKE for s in shades) < INKED * len(shades):
            yield piece


def odd(runs: Sequence[Run], lines: Sequence[RawLine], page: tuple[float, float], frame: Frame, looked: Looked) -> Gone:
    """Letters that are tiny or off the page (`page` is its width and height as displayed), and those of watermarks."""
    gone: Gone = {}
    for i in odd_lines(lines, *page):
        run, line = runs[i], lines[i]
        reason = None
        if _is_tiny(line):
            reason = Reason.TINY
        elif line.size >= LARGE and (_is_slanted(run, looked) or (is_watermark(line.text))):
            reason = Reason.WATERMARK
        for word, offset, end in zip(*run, strict=True):
            why = reason or (Reason.OFF_PAGE if _is_off(end, page, frame) else None)
            if why:
                gone.update(dict.fromkeys(range(offset, offset + len(word.text)), why))
    return gone


def _is_tiny(line: RawLine) -> bool:
    """True where letters are small in both directions: fonts that ask for no room at all say nothing of what is drawn."""
    across, along = (line.box.height, line.box.width) if line.turn % 180 == 0 else (line.box.width, line.box.height)
    return line.size < TINY and across < 2 * TINY and along < TINY * sum(len(w.text) + 1 for w in line.words)


def _is_slanted(run: Run, looked: Looked) -> bool:
    over = looked.angle(run.offsets[0]) % QUARTER
    return SLANT < over < QUARTER - SLANT


def _is_off(end: Ends, page: tuple[float, float], frame: Frame) -> bool:
    x0, top, x1, bottom = frame.place(end[0], end[2], end[5], end[3])
    return not (-1 <= (x0 + x1) / 2 <= page[0] + 1 and -1 <= (top + bottom) / 2 <= page[1] + 1)


def struck_out(runs: Sequence[Run], lines: Sequence[RawLine], drawn: Drawn, quads: Sequence[Box], frame: Frame, looked: Looked) -> Gone:
    """Letters that a drawn line strikes out, or a note of the kind made for it (`quads`, as displayed)."""
    gone: set[int] = set()
    for level, rulings in ((True, drawn.horizontals), (False, drawn.verticals)):
        places = crossed(lines, rulings, level=level)
        if places:
            letters = [c for i in places for c in _letters(i, runs[i], frame, looked, level=level)]
            spans = [(r.x0, r.x1, (r.top + r.bottom) / 2) if level else (r.top, r.bottom, (r.x0 + r.x1) / 2) for r in rulings]
            gone |= struck(letters, spans)
    if quads:
        for i, line in enumerate(lines):
            if any(overlaps(q, line.box) for q in quads):
                gone.update(c.offset for c in _letters(i, runs[i], frame, looked, level=True) if any(_inside(c, q) for q in quads))
    return dict.fromkeys(gone, Reason.STRUCK)


def _inside(letter: Letter, box: Box) -> bool:
    return box.x0 <= (letter.x0 + letter.x1) / 2 <= box.x1 and box.top <= (letter.top + letter.bottom) / 2 <= box.bottom


def _letters(place: int, run: Run, frame: Frame, looked: Looked, *, level: bool) -> Iterator[Letter]:
    for word, offset in zip(run.words, run.offsets, strict=True):
        for at in range(offset, offset + len(word.text)):
            left, right, bottom, top = looked.at(at)
            x0, y0, x1, y1 = frame.place(left, bottom, right, top)
            yield Letter(place, at, x0, x1, y0, y1) if level else Letter(place, at, y0, y1, x0, x1)


def ticked(runs: Sequence[Run], lines: Sequence[RawLine], drawn: Drawn) -> tuple[list[tuple[str, str, Box]], Gone]:
    """Drawn boxes to tick, as form fields ("checked" or "unchecked", "", box), and the letters that were typed into them."""
    squares = [(d, Box(*[round(v, 2) for v in d.box])) for d in drawn.small if _is_square(d)]
    lone = {id(b) for b in lone_boxes([b for _, b in squares])}
    fields: list[tuple[str, str, Box]] = []
    gone: Gone = {}
    for drawing, box in squares:
        if id(box) not in lone:
            continue
        typed = [(offset, word.text) for run, line in _on_row(runs, lines, box) for word, offset in _in_box(run, line, box)]
        outside = [line for line in lines if not all(box.x0 - 1 <= w.x0 and w.x1 <= box.x1 + 1 for w in line.words)]
        if not has_label(box, outside) or any(not is_tick(text) for _, text in typed):
            continue
        drawn_in = any(d is not drawing and _lies_in(d.box, box) and not _is_square(d) for d in drawn.small)
        fields.append(("checked" if typed or drawn_in else "unchecked", "", box))
        for offset, text in typed:
            gone.update(dict.fromkeys(range(offset, offset + len(text)), Reason.TICK))
    return fields, gone


def _on_row(runs: Sequence[Run], lines: Sequence[RawLine], box: Box) -> Iterator[tuple[Run, RawLine]]:
    for run, line in zip(runs, lines, strict=True):
        if line.turn == 0 and box.top - 2 <= (line.box.top + line.box.bottom) / 2 <= box.bottom + 2:
            yield run, line


def _in_box(run: Run, line: RawLine, box: Box) -> Iterable[tuple[Any, int]]:
    return [(w, o) for w, o in zip(line.words, run.offsets, strict=True) if box.x0 - 1 <= w.x0 and w.x1 <= box.x1 + 1]


def _lies_in(inner: Bounds, box: Box) -> bool:
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return box.x0 < x < box.x1 and box.top < y < box.bottom and inner[2] - inner[0] > 2 and inner[3] - inner[1] > 2


def _is_square(drawing: Drawing) -> bool:
    """True for the frame of a box to tick: stroked, as high as wide, not filled in a dark colour."""
    x0, top, x1, bottom = drawing.box
    if not (x1 - x0 >= 5 and bottom - top >= 5 and abs((x1 - x0) - (bottom - top)) <= 2):
        return False
    path = ctypes.c_void_p(drawing.handle)
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not GET_DRAW_MODE(path, ctypes.byref(fill), ctypes.byref(stroke)) or not stroke.value or (fill.value and _is_dark(drawing)):
        return False
    return _is_rectangle(path)


def look(
    runs: Sequence[Run], lines: Sequence[RawLine], drawn: Drawn, quads: Sequence[Box], page: tuple[float, float], frame: Frame, looked: Looked
) -> tuple[Gone, list[tuple[str, str, Box]]]:
    """Letters that are no part of the page's text, and drawn boxes to tick. `page` is its width and height, `quads` the notes that strike."""
    gone = unseen(runs, drawn, frame, looked) if drawn.fills or drawn.doubtful else {}
    gone |= odd(runs, lines, page, frame, looked)
    if drawn.horizontals or drawn.verticals or quads:
        gone |= struck_out(runs, lines, drawn, quads, frame, looked)
    fields: list[tuple[str, str, Box]] = []
    if drawn.small:
        fields, typed = ticked(runs, lines, drawn)
        gone |= typed
    return gone, fields


def without(runs: Iterable[Run], gone: Gone, frame: Frame, looked: Looked) -> tuple[list[Run], list[LeftOut]]:
    """The runs without those letters, runs of which nothing is left dropped; and what was left out, line by line."""
    kept: list[Run] = []
    left_out: list[LeftOut] = []
    for run in runs:
        if not any(o in gone for word, offset in zip(run.words, run.offsets, strict=True) for o in range(offset, offset + len(word.text))):
            kept.append(run)
            continue
        rest = Run([], [], [])
        lost: dict[Reason, list[tuple[str, Box]]] = {}
        missed: Ends | None = None  # the end of words left out since the last word that stays
        for text, offset, end, reason in _fates(run, gone, looked):
            if reason is not None:
                lost.setdefault(reason, []).append((text, _box(end, frame)))
                missed = end
                continue
            if missed and rest.words:
                _reach(rest, missed, frame)
            missed = None
            rest.words.append(RawWord(text, round(end[0] - frame.left, 2), round(end[5] - frame.left, 2)))
            rest.offsets.append(offset)
            rest.ends.append(end)
        if rest.words:
            kept.append(rest)
        left_out += [LeftOut(reason, " ".join(t for t, _ in words), reduce(Box.cover, [b for _, b in words])) for reason, words in lost.items()]
    return kept, left_out


def _reach(run: Run, missed: Ends, frame: Frame) -> None:
    """Let the last word reach to the end of what was left out after it: the gap is none that parts cells."""
    run.ends[-1] = (*run.ends[-1][:4], *missed[4:])
    run.words[-1] = run.words[-1]._replace(x1=round(missed[5] - frame.left, 2))


def _fates(run: Run, gone: Gone, looked: Looked) -> Iterator[tuple[str, int, Ends, Reason | None]]:
    """The run's words, cut where their letters part ways: text, offset, ends, and why it is left out or None."""
    for word, offset, end in zip(*run, strict=True):
        for reason, place in _stretches([gone.get(o) for o in range(offset, offset + len(word.text))]):
            first, last = offset + place.start, offset + place.stop - 1
            yield word.text[place.start : place.stop], first, end if len(place) == len(word.text) else (*looked.at(first), *looked.at(last)), reason


def _stretches(reasons: Sequence[Reason | None]) -> Iterator[tuple[Reason | None, range]]:
    """Neighbouring letters of one fate."""
    start = 0
    for reason, group in groupby(reasons):
        stop = start + len(list(group))
        yield reason, range(start, stop)
        start = stop


def _box(end: Ends, frame: Frame) -> Box:
    x0, top, x1, bottom = frame.place(min(end[0], end[4]), min(end[2], end[6]), max(end[1], end[5]), max(end[3], end[7]))
    return Box(round(x0, 2), round(top, 2), round(max(x0, x1), 2), round(max(top, bottom), 2))
