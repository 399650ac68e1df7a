"""`clausescan scan`: read many files into an archive."""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from clausescan.cli.day import Day, today
from clausescan.cli.inputs import limits_of, ocr_options, settings_in_force
from clausescan.cli.ocr import ocr_flags
from clausescan.cli.page import harmless
from clausescan.cli.site import site_folder, write_pages
from clausescan.errors import Exit, UsageError
from clausescan.settings import Settings

if TYPE_CHECKING:
    from clausescan.archive.contracts import Put
    from clausescan.archive.engine import Event, Patience
    from clausescan.archive.fill import ToDo
    from clausescan.archive.worker import Setup

EPILOG = """\b
Examples:
  clausescan scan contracts/ --archive archive
  clausescan scan "contracts/**/*agreement*.pdf" award-files.zip --archive archive --workers 4
  find . -name "*.pdf" | clausescan scan - --archive archive 2> events.jsonl
  clausescan scan contracts/ --archive archive -o site
  clausescan scan s3://bucket/contracts --archive archive --engine dask --scheduler tcp://10.0.0.5:8786

\b
Run the same command again to go on after a stop, or to add what is new.
Exit status: 0 done, 3 at least one of the files could not be read.
"""
_OCR_PAGES = 12.0  # two pages from their picture, each six times as long by the clock as in processor time: a worker may be silent so long


