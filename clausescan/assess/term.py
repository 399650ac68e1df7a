"""The term of the contract, moved by executed amendments in their order (TERMS 1, 2.8 and 3; BUNDLES 3)."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from enum import StrEnum

from clausescan.assess.calendar import later_end, long_date, period_end
from clausescan.core.contract_file import ContractFile, EdgeKind, EventKind, Execution, FilePart, FileStep, FileTerm, Proof
from clausescan.core.finding import Finding, Role, TermFact
from clausescan.core.span import Span

_BASE_ROLES = (Role.CONTRACT, Role.PARTICIPATING_ADDENDUM, Role.AWARD, Role.INVOICE_PO, Role.SOLICITATION, Role.PRICE_LIST)
_SETTLED = ("unexercised", "exercised?", "options", "slices", "renewal words")  # open options are no doubt about the end in force
_EARLIER = "gives an earlier end than before; see whether it ends the contract early."  # a later signed end settles it
_AWAITING = {"award_date": "award", "execution_date": "signature", "last_signature": "signature", "notice_to_proceed": "notice to proceed"}


class Status(StrEnum):
    """The contract on a day (TERMS 1)."""

    ACTIVE = "active"
    IF_RENEWED = "active_if_renewed"
    """The end shown has passed, a right to renew has not: somebody must show that it was used."""
    EXPIRED = "expired"
    NOT_YET = "not_yet_started"
    UNKNOWN = "unknown"


def status_on(term: FileTerm | None, day: dt.date) -> Status:
    """The contract's status on that day. Nothing planned only, and nothing without an end in force, is ever active."""
    if term is None or term.anticipated or term.current_end is None:
        return Status.UNKNOWN
    if term.start is not None and day < term.start:
        return Status.NOT_YET
    if day <= term.current_end:
        return Status.ACTIVE
    if term.open_ended or any(end is not None and day <= end for end in (term.max_end, term.offered_end)):
        return Status.IF_RENEWED
    return Status.EXPIRED


def file_term(file: ContractFile) -> FileTerm | None:
    """The term that the documents give when read as one; None where none states a term."""
    base = _base(file.parts)
    amendments = _amendments(file, base)
    if base is None or (base.role is Role.SOLICITATION and any(map(is_executed, amendments))):
        return _from_amendments(amendments)  # a plan says less than a signed change of the contract it led to
    term = _start(base, file.parts)
    for part in amendments:
        term = _amend(term, part)
    return _bounded(term, file.parts)


def _base(parts: tuple[FilePart, ...]) -> FilePart | None:
    """The part whose term the amendments move: a contract before an award before a plan; a signed one first, then the fullest."""
    stating = [p for p in parts if p.role in _BASE_ROLES and p.facts.term is not None]
    return min(stating, key=lambda p: (_BASE_ROLES.index(p.role), p.signing.state is not Execution.SIGNED, -_fullness(p), p.id), default=None)


def _fullness(part: FilePart) -> int:
    fact = _fact(part)
    return sum(x is not None for x in (fact.start, fact.initial_end, fact.current_end, fact.max_end, fact.length_months, fact.renewals))


def _fact(part: FilePart) -> TermFact:
    assert part.facts.term is not None
    return part.facts.term.value


def _amendments(file: ContractFile, base: FilePart | None) -> tuple[FilePart, ...]:
    """Amendments of the base that speak of the term, in the order of their numbers, then of the end they give (TERMS 2.8)."""
    others = {e.source for e in file.edges if e.kind is EdgeKind.AMENDS and base is not None and e.target != base.id}
    own = {e.source for e in file.edges if e.kind is EdgeKind.AMENDS and base is not None and e.target == base.id}
    found = [p for p in file.parts if p.role is Role.AMENDMENT and p.facts.term is not None and p.id not in others - own]
    return tuple(sorted(found, key=lambda p: (p.ordinal is None, p.ordinal or 0, _stated_end(_fact(p)) or dt.date.max, p.id)))


def _stated_end(fact: TermFact) -> dt.date | None:
    """The end that an amendment gives: the one it puts in force, before one that it only recites."""
    return fact.current_end or fact.initial_end


