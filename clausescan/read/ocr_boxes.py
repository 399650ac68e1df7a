"""Empty boxes made of brackets that an engine took for letters: told from their ink, and only on a line where it did read a box.

On a worn page "[ ]" is read as "{]", "u" or "i)", and a row of a table of answers is lost. A box is never taken for ticked here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from clausescan.read.ocr_picture import Grey, threshold
from clausescan.read.ocr_words import Seen, SeenLine

_BOX = re.compile(r"^[\[({][xX✓✔]?[\])}]$")
_SHORT = 3  # signs of a word that may be a box
_SURE = 0.85  # from here on, a letter or figure is one
_ROOM = 0.7  # white on both sides of a box, in sizes of type
_TALL = 0.55  # part of the height of type that both sides fill
_APART = (0.3, 1.4)  # from one side to the other, in sizes of type
_SIDE = 0.35  # width of a side with its hooks, in sizes of type
_SPECKS = 0.1  # share of the middle that may be dark


def boxed(picture: Grey, lines: Sequence[SeenLine]) -> tuple[SeenLine, ...]:
    """The lines; on those that hold a box, short words that are two upright strokes with nothing between them become "[" and "]"."""
    if not any(_holds_box(line) for line in lines):
        return tuple(lines)
    dark = picture < min(threshold(picture), 200)
    return tuple(
        replace(line, words=tuple(w for word in line.words for w in _word(dark, word, line))) if _holds_box(line) else line for line in lines
    )


def _holds_box(line: SeenLine) -> bool:
    return any(_BOX.match(w.text) for w in line.words)


def _word(dark: NDArray[np.bool_], word: Seen, line: SeenLine) -> tuple[Seen, ...]:
    is_sure = word.sure >= _SURE and word.text.isalnum()
    if len(word.text) > _SHORT or is_sure or any(c in "xX✓✔" for c in word.text) or not _stands_apart(word, line):
        return (word,)
    sides = _sides(dark, word, line.size)
    if sides is None:
        return (word,)
    left, right = sides
    middle = (left + right) / 2
    return word._replace(text="[", x0=left, x1=middle), word._replace(text="]", x0=middle, x1=right)


def _stands_apart(word: Seen, line: SeenLine) -> bool:
    """True where no other word of the line is near."""
    room = 2 * _ROOM * line.size
    return all(other is word or other.x1 < word.x0 - room or other.x0 > word.x1 + room for other in line.words)


def _sides(dark: NDArray[np.bool_], word: Seen, size: float) -> tuple[float, float] | None:
    """Left and right of the two strokes of an empty box; None where the ink is anything else."""
    room = _ROOM * size
    start, top = max(0, round(word.x0 - room)), max(0, round(word.top))
    window = dark[top : round(word.bottom) + 1, start : round(word.x1 + room)]
    if window.shape[0] < 0.5 * size or not window.size:
        return None
    strokes = np.flatnonzero(window.sum(axis=0) >= _TALL * window.shape[0])
    groups = np.split(strokes, np.flatnonzero(np.diff(strokes) > 2) + 1) if len(strokes) else []
    if len(groups) != 2 or any(g[-1] - g[0] + 1 > _SIDE * size for g in groups):
        return None
    x0, x1 = int(groups[0][0]), int(groups[1][-1])
    inside = window[:, int(groups[0][-1]) + 1 : int(groups[1][0])]
    quarter, edge = inside.shape[0] // 4, inside.shape[1] // 4
    middle = inside[quarter : inside.shape[0] - quarter, edge : inside.shape[1] - edge]
    if not _APART[0] * size <= x1 - x0 <= _APART[1] * size or not middle.size or middle.mean() > _SPECKS or inside.mean() > 3 * _SPECKS:
        return None
    return float(start + x0), float(start + x1 + 1)
