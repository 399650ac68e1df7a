"""All rows of the decision, the decision in words, due-diligence forms and letters (READINESS 3, 5 and 7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from clausescan.core.contract_file import Proof
from clausescan.core.forms import FilledForm
from clausescan.core.readiness import CheckResult, Decision, Readiness, Severity, Verdict
from clausescan.core.words import WHO_WORDS
from clausescan.report.quotes import Quoter, QuoteView
from clausescan.report.view_law import LawView, law_views
from clausescan.report.words import BADGES, Badge, count_of, sentence_case

DECISION_WORDS = {
    Decision.NOT_READY: Badge("✕", "Not ready", "not-met"),
    Decision.CANNOT_TELL: Badge("□", "Cannot tell from these documents", "absent"),
    Decision.CONDITIONALLY_READY: Badge("?", "Ready only on the conditions below", "review"),
    Decision.READY_FOR_SIGN_OFF: Badge("✓", "Ready for sign-off by procurement and counsel", "met"),
}
_SEVERITY_WORDS = {Severity.GATE: "Gate", Severity.CONDITION: "Condition", Severity.ADVISORY: "Advice"}
_COUNTED = {
    Verdict.MET: "met",
    Verdict.NOT_MET: "not met",
    Verdict.NEEDS_REVIEW: "to be reviewed",
    Verdict.NOT_FOUND: "not found",
    Verdict.NOT_IN_FILE: "not in the file",
    Verdict.USER_ATTESTED: "stated by the buyer",
}
_DEPENDS = Badge("→", "Depends on you", "review")
_MOST_PLACES = 3


@dataclass(frozen=True, slots=True)
class RowView:
    """One row of the decision.

    `places` name document and page of its words. `seen` are the numbers of the quotes above that show them, each with its place; `quotes` are the
    words that none of those shows.
    """

    anchor: str
    id: str
    question: str
    badge: Badge
    severity: str
    reason: str
    stated: str
    override: str
    step: str
    who: str
    places: tuple[str, ...]
    seen: tuple[tuple[int, str], ...]
    quotes: tuple[QuoteView, ...]
    laws: tuple[LawView, ...]
    applies: bool = True


@dataclass(frozen=True, slots=True)
class DecisionView:
    """The answer for one buyer, and how many rows ended how; `buyer` in words."""

    badge: Badge
    buyer: str
    counts: str


@dataclass(frozen=True, slots=True)
class FormView:
    """A due-diligence form: question, answer, reasons, places."""

    title: str
    audience: str
    lines: tuple[tuple[str, str, tuple[str, ...], tuple[str, ...]], ...]


def row_views(readiness: Readiness, quoter: Quoter) -> tuple[RowView, ...]:
    """The rows in their order, those that do not apply last; empty where none was judged."""
    laws = row_laws(readiness)
    rows = sorted(enumerate(readiness.rows), key=lambda row: not _applies(row[1]))
    return tuple(_row(row, _anchor(row, index), quoter, laws) for index, row in rows)


def row_laws(readiness: Readiness) -> tuple[LawView, ...]:
    """The rules that the rows name, each once."""
    return law_views([(_anchor(row, index), row) for index, row in enumerate(readiness.rows)])


def _anchor(row: CheckResult, index: int) -> str:
    """R03 is asked once for each item that is wanted."""
    return f"row-{row.id}" if row.id != "R03" else f"row-{row.id}-{index}"


def decision_view(readiness: Readiness) -> DecisionView | None:
    """The decision; None where no buyer is known, because then nothing is decided."""
    if readiness.decision is None:
        return None
    applying = [r for r in readiness.rows if r.verdict is not Verdict.NOT_APPLICABLE]
    counts = [f"{number} {_COUNTED[v]}" for v in _COUNTED if (number := sum(r.verdict is v for r in applying))]
    return DecisionView(DECISION_WORDS[readiness.decision], readiness.buyer, f"{count_of(len(applying), 'row')} apply: {', '.join(counts)}.")


def form_views(forms: Sequence[FilledForm]) -> tuple[FormView, ...]:
    """The forms in their order."""
    return tuple(FormView(f.title, f.audience, tuple((a.question, a.answer, a.reasons, _places(a.proof)) for a in f.answers)) for f in forms)


def _applies(row: CheckResult) -> bool:
    return row.verdict is not Verdict.NOT_APPLICABLE or row.override is not None


def _row(row: CheckResult, anchor: str, quoter: Quoter, laws: Sequence[LawView]) -> RowView:
    override = ""
    if row.override is not None and row.found is not None:
        one = row.override
        override = f"Set by {one.by} on {one.date.isoformat()}: {one.reason} Found was: {BADGES[row.found].word.lower()}."
    seen = {number: _place(proof) for proof in row.proof if (number := quoter.number_of(proof)) is not None}
    return RowView(
        anchor=anchor,
        id=row.id,
        question=row.question,
        badge=_DEPENDS if row.depends else BADGES[row.verdict],
        severity=_SEVERITY_WORDS[row.severity],
        reason=row.reason,
        stated=row.stated if row.stated != row.reason else "",
        override=override,
        step=row.next_step,
        who=sentence_case(WHO_WORDS[row.who_acts]),
        places=_places(row.proof),
        seen=tuple(seen.items())[:_MOST_PLACES],
        quotes=quoter.sparing([proof for proof in row.proof if quoter.number_of(proof) is None], _MOST_PLACES),
        laws=tuple(one for one in laws if any(place == anchor for place, _ in one.rows)),
        applies=_applies(row),
    )


def _places(proof: Sequence[Proof]) -> tuple[str, ...]:
    """Where the words stand, each place once, the first three."""
    return tuple(dict.fromkeys(_place(p) for p in proof))[:_MOST_PLACES]


def _place(proof: Proof) -> str:
    """As in "contract.pdf, page 3"."""
    return f"{proof.document}, page {proof.evidence.page}"
