"""From ink on the page to the end of the term: an amendment counts where its two parties signed it, however they did."""

from __future__ import annotations

import datetime as dt

import pytest
from reportlab.pdfgen.canvas import Canvas

from clausescan.assess.verdict import assess
from clausescan.core.contract_file import ContractFile, FileTerm
from clausescan.core.readiness import Readiness, Verdict
from clausescan.core.result import Scanned
from clausescan.scan import Toolkit, load_toolkit, scan_bytes
from tests.draw import pdf, prose
from tests.read.test_signs import Draw, blank_label, image_on_label, logo_on_the_line, strokes_on_label, typed_name

CONTRACT = prose(
    "AGREEMENT NO. 24-118",
    "This Agreement is made between the City of Larkmere and Tallow Paper Company.",
    "1. TERM. The term of this Agreement begins on July 1, 2023 and ends on June 30, 2025.",
    "The City may renew this Agreement for two additional one-year terms.",
    "2. PRICES. The City pays the prices in Exhibit A.",
)
AMENDMENT = prose(
    "AMENDMENT NO. 1 TO AGREEMENT NO. 24-118",
    "This Amendment is made between the City of Larkmere and Tallow Paper Company.",
    "1. TERM. The City renews the Agreement for both renewal terms, from July 1, 2025 through June 30, 2027.",
    "2. All other terms of the Agreement remain unchanged.",
)


@pytest.fixture(scope="module")
def toolkit() -> Toolkit:
    return load_toolkit()


def paper(words: list[tuple[float, float, str]], sides: tuple[Draw, Draw]) -> bytes:
    def draw(canvas: Canvas) -> None:
        for x, y, text in words:
            canvas.drawString(x, y, text)
        for i, side in enumerate(sides):
            canvas.saveState()
            side(canvas, 72.0 + 250 * i)
            canvas.restoreState()

    return pdf(draw)


def read(toolkit: Toolkit, sides: tuple[Draw, Draw]) -> tuple[ContractFile, Readiness]:
    scans = [
        scan_bytes(paper(CONTRACT, (typed_name, typed_name)), "1-contract.pdf", toolkit),
        scan_bytes(paper(AMENDMENT, sides), "2-amendment.pdf", toolkit),
    ]
    return assess([s for s in scans if isinstance(s, Scanned)], dt.date(2026, 2, 1))


def term_of(file: ContractFile) -> FileTerm:
    assert file.facts is not None
    assert file.facts.term is not None
    return file.facts.term


@pytest.mark.parametrize("sides", [(image_on_label, image_on_label), (strokes_on_label, typed_name), (typed_name, image_on_label)])
def test_an_amendment_signed_in_ink_moves_the_end(toolkit: Toolkit, sides: tuple[Draw, Draw]) -> None:
    file, readiness = read(toolkit, sides)
    assert term_of(file).current_end == dt.date(2027, 6, 30)
    assert readiness.checks[0].verdict is Verdict.MET


@pytest.mark.parametrize("sides", [(image_on_label, blank_label), (blank_label, blank_label), (logo_on_the_line, image_on_label)])
def test_an_amendment_with_an_empty_line_moves_nothing(toolkit: Toolkit, sides: tuple[Draw, Draw]) -> None:
    file, readiness = read(toolkit, sides)
    assert term_of(file).current_end == dt.date(2025, 6, 30)
    assert readiness.checks[0].verdict is not Verdict.MET
