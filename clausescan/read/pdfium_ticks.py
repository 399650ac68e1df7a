"""Drawn boxes to tick: squares, rounded ones, circles, four lines, and what stands in them."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from pypdfium2 import raw

from clausescan.core.span import Box
from clausescan.read.lines import Run
from clausescan.read.marks import has_label, is_tick, lone_boxes, overlaps
from clausescan.read.pdfium_calls import COUNT_SEGMENTS, GET_DRAW_MODE
from clausescan.read.pdfium_drawn import SMALL, THIN, Bounds, Drawing, Drawn, is_inked, points_of
from clausescan.read.pdfium_unseen import Gone
from clausescan.read.raw import RawLine, Reason

LEAST = 5.0  # points; a smaller square is a bullet
OFF = 2.0  # points by which a box may be wider than high, and by which its lines may miss each other
RING = 0.55  # of half the width: what is drawn nearer to the middle is no frame
MOST_SIDES = 200  # short lines; a page with more is a drawing
CURVES = 24  # pieces of a frame with round corners, at most


@dataclass(frozen=True, slots=True)
class _Frame:
    """The frame of a box to tick: where it stands, its drawings, whether it is filled in."""

    box: Box
    parts: tuple[int, ...]
    filled: bool = False


def ticked(runs: Sequence[Run], lines: Sequence[RawLine], drawn: Drawn) -> tuple[list[tuple[str, str, Box]], Gone]:
    """Drawn boxes to tick, as form fields ("checked" or "unchecked", "", box), and the letters that were typed into them."""
    whole = list(_frames(drawn.small))  # whose sides count among the drawn lines as well
    frames = [*whole, *(f for f in _of_four_lines(drawn) if not any(overlaps(f.box, w.box) for w in whole))]
    lone = {id(b) for b in lone_boxes([f.box for f in frames])}
    fields: list[tuple[str, str, Box]] = []
    gone: Gone = {}
    for frame in frames:
        box = frame.box
        if id(box) not in lone or (frame.filled and not _has_empty_twin(frame, frames)):
            continue
        typed = [(offset, word.text) for run, line in _on_row(runs, lines, box) for word, offset in _in_box(run, line, box)]
        beside = [line for line in lines if line.box.top - 2 <= (box.top + box.bottom) / 2 <= line.box.bottom + 2]
        outside = [line for line in beside if not all(box.x0 - 1 <= w.x0 and w.x1 <= box.x1 + 1 for w in line.words)]
        if not has_label(box, outside) or any(not is_tick(text) for _, text in typed):
            continue
        drawn_in = any(d.handle not in frame.parts and _lies_in(d.box, box) and _shows(d) for d in drawn.small)
        fields.append(("checked" if typed or drawn_in or frame.filled else "unchecked", "", box))
        for offset, text in typed:
            gone.update(dict.fromkeys(range(offset, offset + len(text)), Reason.TICK))
    return fields, gone


def _frames(small: Sequence[Drawing]) -> Iterator[_Frame]:
    """Squares and circles that are drawn as one path; one that another of the same place repeats counts once."""
    found: list[_Frame] = []
    for drawing in small:
        filled = _is_frame(drawing)
        if filled is None:
            continue
        box = Box(*[round(v, 2) for v in drawing.box])
        same = [f for f in found if abs(f.box.x0 - box.x0) < 1 and abs(f.box.top - box.top) < 1 and abs(f.box.x1 - box.x1) < OFF]
        inside = any(f.box.x0 <= box.x0 and box.x1 <= f.box.x1 and f.box.top <= box.top and box.bottom <= f.box.bottom for f in found)
        if same:
            found = [f for f in found if f not in same]
            found.append(_Frame(same[0].box, (*same[0].parts, drawing.handle), same[0].filled or filled))
        elif not inside:
            found.append(_Frame(box, (drawing.handle,), filled))
    yield from found


def _is_frame(drawing: Drawing) -> bool | None:
    """Whether a frame is filled in a dark colour; None for what is no frame: too small, not as high as wide, not stroked or filled, no ring."""
    x0, top, x1, bottom = drawing.box
    if not (x1 - x0 >= LEAST and bottom - top >= LEAST and abs((x1 - x0) - (bottom - top)) <= OFF):
        return None
    path = ctypes.c_void_p(drawing.handle)
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not GET_DRAW_MODE(path, ctypes.byref(fill), ctypes.byref(stroke)) or not stroke.value:
        return None
    return bool(fill.value and is_inked(drawing)) if _is_ring(path) else None


def _is_ring(path: ctypes.c_void_p) -> bool:
    """True where a path keeps to the edge of its box: a square, one with round corners, a circle, but no cross and no check."""
    count = COUNT_SEGMENTS(path)
    if not 4 <= count <= CURVES:
        return False
    points = list(points_of(path))
    xs, ys = [p[0] for p, _ in points], [p[1] for p, _ in points]
    x, y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    half = max(max(xs) - min(xs), max(ys) - min(ys)) / 2
    if half <= 0 or any(max(abs(px - x), abs(py - y)) < RING * half for (px, py), _ in points):
        return False
    straight = [(a, b) for (a, _), (b, kind) in pairwise(points) if kind == raw.FPDF_SEGMENT_LINETO]
    return all(abs(a[0] - b[0]) < 0.1 or abs(a[1] - b[1]) < 0.1 for a, b in straight)


def _of_four_lines(drawn: Drawn) -> Iterator[_Frame]:
    """Squares whose sides are four lines drawn apart."""
    level = [(d.box, d.handle) for d in drawn.small if d.box[3] - d.box[1] <= THIN < LEAST <= d.box[2] - d.box[0]]
    level += [((r.x0, r.top, r.x1, r.bottom), 0) for r in drawn.horizontals if LEAST <= r.width <= SMALL]
    upright = [(d.box, d.handle) for d in drawn.small if d.box[2] - d.box[0] <= THIN < LEAST <= d.box[3] - d.box[1]]
    upright += [((r.x0, r.top, r.x1, r.bottom), 0) for r in drawn.verticals if LEAST <= r.height <= SMALL]
    if not upright or len(level) > MOST_SIDES:
        return
    taken: set[int] = set()
    for i, (upper, first) in enumerate(level):
        for k, (lower, second) in enumerate(level):
            if i == k or i in taken or k in taken or not _are_sides(upper, lower):
                continue
            left, right = (_side(upright, x, upper[1], lower[1]) for x in (upper[0], upper[2]))
            if left is not None and right is not None:
                taken |= {i, k}
                yield _Frame(Box(*[round(v, 2) for v in (upper[0], upper[1], upper[2], lower[3])]), (first, second, left, right))


def _are_sides(upper: Bounds, lower: Bounds) -> bool:
    return abs(upper[0] - lower[0]) <= OFF and abs(upper[2] - lower[2]) <= OFF and abs((lower[1] - upper[1]) - (upper[2] - upper[0])) <= OFF


def _side(upright: Iterable[tuple[Bounds, int]], x: float, top: float, bottom: float) -> int | None:
    """The handle of a line at that place, None where there is none."""
    return next((h for b, h in upright if abs(b[0] - x) <= OFF and abs(b[1] - top) <= OFF and abs(b[3] - bottom) <= OFF), None)


def _has_empty_twin(frame: _Frame, frames: Iterable[_Frame]) -> bool:
    """True where an empty frame of the same size stands on the row or in the column: a filled square alone is a bullet."""
    a = frame.box
    return any(
        not f.filled
        and abs(f.box.width - a.width) <= 1
        and (abs(f.box.top - a.top) <= OFF or (abs(f.box.x0 - a.x0) <= OFF and abs(f.box.top - a.top) < 60))
        for f in frames
    )


def _shows(drawing: Drawing) -> bool:
    """True where a path leaves a mark: drawn as a line, or filled in a colour that can be seen. White and shades below a box do not."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    GET_DRAW_MODE(ctypes.c_void_p(drawing.handle), ctypes.byref(fill), ctypes.byref(stroke))
    return bool(stroke.value) or (bool(fill.value) and is_inked(drawing))


def _on_row(runs: Sequence[Run], lines: Sequence[RawLine], box: Box) -> Iterator[tuple[Run, RawLine]]:
    for run, line in zip(runs, lines, strict=True):
        if line.turn == 0 and box.top - 2 <= (line.box.top + line.box.bottom) / 2 <= box.bottom + 2:
            yield run, line


def _in_box(run: Run, line: RawLine, box: Box) -> Iterable[tuple[Any, int]]:
    return [(w, o) for w, o in zip(line.words, run.offsets, strict=True) if box.x0 - 1 <= w.x0 and w.x1 <= box.x1 + 1]


def _lies_in(inner: Bounds, box: Box) -> bool:
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return box.x0 < x < box.x1 and box.top < y < box.bottom and inner[2] - inner[0] > 2 and inner[3] - inner[1] > 2
