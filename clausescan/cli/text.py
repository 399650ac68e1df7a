"""`clausescan text`: texts instead of files."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import sys
from typing import Any

import click

from clausescan.cli.inputs import write_json
from clausescan.core.finding import Role
from clausescan.core.plain import scanned_plain
from clausescan.core.result import KnownDates
from clausescan.errors import Exit, UsageError


@click.command(name="text", epilog='\b\nExample:\n  echo \'{"id": "a", "text": "Other cities may buy from this contract."}\' | clausescan text')
@click.option("--text", "with_text", is_flag=True, help="Add the text that all offsets refer to.")
def command(with_text: bool) -> int:
    """Read JSON Lines {"id", "text", "role"?, "context"?} on standard input; print one facts object a line with the same id.

    Each text is treated as the whole of a short document. This is how to try a wording.
    """
    from clausescan.scan import load_toolkit, scan_text

    toolkit, status = load_toolkit(), int(Exit.DONE)
    for number, line in enumerate(sys.stdin.buffer, 1):
        if not line.strip():
            continue
        try:
            name, text, role, known = read_line(line)
        except UsageError as error:
            click.echo(f"line {number}: {error.message} {error.advice}", err=True)
            status = int(Exit.USAGE)
            continue
        write_json({"id": name, **scanned_plain(scan_text(text, str(name), toolkit, role, known), text=with_text)})
    return status


def read_line(line: bytes) -> tuple[Any, str, Role, KnownDates]:
    """Id, text, role and known dates of one line.

    Raises:
        UsageError: it is not such an object; unknown keys of `context` are passed over.
    """
    try:
        one = json.loads(line)
        return one.get("id"), str(one["text"]), Role(one.get("role") or "contract"), known_dates(one.get("context") or {})
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise UsageError("not an object with a text and, perhaps, a role and a context.", 'Write {"id": …, "text": …}.') from error


def known_dates(context: dict[str, Any]) -> KnownDates:
    """The dates that are known from elsewhere; keys that mean nothing here are passed over.

    Raises:
        ValueError: a date is not ISO.
    """
    values: dict[str, Any] = {}
    for field in dataclasses.fields(KnownDates):
        value = context.get(field.name)
        if value and field.name == "signatures":
            values[field.name] = tuple(dt.date.fromisoformat(v) for v in value)
        elif value:
            values[field.name] = dt.date.fromisoformat(str(value))
    return KnownDates(**values)
