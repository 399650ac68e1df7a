"""Rows on the quote, the price, the need and federal money (READINESS R04, R18 to R21)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from clausescan.assess.asked import Asked
from clausescan.assess.check_scope import check_scope
from clausescan.assess.cooperative import contract_parts, solicitation_parts
from clausescan.assess.coverage import both_read, read_words
from clausescan.assess.rows import FILL_IN, answer, depends
from clausescan.core.buyer import PurchaseKind
from clausescan.core.contract_file import FilePart, Proof
from clausescan.core.finding import ClauseClass, Finding, PriceTable, Role
from clausescan.core.readiness import CheckResult, Verdict

_PRICED = (Role.PRICE_LIST, Role.AMENDMENT, Role.CONTRACT, Role.PARTICIPATING_ADDENDUM)
_AMOUNT = re.compile(r"\$?\s?\d[\d,]*(?:\.\d+)?")
_TRANSIT = "FTA"
_ALWAYS = ("debarment and suspension", "lobbying", "equal employment opportunity", "clean air and water")
_FOR_WORKS = ("Davis-Bacon wages", "work hours and safety")
_WORKS = (PurchaseKind.CONSTRUCTION, PurchaseKind.GOODS_WITH_INSTALL)


def quote_follows_contract(asked: Asked) -> CheckResult:
    """R04: met where every line of the quote stands in the contract's prices at the same or a higher price; terms are for a person to read."""
    quotes = [p for p in asked.file.parts if p.subrole == "quote" and p.facts.role is not None]
    if not quotes:
        return answer("R04", Verdict.NOT_IN_FILE, "No quote for your purchase is in the file.")
    listing = [p for p in asked.file.having(*_PRICED) if p.facts.price_tables]
    role = quotes[0].facts.role
    offered = [(name, price) for t in quotes[0].facts.price_tables for name, price in _lines(t)]
    listed = {name: price for p in reversed(listing) for t in p.facts.price_tables for name, price in _lines(t)}
    quoted = quotes[0].prove(quotes[0].facts.price_tables[0].evidence[:1] if offered else role.evidence if role else ())
    proof = (*quoted, *(listing[0].prove(listing[0].facts.price_tables[0].evidence[:1]) if listing else ()))
    if not offered or not listed:
        reason = "A quote is in the file; its lines, or the contract's prices, cannot be read as a table. Compare them by hand."
        return answer("R04", Verdict.NEEDS_REVIEW, reason, proof)
    odd = [name for name, price in offered if name not in listed or price > listed[name]]
    if odd:
        reason = f"These lines of the quote are not in the contract's prices, or dearer: {'; '.join(odd[:3])}."
        return answer("R04", Verdict.NEEDS_REVIEW, reason, proof)
    return answer("R04", Verdict.MET, "Every line of the quote stands in the contract's prices, at no more than its price.", proof)


def _lines(table: Finding[PriceTable]) -> Iterator[tuple[str, Decimal]]:
    """Each row's longest words, made plain, and its last amount; rows without both are left out."""
    for row in table.value.cells:
        amounts = [m[0] for cell in row if (m := _AMOUNT.fullmatch(cell.strip()))]
        names = [c for c in row if any(ch.isalpha() for ch in c)]
        if amounts and names:
            yield " ".join(max(names, key=len).lower().split()), Decimal(amounts[-1].strip("$ ").replace(",", ""))


def price_is_reasonable(asked: Asked) -> CheckResult:
    """R20: a comparison is the buyer's to make; a tabulation in the file helps."""
    records = [p for p in asked.file.parts if p.subrole in ("tabulation", "evaluation") and p.facts.role is not None]
    proof = records[0].prove(records[0].facts.role.evidence) if records and records[0].facts.role else ()
    helped = " The tabulation in the file shows what others bid." if proof else ""
    if asked.buyer is None:
        return depends("R20", f"A comparison of prices is yours to make.{helped}")
    return answer("R20", Verdict.NEEDS_REVIEW, f"No comparison of prices made by you is on record.{helped}", proof)


