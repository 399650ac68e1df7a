"""Boxes, blanks, initials, circles: blank is never yes."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausescan.core.document import Mark, MarkKind
from clausescan.core.finding import ElectionState
from clausescan.core.span import Box, Span
from clausescan.extract.cooperative import elections
from tests import build

CASES = [
    ("Extend to others? [X] Yes [ ] No", "yes"),
    ("Extend to others? [ ] Yes [X] No", "no"),
    ("Extend to others? [ ] Yes [ ] No", "blank"),
    ("Extend to others? [X] Yes [X] No", "unreadable"),
    ("Extend to others? ☐ Yes ☑ No", "no"),
    ("Extend to others? ☒ Yes ☐ No", "yes"),
    ("Extend to others?  Yes __x__  No _____", "yes"),
    ("Extend to others?  Yes _____  No _____", "blank"),
    ("Extend to others?  _____ YES  __X__ NO", "no"),
    ("Extend to others?  (x) Yes ( ) No", "yes"),
    ("Extend to (circle): Elm County Y/N", "blank"),
    ("( ) Our company is NOT interested. ( ) We agree to extend.", "blank"),
    ("Initial here: ______", "blank"),
    ("Other jurisdictions: Accept __TPK__ Decline ________", "yes"),
    ("Other jurisdictions: Accept ________ Decline __TPK__", "no"),
    ("Other jurisdictions: Accept ________ Decline ________", "blank"),
    ("Extend to other towns: ____ YES ____ NO", "blank"),
    ("Initial here: JKS", "yes"),
    ("Cooperative use: YES", "yes"),
    ("Piggyback option: declined", "no"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_an_answer_is_read(text: str, expected: str) -> None:
    document = build.document(text)
    choice = elections.find_election(document, Span(0, len(text)))
    assert choice is not None
    assert choice.election.state == expected


@pytest.mark.parametrize("text", ["The price is firm.", "Yes, prices are firm and no freight is added.", "Sign here ________"])
def test_no_choice_is_none(text: str) -> None:
    assert elections.find_election(build.document(text), Span(0, len(text))) is None


def test_marks_drawn_on_the_page_count() -> None:
    text = "Extend to others?   Yes    No"
    plain = build.document(text)
    box = Box(0, 0, 5, 5)
    yes, no = Span(18, 20), Span(24, 26)
    document = dataclasses.replace(plain, marks=(Mark(MarkKind.UNCHECKED, 1, box, yes), Mark(MarkKind.CHECKED, 1, box, no)))
    choice = elections.find_election(document, Span(0, len(text)))
    assert choice is not None
    assert choice.election.state is ElectionState.NO


@given(
    st.sampled_from(["[ ]", "( )", "☐", "____"]),
    st.sampled_from(["Yes", "YES", "I agree"]),
    st.sampled_from(["No", "NO", "I do not agree"]),
    st.booleans(),
)
def test_blank_is_never_yes(box: str, yes: str, no: str, leading: bool) -> None:
    text = f"Extend? {box} {yes}  {box} {no}" if leading else f"Extend? {yes} {box}  {no} {box}"
    choice = elections.find_election(build.document(text), Span(0, len(text)))
    assert choice is None or choice.election.state is ElectionState.BLANK


def test_a_rule_for_blanks_is_read() -> None:
    assert elections.blank_means_no("If no answer is given the bidder is taken to have declined.")
    assert not elections.blank_means_no("If no answer is given the bidder will be asked.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Prices for other towns: [X] Yes [ ] No", ("Prices for other towns: ", " Yes ")),
        ("No box at all", ("No box at all", "")),
        ("[ ] all [X] in the county", ("", " in the county")),
    ],
)
def test_what_was_asked_and_what_was_ticked(text: str, expected: tuple[str, str]) -> None:
    assert elections.asked_and_ticked(text) == expected
