"""Slope, grain and blackness of drawn pages."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from clausescan.read.ocr_picture import (
    Grey,
    grain,
    grey,
    ink_share,
    is_bilevel,
    lies_sideways,
    portable,
    skew,
    softened,
    straightened,
    threshold,
    turned_back,
)


def drawn(width: int = 850, height: int = 1100) -> Image.Image:
    """A page with rows of dashes for words."""
    image = Image.new("L", (width, height), 255)
    pen = ImageDraw.Draw(image)
    for row in range(40):
        for word in range(14):
            if (row * 7 + word * 3) % 11:
                pen.rectangle((80 + word * 48, 90 + row * 22, 80 + word * 48 + 36, 90 + row * 22 + 7), fill=20)
    return image


def array(image: Image.Image) -> Grey:
    return np.asarray(image, dtype=np.uint8)


@pytest.mark.parametrize("angle", [-4.0, -2.0, -0.5, 0.0, 0.5, 1.0, 2.0, 4.0])
def test_the_slope_of_the_lines_is_found_and_taken_out(angle: float) -> None:
    sloped = array(drawn().rotate(-angle, Image.Resampling.BICUBIC, fillcolor=255))
    found = skew(sloped)
    assert abs(found - angle) <= 0.15
    assert skew(straightened(sloped, found)) == 0.0


def test_a_blank_page_and_a_black_one_have_no_slope() -> None:
    for value in (0, 255):
        page = np.full((400, 300), value, dtype=np.uint8)
        assert skew(page) == 0.0
        assert not lies_sideways(page)
        assert threshold(page) == 128
    assert ink_share(np.full((400, 300), 255, dtype=np.uint8)) == 0.0


def test_a_turned_page_is_seen_and_turned_back() -> None:
    page = array(drawn())
    for turn in (90, 270):
        assert lies_sideways(np.rot90(page, -turn // 90))
        assert np.array_equal(turned_back(np.rot90(page, -turn // 90), turn), page)
    assert not lies_sideways(page)


def test_grain_is_told_from_letters() -> None:
    page = array(drawn()).copy()
    assert grain(page) < 0.005
    specks = np.random.default_rng(4).random(page.shape) < 0.01
    page[specks] = 0
    assert grain(page) > 0.03
    assert grain(softened(page, 1.2)) < grain(page)


def test_a_fax_is_black_and_white() -> None:
    page = array(drawn())
    assert is_bilevel(np.where(page < 128, 0, 255).astype(np.uint8))
    assert not is_bilevel(np.full((90, 90), 120, dtype=np.uint8))


def test_bytes_become_rows_and_a_file() -> None:
    page = grey(3, 2, bytes([0, 1, 2, 3, 4, 5]))
    assert page.tolist() == [[0, 1, 2], [3, 4, 5]]
    assert portable(page) == b"P5 3 2 255\n\x00\x01\x02\x03\x04\x05"
    with pytest.raises(ValueError):
        grey(3, 3, b"12")
