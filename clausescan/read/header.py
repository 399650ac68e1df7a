"""The header of a table that has no drawn cells: which rows of words it takes, and which columns it names. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from clausescan.core.span import Box
from clausescan.read.bits import Bit, around

# Words that head columns of price lists, bid schedules, item lists and rate cards.
HEADER_WORDS = frozenset(
    [
        "item",
        "items",
        "no",
        "number",
        "line",
        "ln",
        "lot",
        "group",
        "category",
        "clin",
        "sku",
        "part",
        "model",
        "catalog",
        "catalogue",
        "cat",
        "mfg",
        "mfr",
        "mfgr",
        "manufacturer",
        "manufacturers",
        "brand",
        "make",
        "description",
        "desc",
        "product",
        "products",
        "material",
        "materials",
        "commodity",
        "service",
        "services",
        "specification",
        "specifications",
        "spec",
        "size",
        "color",
        "type",
        "task",
        "position",
        "title",
        "role",
        "classification",
        "labor",
        "personnel",
        "staff",
        "qty",
        "quantity",
        "quantities",
        "quan",
        "est",
        "estimated",
        "annual",
        "usage",
        "units",
        "unit",
        "uom",
        "um",
        "u/m",
        "measure",
        "pack",
        "packaging",
        "package",
        "case",
        "count",
        "price",
        "prices",
        "pricing",
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
        "ext",
        "bid",
        "each",
        "hourly",
        "hour",
        "hours",
        "daily",
        "monthly",
        "yearly",
        "discount",
        "percent",
        "percentage",
        "markup",
        "list",
        "msrp",
        "net",
        "msds",
        "code",
        "delivery",
        "lead",
        "days",
        "vendor",
        "bidder",
        "contractor",
        "offeror",
        "supplier",
        "zone",
        "region",
        "location",
        "increase",
        "renewal",
        "year",
        "option",
        "base",
        "deliverable",
        "subtotal",
        "value",
        "budget",
    ]
)
# Of these one at least stands in the header of a table of goods, services or prices.
STRONG_WORDS = frozenset(
    [
        "item",
        "items",
        "description",
        "desc",
        "product",
        "material",
        "qty",
        "quantity",
        "quantities",
        "uom",
        "unit",
        "units",
        "price",
        "prices",
        "pricing",
        "cost",
        "costs",
        "rate",
        "rates",
        "amount",
        "total",
        "catalog",
        "part",
        "manufacturer",
        "mfg",
        "discount",
        "fee",
        "fees",
        "extended",
        "hourly",
        "hours",
        "lot",
        "clin",
        "sku",
        "commodity",
    ]
)
MAX_ROWS = 7
_WORD = re.compile(r"[a-z/]+")
_DATA = re.compile(r"^[\s$€£(]*[\d_][\d,._\s]*[)%]?$|_{3,}|\$\s*$|\$\s*[\d_.]")


@dataclass(frozen=True, slots=True)
class HeadColumn:
    """A column as its header shows it: title, left and right edge of the title in points."""

    title: str
    x0: float
    x1: float


@dataclass(frozen=True, slots=True)
class Head:
    """A header: its columns from left to right, its box, the height of its type, and the index of the first row below it."""

    columns: tuple[HeadColumn, ...]
    box: Box
    height: float
    stop: int


def is_header(row: Sequence[Bit]) -> bool:
    """True for a row of short pieces most of which hold a word that heads a column."""
    if len(row) < 2 or any(len(b.text) > 60 or b.text.count(" ") > 8 for b in row):
        return False
    said = [_words(b.text) for b in row]
    named = sum(bool(words & HEADER_WORDS) for words in said)
    strong = sum(bool(words & STRONG_WORDS) for words in said)
    plain = sum(not b.text.endswith((":", ";", ",")) and not _DATA.search(b.text) for b in row)
    upper = sum(not b.text[:1].islower() for b in row)
    enough = 2 if len(row) < 5 else 3
    return named >= enough and strong >= 2 and 2 * named >= len(row) and plain >= len(row) - 0.2 * len(row) and 5 * upper >= 4 * len(row)


def may_head(bits: Sequence[Bit]) -> bool:
    """False where no two words side by side could stand in a header: most pages, told cheaply."""
    return meet([top for text, _, top, *_ in bits if len(text) <= 16 and not text[:1].islower() and is_strong(text)])


def meet(tops: Iterable[float]) -> bool:
    """True where two words, given by their tops in points, may stand on one row."""
    bands = sorted([round(top / 6) for top in tops])
    return any(below - above <= 1 for above, below in pairwise(bands))


@lru_cache(maxsize=4_096)
def is_strong(text: str) -> bool:
    """True where one of the words stands in headers of tables of goods or prices. Asked of every word of many pages, so it is remembered."""
    return not STRONG_WORDS.isdisjoint(_words(text))


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.lower()))


def find_head(rows: Sequence[Sequence[Bit]], start: int, lines: Sequence[Box]) -> Head | None:
    """The first header among the rows from `start` on, with the rows above and below it that belong to it; None if there is none."""
    at = next((i for i in range(start, len(rows)) if is_header(rows[i])), None)
    if at is None:
        return None
    first = last = at
    while last + 1 < len(rows) and last - at < MAX_ROWS and _goes_on(rows[at : last + 1], rows[last + 1], lines):
        last += 1
    while first > start and last - first < MAX_ROWS and _begins(rows[first : last + 1], rows[first - 1], lines):
        first -= 1
    taken = [b for row in rows[first : last + 1] for b in row]
    height = max(6.0, min(b.bottom - b.top for b in rows[at]))
    return Head(_columns(rows[first : last + 1]), around(taken), height, last + 1)


def _touch(upper: Sequence[Bit], lower: Sequence[Bit], lines: Sequence[Box]) -> bool:
    """Rows of the same block: hardly any space between them, and no line drawn across it."""
    bottom, top = max(b.bottom for b in upper), min(b.top for b in lower)
    height = max(6.0, min(b.bottom - b.top for b in upper))
    left, right = min(b.x0 for b in lower), max(b.x1 for b in lower)
    crossed = any(bottom - 2 < (x.top + x.bottom) / 2 < top + 2 and x.x0 <= left + 5 and x.x1 >= right - 5 and x.width > 60 for x in lines)
    return top - bottom <= 0.6 * height and not crossed


def _goes_on(head: Sequence[Sequence[Bit]], row: Sequence[Bit], lines: Sequence[Box]) -> bool:
    """True where the row below still is header: words, not data, in the same type, or again words that head columns."""
    if not _touch(head[-1], row, lines) or any(_DATA.search(b.text) or len(b.text) > 40 for b in row):
        return False
    spread = [(b.x0, b.x1) for one in head for b in one]
    if not all(any(min(b.x1, x1) > max(b.x0, x0) for x0, x1 in spread) for b in row):
        return False
    named = sum(bool(_words(b.text) & HEADER_WORDS) for b in row)
    bold = all(b.bold for one in head for b in one)
    if not bold and any(c.isdigit() for b in row for c in b.text):
        return False
    bracketed = sum(b.text[:1] in "(#" for b in row)
    return (bold and all(b.bold for b in row)) or 2 * (named + bracketed) >= len(row) + (not named)


def _begins(head: Sequence[Sequence[Bit]], row: Sequence[Bit], lines: Sequence[Box]) -> bool:
    """True where the row above is the first part of the header: short pieces over its columns, not a title across them."""
    if not _touch(row, head[0], lines) or any(_DATA.search(b.text) or len(b.text) > 40 or b.text.endswith((".", ":")) for b in row):
        return False
    if abs(row[0].size - head[0][0].size) > 0.2 * max(row[0].size, 1) or row[0].bold != head[0][0].bold:
        return False
    columns = _columns(head)
    over = [[c for c in columns if min(b.x1, c.x1) - max(b.x0, c.x0) > 0] for b in row]
    if not all(over):
        return False
    if len(row) == 1:
        bit, column = row[0], over[0][0]
        return len(over[0]) == 1 and abs(bit.centre - (column.x0 + column.x1) / 2) <= max(6.0, 0.2 * (column.x1 - column.x0))
    return any(_words(b.text) & HEADER_WORDS for b in row) or sum(len(o) == 1 for o in over) == len(row)


def _columns(rows: Sequence[Sequence[Bit]]) -> tuple[HeadColumn, ...]:
    """Pieces one under the other are one title; a piece over several titles is put before each of them, with " / "."""
    columns: list[list[Bit]] = []
    spanning: list[Bit] = []
    for row in reversed(rows):
        for bit in row:
            over = [c for c in columns if min(bit.x1, max(b.x1 for b in c)) - max(bit.x0, min(b.x0 for b in c)) > 0]
            if not over:
                columns.append([bit])
            elif len(over) == 1:
                over[0].insert(0, bit)
            else:
                spanning.append(bit)
    columns.sort(key=lambda c: min(b.x0 for b in c))
    return tuple(_titled(c, spanning) for c in columns)


def _titled(column: list[Bit], spanning: list[Bit]) -> HeadColumn:
    x0, x1 = min(b.x0 for b in column), max(b.x1 for b in column)
    own = " ".join(b.text for b in sorted(column, key=lambda b: (round(b.middle), b.x0)))
    above = [b.text for b in spanning if min(b.x1, x1) - max(b.x0, x0) > 0]
    return HeadColumn(" / ".join([*reversed(above), own]), x0, x1)
