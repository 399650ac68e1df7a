"""Texts that speak of other public bodies, buying and contracts and grant nothing: whole clauses, forms and pages of many drafters."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from clausescan.core.finding import Polarity
from clausescan.extract.cooperative.acts import bought_under, from_somebody_else, of_another_act
from clausescan.scan import load_toolkit, scan_text

TOOLKIT = load_toolkit()
TEXTS = tomllib.loads((Path(__file__).parent / "lures.toml").read_text(encoding="utf-8"))["text"]
GRANTS = (Polarity.PERMITS, Polarity.RESTRICTS)


@pytest.mark.parametrize("case", [c for c in TEXTS if c["grants"] == "none"], ids=lambda c: f"{c['of']}-{c['id']}")
def test_a_lure_is_called_no_grant(case: dict[str, str]) -> None:
    assert scan_text(case["text"], "t", TOOLKIT).parts[0].facts.cooperative_polarity not in GRANTS


@pytest.mark.parametrize("case", [c for c in TEXTS if c["grants"] != "none"], ids=lambda c: c["id"])
def test_a_grant_beside_them_is_found_and_not_called_free_where_it_is_not(case: dict[str, str]) -> None:
    allowed = GRANTS if case["grants"] == "permits" else GRANTS[1:]
    assert scan_text(case["text"], "t", TOOLKIT).parts[0].facts.cooperative_polarity in allowed


@pytest.mark.xfail(strict=True, reason="known failures: facilities, assignment to a successor, a dealer's sales, a garage's permits")
@pytest.mark.parametrize(
    "text",
    [
        "School halls may be used by municipal and other public bodies on application, without rental, when a contract with the Board says so.",
        "Manufacturer will extend Fleet Assistance to Dealer on each sale to a public agency on the terms in the Policy Manual.",
        "Federal and state agencies may purchase monthly parking permits at the garage operated under this contract at the employee rate.",
    ],
)
def test_what_is_still_taken_for_a_grant(text: str) -> None:
    assert scan_text(text, "t", TOOLKIT).parts[0].facts.cooperative_polarity not in GRANTS


@pytest.mark.parametrize(
    ("text", "bought", "other", "elsewhere"),
    [
        ("Other towns may buy from this contract.", True, False, False),
        ("Other towns may use the tower under this Agreement.", False, True, False),
        ("Maps procured under this contract shall be shared with other towns.", False, True, False),
        ("Other agencies may lease strands from a party, at rates that party sets.", True, False, True),
        ("Any other agency may order the production of documents.", True, True, False),
    ],
)
def test_what_is_done_in_a_sentence(text: str, bought: bool, other: bool, elsewhere: bool) -> None:
    assert (bought_under(text), of_another_act(text), from_somebody_else(text)) == (bought, other, elsewhere)
