"""The checks, why, and the next steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from clausescan.core.readiness import WORST_FIRST, CheckResult, Readiness
from clausescan.core.words import WHO_WORDS
from clausescan.report.quotes import Quoter, QuoteView
from clausescan.report.words import BADGES, Badge, sentence_case

_MOST_QUOTES = 4
_SHORT_NAMES = {"1": "Active", "2": "Item in scope", "3": "Public lead agency", "4": "Formal competition", "5": "Cooperative language"}


@dataclass(frozen=True, slots=True)
class StripView:
    """One of the five checks in the strip below the head line."""

    number: str
    name: str
    badge: Badge
    anchor: str


@dataclass(frozen=True, slots=True)
class ReasonView:
    """One bullet of why, and the check that it belongs to ("" for none)."""

    text: str
    badge: Badge | None
    anchor: str
    number: str


@dataclass(frozen=True, slots=True)
class StepView:
    """A next step, who acts, and the check that it would settle."""

    text: str
    who: str
    anchor: str
    number: str


@dataclass(frozen=True, slots=True)
class CheckView:
    """One check with its quotes."""

    anchor: str
    number: str
    row: str
    question: str
    badge: Badge
    reason: str
    next_step: str
    who: str
    quotes: tuple[QuoteView, ...]


def check_views(checks: Sequence[CheckResult], quoter: Quoter) -> tuple[CheckView, ...]:
    """The checks in their order."""
    return tuple(
        CheckView(
            _anchor(c),
            c.number,
            c.id,
            c.question,
            BADGES[c.verdict],
            c.reason,
            c.next_step,
            sentence_case(WHO_WORDS[c.who_acts]),
            quoter.quotes(c.proof, _MOST_QUOTES, named=True),
        )
        for c in checks
    )


def strip_views(checks: Sequence[CheckResult]) -> tuple[StripView, ...]:
    """Five entries; a check with two sides shows the worse one."""
    entries = []
    for number, name in _SHORT_NAMES.items():
        rows = [c for c in checks if c.number[:1] == number]
        if rows:
            worst = min(rows, key=lambda c: WORST_FIRST.index(c.verdict))
            entries.append(StripView(number, name, BADGES[worst.verdict], _anchor(rows[0])))
    return tuple(entries)


def reason_views(readiness: Readiness) -> tuple[ReasonView, ...]:
    """The bullets of why, each with the verdict of its check."""
    known = {c.reason: c for c in (*readiness.rows, *readiness.checks)}
    return tuple(
        ReasonView(text, BADGES[known[text].verdict], _anchor(known[text]), _name(known[text])) if text in known else ReasonView(text, None, "", "")
        for text in readiness.why
    )


def step_views(readiness: Readiness) -> tuple[StepView, ...]:
    """The next steps in their order."""
    known = {c.id: c for c in (*readiness.rows, *readiness.checks)}
    return tuple(
        StepView(
            s.text,
            sentence_case(WHO_WORDS[s.who]),
            _anchor(known[s.check]) if s.check in known else "",
            _name(known[s.check]) if s.check in known else "",
        )
        for s in readiness.next_steps
    )


def _anchor(check: CheckResult) -> str:
    return f"check-{check.number}" if check.number else f"row-{check.id}"


def _name(check: CheckResult) -> str:
    """As a link to it reads: "Check 5a", "Row R15"."""
    return f"Check {check.number}" if check.number else f"Row {check.id}"
