"""Items that are bought and things left out: lines of price tables, lists under scope headings, sentences that exclude (COMPETITION 4)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from clausescan.core.document import Document
from clausescan.core.finding import Finding, PriceTable, ScopeItem
from clausescan.core.result import Part
from clausescan.core.span import Span
from clausescan.extract import scope_cues as cue
from clausescan.extract.anchored import matches_from, stretches
from clausescan.extract.pattern_rules import lowered
from clausescan.extract.table_sections import PRICE_WORDS, is_blank, is_data, words_of

ITEM_LIMIT = 200
MAX_LISTED = 80
MAX_EXCLUDED = 20
_LETTERS = re.compile(r"[^\W\d_]{3,}")
_STOP = re.compile(r"[.;](?=\s|$)|\n\n")
_LINE = re.compile(r"[^\n]+")
_TOTAL = re.compile(r"^\W*(?:grand |sub-?)?total\b|^\W*note\b", re.IGNORECASE)
# A bidder in a tabulation, or a line of a form or cover sheet: no thing that is bought.
NO_THING = re.compile(
    r"""(?:\d[\d ,and]{0,12},\ )?(?:(?:[A-Z][\w&.’'-]{0,24},?|&|of|and)\ ){1,7}(?:Inc|LLC|L\.L\.C|Corp|Corporation|Company|Co|Ltd|LLP)\b\.?(?:,|$)
      | (?i:contractor|signature|name\ and\ title|printed\ name|ship\ to|bill\ to|invoice\ to|effective|telephone|e-?mail|address)
        (?:[’']s)?(?:\ (?:contact|name|of\ \w{1,20}))?(?:\b[^:_\n]{0,40}[:_(]|\ (?=[A-Z\d]|[Aa]s\ each))
      | (?i:description)(?:,\ \w{1,20}){0,3}$""",
    re.VERBOSE,
)
_NUMBER_COLUMN = re.compile(r"\b(?:qty|quantity|estimated|hours?|unit|uom)\b", re.IGNORECASE)


def priced(tables: Sequence[Finding[PriceTable]]) -> tuple[ScopeItem, ...]:
    """One item for each row of the price tables: its words, without prices. The page is that of the quote which holds the row, else the first."""
    found = []
    for table in tables:
        wordy = _wordy(table.value)
        for row in table.value.cells:
            text = ", ".join(row[j] for j in wordy if j < len(row) and not is_blank(row[j]) and not is_data(row[j]))
            if _LETTERS.search(text) and not _TOTAL.match(text) and not NO_THING.match(text):
                found.append(ScopeItem(_short(text), row_page(table, row)))
    return tuple(found)


def _wordy(table: PriceTable) -> list[int]:
    """Columns that name things: not prices, not numbers, not codes of a few signs. All columns where that leaves none."""
    width = len(table.cells[0])
    titles = [*table.columns, *[""] * (width - len(table.columns))]
    kept = []
    for j in range(width):
        filled = [row[j] for row in table.cells if not is_blank(row[j])]
        named = sum(bool(_LETTERS.search(c)) and not is_data(c) for c in filled)
        priced = bool(words_of(titles[j]) & PRICE_WORDS) and len(titles[j]) < 60
        if filled and 2 * named >= len(filled) and not priced and not _NUMBER_COLUMN.search(titles[j]):
            kept.append(j)
    return kept or list(range(width))


def row_page(table: Finding[PriceTable], row: Sequence[str]) -> int:
    """The page of the quote that holds the row's longest words; the table's first page where none does."""
    key = max((c for c in row), key=len, default="")[:24]
    return next((e.page for e in table.evidence if key and key in e.quote), table.value.pages[0])


def _short(text: str) -> str:
    one = " ".join(text.split())
    return one if len(one) <= ITEM_LIMIT else one[: ITEM_LIMIT - 1].rsplit(" ", 1)[0] + "…"


def listed(document: Document, part: Part) -> tuple[ScopeItem, ...]:
    """Entries of lists under headings of scope and specifications, and the headings below those, in the order of the text."""
    found: dict[Span, ScopeItem] = {}
    scoped: set[int] = set()
    for section in part.outline.sections:
        below = section.parent in scoped
        own = bool(cue.SCOPE_HEADING.match(section.heading) or cue.SPECIFICATION_HEADING.search(section.heading))
        if not (own or below):
            continue
        scoped.add(section.index)
        if below and not own and _names_thing(section.heading):
            found[section.heading_span] = ScopeItem(_short(section.heading), document.page_of(section.heading_span.start), section.heading_span)
        for span in _entries(document, Span(min(section.heading_span.end, section.span.end), section.span.end)):
            text = _short(document.quote(span))
            if _LETTERS.search(text) and not cue.NOT_SCOPE.match(text):
                found.setdefault(span, ScopeItem(text, document.page_of(span.start), span))
        if len(found) >= MAX_LISTED:
            break
    return tuple(found[span] for span in sorted(found))[:MAX_LISTED]


def _names_thing(heading: str) -> bool:
    return 3 < len(heading) < 90 and bool(_LETTERS.search(heading)) and not cue.DEAL_HEADING.search(heading) and not cue.NOT_TITLE.search(heading)


def _entries(document: Document, span: Span) -> Iterator[Span]:
    """Lines that begin with a sign or number of a list, without it."""
    for match in _LINE.finditer(document.text[span.start : min(span.end, span.start + 20_000)]):
        bullet = cue.BULLET.match(match[0])
        if bullet and len(match[0]) - bullet.end() > 5:
            yield Span(span.start + match.start() + bullet.end(), span.start + match.end())


def excluded(document: Document, part: Part) -> tuple[ScopeItem, ...]:
    """Sentences that say what is not included, at most 200 characters each; taxes, insurance and damages are no scope."""
    found = []
    small = lowered(document.text)
    reached = stretches(cue.EXCLUDES_REACH, small, part.span.start, part.span.end)
    likely = ((start, end) for start, end in reached if any(word in small[start:end] for word in cue.EXCLUDES_NEED))
    matches = (m for start, end in likely for m in matches_from(cue.EXCLUDES, cue.EXCLUDES_HEADS, document.text, small, start, end))
    for match in matches:
        near = max(part.span.start, match.start() - 122)
        stops = (document.text.rfind(stop, near, match.start()) + 2 for stop in (". ", "\n\n"))
        start = max(*stops, match.start() - 120)
        stop = _STOP.search(document.text, match.end(), min(part.span.end, match.end() + 160))
        span = Span(min(start, match.start()), stop.start() if stop else min(part.span.end, match.end() + 160))
        text = document.quote(span)
        if cue.NOT_EXCLUSION.search(text):
            continue
        found.append(ScopeItem(_short(text), document.page_of(match.start()), span))
        if len(found) >= MAX_EXCLUDED:
            break
    return tuple(found)
