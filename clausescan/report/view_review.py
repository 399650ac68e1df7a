"""What reviewers said, as the report shows it: what was found, what stands in its place, who said so, when and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from clausescan.core.document import Document
from clausescan.core.review import JUDGMENTS, Act, Judged, ReviewState, standing
from clausescan.core.value_words import KIND_WORDS, value_words
from clausescan.report.words import Badge, count_of, sentence_case

STATES = {
    ReviewState.OPEN: Badge("○", "Not reviewed", "absent"),
    ReviewState.ACCEPTED: Badge("✓", "Accepted", "met"),
    ReviewState.CORRECTED: Badge("✎", "Corrected", "review"),
    ReviewState.REJECTED: Badge("✕", "Rejected", "not-met"),
    ReviewState.ADDED: Badge("+", "Added", "review"),
    ReviewState.DISPUTED: Badge("≠", "Reviewers differ", "review"),
    ReviewState.LOST: Badge("!", "Words not found", "absent"),
}
"""Where a finding stands, as icon, word and style."""
_CHANGED = (ReviewState.CORRECTED, ReviewState.REJECTED, ReviewState.ADDED, ReviewState.DISPUTED, ReviewState.LOST)


@dataclass(frozen=True, slots=True)
class ReviewedView:
    """One finding that a reviewer changed: `found` and `now` in words ("" for none), where it stands, and what was said."""

    kind: str
    badge: Badge
    found: str
    now: str
    place: str
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReviewView:
    """How far the review is, in sentences, and what it changed."""

    summary: tuple[str, ...]
    changed: tuple[ReviewedView, ...]


def review_view(judged: Sequence[Judged], documents: Mapping[str, Document]) -> ReviewView | None:
    """What reviewers said of the findings; None where nobody said anything. `documents` are by sha256."""
    if not any(one.corrections for one in judged):
        return None
    said = [one for one in judged if one.state is not ReviewState.OPEN and one.found is not None]
    found = [one for one in judged if one.found is not None]
    who = sorted({c.who for one in judged for c in one.corrections if c.act in JUDGMENTS or c.act is Act.ADD})
    summary = [f"{len(said)} of {count_of(len(found), 'finding')} reviewed by {' and '.join(who) if who else 'nobody'}."]
    summary += [
        f"{badge.word}: {n}." for state, badge in STATES.items() if state is not ReviewState.OPEN and (n := sum(j.state is state for j in judged))
    ]
    summary.append("What was found stands beside what reviewers put in its place. Names of reviewers are names, not proof of who they are.")
    return ReviewView(tuple(summary), tuple(_changed(one, documents) for one in judged if one.state in _CHANGED))


def _changed(one: Judged, documents: Mapping[str, Document]) -> ReviewedView:
    shown = one.now or one.found
    place = f"{documents[shown.evidence[0].source].source.name}, page {shown.evidence[0].page}" if shown else ""
    lines = [*standing(one.corrections).values(), *(c for c in one.corrections if c.act is Act.ADD)]
    said = tuple(f"{c.who}, {c.at[:10]}: {c.act.value}{f'. {c.reason}' if c.reason else ''}" for c in lines)
    words = (value_words(one.found.value) if one.found else "", value_words(one.now.value) if one.now else "")
    return ReviewedView(sentence_case(KIND_WORDS.get(one.kind, one.kind)), STATES[one.state], *words, place, said)
