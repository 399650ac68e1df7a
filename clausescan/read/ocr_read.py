"""One picture of a page read as well as can be: grain out, straight, the right way up; tried again another way only where the first was poor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from clausescan.read import ocr_margin, ocr_picture
from clausescan.read.ocr_boxes import boxed
from clausescan.read.ocr_clock import Watch
from clausescan.read.ocr_columns import in_order
from clausescan.read.ocr_mend import mended
from clausescan.read.ocr_picture import Grey
from clausescan.read.ocr_rulings import strokes
from clausescan.read.ocr_signs import signed_on, without_ink
from clausescan.read.ocr_words import Reading, SeenLine, without_marks

Engine = Callable[[Grey, float, float], tuple[SeenLine, ...] | None]
"""A picture, its dots an inch, and seconds of processor time, to lines of words in pixels; None where it failed or took longer."""

Left = Callable[[], float]
"""The seconds that are left for a page."""

# Figures found on pages of one half of the samples and checked on the other: clean scans have a grain below 0.005, worn ones above 0.07.
GRAINY = 0.03
SOFT = 1.2  # pixels at 200 dots an inch
POOR = 0.6  # below this, other ways are tried: turned pages read upright give less
FAIR = 0.8  # below this, a second engine is asked where there is one
FEW = 20  # letters; a page with fewer may lie sideways
PHOTOGRAPH = 0.35  # share of ink from which a picture without a word is not tried another way
_LEAST = 1.0  # second; with less left, nothing more is begun
BLANK = 0.0008  # share of ink below which a page without words is blank


def read_picture(picture: Grey, scale: float, engines: Sequence[tuple[str, Engine]], seconds: float, *, quick: bool = False) -> Reading:
    """What stands on that picture, drawn at `scale` pixels a point; without lines where nothing could be read in that time.

    `engines` are names with engines, the first choice first. Where `quick`, only the first is asked, and only for the likeliest way up.
    """
    watch = Watch()

    def left() -> float:
        return seconds - watch.spent()

    if ocr_picture.grain(picture) > GRAINY:
        picture = ocr_picture.softened(picture, SOFT * scale * 72 / 200)
    ink = ocr_picture.ink_share(picture)
    height, width = picture.shape
    best = Reading((), width, height, scale, ink=ink, engine=engines[0][0] if engines else "")
    if ink < BLANK / 4:
        return best
    for name, engine in engines[:1] if quick else engines:
        if best.letters < FEW or best.quality < FAIR:
            best = max(best, _upright(picture, replace(best, engine=name, lines=()), engine, left, quick=quick), key=_worth)
    return replace(best, late=left() < _LEAST)


def _upright(picture: Grey, start: Reading, engine: Engine, left: Left, *, quick: bool) -> Reading:
    """The best reading over the ways the page may lie; the first good one ends the search."""
    ways = (90, 270, 0, 180) if ocr_picture.lies_sideways(picture) else (0, 180, 90, 270)
    best = start
    for turn in ways[:1] if quick else ways:
        if left() <= _LEAST:
            break
        reading = _straight(picture, turn, start, engine, left)
        best = max(best, reading, key=_worth)
        if (best.quality >= POOR and best.letters >= FEW) or (start.ink > PHOTOGRAPH and not reading.letters):
            break
    return best


def _straight(picture: Grey, turn: int, start: Reading, engine: Engine, left: Left) -> Reading:
    upright = ocr_picture.turned_back(picture, turn)
    angle = ocr_picture.skew(upright)
    level = ocr_picture.straightened(upright, angle)
    height, width = level.shape
    lines = without_marks(boxed(level, [mended(line) for line in engine(level, start.scale * 72, left()) or ()]))
    lines = _with_numbers(level, lines, engine, start.scale * 72, left)
    across, down = strokes(level, start.scale * 72)
    ordered = in_order(lines, across, down)
    signed = signed_on(level, ordered, across, start.scale)
    ordered = without_ink(ordered, signed)
    return replace(start, lines=ordered, width=width, height=height, turn=turn, angle=angle, across=across, down=down, signed=signed)


def _with_numbers(picture: Grey, lines: tuple[SeenLine, ...], engine: Engine, dots_an_inch: float, left: Left) -> tuple[SeenLine, ...]:
    """The lines with numbers that hang left of them; as they are where none hangs there or time is short."""
    lines = ocr_margin.hung(lines)
    found = ocr_margin.marks(picture, lines)
    if not found or left() <= _LEAST:
        return lines
    page, pitch = ocr_margin.sheet(picture, lines, found)
    said = without_marks(mended(line) for line in engine(page, dots_an_inch, left()) or ())
    return ocr_margin.numbered(lines, found, said, pitch)


def _worth(reading: Reading) -> float:
    """Letters that were read for sure."""
    return reading.letters * max(0.0, reading.quality - 0.3)
