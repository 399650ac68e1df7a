"""Pages whose lines are numbered in the margin, as courts and some boards have them: the numbers are no part of the text. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from clausescan.read.raw import RawLine, RawPage

LEAST = 20  # numbers on a page; pleading paper has 24 to 32
REACH = 0.6  # the part of the page's height over which they run
UNEVEN = 0.3  # of the usual step, by which a step may differ: rows of a table differ more
MARGIN = 0.2  # the part of the page's width in which they stand
FIGURES = 0.3  # share of lines that end in a figure, from which the page is a table


def without_line_numbers(page: RawPage) -> RawPage:
    """The page without the numbers of its lines; the same page where it has none."""
    if sum([line.text[:1].isdecimal() for line in page.lines]) < LEAST:
        return page
    numbered = [(i, line) for i, line in enumerate(page.lines) if line.turn == 0 and line.words and line.words[0].text.isdecimal()]
    if len(numbered) < LEAST:
        return page
    counted = _counted([(i, line) for i, line in numbered if line.words[0].x1 < MARGIN * page.width])
    if len(counted) < LEAST or not _is_ruler([page.lines[i] for i in counted], page.height) or _is_table(page.lines, set(counted)):
        return page
    gone = set(counted)
    kept = (line.cut(1, len(line.words)) if i in gone else line for i, line in enumerate(page.lines) if i not in gone or len(line.words) > 1)
    return replace(page, lines=tuple(kept))


def _counted(numbered: Sequence[tuple[int, RawLine]]) -> list[int]:
    """Places of the lines that count 1, 2, 3 … down the page."""
    found: list[int] = []
    for i, line in sorted(numbered, key=lambda pair: pair[1].box.top):
        if int(line.words[0].text[:4]) == len(found) + 1:
            found.append(i)
    return found


def _is_ruler(lines: Sequence[RawLine], height: float) -> bool:
    """True where the numbers stand at even steps over most of the page, whatever is written beside them."""
    steps = [b.box.bottom - a.box.bottom for a, b in pairwise(lines)]
    usual = median(steps)
    even = sum(abs(step - usual) <= UNEVEN * usual for step in steps)
    return usual > 0 and even >= 0.9 * len(steps) and lines[-1].box.bottom - lines[0].box.top >= REACH * height


def _is_table(lines: Sequence[RawLine], counted: set[int]) -> bool:
    """True where many of the numbered lines end in an amount: the numbers are those of items."""
    mine = [lines[i] for i in counted if len(lines[i].words) > 1]
    figures = sum(line.words[-1].text.strip("$,.%").replace(",", "").replace(".", "").isdecimal() for line in mine)
    return figures > FIGURES * len(mine)
