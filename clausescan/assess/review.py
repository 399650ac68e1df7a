"""Corrections and overrides laid over what was found, which stays beside them.

Corrections go in before the documents are read as one, so that bundle, conflicts, checks and decision all see what a reviewer said. Where
reviewers differ on a clause of cooperative use, the more cautious of their answers is taken; on anything else, what was found.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from clausescan.core.buyer import Buyer, Override
from clausescan.core.finding import CooperativeUse, Facts, Finding, Polarity, Role, cite, finding
from clausescan.core.readiness import Verdict
from clausescan.core.result import Scanned, ScannedPart
from clausescan.core.review import Act, Correction, Judged, Reviewed, ReviewState, find_anchor, live, outcome, standing
from clausescan.core.review_values import changed, made
from clausescan.core.span import Span
from clausescan.core.value_words import findings_of

Combine = Callable[[tuple[CooperativeUse, ...], Role], Polarity]
"""What a part says as a whole on use by others, from its clauses (`extract.cooperative.find.combine`)."""

ORIGIN = "review"
"""Origin of evidence that a reviewer chose."""
_CAUTION = (
    Polarity.PROHIBITS,
    None,
    Polarity.REVERSE,
    Polarity.SILENT,
    Polarity.UNRELATED,
    Polarity.SUPPORTING,
    Polarity.RESTRICTS,
    Polarity.PERMITS,
)
"""Answers on a clause, the most cautious first; None for a clause that is rejected."""


_STATES = {Act.ACCEPT: ReviewState.ACCEPTED, Act.CORRECT: ReviewState.CORRECTED, Act.REJECT: ReviewState.REJECTED}


@dataclass(slots=True)
class _Entry:
    """A finding while corrections are gathered."""

    kind: str
    scan: int
    part: int
    found: Finding[Any] | None
    corrections: list[Correction]
    added: Finding[Any] | None = None


def apply_review(scans: Sequence[Scanned], corrections: Iterable[Correction], combine: Combine) -> Reviewed:
    """The scans with what counts of the corrections, each tied to its finding by id, else by its words and what stands around them."""
    counting = live(corrections)
    entries = [
        _Entry(kind, s, p, f, []) for s, scan in enumerate(scans) for p, part in enumerate(scan.parts) for _, kind, f in findings_of(part.facts)
    ]
    lost: dict[str, list[Correction]] = {}
    for correction in counting:
        if correction.act is Act.OVERRIDE:
            continue
        entry = _home(scans, entries, correction)
        if entry is not None:
            entry.corrections.append(correction)
        elif correction.act is not Act.COMMENT:
            lost.setdefault(correction.finding or correction.id, []).append(correction)
    judged = [_judge(scans, entry) for entry in entries]
    changed_scans = tuple(_rewritten(s, scan, judged, combine) for s, scan in enumerate(scans))
    judged.sort(key=lambda j: (j.scan, j.part))
    judged += [Judged(held[0].kind, -1, -1, ReviewState.LOST, None, None, tuple(held)) for held in lost.values()]
    return Reviewed(changed_scans, tuple(judged))


def _home(scans: Sequence[Scanned], entries: list[_Entry], correction: Correction) -> _Entry | None:
    """The entry that a correction speaks of; one is made for what was added, or corrected and is not found any more."""
    for entry in entries:
        if entry.kind == correction.kind and correction.finding and correction.finding in {_id(entry.found), _id(entry.added)}:
            return entry
    place = _place(scans, correction)
    if place is None:
        return None
    s, p, span = place
    if correction.act is not Act.ADD:
        near = [e for e in entries if (e.kind, e.scan, e.part) == (correction.kind, s, p) and _touches(e, span)]
        if near:
            return near[0]
        if correction.act is not Act.CORRECT:
            return None
    try:
        value = made(correction.kind, correction.after)
    except ValueError:
        return None
    new = finding(correction.kind, value, (cite(scans[s].document, span, ORIGIN),))
    entry = _Entry(correction.kind, s, p, None, [], replace(new, id=correction.finding or new.id))
    entries.append(entry)
    return entry


def _id(one: Finding[Any] | None) -> str:
    return one.id if one is not None else ""


def _touches(entry: _Entry, span: Span) -> bool:
    shown = entry.found or entry.added
    return shown is not None and any(e.span.overlaps(span) for e in shown.evidence)


def _place(scans: Sequence[Scanned], correction: Correction) -> tuple[int, int, Span] | None:
    """Scan, part and span where the correction's words stand now: in the same PDF, else in any."""
    anchor = correction.anchor
    if anchor is None:
        return None
    for s in sorted(range(len(scans)), key=lambda n: scans[n].document.source.sha256 != anchor.source):
        span = find_anchor(scans[s].document, anchor)
        if span is not None:
            part = next((p for p, one in enumerate(scans[s].parts) if one.part.span.contains(span)), None)
            if part is not None and scans[s].document.quote(span).strip():
                return s, part, span
    return None


