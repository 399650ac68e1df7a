"""Flags and settings of reading scans, and what doctor says of them."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from clausescan.cli import doctor
from clausescan.cli.inputs import ocr_options
from clausescan.errors import SettingsError
from clausescan.read import ocr_rapid, ocr_tesseract
from clausescan.read.ocr import OcrOptions
from clausescan.read.ocr_need import OcrMode
from clausescan.settings import Settings
from tests.cli.test_commands import run


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """A PDF whose one page is a grey picture."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    canvas.drawInlineImage(Image.new("L", (85, 110), 200), 0, 0, 595, 842)
    canvas.showPage()
    canvas.save()
    (tmp_path / "scan.pdf").write_bytes(buffer.getvalue())
    return tmp_path / "scan.pdf"


def test_flags_reach_the_reader_without_a_program(scan: Path) -> None:
    nowhere = str(scan.parent / "nowhere")
    codes = {}
    for mode in ("auto", "off"):
        done = run(
            "-q",
            "facts",
            "--ocr",
            mode,
            "--ocr-lang",
            "klingon",
            str(scan),
            cwd=scan.parent,
            CLAUSESCAN_HOME=nowhere,
            CLAUSESCAN_OCR_ENGINE="tesseract",
        )
        assert done.returncode == 3
        codes[mode] = [n["code"] for n in json.loads(done.stdout)["notices"]]
    assert codes == {"auto": ["ocr_missing", "no_text"], "off": ["no_text"]}


def test_a_wrong_mode_is_refused(scan: Path) -> None:
    assert run("facts", "--ocr", "perhaps", str(scan), cwd=scan.parent).returncode == 2
    assert run("facts", str(scan), cwd=scan.parent, CLAUSESCAN_OCR="perhaps").returncode == 2
    with pytest.raises(SettingsError, match="auto, redo, force, off"):
        ocr_options(Settings(ocr="perhaps"))


def test_settings_become_options() -> None:
    found = ocr_options(Settings(home="/h", ocr="redo", ocr_language="eng+spa", ocr_seconds=9.0))
    assert (found.mode, found.language, found.seconds) == (OcrMode.REDO, "eng+spa", 9.0)
    assert Path(found.cache) == Path("/h/ocr")


def test_doctor_says_what_is_missing_and_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr_tesseract, "program", lambda: None)
    monkeypatch.setattr(ocr_rapid, "version", lambda: None)
    rows = dict(doctor.ocr_rows(OcrOptions()))
    assert "apt install tesseract-ocr" in rows["tesseract"]
    assert "pip install 'clausescan[ocr]'" in rows["rapidocr"]
    assert rows["scans are read by"].startswith("none")
    monkeypatch.setattr(ocr_tesseract, "program", lambda: "/x/tesseract")
    monkeypatch.setattr(ocr_tesseract, "version", lambda _: "5.3.0")
    monkeypatch.setattr(ocr_tesseract, "languages", lambda _: ("eng", "osd"))
    rows = dict(doctor.ocr_rows(OcrOptions(language="eng+spa")))
    assert "tesseract-ocr-spa" in rows["tesseract"]
    assert dict(doctor.ocr_rows(OcrOptions()))["scans are read by"] == "tesseract 5.3.0"
    assert dict(doctor.ocr_rows(OcrOptions(OcrMode.OFF)))["scans are read by"] == "nothing: ocr is off"
