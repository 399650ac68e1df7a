"""`clausescan search`: which contracts of an archive speak of these words."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clausescan.cli.day import Day, today
from clausescan.cli.inputs import write_json
from clausescan.cli.page import bold, say, wrapped
from clausescan.core.finding import Polarity
from clausescan.core.states import STATE_NAMES
from clausescan.errors import UsageError

if TYPE_CHECKING:
    from clausescan.archive.search import Hit

EPILOG = """\b
Examples:
  clausescan search "mobile parking payment" --archive archive
  clausescan search "asphalt paving" --archive archive --as-of 2026-11-22 --state OR --facets
  clausescan search "fire hose" --archive archive --polarity permits --json > hits.jsonl
"""
FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command(name="search", epilog=EPILOG)
@click.argument("words", nargs=-1, required=True)
@click.option("--archive", "folder", required=True, type=FOLDER, help="Folder of the archive, made by `clausescan scan`.")
@click.option("--as-of", type=Day(), help="The day that counts as today (YYYY-MM-DD).")
@click.option("--state", default="", help="Only lead agencies of that state (two letters).")
@click.option("--polarity", type=click.Choice([p.value for p in Polarity]), default=None, help="Only files that say this of use by others.")
@click.option("--facets", is_flag=True, help="Count what was found by state, polarity, competition and more.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="Most hits to show.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON Lines: one object a hit, then the facets if asked for.")
@click.pass_obj
def command(
    obj: dict[str, int],
    *,
    words: tuple[str, ...],
    folder: Path,
    as_of: dt.date | None,
    state: str,
    polarity: str | None,
    facets: bool,
    limit: int,
    as_json: bool,
) -> int:
    """Find the contracts of an archive whose title, scope, items, prices or parties hold WORDS.

    Those come first that are in term that day and whose own words let others buy; each with the line that matches and its page.
    What is shown is what one PDF says by itself: make the report of its contract file before you buy.
    """
    from clausescan.archive.search import search
    from clausescan.archive.store import Archive

    if state and state.upper() not in STATE_NAMES:
        raise UsageError(f"{state!r} is no state.", "Give two letters, such as CO.")
    with Archive(folder) as archive:
        found = search(archive, " ".join(words), as_of or today(), state=state.upper(), polarity=polarity or "", limit=limit)
    for number, hit in enumerate(found.hits, 1):
        if as_json:
            write_json({**hit.row, "standing": hit.standing.value, "rank": hit.rank, "page": hit.page, "match": {"kind": hit.kind, "text": hit.text}})
        else:
            _show(number, hit)
    if facets and as_json:
        write_json({"facets": found.facets, "total": found.total})
    elif facets:
        for name, counts in found.facets.items():
            say(f"{bold(name.replace('_', ' '))}: " + ", ".join(f"{value} {count}" for value, count in counts.items()))
    if not obj["quiet"]:
        some = " with some of the words; no file holds all" if found.loose and found.hits else ""
        click.echo(f"{len(found.hits)} of {found.total} {'file' if found.total == 1 else 'files'} shown{some}.", err=True)
    return 0


def _show(number: int, hit: Hit) -> None:
    row = hit.row
    title = row["title"] or row["name"]
    say(bold(f"{number}. {title}"))
    who = " · ".join(x for x in (lead_words(row), row["vendor"] or "vendor not stated", row["contract_number"] or "") if x)
    end = f"ends {row['current_end']}" if row["current_end"] else "end not stated"
    foreseen = " (foreseen)" if row["anticipated"] else ""
    more = f", with options {row['max_end']}" if row["max_end"] and row["max_end"] != row["current_end"] else ""
    for line in (who, f"{hit.standing.value} · {end}{foreseen}{more} · use by others: {row['polarity']} · competition: {row['method']}"):
        for piece in wrapped(line, "   ", "   "):
            say(piece)
    if row["later_end"]:
        say(f"   {row['later_name']} says of the same contract: ends {row['later_end']}")
    if hit.text:
        for piece in wrapped(f"page {hit.page}, {hit.kind}: {hit.text}", "   ", "   "):
            say(piece)
    for piece in wrapped(str(row["path"]), "   ", "   "):
        say(piece)


def lead_words(row: dict[str, str | None]) -> str:
    """The lead agency with its state."""
    name = row["lead_name"] or "lead agency not stated"
    return f"{name} ({row['lead_state']})" if row["lead_state"] else name