@click.command(name="scan", epilog=EPILOG)
@click.argument("paths", nargs=-1, required=True)
@click.option("--archive", "folder", required=True, type=click.Path(path_type=Path, file_okay=False), help="Folder of the archive; made if missing.")
@click.option("--workers", type=click.IntRange(1, 256), help="Files read at once.  [default: one a core]")
@click.option("--engine", type=click.Choice(["local", "dask"]), default="local", show_default=True, help="Read here, or on a Dask cluster.")
@click.option("--scheduler", default="", help="Address of the cluster's scheduler, such as tcp://10.0.0.5:8786.")
@click.option("--retry", is_flag=True, help="Read files in quarantine again.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, file_okay=False), help="Write an index and a report for each contract file there too."
)
@click.option("--buyer", "profile", type=click.Path(path_type=Path), help="Profile of the buyer that the reports are for.")
@click.option("--as-of", type=Day(), default=None, help="The day of the reports, YYYY-MM-DD; today if not given.")
@click.option("--events/--no-events", default=None, help="Tell of each file on standard error as JSON Lines.  [default: where that is no terminal]")
@ocr_flags
@click.pass_obj
def command(
    obj: dict[str, int],
    paths: tuple[str, ...],
    folder: Path,
    workers: int | None,
    *,
    engine: str,
    scheduler: str,
    retry: bool,
    output: Path | None,
    profile: Path | None,
    as_of: dt.date | None,
    events: bool | None,
) -> int:
    """Read every PDF that PATHS name into an archive, to be searched later, and put the PDFs together to contract files.

    PATHS are PDFs, folders, zip files, patterns in quotes, s3://bucket/folder, or - for a list of paths on standard input. What the
    archive knows is passed over: a file is read again only if it, or what reads it, has changed. A file that cannot be read goes to
    quarantine with the reason, and the others go on.
    """
    from clausescan.archive.cluster import Cluster
    from clausescan.archive.contracts import put_together
    from clausescan.archive.engine import read_all
    from clausescan.archive.fill import fill, to_do
    from clausescan.archive.fingerprint import fingerprints
    from clausescan.archive.store import Store
    from clausescan.archive.walk import walk
    from clausescan.assess.buyer_file import load_buyer

    if (engine == "dask") != bool(scheduler):
        raise UsageError("--engine dask and --scheduler ADDRESS go together.", "Give both, or neither to read on this machine.")
    settings, count = settings_in_force().settings, workers or cores()
    through = Cluster(scheduler).read_all if scheduler else read_all
    site = site_folder(output) if output is not None else None
    buyer = load_buyer(profile) if profile is not None else None
    ocr = ocr_options(settings)
    tell = _Tell(events=(not sys.stderr.isatty() and not obj["quiet"]) if events is None else events, quiet=bool(obj["quiet"]))
    lines = (os.fsdecode(line) for line in sys.stdin.buffer)
    with Store(folder, fingerprints(ocr)) as store:
        todo = to_do(store, walk(paths, lines), retry=retry)
        if not (todo.founds or todo.known or todo.refused or todo.troubles):
            raise UsageError("No PDF was found.", "Give PDFs, or folders or zip files that hold some.")
        tell.begin(todo)
        setup, patience = setup_of(settings, replace(ocr, jobs=max(1, cores() // count)).pack()), patience_of(settings)
        with _progress(todo, quiet=tell.quiet or tell.events) as advance:
            for event in fill(store, todo, setup, min(count, max(1, len(todo.founds))), retry=retry, patience=patience, through=through):
                tell.event(event)
                advance(event)
        tell.put = put_together(store, setup, count, patience=patience)
    if site is not None:
        tell.site(site, *write_pages(folder, site, as_of or today(), buyer, quiet=tell.quiet or tell.events))
    return tell.end(todo)


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def setup_of(settings: Settings, ocr: list[Any]) -> Setup:
    """What a worker is told once."""
    from clausescan.archive.worker import Setup

    limits = limits_of(settings)
    return Setup(limits, tuple(ocr), settings.isolate, settings.max_megabytes * 1_000_000, settings.memory_megabytes)


def patience_of(settings: Settings) -> Patience:
    """Longer than all that the reading child may take by itself: it ends its own hangs, this ends those of the worker."""
    from clausescan.archive.engine import Patience

    return Patience(settings.file_seconds + settings.silence_seconds + _OCR_PAGES * settings.ocr_seconds, finding=2 * settings.file_seconds)


@contextmanager
def _progress(todo: ToDo, *, quiet: bool) -> Iterator[Callable[[Event], None]]:
    """A bar with files, pages a second and the time that is left (by bytes), on a terminal; nothing elsewhere."""
    if quiet or len(todo.founds) < 2 or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich import progress
    from rich.console import Console

    from clausescan.archive.engine import Bundled, PageRead

    shown = (
        progress.TextColumn("Reading {task.fields[files]:,} of {task.fields[all]:,} files"),
        progress.BarColumn(),
        progress.TextColumn("{task.fields[pages]:,} pages, {task.fields[speed]:.0f} a second,"),
        progress.TimeRemainingColumn(elapsed_when_finished=True),
        progress.TextColumn("left"),
    )
    with progress.Progress(*shown, console=Console(stderr=True), transient=True, speed_estimate_period=120) as bar:
        task = bar.add_task("", total=max(1, todo.size), pages=0, files=0, all=len(todo.founds), speed=0.0)
        pages, files, start = 0, 0, time.monotonic()

        def advance(event: Event) -> None:
            nonlocal pages, files
            if isinstance(event, PageRead):
                pages += 1
                bar.update(task, pages=pages, speed=pages / max(0.1, time.monotonic() - start))
            elif not isinstance(event, Bundled):
                files += 1
                bar.update(task, files=files, advance=max(0, event.found.size))

        yield advance


@dataclass(slots=True)
class _Tell:
    """What is said of a scan on standard error, and what it came to."""

    events: bool
    quiet: bool
    start: float = 0.0
    read: int = 0
    pages: int = 0
    same: int = 0
    again: int = 0
    failed: int = 0
    textless: int = 0
    put: Put | None = None

    def begin(self, todo: ToDo) -> None:
        """What there is to do."""
        self.start = time.monotonic()
        self._line("begin", to_read=len(todo.founds), bytes=todo.size, known=todo.known, in_quarantine=len(todo.refused))
        for trouble in todo.troubles:
            self._failed(trouble.path, None, trouble.code, trouble.message, trouble.advice)

    def event(self, event: Event) -> None:
        """One file ended."""
        from clausescan.archive.engine import Broken, NotWanted, Read

        if isinstance(event, Read):
            pages, unread = event.record["pages"], event.record["unread_pages"]
            self.read, self.pages, self.textless = self.read + 1, self.pages + pages, self.textless + (pages == unread)
            self.again += event.again
            said = {"path": event.found.label, "sha256": event.sha256, "pages": pages, "unread_pages": unread, "seconds": event.seconds}
            self._line("read", **said, from_kept=event.again)
        elif isinstance(event, NotWanted):
            self.same += 1
            self._line("same", path=event.found.label, sha256=event.sha256)
        elif isinstance(event, Broken):
            self._failed(event.found.label, event.sha256, event.code, event.message, event.advice)

    def _failed(self, path: str, sha256: str | None, code: str, message: str, advice: str) -> None:
        self.failed += 1
        self._line("failed", path=path, sha256=sha256, code=code, message=message, advice=advice)
        if not self.events:
            click.echo(harmless(f"{path}: error [{code}]: {message} {advice}"), err=True)

    def site(self, folder: Path, reports: int, made: int) -> None:
        """The pages were written."""
        self._line("pages", folder=str(folder.resolve()), reports=reports, made=made)
        if not self.quiet and not self.events:
            click.echo(f"Index: {(folder / 'index.html').resolve()}, {_many(reports, 'report')}, {made:,} of them made now.", err=True)

    def end(self, todo: ToDo) -> int:
        """The summary; the exit status."""
        assert self.put is not None
        seconds, kept = time.monotonic() - self.start, len(todo.refused)
        counts = {"read": self.read, "from_kept": self.again, "pages": self.pages, "known": todo.known, "duplicates": self.same}
        more = {"without_text": self.textless, "failed": self.failed, "in_quarantine": kept}
        files = {"contract_files": self.put.contracts, "renewed": self.put.renewed, "not_put_together": list(self.put.failed)}
        self._line("end", **counts, **more, **files, seconds=round(seconds, 1))
        if not self.quiet and not self.events:
            said = [f"{_many(self.read, 'file')} read ({_many(self.pages, 'page')}) in {seconds:.1f} s", f"{todo.known:,} known already"]
            said += [f"{_many(self.same, 'duplicate')} of another"] if self.same else []
            said += [f"{self.textless:,} without text that can be read"] if self.textless else []
            said += [f"{self.failed:,} failed"] if self.failed else []
            said += [f"{kept:,} in quarantine from before"] if kept else []
            click.echo(f"{', '.join(said)}. The archive holds {_many(self.put.contracts, 'contract file')}.", err=True)
            for one in self.put.failed:
                click.echo(harmless(f"not put together: {one}"), err=True)
        return int(Exit.UNREAD if self.failed or kept or self.put.failed else Exit.DONE)

    def _line(self, kind: str, **values: Any) -> None:
        if self.events:
            click.echo(json.dumps({"event": kind, **values}, ensure_ascii=False), err=True)


def _many(count: int, word: str) -> str:
    """As in "1 file", "2,000 files"."""
    return f"{count:,} {word}{'' if count == 1 else 's'}"