def same_need(asked: Asked) -> CheckResult:
    """R21: met where every item stands in the competed scope in so many words."""
    if not asked.needs:
        return depends("R21", "Name the items that you need.", step=FILL_IN)
    found = [check_scope(asked.file, (need,)) for need in asked.needs]
    proof = tuple(dict.fromkeys(p for c in found for p in c.proof))[:4]
    if all(c.verdict is Verdict.MET for c in found):
        return answer("R21", Verdict.MET, "Every item stands in the contract's own lists.", proof)
    return answer("R21", Verdict.NEEDS_REVIEW, "Not every item stands in the contract's own lists; see R03.", proof)


def assignable(asked: Asked) -> CheckResult:
    """R18: words on the assignment of rights, in solicitation and contract both (FTA piggybacking)."""
    programs = asked.federal_programs
    if programs is None:
        return depends("R18", "Say in the profile which money pays for the purchase.", step=FILL_IN)
    if not programs:
        return answer("R18", Verdict.NOT_APPLICABLE, "No federal money is in the purchase.")
    sides = (solicitation_parts(asked.file), contract_parts(asked.file))
    words = [_assigning(asked, side) for side in sides]
    laws = tuple(r.note for r, _ in asked.law.effects("R18"))
    proof = tuple(p for one in words for p in one)
    if all(words):
        return answer("R18", Verdict.MET, "Solicitation and contract both speak of the assignment of rights.", proof, laws=laws)
    if proof:
        return answer("R18", Verdict.NEEDS_REVIEW, "Only one of solicitation and contract speaks of the assignment of rights.", proof, laws=laws)
    if not both_read(asked.file):
        reason = "Solicitation and contract must both be there and readable to tell whether rights may be assigned."
        return answer("R18", Verdict.NOT_IN_FILE, reason, laws=laws)
    told = f"No words on the assignment of rights were found, {read_words([*sides[0], *sides[1]])}."
    barred = _TRANSIT in programs and any(e.verdict is Verdict.NOT_MET for _, e in asked.law.effects("R18"))
    return answer("R18", Verdict.NOT_MET if barred else Verdict.NEEDS_REVIEW, told, laws=laws)


def _assigning(asked: Asked, side: Sequence[FilePart]) -> tuple[Proof, ...]:
    ids = {p.id for p in side}
    found = [c for c in asked.file.facts.clauses if c.part in ids and c.clause.value.clause_class is ClauseClass.ASSIGN]
    return found[0].proof if found else ()


def federal_clauses(asked: Asked) -> CheckResult:
    """R19: which of the clauses that federal money asks for the documents hold (2 CFR 200, Appendix II)."""
    programs = asked.federal_programs
    if programs is None:
        return depends("R19", "Say in the profile which money pays for the purchase.", step=FILL_IN)
    if not programs:
        return answer("R19", Verdict.NOT_APPLICABLE, "No federal money is in the purchase.")
    kind = asked.buyer.purchase.kind if asked.buyer is not None else None
    wanted = (*_ALWAYS, *(_FOR_WORKS if kind in _WORKS else ()), *(("Buy America",) if _TRANSIT in programs else ()))
    topics = {t.name: p.prove(t.evidence) for p in asked.file.parts for t in p.topics if t.kind == "federal_clause"}
    laws = tuple(r.note for r, _ in asked.law.effects("R19"))
    missing = [name for name in wanted if name not in topics]
    proof = tuple(p for name in wanted for p in topics.get(name, ()))[:4]
    if not missing:
        return answer("R19", Verdict.MET, f"Found: {', '.join(wanted)}.", proof, laws=laws)
    reason = f"Not found, {read_words(asked.file.parts)}: {', '.join(missing)}."
    return answer("R19", Verdict.NEEDS_REVIEW, reason, proof, laws=laws)
