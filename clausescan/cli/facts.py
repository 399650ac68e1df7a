"""`clausescan facts`: what is found in PDFs, as JSON Lines."""

from __future__ import annotations

from pathlib import Path

import click

from clausescan.cli.inputs import pdf_paths, reader, scan_paths, settings_in_force, status_of, write_json
from clausescan.cli.ocr import ocr_flags
from clausescan.core.plain import outcome_plain


@click.command(name="facts", epilog="\b\nExample:\n  clausescan facts contract.pdf rfp.pdf > facts.jsonl")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--text", "with_text", is_flag=True, help="Add the text that all offsets refer to.")
@click.option("--password", help="Password of the PDFs that are locked.")
@ocr_flags
@click.pass_obj
def command(obj: dict[str, int], paths: tuple[Path, ...], with_text: bool, password: str | None) -> int:
    """Print what is found in PATHS (PDFs, or folders of PDFs): one JSON object a file, in order.

    A file that cannot be read gives an object with an error; the others go on.
    """
    from clausescan.scan import load_toolkit

    toolkit, resolved, status = load_toolkit(), settings_in_force(), 0
    with reader(resolved) as (read, _):
        for outcome in scan_paths(pdf_paths(paths), toolkit, read, password, resolved.settings, quiet=bool(obj["quiet"])):
            write_json(outcome_plain(outcome, text=with_text))
            status = max(status, status_of([outcome]))
    return status
