"""`clausescan demo`: the main job on the bundled sample contract file."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from clausescan.cli.case import Asked
from clausescan.cli.inputs import pdf_paths
from clausescan.cli.report import write_report
from clausescan.errors import UsageError
from clausescan.settings import data_folder

SAMPLE = "clean-mobile-parking"
NEED = "mobile parking payment"
AS_OF = dt.date(2026, 11, 22)


@click.command(name="demo", epilog="\b\nExample:\n  clausescan demo -o demo")
@click.option(
    "-o", "--output", "folder", type=click.Path(path_type=Path), default=Path("clausescan-demo"), show_default=True, help="Folder to write."
)
@click.pass_obj
def command(obj: dict[str, int], folder: Path) -> int:
    """Read a bundled sample contract file (invented names) and write its report.

    The question asked of it: may another agency buy mobile parking payment from this contract on 22 November 2026?
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"The folder {folder} cannot be made.", "Give another place with -o.") from error
    files = pdf_paths([data_folder("contracts") / SAMPLE])
    target = folder / "report.html"
    status = write_report(files, str(target), Asked(AS_OF, (NEED,)), None, quiet=True)
    if not obj["quiet"]:
        click.echo(f"Read {len(files)} sample PDFs. The report is here: {target.resolve()}")
    return status
