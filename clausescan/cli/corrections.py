"""`clausescan corrections`: what reviewers said, as labelled wording or as the trail itself."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from clausescan.cli.inputs import settings_in_force
from clausescan.cli.outputs import writable, write_whole
from clausescan.core.review import Correction
from clausescan.errors import UsageError
from clausescan.settings import desk_folder

EPILOG = """\b
Examples:
  clausescan corrections export -o corrections.toml
  clausescan corrections export folder/ -o corrections.toml
"""
EXPORT_EPILOG = """\b
Examples:
  clausescan corrections export -o corrections.toml
  clausescan corrections export folder/ review.jsonl -o corrections.toml
  clausescan train --with corrections.toml -o models/our-clauses
"""


@click.group(name="corrections", epilog=EPILOG)
def command() -> None:
    """Take what reviewers corrected out of the desk, for training and for other programs."""


@command.command(name="export", epilog=EXPORT_EPILOG)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True))
@click.option("--home", type=click.Path(path_type=Path, file_okay=False), help="Folder of the desk, as in `clausescan serve`; used without PATHS.")
@click.option("--trail", is_flag=True, help="Write the lines of the trail (JSON Lines) instead of labelled wording.")
@click.option("-o", "--output", default="-", show_default=True, help="The file to write; - for standard output.")
@click.pass_obj
def export(obj: dict[str, int], paths: tuple[Path, ...], home: Path | None, trail: bool, output: str) -> int:
    """Write what reviewers said as labelled wording (TOML), for `clausescan train --with`.

    PATHS are trails (review.jsonl) or folders that hold some; without them all reviews of the desk. A finding on which reviewers differ is
    left out. The file holds words of your documents: keep it where they may lie.
    """
    from clausescan.learn.from_review import cases_of, cases_text

    target = None if output == "-" else writable(Path(output))
    place = (home or desk_folder(settings_in_force().settings, os.environ)) / "reviews"
    files = list(_trails(paths or (place,)))
    if not files:
        raise UsageError("There is no review.", "Review findings at the desk (`clausescan serve`), or name a review.jsonl.")
    lines = [line for path in files for line in _load(path)]
    if trail:
        write_whole("".join(f"{_plain(line)}\n" for line in lines), target)
    else:
        cases = cases_of(lines)
        write_whole(cases_text(cases), target)
        if not obj["quiet"]:
            click.echo(
                f"{len(cases)} {'case' if len(cases) == 1 else 'cases'} from {len(files)} {'review' if len(files) == 1 else 'reviews'}.", err=True
            )
    return 0


def _trails(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(path.rglob("*.jsonl")) if path.is_dir() else [path] if path.is_file() else []


def _load(path: Path) -> tuple[Correction, ...]:
    from clausescan.assess.review_file import load_review

    return load_review(path)


def _plain(line: Correction) -> str:
    import json

    from clausescan.core.review import correction_plain

    return json.dumps(correction_plain(line), ensure_ascii=False)
