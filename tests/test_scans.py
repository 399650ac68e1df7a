"""Scans of a few sample PDFs say what the samples say, and nothing else. `make scans` does the same for all of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from clausescan.read import ocr_tesseract
from clausescan.read.ocr import OcrOptions
from clausescan.sandbox import Limits, Reader
from clausescan.scan import load_toolkit
from tests.scans import CONTRACTS, KINDS, LEAST, compare, facts, scan_pdf

FEW = ("county-local-governments/04-offer-of-extension.pdf", "vendor-declined/02-bid-pelham-ridge.pdf")


@pytest.mark.slow
@pytest.mark.skipif(ocr_tesseract.program() is None, reason="tesseract is not on the PATH")
@pytest.mark.parametrize("kind", KINDS)
def test_scans_say_what_the_samples_say(kind: str, tmp_path: Path) -> None:
    toolkit, wanted, equal = load_toolkit(), 0, 0
    with Reader(Limits(seconds=600), OcrOptions(engine="tesseract", seconds=300, cache=str(tmp_path))) as reader:
        for name in FEW:
            data = (CONTRACTS / name).read_bytes()
            score = compare(facts(data, name, toolkit, reader), facts(scan_pdf(data, kind), name, toolkit, reader))
            assert score.invented == (), name
            wanted, equal = wanted + score.wanted, equal + score.equal
    assert equal >= LEAST[kind] * wanted