def _judge(scans: Sequence[Scanned], entry: _Entry) -> Judged:
    last = list(standing(entry.corrections).values())
    held = tuple(entry.corrections)
    start = entry.found or entry.added
    base = Judged(entry.kind, entry.scan, entry.part, ReviewState.OPEN if entry.found else ReviewState.ADDED, entry.found, start, held)
    if not last or start is None:
        return base
    results = [(_STATES[c.act], _applied(scans, entry, start, c)) for c in last]
    if len({outcome(c) for c in last}) == 1:
        return replace(base, state=results[-1][0], now=results[-1][1])
    cautious = min((now for _, now in results), key=_caution) if entry.kind == "cooperative_use" else start
    return replace(base, state=ReviewState.DISPUTED, now=cautious)


def _caution(one: Finding[Any] | None) -> int:
    return _CAUTION.index(one.value.polarity if one is not None else None)


def _applied(scans: Sequence[Scanned], entry: _Entry, start: Finding[Any], correction: Correction) -> Finding[Any] | None:
    """The finding as one correction leaves it; None where it is rejected. What cannot be applied any more leaves it as it is."""
    if correction.act is Act.REJECT:
        return None
    if correction.act is Act.ACCEPT:
        return start
    try:
        value = changed(entry.kind, start.value, correction.after)
    except ValueError:
        return start
    place = _place(scans, correction)
    if place is None or place[0] != entry.scan:
        return replace(start, value=value)
    return replace(start, value=value, evidence=(cite(scans[entry.scan].document, place[2], ORIGIN),), confidence=1.0)


def _rewritten(number: int, scan: Scanned, judged: Sequence[Judged], combine: Combine) -> Scanned:
    parts = []
    for p, part in enumerate(scan.parts):
        mine = [j for j in judged if (j.scan, j.part) == (number, p)]
        touched = any(j.now is not j.found for j in mine)
        parts.append(replace(part, facts=_facts(part, mine, combine)) if touched else part)
    return replace(scan, parts=tuple(parts))


def _facts(part: ScannedPart, judged: Sequence[Judged], combine: Combine) -> Facts:
    values: dict[str, Any] = {}
    for kind in {j.kind for j in judged}:
        kept = tuple(j.now for j in judged if j.kind == kind and j.now is not None)
        values[kind] = kept if isinstance(getattr(part.facts, kind), tuple) else next(iter(reversed(kept)), None)
    facts = replace(part.facts, **values)
    role = facts.role.value.role if facts.role is not None else Role.OTHER
    return replace(facts, cooperative_polarity=combine(tuple(u.value for u in facts.cooperative_use), role))


def with_overrides(buyer: Buyer | None, corrections: Iterable[Correction]) -> Buyer | None:
    """The buyer with the verdicts that reviewers set in place of those found, the last of each row; none without a buyer."""
    if buyer is None:
        return None
    last = {c.kind: c for c in live(corrections) if c.act is Act.OVERRIDE and dict(c.after).get("verdict") in list(Verdict)}
    made_here = tuple(Override(c.kind, dict(c.after)["verdict"], c.reason, c.who, dt.date.fromisoformat(c.at[:10])) for c in last.values())
    return replace(buyer, overrides=(*buyer.overrides, *made_here)) if made_here else buyer
