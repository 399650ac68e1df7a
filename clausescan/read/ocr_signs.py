"""Ink on the places to sign of a page that is itself a picture: what is left there once lines and words that were read are taken away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

import numpy as np
from numpy.typing import NDArray

from clausescan.core.span import Box
from clausescan.read.ocr_picture import Grey, threshold
from clausescan.read.ocr_words import Seen, SeenLine, Signed, Stroke
from clausescan.read.raw import RawLine, RawWord
from clausescan.read.signs import INK_MOST, SHAPE, TOUCH, Place, Sign, printed_blanks, sign_places

READ = 0.7  # how sure a word is that counts as typed
TALL = 1.7  # times the usual height of words; what is higher is no type
LEAST_WIDE, LEAST_HIGH = 45.0, 11.0  # points; smaller marks may be words that could not be read, or dirt
LEAST_DARK = 0.012
GAP = 12.0  # points between strokes of one signature
_Dark = NDArray[np.bool_]


def signed_on(picture: Grey, lines: Sequence[SeenLine], across: Sequence[Stroke], scale: float) -> tuple[Signed, ...]:
    """What stands on each place to sign that the words of the picture name: ink, or nothing; empty if there is no such place.

    `across` are drawn lines in pixels; `scale` pixels a point.
    """
    if not lines:
        return ()
    tall = TALL * median(w.bottom - w.top for line in lines for w in line.words)
    typed = [kept for line in lines if (kept := replace(line, words=tuple(w for w in line.words if _is_typed(w, tall)))).words]
    points = [_in_points(line, scale) for line in typed]
    places = sign_places(points, points, [Box(*[v / scale for v in stroke]) for stroke in across], printed_blanks(points))
    if not places:
        return ()
    dark = _without_words(picture < min(threshold(picture), 200), typed)
    found: list[Signed] = []
    for place in places:
        box = _ink(dark, place, scale)
        if box is not None:
            found.append((Sign.SCAN.value, *box))
        elif not place.words and not place.weak:
            found.append((Sign.BLANK.value, place.x0 * scale, (place.y - 10) * scale, place.x1 * scale, place.y * scale))
    return tuple(found)


def without_ink(lines: Sequence[SeenLine], signed: Sequence[Signed]) -> tuple[SeenLine, ...]:
    """The lines without what the ink of signatures was taken for."""
    boxes = [place for kind, *place in signed if kind == Sign.SCAN]
    if not boxes:
        return tuple(lines)
    tall = TALL * median(w.bottom - w.top for line in lines for w in line.words)
    kept = (replace(line, words=tuple(w for w in line.words if _is_typed(w, tall) or not _is_in(w, boxes))) for line in lines)
    return tuple(line for line in kept if line.words)


def _is_in(word: Seen, boxes: Sequence[Sequence[float]]) -> bool:
    return any(x0 <= (word.x0 + word.x1) / 2 <= x1 and top <= (word.top + word.bottom) / 2 <= bottom for x0, top, x1, bottom in boxes)


def _is_typed(word: Seen, tall: float) -> bool:
    """True for a word that was surely read, and is no larger than type: strokes of a pen are taken for letters, too."""
    return word.sure >= READ and word.bottom - word.top <= tall


def _in_points(line: SeenLine, scale: float) -> RawLine:
    words = tuple(RawWord(w.text, w.x0 / scale, w.x1 / scale) for w in line.words)
    sides = min(w.x0 for w in line.words), min(w.top for w in line.words), max(w.x1 for w in line.words), max(w.bottom for w in line.words)
    return RawLine(words, Box(*[v / scale for v in sides]), line.size / scale, bold=False)


def _without_words(dark: _Dark, lines: Sequence[SeenLine]) -> _Dark:
    """The dark dots less those of typed words, and less dots that stand alone."""
    beside = np.zeros(dark.shape, dtype=np.int8)
    beside[1:] += dark[:-1]
    beside[:-1] += dark[1:]
    beside[:, 1:] += dark[:, :-1]
    beside[:, :-1] += dark[:, 1:]
    left: _Dark = dark & (beside >= 2)
    for line in lines:
        for word in line.words:
            if any(c.isalnum() for c in word.text):
                left[max(0, int(word.top) - 2) : int(word.bottom) + 3, max(0, int(word.x0) - 2) : int(word.x1) + 3] = False
    return left


def _ink(dark: _Dark, place: Place, scale: float) -> tuple[float, float, float, float] | None:
    """The box in pixels of strokes on the place, None where nothing there looks like ink."""
    zone = place.zone
    left, top = max(0, int(zone.x0 * scale)), max(0, int(zone.top * scale))
    part = dark[top : int(zone.bottom * scale), left : int(zone.x1 * scale)].copy()
    if not part.size:
        return None
    part[part.mean(axis=1) > 0.4] = False  # the line to sign on
    columns = np.flatnonzero(part.any(axis=0))
    if not len(columns):
        return None
    group = max(np.split(columns, np.flatnonzero(np.diff(columns) > GAP * scale) + 1), key=lambda g: part[:, g[0] : g[-1] + 1].sum())
    mine = part[:, group[0] : group[-1] + 1]
    rows = np.repeat(np.arange(len(mine)), mine.sum(axis=1))
    first, last = np.quantile(rows, (0.02, 0.98))
    wide, high = len(mine[0]) / scale, (last - first + 1) / scale
    share = len(rows) / max(1.0, (last - first + 1) * len(mine[0]))
    touches = place.y - TOUCH <= zone.top + last / scale
    if wide < LEAST_WIDE or high < LEAST_HIGH or wide < SHAPE * high or not LEAST_DARK <= share <= INK_MOST or not touches:
        return None
    return float(left + group[0]), float(top + first), float(left + group[-1]), float(top + last)
