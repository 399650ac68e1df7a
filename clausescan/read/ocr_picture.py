"""The picture of a page, made ready to be read: turned, straightened, grain taken out. Grey values only (0 black, 255 white); no engine."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

Grey: TypeAlias = NDArray[np.uint8]
"""Rows from top to bottom, columns from left to right."""

MOST_SKEW = 6.0  # degrees; a page that lies more aslant is not made straight
LEAST_SKEW = 0.15
_DOTS = 60_000  # dark dots that a slope is measured on: more of them do not make it more exact
_SMALL = 1_000  # pixels; the longer side of the picture on which a slope is measured


def grey(width: int, height: int, data: bytes) -> Grey:
    """The picture of one byte a pixel, row by row.

    Raises:
        ValueError: there are not that many bytes.
    """
    return np.frombuffer(data, dtype=np.uint8).reshape(height, width)


def portable(picture: Grey) -> bytes:
    """The picture as a PGM file, which every engine reads and nobody has to unpack."""
    height, width = picture.shape
    return b"P5 %d %d 255\n" % (width, height) + np.ascontiguousarray(picture).tobytes()


def threshold(picture: Grey) -> int:
    """The grey value that parts ink from paper best (Otsu 1979); 128 for a picture of one value."""
    counts = np.bincount(picture.ravel()[::7], minlength=256).astype(np.float64)
    total, values = counts.sum(), np.arange(256)
    below = np.cumsum(counts)
    mass = np.cumsum(counts * values)
    apart = below * (total - below)
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = np.where(apart > 0, (mass[-1] * below - mass * total) ** 2 / apart, 0.0)
    best = int(spread.argmax())
    return best + 1 if spread[best] > 0 else 128


def ink_share(picture: Grey) -> float:
    """The part of the picture, 0 to 1, that is much darker than paper."""
    return float((picture < min(threshold(picture), 160)).mean()) if picture.size else 0.0


def skew(picture: Grey) -> float:
    """By how many degrees the lines of text slope down to the right; 0.0 where they are level or no slope stands out.

    Dark dots are summed along lines of each slope: where the slope is that of the text, rows of letters and white between them part most
    sharply.
    """
    dots = _dark_dots(picture)
    if dots is None:
        return 0.0
    level = _sharpness(dots, 0.0)
    coarse = max(np.arange(-MOST_SKEW, MOST_SKEW + 0.1, 0.5), key=lambda a: _sharpness(dots, float(a)))
    fine = max(np.arange(coarse - 0.5, coarse + 0.51, 0.1), key=lambda a: _sharpness(dots, float(a)))
    stands_out = _sharpness(dots, float(fine)) > 1.03 * level and abs(fine) >= LEAST_SKEW and abs(fine) < MOST_SKEW
    return round(float(fine), 2) if stands_out else 0.0


def lies_sideways(picture: Grey) -> bool:
    """True where rows of letters seem to run up or down rather than across: a hint for which way to try first."""
    dots = _dark_dots(picture)
    if dots is None:
        return False
    xs, ys = dots
    slopes = [float(a) for a in np.arange(-MOST_SKEW, MOST_SKEW + 0.1, 0.5)]
    return max(_sharpness((ys, xs), a) for a in slopes) > 1.5 * max(_sharpness(dots, a) for a in slopes)


_Dots = tuple[NDArray[np.float64], NDArray[np.float64]]


def _dark_dots(picture: Grey) -> _Dots | None:
    """Columns and rows of dark dots on a smaller copy; None where there are too few to tell anything."""
    step = max(1, round(max(picture.shape) / _SMALL))
    height, width = (n // step * step for n in picture.shape)
    small = picture[:height, :width].reshape(height // step, step, width // step, step).mean(axis=(1, 3)).astype(np.uint8)
    ys, xs = np.nonzero(small < min(threshold(small), 190))
    if not 200 < len(xs) < 0.5 * small.size:
        return None
    every = max(1, len(xs) // _DOTS)
    return xs[::every].astype(np.float64), ys[::every].astype(np.float64)


def _sharpness(dots: _Dots, degrees: float) -> float:
    xs, ys = dots
    rows = ys - xs * np.tan(np.radians(degrees))
    counts = np.bincount((rows - rows.min()).astype(np.int64)).astype(np.float64)
    return float((np.diff(counts) ** 2).sum())


def straightened(picture: Grey, angle: float) -> Grey:
    """The picture turned against the clock by so many degrees about its middle, on a sheet large enough to lose nothing."""
    if not angle:
        return picture
    turned = Image.fromarray(picture).rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    return np.asarray(turned, dtype=np.uint8)


def turned_back(picture: Grey, turn: int) -> Grey:
    """The picture turned so that words which ran that way (90 down, 180 to the left, 270 up) run to the right."""
    return np.rot90(picture, turn // 90) if turn else picture


def grain(picture: Grey) -> float:
    """How grainy the paper is: the share of dark dots that stand alone, 0 to 1. Letters of a clean page have next to none."""
    dark = picture < threshold(picture)
    inner = dark[1:-1, 1:-1]
    count = int(inner.sum())
    if not count:
        return 0.0
    beside = dark[:-2, 1:-1] | dark[2:, 1:-1] | dark[1:-1, :-2] | dark[1:-1, 2:]
    return float((inner & ~beside).sum()) / count


def is_bilevel(picture: Grey) -> bool:
    """True for a picture of black and white without shades, as a fax is."""
    shades = (picture[::3, ::3] > 40) & (picture[::3, ::3] < 215)
    return float(shades.mean()) < 0.01


def without_grain(picture: Grey) -> Grey:
    """The picture with single dots taken out (median of nine)."""
    return np.asarray(Image.fromarray(picture).filter(ImageFilter.MedianFilter(3)), dtype=np.uint8)


def softened(picture: Grey, radius: float) -> Grey:
    """The picture blurred: strokes that lost dots close again."""
    return np.asarray(Image.fromarray(picture).filter(ImageFilter.GaussianBlur(radius)), dtype=np.uint8)
