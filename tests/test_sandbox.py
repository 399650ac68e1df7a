"""The child: the same pages as in this process, and an end to what hangs or dies."""

from __future__ import annotations

import subprocess
import time
from typing import Any

import pytest

from clausescan.core.span import Box
from clausescan.errors import SourceError
from clausescan.read.pages import Opening, read_pdf
from clausescan.read.raw import RawPage
from clausescan.sandbox import Limits, Reader
from tests.draw import pdf, prose

GOOD = pdf(prose("A page of plain words"), prose("and another"))


def test_a_child_reads_what_this_process_reads() -> None:
    with Reader() as reader:
        for _ in range(2):
            there, here = list(reader.read(GOOD)), list(read_pdf(GOOD))
            assert isinstance(there[0], Opening)
            assert there[0] == here[0]
            assert [p.lines for p in there if isinstance(p, RawPage)] == [p.lines for p in here if isinstance(p, RawPage)]
        assert reader.picture(GOOD, 1, Box(0, 0, 200, 100), 1.0)[:2] == b"\xff\xd8"
        assert reader.picture(GOOD, 2, Box(0, 0, 200, 100), 1.0)[:2] == b"\xff\xd8"


def test_errors_come_through_and_the_child_goes_on() -> None:
    with Reader() as reader:
        with pytest.raises(SourceError) as caught:
            list(reader.read(b"nothing"))
        assert caught.value.code == "not_pdf"
        assert len(list(reader.read(GOOD))) == 3


def test_a_reading_left_half_way_does_no_harm() -> None:
    with Reader() as reader:
        pages = reader.read(GOOD)
        next(pages)
        pages.close()  # type: ignore[attr-defined]
        assert len(list(reader.read(GOOD))) == 3


def test_a_silent_child_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    real: Any = subprocess.Popen

    def sleeper(command: list[str], **rest: object) -> object:
        return real([command[0], "-c", "import time; time.sleep(60)"], **rest)

    monkeypatch.setattr(subprocess, "Popen", sleeper)
    start = time.monotonic()
    with Reader(Limits(silence=0.5)) as reader, pytest.raises(SourceError) as caught:
        list(reader.read(GOOD))
    assert caught.value.code == "timeout"
    assert time.monotonic() - start < 20


def test_a_child_that_dies_is_an_error_and_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    real: Any = subprocess.Popen

    def dying(command: list[str], **rest: object) -> object:
        return real([command[0], "-c", "import os; os._exit(11)"], **rest)

    with Reader() as reader:
        with monkeypatch.context() as patched:
            patched.setattr(subprocess, "Popen", dying)
            with pytest.raises(SourceError) as caught:
                list(reader.read(GOOD))
        assert caught.value.code == "damaged"
        assert len(list(reader.read(GOOD))) == 3
