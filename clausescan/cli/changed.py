"""`clausescan changed`: what came, went or became different in an archive."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from clausescan.cli.day import Day, Days, today
from clausescan.cli.inputs import write_json
from clausescan.cli.page import bold, say, wrapped
from clausescan.cli.search import FOLDER

EPILOG = """\b
Examples:
  clausescan changed --archive archive --since 2026-11-01
  clausescan changed --archive archive --within 7d --json
"""
_WORDS = {"new": "new", "gone": "no longer there"}


@click.command(name="changed", epilog=EPILOG)
@click.option("--archive", "folder", required=True, type=FOLDER, help="Folder of the archive, made by `clausescan scan`.")
@click.option("--since", type=Day(), help="The first day to tell of (YYYY-MM-DD, in UTC).")
@click.option("--within", type=Days(), default="30d", show_default=True, help="How far to look back where --since is not given.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON Lines: one object a change.")
@click.pass_obj
def command(obj: dict[str, int], folder: Path, since: dt.date | None, within: int, as_json: bool) -> int:
    """List the contract files of an archive that are new, gone, or say something else than before, oldest change first."""
    from clausescan.archive.ending import changed
    from clausescan.archive.store import Archive

    day = since or today() - dt.timedelta(days=within)
    with Archive(folder) as archive:
        rows = changed(archive, day.isoformat())
    last = ""
    for row in rows:
        if as_json:
            write_json(row)
            continue
        if row["uid"] != last:
            say(bold(row["title"]))
        last = row["uid"]
        what = f"{row['field'].replace('_', ' ')}: {_value(row['before'])} → {_value(row['after'])}" if row["field"] else _WORDS[row["kind"]]
        for line in wrapped(f"{row['at'][:10]}  {what}", "  ", "    "):
            say(line)
    if not obj["quiet"]:
        count = len({row["uid"] for row in rows})
        click.echo(f"{count} {'contract file' if count == 1 else 'contract files'} changed since {day}.", err=True)
    return 0


def _value(value: object) -> str:
    return "not stated" if value is None else str(value)
