"""Numbers and letters of lists that hang left of their lines: an engine often takes them for a column of specks and drops them.

Ink left of a line that no word accounts for is cut out with the first words of the line, all such pieces are put below each other on a sheet
of their own, and that sheet is read once. Only what looks like the number of a clause is taken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

import numpy as np
from numpy.typing import NDArray

from clausescan.read.ocr_picture import Grey, threshold
from clausescan.read.ocr_words import Seen, SeenLine

_WINDOW = 4.0  # how far left of a line is looked, in sizes of type
_GAP = 0.9  # white within a number, in sizes of type, at most
_SPACE = 0.45  # white put between a number and the words beside it on the sheet, in sizes of type
_COMPANY = 5
_LABEL_REACH = 12.0
_MOST = 60
_NUMBER = re.compile(r"^\(?(?:\d{1,2}(?:\.\d{1,2}){0,3}|[A-Za-z]|[ivxIVX]{1,5})[.)]{1,2}$|^\d{1,2}(?:\.\d{1,2}){1,3}$")


@dataclass(frozen=True, slots=True)
class Mark:
    """Unread ink left of a line: the line's place in the list, and the box of the ink in pixels."""

    line: int
    x0: int
    top: int
    x1: int
    bottom: int


def marks(picture: Grey, lines: Sequence[SeenLine]) -> tuple[Mark, ...]:
    """Unread ink of the size of a number left of lines, at most sixty; empty if none."""
    dark = picture < min(threshold(picture), 180)
    boxes = np.array([(w.x0, w.top, w.x1, w.bottom) for line in lines for w in line.words] or [(0, 0, 0, 0)])
    found = (_mark(dark, i, line, boxes) for i, line in enumerate(lines))
    return tuple(m for m in found if m is not None)[:_MOST]


def _mark(dark: NDArray[np.bool_], index: int, line: SeenLine, boxes: NDArray[np.float64]) -> Mark | None:
    size, first = line.size, line.words[0]
    x1, x0 = round(first.x0 - 0.25 * size), max(0, round(first.x0 - _WINDOW * size))
    top, bottom = max(0, round(first.bottom - 1.1 * size)), min(dark.shape[0], round(first.bottom + 0.1 * size))
    if x1 - x0 < 0.5 * size or bottom - top < 4:
        return None
    if bool(((boxes[:, 0] < x1) & (boxes[:, 2] > x0) & (boxes[:, 1] < bottom) & (boxes[:, 3] > top)).any()):
        return None  # a word of another line is there
    window = dark[top:bottom, x0:x1]
    columns = np.nonzero(window.sum(axis=0) >= 2)[0]
    if not len(columns):
        return None
    breaks = np.nonzero(np.diff(columns) > _GAP * size)[0]
    left = int(columns[breaks[-1] + 1]) if len(breaks) else int(columns[0])
    rows = np.nonzero(window[:, left:].any(axis=1))[0]
    tall, wide = int(rows[-1] - rows[0]) + 1, int(columns[-1]) - left + 1
    fits = left > 1 and 0.4 * size <= tall <= 1.15 * size and 0.1 * size <= wide <= 2.6 * size and len(breaks) == 0
    return Mark(index, x0 + left, top + int(rows[0]), x0 + int(columns[-1]) + 1, top + int(rows[-1]) + 1) if fits else None


def sheet(picture: Grey, lines: Sequence[SeenLine], found: Sequence[Mark]) -> tuple[Grey, int]:
    """A page with a row for each mark: its ink, and close by the first words of its line, since an engine reads a number better in company.

    Also the pitch of the rows in pixels.
    """
    size = median(lines[m.line].size for m in found)
    margin, pitch = 2 * round(size), round(2.6 * size)
    rows = [_row(picture, lines[m.line], m, round(_SPACE * size)) for m in found]
    page = np.full((pitch * (len(rows) + 1), max(r.shape[1] for r in rows) + 6 * margin), 255, dtype=np.uint8)
    for i, row in enumerate(rows):
        high = min(row.shape[0], pitch - 4)
        left = margin + i * 7 % 5 * margin  # rows begin here and there: numbers in one column would be dropped again
        page[pitch * (i + 1) - high : pitch * (i + 1), left : left + row.shape[1]] = row[-high:]
    return page, pitch


def _row(picture: Grey, line: SeenLine, mark: Mark, space: int) -> Grey:
    company = line.words[:_COMPANY]
    top = max(0, min(mark.top, round(min(w.top for w in company))) - 3)
    bottom = max(mark.bottom, round(max(w.bottom for w in company))) + 3
    number = picture[top:bottom, mark.x0 : mark.x1]
    rest = picture[top:bottom, round(company[0].x0) : round(company[-1].x1) + 1]
    return np.hstack([number, np.full((number.shape[0], space), 255, dtype=np.uint8), rest])


def numbered(lines: Sequence[SeenLine], found: Sequence[Mark], said: Sequence[SeenLine], pitch: int) -> tuple[SeenLine, ...]:
    """The lines with the numbers that were read on the sheet put before them; what is no number of a clause is left out."""
    done = list(lines)
    for one in said:
        row = int((one.words[0].top + one.words[0].bottom) / 2 / pitch)
        first = one.words[0]
        if not 1 <= row + 1 <= len(found) or not _NUMBER.match(first.text):
            continue
        m = found[row]
        done[m.line] = replace(done[m.line], words=(Seen(first.text, m.x0, m.top, m.x1, m.bottom, first.sure), *done[m.line].words))
    return tuple(done)


def hung(lines: Sequence[SeenLine]) -> tuple[SeenLine, ...]:
    """The lines; numbers and labels ("Name:") that an engine read as lines of their own are put before the lines that they stand left of."""
    alone = {i: reach for i, line in enumerate(lines) if (reach := _lone(line))}
    done = list(lines)
    for i, reach in sorted(alone.items()):
        host = _host(lines[i].words[-1], lines, set(alone), reach)
        if host is not None and len(done[host].words) == len(lines[host].words):
            done[host] = replace(done[host], words=(*lines[i].words, *done[host].words))
        else:
            del alone[i]
    return tuple(line for i, line in enumerate(done) if i not in alone)


def _lone(line: SeenLine) -> float:
    """For a number or label that stands alone, how far right its line may begin, in sizes of type; 0 for any other line."""
    if len(line.words) == 1 and _NUMBER.match(line.words[0].text):
        return _WINDOW
    return _LABEL_REACH if len(line.words) <= 3 and line.words[-1].text.endswith(":") and line.words[0].text[:1].isupper() else 0.0


def _host(number: Seen, lines: Sequence[SeenLine], alone: set[int], reach: float) -> int | None:
    """The nearest line that begins right of the number or label on its level."""
    middle = (number.top + number.bottom) / 2
    near = [
        (line.words[0].x0 - number.x1, i)
        for i, line in enumerate(lines)
        if i not in alone and line.words[0].top <= middle <= line.words[0].bottom and 0 < line.words[0].x0 - number.x1 < reach * line.size
    ]
    return min(near)[1] if near else None
