from __future__ import annotations

import pytest

from clausescan.assess.addenda import asks_addendum, heard_by, state_of
from clausescan.assess.bundle import bundle
from clausescan.assess.verdict import assess
from clausescan.core.buyer import Buyer
from clausescan.core.finding import (
    AgencyType,
    Answer,
    ClauseClass,
    CooperativeUse,
    Eligible,
    Geography,
    LeadAgency,
    Polarity,
    Role,
    TermFact,
)
from clausescan.core.readiness import CheckResult, Verdict
from clausescan.core.result import Scanned
from tests.assess.build_facts import BLANK, SIGNED, contract, day, paper

JOINS = CooperativeUse(ClauseClass.CONSENT, Polarity.RESTRICTS, conditions=(("agreement_needed", "participating_addendum"),))
WORDS = "Others may order once a participating addendum of their state is signed."


def addendum(state: str, name: str, *, kinds: tuple[str, ...] = ("municipality", "county"), end: str = "", sign: str = SIGNED) -> Scanned:
    """A participating addendum of a state, for these kinds of agencies in it."""
    use = CooperativeUse(ClauseClass.STATEEXT, Polarity.PERMITS, Eligible(kinds), Geography("state", (state,)))
    who, last = f"Agencies of {name} that are named here may order.", f"It ends on {end}."
    return paper(
        Role.PARTICIPATING_ADDENDUM,
        "\n\n".join(t for t in (f"PARTICIPATING ADDENDUM of the State of {name}", who, last if end else "", sign) if t),
        name=f"pa-{state}.pdf",
        lead=(LeadAgency(f"State of {name}", AgencyType.STATE, state, Answer.YES), f"State of {name}"),
        vendor=None,
        uses=((use, who),),
        term=(TermFact(current_end=day(end)), last) if end else None,
    )


def row(row_id: str, *scans: Scanned, state: str = "CO", kind: AgencyType = AgencyType.MUNICIPALITY) -> CheckResult:
    buyer = Buyer(name="City of Larch", state=state, entity_type=kind)
    _, readiness = assess([contract(use=(JOINS, WORDS)), *scans], day("2025-01-15"), ("salt",), "1", buyer)
    return next(r for r in readiness.rows if r.id == row_id)


@pytest.mark.parametrize(
    ("scans", "state", "kind", "verdict"),
    [
        ((), "CO", AgencyType.MUNICIPALITY, Verdict.NOT_IN_FILE),
        ((addendum("CO", "Colorado"),), "CO", AgencyType.MUNICIPALITY, Verdict.MET),
        ((addendum("ID", "Idaho"), addendum("CO", "Colorado")), "CO", AgencyType.MUNICIPALITY, Verdict.MET),
        ((addendum("ID", "Idaho"),), "CO", AgencyType.MUNICIPALITY, Verdict.NOT_MET),
        ((addendum("CO", "Colorado", kinds=("state_agency",)),), "CO", AgencyType.MUNICIPALITY, Verdict.NOT_MET),
        ((addendum("CO", "Colorado", end="2024-12-31"),), "CO", AgencyType.MUNICIPALITY, Verdict.NOT_MET),
        ((addendum("CO", "Colorado", sign=BLANK),), "CO", AgencyType.MUNICIPALITY, Verdict.NEEDS_REVIEW),
    ],
)
def test_the_addendum_of_the_buyers_own_state_decides(scans: tuple[Scanned, ...], state: str, kind: AgencyType, verdict: Verdict) -> None:
    found = row("R14", *scans, state=state, kind=kind)
    assert found.verdict is verdict, found.reason


def test_an_addendum_that_covers_the_buyer_settles_what_was_left_to_it() -> None:
    assert row("R10", addendum("CO", "Colorado")).verdict is Verdict.MET
    assert row("R10").verdict is Verdict.NEEDS_REVIEW


def test_the_end_of_another_states_addendum_bounds_nobody_else() -> None:
    own, other = addendum("CO", "Colorado"), addendum("ID", "Idaho", end="2025-01-31")
    buyer = Buyer(state="CO", entity_type=AgencyType.MUNICIPALITY)
    for who in (buyer, None):
        term = assess([contract(), own, other], day("2025-01-15"), (), "1", who)[0].facts.term
        assert term is not None
        assert term.current_end == day("2025-06-30")
    alone = assess([contract(), other], day("2025-01-15"), (), "1", Buyer(state="ID"))[0].facts.term
    assert alone is not None
    assert alone.current_end == day("2025-01-31")


def test_addenda_of_other_states_are_not_heard() -> None:
    file = bundle([contract(), addendum("CO", "Colorado"), addendum("ID", "Idaho")])
    assert [state_of(p, file) for p in file.having(Role.PARTICIPATING_ADDENDUM)] == ["CO", "ID"]
    assert len(heard_by(file, "CO").having(Role.PARTICIPATING_ADDENDUM)) == 1
    assert heard_by(file, None) is file


def test_a_participation_agreement_is_no_participating_addendum() -> None:
    form = "Others may order once they have signed the participation form."
    for words, asks in ((WORDS, True), (form, False)):
        file, _ = assess([contract(use=(JOINS, words))], day("2025-01-15"))
        assert [asks_addendum(c) for c in file.facts.clauses] == [asks]
