"""A contract file and its readiness as plain JSON (schema `clausescan.readiness/1`, `clausescan schema readiness`)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal

from clausescan.core.buyer import Override
from clausescan.core.contract_file import ContractFile, FileClause, FilePart, FileTerm, Proof, Settled, Side
from clausescan.core.finding import Competition, LeadAgency
from clausescan.core.plain import Plain, renewals_plain, use_plain
from clausescan.core.price_row import PriceRow
from clausescan.core.readiness import CheckResult, Readiness
from clausescan.core.result import Failed
from clausescan.core.value_words import price_sayings, value_words

SCHEMA = "clausescan.readiness/1"


def readiness_plain(file: ContractFile, readiness: Readiness, prices: Iterable[tuple[str, PriceRow]] = (), failed: Iterable[Failed] = ()) -> Plain:
    """One object: the answer, its checks and rows with their proof, and what the documents say when read as one.

    `prices` are `(file name, row)` pairs, `failed` the files that could not be read. Dates are ISO, figures texts as printed, pages count
    from 1, boxes are `[x0, top, x1, bottom]` in points; null means that no document says.
    """
    return {
        "schema": SCHEMA,
        "version": readiness.version,
        "fingerprint": readiness.fingerprint,
        "as_of": readiness.as_of.isoformat(),
        "needs": list(readiness.needs),
        "buyer": readiness.buyer or None,
        "decision": readiness.decision.value if readiness.decision else None,
        "headline": readiness.headline,
        "depends": readiness.depends,
        "five": {"met": readiness.five.met, "failed": readiness.five.failed, "open": readiness.five.open},
        "why": list(readiness.why),
        "next_steps": [{"text": s.text, "who": s.who.value, "check": s.check or None} for s in readiness.next_steps],
        "checks": [_check(c) for c in readiness.checks],
        "rows": [_check(c) for c in readiness.rows],
        "contract_file": _file(file),
        "prices": [_price(name, row) for name, row in prices],
        "unread_files": [{"name": f.name, "code": f.code, "message": f.message, "advice": f.advice} for f in failed],
    }


def proof_plain(proofs: Sequence[Proof]) -> list[Plain]:
    """Quotes with document, page, offsets and the boxes on that page."""
    return [
        {
            "document": p.document,
            "sha256": p.evidence.source,
            "title": p.title or None,
            "page": p.evidence.page,
            "quote": p.evidence.quote,
            "start": p.evidence.span.start,
            "end": p.evidence.span.end,
            "boxes": [box.as_list() for page, box in p.evidence.boxes if page == p.evidence.page],
            "origin": p.evidence.origin,
            "sure": p.evidence.sure,
        }
        for p in proofs
    ]


def _check(check: CheckResult) -> Plain:
    return {
        "id": check.id,
        "number": check.number or None,
        "question": check.question,
        "verdict": check.verdict.value,
        "severity": check.severity.value,
        "reason": check.reason,
        "next_step": check.next_step or None,
        "who_acts": check.who_acts.value,
        "depends_on_buyer": check.depends,
        "stated_by_buyer": check.stated or None,
        "found": check.found.value if check.found else None,
        "override": _override(check.override) if check.override else None,
        "laws": [
            {"citation": n.citation, "says": n.says, "source": n.source, "confidence": n.confidence, "basis": n.basis, "read": n.read}
            for n in check.laws
        ],
        "proof": proof_plain(check.proof),
    }


def _override(override: Override) -> Plain:
    return {"by": override.by, "date": override.date.isoformat(), "reason": override.reason}


def _file(file: ContractFile) -> Plain:
    facts = file.facts
    lead, program = facts.lead_agency, facts.program
    return {
        "completeness": file.completeness.value,
        "documents": [_part(p) for p in file.parts],
        "lead_agency": _lead(lead) if lead else None,
        "vendor": _settled(facts.vendor),
        "program": {"name": program.value.name, **_from(program)} if program else None,
        "solicitation_number": _settled(facts.solicitation_number),
        "contract_number": _settled(facts.contract_number),
        "term": _term(facts.term) if facts.term else None,
        "competition": [_competition(c) for c in facts.competition],
        "clauses": [_clause(c) for c in facts.clauses],
        "price_statements": [
            {"part": p.id, "kind": kind, "value": value_words(found.value), "proof": proof_plain(p.prove(found.evidence))}
            for p in file.parts
            for kind, found in price_sayings(p.facts)
        ],
        "solicitation_side": _side(facts.solicitation_side),
        "contract_side": _side(facts.contract_side),
        "links": [{"kind": e.kind.value, "from": e.source, "to": e.target, "words": e.words, "proof": proof_plain(e.proof)} for e in file.edges],
        "conflicts": [
            {
                "subject": c.subject,
                "said": [{"value": s.value, "part": s.part, "proof": proof_plain(s.proof)} for s in c.said],
                "chosen": c.chosen or None,
                "why": c.why,
            }
            for c in file.conflicts
        ],
        "to_obtain": [{"what": d.what, "why": d.why, "who": d.who.value, "proof": proof_plain(d.proof)} for d in file.to_obtain],
    }


def _part(part: FilePart) -> Plain:
    return {
        "id": part.id,
        "name": part.source.name,
        "sha256": part.source.sha256,
        "size": part.source.size,
        "role": part.role.value,
        "subrole": part.subrole,
        "title": part.title,
        "pages": list(part.pages),
        "number": part.ordinal,
        "signed": part.signing.state.value,
        "unread_pages": list(part.unread_pages),
        "cooperative_polarity": part.facts.cooperative_polarity.value,
    }


def _lead(settled: Settled[LeadAgency]) -> Plain:
    lead = settled.value
    return {"name": lead.name, "type": lead.type.value, "state": lead.state, "public": lead.public.value, **_from(settled)}


def _competition(settled: Settled[Competition]) -> Plain:
    found = settled.value
    return {"method": found.method, "formal": found.formal.value, "details": dict(found.details), **_from(settled)}


def _from(settled: Settled[object]) -> Plain:
    return {"part": settled.part, "proof": proof_plain(settled.proof)}


def _settled(settled: Settled[str] | None) -> Plain | None:
    return {"value": settled.value, **_from(settled)} if settled else None


def _term(term: FileTerm) -> Plain:
    return {
        "start": _date(term.start),
        "initial_end": _date(term.initial_end),
        "current_end": _date(term.current_end),
        "max_end": _date(term.max_end),
        "open_ended": term.open_ended,
        "anticipated": term.anticipated,
        "renewals": renewals_plain(term.renewals),
        "ordering_window_end": _date(term.ordering_window_end),
        "offered_end": _date(term.offered_end),
        "steps": [{"text": s.text, "date": _date(s.date), "proof": proof_plain(s.proof)} for s in term.steps],
        "doubts": list(term.doubts),
        "proof": proof_plain(term.proof),
    }


def _clause(clause: FileClause) -> Plain:
    return {
        **use_plain(clause.clause),
        "part": clause.part,
        "role": clause.role.value,
        "section": list(clause.section),
        "incorporated_by": clause.incorporated_by,
        "proof": proof_plain(clause.proof),
    }


def _side(side: Side) -> Plain:
    return {
        "present": side.present,
        "polarity": side.polarity.value,
        "declined": side.declined,
        "disputed": side.disputed,
        "note": side.note or None,
        "deciding": [c.clause.id for c in side.deciding],
    }


def _price(name: str, row: PriceRow) -> Plain:
    return {
        "file": name,
        "page": row.page,
        "table": row.table,
        "category": row.category or None,
        "item": row.item or None,
        "part_number": row.part_number or None,
        "description": row.description or None,
        "unit": row.unit or None,
        "quantity": _number(row.quantity),
        "price": _number(row.price),
        "price_column": row.price_column or None,
        "currency": row.currency or None,
        "discount_percent": _number(row.discount),
        "effective_from": _date(row.effective_from),
        "effective_to": _date(row.effective_to),
        "other": [{"column": header, "cell": cell} for header, cell in row.other],
    }


def _date(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _number(value: Decimal | None) -> str | None:
    """Figures as printed, without grouping."""
    return None if value is None else format(value, "f")
