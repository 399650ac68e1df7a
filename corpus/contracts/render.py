"""Renders the sample contract files: `python -m corpus.contracts.render [slug ...]` writes every PDF beside its source text."""

from __future__ import annotations

import sys
from pathlib import Path

from corpus.contracts.recipe.pages import render
from corpus.contracts.recipe.read import read_source

HERE = Path(__file__).resolve().parent


def slugs() -> list[str]:
    """Names of the contract files, sorted."""
    return sorted(path.parent.name for path in HERE.glob("*/source"))


def sources(slug: str) -> list[Path]:
    """The source texts of one contract file, in order."""
    return sorted((HERE / slug / "source").glob("*.md"))


def main(names: list[str]) -> None:
    """Renders the contract files of those names, or all."""
    for slug in names or slugs():
        for path in sources(slug):
            source = read_source(path)
            target = HERE / slug / source.meta.pdf
            target.write_bytes(render(source))
            print(f"{slug}/{target.name}: {target.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main(sys.argv[1:])
