"""What the file says on use by others: in the solicitation, in the contract, and by the vendor (CLAUSES 1, "Rules of composition")."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import zip_longest

from clausescan.assess.names import same_name
from clausescan.assess.sections import is_in_range, is_within, numbers_of
from clausescan.core.contract_file import ContractFile, Edge, EdgeKind, Execution, FileClause, FilePart, Side
from clausescan.core.finding import ClauseClass, CooperativeUse, ElectionState, Finding, Polarity, Role

_WITH_SOLICITATION = (Role.FORM, Role.INSTRUCTIONS)
_CONTRACT = (Role.CONTRACT, Role.PARTICIPATING_ADDENDUM, Role.AMENDMENT)
_SAYS_YES = (Role.RESPONSE, Role.FORM, Role.CONTRACT, Role.AMENDMENT, Role.PARTICIPATING_ADDENDUM)
_SAYS_NO = (*_SAYS_YES, Role.SOLICITATION, Role.PRICE_LIST, Role.OTHER)
_GRANTS = (Polarity.PERMITS, Polarity.RESTRICTS)
_WIDE = (None, "any", "national")


@dataclass(frozen=True, slots=True)
class FileUse:
    """All clauses, both sides, and the vendor's answer."""

    clauses: tuple[FileClause, ...]
    solicitation: Side
    contract: Side
    election: FileClause | None


def file_use(file: ContractFile, vendor: str | None) -> FileUse:
    """What the documents, read as one, say on use by others. `vendor` is the contract's: another bidder's answer does not count."""
    clauses = tuple(
        FileClause(p.id, p.role, c, p.prove(c.evidence), section)
        for p in file.parts
        for c, section in zip_longest(p.facts.cooperative_use, p.use_sections, fillvalue=())
        if isinstance(c, Finding)
    )
    election = _election(file, clauses, vendor)
    asked = _side(solicitation_parts(file), clauses)
    own = _side([p for p in contract_parts(file) if _counts(p)], clauses)
    solicitation = _answered(asked, election)
    contract = _answered(_with_incorporated(file, own, asked), election)
    if election is not None and _is_no(election):
        note = "The vendor declined use by others. A contract clause does not undo that; only the vendor can."
        contract = Side(contract.present, Polarity.PROHIBITS, (election, *contract.deciding), note, declined=True, through=contract.through)
        solicitation = replace(solicitation, declined=True)
    return FileUse(clauses, solicitation, contract, election)


def solicitation_parts(file: ContractFile) -> list[FilePart]:
    """The solicitation, its addenda, and the forms bound with it; latest addendum first (BUNDLES 1)."""
    bound = {p.source.sha256 for p in file.having(Role.SOLICITATION)} - {p.source.sha256 for p in file.having(*_CONTRACT)}
    found = [p for p in file.parts if p.role in (Role.SOLICITATION, Role.ADDENDUM) or (p.role in _WITH_SOLICITATION and p.source.sha256 in bound)]
    return sorted(found, key=lambda p: (p.role is not Role.ADDENDUM, -(p.ordinal or 0), p.id))


def contract_parts(file: ContractFile) -> list[FilePart]:
    """Contract, participating addendum and amendments; latest amendment first (BUNDLES 3.1).

    Where no contract is in the file, an award notice or purchase order that takes the solicitation in stands for it (CLAUSES INCORP-4).
    """
    found = list(file.having(*_CONTRACT))
    if not file.having(Role.CONTRACT, Role.PARTICIPATING_ADDENDUM):
        taking_in = {e.source for e in file.edges if e.kind is EdgeKind.INCORPORATES}
        found += [p for p in file.having(Role.AWARD, Role.INVOICE_PO) if p.id in taking_in]
    return sorted(found, key=lambda p: (p.role is not Role.AMENDMENT, -(p.ordinal or 0), p.id))


def _counts(part: FilePart) -> bool:
    """An amendment that is not shown as signed changes nothing."""
    return part.role is not Role.AMENDMENT or part.signing.state is Execution.SIGNED


def _side(parts: list[FilePart], clauses: Iterable[FileClause]) -> Side:
    """The parts of one side read as one, latest first: a later refusal ends a grant, a later grant after a refusal is in dispute."""
    stated = [(p, p.facts.cooperative_polarity) for p in parts if p.facts.cooperative_polarity is not Polarity.SILENT]
    by_part = {p.id: [c for c in clauses if c.part == p.id] for p, _ in stated}
    grants = [(p, polarity) for p, polarity in stated if polarity in _GRANTS]
    refusals = [p for p, polarity in stated if polarity is Polarity.PROHIBITS]
    present = bool(parts)
    if refusals:
        words = [c for p in refusals for c in by_part[p.id] if c.clause.value.polarity is Polarity.PROHIBITS]
        granting = [c for p, _ in grants for c in by_part[p.id] if c.clause.value.polarity in _GRANTS]
        order = [p.id for p, _ in stated]
        if grants and order.index(grants[0][0].id) < order.index(refusals[0].id):
            note = "An earlier document refuses use by others, a later one grants it."
            return Side(present, Polarity.RESTRICTS, (*granting, *words), note, disputed=True)
        note = "A grant stands elsewhere, but this document comes later and ends it." if granting and len(stated) > 1 else ""
        return Side(present, Polarity.PROHIBITS, (*words, *granting), note)
    for polarity in (Polarity.RESTRICTS, Polarity.PERMITS, Polarity.REVERSE):
        chosen = [p for p, stands in stated if stands is polarity]
        if chosen:
            words = [c for p in chosen for c in by_part[p.id] if c.clause.value.polarity is polarity]
            return Side(present, polarity, tuple(words))
    return Side(present, Polarity.SILENT)


