"""The flags of every command that asks something of contract files: on which day, for which needs and buyer, and of which of several."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from clausescan.cli.case import Asked
from clausescan.cli.day import Day, today


def question_flags(command: Callable[..., int]) -> Callable[..., int]:
    """The command with those flags; it is told of them as one `asked`."""

    @wraps(command)
    def told(
        *given: Any, as_of: dt.date | None, needs: tuple[str, ...], profile: Path | None, only: str | None, together: bool, **others: Any
    ) -> int:
        from clausescan.assess.buyer_file import load_buyer

        buyer = load_buyer(profile) if profile is not None else None
        return command(*given, asked=Asked(as_of or today(), needs, buyer, only, together), **others)

    flagged: Callable[..., int] = told
    for flag in reversed(_FLAGS):
        flagged = flag(flagged)
    return flagged


_FLAGS = (
    click.option("--as-of", type=Day(), default=None, help="The day the questions are asked for, YYYY-MM-DD; today if not given."),
    click.option("--need", "needs", multiple=True, help="What you want to buy; may be given more than once."),
    click.option(
        "--buyer", "profile", type=click.Path(path_type=Path), help="Profile of the agency that wants to buy; `clausescan buyer init` makes one."
    ),
    click.option("--only", help="Only the contract file with these words in its number or vendor, where the PDFs belong to several."),
    click.option("--together", is_flag=True, help="Read all PDFs as one contract file, whatever their numbers and parties say."),
)
