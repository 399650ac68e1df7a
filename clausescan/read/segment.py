"""From lines to a numbered outline: sections with their headings, and clauses that cover the text once."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

from clausescan.core.clause import Clause, Outline, Section
from clausescan.core.document import Document
from clausescan.core.span import Span
from clausescan.read.numbering import Numbering, Style, as_roman, parse

MAX_CLAUSE = 2_400  # characters; a longer clause is cut at a paragraph, so that a judgment stays about one thing
MAX_HEADING = 90

_LEADERS = re.compile(r"(?:\.\s?){4,}\s{0,4}\d{0,4}\s*$|…{2,}\s{0,3}\d{0,4}\s*$|\s{3,}\d{1,4}\s*$")
_CONTENTS = re.compile(r"^\s*(?:table\s+of\s+)?contents\s*:?\s*$|^\s*index\s*$", re.IGNORECASE)
_CONTENTS_ENDS = frozenset("sSxX:")
_SENTENCE_END = re.compile(r"[.;:,]\s*$")
_RUN_IN = re.compile(r"^\s*(?P<head>[A-Z“\"][^.:\n]{2,70}?)\s{0,2}(?P<stop>[.:]|\s[–—-])(?=\s|$)")
_WORDS = re.compile(r"[^\W\d_]+")
_SMALL = frozenset("a an and as at by for from in into is it its not of on or per the to under upon with within without vs".split())  # noqa: SIM905


class _Head(NamedTuple):
    """A line that opens a section: its place, its number, its heading."""

    start: int
    end: int
    numbering: Numbering | None
    heading: str
    level: int = 0


class _Row(NamedTuple):
    """A line as the segmenter sees it; `fresh` where it begins a paragraph."""

    span: Span
    text: str
    size: float
    bold: bool
    fresh: bool


def segment(document: Document, span: Span) -> Outline:
    """The outline of that span: sections in order, and clauses that never overlap and together cover it.

    A table of contents is kept as clauses marked `furniture` and opens no section.
    """
    rows = list(_rows(document, span))
    contents = _contents(rows)
    body = median([r.size for r in rows if r.size] or [0.0])
    heads = [head for i, row in enumerate(rows) if i not in contents and (head := _head(row, body)) is not None]
    heads = _levels(_in_sequence(heads))
    sections = _sections(heads, span)
    return Outline(sections, tuple(_clauses(document.text, span, sections, [rows[i].span for i in sorted(contents)])))


def _rows(document: Document, span: Span) -> Iterator[_Row]:
    """Lines of the span; where the document has none (a plain text), lines of its text."""
    if document.lines:
        text, before = document.text, -1
        first = bisect_left(document.lines, span.start, key=lambda line: line.span.start)
        for line in document.lines[first:]:
            start, end = line.span.start, line.span.end
            if start >= span.end:
                return
            yield _Row(line.span, text[start:end], line.font_size, line.bold, before < 0 or text.count("\n", before, start) > 1)
            before = end
        return
    at, fresh = span.start, True
    for text in document.quote(span).split("\n"):
        if text.strip():
            yield _Row(Span(at, at + len(text)), text, 0.0, bold=False, fresh=fresh)
        fresh = not text.strip()
        at += len(text) + 1


def _contents(rows: Sequence[_Row]) -> frozenset[int]:
    """Lines of a table of contents: leaders to page numbers, or a run of short lines that end in numbers after the word Contents."""
    lasts = [row.text.rstrip()[-1:] for row in rows]  # most lines are told by their last character
    leaders = [
        i for i, row in enumerate(rows) if _may_lead(lasts[i]) and _LEADERS.search(row.text) and not _has_blanks(row.text[: len(row.text) // 2])
    ]
    found = {i for i in leaders if lasts[i].isdigit() and "_" not in rows[i].text and _neighbours(leaders, i) >= 3}
    for i, row in enumerate(rows):
        if lasts[i] in _CONTENTS_ENDS and _CONTENTS.match(row.text):
            found.add(i)
            found.update(_entries(rows, i + 1))
    return frozenset(found)


def _may_lead(last: str) -> bool:
    """True for the last characters of lines that end in leaders or a page number."""
    return last in {".", "…"} or last.isdigit()


def _neighbours(leaders: Sequence[int], i: int) -> int:
    """How many of the rows, which are in order, stand within four rows of row `i`."""
    return bisect_right(leaders, i + 4) - bisect_left(leaders, i - 4)


def _has_blanks(text: str) -> bool:
    """True where there is a line to write on."""
    return "___" in text or "....." in text


def _entries(rows: Sequence[_Row], first: int) -> Iterator[int]:
    """Lines that go on with a contents list: it ends where an entry comes back as a heading, where prose begins, or where page numbers stop."""
    seen: set[str] = set()
    numbered = 0
    for j in range(first, min(len(rows), first + 120)):
        text = rows[j].text.rstrip()
        key = _key(text)
        ends_in_number = text[-1:].isdigit()
        if len(text) > 110 or any(key == s or (len(s) > 4 and key.startswith(s + " ") and not ends_in_number) for s in seen):
            return
        goes_on = ends_in_number or (parse(text.strip()) is not None and numbered < 2) or j < first + 3 - numbered
        wraps = not goes_on and parse(text.strip()) is None and j + 1 < len(rows) and rows[j + 1].text.rstrip()[-1:].isdigit()
        if not (goes_on or wraps):
            return
        if len(key) > 3:
            seen.add(key)
        numbered += ends_in_number
        yield j


def _key(text: str) -> str:
    return " ".join(_WORDS.findall(text.lower()))


def _head(row: _Row, body: float) -> _Head | None:
    """The heading that a row opens, if it does: numbered, or set apart by capitals, weight or size."""
    text = row.text.strip()
    if not text or _has_blanks(text[:60]):
        return None
    indent = len(row.text) - len(row.text.lstrip())
    numbering = parse(text)
    if numbering is not None:
        return _numbered(row, text, indent, numbering)
    if len(text) > MAX_HEADING:
        return None
    if _stands_out(row, text, body):
        return _Head(row.span.start, row.span.end, None, text.rstrip(":"))
    if row.fresh and row.bold and (match := _RUN_IN.match(text)) and _is_title(match["head"]):
        return _Head(row.span.start, row.span.start + indent + match.end(), None, match["head"].strip())
    return None


def _numbered(row: _Row, text: str, indent: int, numbering: Numbering) -> _Head | None:
    rest = text[numbering.length :].strip(" .:-–—\t")
    if numbering.style is Style.NAMED and rest[:1].islower():
        return None  # "Section 5 of this Agreement …" in the middle of a sentence
    if numbering.style is Style.DECIMAL and numbering.depth == 1 and rest[:1].islower():
        return None
    if not rest and numbering.style not in {Style.NAMED, Style.DECIMAL}:
        return _Head(row.span.start, row.span.end, numbering, "")
    heading, reach = _heading_in(rest)
    end = row.span.start + indent + text.index(rest[:1], numbering.length) + reach if rest else row.span.end
    return _Head(row.span.start, min(end, row.span.end), numbering, heading)


def _heading_in(rest: str) -> tuple[str, int]:
    """The heading at the start of a numbered line, and how far it reaches; "" where the text begins at once."""
    if not rest:
        return "", 0
    if len(rest) <= MAX_HEADING and not _SENTENCE_END.search(rest) and _is_title(rest):
        return rest, len(rest)
    match = _RUN_IN.match(rest)
    if match and _is_title(match["head"]) and len(match["head"]) <= 70:
        return match["head"].strip(), match.end()
    return "", 0


def _is_title(text: str) -> bool:
    """Most words begin with a capital, and there are few of them."""
    words = _WORDS.findall(text)
    telling = [w for w in words if w.lower() not in _SMALL]
    return bool(telling) and len(words) <= 12 and sum(w[0].isupper() for w in telling) >= 0.75 * len(telling)


def _stands_out(row: _Row, text: str, body: float) -> bool:
    """A heading without a number: capitals, or weight or size beyond the body's, and no sentence."""
    weighty = row.bold or (bool(body) and row.size > 1.12 * body)
    set_apart = row.fresh and weighty
    capitals = (row.fresh or weighty) and text.upper() == text
    if text[-1] in ".,;" or not (capitals or set_apart):
        return False
    words = _WORDS.findall(text)
    letters = sum(map(len, words))
    if letters < 4 or len(words) > 12 or sum(c.isdigit() for c in text) > 0.3 * len(text):
        return False
    return (capitals and letters >= 5) or (set_apart and _is_title(text))


