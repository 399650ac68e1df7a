"""`clausescan watch`: read whatever comes into a folder."""

from __future__ import annotations

import json
import signal
import sys
import threading
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from clausescan.cli.inputs import ocr_options, settings_in_force
from clausescan.cli.ocr import ocr_flags
from clausescan.cli.page import harmless
from clausescan.cli.scan import cores, patience_of, setup_of
from clausescan.cli.search import FOLDER
from clausescan.errors import UsageError

if TYPE_CHECKING:
    from clausescan.archive.contracts import Put
    from clausescan.archive.engine import Event
    from clausescan.archive.watch import Away

EPILOG = """\b
Examples:
  clausescan watch incoming --archive archive
  clausescan watch incoming --archive archive --poll 60 --rest 30 --ignore "draft*"

\b
End it with Ctrl-C. What was in work is read at the next start.
"""


@click.command(name="watch", epilog=EPILOG)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--archive", "archive", required=True, type=FOLDER, help="Folder of the archive; made if missing. It may not lie in FOLDER.")
@click.option("--poll", type=click.FloatRange(0.05), default=10.0, show_default=True, help="Seconds between two looks.")
@click.option(
    "--rest", type=click.FloatRange(0), default=5.0, show_default=True, help="Seconds for which a file must stay as it is before it is read."
)
@click.option("--ignore", multiple=True, help="Leave out files whose name is like this; may be given more than once.")
@click.option("--workers", type=click.IntRange(1, 256), help="Files read at once.  [default: one a core]")
@click.option("--events/--no-events", default=None, help="Tell of each file on standard error as JSON Lines.  [default: where that is no terminal]")
@ocr_flags
@click.pass_obj
def command(
    obj: dict[str, int], folder: Path, archive: Path, *, poll: float, rest: float, ignore: tuple[str, ...], workers: int | None, events: bool | None
) -> int:
    """Read every PDF that comes into FOLDER, or below it, into an archive, until it is stopped.

    The folder is looked at again and again, which works on network shares too. Nothing in it is altered or moved: of a file that cannot be
    read, the folder `failed` of the archive gets a link or copy with the reason beside it; of a duplicate, `duplicates` gets a note.
    """
    from clausescan.archive.fingerprint import fingerprints
    from clausescan.archive.store import Store
    from clausescan.archive.watch import Look, watch

    if not folder.is_dir():
        raise UsageError(f"There is no folder {folder}.", "Name the folder to watch.")
    if archive.resolve().is_relative_to(folder.resolve()):
        raise UsageError("The archive may not lie in the folder that is watched.", "Give another folder with --archive.")
    settings, count = settings_in_force().settings, workers or cores()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _interrupt)
    ocr = ocr_options(settings)
    setup = setup_of(settings, replace(ocr, jobs=max(1, cores() // count)).pack())
    as_json = not sys.stderr.isatty() if events is None else events
    with Store(archive, fingerprints(ocr)) as store, suppress(KeyboardInterrupt):
        _say({"event": "watching", "folder": str(folder.resolve())}, f"Watching {folder}. End it with Ctrl-C.", obj, as_json=as_json)
        for event in watch(store, folder, setup, count, threading.Event(), Look(poll, rest, ignore), patience=patience_of(settings)):
            told = _told(event)
            if told is not None:
                _say(*told, obj, as_json=as_json)
    _say({"event": "stopped"}, "Stopped.", obj, as_json=as_json)
    return 0


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def _say(values: dict[str, Any], words: str, obj: dict[str, int], *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(values, ensure_ascii=False), err=True)
    elif not obj["quiet"] or values["event"] == "failed":
        click.echo(harmless(words), err=True)


def _told(event: Event | Put | Away) -> tuple[dict[str, Any], str] | None:
    """An event as values and as words; None for what is not told."""
    from clausescan.archive.contracts import Put
    from clausescan.archive.engine import Broken, NotWanted, Read
    from clausescan.archive.watch import Away

    values: dict[str, Any]
    if isinstance(event, Read):
        pages, label = event.record["pages"], event.found.label
        return {"event": "read", "path": label, "sha256": event.sha256, "pages": pages}, f"{label}: {pages} {'page' if pages == 1 else 'pages'}"
    if isinstance(event, NotWanted):
        return {"event": "same", "path": event.found.label, "sha256": event.sha256}, f"{event.found.label}: known already"
    if isinstance(event, Broken):
        values = {"event": "failed", "path": event.found.label, "code": event.code, "message": event.message, "advice": event.advice}
        return values, f"{event.found.label}: error [{event.code}]: {event.message} {event.advice}"
    if isinstance(event, Put):
        values = {"event": "put_together", "contract_files": event.contracts, "renewed": event.renewed, "gone": event.gone}
        return values, f"{event.contracts:,} contract files, {event.renewed:,} of them new or changed"
    return ({"event": "away", "why": event.why}, f"The folder cannot be looked into: {event.why}") if isinstance(event, Away) else None
