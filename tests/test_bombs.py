"""Files that unpack to gigabytes, pages without end, a million strokes: one clear error, or facts, inside the limits."""

from __future__ import annotations

import time
import zlib

import pytest

from clausescan.core.result import Failed
from clausescan.read.ocr import OcrOptions
from clausescan.sandbox import Reader
from clausescan.scan import load_toolkit, scan_bytes
from tests.fuzz import MEGABYTES, SECONDS, filled_by
from tests.plain_pdf import built, stream

FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 612 792]"


def packed(unit: bytes, times: int) -> bytes:
    """So many units, packed piece by piece."""
    press = zlib.compressobj(9)
    return b"".join([*(press.compress(unit * 1_000) for _ in range(times // 1_000)), press.flush()])


def one_page(content: bytes, resources: bytes = b"/Font<</F 5 0 R>>", *more: bytes) -> bytes:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<<%s>>>>" % resources
    return built([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, content, FONT, *more])


def tree(kids: bytes, count: int, *more: bytes) -> bytes:
    return built([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count %d/Parent 2 0 R>>" % (kids, count), *more])


def unpacks_to_gigabytes() -> bytes:
    return one_page(stream(b"/Filter[/FlateDecode/FlateDecode]", zlib.compress(packed(b" " * 1_000, 2_000_000), 9)))


def a_million_rectangles() -> bytes:
    return one_page(stream(b"/Filter/FlateDecode", packed(b"0 0 9 9 re f ", 1_000_000)))


def forms_in_forms() -> bytes:
    """Each of 24 forms draws the next three times."""
    draws = [stream(FORM + b"/Resources<</XObject<</X %d 0 R>>>>" % (7 + i), b"/X Do /X Do /X Do") for i in range(24)]
    return one_page(stream(b"", b"/X Do"), b"/XObject<</X 6 0 R>>", *draws, stream(FORM, b"0 0 9 9 re f"))


def a_form_that_draws_itself() -> bytes:
    return one_page(stream(b"", b"/X Do"), b"/XObject<</X 6 0 R>>", stream(FORM + b"/Resources<</XObject<</X 6 0 R>>>>", b"/X Do /X Do"))


def arrays_a_million_deep() -> bytes:
    return built([b"<</Type/Catalog/Pages 2 0 R/X %s>>" % (b"[" * 1_000_000), b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"<</Type/Page/Parent 2 0 R>>"])


def pages_that_hold_themselves() -> bytes:
    return tree(b"2 0 R 2 0 R", 40_000)


def pages_that_are_not_there() -> bytes:
    return tree(b"3 0 R", 49_000, b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]>>")


def too_many_pages() -> bytes:
    return tree(b"3 0 R " * 100_000, 100_000, b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]>>")


def a_sheet_of_kilometres() -> bytes:
    return tree(b"3 0 R", 1, b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 1e9 1e9]>>")


CASES = {
    unpacks_to_gigabytes: {"memory"},
    a_million_rectangles: {"scanned", "timeout"},
    forms_in_forms: {"memory", "timeout"},
    a_form_that_draws_itself: {"memory", "timeout", "damaged", "scanned"},
    arrays_a_million_deep: {"scanned", "damaged"},
    pages_that_hold_themselves: {"damaged"},
    pages_that_are_not_there: {"damaged"},
    too_many_pages: {"too_large"},
    a_sheet_of_kilometres: {"scanned", "damaged"},
}


@pytest.mark.slow
@pytest.mark.parametrize("make", CASES, ids=lambda make: make.__name__)
def test_a_bomb_ends_inside_the_limits(make: object) -> None:
    assert callable(make)
    data = make()
    with Reader(ocr=OcrOptions()) as reader:
        start = time.monotonic()
        outcome = scan_bytes(data, "bomb.pdf", load_toolkit(), read=reader.read)
        assert time.monotonic() - start < SECONDS
        filled = filled_by(reader)
    said = outcome.code if isinstance(outcome, Failed) else "scanned"
    assert said in CASES[make]
    assert filled < MEGABYTES
