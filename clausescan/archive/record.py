"""One scanned PDF as rows of the archive's tables, ready to be sent from a worker as JSON."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from clausescan.assess.bundle import bundle
from clausescan.assess.identity import identities
from clausescan.core.group import PartIdentity
from clausescan.core.packed import pack, squeezed, unpack, unsqueezed
from clausescan.core.plain import facts_plain, scanned_plain
from clausescan.core.price_said import code_words
from clausescan.core.result import Scanned, ScannedPart
from clausescan.extract.price_rows import file_rows

Row = dict[str, Any]
_MOST_LINES = 20_000  # of one kind in one file; a catalogue beyond that says nothing new to a search


def record_of(scanned: Scanned) -> Row:
    """`pages` and `unread_pages` as counts, `facts` (one row), `parts`, `clauses` and `passages` (rows); columns as in `archive.schema`.

    `identity` is what tells which contract file it belongs to, packed (`identities_of`).
    """
    return {
        "pages": len(scanned.document.pages),
        "unread_pages": len(scanned.document.unread_pages),
        "facts": _facts(scanned),
        "parts": [_part(number, part, main=number - 1 == scanned.main) for number, part in enumerate(scanned.parts, 1)],
        "clauses": [row for number, part in enumerate(scanned.parts, 1) for row in _clauses(number, part)],
        "passages": list(_passages(scanned)),
        "identity": base64.b64encode(squeezed([pack(one) for one in identities(scanned)])).decode(),
    }


def identities_of(data: bytes, folder: str) -> tuple[PartIdentity, ...]:
    """What tells which contract file each part of a PDF belongs to, as kept; `folder` is where the PDF lies.

    Raises:
        ValueError, TypeError: it is none.
    """
    return tuple(replace(unpack(PartIdentity, one), folder=folder) for one in unsqueezed(data))


def _facts(scanned: Scanned) -> Row:
    plain, main = scanned_plain(scanned), scanned.main_part
    lead, term, vendor = plain["lead_agency"] or {}, plain["term"] or {}, plain["vendor"] or {}
    return {
        "title": one_line(main.part.title) or None,
        "role": plain["role"],
        "lead_name": lead.get("name"),
        "lead_type": lead.get("type"),
        "lead_state": lead.get("state"),
        "vendor": vendor.get("name"),
        "program": plain["program"],
        "solicitation_number": plain["solicitation_number"],
        "contract_number": plain["contract_number"],
        "start": term.get("start"),
        "current_end": term.get("current_end"),
        "max_end": term.get("max_end"),
        "anticipated": int(term.get("anticipated", False)),
        "polarity": plain["cooperative_polarity"],
        "method": plain["competition"]["method"],
        "formal": plain["competition"]["formal"],
        "scope": plain["scope"]["summary"],
        "completeness": bundle([scanned]).completeness.value,
        "json": json.dumps(plain, ensure_ascii=False),
    }


def _part(number: int, scanned: ScannedPart, *, main: bool) -> Row:
    plain = facts_plain(scanned.facts)
    return {
        "number": number,
        "role": plain["role"],
        "title": one_line(scanned.part.title),
        "first_page": scanned.part.pages[0],
        "last_page": scanned.part.pages[1],
        "main": int(main),
        "json": None if main else json.dumps(plain, ensure_ascii=False),
    }


def _clauses(number: int, scanned: ScannedPart) -> Iterator[Row]:
    for found in scanned.facts.cooperative_use:
        first = found.evidence[0]
        yield {
            "part": number,
            "finding": found.id,
            "class": found.value.clause_class.value,
            "polarity": found.value.polarity.value,
            "page": first.page,
            "quote": first.quote,
            "confidence": found.confidence,
        }


def _passages(scanned: Scanned) -> Iterator[Row]:
    """Lines of text to search, numbered within their kind; each text once a kind."""
    for kind, lines in (
        ("title", ((p.part.pages[0], p.part.title) for p in scanned.parts)),
        ("scope", (line for p in scanned.parts for line in _scope(p))),
        ("item", (line for p in scanned.parts for line in _items(p))),
        ("price", _prices(scanned)),
        ("party", (line for p in scanned.parts for line in _parties(p))),
    ):
        unique = {text: page for page, raw in reversed(list(lines)) if (text := one_line(raw))}
        for line, (text, page) in enumerate(reversed(list(unique.items())[-_MOST_LINES:])):
            yield {"kind": kind, "line": line, "page": page, "text": text}


def _scope(scanned: ScannedPart) -> Iterator[tuple[int, str]]:
    found = scanned.facts.scope
    if found is not None and found.value.summary:
        yield found.evidence[0].page, found.value.summary


def _items(scanned: ScannedPart) -> Iterator[tuple[int, str]]:
    """Items of the scope, and commodity codes with their titles."""
    if scanned.facts.scope is not None:
        yield from ((i.page, i.text) for i in scanned.facts.scope.value.items)
    yield from ((c.evidence[0].page, code_words(c.value)) for c in scanned.facts.commodity_codes)


def _prices(scanned: Scanned) -> Iterable[tuple[int, str]]:
    rows, _ = file_rows(scanned)
    return ((r.page, f"{r.category} {r.part_number} {r.description}") for r in rows)


def _parties(scanned: ScannedPart) -> Iterator[tuple[int, str]]:
    facts = scanned.facts
    for found in (facts.lead_agency, facts.vendor, facts.program):
        if found is not None:
            yield found.evidence[0].page, found.value.name
    for number in (facts.solicitation_number, facts.contract_number):
        if number is not None:
            yield number.evidence[0].page, number.value.number


def one_line(text: str) -> str:
    """The text with every run of white space as one space: a passage is one line of the index."""
    return " ".join(text.split())
