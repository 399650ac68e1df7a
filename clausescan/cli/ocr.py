"""The flags of every command that reads PDFs: which pages are read from their picture, and in which language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from clausescan.cli.inputs import FLAGS

F = TypeVar("F", bound=Callable[..., Any])
_LAYOUT = "auto: pages without usable text; redo: also scans that carry somebody's text layer; force: every page; off: none."


def ocr_flags(command: F) -> F:
    """The command with `--ocr` and `--ocr-lang`; both become settings, and the command itself is not told of them."""
    language = click.option("--ocr-lang", metavar="LANG", expose_value=False, callback=_kept("ocr_language"), help="Language of scans, as eng+spa.")
    mode = click.option("--ocr", type=click.Choice(["auto", "redo", "force", "off"]), expose_value=False, callback=_kept("ocr"), help=_LAYOUT)
    return mode(language(command))


def _kept(setting: str) -> Callable[[click.Context, click.Parameter, str | None], None]:
    def keep(context: click.Context, _: click.Parameter, value: str | None) -> None:
        context.meta.setdefault(FLAGS, {})[setting] = value

    return keep
