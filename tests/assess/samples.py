"""The sample contract files, scanned once for all tests of a run."""

from __future__ import annotations

from functools import cache

from clausescan.core.result import Scanned
from clausescan.scan import load_toolkit, scan_file
from corpus.contracts.render import HERE, slugs


@cache
def sample_scans() -> dict[str, tuple[Scanned, ...]]:
    """The PDFs of each sample contract file, by its folder's name."""
    toolkit = load_toolkit()
    found = {}
    for slug in slugs():
        outcomes = [scan_file(path, toolkit) for path in sorted((HERE / slug).glob("*.pdf"))]
        found[slug] = tuple(o for o in outcomes if isinstance(o, Scanned))
    return found
