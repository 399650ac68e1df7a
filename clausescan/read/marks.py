"""Which words of a page a reader sees as live text, which are struck, hidden or a watermark, and where boxes are ticked. Pure: numbers in.

A clause that a reader cannot see, or that somebody struck out, must never become a permission: such words leave the text and are told apart.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median

from clausescan.core.document import Mark, MarkKind, Notice
from clausescan.core.span import Box
from clausescan.read.raw import LeftOut, RawLine, Reason

PALE = 243  # of 255: from this on, red, green and blue together look like paper
TINY = 2.0  # points; nobody reads letters of that size
LARGE = 28.0  # points; watermarks are set no smaller
SHOWN = 120  # letters of left-out words that a notice repeats

_DRAFT = re.compile(
    r"\W*(?:(?:preliminary|working|review|final|initial)\s+)?(?:draft|sample|specimen|void|unofficial|not\s+(?:executed|final|for\s+execution)"
    r"|for\s+(?:review|discussion|reference)\s+only)(?:\s+(?:only|copy|contract|agreement|document|v?\d[\d.]*))?\W*",
    re.IGNORECASE,
)
_WATERMARK = re.compile(
    r"\W*(?:(?:un)?controlled\s+)?(?:copy|confidential|duplicate|archived?|superseded|cancell?ed|expired|redacted)\W*", re.IGNORECASE
)


def is_draft(text: str) -> bool:
    """True for a watermark that says the page is no executed paper: "DRAFT", "SAMPLE", "VOID"."""
    return bool(_DRAFT.fullmatch(text.strip()))


def is_watermark(text: str) -> bool:
    """True for words that are stamped across pages and are no sentence."""
    return is_draft(text) or bool(_WATERMARK.fullmatch(text.strip()))


def odd_lines(lines: Sequence[RawLine], width: float, height: float) -> list[int]:
    """Places of the lines that are large, tiny, or reach over the edge of the displayed page: those that need a closer look."""
    right, foot = width + 1, height + 1
    return [
        i
        for i, line in enumerate(lines)
        if not TINY <= line.size < LARGE or (box := line.box).x0 < -1 or box.top < -1 or box.x1 > right or box.bottom > foot
    ]


def crossed(lines: Sequence[RawLine], rulings: Sequence[Box], *, level: bool) -> list[int]:
    """Places of the lines through whose middle a ruling may run. `level` for horizontal rulings and lines, else vertical ones for both."""
    if not rulings:
        return []
    middles = sorted([(r.top + r.bottom) / 2 if level else (r.x0 + r.x1) / 2 for r in rulings])
    first, last = middles[0], middles[-1]
    found = []
    for i, line in enumerate(lines):
        if (line.turn % 180 == 0) is not level:
            continue
        box = line.box
        low, high = (box.top, box.bottom) if level else (box.x0, box.x1)
        if high < first or last < low:
            continue
        margin = 0.25 * (high - low)
        at = bisect_left(middles, low + margin)
        if at < len(middles) and middles[at] <= high - margin:
            found.append(i)
    return found


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter of a line that may be struck: which line, its offset in the page's text, its ink along the line and across it."""

    line: int
    offset: int
    x0: float
    x1: float
    top: float
    bottom: float


def struck(letters: Sequence[Letter], rulings: Sequence[tuple[float, float, float]]) -> set[int]:
    """Offsets of the letters that rulings strike out; a ruling is (where it begins, where it ends, at what height).

    A ruling strikes where it runs through the middle of letters, begins and ends with them, and most of it is over letters: the rulings of
    tables, underlines and lines to sign on do not.
    """
    bands = {line: _band(list(group)) for line, group in groupby(letters, key=lambda letter: letter.line)}
    gone: set[int] = set()
    for start, end, middle in rulings:
        if not any(low <= middle <= high for low, high in bands.values()):
            continue
        on = [c for c in letters if bands[c.line][0] <= middle <= bands[c.line][1] and start - 0.5 <= (c.x0 + c.x1) / 2 <= end + 0.5]
        if not on:
            continue
        low, high = min(c.x0 for c in on), max(c.x1 for c in on)
        size = max(2.0 * (c.bottom - c.top) for c in on)
        slack = max(6.0, 0.8 * min(size, 20))
        inked = sum(c.x1 - c.x0 for c in on)
        if start >= low - slack and end <= high + slack and inked >= 0.4 * (end - start):
            gone.update(c.offset for c in on)
    return gone


