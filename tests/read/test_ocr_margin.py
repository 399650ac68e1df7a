"""Numbers that hang left of their lines come back to them."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from clausescan.read import ocr_tesseract
from clausescan.read.ocr_engines import find_engines
from clausescan.read.ocr_margin import Mark, hung, marks, numbered, sheet
from clausescan.read.ocr_picture import Grey
from clausescan.read.ocr_read import read_picture
from clausescan.read.ocr_words import Seen, SeenLine

ROWS = ["Questions are put in writing", "Each bid is open to all", "Prices are firm for a year", "Goods come to the yard"]


def line(x: float, top: float, *texts: str, size: float = 20) -> SeenLine:
    return SeenLine(tuple(Seen(t, x + 100 * i, top, x + 90 + 100 * i, top + size, 0.9) for i, t in enumerate(texts)), size)


def page() -> Grey:
    image = Image.new("L", (1000, 500), 255)
    pen, font = ImageDraw.Draw(image), ImageFont.load_default(26)
    for i, text in enumerate(ROWS):
        pen.text((80, 60 + 60 * i), f"{i + 1}.", fill=0, font=font)
        pen.text((140, 60 + 60 * i), text, fill=0, font=font)
    return np.asarray(image)


def test_a_number_read_alone_joins_the_line_beside_it() -> None:
    lines = (line(180, 60, "Questions", "come"), line(180, 120, "Prices", "hold"), line(80, 61, "1."), line(80, 300, "9."))
    assert [[w.text for w in one.words] for one in hung(lines)] == [["1.", "Questions", "come"], ["Prices", "hold"], ["9."]]
    form = (line(80, 60, "Name:"), line(80, 90, "Phone:"), line(300, 61, "Una", "Marsh"), line(80, 200, "Both", "sides", "agree", "that:"))
    assert [[w.text for w in one.words] for one in hung(form)] == [["Phone:"], ["Name:", "Una", "Marsh"], ["Both", "sides", "agree", "that:"]]


def test_unread_ink_beside_lines_is_found_and_put_on_a_sheet() -> None:
    lines = [line(140, 64 + 60 * i, *text.split()[:2], size=22) for i, text in enumerate(ROWS)]
    found = marks(page(), lines)
    assert [m.line for m in found] == [0, 1, 2, 3]
    assert all(78 <= m.x0 < m.x1 <= 115 for m in found)
    made, pitch = sheet(page(), lines, found)
    said = [line(40 + 60 * (i % 2), pitch * (i + 1) - 30, text, "Word") for i, text in enumerate(("1.", "junk", "(3)", "4."))]
    done = numbered(lines, found, said, pitch)
    assert made.shape[0] == 5 * pitch
    assert [one.words[0].text for one in done] == ["1.", "Each", "(3)", "4."]
    assert done[0].words[0].x0 == found[0].x0


def test_ink_that_belongs_to_other_words_or_is_no_number_is_left() -> None:
    full = [line(80, 64, "1.", "Questions"), line(140, 124, "Each", "bid")]
    assert Mark(0, 0, 0, 0, 0) not in marks(page(), full)
    assert [m.line for m in marks(page(), full)] == [1]
    assert marks(np.full((300, 300), 255, dtype=np.uint8), [line(140, 64, "Alone")]) == ()


@pytest.mark.skipif(ocr_tesseract.program() is None, reason="tesseract is not on the PATH")
def test_a_list_keeps_its_numbers() -> None:
    reading = read_picture(page(), 200 / 72, find_engines("tesseract", "eng").inside, 30)
    assert [one.words[0].text for one in reading.lines] == ["1.", "2.", "3.", "4."]
