"""Names in running text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausescan.extract.names import clean_name, flow, name_key, phrases, without_organ

TEXTS = st.text(alphabet="ab AB.,\n&(é\u00a0-of", max_size=200)


@given(TEXTS)
def test_flow_keeps_every_offset(text: str) -> None:
    flowed = flow(text)
    assert len(flowed) == len(text)
    assert all(a == b or (a in "\n\u00a0" and b == " ") for a, b in zip(text, flowed, strict=True))


@given(TEXTS)
def test_phrases_lie_in_order_and_on_one_line(text: str) -> None:
    last = 0
    for start, end in phrases(text, 0, len(text)):
        assert last <= start < end <= len(text)
        assert "\n" not in text[start:end]
        last = end


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("offered to the City of\nElmont", "offered to the City of Elmont"),
        ("CITY OF ELMONT\nPURCHASING DEPARTMENT", "CITY OF ELMONT\nPURCHASING DEPARTMENT"),
        (
            "all bids for salt shall be handed in to the clerk at Great\nMarlow before noon",
            "all bids for salt shall be handed in to the clerk at Great Marlow before noon",
        ),
        ("One sentence that is long enough to fill the line ends.\nElmont", "One sentence that is long enough to fill the line ends.\nElmont"),
        (
            "made on the 24th day of November, 2025, between the COUNTY\nOF ELMONT, a body",
            "made on the 24th day of November, 2025, between the COUNTY OF ELMONT, a body",
        ),
    ],
)
def test_flow(text: str, joined: str) -> None:
    assert flow(text) == joined


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("the  City of\nElmont,", "City of Elmont"),
        ("CITY OF O'FALLON", "City of O'Fallon"),
        ("NORTH ELMONT USD", "North Elmont USD"),
        ("MHMR OF ELMONT COUNTY", "MHMR of Elmont County"),
        ("ELM SUPPLY, INC.", "Elm Supply, Inc."),
        ("BuyBoard®", "BuyBoard"),
        ("City of Elmont.", "City of Elmont"),
    ],
)
def test_clean_name(words: str, name: str) -> None:
    assert clean_name(words) == name


@given(st.text(max_size=60))
def test_clean_name_is_one_clean_line(words: str) -> None:
    name = clean_name(words)
    assert "\n" not in name
    assert name == name.strip()


def test_name_key() -> None:
    assert name_key("County of Elmont") == name_key("ELMONT COUNTY")
    assert name_key("City of Elmont") != name_key("Town of Elmont")


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Elmont City Council", "Elmont City"),
        ("Marlow County Board of Supervisors", "Marlow County"),
        ("Alder Town Selectboard", "Alder Town"),
        ("Marlow County Board of Education", ""),
        ("Metropolitan Council", ""),
        ("City of Elmont", ""),
    ],
)
def test_a_council_acts_for_its_place(name: str, place: str) -> None:
    assert without_organ(name) == place