def _band(letters: Sequence[Letter]) -> tuple[float, float]:
    """Between what heights a ruling runs through the middle of the letters of a line."""
    top, bottom = median(c.top for c in letters), median(c.bottom for c in letters)
    return top + 0.15 * (bottom - top), bottom - 0.2 * (bottom - top)


def stays_as_layer(invisible: int, visible: int, image_share: float, paths: int) -> bool:
    """True where words without ink are the text that was read from the page's own picture or outlines: most of its words are such."""
    return (image_share >= 0.5 or paths > 1_000) and invisible >= visible


_TICKS = frozenset("x X ✓ ✔ √ ✗ ✘ ✕ ✖ ● • ■ ☒ ☑ XX xx".split())  # noqa: SIM905  signs are easier to see in a row


def overlaps(a: Box, b: Box) -> bool:
    """True where two boxes share more than an edge."""
    return a.x0 < b.x1 and b.x0 < a.x1 and a.top < b.bottom and b.top < a.bottom


def is_tick(text: str) -> bool:
    """True for a sign that people put into a box."""
    return text in _TICKS


def lone_boxes(boxes: Sequence[Box]) -> list[Box]:
    """Squares that stand by themselves: those that touch another beside them are places for single letters or cells of a grid."""
    return [a for a in boxes if not any(a is not b and a.top < b.bottom and b.top < a.bottom and a.x0 - 2 < b.x1 and b.x0 < a.x1 + 2 for b in boxes)]


def has_label(box: Box, lines: Iterable[RawLine]) -> bool:
    """True where words follow the box on its row, or end just before it."""
    middle = (box.top + box.bottom) / 2
    return any(
        line.turn == 0
        and line.box.top - 2 <= middle <= line.box.bottom + 2
        and any(-1 <= w.x0 - box.x1 <= 24 or -1 <= box.x0 - w.x1 <= 14 for w in line.words)
        for line in lines
    )


_KINDS = {Reason.STRUCK: MarkKind.STRUCK, Reason.WATERMARK: MarkKind.WATERMARK, Reason.STAMP: MarkKind.STAMP, Reason.BEYOND: MarkKind.BEYOND}


def marks_of(number: int, left_out: Iterable[LeftOut]) -> Iterator[Mark]:
    """Marks for the words that page `number` (from 1) does not count as text, where they are told by nothing else."""
    for one in left_out:
        if one.reason not in {Reason.TICK, Reason.AGAIN}:
            kind = MarkKind.DRAFT if one.reason is Reason.WATERMARK and is_draft(one.text) else _KINDS.get(one.reason, MarkKind.HIDDEN)
            yield Mark(kind, number, one.box, None, one.text)


_NOT_SEEN = "Words that a reader cannot see (without ink, in the colour of the page, covered, tiny or off the page) were left out"


def mark_notices(marks: Sequence[Mark]) -> Iterator[Notice]:
    """One notice for each kind of words left out, with the pages and the first of the words; one that the paper calls itself a draft."""
    if hidden := [m for m in marks if m.kind is MarkKind.HIDDEN]:
        yield Notice("hidden_text", f"{_NOT_SEEN}, on {_pages(hidden)}: “{_first_words(hidden)}”.")
    if crossed_out := [m for m in marks if m.kind is MarkKind.STRUCK]:
        yield Notice("struck_text", f"Words that are struck through were left out, on {_pages(crossed_out)}: “{_first_words(crossed_out)}”.")
    if cut := [m for m in marks if m.kind is MarkKind.BEYOND]:
        read = f"the first {int(cut[0].value):,} letters were read" if len(cut) == 1 else "only the first part of each was read"
        yield Notice("too_much_text", f"More text than pages of contracts hold stands on {_pages(cut)}: {read}.")
    if stamps := [m for m in marks if m.kind is MarkKind.STAMP]:
        yield Notice("stamps", f"Stamps and numbers put on by others were set apart, on {_pages(stamps)}: “{_first_words(stamps)}”.")
    if drafts := [m for m in marks if m.kind is MarkKind.DRAFT]:
        yield Notice("draft", f"“{drafts[0].value}” is printed across {_pages(drafts)}: this may not be the executed paper.")


def _first_words(marks: Sequence[Mark]) -> str:
    words = " ".join(m.value for m in marks[:20])
    return words if len(words) <= SHOWN else words[:SHOWN].rsplit(" ", 1)[0] + " …"


def _pages(marks: Sequence[Mark]) -> str:
    numbers = sorted({m.page for m in marks})
    shown = ", ".join(map(str, numbers[:6]))
    return f"page {shown}" if len(numbers) == 1 else f"{len(numbers)} pages ({shown}{', …' if len(numbers) > 6 else ''})"
