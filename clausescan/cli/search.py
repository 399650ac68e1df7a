"""`clausescan search`: which contract files of an archive speak of these words."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from clausescan.cli.day import Day, Days, today
from clausescan.cli.inputs import write_json
from clausescan.cli.page import bold, say, wrapped
from clausescan.cli.selection import OUTPUT, selected_file, write_selected
from clausescan.core.finding import AgencyType, Polarity
from clausescan.core.readiness import Verdict
from clausescan.core.states import STATE_NAMES
from clausescan.errors import UsageError

if TYPE_CHECKING:
    from clausescan.archive.search import Hit, Hits
    from clausescan.archive.store import Archive

EPILOG = """\b
Examples:
  clausescan search "mobile parking payment" --archive archive
  clausescan search "asphalt paving" --archive archive --as-of 2026-11-22 --state OR --facets
  clausescan search "fire hose" --archive archive --buyer buyer.toml --usable
  clausescan search "fire hose" --archive archive --polarity permits --json > hits.jsonl
  clausescan search "fire hose" --archive archive --usable --limit 500 -o hits.xlsx
"""
FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command(name="search", epilog=EPILOG)
@click.argument("words", nargs=-1, required=True)
@click.option("--archive", "folder", required=True, type=FOLDER, help="Folder of the archive, made by `clausescan scan`.")
@click.option("--as-of", type=Day(), help="The day that counts as today (YYYY-MM-DD).")
@click.option(
    "--buyer", "profile", type=click.Path(path_type=Path), help="Profile of the agency that wants to buy: the first 50 hits are decided for it."
)
@click.option("--state", default="", help="Only lead agencies of that state (two letters).")
@click.option("--agency-type", type=click.Choice([t.value for t in AgencyType]), default=None, help="Only lead agencies of that kind.")
@click.option("--program", default="", help="Only contracts of programmes whose name holds this.")
@click.option("--polarity", type=click.Choice([p.value for p in Polarity]), default=None, help="Only what says this of use by others.")
@click.option(
    "--verdict", type=click.Choice([v.value for v in Verdict]), default=None, help="Only where check 5b (the contract's own clause) ended so."
)
@click.option("--ends-within", type=Days(), default=None, help="Only what ends within that time: 90d, 12w, 6m, 1y.")
@click.option("--usable", is_flag=True, help="Only what is in term that day and grants use by others.")
@click.option("--facets", is_flag=True, help="Count what was found by state, kind of agency, programme, polarity, verdict, end and more.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True, help="Most hits to show.")
@OUTPUT
@click.option("--json", "as_json", is_flag=True, help="Print JSON Lines: one object a hit, then the facets if asked for.")
@click.pass_obj
def command(
    obj: dict[str, int],
    *,
    words: tuple[str, ...],
    folder: Path,
    as_of: dt.date | None,
    profile: Path | None,
    state: str,
    agency_type: str | None,
    program: str,
    polarity: str | None,
    verdict: str | None,
    ends_within: int | None,
    usable: bool,
    facets: bool,
    limit: int,
    output: Path | None,
    as_json: bool,
) -> int:
    """Find the contract files of an archive whose titles, scope, items, prices or parties hold WORDS.

    Those come first that are in term that day and whose own words let others buy; each with the words that match, the words on use by
    others, and their pages. With --buyer the first 50 are decided in full for that buyer, WORDS being what it needs, and those that are
    ready go first. Make the report of a contract file before you buy.
    """
    from clausescan.archive.search import Filters, search
    from clausescan.archive.store import Archive

    if state and state.upper() not in STATE_NAMES:
        raise UsageError(f"{state!r} is no state.", "Give two letters, such as CO.")
    filters = Filters(state.upper(), agency_type or "", program, polarity or "", verdict or "", ends_within, usable)
    asked, day, path = " ".join(words), as_of or today(), selected_file(output)
    with Archive(folder) as archive:
        found = search(archive, asked, day, filters, limit=limit, facets=facets)
        if profile is not None:
            found = _decided(archive, found, asked, day, profile)
    if path is not None:
        write_selected([plain(hit) for hit in found.hits], path, day)
    for number, hit in enumerate(found.hits, 1):
        if as_json:
            write_json(plain(hit))
        else:
            _show(number, hit)
    if facets and as_json:
        write_json({"facets": found.facets, "total": found.total})
    elif facets:
        for name, counts in found.facets.items():
            say(f"{bold(name.replace('_', ' '))}: " + ", ".join(f"{value} {count}" for value, count in counts.items()))
    if not obj["quiet"]:
        some = " with some of the words; none holds all" if found.loose and found.hits else ""
        click.echo(f"{len(found.hits)} of {found.total} {'contract file' if found.total == 1 else 'contract files'} shown{some}.", err=True)
    return 0


def _decided(archive: Archive, found: Hits, words: str, day: dt.date, profile: Path) -> Hits:
    from clausescan.archive.decided import MOST, decided
    from clausescan.archive.search import with_decisions
    from clausescan.assess.buyer_file import load_buyer

    return with_decisions(found, decided(archive, [h.row["uid"] for h in found.hits[:MOST]], day, (words,), load_buyer(profile)))


def plain(hit: Hit) -> dict[str, Any]:
    """A hit as one object: its columns, where it stands, the words that match and where, the decision if one was made."""
    match = {"kind": hit.kind, "text": hit.text, "page": hit.page, "document": hit.document}
    decision = {} if hit.decision is None else {"decision": hit.decision}
    return {**hit.row, "standing": hit.standing.value, "rank": hit.rank, "match": match, "path": hit.path, **decision}


def _show(number: int, hit: Hit) -> None:
    row = hit.row
    say(bold(f"{number}. {row['title']}"))
    who = " · ".join(x for x in (lead_words(row), row["vendor"] or "vendor not stated", row["contract_number"] or "") if x)
    end = f"ends {row['current_end']}" if row["current_end"] else "renews without a limit" if row["open_ended"] else "end not stated"
    foreseen = " (foreseen)" if row["anticipated"] else ""
    more = f", with options {row['max_end']}" if row["max_end"] and row["max_end"] != row["current_end"] else ""
    lines = [who, f"{hit.standing.value} · {end}{foreseen}{more} · use by others: {row['polarity']} · competition: {row['method']}"]
    if hit.decision is not None:
        lines.append(f"{(hit.decision['decision'] or 'not decided').replace('_', ' ')}: {hit.decision['headline']}")
    if hit.text:
        lines.append(f"{hit.document}, page {hit.page}, {hit.kind}: {hit.text}")
    if row["use_quote"]:
        lines.append(f"{row['use_document']}, page {row['use_page']}, use by others: {row['use_quote']}")
    for line in (*lines, f"{row['documents']} {'PDF' if row['documents'] == 1 else 'PDFs'}, {hit.path}"):
        for piece in wrapped(line, "   ", "   "):
            say(piece)


def lead_words(row: dict[str, str | None]) -> str:
    """The lead agency with its state."""
    name = row["lead_name"] or "lead agency not stated"
    return f"{name} ({row['lead_state']})" if row["lead_state"] else name
