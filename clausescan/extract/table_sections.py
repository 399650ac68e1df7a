"""Tables as printed cut into sections: one header and the rows that stand under it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from clausescan.core.document import Cell, Table
from clausescan.core.span import Box

# Words that say what a column holds. A header is known by them, and so is a table of goods, services or prices.
PRICE_WORDS = frozenset(
    [
        "price",
        "prices",
        "pricing",
        "priced",
        "cost",
        "costs",
        "rate",
        "rates",
        "fee",
        "fees",
        "amount",
        "total",
        "totals",
        "extended",
        "extension",
        "discount",
        "discounts",
        "msrp",
        "markup",
        "charge",
        "charges",
        "budget",
        "value",
        "subtotal",
        "bid",
    ]
)
QUANTITY_WORDS = frozenset(
    [
        "qty",
        "quantity",
        "quantities",
        "quan",
        "unit",
        "units",
        "uom",
        "u/m",
        "um",
        "measure",
        "usage",
        "hours",
        "hour",
        "each",
        "est",
        "estimated",
        "annual",
        "months",
        "days",
        "weight",
    ]
)
ITEM_WORDS = frozenset(
    [
        "item",
        "items",
        "description",
        "desc",
        "product",
        "products",
        "material",
        "materials",
        "part",
        "catalog",
        "catalogue",
        "model",
        "sku",
        "commodity",
        "service",
        "services",
        "role",
        "position",
        "title",
        "classification",
        "labor",
        "equipment",
        "manufacturer",
        "mfg",
        "mfr",
        "brand",
        "make",
        "specification",
        "specifications",
        "size",
        "color",
        "type",
        "line",
        "lot",
        "clin",
        "group",
        "deliverable",
        "task",
        "number",
        "no",
        "category",
        "code",
        "vendor",
        "zone",
        "location",
        "supplier",
        "personnel",
        "staff",
        "vehicle",
        "crop",
        "year",
        "month",
        "level",
        "range",
        "tier",
    ]
)
HEADER_WORDS = PRICE_WORDS | QUANTITY_WORDS | ITEM_WORDS
_WORD = re.compile(r"[a-z/]+")
_WRITTEN = re.compile(r"[^\s_$.…]")
_DATA = re.compile(r"^[\s$€£(]*\d[\d,.\s]*[)%]?$|^\$|\$\s?\d|_{3,}")
_SAME_EDGE = 8.0


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under one header. `columns` is empty where no header was printed; `edges` are the left edges of the columns in points.

    `box` is where it stands on `page`; `drawn` tells whether lines are drawn around its cells.
    """

    page: int
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    edges: tuple[float, ...]
    box: Box
    drawn: bool


def words_of(text: str) -> set[str]:
    """The words of a header cell, lower case."""
    return set(_WORD.findall(text.lower()))


def is_blank(text: str) -> bool:
    """True for a cell to be filled in: nothing, a line, or a lone currency sign."""
    return _WRITTEN.search(text) is None


def is_data(text: str) -> bool:
    """True for a number, an amount, or a line to write one on."""
    return bool(_DATA.search(text))


def sections_of(table: Table) -> tuple[Section, ...]:
    """The sections of a table from top to bottom. Rows without a word, titles over a header and headers printed again are left out."""
    rows = [row for row in table.rows if any(not is_blank(c.text) for c in row)]
    sections: list[Section] = []
    header: list[Sequence[Cell]] = []
    body: list[Sequence[Cell]] = []
    i = 0
    while i < len(rows):
        size = _header_size(rows, i) if _may_begin(rows, i, header) else 0
        if size and header and _titles(rows[i : i + size]) == _titles(header):
            i += size
            continue
        if size:
            body = _without_titles(body)
            sections.extend(_section(table, header, body))
            header, body = [*rows[i : i + size]], []
            i += size
            continue
        body.append(rows[i])
        i += 1
    sections.extend(_section(table, header, body))
    return tuple(sections)


def _distinct(row: Sequence[Cell]) -> list[Cell]:
    """Cells of a row, each once: the other places of a wide cell have its box and no text."""
    return [c for j, c in enumerate(row) if j == 0 or c.box != row[j - 1].box]


def _filled(row: Sequence[Cell]) -> list[Cell]:
    return [c for c in row if not is_blank(c.text)]


def _header_like(row: Sequence[Cell]) -> bool:
    filled = _filled(row)
    if len(filled) < 2 or any(is_data(c.text) for c in filled):
        return False
    named = sum(bool(words_of(c.text) & HEADER_WORDS) for c in filled)
    lengthy = sum(len(c.text) > 90 for c in filled)
    return named >= 2 and 2 * named >= len(filled) and 3 * lengthy <= len(filled) and 2 * len(filled) > len(_distinct(row))


