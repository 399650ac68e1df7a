"""`clausescan report`: the readiness report of one contract file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clausescan import __version__
from clausescan.cli.contract_files import Gathered, beside, chosen, gathered, has_report, targets
from clausescan.cli.day import Day, today
from clausescan.cli.inputs import arrangement_of, as_arranged, names_apart, pdf_paths, reader, scan_paths, settings_in_force, status_of
from clausescan.cli.ocr import ocr_flags
from clausescan.cli.outputs import complain, writable, write_whole
from clausescan.core.result import Failed, Outcome, Scanned
from clausescan.errors import SourceError, UsageError
from clausescan.sandbox import Reader
from clausescan.settings import Settings, data_folder, template_folder

if TYPE_CHECKING:
    from clausescan.core.buyer import Buyer
    from clausescan.core.span import Box
    from clausescan.learn.classifier import Classifier
    from clausescan.scan import Toolkit

EPILOG = """\b
Examples:
  clausescan report contract.pdf amendment-1.pdf rfp.pdf -o report.html
  clausescan report folder/ --need "mobile parking payment" --as-of 2026-11-22
  clausescan report folder/ --buyer buyer.toml -o report.html
  clausescan report inbox/ --only C23-0087
"""


@click.command(name="report", epilog=EPILOG)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-o", "--output", default="clausescan-report.html", show_default=True, help="The HTML file to write; - for standard output.")
@click.option("--as-of", type=Day(), default=None, help="The day the questions are asked for, YYYY-MM-DD; today if not given.")
@click.option("--need", "needs", multiple=True, help="What you want to buy; may be given more than once.")
@click.option(
    "--buyer", "profile", type=click.Path(path_type=Path), help="Profile of the agency that wants to buy; `clausescan buyer init` makes one."
)
@click.option("--only", help="Report only the contract file with these words in its number or vendor, where the PDFs belong to several.")
@click.option("--together", is_flag=True, help="Read all PDFs as one contract file, whatever their numbers and parties say.")
@click.option("--password", help="Password of the PDFs that are locked.")
@ocr_flags
@click.pass_obj
def command(
    obj: dict[str, int],
    *,
    paths: tuple[Path, ...],
    output: str,
    as_of: dt.date | None,
    needs: tuple[str, ...],
    profile: Path | None,
    only: str | None,
    together: bool,
    password: str | None,
) -> int:
    """Read the PDFs of a contract file (PATHS: PDFs, or a folder) and write its report as one HTML page.

    PDFs of several contract files are told apart by numbers, parties and subject, and each contract file gets a report of its own.

    Without --buyer the report is a fact sheet: it says which checks are met and what depends on the buyer. With it, all rows are
    judged for that buyer and the report says whether the contract is ready for sign-off, and on what conditions.
    """
    from clausescan.assess.buyer_file import load_buyer

    files = pdf_paths(paths)
    buyer = load_buyer(profile) if profile is not None else None
    asked = Asked(as_of or today(), tuple(needs), buyer, only, together)
    return write_report(files, output, asked, password, folders=paths, quiet=bool(obj["quiet"]))


@dataclass(frozen=True, slots=True)
class Asked:
    """What a report is asked for: the day, the needs, the buyer if one is known, and which of several contract files."""

    as_of: dt.date
    needs: tuple[str, ...] = ()
    buyer: Buyer | None = None
    only: str | None = None
    together: bool = False


def write_report(files: Sequence[Path], output: str, asked: Asked, password: str | None, *, folders: Sequence[Path] = (), quiet: bool) -> int:
    """Scan, arrange as a person did in one of `folders`, assess, write; the exit status.

    Raises:
        UsageError: the output cannot be written.
    """
    from clausescan.learn.classifier import load_classifier
    from clausescan.scan import label_clauses, load_toolkit

    target = None if output == "-" else writable(Path(output))
    resolved = settings_in_force()
    with reader(resolved) as (read, child):
        toolkit = load_toolkit()
        outcomes = names_apart(list(scan_paths(files, toolkit, read, password, resolved.settings, quiet=quiet)), files)
        scans = as_arranged(_once(outcomes), folders, toolkit)
        failed = [o for o in outcomes if isinstance(o, Failed)]
        if not scans:
            complain(failed)
            return status_of(outcomes)
        classifier = load_classifier(data_folder("models") / "clause-kind")
        scans = [label_clauses(scan, classifier) for scan in scans]
        paths = dict(_sources(outcomes, files))
        found = gathered(scans, arrangement_of(folders), paths, together=asked.together)
        wanted = [g for g in chosen(found, asked.only) if has_report(g)] or found
        if len(wanted) > 1 and target is None:
            raise UsageError(
                f"These PDFs belong to {len(wanted)} contract files: {_titles(wanted)}.", "Choose one with --only, or give a file with -o."
            )
        pictures = _Pictures(paths, child, password, resolved.settings)
        written = []
        for one, place in zip(wanted, targets(wanted, target), strict=True):
            page, headline = _page(one, found, failed, asked, pictures, resolved.settings, (toolkit, classifier))
            write_whole(page, place)
            written.append((one, place, headline))
    if not quiet:
        complain(failed)
        _tell(written, [g for g in found if g not in wanted])
    return status_of(outcomes)


def _page(
    one: Gathered,
    found: Sequence[Gathered],
    failed: Sequence[Failed],
    asked: Asked,
    pictures: _Pictures,
    settings: Settings,
    loaded: tuple[Toolkit, Classifier],
) -> tuple[str, str]:
    """The report of one contract file as HTML, and its headline."""
    from clausescan.assess.forms import fill, forms
    from clausescan.assess.grouping import with_reasons
    from clausescan.assess.letters import letters
    from clausescan.assess.verdict import assess
    from clausescan.explain import explain_uses
    from clausescan.report.html import render_report
    from clausescan.report.view import make_view

    file, readiness = assess(one.scans, asked.as_of, asked.needs, __version__, asked.buyer)
    if one.group is not None:
        file = with_reasons(file, one.group)
    view = make_view(
        file,
        readiness,
        one.scans,
        failed,
        pictures.draw,
        version=__version__,
        as_of=readiness.as_of,
        explanations=explain_uses(one.scans, *loaded),
        forms=[fill(form, readiness.rows) for form in forms()],
        letters=letters(file, readiness, asked.buyer),
        beside=beside(one, found),
    )
    return render_report(view, template_folder(settings)), readiness.headline


def _tell(written: Sequence[tuple[Gathered, Path | None, str]], left: Sequence[Gathered]) -> None:
    """Which reports were written, and which documents are in none."""
    if len(written) > 1:
        click.echo(f"These PDFs belong to {len(written)} contract files; each has a report of its own.", err=True)
    for one, place, headline in written:
        click.echo(f"{one.title}: {headline}" if len(written) > 1 or left else headline, err=True)
        if place:
            click.echo(f"Report: {place.resolve()}", err=True)
    if left:
        click.echo(f"In no report: {_titles(left)}.", err=True)
    if len(written) > 1 or left:
        click.echo("Wrong? Say in contract-file.toml what belongs together, or use --together to read all as one.", err=True)


def _titles(some: Sequence[Gathered]) -> str:
    return "; ".join(g.title for g in some)


def _once(outcomes: Sequence[Outcome]) -> list[Scanned]:
    """What could be read, a file given twice only once."""
    seen: dict[str, Scanned] = {}
    for outcome in outcomes:
        if isinstance(outcome, Scanned):
            seen.setdefault(outcome.document.source.sha256, outcome)
    return list(seen.values())


def _sources(outcomes: Sequence[Outcome], files: Sequence[Path]) -> list[tuple[str, Path]]:
    return [(o.document.source.sha256, p) for o, p in zip(outcomes, files, strict=True) if isinstance(o, Scanned)]


class _Pictures:
    """Pieces of pages, drawn where PDFs are read. The file is read again and must still be the same."""

    def __init__(self, paths: dict[str, Path], child: Reader | None, password: str | None, settings: Settings) -> None:
        self._paths, self._child, self._password, self._settings = paths, child, password, settings
        self._last: tuple[str, bytes] = ("", b"")

    def draw(self, sha256: str, page: int, box: Box, scale: float) -> bytes:
        """A JPEG of that piece.

        Raises:
            SourceError: the file has gone or changed, or the page cannot be drawn.
        """
        from clausescan.read import pdfium
        from clausescan.read.source import identify, read_file

        if self._last[0] != sha256:
            data = read_file(self._paths[sha256], self._settings.max_megabytes * 1_000_000)
            if identify("", data).sha256 != sha256:
                raise SourceError("The file changed after it was read.", "Make the report again.", "unreadable")
            self._last = (sha256, data)
        if self._child is not None:
            return self._child.picture(self._last[1], page, box, scale, self._password)
        with pdfium.open_pdf(self._last[1], self._password) as opened:
            return pdfium.picture(opened, page, box, scale)
