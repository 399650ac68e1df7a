"""Lines that an engine read straight across cells or signature blocks, cut and put in the order in which a person reads them. Pure.

An engine takes words that stand side by side for one line. Inside drawn cells each cell is read by itself; and where two blocks of signatures
stand side by side ("By: … By: …" over "Name: … Name: …"), the left one is read before the right one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from clausescan.read.ocr_words import Seen, SeenLine, Stroke

_WIDE = 1.6  # gap between words, in sizes of type, from which what follows may be another column
_REACH = 2.4  # rows of one block are at most so many sizes of type apart
_SLACK = 0.4  # starts of a column lie within so many sizes of type


def in_order(lines: Sequence[SeenLine], across: Sequence[Stroke], down: Sequence[Stroke]) -> tuple[SeenLine, ...]:
    """The same words; lines cut where a drawn line or the gap between two blocks parts them."""
    cut = [piece for line in lines for piece in _cut(line, down)]
    return tuple(_by_side(_by_cell(cut, across, down)))


def _cut(line: SeenLine, down: Sequence[Stroke]) -> Iterator[SeenLine]:
    """The line, cut where a line drawn downwards passes between two words."""
    top, bottom = _reach(line)
    middle = (top + bottom) / 2
    xs = [(x0 + x1) / 2 for x0, y0, x1, y1 in down if y0 <= middle <= y1]
    start = 0
    for i, (a, b) in enumerate(pairwise(line.words), 1):
        if any((a.x0 + a.x1) / 2 < x < (b.x0 + b.x1) / 2 for x in xs):
            yield replace(line, words=line.words[start:i])
            start = i
    yield replace(line, words=line.words[start:])


def _reach(line: SeenLine) -> tuple[float, float]:
    return min(w.top for w in line.words), max(w.bottom for w in line.words)


_Cell = tuple[float, float, float, float]


def _by_cell(lines: Sequence[SeenLine], across: Sequence[Stroke], down: Sequence[Stroke]) -> list[SeenLine]:
    """Lines inside drawn cells come cell by cell; the others keep their place among them."""
    cells = [_cell(line, across, down) for line in lines]
    done: list[SeenLine] = []
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and cells[end] is not None:
            end += 1
        if end == start:
            done.append(lines[start])
            start += 1
            continue
        inside = [(cell, line) for line, cell in zip(lines[start:end], cells[start:end], strict=True) if cell is not None]
        done += [line for _, line in sorted(inside, key=lambda p: (p[0][1], p[0][0], *_corner(p[1])))]
        start = end
    return done


def _corner(line: SeenLine) -> tuple[float, float]:
    """For the order of lines within a cell: rows of a hand's breadth of pixels count as one."""
    top, bottom = _reach(line)
    return round((top + bottom) / max(2.0, line.size)), line.words[0].x0


def _cell(line: SeenLine, across: Sequence[Stroke], down: Sequence[Stroke]) -> _Cell | None:
    """Left, top, right, bottom of the cell around the middle of the line; None where it is not closed on all sides."""
    top, bottom = _reach(line)
    x, y = (line.words[0].x0 + line.words[-1].x1) / 2, (top + bottom) / 2
    above = [s[3] for s in across if s[0] <= x <= s[2] and s[3] <= y]
    below = [s[1] for s in across if s[0] <= x <= s[2] and s[1] >= y]
    left = [s[2] for s in down if s[1] <= y <= s[3] and s[2] <= x]
    right = [s[0] for s in down if s[1] <= y <= s[3] and s[0] >= x]
    if not (above and below and left and right):
        return None
    return max(left), max(above), min(right), min(below)


def _by_side(lines: Sequence[SeenLine]) -> Iterator[SeenLine]:
    """Blocks of signatures side by side: the left one, then the right one."""
    start = 0
    while start < len(lines):
        block = _block(lines, start)
        if block is None:
            yield lines[start]
            start += 1
            continue
        first, end, x = start, block[0], block[1]
        sides = [_sides(line, x) for line in lines[first:end]]
        for side in (0, 1):
            yield from (replace(line, words=pair[side]) for line, pair in zip(lines[first:end], sides, strict=True) if pair[side])
        start = end


def _block(lines: Sequence[SeenLine], start: int) -> tuple[int, float] | None:
    """Where the block of two sides ends that begins with that line, and where its right side begins; None where none begins there."""
    for x in _starts(lines[start]):
        end, labels = start, set()
        while end < len(lines) and _goes_on(lines, start, end, x):
            left, right = _sides(lines[end], x)
            if left and right and _label(left) == _label(right):
                labels.add(_label(left))
            end += 1
        if len(labels - {""}) >= 2:
            return end, x
    return None


def _starts(line: SeenLine) -> list[float]:
    """Where words begin after a wide gap."""
    return [b.x0 for a, b in pairwise(line.words) if b.x0 - a.x1 > _WIDE * line.size]


def _goes_on(lines: Sequence[SeenLine], start: int, end: int, x: float) -> bool:
    """True where the next line is near and no word of it crosses the gap before `x`."""
    line = lines[end]
    slack = _SLACK * line.size
    if end > start and not 0 <= _reach(line)[0] - _reach(lines[end - 1])[0] <= (_REACH + 1) * max(line.size, lines[end - 1].size):
        return False
    left, right = _sides(line, x)
    if left and right:
        return right[0].x0 - left[-1].x1 > _WIDE * line.size and abs(right[0].x0 - x) <= slack
    return bool(right) or left[-1].x1 < x - slack


def _sides(line: SeenLine, x: float) -> tuple[tuple[Seen, ...], tuple[Seen, ...]]:
    edge = x - _SLACK * line.size
    return tuple(w for w in line.words if w.x0 < edge), tuple(w for w in line.words if w.x0 >= edge)


def _label(words: Sequence[Seen]) -> str:
    """The word with which a row of a signature block begins, without signs, lower case; "" where it is not a word."""
    word = words[0].text.casefold().strip(":;._-—– ")
    return word if word.isalpha() and len(word) > 1 else ""
