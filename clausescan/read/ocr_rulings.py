"""Lines drawn on the picture of a page: they part the cells of tables and forms. Numbers of grey, no engine."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from clausescan.read.ocr_picture import Grey, threshold

LONG_ACROSS, LONG_DOWN = 0.9, 0.35  # inches; words of a blurred line may run together, but hardly over nine tenths of an inch
THICK = 0.045  # inches; what is thicker is a bar or a block of colour, of which the edges count
DARKEST = 0.3  # share of ink; a darker picture is a photograph
_MOST = 4_000  # pieces of lines looked at; a picture with more is a photograph

Stroke = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels."""
_Dark = NDArray[np.bool_]


def strokes(picture: Grey, dots_an_inch: float) -> tuple[tuple[Stroke, ...], tuple[Stroke, ...]]:
    """Lines across and lines down, in pixels of the picture; none of either where there are more than any table has."""
    dark = picture < min(threshold(picture), 200)
    if dark.mean() > DARKEST:
        return (), ()
    thick = round(THICK * dots_an_inch)
    across = _strokes(dark, round(LONG_ACROSS * dots_an_inch), thick)
    down = tuple((y0, x0, y1, x1) for x0, y0, x1, y1 in _strokes(dark.T, round(LONG_DOWN * dots_an_inch), thick))
    return across, down


def _strokes(dark: _Dark, least: int, thick: int) -> tuple[Stroke, ...]:
    """Lines across, at least so long; what is thicker than that is given by its edges."""
    wide = dark.copy()  # a line that wavers by a dot is still one line
    wide[1:] |= dark[:-1]
    wide[:-1] |= dark[1:]
    solid = _solid(wide)
    edges = np.diff(np.pad(solid, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    rows, starts = np.nonzero(edges == 1)
    ends = np.nonzero(edges == -1)[1]
    long = ends - starts >= least
    pieces = list(zip(rows[long].tolist(), starts[long].tolist(), ends[long].tolist(), strict=True))
    if len(pieces) > _MOST:
        return ()
    return tuple(line for group in _joined(pieces) for line in _edges_of(group, thick, dark))


def _solid(dark: _Dark) -> _Dark:
    """Where at least 6 of 9 dots side by side are dark: lines that lost dots close again."""
    sums = np.cumsum(np.pad(dark, ((0, 0), (5, 4))), axis=1, dtype=np.int32)
    solid: _Dark = (sums[:, 9:] - sums[:, :-9]) >= 6
    return solid


def _joined(pieces: list[tuple[int, int, int]]) -> list[Stroke]:
    """Pieces (row, start, end) of following rows that lie over each other, as one; rows come in order."""
    done: list[Stroke] = []
    active: list[Stroke] = []
    for row, start, end in pieces:
        done += [a for a in active if row - a[3] > 1]
        active = [a for a in active if row - a[3] <= 1]
        mine = [a for a in active if a[0] < end and start < a[2]]
        active = [a for a in active if a not in mine]
        active.append((min([start, *(a[0] for a in mine)]), min([row, *(a[1] for a in mine)]), max([end, *(a[2] for a in mine)]), row))
    return [*done, *active]


def _edges_of(stroke: Stroke, thick: int, dark: _Dark) -> Iterator[Stroke]:
    """The line itself; of a thick bar its upper and lower edge. Only where paper is beyond: light words on a dark ground leave bars between them."""
    x0, top, x1, bottom = stroke
    above, below = (_is_paper(dark, x0, x1, y) for y in (top - thick // 2, bottom + thick // 2))
    if bottom - top <= thick:
        if above and below:
            yield stroke
        return
    if above:
        yield (x0, top, x1, top + 2)
    if below:
        yield (x0, bottom - 2, x1, bottom)


def _is_paper(dark: _Dark, start: int, end: int, row: int) -> bool:
    """True where less than half of that stretch of a row is dark, or it lies off the picture."""
    return not 0 <= row < len(dark) or float(dark[row, start:end].mean()) < 0.5