def _start(base: FilePart, parts: tuple[FilePart, ...]) -> FileTerm:
    """The term of the base alone, with its steps and doubts."""
    found = base.facts.term
    assert found is not None
    fact = found.value
    steps = tuple(FileStep(s.text, s.date, _proof_of_step(base, found, s.span)) for s in fact.steps) or _plain_steps(base, found)
    doubts = [_sentence(code) for code in fact.needs_review if not any(word in code.lower() for word in _SETTLED)]
    if base.role in (Role.AWARD, Role.INVOICE_PO, Role.PRICE_LIST):
        doubts.append(f"The term is taken from a document that is not a contract ({base.role.value.replace('_', ' ')}).")
    term = FileTerm(
        start=fact.start,
        initial_end=fact.initial_end,
        current_end=fact.current_end or fact.initial_end,
        max_end=fact.max_end,
        open_ended=fact.renewals is not None and fact.renewals.unlimited,
        anticipated=fact.anticipated or base.role is Role.SOLICITATION,
        renewals=fact.renewals,
        ordering_window_end=fact.ordering_window_end,
        offered_end=None,
        steps=steps,
        doubts=tuple(doubts),
        proof=base.prove(found.evidence),
    )
    return _from_award(term, fact, parts)


def _proof_of_step(base: FilePart, found: Finding[TermFact], span: Span | None) -> tuple[Proof, ...]:
    """The evidence that a step rests on; empty for arithmetic."""
    return base.prove(tuple(e for e in found.evidence if span is not None and e.span.overlaps(span)))


def _plain_steps(base: FilePart, found: Finding[TermFact]) -> tuple[FileStep, ...]:
    proof, fact = base.prove(found.evidence), found.value
    named = (("Start", fact.start), ("End of the initial term", fact.initial_end), ("Latest end if every option is used", fact.max_end))
    return tuple(FileStep(f"{name}: {long_date(day)}.", day, proof) for name, day in named if day is not None)


def _sentence(code: str) -> str:
    """A review code as a sentence."""
    words = code.replace("_", " ").strip()
    return words[:1].upper() + words[1:] + ("" if words.endswith((".", "?")) else ".")


def _from_award(term: FileTerm, fact: TermFact, parts: tuple[FilePart, ...]) -> FileTerm:
    """The same term with the dates that an award record settles, where the term runs from the award (TERMS 3, "from award")."""
    if term.start is not None or fact.length_months is None or fact.start_basis not in _AWAITING:
        return term
    award = next((p for p in parts if p.role is Role.AWARD and _award_date(p) is not None), None)
    day = _award_date(award) if award is not None else None
    if award is None or day is None or fact.start_basis != "award_date":
        return replace(term, doubts=(*term.doubts, f"The term runs from a date that is not in the file ({_AWAITING[fact.start_basis]})."))
    end = period_end(day, fact.length_months)
    found = award.facts.competition or award.facts.term
    proof = award.prove(found.evidence) if found is not None else ()
    steps = (
        FileStep(f"The award record gives the start: {long_date(day)}.", day, proof),
        FileStep(f"{fact.length_months} months from then end on {long_date(end)}.", end),
    )
    options = fact.renewals
    extra = (options.count or 0) * (options.months_each or 0) if options is not None else 0
    return replace(
        term,
        start=day,
        initial_end=end,
        current_end=end,
        max_end=later_end(end, extra) if extra else end,
        steps=(*term.steps, *steps),
        proof=(*term.proof, *proof),
    )


def _award_date(part: FilePart) -> dt.date | None:
    """The day of the award that an award record states."""
    details = part.facts.competition.value.details if part.facts.competition is not None else ()
    for name, value in details:
        if "award" in name and "basis" not in name:
            try:
                return dt.date.fromisoformat(value)
            except ValueError:
                continue
    return part.facts.term.value.start if part.facts.term is not None else None


