"""Price tables: schedules of items, rates and bids out of the tables of a part, joined over their pages (COMPETITION 5)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from clausescan.core.document import Document, Line
from clausescan.core.finding import Evidence, Finding, PriceTable, cite, finding
from clausescan.core.result import Part
from clausescan.core.span import Box, Span
from clausescan.extract.table_sections import (
    ITEM_WORDS,
    PRICE_WORDS,
    QUANTITY_WORDS,
    Section,
    continues,
    headed,
    is_blank,
    is_data,
    sections_of,
    words_of,
)

ORIGIN = "prices.table"
# Quotes of one table: enough for every page of a long list, bounded for a catalogue.
MAX_QUOTES = 60
_MONEY = re.compile(r"[$€£]\s?\d|\b\d[\d,]*\.\d\d\b|\b\d+(?:\.\d+)?\s?%")
_NO_PRICES = re.compile(
    r"\b(?:insurance|coverage|per occurrence|aggregate|signature|e-?mail|telephone|phone|address|event|activity|milestone|date and time|"
    r"criteria|criterion|score|scoring|points|responsibilit\w+|yes|no\b|comply|reference)\b",
    re.IGNORECASE,
)
# Rows of a sum that a board approves, not of a price list.
_BOOKKEEPING = re.compile(
    r"(?:original|previous\w*|prior|current|revised|total|balance|modification|amendment|change order|contract amount)\b", re.IGNORECASE
)
_COVERAGE = re.compile(r"\b(?:occurrence|aggregate|bodily|injury|liability|insured|offeror|proposer)\b", re.IGNORECASE)
_SCORE = re.compile(r"\b(?:score|points|weight)\b", re.IGNORECASE)
_FIELD = re.compile(r"(?:required|optional|mandatory|numeric|text|alphanumeric)\W*$", re.IGNORECASE)
_PART_NUMBER = re.compile(r"\b(?:part|catalog(?:ue)?|model|material|sku|stock|item|product|mfg|mfr)\b.{0,12}(?:#|no\b|number)", re.IGNORECASE)


def find_price_tables(document: Document, part: Part) -> tuple[Finding[PriceTable], ...]:
    """Every table of the part that lists goods, services, staff or prices, in page order; empty if none.

    Rows as printed, joined over pages: headers printed again and blank rows are left out, a row cut by the page is mended. Price cells may be
    empty (a bid schedule to fill in).
    """
    first, last = part.pages
    groups: list[list[Section]] = []
    for table in sorted((t for t in document.tables if first <= t.page <= last), key=lambda t: (t.page, t.box.top)):
        for section in sections_of(table):
            if groups and continues(groups[-1][-1], section):
                groups[-1].append(_named(section, groups[-1][-1]))
            else:
                groups.append([headed(section)])
    found = []
    for group in groups:
        rows = _rows(group)
        if _lists_prices(group[0], rows) and (evidence := _evidence(document, part, group)):
            pages = (group[0].page, group[-1].page)
            found.append(finding("price_table", PriceTable(pages, group[0].columns, rows), evidence))
    return tuple(found)


def _named(section: Section, before: Section) -> Section:
    """A section that goes on under the header of the page before."""
    return Section(section.page, before.columns, section.rows, before.edges, section.box, section.drawn)


def _rows(group: Sequence[Section]) -> tuple[tuple[str, ...], ...]:
    """The rows of all pages; the tail of a row that was cut by the page goes back to it."""
    rows: list[tuple[str, ...]] = []
    for section in group:
        mine = list(section.rows)
        if rows and mine and _is_tail(rows[-1], mine[0]):
            rows[-1] = tuple(" ".join(x for x in pair if x) for pair in zip(rows[-1], mine.pop(0), strict=True))
        rows.extend(mine)
    return tuple(rows)


def _is_tail(above: tuple[str, ...], row: tuple[str, ...]) -> bool:
    """Words without an item in the first column, where the row above has words too: one cell, or cells that all go on in lower case."""
    filled = [j for j, cell in enumerate(row) if not is_blank(cell)]
    if not filled or filled[0] == 0 or len(row) != len(above) or any(is_blank(above[j]) or is_data(row[j]) for j in filled):
        return False
    return len(filled) == 1 or all(row[j].lstrip("(")[:1].islower() for j in filled)


def _lists_prices(section: Section, rows: Sequence[tuple[str, ...]]) -> bool:
    """What the header names decides; a table without one needs money in a column of its own, and more of it where no lines are drawn either."""
    if not rows:
        return False
    columns = section.columns
    width = len(rows[0])
    money = [sum(bool(_MONEY.search(row[j])) and len(row[j]) < 40 for row in rows) for j in range(width)]
    priced = max(money) >= 2 and 2 * max(money) >= len(rows)
    if not columns:
        other = sum(bool(_BOOKKEEPING.match(row[0].strip()) or _COVERAGE.search(" ".join(row))) for row in rows)
        enough = (3, 2) if section.drawn else (5, 3)
        return priced and len(rows) >= enough[0] and width >= enough[1] and 2 * other < len(rows)
    said = [words_of(c) for c in columns]
    price = sum(bool(w & PRICE_WORDS) for w in said)
    quantity = sum(bool(w & QUANTITY_WORDS) for w in said)
    item = sum(bool(w & ITEM_WORDS) for w in said)
    if sum(bool(_SCORE.search(c)) for c in columns) >= 2 or _defines(rows):
        return False
    if any(_NO_PRICES.search(c) for c in columns) and not (priced or (price and quantity)):
        return False
    return (
        priced
        or (price > 0 and item + quantity + price >= 2)
        or (item > 0 and quantity > 0)
        or (item >= 2 and bool(_PART_NUMBER.search(" ".join(columns))))
    )


def _defines(rows: Sequence[tuple[str, ...]]) -> bool:
    """True for a table that says which fields to fill in: most rows hold such a word alone in a cell."""
    return 2 * sum(any(_FIELD.match(c.strip()) for c in row) for row in rows) > len(rows)


def _evidence(document: Document, part: Part, group: Sequence[Section]) -> tuple[Evidence, ...]:
    """The lines of each section, run by run in the order of the text; the first quote holds the header where it stands in the text."""
    quotes: list[Evidence] = []
    for section in group:
        for span in _runs([line for line in _lines(document, section) if part.span.contains(line.span)]):
            if len(quotes) < MAX_QUOTES and document.quote(span).strip():
                quotes.append(cite(document, span, ORIGIN))
    return tuple(quotes)


def _lines(document: Document, section: Section) -> list[Line]:
    page = next((p for p in document.pages if p.number == section.page), None)
    return [line for line in document.lines_of(page.span) if _inside(section.box, line.box)] if page else []


def _inside(box: Box, line: Box) -> bool:
    middle = (line.top + line.bottom) / 2
    return box.top - 1 <= middle <= box.bottom + 1 and min(box.x1, line.x1) - max(box.x0, line.x0) > 0


def _runs(lines: Sequence[Line]) -> list[Span]:
    """Spans of lines that follow each other in the text."""
    runs: list[Span] = []
    for line in lines:
        if runs and 0 <= line.span.start - runs[-1].end <= 2:
            runs[-1] = runs[-1].cover(line.span)
        else:
            runs.append(line.span)
    return runs