def _in_sequence(heads: Sequence[_Head]) -> list[_Head]:
    """Heads whose numbers can be followed: a lone letter is roman where its neighbours are; a first number far from 1 opens nothing."""
    fixed: list[_Head] = []
    last: dict[Style, tuple[int, ...]] = {}
    for head in heads:
        numbering = head.numbering
        if numbering is None:
            fixed.append(head)
            continue
        turned = as_roman(numbering)
        letter_fits = _follows(numbering, last.get(numbering.style))
        roman_fits = _follows(turned, last.get(turned.style)) or (turned.values == (1,) and numbering.style in last)
        if turned is not numbering and roman_fits and not letter_fits:
            numbering = turned
        if numbering.style is Style.DECIMAL and numbering.depth == 1 and not _near(numbering, last.get(Style.DECIMAL)):
            continue  # a quantity or an amount at the start of a line
        last[numbering.style] = numbering.values
        fixed.append(head if numbering is head.numbering else head._replace(numbering=numbering))
    return fixed


def _follows(numbering: Numbering, before: tuple[int, ...] | None) -> bool:
    if before is None:
        return numbering.values[-1] == 1
    return numbering.values[-1] in {before[-1] + 1, 1}


def _near(numbering: Numbering, before: tuple[int, ...] | None) -> bool:
    value = numbering.values[0]
    return value <= 2 or (before is not None and abs(value - before[0]) <= 6)