def _with_incorporated(file: ContractFile, own: Side, asked: Side) -> Side:
    """The contract's own side, joined by what it takes in from the solicitation along an edge (BUNDLES 3.4)."""
    contracts = {p.id for p in contract_parts(file)}
    targets = {p.id for p in solicitation_parts(file)}
    edges = [e for e in file.edges if e.source in contracts and e.target in targets]
    into = [e for e in edges if e.kind is EdgeKind.INCORPORATES]
    against = tuple(proof for e in edges if e.kind is EdgeKind.EXCLUDES for proof in e.proof)[:2]
    taken = [c for c in asked.deciding if any(_reaches(file, e, c) for e in into)]
    if not own.present or asked.polarity not in (*_GRANTS, Polarity.PROHIBITS):
        return replace(own, against=against)
    if own.polarity is Polarity.PROHIBITS:
        return own
    if not taken:
        note = _why_not_taken(into, against) if own.polarity not in _GRANTS else own.note
        return replace(own, against=against, note=note)
    through = tuple(proof for e in into for proof in e.proof)[:2]
    brought = tuple(replace(c, incorporated_by=into[0].source) for c in taken)
    if own.polarity in _GRANTS:
        narrower = own.polarity is Polarity.PERMITS and asked.polarity is Polarity.RESTRICTS
        refused = asked.polarity is Polarity.PROHIBITS
        disagree = "refuses use by others, which the contract's own clause grants" if refused else "is narrower than the contract's own clause"
        note = f"The solicitation that the contract takes in {disagree}." if narrower or refused else own.note
        polarity = Polarity.RESTRICTS if narrower or refused else own.polarity
        return replace(
            own, polarity=polarity, deciding=(*own.deciding, *brought), through=through, note=note, disputed=narrower or refused or own.disputed
        )
    if against:
        note = "The contract both takes the solicitation in and says that it is replaced."
        return Side(present=True, polarity=Polarity.RESTRICTS, deciding=brought, note=note, disputed=True, through=through, against=against)
    note = "It has no clause of its own, but makes the solicitation part of itself, and the clause comes with it."
    return Side(present=True, polarity=asked.polarity, deciding=brought, note=note, through=through, disputed=asked.disputed)


def _why_not_taken(into: list[Edge], against: tuple[object, ...]) -> str:
    if against:
        return "The contract has no clause of its own and says that the solicitation is not part of it."
    if into:
        return "The contract takes in pieces of the solicitation, but not the clause on use by others."
    return "The solicitation has a clause on use by others, but no words were found that make the solicitation part of the contract."


def _reaches(file: ContractFile, edge: Edge, clause: FileClause) -> bool:
    """True where the incorporation covers the clause: the document itself or one that amends it, and not a section left out."""
    amended = {e.target for e in file.edges if e.kind is EdgeKind.AMENDS and e.source == clause.part}
    bound = {p.id for p in file.parts if p.role in _WITH_SOLICITATION and edge.target and p.source.sha256 == file.part(edge.target).source.sha256}
    if edge.target != clause.part and edge.target not in amended and clause.part not in bound:
        return False
    numbers = numbers_of(clause)
    if any(is_within(number, omitted) for number in numbers for omitted in edge.omits):
        return False
    return not edge.only or any(is_in_range(number, " ".join(edge.only)) for number in numbers)


def _election(file: ContractFile, clauses: tuple[FileClause, ...], vendor: str | None) -> FileClause | None:
    """The vendor's own answer: a No before a Yes; answers of other bidders, which an abstract of bids may list, are left out."""
    answers = []
    for clause in clauses:
        who = file.part(clause.part).facts.vendor
        other = vendor is not None and who is not None and not same_name(vendor, who.value.name)
        said = (clause.role in _SAYS_YES and _is_yes(clause)) or (clause.role in _SAYS_NO and _is_no(clause))
        if said and not other:
            answers.append(clause)
    return min(answers, key=lambda c: (not _is_no(c), c.role is not Role.RESPONSE, c.part), default=None)


def _is_no(clause: FileClause) -> bool:
    use = clause.clause.value
    return use.clause_class is ClauseClass.DECLINE or (use.election is not None and use.election.state is ElectionState.NO)


def _is_yes(clause: FileClause) -> bool:
    use = clause.clause.value
    return use.election is not None and use.election.state is ElectionState.YES


def _answered(side: Side, election: FileClause | None) -> Side:
    """A grant left to the vendor becomes a grant once the vendor said yes, if nothing else stands in the way (CLAUSES OPEN-10)."""
    if election is None or not _is_yes(election) or side.polarity is not Polarity.RESTRICTS or side.disputed or not side.deciding:
        return side
    if all(_left_to_vendor_only(c.clause.value) for c in side.deciding):
        words = (*(c for c in side.deciding if c != election), election)
        return replace(side, polarity=Polarity.PERMITS, deciding=words, note="The clause leaves the choice to the vendor, and the vendor said yes.")
    return side


def _left_to_vendor_only(use: CooperativeUse) -> bool:
    conditions = dict(use.conditions)
    gated = conditions.get("lead_consent") == "required" or conditions.get("agreement_needed") not in (None, "none", "not_stated")
    narrow = use.geography is not None and use.geography.scope not in _WIDE
    return use.clause_class in (ClauseClass.VENDOR, ClauseClass.OPEN) and not gated and not narrow and not use.eligible.membership
