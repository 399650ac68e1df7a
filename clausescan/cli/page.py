"""Text for a terminal: bold headings, wrapped lines, columns. Plain where the output is no terminal or `NO_COLOR` is set."""

from __future__ import annotations

import os
import re
import shutil
import sys
import textwrap
from collections.abc import Sequence

_STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
WIDEST = 110
"""Columns beyond which lines of prose are hard to read."""


def harmless(text: str) -> str:
    """The words of a PDF without signs that steer a terminal or turn the direction of writing."""
    return _STEERING.sub("\N{REPLACEMENT CHARACTER}", text)


def say(line: str) -> None:
    """One line on standard output, UTF-8 on every system."""
    sys.stdout.buffer.write(f"{line}\n".encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def bold(text: str) -> str:
    """The text in bold, where a person looks at it and has not asked for plain text."""
    plain = harmless(text)
    return f"\x1b[1m{plain}\x1b[0m" if sys.stdout.isatty() and not os.environ.get("NO_COLOR") else plain


def width() -> int:
    """Columns of the terminal, at most `WIDEST`."""
    return max(40, min(WIDEST, shutil.get_terminal_size((WIDEST, 24)).columns))


def wrapped(text: str, first: str = "", rest: str = "") -> list[str]:
    """The text in lines of the terminal's width, the first begun with `first`, the others with `rest`."""
    return textwrap.wrap(harmless(text), width(), initial_indent=first, subsequent_indent=rest, break_on_hyphens=False) or [first.rstrip()]


def columns(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows under a head, each column as wide as its widest cell; the last is cut where the terminal ends."""
    every = [[harmless(cell) for cell in row] for row in (head, *rows)]
    wide = [max(len(row[n]) for row in every) for n in range(len(head) - 1)]
    left = max(20, shutil.get_terminal_size((WIDEST, 24)).columns - sum(wide) - 2 * len(wide))
    lines = ["  ".join([*(cell.ljust(w) for cell, w in zip(row, wide, strict=False)), _cut(row[-1], left)]).rstrip() for row in every]
    return [bold(lines[0]), *lines[1:]]


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
