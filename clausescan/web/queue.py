"""The order of a review: what is both important and uncertain comes first, with the reasons for its place in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from clausescan.core.finding import Answer, Competition, CooperativeUse, ElectionState, LeadAgency, TermFact
from clausescan.core.readiness import CheckResult
from clausescan.core.review import Judged, ReviewState

_IMPORTANCE = {
    "cooperative_use": 2.0,
    "term": 0.9,
    "competition": 0.8,
    "lead_agency": 0.7,
    "scope": 0.6,
    "vendor": 0.5,
    "role": 0.4,
    "program": 0.3,
    "contract_number": 0.3,
    "solicitation_number": 0.3,
    "price_terms": 0.3,
    "price_tables": 0.2,
    "discounts": 0.2,
    "prices_effective": 0.2,
    "award_units": 0.2,
    "commodity_codes": 0.1,
}
_DECIDES = 1.5  # how much more a finding weighs on which a check rests
_LEAST = 0.1  # what is certain is still to be seen


@dataclass(frozen=True, slots=True)
class Place:
    """A finding in the queue: `weight` is importance times uncertainty, `doubts` why it is uncertain, `checks` the checks that rest on it."""

    judged: Judged
    weight: float
    doubts: tuple[str, ...]
    checks: tuple[str, ...]


def queue_of(judged: Sequence[Judged], checks: Sequence[CheckResult]) -> tuple[Place, ...]:
    """All findings, the weightiest first; the order does not hang on what was judged, so that nothing moves under a reviewer's hand."""
    return tuple(sorted((_place(one, checks) for one in judged), key=lambda p: (-p.weight, p.judged.scan, p.judged.part, p.judged.id)))


def _place(one: Judged, checks: Sequence[CheckResult]) -> Place:
    doubts = tuple(_doubts(one))
    shown = one.found or one.now
    spans = [(e.source, e.span) for e in shown.evidence] if shown else []
    resting = tuple(
        dict.fromkeys(
            c.number or c.id
            for c in checks
            for p in c.proof
            for sha256, span in spans
            if p.evidence.source == sha256 and p.evidence.span.overlaps(span)
        )
    )
    uncertain = min(1.0, _LEAST + sum(amount for amount, _ in doubts))
    weight = _IMPORTANCE.get(one.kind, 0.2) * (_DECIDES if resting else 1.0) * uncertain
    return Place(one, round(weight, 4), tuple(words for _, words in doubts), resting)


def _doubts(one: Judged) -> Iterator[tuple[float, str]]:
    """How uncertain, and why."""
    if one.state is ReviewState.LOST:
        yield 1.0, "The words that this was tied to are not in the files any more."
    if one.state is ReviewState.DISPUTED:
        yield 0.9, "Reviewers differ."
    shown = one.found or one.now
    if shown is None:
        return
    sure = min(e.sure for e in shown.evidence)
    if sure < 1:
        yield 1 - sure, f"Its words were read from a picture, with confidence {sure:.2f}."
    elif shown.confidence < 1:
        yield 1 - shown.confidence, f"The reading is {shown.confidence:.2f} sure of it."
    value = shown.value
    if isinstance(value, TermFact) and value.needs_review:
        yield 0.3, f"The term has open points: {', '.join(value.needs_review)}."
    if isinstance(value, CooperativeUse) and value.election is not None and value.election.state in {ElectionState.BLANK, ElectionState.UNREADABLE}:
        yield 0.3, f"The vendor's answer is {value.election.state.value}."
    if isinstance(value, Competition) and (value.formal is Answer.UNCLEAR or value.method == "unknown"):
        yield 0.3, "How the vendor was selected is not clear."
    if isinstance(value, LeadAgency) and value.public is Answer.UNCLEAR:
        yield 0.3, "Whether it is a public body is not clear."
