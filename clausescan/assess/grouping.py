"""From a heap of documents to contract files: by numbers, by what one says of the other, by parties and subject (BUNDLES 1 and 3.8).

A contract makes a contract file; what led to several contracts (a solicitation, its addenda, a tabulation) is in the file of each. In
doubt a document stays alone: two procurements read as one would give a wrong answer, a document left out only an unfinished one.
Every step looks documents up by number or name, so a heap of thousands takes time in proportion.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from clausescan.assess.fitting import Fit, Relation, fits, index_of, relation
from clausescan.assess.identity import identities, key_of
from clausescan.assess.names import name_key
from clausescan.assess.units import Unit, unit_of, units
from clausescan.core.contract_file import ContractFile
from clausescan.core.finding import Role
from clausescan.core.group import Group, Link, Member, PartIdentity
from clausescan.core.result import Scanned, main_of

_ROUNDS = 3
_IN_PDF = "It lies in the same PDF."
_CONTRACT_PAPERS = frozenset({Role.AMENDMENT, Role.PARTICIPATING_ADDENDUM, Role.PRICE_LIST, Role.AWARD, Role.INVOICE_PO})
_FIRST = (Role.CONTRACT, Role.PARTICIPATING_ADDENDUM, Role.SOLICITATION, Role.AMENDMENT, Role.AWARD, Role.RESPONSE, Role.ADDENDUM, Role.PRICE_LIST)
_TEACH = frozenset({Link.ANCHOR, Link.NUMBER, Link.NAMED, Link.INCORPORATED, Link.TOLD})
Joined = tuple[Unit, Fit]


@dataclass(frozen=True, slots=True)
class _Seed:
    """A contract file in the making: what it was begun with, and what joined it, each with its reason."""

    anchors: tuple[Unit, ...]
    joined: tuple[Joined, ...] = ()

    @property
    def known(self) -> Unit:
        """All that is known of it: its own papers, and by more than likeness its solicitation and those that joined it alone."""
        taught = [u for u, fit in self.joined if fit.link in _TEACH and (not fit.shared or Role.SOLICITATION in u.roles)]
        return unit_of([p for u in (*self.anchors, *taught) for p in u.parts])


def group(scanned: Sequence[Scanned]) -> tuple[Group, ...]:
    """The contract files of these PDFs, each part with the reason why it is in; empty if none.

    Every part is in at least one group. The order of the PDFs and their names do not matter; the same PDF given twice counts once.
    Groups come in the order of their titles. To group without the PDFs, keep `identities` of each and call `group_identities`.
    """
    return group_identities(i for scan in scanned for i in identities(scan))


def group_identities(parts: Iterable[PartIdentity]) -> tuple[Group, ...]:
    """The same from what was kept of each part."""
    left = units(parts)
    seeds: list[_Seed] = []
    stages: tuple[tuple[Callable[[Unit], bool], Callable[[Unit], frozenset[str]]], ...] = (
        (lambda u: bool(u.told), lambda u: frozenset({u.told})),
        (lambda u: u.is_deal, lambda u: u.deals),
        (lambda u: bool(u.deals and u.roles & _CONTRACT_PAPERS), lambda u: u.deals),
        (lambda u: bool(u.numbers), lambda u: u.numbers),
    )
    for number, (begins, keys) in enumerate(stages):
        begun, left = _begin([u for u in left if begins(u)], keys, copies=number == 1), tuple(u for u in left if not begins(u))
        seeds.extend(begun)
        if number:
            left = _gather(seeds, left)
    left = _by_folder(seeds, left)
    seeds.extend(_Seed((u,)) for u in left)
    return tuple(sorted((_as_group(s) for s in seeds), key=lambda g: (g.title, g.key)))


def _begin(wanted: Sequence[Unit], keys: Callable[[Unit], frozenset[str]], *, copies: bool) -> list[_Seed]:
    """Seeds of these units; those that share a key and do not contradict each other are one. `copies`: so are two without a number that agree."""
    begun: list[list[Unit]] = []
    by_key: dict[str, list[int]] = {}
    for unit in wanted:
        own = keys(unit)
        near = dict.fromkeys(i for key in sorted(own) for i in by_key.get(key, ()))
        home = next((i for i in near if _one_body(unit, begun[i])), None)
        if home is None and copies and not unit.deals:
            home = next((i for key in sorted(_party_keys(unit)) for i in by_key.get(key, ()) if _copy(unit, begun[i])), None)
        if home is None:
            home = len(begun)
            begun.append([])
        begun[home].append(unit)
        for key in (*own, *(_party_keys(unit) if copies else ())):
            places = by_key.setdefault(key, [])
            if home not in places:
                places.append(home)
    return [_Seed(tuple(b)) for b in begun]


def _party_keys(unit: Unit) -> set[str]:
    return {" ".join(sorted(name_key(v))) for v in unit.vendors}


def _one_body(unit: Unit, others: Sequence[Unit]) -> bool:
    """True where neither lead agencies nor vendors are at odds on both sides, or a person put them together."""
    lead, vendor = _parties(unit, others)
    return bool(unit.told) or Relation.SAME in (lead, vendor) or Relation.OTHER not in (lead, vendor)


def _copy(unit: Unit, others: Sequence[Unit]) -> bool:
    """True for a contract without a number of the same parties, from the same competition or on the same subject."""
    alike = any(unit.calls & o.calls or unit.subject & o.subject for o in others)
    return alike and _parties(unit, others) == (Relation.SAME, Relation.SAME)


def _parties(unit: Unit, others: Sequence[Unit]) -> tuple[Relation, Relation]:
    leads, vendors = [n for o in others for n in o.leads], [n for o in others for n in o.vendors]
    return relation(unit.leads, leads), relation(unit.vendors, vendors)


def _gather(seeds: list[_Seed], left: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """Lets the units join the seeds that they fit, in a few rounds, since each that joins may teach a number; those that fit none."""
    for _ in range(_ROUNDS):
        index = index_of([s.known for s in seeds])
        found = [(unit, fits(unit, index)) for unit in left]
        for unit, joined in found:
            for fit in joined:
                seed = seeds[fit.seed]
                seeds[fit.seed] = _Seed(seed.anchors, (*seed.joined, (unit, fit)))
        still = tuple(unit for unit, joined in found if not joined)
        if len(still) == len(left):
            break
        left = still
    return left


def _by_folder(seeds: list[_Seed], left: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """Lets units without a number join the one contract file of their folder, if there is one only and no party says otherwise."""
    homes: dict[str, set[int]] = {}
    for number, seed in enumerate(seeds):
        for folder in frozenset().union(*(u.folders for u in seed.anchors)):
            homes.setdefault(folder, set()).add(number)
    still = []
    for unit in left:
        near = homes.get(unit.parts[0].folder, set())
        if len(near) == 1 and not unit.numbers and _one_body(unit, seeds[min(near)].anchors):
            seed = seeds[min(near)]
            fit = Fit(min(near), 0.0, Link.FOLDER, "It lies in the same folder, and nothing in it speaks of another procurement.")
            seeds[min(near)] = _Seed(seed.anchors, (*seed.joined, (unit, fit)))
        else:
            still.append(unit)
    return tuple(still)


def _as_group(seed: _Seed) -> Group:
    known = seed.known
    parts = [p for u in (*seed.anchors, *(u for u, _ in seed.joined)) for p in u.parts]
    deal = _first(known.parts, lambda p: p.contract_number) if known.deals else ""
    call = _first(known.parts, lambda p: p.solicitation_number) or _first(parts, lambda p: p.solicitation_number)
    lead, vendor = _first(known.parts, lambda p: p.lead), _first(known.parts, lambda p: p.vendor)
    members = {(m.source, m.index): m for m in reversed((*_anchors(seed), *_joined(seed)))}
    ordered = tuple(members[k] for k in sorted(members))
    subject = _first(known.parts, lambda p: p.title)
    title = seed.anchors[0].told or ", ".join(t for t in (f"{deal or call}", vendor or lead) if t) or subject or "Without a title"
    return Group(_key(seed, deal, lead, vendor), title, deal, call, lead, vendor, ordered)


def _key(seed: _Seed, deal: str, lead: str, vendor: str) -> str:
    """The same for the same contract, whatever else is in the file; for a file without a contract number, that of its first document."""
    party = " ".join(sorted(name_key(lead))) or " ".join(sorted(name_key(vendor)))
    first = min((p.source, p.index) for u in seed.anchors for p in u.parts)
    words = seed.anchors[0].told or (f"{key_of(deal)}|{party}" if deal and party else f"{first[0]}|{first[1]}")
    return hashlib.sha256(words.encode()).hexdigest()[:12]


def _first(parts: Iterable[PartIdentity], value: Callable[[PartIdentity], str]) -> str:
    """The value of the part whose role ranks first, among those that have one; "" if none."""
    having = [p for p in parts if value(p)]
    best = min(having, key=lambda p: (_FIRST.index(p.role) if p.role in _FIRST else len(_FIRST), p.source, p.index), default=None)
    return value(best) if best is not None else ""


def _anchors(seed: _Seed) -> list[Member]:
    """The papers that the file was begun with: the main one, others by their number, the rest because they are bound with them."""
    told = seed.anchors[0].told
    found = []
    for unit in seed.anchors:
        main = min(unit.parts, key=lambda p: (_FIRST.index(p.role) if p.role in _FIRST else len(_FIRST), p.index))
        for part in unit.parts:
            if told:
                found.append(_member(part, Link.TOLD, f"contract-file.toml puts it into “{told}”."))
            elif part == main:
                found.append(_member(part, *_begun(part, first=unit is seed.anchors[0])))
            else:
                found.append(_member(part, Link.BOUND, _IN_PDF))
    return found


def _begun(part: PartIdentity, *, first: bool) -> tuple[Link, str]:
    number = part.contract_number or part.solicitation_number
    if first:
        why = f"The file is gathered around it ({number})." if number else "Nothing in it ties it to a document of another contract file."
        return Link.ANCHOR, why
    return (Link.NUMBER, f"It bears the same number, {number}.") if number else (Link.PARTIES, "The same parties and the same subject.")


def _joined(seed: _Seed) -> list[Member]:
    return [_member(p, fit.link, fit.reason) for unit, fit in seed.joined for p in unit.parts]


def _member(part: PartIdentity, link: Link, reason: str) -> Member:
    return Member(part.source, part.index, link, reason, part.pages)


def scans_of(found: Group, scans: Sequence[Scanned]) -> list[Scanned]:
    """The PDFs of a group with only those parts that are read as one, in the order given."""
    wanted = {(m.source, m.index) for m in found.read}
    kept = []
    for scan in scans:
        parts = tuple(p for i, p in enumerate(scan.parts) if (scan.document.source.sha256, i) in wanted)
        if parts:
            kept.append(scan if parts == scan.parts else replace(scan, parts=parts, main=main_of(parts)))
    return kept


def with_reasons(file: ContractFile, found: Group) -> ContractFile:
    """The contract file with the reason why each of its documents is in it."""
    reasons = {(m.source, m.pages): m.reason for m in found.members}
    return replace(file, parts=tuple(replace(p, joined=reasons.get((p.source.sha256, p.pages), "")) for p in file.parts))
