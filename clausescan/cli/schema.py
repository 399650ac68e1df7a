"""`clausescan schema`: the JSON Schema of what clausescan writes."""

from __future__ import annotations

from pathlib import Path

import click

from clausescan.cli.outputs import writable, write_whole
from clausescan.settings import schema_text

SCHEMAS = {
    "facts": "one PDF: `clausescan facts`, `clausescan text`",
    "readiness": "one contract file: `clausescan export -o FILE.json`",
    "packet": "the manifest of an evidence packet",
}


@click.command(name="schema", epilog="\b\nExamples:\n  clausescan schema facts\n  clausescan schema readiness -o readiness-1.json")
@click.argument("name", type=click.Choice(sorted(SCHEMAS)), default="facts")
@click.option("-o", "--output", default="-", show_default=True, help="The file to write; - for standard output.")
def command(name: str, output: str) -> int:
    """Print the JSON Schema (draft 2020-12) of NAME: facts (one PDF), readiness (one contract file) or packet (manifest of an evidence packet).

    Within a version keys are added, never changed or taken away: a reader passes over keys that it does not know.
    """
    write_whole(schema_text(name), None if output == "-" else writable(Path(output)))
    return 0
