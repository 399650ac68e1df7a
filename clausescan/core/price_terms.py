"""What a document says of its prices besides the prices: how long they hold, how they move, discounts, from when (COMPETITION 4 and 5)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class PriceTermKind(StrEnum):
    """What a sentence on prices does."""

    FIRM = "firm"
    """Prices do not change for the time stated."""
    OFFER = "offer"
    """The prices of an offer are held until an award can be made: says nothing of the contract's prices."""
    INDEX = "index"
    """Prices move with an index, or may be asked to."""
    PERCENT = "percent"
    """Prices rise by a stated percentage."""
    REQUEST = "request"
    """The vendor may ask for a change, or give notice of one."""
    PASSED_ON = "passed_on"
    """What the maker, the market or a tax adds to the vendor's cost may be added."""
    NEGOTIATED = "negotiated"
    """Prices of a later time are still to be agreed on."""
    DECREASE = "decrease"
    """Falling prices or costs are passed on to buyers."""


@dataclass(frozen=True, slots=True)
class PriceTerm:
    """One provision on how prices hold or move; "" and None where it does not say.

    FIRM and OFFER: `months` or `days`, `until` (last day), or `through` (initial_term, term, renewal, order). Others: `index` as named,
    `percent` of a fixed step, `cap` in percent, `every_months`, `approval` (lead, both, notice: a notice is enough), `notice_days` before it.
    `of` is prices, or discounts where only the discount is held.
    """

    kind: PriceTermKind
    months: int | None = None
    days: int | None = None
    until: dt.date | None = None
    through: str = ""
    index: str = ""
    percent: Decimal | None = None
    cap: Decimal | None = None
    every_months: int | None = None
    approval: str = ""
    notice_days: int | None = None
    of: str = "prices"


@dataclass(frozen=True, slots=True)
class Discount:
    """A percentage stated in words: off the price that `off` names (list, msrp, catalog), or over cost (`off` is cost_plus).

    `minimum`: at least so much. `on` is what it is given on, as printed, "" where it is not said.
    """

    percent: Decimal
    off: str
    minimum: bool = False
    on: str = ""


@dataclass(frozen=True, slots=True)
class PricesEffective:
    """From which day to which day (inclusive) the printed prices are in force; at least one of the two is known."""

    first: dt.date | None
    last: dt.date | None


@dataclass(frozen=True, slots=True)
class AwardUnits:
    """In what pieces the award is or will be made: `by` holds lot, zone, region, group, category, section, item, whole, in that order.

    `awarded` are the pieces that the document says are the vendor's ("Lot 2"), as printed.
    """

    by: tuple[str, ...]
    awarded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CommodityCode:
    """A code of a list of goods and services: `system` is nigp, unspsc, naics or psc; `code` as printed; `title` the words beside it, if any."""

    system: str
    code: str
    title: str = ""
