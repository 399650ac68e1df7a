"""Adapters to the engines: what they say is understood, and nothing that they do stops a run."""

from __future__ import annotations

import io
import stat
from pathlib import Path
from time import sleep

import numpy as np
import pytest

from clausescan.read import ocr_cache, ocr_rapid, ocr_tesseract
from clausescan.read.ocr_clock import PATIENCE, Watch
from clausescan.read.ocr_engines import find_engines
from clausescan.read.ocr_read import read_picture
from clausescan.read.ocr_words import Reading, Seen, SeenLine

HOCR = """
<div class='ocr_page'><p class='ocr_par'>
 <span class='ocr_line' id='line_1_1' title="bbox 36 92 580 141; baseline 0.001 -7; x_size 40.5; x_descenders 6; x_ascenders 9">
  <span class='ocrx_word' id='word_1_1' title='bbox 36 92 180 141; x_wconf 96'>Pens &amp;</span>
  <span class='ocrx_word' id='word_1_2' title='bbox 200 92 280 141; x_wconf 41'><strong>Ink</strong></span>
  <span class='ocrx_word' id='word_1_3' title='bbox 300 92 310 141; x_wconf 95'> </span>
 </span>
 <span class='ocr_header' title="bbox 36 200 580 220"><span class='ocrx_word' title='bbox x y'>lost</span></span>
</p></div>
"""


def test_what_tesseract_says_is_understood() -> None:
    (line,) = ocr_tesseract.parse(HOCR)
    assert line.size == 40.5
    assert [(w.text, w.sure) for w in line.words] == [("Pens", 0.96), ("&", 0.96), ("Ink", 0.41)]
    assert line.words[0].x0 == 36
    assert line.words[1].x1 == 180
    assert ocr_tesseract.parse("<html") == ()


def script(folder: Path, body: str) -> str:
    path = folder / "tesseract"
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


@pytest.mark.skipif(not hasattr(stat, "S_IXUSR"), reason="needs a shell")
@pytest.mark.parametrize("body", ["exit 1", "sleep 5", "kill -9 $$"])
def test_an_engine_that_fails_or_hangs_reads_nothing(tmp_path: Path, body: str) -> None:
    assert ocr_tesseract.read(script(tmp_path, body), b"P5 1 1 255\n0", "eng", 200, 0.3) is None
    assert ocr_tesseract.read(str(tmp_path / "absent"), b"", "eng", 200, 1) is None
    assert ocr_tesseract.version(str(tmp_path / "absent")) == ""
    assert ocr_tesseract.languages(str(tmp_path / "absent")) == ()


@pytest.mark.skipif(not Path("/proc/self/stat").is_file(), reason="the system does not tell what a program took")
def test_an_engine_that_works_without_end_is_ended_by_what_it_took(tmp_path: Path) -> None:
    watch = Watch()
    assert ocr_tesseract.read(script(tmp_path, "while :; do :; done"), b"P5 1 1 255\n0", "eng", 200, 0.4) is None
    assert 0.3 < watch.spent() < 3


def test_waiting_counts_by_its_share_of_the_clock() -> None:
    watch = Watch()
    sleep(0.4)
    assert 0.4 / PATIENCE - 0.02 < watch.spent() < 0.3


def test_without_data_for_the_language_no_engine_is_chosen() -> None:
    assert find_engines("tesseract", "klingon").names == ()
    assert find_engines("none such", "eng").names == ()


def test_a_language_without_data_is_told_from_a_program_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr_rapid, "version", lambda: None)
    monkeypatch.setattr(ocr_tesseract, "languages", lambda _: ("eng", "osd"))
    monkeypatch.setattr(ocr_tesseract, "version", lambda _: "5.3.0")
    monkeypatch.setattr(ocr_tesseract, "program", lambda: "/x/tesseract")
    assert [find_engines("", language).unspoken for language in ("eng", "deu", "eng+deu", "")] == [False, True, True, True]
    assert not find_engines("rapidocr", "deu").unspoken
    monkeypatch.setattr(ocr_tesseract, "program", lambda: None)
    assert not find_engines("", "deu").unspoken


def test_a_second_engine_is_asked_where_the_first_reads_badly() -> None:
    def says(text: str, sure: float) -> tuple[SeenLine, ...]:
        return (SeenLine(tuple(Seen(text, 20 + 90 * i, 20, 100 + 90 * i, 40, sure) for i in range(4)), 20),)

    picture = np.full((300, 400), 255, dtype=np.uint8)
    picture[20:40, 20:300] = 0
    poor, good = ("poor", lambda *_: says("gibberish", 0.4)), ("good", lambda *_: says("supplier", 0.97))
    assert read_picture(picture, 2.0, (poor, good), 30).engine == "good"
    assert read_picture(picture, 2.0, (good, poor), 30).engine == "good"
    assert read_picture(picture, 2.0, (("dead", lambda *_: None),), 30).lines == ()
    assert read_picture(np.full((300, 400), 255, dtype=np.uint8), 2.0, (good,), 30).lines == ()


def test_what_rapidocr_says_is_understood() -> None:
    (line,) = ocr_rapid.lines_of([[["Pens", 0.9, 10, 10, 60, 35], [" ", 0.9, 60, 10, 65, 35]], []])
    assert line.words == (Seen("Pens", 10, 13, 60, 32, 0.8),)
    with pytest.raises((ValueError, TypeError)):
        ocr_rapid.lines_of([[["Pens"]]])


@pytest.mark.skipif(ocr_rapid.version() is None, reason="rapidocr is not installed")
@pytest.mark.slow
def test_rapidocr_reads_a_page() -> None:
    from tests.read.test_ocr import drawn

    buffer = io.BytesIO()
    drawn().save(buffer, "PPM")
    rapid = ocr_rapid.Rapid()
    try:
        lines = rapid.read(buffer.getvalue(), 90)
    finally:
        rapid.close()
    assert lines is not None
    words = [w for line in lines for w in line.words]
    assert "supplier keeps every price" in " ".join(w.text for w in words)
    assert min(w.sure for w in words if w.text in {"supplier", "keeps", "every"}) > 0.9


def test_a_reading_is_kept_and_a_broken_entry_is_not_used(tmp_path: Path) -> None:
    words = (Seen("Fee", 1, 2, 3, 4, 0.5),)
    one = Reading((SeenLine(words, 9.5),), 10, 20, 2.5, 90, -1.5, 0.1, "e 1", ((0, 1, 2, 3),), ())
    name = ocr_cache.key("ab" * 32, 7, ("e 1", "eng"))
    assert name != ocr_cache.key("ab" * 32, 7, ("e 2", "eng"))
    assert ocr_cache.load(tmp_path, name) is None
    ocr_cache.save(tmp_path, name, one)
    assert ocr_cache.load(tmp_path, name) == one
    for broken in ("", "{}", "[1]", "[[[1]],1,1,1,1,1,1,1,[],[]]"):
        (tmp_path / name).write_text(broken, encoding="utf-8")
        assert ocr_cache.load(tmp_path, name) is None


def test_a_folder_that_cannot_be_made_costs_nothing(tmp_path: Path) -> None:
    (tmp_path / "ab").write_text("in the way", encoding="utf-8")
    ocr_cache.save(tmp_path, ocr_cache.key("ab" * 32, 1, ()), Reading((), 1, 1, 1))
