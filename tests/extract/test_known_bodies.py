"""Public bodies known by name."""

from __future__ import annotations

import pytest

from clausescan.extract.agency_types import bodies_in
from clausescan.extract.known_bodies import known_body, load_known, state_known
from clausescan.extract.places import load_states


def test_rows_are_sound() -> None:
    codes = {s.code for s in load_states()}
    for body in load_known().values():
        assert body.state is None or body.state in codes
        assert body.name == body.name.strip()


@pytest.mark.parametrize(
    ("name", "state"),
    [("Home Forward", "OR"), ("the HOME FORWARD", "OR"), ("Kent State University", "OH"), ("BART", "CA"), ("Metrolink", None), ("Fen Forward", None)],
)
def test_state(name: str, state: str | None) -> None:
    assert state_known(name) == state


@pytest.mark.parametrize(
    ("phrase", "name"),
    [("Contact Denver Water Purchasing", "Denver Water"), ("MD ANDERSON CANCER CENTER", "MD ANDERSON CANCER CENTER"), ("BART Stations", "BART")],
)
def test_found_in_a_phrase(phrase: str, name: str) -> None:
    hit = bodies_in(phrase)[0]
    assert (phrase[hit.start : hit.end], hit.rule) == (name, "known-body")


@pytest.mark.parametrize("phrase", ["Bart Simmons", "Denver Waterworks", "Jeans"])
def test_acronyms_count_in_capitals_and_names_as_whole_words(phrase: str) -> None:
    assert bodies_in(phrase) == ()


def test_unknown_names() -> None:
    assert known_body("Marlow Forward") is None
