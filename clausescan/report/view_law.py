"""The statutes, rules and guidance that were considered, each once, with the rows of the decision that name them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from clausescan.core.readiness import CheckResult, LawNote

KNOWN = {"official": "read at an official source", "audit": "read at an auditor's or attorney general's page", "reported": "reported by others"}
"""How a rule came to be known, by `LawNote.basis`."""


@dataclass(frozen=True, slots=True)
class LawView:
    """A rule that was considered: citation, what it says, how it is known, and its source; `rows` pair anchor and id of the rows that name it."""

    anchor: str
    citation: str
    says: str
    known: str
    source: str
    rows: tuple[tuple[str, str], ...] = ()


def law_views(rows: Sequence[tuple[str, CheckResult]]) -> tuple[LawView, ...]:
    """Every rule that a row names, in the order of the rows, given as anchor and row; empty without a buyer whose law is held."""
    found: dict[LawNote, list[tuple[str, str]]] = {}
    for anchor, row in rows:
        for note in row.laws:
            found.setdefault(note, []).append((anchor, row.id))
    return tuple(
        LawView(f"law-{n}", note.citation, note.says, law_known(note), note.source, tuple(named)) for n, (note, named) in enumerate(found.items(), 1)
    )


def law_known(note: LawNote) -> str:
    """As in "reported by others, confidence low, written down 2026-01-31"."""
    return f"{KNOWN[note.basis]}, confidence {note.confidence}, written down {note.read}"
