"""Price tables as the report shows them: their first rows, as printed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from clausescan.core.contract_file import ContractFile, FilePart
from clausescan.core.finding import PriceTable, Role
from clausescan.core.value_words import KIND_WORDS, price_sayings, value_words
from clausescan.core.words import ROLE_WORDS
from clausescan.report.quotes import Quoter, QuoteView
from clausescan.report.words import count_of, page_range, sentence_case, shortened, written

_VENDORS_PRICES = (Role.PRICE_LIST, Role.AMENDMENT, Role.CONTRACT, Role.PARTICIPATING_ADDENDUM)
_MOST_ROWS = 12
_MOST_SAID = 12
_LONGEST_CELL = 160
_FIGURE = re.compile(r"[($€£\s]{0,6}[-−]?\d[\d,.]{0,20}\s?[)%]?")


@dataclass(frozen=True, slots=True)
class PriceCell:
    """A cell: its words, over how many columns it runs, and whether it is a figure, which stands to the right and on one line."""

    text: str
    span: int
    figure: bool


@dataclass(frozen=True, slots=True)
class PriceView:
    """The first rows of a price table; `more` says how many follow, "" for none. One table is `open`."""

    name: str
    caption: str
    open: bool
    columns: tuple[str, ...]
    rows: tuple[tuple[PriceCell, ...], ...]
    more: str


@dataclass(frozen=True, slots=True)
class SaidView:
    """What a document says of its prices besides the prices: a kind, the value in words, the document, its words."""

    label: str
    value: str
    source: str
    quotes: tuple[QuoteView, ...]


def said_views(file: ContractFile, quoter: Quoter) -> tuple[SaidView, ...]:
    """How prices hold and move, discounts, days, lots and codes, document by document; of many codes or discounts the first twelve."""
    views = []
    for part in file.parts:
        seen = Counter[str]()
        for kind, found in price_sayings(part.facts):
            seen[kind] += 1
            if seen[kind] <= _MOST_SAID:
                source = f"{sentence_case(ROLE_WORDS[part.role])}, {part.source.name}"
                quotes = quoter.sparing(part.prove(found.evidence))
                views.append(SaidView(sentence_case(KIND_WORDS[kind]), sentence_case(written(value_words(found.value))), source, quotes))
    return tuple(views)


def price_views(file: ContractFile) -> tuple[PriceView, ...]:
    """Every price table, its first twelve rows; tables of the vendor before those of the solicitation."""
    tables = [(p, t.value) for p in file.parts for t in p.facts.price_tables]
    ordered = sorted(tables, key=lambda pt: pt[0].role not in _VENDORS_PRICES)
    return tuple(_price(part, table, shown=n == 0) for n, (part, table) in enumerate(ordered))


def _price(part: FilePart, table: PriceTable, *, shown: bool) -> PriceView:
    """One table, every row as wide as the widest."""
    width = max([len(table.columns), *(len(r) for r in table.cells)], default=0)
    rows = tuple(_row(r, width) for r in table.cells[:_MOST_ROWS])
    left = len(table.cells) - len(rows)
    return PriceView(
        name=f"{part.source.name}, {page_range(*table.pages)}: {count_of(len(table.cells), 'row')}",
        caption=f"The first {count_of(len(rows), 'row')}, as printed" if left else "As printed",
        open=shown,
        columns=(*table.columns, *([""] * (width - len(table.columns)))),
        rows=rows,
        more=f"{count_of(left, 'more row')} in the document." if left else "",
    )


def _row(row: Sequence[str], width: int) -> tuple[PriceCell, ...]:
    """The cells of a row; a heading alone in the first runs over all of them."""
    if width > 1 and row and row[0].strip() and not any(cell.strip() for cell in row[1:]):
        return (PriceCell(shortened(row[0], _LONGEST_CELL), width, figure=False),)
    cells = [*row, *([""] * (width - len(row)))]
    return tuple(PriceCell(shortened(cell, _LONGEST_CELL), 1, figure=bool(_FIGURE.fullmatch(cell))) for cell in cells)
