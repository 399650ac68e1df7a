"""`clausescan report`: the readiness report of one contract file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from clausescan.cli.case import Asked, read_case, tell, titles
from clausescan.cli.contract_files import targets
from clausescan.cli.inputs import pdf_paths, status_of
from clausescan.cli.ocr import ocr_flags
from clausescan.cli.outputs import complain, writable, write_whole
from clausescan.cli.question import question_flags
from clausescan.errors import UsageError
from clausescan.export import report_html
from clausescan.settings import template_folder

USUAL = "clausescan-report.html"

EPILOG = """\b
Examples:
  clausescan report contract.pdf amendment-1.pdf rfp.pdf -o report.html
  clausescan report folder/ --need "mobile parking payment" --as-of 2026-11-22
  clausescan report folder/ --buyer buyer.toml -o report.html
  clausescan report inbox/ --only C23-0087
"""


@click.command(name="report", epilog=EPILOG)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-o", "--output", default=USUAL, show_default=True, help="The HTML file to write, or a folder for it; - for standard output.")
@question_flags
@click.option("--password", help="Password of the PDFs that are locked.")
@ocr_flags
@click.pass_obj
def command(
    obj: dict[str, int],
    *,
    paths: tuple[Path, ...],
    output: str,
    asked: Asked,
    password: str | None,
) -> int:
    """Read the PDFs of a contract file (PATHS: PDFs, or a folder) and write its report as one HTML page.

    PDFs of several contract files are told apart by numbers, parties and subject, and each contract file gets a report of its own.

    Without --buyer the report is a fact sheet: it says which checks are met and what depends on the buyer. With it, all rows are
    judged for that buyer and the report says whether the contract is ready for sign-off, and on what conditions.
    """
    return write_report(pdf_paths(paths), output, asked, password, folders=paths, quiet=bool(obj["quiet"]))


def write_report(files: Sequence[Path], output: str, asked: Asked, password: str | None, *, folders: Sequence[Path] = (), quiet: bool) -> int:
    """Scan, arrange as a person did in one of `folders`, assess, write; the exit status.

    Raises:
        UsageError: the output cannot be written.
    """
    target = None if output == "-" else writable(_page(Path(output)))
    with read_case(files, asked, password, folders=folders, quiet=quiet) as read:
        if len(read.wanted) > 1 and target is None:
            raise UsageError(
                f"These PDFs belong to {len(read.wanted)} contract files: {titles(read.wanted)}.", "Choose one with --only, or give a file with -o."
            )
        written = []
        for one, place in zip(read.wanted, targets(read.wanted, target), strict=True):
            case = read.judged(one)
            write_whole(report_html(case, template_folder(read.settings)), place)
            written.append((one, place, case.readiness.headline))
    if not read.wanted or not quiet:
        complain(read.failed)
    if not quiet:
        tell(written, [g for g in read.found if g not in read.wanted], "Report: ")
    return status_of(read.outcomes)


def _page(output: Path) -> Path:
    """The file for the report: in a folder under its usual name; with the ending that opens a browser where none was given."""
    if output.is_dir():
        return output / USUAL
    return output if output.suffix or output.exists() else output.with_suffix(".html")
