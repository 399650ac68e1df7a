"""`clausescan train`: make the clause classifier from labelled wording."""

from __future__ import annotations

from pathlib import Path

import click

EPILOG = """\b
Examples:
  clausescan train --corpus corpus/clauses -o models/clause-kind
  clausescan train --with corrections.toml -o models/our-clauses
"""


@click.command(name="train", epilog=EPILOG)
@click.option(
    "--corpus",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    default=Path("corpus/clauses"),
    show_default=True,
    help="Folder of labelled wording.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("models/clause-kind"),
    show_default=True,
    help="Folder of the model.",
)
@click.option(
    "--with",
    "more",
    multiple=True,
    type=click.Path(path_type=Path),
    help="More labelled wording: a file of `clausescan corrections export`, or a folder. May be given more than once.",
)
def command(corpus: Path, output: Path, more: tuple[Path, ...]) -> int:
    """Train the clause classifier and write model, manifest, held-out answers and card.

    The same wording and the same versions give the same bytes.
    """
    from clausescan.errors import UsageError
    from clausescan.learn.corpus import load_cases
    from clausescan.learn.train import train

    for path in more:
        if not path.exists():
            raise UsageError(f"There is no file or folder {path}.", "Make one with `clausescan corrections export -o corrections.toml`.")
    trained = train(load_cases(corpus, *more), output)
    made = trained.manifest
    click.echo(f"{output}: {made.cases} cases, {len(made.labels)} labels, {trained.size:,} bytes, sha256 {made.file[:16]}")
    return 0
