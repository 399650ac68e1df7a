"""What changed between two readings of a contract file: in documents, facts and readiness. As when an amendment comes in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from clausescan.assess.calendar import long_date
from clausescan.core.contract_file import ContractFile, Proof, Settled, Side
from clausescan.core.finding import Role
from clausescan.core.readiness import CheckResult, Readiness
from clausescan.core.words import METHOD_WORDS, POLARITY_WORDS

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is not as before. `kind` is document, fact or check; `before` and `after` are "" for nothing; `proof` shows the new one."""

    kind: str
    subject: str
    before: str
    after: str
    proof: tuple[Proof, ...] = ()


Pair = tuple[ContractFile, Readiness]


def changes(old: Pair, new: Pair) -> tuple[Change, ...]:
    """Documents first, then facts, then rows of the decision; empty where nothing changed."""
    return (*_documents(old[0], new[0]), *_facts(old[0], new[0]), *_checks(old[1], new[1]))


def _documents(old: ContractFile, new: ContractFile) -> Iterator[Change]:
    before = {p.source.sha256: p.source.name for p in old.parts}
    after = {p.source.sha256: p.source.name for p in new.parts}
    for sha, name in sorted(before.items(), key=lambda i: i[1]):
        if sha not in after:
            yield Change("document", "No longer in the file", name, "")
    for sha, name in sorted(after.items(), key=lambda i: i[1]):
        if sha not in before:
            yield Change("document", "New in the file", "", name)


def _facts(old: ContractFile, new: ContractFile) -> Iterator[Change]:
    known = dict(_stated(old))
    for subject, (value, proof) in _stated(new):
        before = known.get(subject, ("", ()))[0]
        if before != value:
            yield Change("fact", subject, before, value, _telling(proof, value) if value else ())


def _telling(proof: tuple[Proof, ...], value: str) -> tuple[Proof, ...]:
    """Words that hold the end of the new value, as its year, before others."""
    last = value.rsplit(maxsplit=1)[-1]
    return tuple(sorted(proof, key=lambda p: last not in p.evidence.quote))


def _stated(file: ContractFile) -> Iterator[tuple[str, tuple[str, tuple[Proof, ...]]]]:
    """Every fact of the file by its name, as words with their proof; the same names in the same order for every file."""
    facts, term = file.facts, file.facts.term
    proof = term.proof if term is not None else ()
    yield "Lead agency", _named(facts.lead_agency, lambda lead: lead.name)
    yield "Vendor", _named(facts.vendor, str)
    yield "Cooperative programme", _named(facts.program, lambda program: program.name)
    yield "Solicitation number", _named(facts.solicitation_number, str)
    yield "Contract number", _named(facts.contract_number, str)
    yield "Start", (_day(term.start if term else None), proof)
    yield "Initial end", (_day(term.initial_end if term else None), proof)
    yield "Current end", (_day(term.current_end if term else None), proof)
    yield "Latest possible end", (_day(term.max_end if term else None), proof)
    yield "End of ordering by others", (_day(term.ordering_window_end if term else None), proof)
    methods = list(dict.fromkeys(METHOD_WORDS.get(c.value.method, c.value.method) for c in facts.competition))
    yield "Competition", ("; ".join(methods), tuple(p for c in facts.competition for p in c.proof))
    yield "Use by others, solicitation", _side(facts.solicitation_side)
    yield "Use by others, contract", _side(facts.contract_side)
    scopes = [s for p in file.having(Role.CONTRACT, Role.PARTICIPATING_ADDENDUM) if (s := p.facts.scope) is not None]
    yield "Scope", ("; ".join(dict.fromkeys(s.value.summary for s in scopes)), ())
    yield "Completeness", (file.completeness.value, ())


def _named(found: Settled[V] | None, words: Callable[[V], str]) -> tuple[str, tuple[Proof, ...]]:
    return (words(found.value), found.proof) if found is not None else ("", ())


def _side(side: Side) -> tuple[str, tuple[Proof, ...]]:
    return (POLARITY_WORDS[side.polarity] if side.present else "", tuple(p for c in side.deciding for p in c.proof))


def _day(day: dt.date | None) -> str:
    return long_date(day) if day is not None else ""


def _checks(old: Readiness, new: Readiness) -> Iterator[Change]:
    if old.decision is not new.decision:
        yield Change("check", "Decision", old.decision.value if old.decision else "", new.decision.value if new.decision else "")
    before = {(r.id, r.question if r.id == "R03" else ""): r for r in old.rows}
    for row in new.rows:
        known = before.get((row.id, row.question if row.id == "R03" else ""))
        if known is None or known.verdict is not row.verdict:
            yield Change("check", f"{row.id} {row.question}", _verdict(known), _verdict(row), row.proof)


def _verdict(row: CheckResult | None) -> str:
    return row.verdict.value.replace("_", " ") if row is not None else ""
