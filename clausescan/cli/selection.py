"""A selection from an archive as a file: CSV, a workbook or JSON, as its ending says."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from clausescan.cli.outputs import writable, write_whole
from clausescan.errors import UsageError

ENDINGS = (".csv", ".xlsx", ".json")
OUTPUT = click.option(
    "-o", "--output", "output", type=click.Path(path_type=Path, dir_okay=False), help="Write what was found to a file too: .csv, .xlsx or .json."
)


def selected_file(path: Path | None) -> Path | None:
    """The place, once it is clear that it can be written and what it will be; None for None.

    Raises:
        UsageError: it cannot, or its ending says nothing.
    """
    if path is not None and path.suffix.lower() not in ENDINGS:
        raise UsageError(f"{path} has an ending that says nothing.", f"Endings are {', '.join(ENDINGS)}.")
    return None if path is None else writable(path)


def write_selected(rows: Sequence[Mapping[str, Any]], path: Path, day: dt.date) -> None:
    """One row for each contract file; days are dates, and no words of a document become a formula.

    Raises:
        UsageError: the file cannot be written after all.
    """
    if path.suffix.lower() == ".json":
        write_whole(json.dumps(list(rows), ensure_ascii=False, indent=1) + "\n", path)
        return
    from clausescan.report.sheets import rows_sheet
    from clausescan.report.spreadsheet import sheet_csv, workbook

    sheet = rows_sheet("Contract files", rows)
    write_whole(sheet_csv(sheet, bom=True) if path.suffix.lower() == ".csv" else workbook([sheet], day), path)
