"""A highlight covers the quoted words and nothing else: proved by the ink of the rendered page, on turned and cropped pages too."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageChops

from clausescan.core.document import Document
from clausescan.core.span import Box, Span
from clausescan.read import pdfium
from clausescan.read.source import identify
from clausescan.scan import read_document
from tests.draw import boxed, pdf, prose

SCALE = 3.0
LINES = [
    "Alder Borough lets every sister agency",
    "order from this award through June",
    "and the supplier honors the same price",
]


def _document(data: bytes) -> Document:
    return read_document(data, identify("t.pdf", data))


def _ink(data: bytes) -> Image.Image:
    with pdfium.open_pdf(data) as opened:
        page = pdfium.read_page(opened, 1)
        jpeg = pdfium.picture(opened, 1, Box(0, 0, page.width, page.height), SCALE)
    return Image.open(io.BytesIO(jpeg)).convert("L")


def _draw(lines: list[str], rotate: int, media: tuple[float, float, float, float] | None, crop: tuple[float, float, float, float] | None) -> bytes:
    data = pdf(prose(*lines, x=150, top=600, step=22), rotate=rotate)
    return boxed(data, media, crop) if media or crop else data


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize(
    ("media", "crop"),
    [(None, None), (None, (100, 300, 500, 700)), ((-50, -80, 562, 712), None), ((-306, -396, 700, 800), (90, 200, 560, 720))],
    ids=["plain", "cropped", "shifted", "shifted and cropped"],
)
@pytest.mark.parametrize("words", ["sister", "order", "price", "this award through"])
def test_box_holds_the_ink_of_its_words_and_no_other(
    rotate: int, media: tuple[float, float, float, float] | None, crop: tuple[float, float, float, float] | None, words: str
) -> None:
    data = _draw(LINES, rotate, media, crop)
    document = _document(data)
    at = document.text.index(words)
    ((page, box),) = document.boxes(Span(at, at + len(words)))
    assert page == 1

    whole = _ink(data)
    region = (round((box.x0 - 1) * SCALE), round((box.top - 1) * SCALE), round((box.x1 + 1) * SCALE), round((box.bottom + 1) * SCALE))
    assert _darkest(whole.crop(region)) < 100, "no ink inside the box"
    alone = _ink(_only(words, rotate, media, crop))
    assert _darkest(ImageChops.invert(ImageChops.difference(whole.crop(region), alone.crop(region)))) > 165, "foreign ink inside the box"
    outside = alone.copy()
    outside.paste(255, region)
    assert _darkest(outside) > 150, "ink of the words outside the box"


def _darkest(image: Image.Image) -> int:
    return min(i for i, n in enumerate(image.histogram()) if n)


def _only(words: str, rotate: int, media: tuple[float, float, float, float] | None, crop: tuple[float, float, float, float] | None) -> bytes:
    """The page with these words alone, in their place."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    for i, line in enumerate(LINES):
        if words in line:
            x = 150 + stringWidth(line[: line.index(words)], "Helvetica", 11)
            data = pdf([(x, 600 - 22 * i, words)], rotate=rotate)
            return boxed(data, media, crop) if media or crop else data
    raise AssertionError(words)
