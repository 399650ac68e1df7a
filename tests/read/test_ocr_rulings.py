"""Drawn lines of a picture."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw

from clausescan.read.ocr_rulings import strokes


def test_a_table_has_its_lines_and_words_have_none() -> None:
    image = Image.new("L", (800, 600), 255)
    pen = ImageDraw.Draw(image)
    for y in (100, 200, 300):
        pen.line((50, y, 750, y), fill=0, width=2)
    for x in (50, 400, 750):
        pen.line((x, 100, x, 300), fill=0, width=2)
    for i in range(20):
        pen.rectangle((60 + i * 30, 400, 80 + i * 30, 412), fill=0)
    across, down = strokes(np.asarray(image), 200)
    assert [round(s[1], -1) for s in across] == [100, 200, 300]
    assert sorted(round(s[0], -1) for s in down) == [50, 400, 750]
    assert all(s[0] <= 51 and s[2] >= 749 for s in across)


def test_a_coloured_bar_counts_by_its_edges_and_broken_lines_close() -> None:
    picture = np.full((400, 800), 255, dtype=np.uint8)
    picture[50:90, 100:700] = 60
    picture[200:202, 100:700] = 0
    picture[:, ::7] = 255
    across, _ = strokes(picture, 200)
    assert [s[1] // 10 for s in across] == [4, 8, 19]


def test_a_photograph_has_none() -> None:
    noise = np.random.default_rng(1).integers(0, 255, (600, 600), dtype=np.uint8)
    assert strokes(noise, 200) == ((), ())


def test_light_words_on_a_dark_ground_leave_no_lines_between_them() -> None:
    picture = np.full((500, 900), 255, dtype=np.uint8)
    picture[50:250, 100:800] = 40
    for i in range(12):
        picture[120:150, 130 + 50 * i : 145 + 50 * i] = 255
    across, down = strokes(picture, 200)
    assert [round(s[0], -1) for s in down] == [100, 800]
    assert sorted(round(s[1], -1) for s in across) == [50, 250]
