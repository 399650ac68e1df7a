"""Words of a page that are no live text (struck, stamped, tiny, off the page) and boxes to tick; and the page's words without them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import groupby

from clausescan.core.span import Box
from clausescan.read.lines import Ends, Frame, Grown, Run
from clausescan.read.marks import LARGE, TINY, Letter, crossed, is_watermark, odd_lines, overlaps, struck
from clausescan.read.pdfium_drawn import Drawn
from clausescan.read.pdfium_ticks import ticked
from clausescan.read.pdfium_unseen import Gone, Looked, unseen
from clausescan.read.raw import LeftOut, RawLine, RawWord, Reason

QUARTER, SLANT = math.pi / 2, math.radians(8)


def odd(runs: Sequence[Run], lines: Sequence[RawLine], page: tuple[float, float], frame: Frame, looked: Looked) -> Gone:
    """Letters that are tiny or off the page (`page` is its width and height as displayed), and those of watermarks."""
    gone: Gone = {}
    for i in odd_lines(lines, *page):
        run, line = runs[i], lines[i]
        reason = None
        if _is_tiny(line):
            reason = Reason.TINY
        elif line.size >= LARGE and (_is_slanted(run, looked) or (is_watermark(line.text))):
            reason = Reason.WATERMARK
        for word, offset, end in zip(run.words, run.offsets, run.ends, strict=True):
            why = reason or (Reason.OFF_PAGE if _is_off(end, page, frame) else None)
            if why:
                gone.update(dict.fromkeys(range(offset, offset + len(word.text)), why))
    return gone


def _is_tiny(line: RawLine) -> bool:
    """True where letters are small in both directions: fonts that ask for no room at all say nothing of what is drawn."""
    across, along = (line.box.height, line.box.width) if line.turn % 180 == 0 else (line.box.width, line.box.height)
    return line.size < TINY and across < 2 * TINY and along < TINY * sum(len(w.text) + 1 for w in line.words)


def _is_slanted(run: Run, looked: Looked) -> bool:
    over = looked.angle(run.offsets[0]) % QUARTER
    return SLANT < over < QUARTER - SLANT


def _is_off(end: Ends, page: tuple[float, float], frame: Frame) -> bool:
    x0, top, x1, bottom = frame.place(end[0], end[2], end[5], end[3])
    return not (-1 <= (x0 + x1) / 2 <= page[0] + 1 and -1 <= (top + bottom) / 2 <= page[1] + 1)


def struck_out(runs: Sequence[Run], lines: Sequence[RawLine], drawn: Drawn, quads: Sequence[Box], frame: Frame, looked: Looked) -> Gone:
    """Letters that a drawn line strikes out, or a note of the kind made for it (`quads`, as displayed)."""
    gone: set[int] = set()
    for level, rulings in ((True, drawn.horizontals), (False, drawn.verticals)):
        places = crossed(lines, rulings, level=level)
        if places:
            letters = [c for i in places for c in _letters(i, runs[i], frame, looked, level=level)]
            spans = [(r.x0, r.x1, (r.top + r.bottom) / 2) if level else (r.top, r.bottom, (r.x0 + r.x1) / 2) for r in rulings]
            gone |= struck(letters, spans)
    if quads:
        for i, line in enumerate(lines):
            if any(overlaps(q, line.box) for q in quads):
                gone.update(c.offset for c in _letters(i, runs[i], frame, looked, level=True) if any(_inside(c, q) for q in quads))
    return dict.fromkeys(gone, Reason.STRUCK)


def _inside(letter: Letter, box: Box) -> bool:
    return box.x0 <= (letter.x0 + letter.x1) / 2 <= box.x1 and box.top <= (letter.top + letter.bottom) / 2 <= box.bottom


def _letters(place: int, run: Run, frame: Frame, looked: Looked, *, level: bool) -> Iterator[Letter]:
    for word, offset in zip(run.words, run.offsets, strict=True):
        offsets = range(offset, offset + len(word.text))
        for at, (left, right, bottom, top) in zip(offsets, looked.inks(offsets), strict=True):
            x0, y0, x1, y1 = frame.place(left, bottom, right, top)
            yield Letter(place, at, x0, x1, y0, y1) if level else Letter(place, at, y0, y1, x0, x1)


def look(
    runs: Sequence[Run], lines: Sequence[RawLine], drawn: Drawn, quads: Sequence[Box], page: tuple[float, float], frame: Frame, looked: Looked
) -> tuple[Gone, list[tuple[str, str, Box]]]:
    """Letters that are no part of the page's text, and drawn boxes to tick. `page` is its width and height, `quads` the notes that strike."""
    gone = unseen(runs, drawn, frame, looked) if drawn.fills or drawn.doubtful else {}
    gone |= odd(runs, lines, page, frame, looked)
    if drawn.horizontals or drawn.verticals or quads:
        gone |= struck_out(runs, lines, drawn, quads, frame, looked)
    fields: list[tuple[str, str, Box]] = []
    if drawn.small or drawn.verticals:
        fields, typed = ticked(runs, lines, drawn)
        gone |= typed
    return gone, fields


