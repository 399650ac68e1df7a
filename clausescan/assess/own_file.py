"""TOML files that a person writes: the buyer's profile, the arrangement of a folder. Every slip is told with its place."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

from clausescan.errors import UsageError

T = TypeVar("T")


def load_own(path: Path, parse: Callable[[str], T], advice: str) -> T:
    """What `parse` makes of the file's text, with the file's name before every complaint.

    Raises:
        UsageError: the file cannot be read as text, or `parse` complains.
    """
    try:
        return parse(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read as text.", advice) from error
    except UsageError as error:
        raise UsageError(f"{path}: {error.message}", error.advice) from error


def parse_toml(text: str, advice: str) -> dict[str, Any]:
    """The tables of the text.

    Raises:
        UsageError: it is not TOML.
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"not valid TOML: {error}.", advice) from error


def nearest(value: object, known: Iterable[str]) -> str:
    """Advice on a word that is not known: the nearest one that is, if any is near, and all of them."""
    words = list(known)
    near = difflib.get_close_matches(str(value).lower(), words, 1)
    return f"{f'Did you mean “{near[0]}”? ' if near else ''}Known: {', '.join(words)}."
