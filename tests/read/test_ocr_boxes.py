"""Empty boxes that an engine took for letters."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from clausescan.read.ocr_boxes import boxed
from clausescan.read.ocr_picture import Grey
from clausescan.read.ocr_words import Seen, SeenLine


def picture(inside: str = "") -> Grey:
    """A ticked box of brackets at 400, another with that in it at 200."""
    image = Image.new("L", (600, 120), 255)
    pen = ImageDraw.Draw(image)
    for x in (200, 400):
        pen.line((x + 5, 40, x, 40, x, 66, x + 5, 66), fill=0, width=3)
        pen.line((x + 15, 40, x + 20, 40, x + 20, 66, x + 15, 66), fill=0, width=3)
    pen.line((405, 45, 415, 61), fill=0, width=3)
    pen.line((415, 45, 405, 61), fill=0, width=3)
    if inside == "x":
        pen.line((204, 44, 217, 62), fill=0, width=3)
        pen.line((217, 44, 204, 62), fill=0, width=3)
    if inside == "bar":
        pen.line((200, 53, 220, 53), fill=0, width=3)
    if inside == "bottom":
        pen.line((200, 64, 220, 64), fill=0, width=4)
    return np.asarray(image)


def line(text: str, sure: float = 0.4, ticked: str = "[X]") -> SeenLine:
    words = (Seen("Ashgrove", 20, 38, 120, 68, 0.9), Seen(text, 198, 38, 222, 68, sure), Seen(ticked, 398, 38, 422, 68, 0.8))
    return SeenLine(words, 28)


@pytest.mark.parametrize("text", ["{]", "u", "i)", ")", "tl", "3]"])
def test_two_strokes_with_nothing_between_them_are_an_empty_box(text: str) -> None:
    (found,) = boxed(picture(), [line(text)])
    assert [w.text for w in found.words] == ["Ashgrove", "[", "]", "[X]"]
    left, right = found.words[1:3]
    assert (round(left.x0, -1), left.x1, round(right.x1, -1)) == (200, right.x0, 220)


@pytest.mark.parametrize(
    ("inside", "one"),
    [
        pytest.param("x", line("{X]"), id="ticked"),
        pytest.param("x", line("%"), id="ticked but read as something else"),
        pytest.param("bar", line("H"), id="a letter"),
        pytest.param("", line("11", 0.95), id="a number read for sure"),
        pytest.param("", line("four"), id="too long"),
        pytest.param("", line("u", ticked="yes"), id="no other box on the line"),
    ],
)
def test_what_is_none_stays(inside: str, one: SeenLine) -> None:
    assert boxed(picture(inside), [one]) == (one,)


def test_a_word_beside_others_stays() -> None:
    near = SeenLine((*line("{]").words, Seen("of", 225, 38, 240, 68, 0.9)), 28)
    assert boxed(picture(), [near]) == (near,)
    assert boxed(picture(), []) == ()
