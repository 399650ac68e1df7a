"""`clausescan doctor`: what is here, what is missing, which settings are in force and where from."""

from __future__ import annotations

import os
import platform
from dataclasses import fields
from importlib import metadata

import click

from clausescan import __version__
from clausescan.cli.inputs import limits_of, ocr_options, settings_in_force
from clausescan.errors import SourceError
from clausescan.read import ocr_tesseract
from clausescan.read.ocr import OcrOptions
from clausescan.read.ocr_engines import find_engines, rapidocr_version
from clausescan.read.ocr_need import OcrMode
from clausescan.sandbox import in_force
from clausescan.settings import Settings, data_folder, home_folder, template_folder

PACKAGES = ("pypdfium2", "pdfplumber", "ahocorasick-rs", "spacy", "scikit-learn", "skops", "click", "jinja2", "rich", "pillow")


@click.command(name="doctor", epilog="\b\nExample:\n  clausescan doctor")
def command() -> int:
    """Show versions, settings with their origin, folders, limits of the reading process, and optional parts."""
    resolved = settings_in_force()
    _table("clausescan", [("version", __version__), ("python", platform.python_version()), ("system", platform.platform())])
    _table("packages", [(name, metadata.version(name)) for name in PACKAGES])
    _table("settings", [(f.name, f"{getattr(resolved.settings, f.name)!r}  ({resolved.origins[f.name]})") for f in fields(resolved.settings)])
    _table(
        "places",
        [
            ("templates", str(template_folder(resolved.settings))),
            ("models", str(data_folder("models"))),
            ("samples", str(data_folder("contracts"))),
            ("caches", str(home_folder(resolved.settings, os.environ))),
        ],
    )
    _table("reading", isolation_rows(resolved.settings))
    _table("optional parts", [*ocr_rows(ocr_options(resolved.settings))])
    return 0


def isolation_rows(settings: Settings) -> list[tuple[str, str]]:
    """What holds for the process that reads PDFs, as it tells itself; name and sentence."""
    if not settings.isolate:
        return [("isolation", "off: PDFs are read in this process")]
    try:
        return [("isolation", "a process of its own"), *in_force(limits_of(settings)).items()]
    except (SourceError, OSError) as error:
        return [("isolation", f"the reading process does not start: {error}")]


_NO_RAPIDOCR = (
    "not installed, and needed only without tesseract: pip install 'clausescan[ocr]' (brings FFmpeg and Qt under the LGPL: see help privacy)"
)


def ocr_rows(options: OcrOptions) -> list[tuple[str, str]]:
    """What reads scans here, what is missing, and how to get it; name and sentence."""
    path = ocr_tesseract.program()
    rows = [("tesseract", _tesseract(path, options.language)), ("rapidocr", rapidocr_version() or _NO_RAPIDOCR)]
    names = find_engines(options.engine, options.language).names
    used = f"{' then '.join(names)}" if names else "none: scanned pages are reported as unread"
    return [*rows, ("scans are read by", "nothing: ocr is off" if options.mode is OcrMode.OFF else used)]


def _tesseract(path: str | None, language: str) -> str:
    if path is None:
        return "not on the PATH: apt install tesseract-ocr, brew install tesseract, or winget install UB-Mannheim.TesseractOCR"
    have = ocr_tesseract.languages(path)
    lacking = [x for x in language.split("+") if x not in have]
    missing = f"; no data for {', '.join(lacking)}: install the package tesseract-ocr-{lacking[0]}" if lacking else ""
    return f"{ocr_tesseract.version(path)} at {path}; languages {', '.join(have)}{missing}"


def _table(title: str, rows: list[tuple[str, str]]) -> None:
    click.echo(title)
    wide = max(len(name) for name, _ in rows)
    for name, value in rows:
        click.echo(f"  {name.ljust(wide)}  {value}")
