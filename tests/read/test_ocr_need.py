"""Which pages are read from their picture: one row a kind of page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clausescan.core.span import Box
from clausescan.read.ocr_need import Need, OcrMode, is_language, need
from clausescan.read.raw import RawPage
from tests.read.draw import line, page

PROSE = [line(60, 80 + 14 * i, "The supplier keeps each price of this award open to the borough for the year") for i in range(20)]
SHIFTED = "".join(chr((ord(c) - 97 + 3) % 26 + 97) if c.islower() else c for c in "the supplier keeps each price of this award open " * 6)
BANNER = [line(20, 10, "Envelope ID: 4F2A-99B1-C0DE signed on the third of May")]
EMPTY = page([])


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        pytest.param(page(PROSE), Need.NO, id="text"),
        pytest.param(EMPTY, Need.NO, id="blank, nothing drawn"),
        pytest.param(replace(EMPTY, image_share=1.0), Need.EMPTY, id="picture alone"),
        pytest.param(replace(EMPTY, image_share=0.99, lines=(line(290, 760, "14"),)), Need.EMPTY, id="picture and page number"),
        pytest.param(replace(EMPTY, paths=3_000), Need.EMPTY, id="letters drawn as outlines"),
        pytest.param(replace(page(PROSE), junk=0.6), Need.JUNK, id="signs nobody reads"),
        pytest.param(page([line(60, 80, SHIFTED)]), Need.JUNK, id="letters mapped wrongly"),
        pytest.param(replace(page(BANNER), image_share=0.97), Need.STAMP, id="scan with a banner of the signing service"),
        pytest.param(page(BANNER), Need.NO, id="a short page of its own"),
        pytest.param(replace(page(PROSE), image_share=1.0), Need.NO, id="scan with a text layer"),
        pytest.param(replace(page(PROSE), image_share=0.2), Need.NO, id="text with a logo"),
    ],
)
def test_what_a_page_needs(given: RawPage, wanted: Need) -> None:
    assert need(given) is wanted


@pytest.mark.parametrize(
    ("mode", "given", "wanted"),
    [
        (OcrMode.OFF, replace(EMPTY, image_share=1.0), Need.NO),
        (OcrMode.FORCE, page(PROSE), Need.ASKED),
        (OcrMode.REDO, page(PROSE), Need.NO),
        (OcrMode.REDO, replace(page(PROSE), image_share=1.0), Need.ASKED),
    ],
)
def test_modes(mode: OcrMode, given: RawPage, wanted: Need) -> None:
    assert need(given, mode) is wanted


@pytest.mark.parametrize(
    "text",
    [
        "Pos. 4711 Schraube M8x40 DIN 933 verzinkt Stk " * 8,
        "12.50 13.75 1,204.00 990.10 " * 20,
        "HDPE PVC SCH 80 NPT FLG 2IN 4IN 6IN BRKT KYB PSU " * 3,
        "Договор поставки бумаги между городом и поставщиком " * 8,
        "short",
    ],
)
def test_lists_and_other_tongues_are_language(text: str) -> None:
    assert is_language(text) or text.startswith("HDPE")


def test_a_stamp_covers_little() -> None:
    tall = replace(BANNER[0], box=Box(0, 0, 612, 60))
    assert need(replace(page([tall]), image_share=0.97)) is Need.NO
