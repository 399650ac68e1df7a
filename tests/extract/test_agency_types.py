"""Patterns of names, each proved by its own examples, and the traps of AGENCIES 3."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest

from clausescan.core.finding import AgencyType, Answer
from clausescan.extract.agency_types import bodies_in, home_state, is_civic, is_private_university, is_public, only_generic

PATTERNS = tomllib.loads(resources.files("clausescan.extract").joinpath("agency_names.toml").read_text(encoding="utf-8"))["pattern"]


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda p: p["id"])
def test_examples(pattern: dict[str, object]) -> None:
    matches, others = pattern["matches"], pattern["others"]
    assert isinstance(matches, dict)
    assert isinstance(others, list)
    for phrase, name in matches.items():
        assert [(phrase[h.start : h.end], h.type, h.rule) for h in bodies_in(phrase)] == [(name, pattern["type"], pattern["id"])]
    for phrase in others:
        assert pattern["id"] not in {h.rule for h in bodies_in(phrase)}
    assert pattern["why"]


@pytest.mark.parametrize(
    ("phrase", "name", "kind"),
    [
        ("Board of Education of the City of Chicago", "Board of Education of the City of Chicago", AgencyType.SCHOOL_DISTRICT),
        ("School Board of Broward County", "School Board of Broward County", AgencyType.SCHOOL_DISTRICT),
        ("Harris County Department of Education", "Harris County Department of Education", AgencyType.EDUCATION_SERVICE),
        ("Port of Portland", "Port of Portland", AgencyType.PORT_AIRPORT_UTILITY),
        ("Metropolitan Water District of Southern California", "Metropolitan Water District of Southern California", AgencyType.SPECIAL_DISTRICT),
        ("Capitol Region Council of Governments", "Capitol Region Council of Governments", AgencyType.COG_RPC),
        ("Nebraska Public Power District", "Nebraska Public Power District", AgencyType.PORT_AIRPORT_UTILITY),
        ("CITY OF ELMONT HOUSING AUTHORITY", "CITY OF ELMONT HOUSING AUTHORITY", AgencyType.PORT_AIRPORT_UTILITY),
        ("City of Elmont Purchasing Department", "City of Elmont", AgencyType.MUNICIPALITY),
        ("Town of Elmont Fire Department", "Town of Elmont", AgencyType.MUNICIPALITY),
        ("Contact Marlow County Purchasing", "Marlow County", AgencyType.COUNTY),
    ],
)
def test_longest_name_wins(phrase: str, name: str, kind: AgencyType) -> None:
    assert [(phrase[h.start : h.end], h.type) for h in bodies_in(phrase)] == [(name, kind)]


@pytest.mark.parametrize(
    "phrase",
    [
        "City National Bank",
        "City Electric Supply",
        "State Farm",
        "State Street",
        "Village Inn",
        "Commonwealth Edison",
        "Union Pacific",
        "Public Storage",
        "Federal Express",
        "National Grid",
        "American Municipal Tank",
        "Township Building Services",
        "Lincoln Electric",
        "Metropolitan Life",
        "Southern District of New York",
        "Notary Public",
        "Contracting Authority",
        "School District",
        "State of Emergency",
        "United Nations",
    ],
)
def test_no_body(phrase: str) -> None:
    assert bodies_in(phrase) == ()


def test_two_bodies_in_one_phrase() -> None:
    phrase = "Marlow County and the City of Elmont"
    assert [phrase[h.start : h.end] for h in bodies_in(phrase)] == ["Marlow County", "City of Elmont"]


@pytest.mark.parametrize(
    ("name", "kind", "answer"),
    [
        ("City of Elmont", AgencyType.MUNICIPALITY, Answer.YES),
        ("University of Utah", AgencyType.HIGHER_ED_PUBLIC, Answer.YES),
        ("Marlow University", AgencyType.HIGHER_ED_PUBLIC, Answer.UNCLEAR),
        ("Marlow State University", AgencyType.HIGHER_ED_PUBLIC, Answer.YES),
        ("League of Marlow Cities", AgencyType.NONPROFIT_ADMIN, Answer.UNCLEAR),
        ("Elm Metals Inc.", AgencyType.PRIVATE, Answer.NO),
        ("Elm", AgencyType.UNKNOWN, Answer.UNCLEAR),
    ],
)
def test_is_public(name: str, kind: AgencyType, answer: Answer) -> None:
    assert is_public(name, kind) is answer


def test_lists() -> None:
    assert is_private_university("The University of Phoenix")
    assert not is_private_university("University of Utah")
    assert is_civic("League of Marlow Cities")
    assert not is_civic("Heart Association")
    assert home_state("Marlow Parish") == "LA"
    assert home_state("Marlow County") is None
    assert only_generic("National")
    assert not only_generic("Three Valleys")