def _amend(term: FileTerm, part: FilePart) -> FileTerm:
    """The term after one amendment: moved by a signed one only."""
    fact, name = _fact(part), _name(part)
    end = _new_end(term, fact)
    proof = part.prove(part.facts.term.evidence) if part.facts.term is not None else ()
    if end is None and fact.length_months is None and fact.renewals is None:
        return term  # it leaves the term alone
    if end is None:
        return replace(term, doubts=(*term.doubts, f"{name} speaks of the term, but no end can be computed from it."))
    if not is_executed(part):
        text = f"{name} would move the end to {long_date(end)}. No complete set of signatures is seen in it, so the end stays where it was."
        offered = max(end, term.offered_end or end)
        return replace(term, offered_end=offered, steps=(*term.steps, FileStep(text, end, proof, EventKind.OFFERED)))
    doubts = [d for d in term.doubts if not (d.endswith(_EARLIER) and term.current_end is not None and end > term.current_end)]
    if term.current_end is not None and end < term.current_end:
        doubts.append(f"{name} {_EARLIER}")
    if term.max_end is not None and end > term.max_end and not term.open_ended:
        doubts.append(f"{name} goes beyond the latest end that the options allow ({long_date(term.max_end)}).")
    doubts += [_sentence(code) for code in fact.needs_review if not any(word in code.lower() for word in _SETTLED)]
    latest = max((d for d in (term.max_end, fact.max_end, end) if d is not None), default=None)
    moves = "confirms the end on" if end == term.current_end else "moves the end to"
    event = _event(term.current_end, end)
    step = FileStep(f"{name}, signed, {moves} {long_date(end)}.", end, (*proof, *part.prove(part.signing.evidence[:2])), event)
    return replace(term, current_end=end, max_end=latest, steps=(*term.steps, step), doubts=tuple(doubts), proof=(*proof, *term.proof))


def _event(before: dt.date | None, end: dt.date) -> EventKind | None:
    """What a signed amendment with that end did to the term; None where it only confirms it."""
    if before == end:
        return None
    return EventKind.SHORTENED if before is not None and end < before else EventKind.RENEWED


def is_executed(part: FilePart) -> bool:
    """True where signatures of both sides can be read, and the term's own words do not merely offer (TERMS 1)."""
    codes = " ".join(part.facts.term.value.needs_review).lower() if part.facts.term is not None else ""
    return part.signing.state is Execution.SIGNED and not any(word in codes for word in ("unsigned", "not executed", "offer"))


def _name(part: FilePart) -> str:
    return f"Amendment {part.ordinal}" if part.ordinal is not None else f"The amendment “{part.title or part.source.name}”"


def _new_end(term: FileTerm, fact: TermFact) -> dt.date | None:
    """The end that the amendment states, or that one more option period gives."""
    stated = _stated_end(fact)
    if stated is not None or term.current_end is None:
        return stated
    used = fact.renewals is not None and bool(fact.renewals.used)
    months = fact.renewals.months_each if used and fact.renewals is not None else None
    return later_end(term.current_end, months) if months else None


def _from_amendments(amendments: tuple[FilePart, ...]) -> FileTerm | None:
    """What amendments alone show; the contract itself is not there."""
    term: FileTerm | None = None
    for part in amendments:
        doubts = ("The contract that the amendments change is not in the file.",)
        term = _amend(term or FileTerm(doubts=doubts), part)
    return term


def _bounded(term: FileTerm, parts: tuple[FilePart, ...]) -> FileTerm:
    """A participating addendum cannot outlive its master agreement, and may end earlier (BUNDLES 3.7).

    Of several addenda each bounds its own agencies only: which of them is the buyer's must be told first.
    """
    addenda = [p for p in parts if p.role is Role.PARTICIPATING_ADDENDUM]
    if not any(p.role is Role.CONTRACT for p in parts) or len(addenda) != 1 or addenda[0].facts.term is None:
        return term
    part, fact = addenda[0], addenda[0].facts.term.value
    end = fact.current_end or fact.initial_end
    if end is None or (term.current_end is not None and end >= term.current_end):
        return term
    step = FileStep(
        f"The participating addendum ends earlier, on {long_date(end)}.", end, part.prove(addenda[0].facts.term.evidence), EventKind.SHORTENED
    )
    latest = min(d for d in (fact.max_end or end, term.max_end or fact.max_end or end) if d is not None)
    return replace(term, current_end=end, max_end=max(latest, end), steps=(*term.steps, step), proof=(*term.proof, *step.proof))
