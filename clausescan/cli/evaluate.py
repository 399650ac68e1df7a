"""`clausescan evaluate`: how well rules and classifier do on wording they have not seen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click


@click.command(name="evaluate", epilog="\b\nExample:\n  clausescan evaluate > evaluation.md")
@click.option(
    "--corpus",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    default=Path("corpus/clauses"),
    show_default=True,
    help="Folder of labelled wording.",
)
@click.option("--model", type=click.Path(path_type=Path, file_okay=False, exists=True), help="Model to compare with; the shipped one if left out.")
def command(corpus: Path, model: Path | None) -> int:
    """Print per-label scores, calibration, rules against model, a learning curve, and what is gained and lost against the shipped model."""
    from clausescan.learn.corpus import load_cases
    from clausescan.learn.evaluate import evaluation
    from clausescan.settings import data_folder

    click.echo(evaluation(load_cases(corpus), _rules, model or data_folder("models") / "clause-kind"), nl=False)
    return 0


def _rules(texts: Sequence[str]) -> tuple[str | None, ...]:
    """What the rules alone say of each text, read as a contract of one clause."""
    from clausescan.core.finding import Polarity
    from clausescan.scan import load_toolkit, scan_text

    toolkit = load_toolkit()
    said = (scan_text(text, "case", toolkit).parts[0].facts.cooperative_polarity for text in texts)
    return tuple(None if p in (Polarity.SILENT, Polarity.UNRELATED) else f"cooperative_{p.value}" for p in said)
