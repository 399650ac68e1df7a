"""Builders for tests: documents and parts from plain strings."""

from __future__ import annotations

import hashlib

from clausescan.core.clause import Clause, Outline
from clausescan.core.document import Document, Page, SourceFile
from clausescan.core.result import Part
from clausescan.core.span import Span


def document(*pages: str, name: str = "test.pdf") -> Document:
    """A document without boxes: one page per string."""
    text = ""
    found: list[Page] = []
    for number, words in enumerate(pages, 1):
        start = len(text)
        text += words + "\n"
        found.append(Page(number, Span(start, len(text)), 612.0, 792.0))
    return Document(SourceFile(name, hashlib.sha256(text.encode()).hexdigest(), len(text)), text, tuple(found))


def part(doc: Document, *, title: str = "") -> Part:
    """The whole document as one part; every paragraph is a clause."""
    clauses: list[Clause] = []
    start = 0
    for piece in doc.text.split("\n\n"):
        end = min(len(doc.text), start + len(piece) + 2)
        if end > start:
            clauses.append(Clause(len(clauses), None, Span(start, end)))
        start = end
    return Part(title, (1, len(doc.pages)), Span(0, len(doc.text)), Outline((), tuple(clauses)))
