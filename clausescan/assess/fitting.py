"""How well a document fits a contract file: by number, by what one names of the other, by parties and subject (BUNDLES 1)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from clausescan.assess.identity import key_of
from clausescan.assess.names import name_key, same_name
from clausescan.assess.units import Unit
from clausescan.core.finding import Role
from clausescan.core.group import Link

_SHARED = frozenset({Role.SOLICITATION, Role.ADDENDUM, Role.BOARD_ITEM, Role.INSTRUCTIONS, Role.FORM, Role.OTHER, Role.INTERLOCAL})
_YEAR = re.compile(r"(?:19|20)?\d\d")
_MOST_NEAR = 500


class Relation(Enum):
    """How names of two documents stand to each other."""

    SAME = "same"
    UNKNOWN = "unknown"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Fit:
    """That a unit belongs to the seed of that number, how strongly, and why. `shared`: it belongs to the whole competition."""

    seed: int
    strength: float
    link: Link
    reason: str
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Index:
    """Seeds by their numbers, by the numbers that they name, and by the rarest word of their parties' names."""

    seeds: tuple[Unit, ...]
    deals: dict[str, list[int]]
    calls: dict[str, list[int]]
    naming: dict[str, list[int]]
    words: dict[str, list[int]]
    rare: dict[str, list[int]]
    often: Counter[str]


def relation(ones: Sequence[str], others: Sequence[str]) -> Relation:
    """The same if any two names are; unknown where one side has none."""
    if not ones or not others:
        return Relation.UNKNOWN
    return Relation.SAME if any(same_name(a, b) for a in ones for b in others) else Relation.OTHER


def is_telling(key: str) -> bool:
    """True for a number that two agencies will hardly share: with letters of its own, or five digits besides a year."""
    tokens = key.split("-")
    digits = [t for t in tokens if t[0].isdigit()]
    if len(digits) > 1 and _YEAR.fullmatch(digits[0]):
        digits = digits[1:]
    letters = sum(len(t) for t in tokens if not t[0].isdigit())
    return letters >= 2 or sum(map(len, digits)) >= 5


def index_of(seeds: Sequence[Unit]) -> Index:
    """What is looked up for each document."""
    parties = [[name_key(n) for n in (*s.vendors, *s.leads)] for s in seeds]
    often = Counter(word for names in parties for word in frozenset().union(*names))
    index = Index(tuple(seeds), {}, {}, {}, {}, {}, often)
    for number, seed in enumerate(seeds):
        for table, keys in ((index.deals, seed.deals), (index.calls, seed.calls), (index.naming, seed.named)):
            for key in sorted(keys):
                table.setdefault(key, []).append(number)
        for name in parties[number]:
            for word in name:
                index.words.setdefault(word, []).append(number)
            index.rare.setdefault(_rarest(name, often), []).append(number)
    return index


def _rarest(name: Iterable[str], often: Counter[str]) -> str:
    return min(name, key=lambda w: (often[w], w))


def fits(unit: Unit, index: Index) -> tuple[Fit, ...]:
    """The seeds that the unit belongs to, the strongest kind of fit only; several where it is shared; empty if none."""
    found = list(_by_number(unit, index)) or list(_by_parties(unit, index))
    if not found:
        return ()
    most = max(f.strength for f in found)
    best: dict[int, Fit] = {}
    for fit in found:
        if fit.strength == most:
            best.setdefault(fit.seed, fit)
    if len(best) > 1 and not all(f.shared for f in best.values()):
        return ()
    return tuple(best.values())


def _by_number(unit: Unit, index: Index) -> Iterator[Fit]:
    for key in sorted(unit.numbers):
        for number in index.deals.get(key, ()):
            yield from _same_deal(unit, index, number, key)
        for number in index.calls.get(key, ()):
            yield from _same_call(unit, index, number, key)
        for number in index.naming.get(key, ()):
            yield from _named(unit, index, number, key, by_seed=True)
    if unit.deals and unit.roles & {Role.AMENDMENT, Role.PRICE_LIST, Role.CONTRACT}:
        return  # it bears the number of another contract: that it names this one too makes it no paper of it
    for key in sorted(unit.named - unit.numbers):
        for number in (*index.deals.get(key, ()), *index.calls.get(key, ())):
            yield from _named(unit, index, number, key, by_seed=False)


def _parties(unit: Unit, seed: Unit) -> tuple[Relation, Relation]:
    return relation(unit.leads, seed.leads), relation(unit.vendors, seed.vendors)


def _same_deal(unit: Unit, index: Index, number: int, key: str) -> Iterator[Fit]:
    lead, vendor = _parties(unit, index.seeds[number])
    if lead is Relation.OTHER:
        strength = 4.0 if vendor is Relation.SAME else 0.0
    elif Relation.SAME in (lead, vendor):
        strength = 6.0
    else:
        strength = 5.0 if _tells(key, unit, index.seeds[number]) else 0.0
    if strength:
        yield Fit(number, strength, Link.NUMBER, f"It bears the number of the contract ({_printed(unit, key)}).")


