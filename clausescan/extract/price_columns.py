"""What each column of a price table holds, by its header; by its cells where no header is printed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from clausescan.extract.table_sections import HEADER_WORDS, is_blank, words_of


class Holds(Enum):
    """What a column holds; `OTHER` is kept as printed."""

    CATEGORY = "category"
    ITEM = "item"
    PART = "part_number"
    DESCRIPTION = "description"
    UNIT = "unit"
    QUANTITY = "quantity"
    PRICE = "price"
    CURRENCY = "currency"
    DISCOUNT = "discount"
    FROM = "effective_from"
    TO = "effective_to"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Columns:
    """The header cells, what each column holds (each field but `OTHER` at most once), and whether the first row is the header."""

    names: tuple[str, ...]
    holds: tuple[Holds, ...]
    header_row: bool = False

    def cell(self, row: Sequence[str], field: Holds) -> str:
        """The cell of a row in that column on one line, "" where there is none."""
        at = self.holds.index(field) if field in self.holds else len(row)
        return " ".join(row[at].split()) if at < len(row) else ""

    @property
    def prices(self) -> bool:
        """True where the table can be a list of prices: it has a price, a discount, or things with a quantity or unit to be priced."""
        there = set(self.holds)
        things = there & {Holds.ITEM, Holds.PART, Holds.DESCRIPTION}
        return bool(there & {Holds.PRICE, Holds.DISCOUNT} or (things and there & {Holds.UNIT, Holds.QUANTITY}))


# In this order; the first that fits a header decides. Points of an evaluation ("Price (25)") are no prices.
_POINTS = re.compile(r"\(\s?\d{1,3}\s?(?:%|points?|pts\.?)?\s?\)|\b(?:points?|score|weight)\b", re.IGNORECASE)
_FIELDS: tuple[tuple[Holds, re.Pattern[str]], ...] = (
    (Holds.TO, re.compile(r"\b(?:end|expir\w*|(?:valid|effective)\s(?:to|through|thru|until)|through)\b(?:\sdate)?$", re.IGNORECASE)),
    (Holds.FROM, re.compile(r"\b(?:effective|valid\sfrom|start)\b(?:\s(?:date|from))?$|^(?:price\s)?effective\b", re.IGNORECASE)),
    (Holds.CURRENCY, re.compile(r"^currency(?:\scode)?$", re.IGNORECASE)),
    (
        Holds.DISCOUNT,
        re.compile(r"^(?!.*\b(?:price|cost|msrp)\b.*\bdiscount).*(?:\bdiscounts?\b(?!\s?price)|% off|\bpercent(?:age)? off\b)", re.IGNORECASE),
    ),
    (
        Holds.PRICE,
        re.compile(
            r"^(?!(?:est\w*\.?\s)?(?:annual\s)?(?:qty|quantity|usage)).*(?:\b(?:price|pricing|rate|fee|cost|charge|msrp)s?\b(?!\s(?:agreement|list|file|schedule|adjustment|index)\b)|\$)",
            re.IGNORECASE,
        ),
    ),
    (Holds.QUANTITY, re.compile(r"\b(?:qty|quantity|quantities|quan|usage|volume|hours)\b", re.IGNORECASE)),
    (Holds.PRICE, re.compile(r"^(?:list|net|bid)$|\b(?:amount|total|extended|extension)\b", re.IGNORECASE)),
    (Holds.UNIT, re.compile(r"\b(?:uom|u/m|um|unit|units|per|unit\sof\s(?:measure|issue|sale))\b", re.IGNORECASE)),
    (
        Holds.CATEGORY,
        re.compile(r"^(?:product\s|item\s)?(?:category|cat\.?|group|section|lot|class|zone|region)\b(?!\s?(?:no|#|number))", re.IGNORECASE),
    ),
    (
        Holds.DESCRIPTION,
        re.compile(
            r"\b(?:desc\w*|article|product|service|services|role|position|classification|deliverable|task|material description)\b", re.IGNORECASE
        ),
    ),
    (Holds.PART, re.compile(r"\b(?:sku|part|catalog(?:ue)?|model|stock|plant\scode|product\scode|mfg|mfr)\b(?!\sname)", re.IGNORECASE)),
    (Holds.ITEM, re.compile(r"^(?:item|line|no\.?|number|clin|#|code|ref\.?)\b|\b(?:item|material)\b|#", re.IGNORECASE)),
)
# Of several prices the one that a buyer pays: a net or contract price before a plain one, that before a list price or last year's, a total last.
_PRICE_RANKS = (
    (re.compile(r"\b(?:total|extended|extension|amount|annual)\b", re.IGNORECASE), 3),
    (re.compile(r"\b(?:list|msrp|retail|catalog(?:ue)?|old|previous|current|before|original)\b", re.IGNORECASE), 2),
    (re.compile(r"\b(?:net|discounted|your|government|awarded|final|contract)\b", re.IGNORECASE), 0),
)
_TOTAL_RANK = 3
_WORDY = 10
_LONGEST_HEADER = 200
_DATA = re.compile(r"\d")
_WORDS = re.compile(r"[^\W\d_]{3,}")
_MONEY = re.compile(r"[$€£]\s?\d|^\d[\d,]*\.\d\d$")


def read_columns(names: Sequence[str], rows: Sequence[Sequence[str]]) -> Columns:
    """What the columns of a table hold. A first row of header words without figures is taken for the header where none was printed."""
    said = tuple(" ".join(name.split()) for name in names)
    if any(said):
        return Columns(said, _checked(said, _by_header(said, rows), rows))
    if rows and _is_header(rows[0]):
        first = tuple(" ".join(cell.split()) for cell in rows[0])
        return Columns(first, _checked(first, _by_header(first, rows[1:]), rows[1:]), header_row=True)
    width = max((len(row) for row in rows), default=0)
    return Columns(tuple(f"column {n + 1}" for n in range(width)), _by_cells(rows, width))


def _is_header(row: Sequence[str]) -> bool:
    filled = [cell for cell in row if not is_blank(cell)]
    return len(filled) >= 2 and not any(_DATA.search(c) for c in filled) and sum(bool(words_of(c) & HEADER_WORDS) for c in filled) >= 2


def _by_header(names: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[Holds, ...]:
    """Each field at most once: of prices the best, else the first column that fits; a description always where any column of words can be one."""
    fits = [_field(name) for name in names]
    fits = [Holds.OTHER if field is Holds.PRICE and _tells(rows, n) else field for n, field in enumerate(fits)]
    if Holds.DESCRIPTION not in fits and (spare := _spare(fits, rows)) is not None:
        fits[spare] = Holds.DESCRIPTION
    prices = sorted((n for n, field in enumerate(fits) if field is Holds.PRICE), key=lambda n: (_price_rank(names[n]), n))
    first = {field: fits.index(field) for field in set(fits)} | ({Holds.PRICE: prices[0]} if prices else {})
    return tuple(field if first[field] == n else Holds.OTHER for n, field in enumerate(fits))


def _tells(rows: Sequence[Sequence[str]], n: int) -> bool:
    """True for a column of words without a figure in it: its header speaks of costs, its cells name them."""
    cells = [row[n] for row in rows if n < len(row) and not is_blank(row[n])]
    return bool(cells) and not any(_DATA.search(cell) for cell in cells) and sum(map(len, cells)) > _WORDY * len(cells)


def _spare(fits: Sequence[Holds], rows: Sequence[Sequence[str]]) -> int | None:
    """The column that describes where none is named so: a category, a second item, or the first other one that holds words."""
    items = [n for n, field in enumerate(fits) if field is Holds.ITEM]
    wordy = [n for n, field in enumerate(fits) if field is Holds.OTHER and 2 * sum(bool(_WORDS.search(r[n])) for r in rows if n < len(r)) > len(rows)]
    if Holds.CATEGORY in fits:
        return fits.index(Holds.CATEGORY)
    return next(iter((*items[1:], *wordy)), None)


def _checked(names: Sequence[str], holds: tuple[Holds, ...], rows: Sequence[Sequence[str]]) -> tuple[Holds, ...]:
    """The same; a total is a price only where some cell of it looks like money or the column is blank throughout."""
    if Holds.PRICE not in holds or _price_rank(names[at := holds.index(Holds.PRICE)]) < _TOTAL_RANK:
        return holds
    cells = [row[at].strip() for row in rows if at < len(row) and not is_blank(row[at])]
    kept = not cells or any(_MONEY.search(cell) for cell in cells)
    return holds if kept else tuple(Holds.OTHER if n == at else field for n, field in enumerate(holds))


def _field(name: str) -> Holds:
    if not name or _POINTS.search(name):
        return Holds.OTHER
    return next((field for field, pattern in _FIELDS if pattern.search(name[:_LONGEST_HEADER])), Holds.OTHER)


def _price_rank(name: str) -> int:
    return next((rank for pattern, rank in _PRICE_RANKS if pattern.search(name)), 1)


def _by_cells(rows: Sequence[Sequence[str]], width: int) -> tuple[Holds, ...]:
    """Without a header: the only column of money is the price, the wordiest the description; nothing else is guessed."""
    cells = [[row[n].strip() for row in rows if n < len(row)] for n in range(width)]
    money = [n for n in range(width) if 2 * sum(bool(_MONEY.search(c)) for c in cells[n]) > len(rows)]
    holds = [Holds.OTHER] * width
    if len(money) == 1:
        holds[money[0]] = Holds.PRICE
    wordy = [n for n in range(width) if n not in money]
    if wordy:
        holds[max(wordy, key=lambda n: sum(len(c) for c in cells[n]))] = Holds.DESCRIPTION
    return tuple(holds)