def _may_begin(rows: Sequence[Sequence[Cell]], i: int, header: Sequence[Sequence[Cell]]) -> bool:
    """A header stands at the top of a table; further down only where the columns change, where a title runs across above it, or as before."""
    if not _header_like(rows[i]):
        return False
    if not header or _titles([rows[i]]) == _titles(header[:1]):
        return True
    return _layout(rows[i]) != _layout(header[-1]) and len(_distinct(rows[i - 1])) == 1


def _layout(row: Sequence[Cell]) -> list[int]:
    return [round(c.box.x0 / 3) for c in _distinct(row)]


def _titles(rows: Sequence[Sequence[Cell]]) -> list[str]:
    return ["".join(c.text.lower().split()) for row in rows for c in row]


def _header_size(rows: Sequence[Sequence[Cell]], i: int) -> int:
    """How many rows the header takes: more than one where a cell reaches down into the next row, or lies over several cells of it."""
    size = 1
    while i + size < len(rows) and size < 4:
        upper, lower = rows[i + size - 1], rows[i + size]
        if any(is_data(c.text) for c in lower) or not _filled(lower):
            break
        reaches = any(a.box == b.box and a.box.width > 0 for a, b in zip(upper, lower, strict=True))
        over = len(_distinct(lower)) > len(_distinct(upper)) and len(_filled(lower)) >= 2 and all(len(c.text) < 60 for c in lower)
        named = any(words_of(c.text) & HEADER_WORDS for c in _filled(lower))
        if not (reaches or (over and named)):
            break
        size += 1
    return size


def _without_titles(body: list[Sequence[Cell]]) -> list[Sequence[Cell]]:
    """Rows without the ones at the end that run across the table: they are titles of what follows."""
    while body and len(_distinct(body[-1])) == 1:
        body = body[:-1]
    return body


def _section(table: Table, header: Sequence[Sequence[Cell]], body: list[Sequence[Cell]]) -> list[Section]:
    """The header and its rows as a section; none where there are no rows."""
    if not header:
        while body and len(_filled(body[0])) == 1 and len(body[0]) > 1 and len(_distinct(body[0])) == 1:
            body = body[1:]
    if not body:
        return []
    keep = _own_columns([*header, *body])
    columns = tuple(_title(header, j) for j in keep) if header else ()
    rows = tuple(tuple(row[j].text for j in keep) for row in body)
    box = _around([*header, *body])
    edges = tuple(min(row[j].box.x0 for row in header or body) for j in keep)
    return [Section(table.page, columns, rows, edges, box, table.ruled)]


def _own_columns(rows: Sequence[Sequence[Cell]]) -> list[int]:
    """Columns in which some cell of the section begins."""
    return [j for j in range(len(rows[0])) if j == 0 or any(row[j].box != row[j - 1].box for row in rows)]


def _title(header: Sequence[Sequence[Cell]], j: int) -> str:
    """A column's title, after those of the cells that lie across it; a wide cell counts for all columns below it."""
    said: list[str] = []
    for row in header:
        k = j
        while k > 0 and row[k - 1].box == row[k].box:
            k -= 1
        text = row[k].text.strip()
        if text and text not in said:
            said.append(text)
    return " / ".join(said)


def headed(section: Section) -> Section:
    """A section whose header was not known by its words, with its first row taken for the header where it looks unlike the rows below.

    That is so where a column of numbers begins with words, or only the corner above the first column is empty.
    """
    if section.columns or not section.drawn or len(section.rows) < 3:
        return section
    first, rest = section.rows[0], section.rows[1:]
    filled = [j for j, cell in enumerate(first) if not is_blank(cell)]
    if len(filled) < 2 or sum(is_blank(cell) for cell in first) > 1:
        return section
    corner = is_blank(first[0]) and 2 * sum(not is_blank(row[0]) for row in rest) > len(rest)
    unlike = any(not is_data(first[j]) and 3 * sum(is_data(row[j]) for row in rest) >= 2 * len(rest) for j in filled)
    if not (corner or unlike):
        return section
    return Section(section.page, first, rest, section.edges, section.box, section.drawn)


def _around(rows: Sequence[Sequence[Cell]]) -> Box:
    box = rows[0][0].box
    for row in rows:
        for cell in row:
            box = box.cover(cell.box)
    return box


def continues(before: Section, after: Section) -> bool:
    """True where a section goes on from the page before: the same header again, or none and the same columns."""
    if after.page - before.page not in (0, 1) or not before.columns:
        return False
    if after.columns:
        return ["".join(c.lower().split()) for c in after.columns] == ["".join(c.lower().split()) for c in before.columns]
    if after.page == before.page or len(after.edges) != len(before.edges):
        return False
    ends = (*before.edges[1:], float("inf"))
    return all(a - _SAME_EDGE <= b < end - 2 for a, b, end in zip(before.edges, after.edges, ends, strict=True))
