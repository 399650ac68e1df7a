"""What commands share: the settings in force, the PDFs that paths name, a reader, progress, and writing results."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from clausescan.core.result import Failed, Outcome, Scanned
from clausescan.core.review import Correction
from clausescan.errors import Exit, SettingsError, UsageError
from clausescan.read.ocr import OcrOptions, with_ocr
from clausescan.read.ocr_need import OcrMode
from clausescan.read.source import printable
from clausescan.sandbox import Limits, Reader
from clausescan.scan import ReadPdf, Toolkit, scan_file
from clausescan.settings import Resolved, Settings, home_folder, resolve

if TYPE_CHECKING:
    from clausescan.assess.arrangement import Arranged

FLAGS = "clausescan.flags"
"""Where click's context keeps the values of flags that stand for settings."""


def settings_in_force() -> Resolved:
    """Settings of the current folder, the environment, and flags that are settings (`FLAGS` of click's context).

    Raises:
        SettingsError: a setting is wrong.
    """
    context = click.get_current_context(silent=True)
    return resolve(Path.cwd(), os.environ, context.meta.get(FLAGS) if context else None)


def ocr_options(settings: Settings) -> OcrOptions:
    """How pages are read from their picture.

    Raises:
        SettingsError: `ocr` is none of its four words.
    """
    try:
        mode = OcrMode(settings.ocr)
    except ValueError:
        raise SettingsError(f"Setting 'ocr' must be {', '.join(OcrMode)}, not {settings.ocr!r}.", "See help/settings.md.") from None
    cache = str(home_folder(settings, os.environ) / "ocr")
    return OcrOptions(mode, settings.ocr_language, settings.ocr_engine, seconds=settings.ocr_seconds, cache=cache)


def pdf_paths(paths: Sequence[Path]) -> list[Path]:
    """The files that the paths name, in order: a folder stands for all PDFs in it and below (".PDF" too), sorted, hidden ones left out.

    Raises:
        UsageError: a folder holds no PDF.
    """
    found: list[Path] = []
    for path in paths:
        if not path.is_dir():
            found.append(path)
            continue
        inside = sorted(p for p in path.rglob("*") if p.suffix.lower() == ".pdf" and p.is_file() and not p.name.startswith("."))
        if not inside:
            raise UsageError(f"The folder {path} holds no PDF.", "Give PDFs, or a folder that holds some.")
        found.extend(inside)
    return found


def names_apart(outcomes: Sequence[Outcome], paths: Sequence[Path]) -> list[Outcome]:
    """The outcomes, with the folder put before names that several files share."""
    often = Counter(_name(o) for o in outcomes)
    return [_renamed(o, f"{p.parent.name}/{_name(o)}") if often[_name(o)] > 1 else o for o, p in zip(outcomes, paths, strict=True)]


def _name(outcome: Outcome) -> str:
    return outcome.name if isinstance(outcome, Failed) else outcome.document.source.name


def _renamed(outcome: Outcome, name: str) -> Outcome:
    if isinstance(outcome, Failed):
        return replace(outcome, name=name)
    document = replace(outcome.document, source=replace(outcome.document.source, name=name))
    return replace(outcome, document=document)


@contextmanager
def reader(resolved: Resolved) -> Iterator[tuple[ReadPdf, Reader | None]]:
    """How PDFs are read: in a supervised child, or in this process where `isolate` is off."""
    settings, ocr = resolved.settings, ocr_options(resolved.settings)
    if not settings.isolate:
        from clausescan.read.pages import read_pdf

        yield lambda data, password: with_ocr(read_pdf(data, password), data, password, ocr), None
        return
    with Reader(limits_of(settings), ocr) as child:
        yield child.read, child


def limits_of(settings: Settings) -> Limits:
    """What the settings allow the reading process."""
    return Limits(silence=settings.silence_seconds, seconds=settings.file_seconds, megabytes=settings.memory_megabytes)


def scan_paths(paths: Sequence[Path], toolkit: Toolkit, read: ReadPdf, password: str | None, settings: Settings, *, quiet: bool) -> Iterator[Outcome]:
    """One outcome a path, in order; a fault of our own in one file does not stop the others."""
    for path in _with_progress(paths, quiet=quiet):
        try:
            yield scan_file(path, toolkit, password, read, settings.max_megabytes * 1_000_000, settings.file_seconds)
        except Exception as error:  # noqa: BLE001  a batch goes on; the exit status tells
            said = f"clausescan failed on this file: {type(error).__name__}: {error}"
            yield Failed(printable(path), "fault", said, "This is a bug. Run it alone with -v and report it.", exit_code=int(Exit.FAULT))


def _with_progress(paths: Sequence[Path], *, quiet: bool) -> Iterable[Path]:
    if quiet or len(paths) < 2 or not sys.stderr.isatty():
        return paths
    from rich.console import Console
    from rich.progress import track

    return track(paths, description="Reading", console=Console(stderr=True), transient=True)


def as_arranged(scans: Sequence[Scanned], paths: Sequence[Path], toolkit: Toolkit) -> list[Scanned]:
    """The scans as `contract-file.toml` of the one folder given arranges them; as they are where it is not there, or files were named.

    Raises:
        UsageError: that file is wrong, or does not fit the PDFs.
    """
    from clausescan.assess.arrangement import arranged
    from clausescan.scan import scan_pages

    return arranged(scans, arrangement_of(paths), lambda document, pages, title, role: scan_pages(document, pages, title, role, toolkit))


def arrangement_of(paths: Sequence[Path]) -> tuple[Arranged, ...]:
    """What `contract-file.toml` of the one folder given says; empty where it is not there, or files were named.

    Raises:
        UsageError: that file is wrong.
    """
    from clausescan.assess.arrangement import load_arrangement

    return load_arrangement(paths[0]) if len(paths) == 1 and paths[0].is_dir() else ()


def review_of(paths: Sequence[Path]) -> tuple[Correction, ...]:
    """What reviewers said, from `review.jsonl` in the one folder given; empty where it is not there, or files were named.

    Raises:
        UsageError: that file is wrong.
    """
    from clausescan.assess.review_file import FILE_NAME, load_review

    return load_review(paths[0] / FILE_NAME) if len(paths) == 1 and paths[0].is_dir() else ()


def status_of(outcomes: Iterable[Outcome]) -> int:
    """The exit status of a batch: 4 where clausescan itself failed, 3 where a file could not be read or had no text."""
    worst = int(Exit.DONE)
    for outcome in outcomes:
        if isinstance(outcome, Failed):
            worst = max(worst, outcome.exit_code)
        elif any(n.code == "no_text" for n in outcome.document.notices):
            worst = max(worst, int(Exit.UNREAD))
    return worst


def write_json(value: dict[str, Any]) -> None:
    """One line of JSON on standard output, UTF-8 on every system, flushed."""
    out = sys.stdout.buffer
    out.write(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
    out.flush()
