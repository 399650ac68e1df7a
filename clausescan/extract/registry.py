"""The registry of cooperatives and programs (AGENCIES 4): who stands behind a brand.

Data in registry/cooperatives.csv, read in the month of its `read` column.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib import resources

from clausescan.core.finding import AgencyType, Answer
from clausescan.core.span import Span
from clausescan.extract.alternation import alternation


class Model(StrEnum):
    """How the awarding body stands to the brand."""

    SELF = "self"
    """The cooperative itself solicits and awards."""
    BODY = "body"
    """A public body that leads for others' brands; not a program."""
    PROGRAM = "program"
    """A program of one public body, which awards."""
    MEMBERS = "members"
    """Each member, state or university leads its own contracts."""
    ADMINISTRATOR = "administrator"
    """A company or association that markets contracts of public bodies; never the lead."""
    ASSOCIATION = "association"
    """A nonprofit that awards contracts of its own, which no public body leads, and adopts those of public bodies."""
    MARKETPLACE = "marketplace"
    """An index of others' contracts, not a cooperative."""


@dataclass(frozen=True, slots=True)
class Cooperative:
    """One row. `key` is the short name in the results; `lead_body` is "" where bodies differ; `lead_state` None for national and federal ones."""

    key: str
    name: str
    aliases: tuple[str, ...]
    model: Model
    lead_body: str
    lead_type: AgencyType
    lead_state: str | None
    lead_public: Answer
    source_level: str
    read: str


@dataclass(frozen=True, slots=True)
class Registry:
    """All rows, and one expression that finds any of their aliases as whole words."""

    cooperatives: tuple[Cooperative, ...]
    pattern: re.Pattern[str]
    by_alias: dict[str, Cooperative]

    def find(self, words: str) -> Cooperative | None:
        """The row whose alias these words are, in any case and spacing; None for others."""
        return self.by_alias.get(_fold(words))

    def named(self, text: str, span: Span) -> tuple[tuple[Span, Cooperative], ...]:
        """Every alias between those offsets of the text with its row, in order; kept for the next who asks of the same text."""
        whole = (
            place for place in _places(self.pattern, text, span.start, span.end) if not _INSIDE.search(text, max(0, place.start - 12), place.start)
        )
        found = ((place, self.find(text[place.start : place.end])) for place in whole)
        return tuple((place, row) for place, row in found if row is not None)

    def state_of(self, body: str) -> str | None:
        """The state of an awarding body, by its alias or its own name ("Region 10 ESC" is the education service center); None for others."""
        key = re.sub(r"\besc$", "education service center", _fold(body))
        row = self.by_alias.get(key) or next((c for c in self.cooperatives if c.lead_body and _fold(c.lead_body) == key), None)
        return row.lead_state if row else None


_INSIDE = re.compile(r"\bBoards? of\s\Z", re.IGNORECASE)
"""What makes an alias the end of another body's name: a "Board of Cooperative Educational Services" is not CES."""


@lru_cache(maxsize=2)
def _places(pattern: re.Pattern[str], text: str, start: int, end: int) -> tuple[Span, ...]:
    return tuple(Span(*m.span()) for m in pattern.finditer(text, start, end))


def _fold(words: str) -> str:
    return re.sub(r"[^a-z0-9&]+", " ", words.lower().replace("’", "'")).strip()


def _row(cells: dict[str, str]) -> Cooperative:
    return Cooperative(
        cells["key"],
        cells["name"],
        tuple(a for a in cells["aliases"].split("|") if a),
        Model(cells["model"]),
        cells["lead_body"],
        AgencyType(cells["lead_type"]),
        cells["lead_state"] or None,
        Answer(cells["lead_public"]),
        cells["source_level"],
        cells["read"],
    )


@cache
def load_registry() -> Registry:
    """The registry as shipped."""
    text = resources.files("clausescan.extract").joinpath("registry/cooperatives.csv").read_text(encoding="utf-8")
    rows = tuple(_row(cells) for cells in csv.DictReader(text.splitlines()))
    # Short names are words elsewhere ("tips", "save"), so names count as written or in capitals only.
    pattern = re.compile(alternation((a for row in rows for a in row.aliases), r"[\w-]") + r"(?![\w-])")
    return Registry(rows, pattern, {_fold(a): row for row in reversed(rows) for a in row.aliases})
