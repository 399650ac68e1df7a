"""`clausescan export`: a contract file in the forms in which people carry it away."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from clausescan.cli.case import Asked, read_case, tell
from clausescan.cli.contract_files import Gathered, targets
from clausescan.cli.inputs import pdf_paths, status_of
from clausescan.cli.ocr import ocr_flags
from clausescan.cli.outputs import complain, writable, write_whole
from clausescan.cli.question import question_flags
from clausescan.errors import UsageError
from clausescan.export import Exported, Format, exported
from clausescan.settings import template_folder

EPILOG = """\b
Examples:
  clausescan export contract-folder/ -o export/
  clausescan export contract-folder/ -o checks.xlsx -o memo.docx -o dates.ics
  clausescan export contract-folder/ --format pdf --format packet -o export/
  clausescan export contract.pdf rfp.pdf --need "road salt" --buyer buyer.toml -o memo.docx
"""
_SUFFIXES = {
    ".html": Format.HTML,
    ".json": Format.JSON,
    ".csv": Format.CSV,
    ".xlsx": Format.XLSX,
    ".docx": Format.DOCX,
    ".ics": Format.ICS,
    ".pdf": Format.PDF,
    ".zip": Format.PACKET,
}
Target = tuple[Path, tuple[Format, ...]]


@click.command(name="export", epilog=EPILOG)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A file, whose ending says what it is, or a folder for all forms; may be given more than once.  [default: clausescan-export/]",
)
@click.option("--format", "formats", multiple=True, type=click.Choice([f.value for f in Format]), help="Only these forms, in the folder of -o.")
@question_flags
@click.option("--password", help="Password of the PDFs that are locked.")
@ocr_flags
@click.pass_obj
def command(
    obj: dict[str, int],
    *,
    paths: tuple[Path, ...],
    outputs: tuple[Path, ...],
    formats: tuple[str, ...],
    asked: Asked,
    password: str | None,
) -> int:
    """Write the PDFs of a contract file (PATHS: PDFs, or a folder) as tables, memo, calendar, marked PDFs or evidence packet.

    Endings: .xlsx workbook, .docx memo for counsel, .csv the table of checks, .json everything as data, .ics calendar, .zip evidence packet,
    .html report, .pdf the one PDF given, with highlights. A folder gets all of them, or those of --format. Where the PDFs belong to several
    contract files, each is written by itself, with its number in the name.
    """
    files, quiet = pdf_paths(paths), bool(obj["quiet"])
    wanted = _targets(outputs or (Path("clausescan-export"),), tuple(Format(f) for f in formats), len(files))
    with read_case(files, asked, password, folders=paths, quiet=quiet) as read:
        if not read.wanted:
            complain(read.failed)
            return status_of(read.outcomes)
        headlines, told = [], []
        for number, one in enumerate(read.wanted):
            case = read.judged(one)
            kinds = dict.fromkeys(kind for _, some in wanted for kind in some)
            made = {kind: exported(kind, case, template_folder(read.settings), read.copies) for kind in kinds}
            written = [path for place, some in wanted for path in _write((_place(read.wanted, place)[number], some), made)]
            headlines.append((one, None, case.readiness.headline))
            told += [*(words for found in made.values() for words in found.told), *(f"Written: {path.resolve()}" for path in written)]
    if not quiet:
        complain(read.failed)
        tell(headlines, [g for g in read.found if g not in read.wanted], "")
        for words in dict.fromkeys(told):
            click.echo(words, err=True)
    return status_of(read.outcomes)


def _place(found: Sequence[Gathered], place: Path) -> list[Path]:
    """Where each contract file goes: the place itself, or with the contract's number in its name where there are several."""
    return [path for path in targets(found, place) if path is not None]


def _targets(outputs: Sequence[Path], formats: tuple[Format, ...], files: int) -> list[Target]:
    """Each place with the forms that go there, once it is clear that it can be written.

    Raises:
        UsageError: it cannot, or its ending says nothing, or --format is given without a folder.
    """
    found: list[Target] = []
    for path in outputs:
        kind = None if path.is_dir() else _SUFFIXES.get(path.suffix.lower())
        if kind is None and path.suffix and not path.is_dir():
            raise UsageError(f"{path} has an ending that says nothing.", f"Endings are {', '.join(_SUFFIXES)}; a folder has none.")
        if kind is Format.PDF and files > 1:
            raise UsageError(f"{files} PDFs do not go into the one file {path}.", "Give a folder with -o, and --format pdf.")
        found.append((writable(path), (kind,)) if kind else (path, formats or tuple(Format)))
    if formats and all(path.suffix in _SUFFIXES for path, _ in found):
        raise UsageError("--format says what goes into a folder.", "Give a folder with -o, or leave --format away: a file's ending says what it is.")
    return found


def _write(target: Target, made: dict[Format, Exported]) -> list[Path]:
    """Write what belongs there; the paths. A file of a form that has several holds the first of them."""
    place, kinds = target
    if len(kinds) == 1 and place.suffix.lower() in _SUFFIXES and not place.is_dir():
        return [_whole(content, place) for _, content in made[kinds[0]].files[:1]]
    return [_whole(content, place / name) for kind in kinds for name, content in made[kind].files]


def _whole(content: bytes, path: Path) -> Path:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"The folder {path.parent} cannot be made.", "Give another place with -o.") from error
    write_whole(content, writable(path))
    return path
