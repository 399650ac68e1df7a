"""What one word more or less makes of a wording, and what the document around it does. Every sentence is written for this project."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausescan.core.finding import ClauseClass, CooperativeUse, ElectionState, Polarity, Role
from clausescan.extract.cooperative import find
from tests import build
from tests.extract.cooperative.reading import MATCHER, polarity, uses

CONTRASTS = [
    ("Other public agencies may buy from this contract.", Polarity.PERMITS),
    ("Other public agencies may not buy from this contract.", Polarity.PROHIBITS),
    ("Other public agencies may buy from this contract only with the consent of the Contractor.", Polarity.RESTRICTS),
    ("Other public agencies may buy from this contract only with the consent of the City.", Polarity.RESTRICTS),
    ("Nothing herein prevents other public agencies from buying under this contract.", Polarity.PERMITS),
    ("The City may buy from other public agencies' contracts.", Polarity.REVERSE),
    ("No other public agency may buy from this contract.", Polarity.PROHIBITS),
    ("No other public agency may buy from this contract without the written approval of the City.", Polarity.RESTRICTS),
]


@pytest.mark.parametrize(("text", "expected"), CONTRASTS)
def test_direction_negation_and_condition_decide(text: str, expected: Polarity) -> None:
    assert polarity(text) is expected


def test_conditions_stand_beside_the_grant() -> None:
    text = (
        "Any school district in Ohio may order under this agreement at the same prices, terms and conditions. "
        "Each district issues its own purchase orders. The Board is not liable for the orders of others."
    )
    (use,) = uses(text)
    assert use.clause_class is ClauseClass.GEO
    assert use.eligible.kinds == ("school_district",)
    assert use.geography is not None
    assert (use.geography.scope, use.geography.values) == ("state", ("Ohio",))
    assert dict(use.conditions) == {"lead_liability_disclaimed": "yes", "ordering": "own_po", "same_price": "yes", "same_terms": "yes"}


def test_a_blank_answer_is_never_yes() -> None:
    (use,) = uses("Will you extend these prices to other towns?  Yes ____  No ____", Role.RESPONSE)
    assert use.polarity is Polarity.RESTRICTS
    assert use.election is not None
    assert use.election.state is ElectionState.BLANK


def test_a_grant_cut_by_a_page_and_an_empty_line_is_one() -> None:
    assert polarity("Other local governments may\n\nbuy the goods at the prices of this contract.") is Polarity.PERMITS


def test_a_user_of_a_foreign_contract_tells_of_its_grant() -> None:
    text = "Staff recommends using the state contract. The contract allows other agencies to purchase at the contract prices."
    assert polarity(text, Role.BOARD_ITEM) is Polarity.REVERSE


def test_findings_never_cross_a_part() -> None:
    document = build.document("Other agencies may use this contract.", "The Contractor mows the park.")
    whole = build.part(document)
    second = type(whole)("", (2, 2), document.pages[1].span, whole.outline)
    assert find.find_cooperative_use(document, second, Role.CONTRACT, MATCHER) == ()


def test_a_long_part_without_public_words_grants_nothing() -> None:
    clause = "Other governmental entities may buy under this Agreement at the same prices."
    filler = "The Distributor keeps its books in good order and pays its debts when due. " * 120
    assert polarity(clause) is Polarity.PERMITS
    assert polarity(filler + clause) is Polarity.SILENT
    assert polarity("The Purchasing Manager of the City of Elm. " + filler + clause) is Polarity.PERMITS


def test_a_long_part_tells_only_what_bears_on_use() -> None:
    filler = "The City of Elm asks bidders for mowing. The Purchasing Manager answers. " * 100
    text = filler + "Invoices state the fee of the agency. The order of precedence is as follows. The RFP is incorporated into the contract."
    assert [u.clause_class for u in uses(text)] == [ClauseClass.INCORP]


BEARING = [
    ("The Contractor shall pay all taxes and fees due to any government agency.", []),
    ("The Supplier pays a fee of 2% on sales to participating agencies.", ["SUPPORT"]),
    ("The RFP and the proposal are incorporated into this contract.", ["INCORP"]),
    ("The rules of Title 49 are incorporated by reference.", []),
    ("The following order of precedence shall govern.", []),
]


@pytest.mark.parametrize(("sentence", "expected"), BEARING)
def test_a_long_part_lists_only_what_bears_on_use_by_others(sentence: str, expected: list[str]) -> None:
    filler = "The City of Elm asks bidders for mowing. The Purchasing Manager answers. " * 100
    assert [u.clause_class for u in uses(filler + sentence)] == expected


CLASSES = [
    ("State agencies must use this contract; counties and cities may use it.", "STATEEXT", ("state_agency", "county", "municipality"), ()),
    ("State agencies shall use this award. School districts may use it.", "STATEEXT", ("state_agency", "school_district"), ()),
    (
        "The following agencies may order from this award: Town of Ash, City of Oak, Pine Library District.",
        "LIST",
        None,
        ("Town of Ash", "City of Oak", "Pine Library District"),
    ),
    (
        "Other towns may buy under this award by purchase order or, where their law asks for one, by a participating addendum.",
        "OPEN",
        ("municipality",),
        (),
    ),
    ("This Master Agreement may be used by each Participating Agency that registers with the alliance.", "MASTER", (), ()),
]


@pytest.mark.parametrize(("text", "kind", "kinds", "named"), CLASSES)
def test_class_and_who(text: str, kind: str, kinds: tuple[str, ...] | None, named: tuple[str, ...]) -> None:
    use = next(u for u in uses(text) if u.polarity in (Polarity.PERMITS, Polarity.RESTRICTS))
    assert use.clause_class == kind
    assert kinds is None or use.eligible.kinds == kinds
    assert use.eligible.named == named


def _use(kind: ClauseClass, value: Polarity) -> CooperativeUse:
    return CooperativeUse(kind, value)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([], Polarity.SILENT),
        ([_use(ClauseClass.SUPPORT, Polarity.SUPPORTING), _use(ClauseClass.INCORP, Polarity.SUPPORTING)], Polarity.SILENT),
        ([_use(ClauseClass.OPEN, Polarity.PERMITS), _use(ClauseClass.REVERSE, Polarity.REVERSE)], Polarity.PERMITS),
        ([_use(ClauseClass.OPEN, Polarity.PERMITS), _use(ClauseClass.GEO, Polarity.RESTRICTS)], Polarity.RESTRICTS),
        ([_use(ClauseClass.OPEN, Polarity.PERMITS), _use(ClauseClass.DECLINE, Polarity.PROHIBITS)], Polarity.PROHIBITS),
    ],
)
def test_clauses_combine_to_the_narrowest(found: list[CooperativeUse], expected: Polarity) -> None:
    assert find.combine(found, Role.CONTRACT) is expected
    assert find.combine(reversed(found), Role.CONTRACT) is expected


@given(st.text(max_size=300))
def test_any_text_can_be_judged(text: str) -> None:
    assert polarity(text + " .") in set(Polarity)
