"""Words of a page that are out of sight: without ink, in the colour of what lies below, covered. Asked only where a page gives cause."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import accumulate
from math import inf

from pypdfium2 import raw

from clausescan.core.span import Box
from clausescan.errors import SourceError
from clausescan.read.greys import Picture
from clausescan.read.lines import Frame, Run, Sides
from clausescan.read.marks import PALE, stays_as_layer
from clausescan.read.pdfium_drawn import LIKE, Bounds, Colour, Drawing, Drawn, clipped, colour_of, is_dark, is_filled, is_rectangle
from clausescan.read.raw import Reason

Gone = dict[int, Reason]
"""Offsets in the page's text of letters that are no part of it, and why."""
INKED = 0.06  # the least part of a word's box that ink covers
LARGEST = 3_000  # pixels of the longer side of a page that is drawn
APART, MOST_BANDS = 24.0, 6  # points between parts of a page that are drawn by themselves; and how many there are at most


@dataclass(frozen=True, slots=True)
class Looked:
    """How to ask more about a page: the objects that hold the letters at offsets, the ink of letters, the angle of one, a picture of the page."""

    holders: Callable[[Sequence[int]], Sequence[int]]
    inks: Callable[[Sequence[int]], Sequence[Sides]]
    angle: Callable[[int], float]
    picture: Picture


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
    placed = [(*area[0].bounds, area) for area in fills]
    near_by = [(run, near) for run in runs if (near := _around(run, placed)) or doubt]
    if not near_by:
        return {}
    handles = [text.value or 0 for text in drawn.texts]
    order, colours = dict(zip(handles, drawn.orders, strict=True)), dict(zip(handles, drawn.colours, strict=True))
    told: list[tuple[_Piece, Reason]] = []
    for (run, near), held in zip(near_by, _holders([run for run, _ in near_by], looked), strict=True):
        if not _may_be_hidden(held, near, doubt, order, colours):
            continue
        for piece in _pieces(run if doubt else _within(run, near), looked):
            reason = _doubt(piece, near, order.get(piece.handle, len(order)), colours.get(piece.handle)) or doubt.get(piece.handle)
            if reason:
                told.append((piece, reason))
    if not told:
        return {}
    below, invisible = ([p for p, r in told if r is reason] for reason in (Reason.COVERED, Reason.INVISIBLE))
    seen = runs if doubt else [_within(run, near) for run, near in near_by]
    pieces = [piece for run in seen for piece in _pieces(run, looked)] if below or invisible else []  # among which those are judged
    pale = [
        p for p, r in told if r is Reason.PALE and not any(_holds(d.bounds, p.middle) and _is_dark_below(d, p, order, colours) for d in drawn.fills)
    ]
    gone: Gone = {o: reason for piece, reason in _covered(below, pieces, frame, looked.picture) for o in piece.offsets}
    if invisible and not stays_as_layer(len(invisible), len(pieces) - len(invisible), drawn.image_share, drawn.paths):
        gone.update((o, Reason.INVISIBLE) for piece in invisible for o in piece.offsets)
    undrawn = [p for p, r in told if r is Reason.NOT_DRAWN and any(c.isalnum() for c in p.text)]
    gone.update((o, Reason.NOT_DRAWN) for piece in _without_ink(undrawn, frame, looked.picture) for o in piece.offsets)
    gone.update((o, Reason.PALE) for piece in _without_ink(pale, frame, looked.picture) for o in piece.offsets)
    return gone


_Area = tuple[Drawing, Colour]


def _may_be_hidden(
    holders: set[int], near: Sequence[_Area], doubt: Mapping[int, Reason], order: Mapping[int, int], colours: Mapping[int, Colour]
) -> bool:
    """False where no word of a run is in doubt, lies below an area near it or has its colour, told by the objects that hold the words."""
    if not holders.isdisjoint(doubt):
        return True
    if not near:
        return False
    lowest, inks = min([order.get(holder, len(order)) for holder in holders]), {colours.get(holder) for holder in holders}
    return any(lowest < area.order or any(ink is not None and _near(shade, ink) for ink in inks) for area, shade in near)


def _holders(runs: Sequence[Run], looked: Looked) -> Iterator[set[int]]:
    """For each run the objects that hold its letters; of a word that begins and ends in different ones, each letter is asked."""
    firsts, lasts = [at for run in runs for at in run.offsets], [at for run in runs for at in _lasts(run)]
    opens, closes = looked.holders(firsts), looked.holders(lasts)
    start = 0
    for run in runs:
        words = slice(start, start + len(run.offsets))
        held = opens[words]
        if held == closes[words]:
            yield set(held)
        else:
            ends = zip(firsts[words], lasts[words], held, closes[words], strict=True)
            pieced = [at for first, last, holder, other in ends if holder != other for at in range(first + 1, last)]
            yield {*held, *closes[words], *looked.holders(pieced)}
        start = words.stop


def _telling(drawn: Drawn) -> list[_Area]:
    """Filled areas that may hide words, with their colours: drawn after some, or in the colour of some."""
    if not drawn.fills:
        return []
    first = min(drawn.orders, default=0)
    areas = [(d, colour_of(d)) for d in drawn.fills]
    return [(d, c) for d, c in areas if (d.order > first or _near_any(c, drawn.inks)) and is_filled(d)]


