"""`clausescan similar`: clauses of an archive that are worded like a given one."""

from __future__ import annotations

from pathlib import Path

import click

from clausescan.cli.inputs import write_json
from clausescan.cli.page import bold, say, wrapped
from clausescan.cli.search import FOLDER
from clausescan.errors import UsageError

EPILOG = """\b
Examples:
  clausescan similar contract.pdf --archive archive
  clausescan similar contract.pdf 1f0c2a9be7d4 --archive archive --limit 5
  clausescan similar "Other agencies may buy at the same prices." --archive archive --json
"""


@click.command(name="similar", epilog=EPILOG)
@click.argument("file")
@click.argument("finding", default="")
@click.option("--archive", "folder", required=True, type=FOLDER, help="Folder of the archive, made by `clausescan scan`.")
@click.option("--limit", type=click.IntRange(1), default=10, show_default=True, help="Most clauses to show.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON Lines: one object a clause.")
@click.pass_obj
def command(obj: dict[str, int], file: str, finding: str, folder: Path, limit: int, as_json: bool) -> int:
    """Find clauses of an archive that are worded like the clause FINDING of the PDF FILE.

    FILE is a PDF that the archive holds; without FINDING its clauses are listed with their ids. In place of both you may give wording
    of your own.
    """
    from clausescan.archive.similar import clause_of, clauses_of, similar
    from clausescan.archive.store import Archive
    from clausescan.read.source import identify, read_file

    with Archive(folder) as archive:
        if not Path(file).is_file() and not finding and " " in file.strip():
            found = similar(archive, file, limit=limit)
        else:
            sha256 = identify("", read_file(Path(file))).sha256
            if not finding:
                return _list(clauses_of(archive, sha256), file, as_json=as_json)
            given = clause_of(archive, sha256, finding)
            if given is None:
                raise UsageError(
                    f"The archive holds no clause {finding} of {file}.", f"See which it holds: clausescan similar {file} --archive {folder}"
                )
            found = similar(archive, given["quote"], without=(sha256, given["finding"]), limit=limit)
    for number, one in enumerate(found, 1):
        if as_json:
            write_json({"likeness": one.likeness, **one.row})
            continue
        say(bold(f"{number}. {one.likeness:.0%} alike: {one.row['title'] or one.row['name']}"))
        for line in (f"{one.row['class']}, {one.row['polarity']}, page {one.row['page']}, {one.row['path']}", f"“{one.row['quote']}”"):
            for piece in wrapped(line, "   ", "   "):
                say(piece)
    if not obj["quiet"]:
        click.echo(f"{len(found)} {'clause' if len(found) == 1 else 'clauses'} like it.", err=True)
    return 0


def _list(clauses: list[dict[str, object]], file: str, *, as_json: bool) -> int:
    for one in clauses:
        if as_json:
            write_json(one)
            continue
        for line in wrapped(f"{one['finding']}  {one['class']}, {one['polarity']}, page {one['page']}: {one['quote']}", "", "  "):
            say(line)
    if not clauses:
        click.echo(f"The archive holds no clause on use by others of {file}.", err=True)
    return 0
