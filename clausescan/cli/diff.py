"""`clausescan diff`: what changed between two readings of a contract file."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clausescan import __version__
from clausescan.cli.day import Day, today
from clausescan.cli.inputs import as_arranged, names_apart, pdf_paths, reader, scan_paths, settings_in_force, status_of
from clausescan.cli.ocr import ocr_flags
from clausescan.cli.outputs import complain
from clausescan.cli.page import bold, say, wrapped
from clausescan.core.result import Failed, Outcome, Scanned
from clausescan.errors import Exit

if TYPE_CHECKING:
    from clausescan.assess.compare import Change
    from clausescan.core.buyer import Buyer
    from clausescan.scan import Toolkit

EPILOG = """\b
Examples:
  clausescan diff contract-2025/ contract-2026/
  clausescan diff contract.pdf folder-with-amendment/ --as-of 2026-11-22
  clausescan diff old/ new/ --buyer buyer.toml --json
"""
_HEADINGS = {"document": "Documents", "fact": "Facts", "check": "Readiness"}


@click.command(name="diff", epilog=EPILOG)
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option("--as-of", type=Day(), default=None, help="The day the questions are asked for, YYYY-MM-DD; today if not given.")
@click.option("--need", "needs", multiple=True, help="What you want to buy; may be given more than once.")
@click.option("--buyer", "profile", type=click.Path(path_type=Path), help="Profile of the agency that wants to buy.")
@click.option("--password", help="Password of the PDFs that are locked.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one object a change, instead of text.")
@ocr_flags
@click.pass_obj
def command(
    obj: dict[str, int],
    old: Path,
    new: Path,
    as_of: dt.date | None,
    needs: tuple[str, ...],
    profile: Path | None,
    password: str | None,
    as_json: bool,
) -> int:
    """Say what NEW changes against OLD (each a PDF, or a folder with the PDFs of one contract file): documents, facts, readiness.

    Both are asked for the same day, so that what changed comes from the documents and not from the calendar.
    """
    from clausescan.assess.buyer_file import load_buyer
    from clausescan.assess.compare import changes
    from clausescan.assess.verdict import assess
    from clausescan.scan import load_toolkit

    buyer: Buyer | None = load_buyer(profile) if profile is not None else None
    quiet = bool(obj["quiet"])
    toolkit = load_toolkit()
    sides = [_outcomes(path, password, toolkit, quiet=quiet) for path in (old, new)]
    everything = [*sides[0], *sides[1]]
    complain(o for o in everything if isinstance(o, Failed))
    read = [[o for o in side if isinstance(o, Scanned)] for side in sides]
    scans = [as_arranged(some, (path,), toolkit) for some, path in zip(read, (old, new), strict=True)]
    if not all(scans):
        return Exit.UNREAD
    for path, side in zip((old, new), scans, strict=True):
        _warn_of_several(path, side)
    day = as_of or today()
    before, after = (assess(side, day, needs, __version__, buyer) for side in scans)
    found = changes(before, after)
    for line in map(_json, found) if as_json else _lines(found):
        say(line)
    return status_of(everything)


def _warn_of_several(path: Path, scans: Sequence[Scanned]) -> None:
    """Says on standard error where one side holds several contracts: they are compared as one."""
    from clausescan.assess.grouping import group

    titles = [g.title for g in group(scans) if g.contract_number]
    if len(titles) > 1:
        click.echo(f"{path} holds {len(titles)} contracts, which are read as one here: {'; '.join(titles)}.", err=True)


def _outcomes(path: Path, password: str | None, toolkit: Toolkit, *, quiet: bool) -> list[Outcome]:
    resolved = settings_in_force()
    files = pdf_paths((path,))
    with reader(resolved) as (read, _):
        return names_apart(list(scan_paths(files, toolkit, read, password, resolved.settings, quiet=quiet)), files)


def _lines(found: Sequence[Change]) -> Iterator[str]:
    if not found:
        yield "Nothing changed in documents, facts or readiness."
    for kind, heading in _HEADINGS.items():
        some = [c for c in found if c.kind == kind]
        if some:
            yield bold(heading)
        for change in some:
            moved = f"{change.before or 'nothing'} → {change.after or 'nothing'}"
            yield from wrapped(f"{change.subject}: {moved}", "  ", "    ")
            for proof in change.proof[:1]:
                yield from wrapped(f"{proof.document}, page {proof.evidence.page}: “{_short(proof.evidence.quote)}”", "    ", "    ")


def _json(change: Change) -> str:
    proof = [{"document": p.document, "page": p.evidence.page, "quote": p.evidence.quote} for p in change.proof]
    value = {"kind": change.kind, "subject": change.subject, "before": change.before, "after": change.after, "evidence": proof}
    return json.dumps(value, ensure_ascii=False)


def _short(quote: str, most: int = 160) -> str:
    plain = " ".join(quote.split())
    return plain if len(plain) <= most else plain[: most - 1].rsplit(" ", 1)[0] + "…"
