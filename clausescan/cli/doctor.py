"""`clausescan doctor`: what is here, what is missing, which settings are in force and where from."""

from __future__ import annotations

import os
import platform
import shutil
from dataclasses import fields
from importlib import metadata
from importlib.util import find_spec

import click

from clausescan import __version__
from clausescan.cli.inputs import settings_in_force
from clausescan.sandbox import in_force
from clausescan.settings import data_folder, home_folder, template_folder

PACKAGES = ("pypdfium2", "pdfplumber", "spacy", "scikit-learn", "skops", "click", "jinja2", "rich", "pillow")


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
    _table("reading", [("isolation", in_force() if resolved.settings.isolate else "off: PDFs are read in this process")])
    _table(
        "optional parts",
        [("tesseract (OCR)", shutil.which("tesseract") or _MISSING), ("rapidocr (OCR)", "here" if find_spec("rapidocr") else _MISSING)],
    )
    return 0


_MISSING = "not installed; scanned pages are reported as unread in this version"


def _table(title: str, rows: list[tuple[str, str]]) -> None:
    click.echo(title)
    wide = max(len(name) for name, _ in rows)
    for name, value in rows:
        click.echo(f"  {name.ljust(wide)}  {value}")
