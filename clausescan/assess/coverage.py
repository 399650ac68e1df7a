"""What was read: nothing is called absent that was not looked for on readable pages (BUNDLES 3.6, READINESS R33)."""

from __future__ import annotations

from collections.abc import Sequence

from clausescan.core.contract_file import ContractFile, FilePart
from clausescan.core.finding import Role

_READABLE_SHARE = 0.95  # READINESS R33


def page_count(parts: Sequence[FilePart]) -> int:
    """Pages of these parts, each page of a PDF counted once."""
    return len(_pages(parts))


def unread_count(parts: Sequence[FilePart]) -> int:
    """Pages among them that gave no dependable text."""
    return len({(p.source.sha256, n) for p in parts for n in p.unread_pages})


def is_readable(parts: Sequence[FilePart]) -> bool:
    """True where at least 95 percent of the pages could be read; False for no pages."""
    total = page_count(parts)
    return bool(total) and (total - unread_count(parts)) / total >= _READABLE_SHARE


def both_read(file: ContractFile) -> bool:
    """True where a solicitation and a contract are in the file and could be read: only then is what neither says absent from both."""
    sides = (file.having(Role.SOLICITATION), file.having(Role.CONTRACT, Role.PARTICIPATING_ADDENDUM))
    return all(side and is_readable(side) for side in sides)


def read_words(parts: Sequence[FilePart]) -> str:
    """As in "having read pages 1-19 of bid.pdf" or "having read 54 pages of 3 documents (2 pages unread)"."""
    unread = unread_count(parts)
    left = f" ({unread} {_plural(unread, 'page')} unread)" if unread else ""
    if len(parts) == 1:
        first, last = parts[0].pages
        pages = f"page {first}" if first == last else f"pages {first}-{last}"
        return f"having read {pages} of {parts[0].source.name}{left}"
    total = page_count(parts)
    return f"having read {total} {_plural(total, 'page')} of {len(parts)} documents{left}"


def _pages(parts: Sequence[FilePart]) -> set[tuple[str, int]]:
    return {(p.source.sha256, n) for p in parts for n in range(p.pages[0], p.pages[1] + 1)}


def _plural(count: int, noun: str) -> str:
    return noun if count == 1 else noun + "s"
