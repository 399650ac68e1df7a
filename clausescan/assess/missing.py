"""What the contract file lacks (BUNDLES 1, 3.4 and 4)."""

from __future__ import annotations

from collections.abc import Iterator

from clausescan.assess.numbers import count_up
from clausescan.core.contract_file import Completeness, DocumentToObtain, Edge, EdgeKind, Execution, FilePart, WhoActs
from clausescan.core.finding import ClauseClass, ElectionState, Role

CONTRACT_ROLES = (Role.CONTRACT, Role.PARTICIPATING_ADDENDUM)
AWARD_ROLES = (Role.AWARD, Role.BOARD_ITEM)
_EXHIBITS = ("exhibit", "attachment", "appendix", "appendice", "schedule")
_BIDDERS = ("contractor", "vendor", "supplier", "proposer", "bidder", "offeror", "proposal", "bid")
_AWARD_SUBROLES = ("tabulation", "evaluation", "award")


def to_obtain(parts: tuple[FilePart, ...], edges: tuple[Edge, ...]) -> tuple[DocumentToObtain, ...]:
    """Documents that the file should hold and does not, most wanted first; empty if none."""
    answers = tuple(_response(parts))
    named = tuple(d for d in _named_elsewhere(parts, edges) if not (answers and d.role is Role.RESPONSE))
    return (
        *_contract(parts),
        *named,
        *_gaps(parts, Role.AMENDMENT, "Amendment"),
        *_gaps(parts, Role.ADDENDUM, "Addendum"),
        *_unsigned(parts),
        *_award(parts),
        *answers,
        *_prices(parts),
    )


def completeness(parts: tuple[FilePart, ...], lacking: tuple[DocumentToObtain, ...]) -> Completeness:
    """The level of the file: A only where nothing at all is lacking (BUNDLES 4)."""
    roles = {p.role for p in parts}
    contract, solicitation = roles & set(CONTRACT_ROLES), Role.SOLICITATION in roles
    wanted = [d for d in lacking if d.role is not Role.RESPONSE]  # a response is asked of level A only where it holds the vendor's choice
    if contract and solicitation:
        return Completeness.B if wanted else Completeness.A
    return Completeness.C if contract or solicitation or roles & {Role.PRICE_LIST, Role.AMENDMENT, Role.AWARD} else Completeness.D


def has_award_record(parts: tuple[FilePart, ...]) -> bool:
    """True where a record of opening, evaluation or award is in the file."""
    return any(p.role in AWARD_ROLES or p.subrole in _AWARD_SUBROLES for p in parts)


def _contract(parts: tuple[FilePart, ...]) -> Iterator[DocumentToObtain]:
    if not any(p.role in CONTRACT_ROLES for p in parts):
        yield DocumentToObtain("The executed contract", "No contract is in the file; term, scope and prices hang on it.", WhoActs.HOST)
    if any(p.role is Role.PARTICIPATING_ADDENDUM for p in parts) and not any(p.role is Role.CONTRACT for p in parts):
        yield DocumentToObtain(
            "The master agreement", "A participating addendum gives no more than the master agreement behind it.", WhoActs.COOPERATIVE
        )


def _named_elsewhere(parts: tuple[FilePart, ...], edges: tuple[Edge, ...]) -> Iterator[DocumentToObtain]:
    """The solicitation where none is there, and whatever a contract takes in that the file lacks."""
    unmet = [e for e in edges if e.target is None and e.kind is EdgeKind.INCORPORATES]
    if not any(p.role is Role.SOLICITATION for p in parts):
        named = next((e for e in unmet if _named_role(e.words) is Role.SOLICITATION), None)
        what = f"The solicitation ({named.words})" if named else "The solicitation with all addenda"
        why = "No solicitation is in the file; how others may use the contract, and how it was competed, is first stated there."
        yield DocumentToObtain(what, why, WhoActs.HOST, named.proof if named else (), Role.SOLICITATION if named else None)
        unmet = [e for e in unmet if e is not named]
    seen: set[str] = set()
    for edge in unmet:
        role, what = _named_role(edge.words), edge.words[:1].upper() + edge.words[1:]
        if role is Role.RESPONSE and not any(p.role is Role.RESPONSE for p in parts):
            what = "The vendor's bid or proposal"
        elif role is Role.RESPONSE or (not any(c.isdigit() for c in what) and role is not Role.CONTRACT):
            continue
        if what.lower() not in seen and not _have_addenda(what.lower(), parts):
            seen.add(what.lower())
            yield DocumentToObtain(what, "A document of the file makes it part of the contract.", WhoActs.HOST, edge.proof, role)


