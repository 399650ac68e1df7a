"""What papers of public purchasing say of use by others: forms, letters, minutes, price lists, clauses of many states."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from clausescan.core.finding import Role
from clausescan.scan import load_toolkit, scan_text

TOOLKIT = load_toolkit()
PAPERS: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "papers.toml").read_text(encoding="utf-8"))["text"]
MISSED = pytest.mark.xfail(strict=True, reason="not read yet")


@pytest.mark.parametrize("paper", [pytest.param(p, id=p["id"], marks=[MISSED] if p.get("missed") else []) for p in PAPERS])
def test_a_paper_comes_to_what_it_says(paper: dict[str, Any]) -> None:
    facts = scan_text(paper["text"], "paper", TOOLKIT, Role(paper["role"])).parts[0].facts
    assert facts.cooperative_polarity == paper["says"]


BUYERS = (
    "other taxing bodies",
    "other Regents institutions",
    "local housing authorities",
    "other airports",
    "public school systems",
    "other departments of transportation",
    "sheriffs of the state",
    "political sub-divisions",
    "intermediate units",
    "qualified nonprofit corporations",
)


@pytest.mark.parametrize("buyer", BUYERS)
@pytest.mark.parametrize("sentence", ["{0} may purchase from this contract.", "The vendor shall extend the contract prices to {0}."])
def test_whoever_is_public_may_be_named_as_buyer(buyer: str, sentence: str) -> None:
    text = sentence.format(buyer)
    facts = scan_text(text[0].upper() + text[1:], "paper", TOOLKIT).parts[0].facts
    assert facts.cooperative_polarity in {"permits", "restricts"}


@pytest.mark.parametrize(
    "text",
    [
        "Any public agency may rent the hall at the rates in this agreement.",
        "Other agencies will have access to the site during the term of this contract.",
        "The Contractor shall pay all taxes levied by other taxing bodies on the work under this contract.",
        "Local authorities may limit the hours of work under this contract.",
        "Local authorities shall be given access to the work and prices shall include their inspections.",
        "Other public agencies may subscribe to the newsletter announcing this contract.",
        "Each participating school shall order milk for its own cafeteria under the District's contract.",
        "The County may share the bids received with other public agencies.",
    ],
)
def test_bodies_that_do_not_buy_are_granted_nothing(text: str) -> None:
    assert scan_text(text, "paper", TOOLKIT).parts[0].facts.cooperative_polarity not in {"permits", "restricts"}
