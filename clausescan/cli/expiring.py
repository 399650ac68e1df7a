"""`clausescan expiring`: which contracts of an archive end soon."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from clausescan.cli.day import Day, Days, today
from clausescan.cli.inputs import write_json
from clausescan.cli.outputs import writable, write_whole
from clausescan.cli.page import columns, say
from clausescan.cli.search import FOLDER, lead_words
from clausescan.cli.selection import OUTPUT, selected_file, write_selected

if TYPE_CHECKING:
    from clausescan.report.calendar import Event

EPILOG = """\b
Examples:
  clausescan expiring --archive archive --within 90d
  clausescan expiring --archive archive --within 6m --ics ends.ics
  clausescan expiring --archive archive --as-of 2026-11-22 --json > ends.jsonl
"""


@click.command(name="expiring", epilog=EPILOG)
@click.option("--archive", "folder", required=True, type=FOLDER, help="Folder of the archive, made by `clausescan scan`.")
@click.option("--within", type=Days(), default="90d", show_default=True, help="How far to look ahead: 90d, 12w, 6m, 1y.")
@click.option("--as-of", type=Day(), help="The day that counts as today (YYYY-MM-DD).")
@click.option("--ics", "target", type=click.Path(path_type=Path, dir_okay=False), help="Write the dates as a calendar file too.")
@OUTPUT
@click.option("--json", "as_json", is_flag=True, help="Print JSON Lines: one object a contract file.")
@click.pass_obj
def command(obj: dict[str, int], folder: Path, within: int, as_of: dt.date | None, target: Path | None, output: Path | None, as_json: bool) -> int:
    """List the contracts of an archive whose current end lies within a time from today, soonest first.

    A calendar that reads the file of --ics again renews its dates instead of adding them twice, also where an end has moved. Terms that
    a solicitation only foresees are left out; where another contract file of the archive states a later end of the same contract, both
    are shown.
    """
    from clausescan.archive.ending import expiring
    from clausescan.archive.store import Archive

    day, path, table = as_of or today(), writable(target) if target else None, selected_file(output)
    with Archive(folder) as archive:
        rows = expiring(archive, day, within)
    if table is not None:
        write_selected(rows, table, day)
    if path is not None:
        from clausescan.report.calendar import calendar

        write_whole(calendar((_event(row) for row in rows), day), path)
    if as_json:
        for row in rows:
            write_json(row)
    elif rows:
        for line in columns(_HEAD, [_cells(row) for row in rows]):
            say(line)
    if not obj["quiet"]:
        last = day + dt.timedelta(days=within)
        click.echo(
            f"{len(rows)} {'contract ends' if len(rows) == 1 else 'contracts end'} from {day} to {last}{f': {path.resolve()}' if path else ''}",
            err=True,
        )
    return 0


_HEAD = ("ENDS", "LATER END IN", "WITH OPTIONS", "LEAD AGENCY", "VENDOR", "USE BY OTHERS", "FILE")


def _cells(row: dict[str, Any]) -> tuple[str, ...]:
    later = row["max_end"] if row["max_end"] and row["max_end"] != row["current_end"] else ""
    other = f"{row['later_name']}: {row['later_end']}" if row["later_end"] else ""
    return (
        row["current_end"],
        other,
        later,
        lead_words(row)[:40],
        (row["vendor"] or "")[:30],
        row["polarity"],
        "/".join(Path(row["path"] or "").parts[-2:]),
    )


def _event(row: dict[str, Any]) -> Event:
    from clausescan.report.calendar import Event

    end = row["current_end"]
    about = " · ".join(x for x in (row["vendor"], row["contract_number"]) if x) or row["title"]
    options = (
        f"Latest end with every stated option: {row['max_end']}." if row["max_end"] and row["max_end"] != end else "No further option is stated."
    )
    words = f"Lead agency: {lead_words(row)}.\n{options}\nUse by others: {row['polarity']}.\n{row['path']}"
    return Event(f"{row['uid']}-end@clausescan", dt.date.fromisoformat(end), f"Contract ends: {about}", words)
