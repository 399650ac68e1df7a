"""States by name, ZIP, telephone area and city."""

from __future__ import annotations

import pytest

from clausescan.extract.places import load_states, state_after, state_code, state_of_city, state_of_name, state_of_zip, state_votes, winning_state


def test_table_is_sound() -> None:
    states = load_states()
    assert len({s.code for s in states}) == len(states) == 54
    phones = [p for s in states for p in s.phones]
    assert len(phones) == len(set(phones))
    for state in states:
        assert all(0 < a <= b < 1000 for a, b in state.zips)


@pytest.mark.parametrize(("words", "code"), [("ohio", "OH"), ("West  Virginia", "WV"), ("Mich.", "MI"), ("tx", "TX"), ("Elmont", None)])
def test_state_code(words: str, code: str | None) -> None:
    assert state_code(words) == code


@pytest.mark.parametrize(("digits", "code"), [("48060", "MI"), ("02139", "MA"), ("00901", "PR"), ("79999-0001", "TX"), ("12", None), ("abcde", None)])
def test_state_of_zip(digits: str, code: str | None) -> None:
    assert state_of_zip(digits) == code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("University of Utah", "UT"),
        ("State of West Virginia", "WV"),
        ("City of Nevada", None),
        ("Washington County", None),
        ("Port of Indiana", None),
        ("Elm", None),
    ],
)
def test_state_of_name(name: str, code: str | None) -> None:
    assert state_of_name(name) == code


def test_state_of_city() -> None:
    assert state_of_city("San Francisco Unified School District") == "CA"
    assert state_of_city("Springfield Public Schools") is None


@pytest.mark.parametrize(
    ("after", "code"),
    [
        (", Ohio", "OH"),
        (" (Ohio)", "OH"),
        ("\nOhio", "OH"),
        (", OH 43999", "OH"),
        (", Pa.", "PA"),
        (", or else", None),
        (" hello Ohio", None),
        (", Oregonians", None),
    ],
)
def test_state_after(after: str, code: str | None) -> None:
    vote = state_after("Elmont" + after, 6)
    assert (vote.code if vote else None) == code


def winner(text: str) -> str | None:
    vote = winning_state(state_votes(text, 0, len(text), 0))
    return vote.code if vote else None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Send bids to 4 Elm St., Elmont, OH 43999.", "OH"),
        ("Elm Metals Inc., a Delaware corporation. Laws of the State of Ohio govern.", "OH"),
        ("Call (614) 555-0100 or 614-555-0101.", "OH"),
        ("See www.elmont.oh.us and www.ohio.gov for forms.", "OH"),
        ("Come IN, OR stay OUT.", None),
        ("Ohio and Texas", None),
        ("", None),
    ],
)
def test_winning_state(text: str, code: str | None) -> None:
    assert winner(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [("created under ORS Chapter 190", "OR"), ("as N.J.S.A. 40A:11-5 allows", "NJ"), ("see RSMo § 34.046", "MO"), ("ARS GRATIA", None)],
)
def test_what_a_state_calls_its_laws(text: str, code: str | None) -> None:
    won = winning_state(state_votes(text, 0, len(text), 0))
    assert (won.code if won else None) == code
