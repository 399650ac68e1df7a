"""A source text as values: front matter and blocks. Knows nothing of PDF.

A source begins with TOML between two lines `+++`. Then blocks, divided by empty lines:

    # Title     ## Section     ### Subsection     ^ centred line     > indented paragraph     plain paragraph
    1. item     (a) item     12.3 item     - item     [X] item           hanging; two spaces in front are one level
    === page | landscape | portrait | columns | single                   a new page, of that kind from there on
    ::: name word word key=value ... :::                                 letterhead, table, sign, box, toc, fields, lines

Within lines `**bold**`, `*slanted*`, `__underlined__`, and ` ¶ ` where the line breaks.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

SIGNS = {"# ": "h1", "## ": "h2", "### ": "h3", "^ ": "center", "> ": "indent"}
ITEM = re.compile(
    r"(?P<space> *)(?P<mark>-|\[[ X]\]|\([A-Za-z0-9]{1,5}\)|(?:[A-Z]{1,4}|[a-z]|\d{1,2})[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?(?:\([a-z0-9]\))?) +(?=\S)"
)


@dataclass(frozen=True, slots=True)
class Meta:
    """What the front matter says of one PDF.

    `number` may hold {page} and {pages}; running heads start on page 2 unless `head_first`; `first_page` is a word of `===`.
    """

    pdf: str
    title: str
    author: str
    style: str
    head_left: str = ""
    head_right: str = ""
    foot_left: str = ""
    foot_right: str = ""
    number: str = "Page {page} of {pages}"
    head_first: bool = False
    first_page: str = "single"


@dataclass(frozen=True, slots=True)
class Block:
    """One block: its kind, the words and settings of its opening line, its lines as written, and for an item its mark and level."""

    kind: str
    lines: tuple[str, ...]
    words: tuple[str, ...] = ()
    settings: dict[str, str] = field(default_factory=dict)
    mark: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """One source text."""

    meta: Meta
    blocks: tuple[Block, ...]


def fenced(opening: str, lines: tuple[str, ...]) -> Block:
    """The block of a `:::` opening line (without the colons) and the lines within."""
    name, *rest = opening.split()
    settings = dict(word.split("=", 1) for word in rest if "=" in word)
    return Block(name, lines, tuple(w for w in rest if "=" not in w), settings)


def plain(line: str) -> Block:
    """The block of one paragraph, written as one line."""
    for sign, kind in SIGNS.items():
        if line.startswith(sign):
            return Block(kind, (line[len(sign) :].strip(),))
    found = ITEM.match(line)
    if found:
        return Block("item", (line[found.end() :].strip(),), mark=found["mark"], level=len(found["space"]) // 2)
    return Block("para", (line.strip(),))


def blocks_of(text: str) -> tuple[Block, ...]:
    """The blocks of a source's body, in order. A paragraph may run over several lines; an item or heading ends where the next begins."""
    blocks: list[Block] = []
    held: list[str] = []

    def close() -> None:
        if held:
            blocks.append(plain(held[0] + "".join(" " + x.strip() for x in held[1:])))
            held.clear()

    lines = iter(text.splitlines())
    for line in lines:
        if line.startswith("::: "):
            close()
            inner = []
            for within in lines:
                if within.strip() == ":::":
                    break
                inner.append(within)
            blocks.append(fenced(line[4:], tuple(inner)))
        elif line.startswith("=== "):
            close()
            blocks.append(Block("turn", (), (line[4:].strip(),)))
        elif not line.strip():
            close()
        else:
            if ITEM.match(line) or line.startswith(tuple(SIGNS)):
                close()
            held.append(line)
    close()
    return tuple(blocks)


def read_source(path: Path) -> Source:
    """The source text at that path.

    Raises:
        ValueError: it does not begin with front matter.
    """
    start, *rest = path.read_text(encoding="utf-8").split("+++\n", 2)
    if start or len(rest) != 2:
        raise ValueError(f"no front matter at the top of {path.name}")
    front, body = rest
    return Source(Meta(**tomllib.loads(front)), blocks_of(body))
