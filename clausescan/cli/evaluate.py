"""`clausescan evaluate`: how well rules and classifier do on wording they have not seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from clausescan.core.finding import Polarity
    from clausescan.scan import Toolkit


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


def _rules(texts: Sequence[str], said: Sequence[Mapping[str, float]] | None = None) -> tuple[str | None, ...]:
    """What the rules say of each text, read as a contract of one clause: alone, or with the probabilities given for each text beside them."""
    from clausescan.core.finding import Polarity
    from clausescan.scan import load_toolkit, scan_text

    rules = replace(load_toolkit(), ask=None)

    def polarity(text: str, toolkit: Toolkit) -> Polarity:
        return scan_text(text, "case", toolkit).parts[0].facts.cooperative_polarity

    if said is None:
        found = [polarity(text, rules) for text in texts]
    else:
        found = [polarity(text, replace(rules, ask=_always(one))) for text, one in zip(texts, said, strict=True)]
    return tuple(None if p in (Polarity.SILENT, Polarity.UNRELATED) else f"cooperative_{p.value}" for p in found)


def _always(said: Mapping[str, float]) -> Callable[[str], Mapping[str, float]]:
    return lambda _words: said