def without(runs: Iterable[Run], gone: Gone, frame: Frame, looked: Looked) -> tuple[list[Run], list[LeftOut]]:
    """The runs without those letters, runs of which nothing is left dropped; and what was left out, line by line."""
    kept: list[Run] = []
    left_out: list[LeftOut] = []
    for run in runs:
        if not any(o in gone for word, offset in zip(run.words, run.offsets, strict=True) for o in range(offset, offset + len(word.text))):
            kept.append(run)
            continue
        rest = Grown([], [], [])
        lost: dict[Reason, list[tuple[str, Box]]] = {}
        missed: Ends | None = None  # the end of words left out since the last word that stays
        for text, offset, end, reason in _fates(run, gone, looked):
            if reason is not None:
                lost.setdefault(reason, []).append((text, _box(end, frame)))
                missed = end
                continue
            if missed and rest.words:
                _reach(rest, missed, frame)
            missed = None
            rest.append(RawWord(text, round(end[0] - frame.left, 2), round(end[5] - frame.left, 2)), offset, end)
        if rest.words:
            kept.append(Run(*rest))
        left_out += [LeftOut(reason, " ".join(t for t, _ in words), reduce(Box.cover, [b for _, b in words])) for reason, words in lost.items()]
    return kept, left_out


def _reach(run: Grown, missed: Ends, frame: Frame) -> None:
    """Let the last word reach to the end of what was left out after it: the gap is none that parts cells."""
    run.sides[-4:] = missed[4:]
    run.words[-1] = run.words[-1]._replace(x1=round(missed[5] - frame.left, 2))


def _fates(run: Run, gone: Gone, looked: Looked) -> Iterator[tuple[str, int, Ends, Reason | None]]:
    """The run's words, cut where their letters part ways: text, offset, ends, and why it is left out or None."""
    for word, offset, end in zip(run.words, run.offsets, run.ends, strict=True):
        for reason, place in _stretches([gone.get(o) for o in range(offset, offset + len(word.text))]):
            first, last = offset + place.start, offset + place.stop - 1
            left, right = (end[:4], end[4:]) if len(place) == len(word.text) else looked.inks((first, last))
            yield word.text[place.start : place.stop], first, (*left, *right), reason


def _stretches(reasons: Sequence[Reason | None]) -> Iterator[tuple[Reason | None, range]]:
    """Neighbouring letters of one fate."""
    start = 0
    for reason, group in groupby(reasons):
        stop = start + len(list(group))
        yield reason, range(start, stop)
        start = stop


def _box(end: Ends, frame: Frame) -> Box:
    x0, top, x1, bottom = frame.place(min(end[0], end[4]), min(end[2], end[6]), max(end[1], end[5]), max(end[3], end[7]))
    return Box(round(x0, 2), round(top, 2), round(max(x0, x1), 2), round(max(top, bottom), 2))