def _tells(key: str, unit: Unit, seed: Unit) -> bool:
    """True where the number says enough though no party is known to be the same; in one folder any number does."""
    return is_telling(key) or bool(unit.folders & seed.folders)


def _same_call(unit: Unit, index: Index, number: int, key: str) -> Iterator[Fit]:
    """A number of the solicitation: of all its contracts, or of those of the vendor that the paper is of."""
    lead, vendor = _parties(unit, index.seeds[number])
    known = lead is Relation.SAME or vendor is Relation.SAME or (lead is Relation.UNKNOWN and _tells(key, unit, index.seeds[number]))
    if not known and not (lead is Relation.OTHER and is_telling(key)):
        return
    of_all = bool(unit.roles & _SHARED) or all(p.shared_record for p in unit.parts)
    printed = _printed(unit, key)
    if vendor is Relation.OTHER and not of_all:
        yield Fit(number, 2.0, Link.OTHER_BIDDER, f"It is of another bidder for the same solicitation ({printed}).", shared=True)
    elif vendor is Relation.SAME and not of_all:
        yield Fit(number, 5.5, Link.NUMBER, f"It bears the number of the solicitation ({printed}) and the name of the vendor.")
    else:
        yield Fit(
            number, 5.2 if lead is not Relation.OTHER else 3.0, Link.NUMBER, f"It bears the number of the solicitation ({printed}).", shared=True
        )


def _named(unit: Unit, index: Index, number: int, key: str, *, by_seed: bool) -> Iterator[Fit]:
    """One names the number of the other; both must have a party in common, or a number that is telling and no party at odds."""
    seed = index.seeds[number]
    lead, vendor = _parties(unit, seed)
    if lead is Relation.SAME:
        strength = 3.5
    elif vendor is Relation.SAME:
        strength = 2.5 if lead is Relation.OTHER else 3.4
    else:
        strength = 3.0 if is_telling(key) and Relation.OTHER not in (lead, vendor) else 0.0
    if not strength:
        return
    if not by_seed:
        yield Fit(number, strength, Link.NAMED, f"It names the number {_printed(seed, key)} of this contract file.", shared=True)
    elif key in seed.taken_in and not unit.roles & {Role.AMENDMENT, Role.PRICE_LIST}:
        yield Fit(number, strength + 0.2, Link.INCORPORATED, f"A document of the file makes {_printed(unit, key)} part of the contract.", shared=True)
    else:
        yield Fit(number, strength, Link.NAMED, f"A document of the file names its number ({_printed(unit, key)}).", shared=True)


def _by_parties(unit: Unit, index: Index) -> Iterator[Fit]:
    """Parties and subject, for a paper that bears no number of a contract and no number of another solicitation (BUNDLES 1)."""
    if unit.deals:
        return
    for number in _near(unit, index):
        seed = index.seeds[number]
        lead, vendor = _parties(unit, seed)
        if Relation.OTHER in (lead, vendor) or (unit.calls and (seed.calls or vendor is not Relation.SAME)):
            continue
        common = unit.subject & seed.subject
        share = len(common) / max(1, min(len(unit.subject), len(seed.subject)))
        both = (lead, vendor) == (Relation.SAME, Relation.SAME)
        enough = common or not unit.subject if both else len(common) >= 2 and share >= 0.4 if lead is Relation.SAME else bool(common) and share >= 0.3
        if enough:
            words = f"the same subject ({', '.join(sorted(common)[:4])})" if common else "no number or subject of its own"
            yield Fit(number, 1.0 + share, Link.PARTIES, f"{'The same parties' if both else 'One party in common'} and {words}.")


def _near(unit: Unit, index: Index) -> list[int]:
    """Seeds that may have a party in common: those with the vendor's name, or for a paper without a vendor those with the lead agency's."""
    names = unit.vendors or unit.leads
    found = {number for name in map(name_key, names) for number in _with_name(name, index)}
    return sorted(found)[:_MOST_NEAR]


def _with_name(name: frozenset[str], index: Index) -> Iterator[int]:
    """Where all words of one name are in the other, they share the rarest word of the shorter."""
    known = [w for w in name if w in index.often]
    if len(known) == len(name):
        yield from index.words[_rarest(name, index.often)]
    for word in known:
        yield from index.rare.get(word, ())


def _printed(unit: Unit, key: str) -> str:
    """The number of that key as the unit prints it."""
    numbers = (n for p in unit.parts for n in (p.contract_number, p.solicitation_number))
    return next((n for n in numbers if key_of(n) == key), key)
