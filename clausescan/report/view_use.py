"""The cooperative-use clauses in full, in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from clausescan.core.contract_file import ContractFile, FileClause
from clausescan.core.explanation import Explanation
from clausescan.core.finding import ClauseClass, ElectionState, Polarity
from clausescan.core.words import CLASS_WORDS, POLARITY_WORDS, ROLE_WORDS, condition_words, eligible_words, gate_words, geography_words
from clausescan.report.quotes import Quoter, QuoteView
from clausescan.report.view_why import WhyView, why_view
from clausescan.report.words import sentence_case

_STYLES = {Polarity.PERMITS: "met", Polarity.RESTRICTS: "review", Polarity.PROHIBITS: "not-met"}
_ICONS = {Polarity.PERMITS: "✓", Polarity.RESTRICTS: "?", Polarity.PROHIBITS: "✕"}
_ORDER = (Polarity.PROHIBITS, Polarity.PERMITS, Polarity.RESTRICTS, Polarity.SUPPORTING, Polarity.REVERSE, Polarity.SILENT, Polarity.UNRELATED)
_ELECTIONS = {
    ElectionState.YES: "The vendor said yes.",
    ElectionState.NO: "The vendor said no.",
    ElectionState.BLANK: "The vendor left the choice blank. Blank is not yes.",
    ElectionState.UNREADABLE: "The vendor's mark cannot be read.",
}


@dataclass(frozen=True, slots=True)
class ClauseView:
    """One clause: what it does in plain words, its text in full, and how it was read (None where nobody said)."""

    anchor: str
    id: str
    icon: str
    style: str
    effect: str
    kind: str
    where: str
    details: tuple[tuple[str, str], ...]
    why: str
    reading: WhyView | None
    quotes: tuple[QuoteView, ...]


def clause_views(file: ContractFile, quoter: Quoter, explanations: Mapping[str, Explanation]) -> tuple[ClauseView, ...]:
    """All clauses: refusals first, then grants, then what only goes with a grant; in file order within each.

    `explanations` are by the id of the finding.
    """
    shown = [c for c in file.facts.clauses if c.clause.value.clause_class is not ClauseClass.UNRELATED]
    ordered = sorted(shown, key=lambda c: _ORDER.index(c.clause.value.polarity))
    views, seen = [], set[str]()
    for number, c in enumerate(ordered, 1):
        views.append(_view(file, c, f"-{number}" if c.clause.id in seen else "", quoter, explanations.get(c.clause.id)))
        seen.add(c.clause.id)
    return tuple(views)


def _view(file: ContractFile, found: FileClause, again: str, quoter: Quoter, explanation: Explanation | None) -> ClauseView:
    use = found.clause.value
    part = file.part(found.part)
    taken = [c for c in file.facts.contract_side.deciding if c.clause is found.clause and c.incorporated_by is not None]
    name = part.title or part.source.name
    details = [
        ("Who may buy", sentence_case(eligible_words(use.eligible))),
        ("Where", sentence_case(geography_words(use.geography))),
        ("What comes first", sentence_case("; ".join(gate_words(use)))),
        *condition_words(use),
        ("The vendor's choice", _ELECTIONS[use.election.state] if use.election is not None else ""),
        ("In the contract", "The contract takes this document in, so the clause counts for the contract." if taken else ""),
    ]
    return ClauseView(
        anchor=f"finding-{found.clause.id}{again}",
        id=found.clause.id,
        icon=_ICONS.get(use.polarity, "–"),
        style=_STYLES.get(use.polarity, "absent"),
        effect=POLARITY_WORDS[use.polarity],
        kind=CLASS_WORDS[use.clause_class],
        where=" › ".join((f"{sentence_case(ROLE_WORDS[part.role])}: {name}", *found.section)),
        details=tuple((label, value) for label, value in details if value),
        why=use.why,
        reading=why_view(explanation) if explanation is not None else None,
        quotes=quoter.quotes(found.proof, len(found.proof), full=True, again=False),
    )