def _within(run: Run, near: Sequence[_Area]) -> Run:
    """The words of a run that stand in one of the areas."""
    kept = [i for i, end in enumerate(run.ends) if any(_holds(d.bounds, ((end[0] + end[5]) / 2, (end[2] + end[7]) / 2)) for d, _ in near)]
    if len(kept) == len(run.words):
        return run
    return Run([run.words[i] for i in kept], [run.offsets[i] for i in kept], [side for i in kept for side in run.sides[8 * i : 8 * i + 8]])


def _around(run: Run, placed: Sequence[tuple[float, float, float, float, _Area]]) -> list[_Area]:
    """The areas that the words of a run may lie in, of those that are given after their bounds."""
    if not placed:
        return []
    first, last = run.sides[:8], run.sides[-8:]
    x0, x1 = min(first[0], last[4]), max(first[1], last[5])
    y0, y1 = min(first[2], last[6]), max(first[3], last[7])
    return [area for left, bottom, right, top, area in placed if left < x1 and x0 < right and bottom < y1 and y0 < top]


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
    if raw.FPDFPageObj_HasTransparency(as_object) or not is_rectangle(path):
        return False
    return _holds(clipped(area.handle, area.bounds), piece.middle)


def _near_any(colour: Colour, inks: Iterable[Colour]) -> bool:
    return min(colour[:3]) < PALE and any(_near(colour, ink) for ink in inks)


def _near(a: Colour, b: Colour) -> bool:
    return abs(a[0] - b[0]) <= LIKE and abs(a[1] - b[1]) <= LIKE and abs(a[2] - b[2]) <= LIKE


def _holds(bounds: Bounds, point: tuple[float, float]) -> bool:
    return bounds[0] <= point[0] <= bounds[2] and bounds[1] <= point[1] <= bounds[3]


def _is_dark_below(drawing: Drawing, piece: _Piece, order: dict[int, int], colours: dict[int, Colour]) -> bool:
    """True where pale letters stand above a dark area, so that they can be read."""
    colour = colours.get(piece.handle)
    return colour is not None and min(colour[:3]) >= PALE and drawing.order <= order.get(piece.handle, -1) and is_dark(drawing)


def _lasts(run: Run) -> list[int]:
    return [offset + len(word[0]) - 1 for word, offset in zip(run.words, run.offsets, strict=True)]


def _pieces(run: Run, looked: Looked) -> Iterator[_Piece]:
    """The run's words, each as one piece where its first and last letter belong to one object, else letter by letter."""
    lasts = _lasts(run)
    holders = zip(looked.holders(run.offsets), looked.holders(lasts), strict=True)
    for (text, _, _), offset, last, end, (handle, other) in zip(run.words, run.offsets, lasts, run.ends, holders, strict=True):
        if handle == other:
            bounds = (min(end[0], end[4]), min(end[2], end[6]), max(end[1], end[5]), max(end[3], end[7]))
            yield _Piece(text, range(offset, last + 1), handle, bounds)
            continue
        letters = range(offset, last + 1)
        for char, at, holder, (left, right, bottom, top) in zip(text, letters, looked.holders(letters), looked.inks(letters), strict=True):
            yield _Piece(char, range(at, at + 1), holder, (left, bottom, right, top))


def _covered(below: Sequence[_Piece], pieces: Sequence[_Piece], frame: Frame, picture: Picture) -> Iterator[tuple[_Piece, Reason]]:
    """Those of the pieces that are out of sight: the same or other words stand in their place, or nothing."""
    lower = {p.offsets for p in below}
    upper = [p for p in pieces if p.offsets not in lower] if below else []
    alone: list[_Piece] = []
    for piece in below:
        _, bottom, _, top = piece.bounds
        above = [u for u in upper if u.bounds[1] < top and bottom < u.bounds[3] and _overlap(piece.bounds, u.bounds)]
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


def _without_ink(pieces: Sequence[_Piece], frame: Frame, picture: Picture) -> Iterator[_Piece]:
    """Those of the pieces where the drawn page shows nothing: the last word on text in the colour of paper."""
    if not pieces:
        return
    scale = min(2.0, LARGEST / max(1.0, frame.right - frame.left, frame.top - frame.bottom))
    placed = [(piece, frame.place(*piece.bounds)) for piece in pieces]
    for band in _bands([(piece, Box(x0, top, max(x0, x1), max(top, bottom))) for piece, (x0, top, x1, bottom) in placed]):
        try:
            greys = picture(scale, reduce(Box.cover, [box for _, box in band]))
        except SourceError:  # what cannot be shown to be seen counts as hidden
            yield from (piece for piece, _ in band)
            continue
        for piece, box in band:
            dots = greys.within(box)
            if dots and _is_plain(dots):
                yield piece


def _bands(placed: Sequence[tuple[_Piece, Box]]) -> list[list[tuple[_Piece, Box]]]:
    """The pieces, those apart that stand far above each other: a picture between them need not be drawn. All together where they would be many."""
    bands: list[list[tuple[_Piece, Box]]] = []
    foot = -inf
    for one in sorted(placed, key=lambda pair: pair[1].top):
        if one[1].top > foot + APART:
            bands.append([])
        bands[-1].append(one)
        foot = max(foot, one[1].bottom)
    return bands if len(bands) <= MOST_BANDS else [list(placed)]


def _is_plain(dots: bytes) -> bool:
    """True where hardly a dot differs from the middle one of all."""
    counts = {shade: dots.count(shade) for shade in sorted(set(dots))}
    usual = next(shade for shade, up_to in zip(counts, accumulate(counts.values()), strict=True) if up_to > len(dots) // 2)
    return sum(count for shade, count in counts.items() if abs(shade - usual) > LIKE) < INKED * len(dots)
