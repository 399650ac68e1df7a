"""Values as plain JSON: the object that `clausescan facts` prints (schema `clausescan.facts/1`, help/facts.md)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from clausescan.core.document import Document, TextLayer, grade
from clausescan.core.finding import CooperativeUse, Evidence, Facts, Finding, LeadAgency, PriceTable, RenewalOptions, Scope, TermFact
from clausescan.core.price_terms import AwardUnits, CommodityCode, Discount, PricesEffective, PriceTerm
from clausescan.core.result import Failed, Outcome, Scanned, ScannedPart, tables_of

SCHEMA = "clausescan.facts/1"
Plain = dict[str, Any]


def outcome_plain(outcome: Outcome, *, text: bool = False) -> Plain:
    """One facts object; with `text` the canonical text that all offsets refer to."""
    if isinstance(outcome, Failed):
        source: Plain = {"name": outcome.name}
        if outcome.sha256:
            source["sha256"] = outcome.sha256
        return {"schema": SCHEMA, "source": source, "error": {"code": outcome.code, "message": outcome.message, "advice": outcome.advice}}
    return scanned_plain(outcome, text=text)


def scanned_plain(scanned: Scanned, *, text: bool = False) -> Plain:
    """The facts of the main part, and the parts."""
    document, main = scanned.document, scanned.main_part
    plain: Plain = {
        "schema": SCHEMA,
        "source": {"name": document.source.name, "sha256": document.source.sha256, "pages": len(document.pages)},
        **facts_plain(replace(main.facts, price_tables=tables_of(scanned))),
        "parts": [_part(p) for p in scanned.parts],
        "unread_pages": list(document.unread_pages),
        **_from_pictures(document),
        "notices": [{"code": n.code, "message": n.message, **({"page": n.page} if n.page else {})} for n in document.notices],
    }
    if text:
        plain["text"] = document.text
    return plain


def facts_plain(facts: Facts) -> Plain:
    """The facts of one part, keys as in facts/1."""
    role = facts.role
    evidence: Plain = {}
    for key, found in (
        ("role", role),
        ("program", facts.program),
        ("solicitation_number", facts.solicitation_number),
        ("contract_number", facts.contract_number),
    ):
        if found is not None:
            evidence[key] = evidence_plain(found.evidence)
    if facts.scope is not None:
        evidence["scope.summary"] = evidence_plain(facts.scope.evidence)
    for i, table in enumerate(facts.price_tables):
        evidence[f"price_tables.{i}"] = evidence_plain(table.evidence)
    return {
        "role": role.value.role.value if role else "other",
        "subrole": role.value.subrole if role else None,
        "lead_agency": _lead(facts.lead_agency),
        "vendor": {"name": facts.vendor.value.name, "evidence": evidence_plain(facts.vendor.evidence)} if facts.vendor else None,
        "program": facts.program.value.name if facts.program else None,
        "solicitation_number": facts.solicitation_number.value.number if facts.solicitation_number else None,
        "contract_number": facts.contract_number.value.number if facts.contract_number else None,
        "term": _term(facts.term),
        "cooperative_polarity": facts.cooperative_polarity.value,
        "cooperative_use": [use_plain(f) for f in facts.cooperative_use],
        "competition": _competition(facts),
        "scope": _scope(facts.scope.value if facts.scope else None),
        "price_tables": [_price_table(t.value) for t in facts.price_tables],
        "price_terms": [price_term_plain(t) for t in facts.price_terms],
        "discounts": [_discount(d) for d in facts.discounts],
        "prices_effective": _effective(facts.prices_effective),
        "award_units": _award_units(facts.award_units),
        "commodity_codes": [_commodity(c) for c in facts.commodity_codes],
        "evidence": evidence,
    }


def evidence_plain(evidence: Iterable[Evidence]) -> list[Plain]:
    """Evidence entries: page, quote, offsets, boxes on that page, and what found it."""
    return [
        {
            "page": e.page,
            "quote": e.quote,
            "start": e.span.start,
            "end": e.span.end,
            "boxes": [box.as_list() for page, box in e.boxes if page == e.page],
            "origin": e.origin,
            **_other_pages(e),
            **({"confidence": e.sure} if e.sure < 1 else {}),
        }
        for e in evidence
    ]


def _from_pictures(document: Document) -> Plain:
    """How well each page was that was read from its picture, and all of them on the whole; no key where none was."""
    read = [p for p in document.pages if p.text_layer in {TextLayer.OCR, TextLayer.MIXED}]
    if not read:
        return {}
    mean = round(sum(p.quality for p in read) / len(read), 3)
    pages = [{"page": p.number, "layer": p.text_layer.value, "quality": p.quality, "grade": grade(p.quality)} for p in read]
    return {"ocr": {"quality": mean, "grade": grade(mean), "pages": pages}}


def _other_pages(evidence: Evidence) -> Plain:
    """Boxes of a quote that runs on over the page, keyed by page; no key where it does not."""
    more: dict[str, list[list[float]]] = {}
    for page, box in evidence.boxes:
        if page != evidence.page:
            more.setdefault(str(page), []).append(box.as_list())
    return {"more_boxes": more} if more else {}


def _date(value: dt.date | None) -> str | None:
    return value.isoformat() if value else None


def _part(scanned: ScannedPart) -> Plain:
    role = scanned.facts.role
    return {"role": role.value.role.value if role else "other", "title": scanned.part.title, "pages": list(scanned.part.pages)}


def _lead(found: Finding[LeadAgency] | None) -> Plain | None:
    if found is None:
        return None
    lead = found.value
    return {
        "name": lead.name,
        "type": lead.type.value,
        "state": lead.state,
        "public": lead.public.value,
        "evidence": evidence_plain(found.evidence),
    }


def _term(found: Finding[TermFact] | None) -> Plain | None:
    if found is None:
        return None
    term = found.value
    return {
        "start": _date(term.start),
        "start_basis": term.start_basis,
        "initial_end": _date(term.initial_end),
        "end_basis": term.end_basis,
        "length_months": term.length_months,
        "renewals": renewals_plain(term.renewals),
        "current_end": _date(term.current_end),
        "max_end": _date(term.max_end),
        "anticipated": term.anticipated,
        "ordering_window_end": _date(term.ordering_window_end),
        "holdover_months": term.holdover_months,
        "not_to_exceed": term.not_to_exceed,
        "needs_review": list(term.needs_review),
        "steps": [{"text": s.text, "date": _date(s.date)} for s in term.steps],
        "evidence": evidence_plain(found.evidence),
    }


def renewals_plain(options: RenewalOptions | None) -> Plain | None:
    """Options to renew, keys as in facts/1; None where none are stated."""
    if options is None:
        return None
    plain: Plain = {"count": options.count, "months_each": options.months_each, "actor": options.actor.value, "used": options.used}
    if options.unlimited:
        plain["unlimited"] = True
    if options.days_each is not None:
        plain["days_each"] = options.days_each
    if options.notice_days is not None:
        plain["notice_days"] = options.notice_days
    return plain


def use_plain(found: Finding[CooperativeUse]) -> Plain:
    """A clause of cooperative-use language, keys as in facts/1."""
    use, first = found.value, found.evidence[0]
    return {
        "id": found.id,
        "class": use.clause_class.value,
        "polarity": use.polarity.value,
        "page": first.page,
        "quote": first.quote,
        "start": first.span.start,
        "end": first.span.end,
        "boxes": [box.as_list() for page, box in first.boxes if page == first.page],
        **_other_pages(first),
        "eligible": {
            "kinds": list(use.eligible.kinds),
            "named": list(use.eligible.named),
            "membership": use.eligible.membership,
            "excluded": list(use.eligible.excluded),
        },
        "geography": {"scope": use.geography.scope, "values": list(use.geography.values), "miles": use.geography.miles} if use.geography else None,
        "conditions": dict(use.conditions),
        "election": {"style": use.election.style, "state": use.election.state.value} if use.election else None,
        "why": use.why,
        "evidence": evidence_plain(found.evidence),
    }


def _competition(facts: Facts) -> Plain:
    found = facts.competition
    if found is None:
        return {"method": "unknown", "formal": "unclear", "evidence": []}
    return {
        "method": found.value.method,
        "formal": found.value.formal.value,
        **({"details": dict(found.value.details)} if found.value.details else {}),
        "evidence": evidence_plain(found.evidence),
    }


def _scope(scope: Scope | None) -> Plain:
    if scope is None:
        return {"summary": None, "items": []}
    plain: Plain = {"summary": scope.summary or None, "items": [{"text": i.text, "page": i.page} for i in scope.items]}
    if scope.exclusions:
        plain["exclusions"] = [{"text": i.text, "page": i.page} for i in scope.exclusions]
    return plain


def _price_table(table: PriceTable) -> Plain:
    return {"pages": list(table.pages), "columns": list(table.columns), "cells": [list(row) for row in table.cells]}


def price_term_plain(found: Finding[PriceTerm]) -> Plain:
    """A provision on how prices hold or move: its kind, what it states, its evidence; keys of what it does not state are left out."""
    term = found.value
    stated = {
        "months": term.months,
        "days": term.days,
        "until": _date(term.until),
        "through": term.through or None,
        "index": term.index or None,
        "percent": _number(term.percent),
        "cap_percent": _number(term.cap),
        "every_months": term.every_months,
        "approval": term.approval or None,
        "notice_days": term.notice_days,
    }
    return {
        "id": found.id,
        "kind": term.kind.value,
        "of": term.of,
        **{key: value for key, value in stated.items() if value is not None},
        "evidence": evidence_plain(found.evidence),
    }


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _discount(found: Finding[Discount]) -> Plain:
    one = found.value
    return {
        "id": found.id,
        "percent": float(one.percent),
        "off": one.off,
        "minimum": one.minimum,
        "on": one.on or None,
        "evidence": evidence_plain(found.evidence),
    }


def _effective(found: Finding[PricesEffective] | None) -> Plain | None:
    if found is None:
        return None
    return {"from": _date(found.value.first), "to": _date(found.value.last), "evidence": evidence_plain(found.evidence)}


def _award_units(found: Finding[AwardUnits] | None) -> Plain | None:
    if found is None:
        return None
    return {"by": list(found.value.by), "awarded": list(found.value.awarded), "evidence": evidence_plain(found.evidence)}


def _commodity(found: Finding[CommodityCode]) -> Plain:
    code = found.value
    return {"system": code.system, "code": code.code, "title": code.title or None, "evidence": evidence_plain(found.evidence)}
