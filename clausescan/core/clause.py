"""The outline of a part: sections and clauses."""

from __future__ import annotations

from dataclasses import dataclass

from clausescan.core.span import Span


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered or headed section; `span` runs to the next section of the same or a higher level.

    `level` counts from 0; `parent` is the index of the section that holds it, or None.
    """

    index: int
    number: str
    heading: str
    span: Span
    heading_span: Span
    level: int
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of text that one judgment can be made of: a section's own text without its subsections.

    Clauses never overlap, and together cover the text.
    """

    index: int
    section: int | None
    span: Span
    furniture: bool = False
    """True for a table of contents or other text that states nothing."""


@dataclass(frozen=True, slots=True)
class Outline:
    """Sections and clauses of one part, in order."""

    sections: tuple[Section, ...]
    clauses: tuple[Clause, ...]

    def heading_of(self, clause: Clause) -> str:
        """Number and heading of the clause's section, "" where it has none."""
        if clause.section is None:
            return ""
        section = self.sections[clause.section]
        return " ".join(x for x in (section.number, section.heading) if x)

    def path_of(self, clause: Clause) -> tuple[str, ...]:
        """Headings from the outermost section to the clause's own."""
        names: list[str] = []
        index = clause.section
        while index is not None:
            section = self.sections[index]
            names.append(" ".join(x for x in (section.number, section.heading) if x))
            index = section.parent
        return tuple(reversed(names))


@dataclass(frozen=True, slots=True)
class Label:
    """What a classifier says a clause is about. `probability` is calibrated; `kind` is None where it abstains."""

    clause: int
    kind: str | None
    probability: float
