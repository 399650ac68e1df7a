"""The registry of cooperatives."""

from __future__ import annotations

import pytest

from clausescan.core.finding import AgencyType, Answer
from clausescan.extract.registry import Model, load_registry


def test_rows_are_sound() -> None:
    rows = load_registry().cooperatives
    assert len({r.key for r in rows}) == len(rows)
    for row in rows:
        assert row.source_level in {"S", "K"}
        assert row.read == "2026-11"
        if row.model in {Model.SELF, Model.BODY, Model.PROGRAM}:
            assert row.lead_body


@pytest.mark.parametrize(
    ("words", "key", "body", "model"),
    [
        ("Sourcewell", "Sourcewell", "Sourcewell", Model.SELF),
        ("NJPA", "NJPA", "Sourcewell", Model.SELF),
        ("The Interlocal Purchasing System", "TIPS", "Region 8 Education Service Center", Model.PROGRAM),
        ("national cooperative purchasing alliance", "NCPA", "Region 14 Education Service Center", Model.ADMINISTRATOR),
        ("HGACBuy", "HGACBuy", "Houston-Galveston Area Council", Model.PROGRAM),
        ("NASPO ValuePoint", "NASPO ValuePoint", "", Model.MEMBERS),
        ("OMNIA Partners, Public Sector", "OMNIA Partners", "", Model.ADMINISTRATOR),
        ("E&I Cooperative Services", "E&I", "E&I Cooperative Services", Model.ASSOCIATION),
    ],
)
def test_find(words: str, key: str, body: str, model: Model) -> None:
    row = load_registry().find(words)
    assert row is not None
    assert (row.key, row.lead_body, row.model) == (key, body, model)


def test_buyboard_is_unclear_and_administrators_are_not_public() -> None:
    rows = {r.key: r for r in load_registry().cooperatives}
    assert rows["BuyBoard"].lead_public is Answer.UNCLEAR
    for key in ("OMNIA Partners", "NCPA", "Equalis Group", "NPPGov", "1GPA", "GovMVMT"):
        assert rows[key].model is Model.ADMINISTRATOR
        assert rows[key].lead_public is Answer.NO
        assert rows[key].lead_type in {AgencyType.PRIVATE, AgencyType.NONPROFIT_ADMIN}


def test_the_state_of_an_awarding_body() -> None:
    registry = load_registry()
    assert registry.state_of("Houston-Galveston Area Council") == "TX"
    assert registry.state_of("Region 10 ESC") == "TX"
    assert registry.state_of("Elmont") is None


def test_short_names_count_in_their_own_capitals_only() -> None:
    pattern = load_registry().pattern
    assert pattern.search("useful tips to save money") is None
    assert pattern.search("under TIPS contract 24") is not None
    assert pattern.search("MULTIPS") is None
