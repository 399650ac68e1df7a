"""A vendor's marks in a table of jurisdictions."""

from __future__ import annotations

import pytest

from clausescan.core.finding import ClauseClass, CooperativeUse, Polarity, Role
from clausescan.extract.cooperative.participation_tables import find_participation
from tests.build import document, part

HEAD = "FORM 6. USE BY OTHER JURISDICTIONS\nMay these bodies share the prices? Extend or do not extend.\nJurisdiction   YES   NO\n"


def uses(text: str, role: Role = Role.RESPONSE) -> list[CooperativeUse]:
    doc = document(text)
    return [found.value for found in find_participation(doc, part(doc), role)]


def test_every_row_marked_no_is_a_refusal() -> None:
    (use,) = uses(HEAD + "Town of Elm   [ ]   [X]\nLarch County   [ ]   [X]\n")
    assert (use.clause_class, use.polarity) == (ClauseClass.DECLINE, Polarity.PROHIBITS)


def test_rows_marked_yes_name_who_may_buy_and_nobody_else() -> None:
    (use,) = uses(HEAD + "Town of Elm   ☒   ☐\nLarch County   ☐   ☒\nPort of Osprey   ☒   ☐\n")
    assert use.polarity is Polarity.RESTRICTS
    assert use.eligible.named == ("Town of Elm", "Port of Osprey")


def test_the_remark_below_is_part_of_the_proof() -> None:
    doc = document(HEAD + "Town of Elm   [ ]   [X]\nLarch County   [ ]   [X]\n\nRemarks: we decline to serve others.\n")
    (found,) = find_participation(doc, part(doc), Role.RESPONSE)
    assert found.evidence[0].quote.endswith("we decline to serve others.")
    assert doc.quote(found.evidence[0].span) == found.evidence[0].quote


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "Town of Elm   [ ]   [ ]\nLarch County   [ ]   [ ]\n",  # blank is no answer
        HEAD + "Town of Elm   [X]   [X]\nLarch County   [ ]   [X]\n",  # marked twice
        HEAD + "Town of Elm   [ ]   [X]\n",  # one row may be anything
        "Agency references\nAgency   YES   NO\nTown of Elm   [ ]   [X]\nLarch County   [ ]   [X]\n",  # about something else
    ],
)
def test_what_is_no_answer(text: str) -> None:
    assert uses(text) == []


def test_an_addendum_answers_nothing() -> None:
    assert uses(HEAD + "Town of Elm   [ ]   [X]\nLarch County   [ ]   [X]\n", Role.ADDENDUM) == []


def test_long_runs_of_boxes_take_no_time() -> None:
    assert uses(HEAD + "_" * 20_000 + " " * 20_000 + "[ " * 5_000) == []