def _named_role(words: str) -> Role:
    """What a document would be that is named so: an exhibit counts as a piece of the contract."""
    first = words.lower().split(" ", 1)[0].rstrip("s’'")
    if first.startswith("addend"):
        return Role.ADDENDUM
    if first in _EXHIBITS:
        return Role.CONTRACT
    return Role.RESPONSE if first in _BIDDERS else Role.SOLICITATION


def _have_addenda(words: str, parts: tuple[FilePart, ...]) -> bool:
    wanted = count_up(words) if words.startswith("addend") else ()
    return bool(wanted) and set(wanted) <= {p.ordinal for p in parts if p.role is Role.ADDENDUM}


def _gaps(parts: tuple[FilePart, ...], role: Role, word: str) -> Iterator[DocumentToObtain]:
    """Numbers skipped below the highest one in the file."""
    have = {p.ordinal for p in parts if p.role is role and p.ordinal is not None}
    for number in sorted(set(range(1, max(have, default=0))) - have):
        highest = next(p for p in parts if p.role is role and p.ordinal == max(have))
        proof = highest.prove(highest.facts.role.evidence) if highest.facts.role is not None else ()
        yield DocumentToObtain(f"{word} {number}", f"{word} {max(have)} is in the file, {word.lower()} {number} is not.", WhoActs.HOST, proof, role)


def _unsigned(parts: tuple[FilePart, ...]) -> Iterator[DocumentToObtain]:
    for part in parts:
        if part.role in (*CONTRACT_ROLES, Role.AMENDMENT) and part.signing.state is not Execution.SIGNED:
            why = "No complete set of signatures is seen in this copy."
            yield DocumentToObtain(f"A signed copy of “{part.title or part.source.name}”", why, WhoActs.HOST, part.prove(part.signing.evidence[:2]))


def _award(parts: tuple[FilePart, ...]) -> Iterator[DocumentToObtain]:
    if not has_award_record(parts):
        why = "No record of opening, evaluation or award is in the file; it shows that the competition led to this contract."
        yield DocumentToObtain("Award record (bid tabulation, award notice or minutes)", why, WhoActs.HOST)


def _response(parts: tuple[FilePart, ...]) -> Iterator[DocumentToObtain]:
    """The vendor's own answer, where the solicitation left the choice to it and no filled form is there."""
    answered = {ElectionState.YES, ElectionState.NO}
    clauses = [(p, c) for p in parts for c in p.facts.cooperative_use]
    if any(c.value.election is not None and c.value.election.state in answered for _, c in clauses):
        return
    for part, clause in clauses:
        asks = clause.value.clause_class is ClauseClass.VENDOR or clause.value.election is not None
        if asks and part.role in (Role.SOLICITATION, Role.ADDENDUM, Role.FORM):
            why = "The solicitation leaves use by others to the vendor, and no answer of the vendor is in the file."
            yield DocumentToObtain("The vendor's bid or proposal with its answer on use by others", why, WhoActs.HOST, part.prove(clause.evidence))
            return


def _prices(parts: tuple[FilePart, ...]) -> Iterator[DocumentToObtain]:
    holding = [
        p for p in parts if p.role is Role.PRICE_LIST or (p.facts.price_tables and p.role not in (Role.SOLICITATION, Role.ADDENDUM, Role.FORM))
    ]
    if not holding:
        yield DocumentToObtain("The current price list", "No prices of the vendor are in the file.", WhoActs.VENDOR)
