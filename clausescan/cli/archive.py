"""`clausescan archive`: what is done with an archive as a whole."""

from __future__ import annotations

from pathlib import Path

import click

from clausescan.cli.search import FOLDER

EPILOG = """\b
Examples:
  clausescan archive export --archive archive -o tables
"""


@click.group(name="archive", epilog=EPILOG)
def command() -> None:
    """Write the tables of an archive for other programs. Searching is `clausescan search`; filling is `clausescan scan`."""


@command.command(name="export", epilog=EPILOG)
@click.option("--archive", "folder", required=True, type=FOLDER, help="Folder of the archive, made by `clausescan scan`.")
@click.option(
    "-o", "--output", default="clausescan-tables", show_default=True, type=click.Path(path_type=Path, file_okay=False), help="Folder to write."
)
@click.pass_obj
def export(obj: dict[str, int], folder: Path, output: Path) -> None:
    """Write contract files, checks, documents, facts and clauses as Parquet files, one a table (needs the extra `parquet`)."""
    from clausescan.archive.parquet import write_parquet
    from clausescan.archive.store import Archive

    with Archive(folder) as archive:
        for path, rows in write_parquet(archive, output):
            if not obj["quiet"]:
                click.echo(f"{path}: {rows:,} {'row' if rows == 1 else 'rows'}", err=True)
