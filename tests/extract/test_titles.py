"""Headings, and what the make-up of a page tells."""

from __future__ import annotations

import pytest

from clausescan.core.span import Span
from clausescan.extract.pattern_rules import load_rules
from clausescan.extract.role_structure import read_structure
from clausescan.extract.titles import find_titles, is_heading
from tests.build import document, part


@pytest.mark.parametrize(
    "words",
    [
        "INVITATION TO BID",
        "Request for Proposals",
        "Addendum No. 2",
        "First Amendment to the Services Agreement between Elm County and Tern Incorporated of Alder",
    ],
)
def test_headings(words: str) -> None:
    assert is_heading(words)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "and so the bidder,",
        "This amendment changes the opening date.",
        "the invitation to bid was sent out to all of the bidders on the list last week and then again",
        "X" * 200,
    ],
)
def test_running_text_is_no_heading(words: str) -> None:
    assert not is_heading(words)


def test_a_heading_may_run_over_two_lines() -> None:
    doc = document("City of Elm\nINVITATION\nTO BID\nGravel")
    hits = find_titles(doc, Span(0, len(doc.text)), [r for r in load_rules("role") if r.where == "title"])
    assert "solicitation.bid" in {h.rule.id for h in hits}


def test_a_heading_weighs_less_further_down() -> None:
    rules = [r for r in load_rules("role") if r.id == "invoice_po.title"]
    top = document("PURCHASE ORDER\n" + "Line\n" * 30)
    low = document("Line\n" * 30 + "PURCHASE ORDER\n")
    (first,), (last,) = (find_titles(d, Span(0, len(d.text)), rules) for d in (top, low))
    assert first.factor > last.factor


def test_columns_of_prices() -> None:
    doc = document("Bolts\n" + "\n".join(f"A{n} bolt {n}.25" for n in range(20)))
    assert read_structure(doc, part(doc), asks=False).prices is not None
    assert read_structure(document("Text only."), part(document("Text only.")), asks=False).prices is None


def test_a_page_of_blanks() -> None:
    doc = document("\n".join(f"{w}: ________" for w in ("Name", "Title", "Date", "City", "State", "Zip", "Phone")))
    assert read_structure(doc, part(doc), asks=True).blank_signature is not None


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("Company Name: Tern, Inc.\nSubmitted by: Jo Finch", True),
        ("Company Name: ______\nSubmitted by: ______", False),
        ("Company Name: Tern, Inc.\nSubmitted by: ____\nBidder Name: ____", False),
        ("Company Name: must be printed\nSubmitted by: Title", False),
    ],
)
def test_filled_blanks(text: str, filled: bool) -> None:
    doc = document(text)
    assert (read_structure(doc, part(doc), asks=True).filled is not None) is filled