def _levels(heads: Sequence[_Head]) -> list[_Head]:
    """A level for each head: families of numbers nest in the order of their first use, below the last head of the family around them."""
    stack: list[tuple[str, int, int]] = []  # family, rank, level of its outermost number
    placed: list[_Head] = []
    for head in heads:
        key, rank = _style_key(head)
        depth = head.numbering.depth - 1 if head.numbering and head.numbering.style in {Style.DECIMAL, Style.NAMED} else 0
        known = next((i for i, (k, _, _) in enumerate(stack) if k == key), None)
        if known is not None:
            del stack[known + 1 :]
        else:
            while stack and stack[-1][1] < rank:
                stack.pop()
            above = placed[-1].level + 1 if stack else 0
            stack.append((key, rank, max(0, above - depth)))
        placed.append(head._replace(level=stack[-1][2] + depth))
    return placed


def _style_key(head: _Head) -> tuple[str, int]:
    """The family of a head, and its rank: a family of higher rank closes those below it when it first appears."""
    if head.numbering is None:
        return "plain", 3
    if head.numbering.style is Style.NAMED:
        return head.numbering.name, 4
    if head.numbering.style is Style.DECIMAL:
        return "decimal", 2
    return head.numbering.style.value, 1


def _sections(heads: Sequence[_Head], span: Span) -> tuple[Section, ...]:
    ends = [span.end] * len(heads)
    parents: list[int | None] = []
    open_: list[int] = []
    for i, head in enumerate(heads):
        while open_ and heads[open_[-1]].level >= head.level:
            ends[open_.pop()] = head.start
        parents.append(open_[-1] if open_ else None)
        open_.append(i)
    return tuple(
        Section(
            i,
            head.numbering.text if head.numbering else "",
            head.heading,
            Span(head.start, end),
            Span(head.start, max(head.start, head.end)),
            head.level,
            parent,
        )
        for i, (head, end, parent) in enumerate(zip(heads, ends, parents, strict=True))
    )


def _clauses(text: str, span: Span, sections: Sequence[Section], contents: Sequence[Span]) -> Iterator[Clause]:
    """Cut at every section's start and around contents lists, and long pieces at paragraphs."""
    cuts: dict[int, int | None] = {span.start: None}
    cuts.update({s.span.start: s.index for s in sections})
    starts = sorted(cuts)
    furniture = _merged(contents)
    index = 0
    for start, end in zip(starts, [*starts[1:], span.end], strict=True):
        for piece, is_furniture in _without(Span(start, end), furniture):
            for small in [piece] if is_furniture else _paragraphs(text, piece):
                yield Clause(index, cuts[start], small, is_furniture)
                index += 1


def _merged(spans: Sequence[Span]) -> list[Span]:
    merged: list[Span] = []
    for one in spans:
        if merged and one.start - merged[-1].end <= 3:
            merged[-1] = merged[-1].cover(one)
        else:
            merged.append(one)
    return merged


def _without(piece: Span, furniture: Sequence[Span]) -> Iterator[tuple[Span, bool]]:
    """The piece in order, cut at furniture."""
    at = piece.start
    for one in furniture:
        start, end = max(one.start, at), min(one.end, piece.end)
        if start >= end:
            continue
        if start > at:
            yield Span(at, start), False
        yield Span(start, end), True
        at = end
    if at < piece.end:
        yield Span(at, piece.end), False


def _paragraphs(text: str, piece: Span) -> Iterator[Span]:
    """The piece whole, or cut at paragraphs (failing them, lines) where it is too long."""
    start = piece.start
    while piece.end - start > MAX_CLAUSE:
        cut = text.rfind("\n\n", start + 200, start + MAX_CLAUSE)
        if cut < 0:
            cut = text.rfind("\n", start + 200, start + MAX_CLAUSE)
        cut = start + MAX_CLAUSE if cut < 0 else cut + 1
        yield Span(start, cut)
        start = cut
    if piece.end > start:
        yield Span(start, piece.end)
