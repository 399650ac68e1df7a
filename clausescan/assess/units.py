"""Documents that go together before anything is compared: those bound in one PDF, those a person put together (BUNDLES 1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from clausescan.assess.identity import key_of
from clausescan.assess.names import name_key, same_name
from clausescan.core.finding import Role
from clausescan.core.group import PartIdentity

SIGNED_DEALS = frozenset({Role.CONTRACT})
# whose number, vendor and subject are those of the paper itself and not of others that it speaks of
_OF_A_CONTRACT = frozenset({Role.CONTRACT, Role.AMENDMENT, Role.PARTICIPATING_ADDENDUM, Role.PRICE_LIST, Role.AWARD, Role.INVOICE_PO, Role.RESPONSE})


@dataclass(frozen=True, slots=True)
class Unit:
    """Parts that stay together, and what they bear between them. `deals` and `calls` are keys of numbers of contracts and solicitations."""

    parts: tuple[PartIdentity, ...]
    deals: frozenset[str]
    calls: frozenset[str]
    leads: tuple[str, ...]
    vendors: tuple[str, ...]
    subject: frozenset[str]
    named: frozenset[str]
    taken_in: frozenset[str]
    folders: frozenset[str]

    @property
    def numbers(self) -> frozenset[str]:
        """All keys of its own numbers."""
        return self.deals | self.calls

    @property
    def roles(self) -> frozenset[Role]:
        """The roles of its parts."""
        return frozenset(p.role for p in self.parts)

    @property
    def told(self) -> str:
        """The contract file that a person put it in, "" for none."""
        return self.parts[0].told[0] if self.parts[0].told else ""

    @property
    def is_deal(self) -> bool:
        """True for a contract that can be told from others: by its number or its vendor."""
        return any(p.role in SIGNED_DEALS and (p.contract_number or p.vendor) for p in self.parts)


def unit_of(parts: Sequence[PartIdentity]) -> Unit:
    """The unit of these parts, whatever their order."""
    ordered = tuple(sorted(parts, key=lambda p: (p.source, p.index)))
    own = [p for p in ordered if p.role in _OF_A_CONTRACT] or ordered
    return Unit(
        parts=ordered,
        deals=_keys(p.contract_number for p in own),
        calls=_keys(p.solicitation_number for p in ordered),
        leads=_names(p.lead for p in ordered),
        vendors=_names(p.vendor for p in own),
        subject=frozenset().union(*(p.subject for p in ordered)),
        named=frozenset().union(*(p.named for p in ordered)),
        taken_in=frozenset().union(*(p.taken_in for p in ordered)),
        folders=frozenset(p.folder for p in ordered if p.folder),
    )


def units(identities: Iterable[PartIdentity]) -> tuple[Unit, ...]:
    """The parts as units, in an order that names of files and the order given do not change.

    A part that a person put into two contract files is in two units. Of the numbers that a part names, only those that some part bears
    are kept.
    """
    known = set(identities)
    borne = _keys(n for p in known for n in (p.contract_number, p.solicitation_number))
    free: list[Sequence[PartIdentity]] = []
    told: dict[str, list[PartIdentity]] = {}
    ordered = sorted((replace(p, named=p.named & borne, taken_in=p.taken_in & borne) for p in known), key=lambda p: (p.source, p.index))
    for _, bound in groupby(ordered, key=lambda p: p.source):
        parts = list(bound)
        for part in parts:
            for name in part.told:
                told.setdefault(name, []).append(replace(part, told=(name,)))
        free.extend(_bound([p for p in parts if not p.told]))
    return tuple(sorted((unit_of(parts) for parts in (*told.values(), *free)), key=_rank))


def _rank(unit: Unit) -> tuple[bool, bool, str, int]:
    """What a person arranged first, then contracts with a number; the rest by content."""
    first = unit.parts[0]
    return not unit.told, not unit.deals, first.source, first.index


def _bound(parts: Sequence[PartIdentity]) -> Iterator[Sequence[PartIdentity]]:
    """The parts of one PDF: together, unless two of them speak of different contracts or solicitations of different bodies."""
    together: list[list[PartIdentity]] = []
    for part in parts:
        home = next((t for t in reversed(together) if not any(_apart(part, other) for other in t)), None)
        if home is None:
            together.append([part])
        else:
            home.append(part)
    yield from together


def _apart(one: PartIdentity, other: PartIdentity) -> bool:
    """True where numbers differ, and lead agency or vendor too."""
    if not _differ(one.lead, other.lead) and not _differ(one.vendor, other.vendor):
        return False
    pairs = ((one.contract_number, other.contract_number), (one.solicitation_number, other.solicitation_number))
    known = [(key_of(a), key_of(b)) for a, b in pairs if key_of(a) and key_of(b)]
    return bool(known) and all(a != b for a, b in known)


def _differ(one: str, other: str) -> bool:
    return bool(name_key(one) and name_key(other)) and not same_name(one, other)


def _keys(numbers: Iterable[str]) -> frozenset[str]:
    return frozenset(key for n in numbers if (key := key_of(n)))


def _names(names: Iterable[str]) -> tuple[str, ...]:
    """The names, each once, sorted."""
    return tuple(sorted({n for n in names if name_key(n)}))
