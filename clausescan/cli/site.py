"""The pages of an archive, written by `clausescan scan -o`."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from clausescan.cli.inputs import reader, settings_in_force
from clausescan.cli.outputs import write_whole
from clausescan.errors import UsageError
from clausescan.settings import data_folder, template_folder

if TYPE_CHECKING:
    from clausescan.archive.store import Archive
    from clausescan.core.buyer import Buyer
    from clausescan.core.span import Box
    from clausescan.learn.classifier import Classifier
    from clausescan.report.pictures import Render
    from clausescan.sandbox import Reader
    from clausescan.scan import Toolkit


def site_folder(folder: Path) -> Path:
    """The folder, made if it was not there: before the work, not after it.

    Raises:
        UsageError: it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"The folder {folder} cannot be made.", "Give another place with -o.") from error
    return folder


def write_pages(archive_folder: Path, folder: Path, day: dt.date, buyer: Buyer | None, *, quiet: bool) -> tuple[int, int]:
    """Write the index and the reports of an archive; how many reports there are, and how many were made anew."""
    from clausescan.archive.site import Maker, write_site
    from clausescan.archive.store import Archive

    resolved = settings_in_force()
    with Archive(archive_folder) as archive, reader(resolved) as (_, child):
        drawn = _drawing(archive, child, resolved.settings.max_megabytes * 1_000_000)
        maker = Maker(day, buyer, _tools, template_folder(resolved.settings), drawn)
        (total,) = archive.tuples("SELECT count(*) FROM contract_files WHERE current")[0]
        made = [new for _, new in _with_progress(write_site(archive, folder, maker, write_whole), total, quiet=quiet)]
    return len(made), sum(made)


@cache
def _tools() -> tuple[Toolkit, Classifier]:
    from clausescan.learn.classifier import load_classifier
    from clausescan.scan import load_toolkit

    return load_toolkit(), load_classifier(data_folder("models") / "clause-kind")


def _with_progress(done: Iterator[tuple[str, bool]], total: int, *, quiet: bool) -> Iterable[tuple[str, bool]]:
    if quiet or not sys.stderr.isatty():
        return done
    from rich.console import Console
    from rich.progress import track

    return track(done, total=total, description="Writing reports", console=Console(stderr=True), transient=True)


def _drawing(archive: Archive, child: Reader | None, most: int) -> Render:
    """What draws a piece of a page of a PDF of the archive, where PDFs are read; the last PDF is held."""
    from clausescan.archive.places import bytes_at
    from clausescan.read import pdfium

    held: dict[str, bytes] = {}

    def draw(sha256: str, page: int, box: Box, scale: float) -> bytes:
        if sha256 not in held:
            places = [row[0] for row in archive.tuples("SELECT path FROM paths WHERE sha256 = ? AND current ORDER BY path", (sha256,))]
            data = bytes_at(places, sha256, most)
            held.clear()
            held[sha256] = data
        if child is not None:
            return child.picture(held[sha256], page, box, scale)
        with pdfium.open_pdf(held[sha256]) as opened:
            return pdfium.picture(opened, page, box, scale)

    return draw
