"""The agency that wants to buy. Optional everywhere: without it a report states facts and judges nothing that hangs on the buyer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from clausescan.core.finding import AgencyType


class PurchaseKind(StrEnum):
    """What is to be bought (READINESS 4)."""

    GOODS = "goods"
    SERVICES = "services"
    GOODS_WITH_INSTALL = "goods_with_install"
    SOFTWARE = "software"
    CONSTRUCTION = "construction"
    ARCHITECT_ENGINEER = "ae"
    VEHICLES = "vehicles"
    LEASE = "lease"


class CharterBars(StrEnum):
    """Whether the buyer's charter bars the use of other agencies' contracts."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class FundingSource(StrEnum):
    """Where the money comes from."""

    LOCAL = "local"
    STATE = "state"
    FEDERAL = "federal"


@dataclass(frozen=True, slots=True)
class Funding:
    """One source of money; `program` as in FTA, FEMA, ESSER, CDBG or USDA."""

    source: FundingSource
    program: str | None = None


@dataclass(frozen=True, slots=True)
class Membership:
    """The buyer's standing with a cooperative or a lead agency; dates are inclusive."""

    organization: str
    since: dt.date | None = None
    expires: dt.date | None = None
    agreement: str | None = None
    signed_by: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A thing to be bought, in the buyer's words."""

    text: str
    sku: str | None = None
    quantity: Decimal | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Purchase:
    """The purchase: `date` of the order, `need_through` the last day of delivery or service."""

    date: dt.date | None = None
    need_through: dt.date | None = None
    items: tuple[Item, ...] = ()
    kind: PurchaseKind | None = None
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Policies:
    """The buyer's own rules; None where it has none. `clause_required_in` is solicitation, contract or both."""

    clause_required_in: str | None = None
    lead_types_accepted: tuple[AgencyType, ...] = ()
    out_of_state_accepted: bool | None = None
    days_left_at_least: int | None = None
    cooperatives_accepted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Amounts of the buyer's own rules, in dollars; clausescan holds no default, because none would be law everywhere."""

    informal: Decimal | None = None
    formal: Decimal | None = None
    board_approval: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Attestation:
    """What the buyer states about a check that no document of the file can show."""

    check: str
    by: str
    date: dt.date
    note: str = ""


@dataclass(frozen=True, slots=True)
class Override:
    """A person's verdict on a check in place of the one found; the one found stays in the report."""

    check: str
    verdict: str
    reason: str
    by: str
    date: dt.date


@dataclass(frozen=True, slots=True)
class Buyer:
    """The agency that wants to buy; every field may be left out."""

    name: str | None = None
    state: str | None = None
    county: str | None = None
    entity_type: AgencyType | None = None
    home_rule: bool | None = None
    charter_bars_piggyback: CharterBars = CharterBars.UNKNOWN
    memberships: tuple[Membership, ...] = ()
    funding: tuple[Funding, ...] = ()
    purchase: Purchase = Purchase()
    policies: Policies = Policies()
    thresholds: Thresholds = Thresholds()
    attestations: tuple[Attestation, ...] = ()
    overrides: tuple[Override, ...] = ()
