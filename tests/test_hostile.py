"""Difficult PDFs of public test suites: each gives facts or one clear error, none stops the others."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from clausescan.core.plain import outcome_plain
from clausescan.core.result import Failed
from clausescan.sandbox import Reader
from clausescan.scan import load_toolkit, scan_file

CODES = {"not_pdf", "empty", "damaged", "encrypted", "too_large", "timeout", "memory", "no_pages", "unsupported", "unreadable"}


@pytest.mark.shared
@pytest.mark.slow
def test_every_difficult_pdf_gives_facts_or_one_error(shared: Path) -> None:
    toolkit = load_toolkit()
    files = sorted((shared / "hostile" / "pdf").glob("*.pdf"))
    assert files
    with Reader() as reader:
        for path in files:
            start = time.monotonic()
            outcome = scan_file(path, toolkit, read=reader.read)
            assert time.monotonic() - start < 60, path.name
            plain = outcome_plain(outcome, text=True)
            if isinstance(outcome, Failed):
                assert plain["error"]["code"] in CODES, path.name
                assert outcome.message
                assert outcome.advice
            else:
                _quotes_are_exact(plain, plain["text"])


def _quotes_are_exact(value: object, text: str) -> None:
    if isinstance(value, dict):
        if {"quote", "start", "end"} <= value.keys():
            assert text[value["start"] : value["end"]] == value["quote"]
        for inner in value.values():
            _quotes_are_exact(inner, text)
    elif isinstance(value, list):
        for inner in value:
            _quotes_are_exact(inner, text)
