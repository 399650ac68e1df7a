"""Visual rows of a table without drawn cells mended into records: which line goes on from the one above, which begins anew. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from clausescan.read.bits import Bit

_TOTAL = re.compile(r"^(?:grand |sub-?\s?)?totals?\b|^subtotal\b", re.IGNORECASE)
_HAS_NUMBER = re.compile(r"\d|\$")
# A gap this much smaller than the usual distance between records joins a line to its neighbour.
TIGHT = 0.72
# Lines of one cell stand this close, in heights of their type.
CLOSE = 0.45


@dataclass(slots=True)
class Row:
    """A row while it is worked out: pieces by column, top and bottom in points; `spanning` where all it has runs across columns."""

    cells: dict[int, list[Bit]]
    top: float
    bottom: float
    spanning: bool = False

    @property
    def height(self) -> float:
        """Height of the row in points, never less than small type."""
        return max(6.0, self.bottom - self.top)

    def take(self, other: Row) -> None:
        """Add the pieces of another row."""
        for column, bits in other.cells.items():
            self.cells.setdefault(column, []).extend(bits)
        self.top, self.bottom = min(self.top, other.top), max(self.bottom, other.bottom)


def mend(rows: Sequence[Row], parts: Sequence[float], above: float) -> list[Row]:
    """Records from top to bottom, below a header that ends at `above` (points).

    `parts` are heights of lines drawn between rows: where most records have one, they alone decide.
    """
    if not rows:
        return []
    starts = _starts(rows)
    parted = [False, *(_parted(a, b, parts) for a, b in pairwise(rows))]
    begun = [i for i in starts if i > 0]
    drawn = (len(begun) > 1 and sum(parted[i] for i in begun) >= 0.6 * len(begun)) or _one_item_each(rows, parted)
    records: list[Row] = []
    waiting: list[Row] = []
    for i, row in enumerate(rows):
        fresh = parted[i] or i == 0 or (not drawn and _is_fresh(rows, i, starts))
        if i not in starts and (fresh or not drawn) and _leans_down(rows, i, starts, parted, above):
            waiting.append(row)
        elif not fresh and not waiting:
            records[-1].take(row)
        else:
            records.append(_joined([*waiting, row]))
            waiting = []
    return [*records, *waiting]


def _one_item_each(rows: Sequence[Row], parted: Sequence[bool]) -> bool:
    """True where each stretch between drawn lines has the first column filled just once."""
    stretches: list[int] = [0]
    for row, cut in zip(rows, parted, strict=True):
        if cut:
            stretches.append(0)
        stretches[-1] += 0 in row.cells
    return len(stretches) > 1 and set(stretches) == {1}


def _joined(rows: list[Row]) -> Row:
    first = rows[0]
    for row in rows[1:]:
        first.take(row)
    return first


def _parted(upper: Row, lower: Row, parts: Sequence[float]) -> bool:
    return any(upper.bottom - 3 <= y <= lower.top + 3 for y in parts)


def _starts(rows: Sequence[Row]) -> set[int]:
    """Rows that fill at least half as many columns as the fullest: these begin records."""
    most = max(len(r.cells) for r in rows)
    enough = max(2, (most + 1) // 2)
    full = {i for i, r in enumerate(rows) if len(r.cells) >= enough}
    pitch = _pitch(rows, full)
    apart = _stand_apart(rows, most)
    return {i for i in full if not (i > 0 and (_is_wrapped(rows[i - 1], rows[i], pitch) or (apart and _is_close(rows, i, most))))}


def _stand_apart(rows: Sequence[Row], most: int) -> bool:
    """True where white space stands above every one of the fullest rows, so that lines without it go on."""
    gaps = [b.top - a.bottom - 0.6 * b.height for a, b in pairwise(rows) if len(b.cells) == most]
    return len(gaps) > 1 and min(gaps) > 0


def _is_close(rows: Sequence[Row], i: int, most: int) -> bool:
    return len(rows[i].cells) < most and rows[i].top - rows[i - 1].bottom <= CLOSE * rows[i].height


def _pitch(rows: Sequence[Row], starts: set[int]) -> float:
    """The usual distance from one full row's top to the next."""
    tops = [rows[i].top for i in sorted(starts)]
    steps = [b - a for a, b in pairwise(tops)]
    return median(steps) if steps else 0.0


def _is_wrapped(before: Row, row: Row, pitch: float) -> bool:
    """A row of words only, without the first column, close below a fuller one: cells that all go on in a second line."""
    if 0 in row.cells or len(row.cells) >= len(before.cells) or any(_HAS_NUMBER.search(b.text) for bits in row.cells.values() for b in bits):
        return False
    return row.top - before.top < TIGHT * pitch


def _is_fresh(rows: Sequence[Row], i: int, starts: set[int]) -> bool:
    """True where the row is no continuation of the one above."""
    row, before = rows[i], rows[i - 1]
    first = min(row.cells.items())[1][0].text
    if 0 not in row.cells and first[:1].islower():
        return False
    if row.spanning:
        below = rows[i + 1].top - row.bottom if i + 1 < len(rows) else float("inf")
        gap = row.top - before.bottom
        return gap > CLOSE * row.height or below < gap + 2 or before.spanning
    if i in starts or before.spanning or _TOTAL.match(first):
        return True
    return set(row.cells) == {0} and _is_heading(row, before)


def _is_heading(row: Row, before: Row) -> bool:
    """A line in the first column alone is a heading where it stands off from the row above or is set bold below plain rows."""
    plain = [b for bits in before.cells.values() for b in bits]
    return row.top - before.bottom > 0.6 * row.height or (row.cells[0][0].bold and not any(b.bold for b in plain)) or 0 not in before.cells


def _leans_down(rows: Sequence[Row], i: int, starts: set[int], parted: Sequence[bool], above: float) -> bool:
    """A line close above the record below, and farther from what is above it: cells centred beside a taller one."""
    below = next((k for k in range(i + 1, len(rows)) if k in starts), None)
    if below is None or any(parted[i + 1 : below + 1]) or rows[i].spanning:
        return False
    run = rows[i : below + 1]
    widest = max(b.top - a.bottom for a, b in pairwise(run))
    return widest <= CLOSE * rows[i].height and widest + 2 < rows[i].top - (rows[i - 1].bottom if i else above)
