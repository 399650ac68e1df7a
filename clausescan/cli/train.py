"""`clausescan train`: make the clause classifier from labelled wording."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(name="train", epilog="\b\nExample:\n  clausescan train --corpus corpus/clauses -o models/clause-kind")
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
def command(corpus: Path, output: Path) -> int:
    """Train the clause classifier and write model, manifest, held-out answers and card.

    The same wording and the same versions give the same bytes.
    """
    from clausescan.learn.corpus import load_cases
    from clausescan.learn.train import train

    trained = train(load_cases(corpus), output)
    made = trained.manifest
    click.echo(f"{output}: {made.cases} cases, {len(made.labels)} labels, {trained.size:,} bytes, sha256 {made.file[:16]}")
    return 0
