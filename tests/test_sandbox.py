"""The child: the same pages as in this process, and an end to what hangs or dies."""

from __future__ import annotations

import os
import re
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from clausescan.core.span import Box
from clausescan.errors import SourceError
from clausescan.read.ocr import OcrOptions
from clausescan.read.pages import Opening, read_pdf
from clausescan.read.raw import RawPage
from clausescan.sandbox import Limits, Reader
from tests.draw import pdf, prose

posix = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs a shell and /proc")
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


SCAN = pdf(lambda canvas: canvas.rect(0, 0, 612, 792, fill=1), lambda canvas: canvas.drawInlineImage(Image.new("L", (85, 110), 90), 0, 0, 612, 792))


def engine(folder: Path, body: str) -> dict[str, str]:
    """An environment in which `tesseract` does that."""
    path = folder / "tesseract"
    path.write_text(f'#!/bin/sh\ncase "$1" in --version) echo "tesseract 9.9";; --list-langs) echo eng;; *) {body};; esac\n')
    path.chmod(0o755)
    return {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}


@posix
def test_an_engine_that_hangs_costs_its_time_and_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in engine(tmp_path, "sleep 60").items():
        monkeypatch.setenv(name, value)
    start = time.monotonic()
    with Reader(Limits(silence=2.0), OcrOptions(engine="tesseract", seconds=3.0)) as reader:
        pages = [p for p in reader.read(SCAN) if isinstance(p, RawPage)]
    assert [p.picture is not None for p in pages] == [False, True]
    assert pages[1].lines == ()
    assert time.monotonic() - start < 30


@posix
def test_an_engine_ends_with_the_child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in engine(tmp_path, f"echo $$ > {tmp_path}/pid; exec sleep 60").items():
        monkeypatch.setenv(name, value)
    with Reader(None, OcrOptions(engine="tesseract", seconds=30.0)) as reader:
        pages = reader.read(SCAN)
        next(pages), next(pages)
        until = time.monotonic() + 20
        while not (tmp_path / "pid").is_file() or not (tmp_path / "pid").read_text().strip():
            assert time.monotonic() < until
            time.sleep(0.05)
        pages.close()  # type: ignore[attr-defined]
    number = int((tmp_path / "pid").read_text())
    until = time.monotonic() + 5
    while _lives(number):
        assert time.monotonic() < until, "the engine outlived the child"
        time.sleep(0.05)


def _lives(number: int) -> bool:
    """True while the process does work: one that ended and waits to be collected does not count."""
    try:
        return not re.search(r"\) [ZX] ", Path(f"/proc/{number}/stat").read_text())
    except OSError:
        return False
