"""The documents of one PDF: their pages, their stretch of the text, and their titles."""

from __future__ import annotations

import re
from dataclasses import dataclass

from clausescan.core.document import Document, Line
from clausescan.core.span import Span
from clausescan.read.looks import LARGER
from clausescan.read.split import names_kind

MAX_TITLE = 120

_NUMBERED = re.compile(r"\W{0,2}(?:\d{1,3}|[A-Z])[.)]\s")


@dataclass(frozen=True, slots=True)
class Stretch:
    """One document of a PDF: first and last page, from 1, the span of its text, and its title, "" where no line looks like one."""

    pages: tuple[int, int]
    span: Span
    title: str


def stretches(document: Document) -> tuple[Stretch, ...]:
    """The documents that a PDF holds, in order, from `Document.starts`. Their spans never overlap and together cover the text."""
    count = len(document.pages)
    starts = [page for page in document.starts if 1 < page <= count]
    firsts = [1, *starts]
    found = []
    for first, following in zip(firsts, [*starts, count + 1], strict=True):
        start = document.pages[first - 1].span.start if first > 1 else 0
        span = Span(start, document.pages[following - 1].span.start if following <= count else len(document.text))
        found.append(Stretch((first, following - 1), span, find_title(document, span)))
    return tuple(found)


def find_title(document: Document, span: Span) -> str:
    """The title of what stands in that span: of the first lines, those in the largest type that name a kind of document, else the largest.

    At most 120 characters, two lines joined; "" where the document has no lines there.
    """
    lines = _first_lines(document, span)
    if not lines:
        return ""
    sizes = sorted(line.font_size for line in lines)
    usual = sizes[len(sizes) // 2]
    apart = [i for i, line in enumerate(lines) if _may_be_title(document.quote(line.span), line, usual)]
    if not apart:
        return ""
    best = max(apart, key=lambda i: (names_kind(document.quote(lines[i].span)), lines[i].font_size, -i))
    said = document.quote(lines[best].span)
    following = lines[best + 1] if best + 1 in apart else None
    if following is not None and abs(following.font_size - lines[best].font_size) < 0.5 and following.bold == lines[best].bold:
        said = f"{said} {document.quote(following.span)}"
    return " ".join(said.split())[:MAX_TITLE].rstrip()


def _first_lines(document: Document, span: Span) -> tuple[Line, ...]:
    """The first lines of the first page of the span that has any."""
    lines = document.lines_of(Span(span.start, min(span.end, span.start + 4_000)))
    return tuple(line for line in lines if line.page == lines[0].page)[:20] if lines else ()


def _may_be_title(text: str, line: Line, usual: float) -> bool:
    letters = sum(c.isalpha() for c in text)
    if letters < 4 or len(text) > 90 or text.rstrip().endswith((",", ";", ":")) or _NUMBERED.match(text):
        return False
    return line.font_size > LARGER * usual or text.isupper() or text.istitle() or line.bold
