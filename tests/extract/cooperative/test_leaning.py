"""Tests of clausescan.extract.cooperative.leaning: what the wording leans to is weighed only where no rule speaks, and never permits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from clausescan.core.finding import Polarity
from clausescan.core.span import Span
from clausescan.extract.cooperative.leaning import Ask, not_free
from clausescan.scan import load_toolkit, scan_text

TOOLKIT = load_toolkit()
UNREAD = "Agencies of the region will be looked after by the supplier out of the same contract."
ELSEWHERE = "Agencies of the region will be looked after by the supplier that the county's bid found."
FREE = "Any other public agency may order from this contract at the contract prices."


def says(label: str, probability: float = 0.95) -> Ask:
    def ask(_text: str) -> Mapping[str, float]:
        return {label: probability, "other": 1.0 - probability}

    return ask


def polarity(text: str, ask: Ask | None) -> Polarity:
    return scan_text(text, "text", replace(TOOLKIT, ask=ask)).parts[0].facts.cooperative_polarity


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("cooperative_permits", Polarity.RESTRICTS),
        ("cooperative_restricts", Polarity.RESTRICTS),
        ("cooperative_prohibits", Polarity.SILENT),
        ("cooperative_reverse", Polarity.SILENT),
        ("insurance", Polarity.SILENT),
    ],
)
def test_a_sentence_that_no_rule_reads_is_weighed(label: str, expected: Polarity) -> None:
    assert polarity(UNREAD, None) is Polarity.SILENT
    assert polarity(UNREAD, says(label)) is expected


def test_a_refusal_needs_a_word_of_refusal() -> None:
    refused = "Agencies of the region will be kept away by the supplier from the same contract."
    assert polarity(refused, None) is Polarity.SILENT
    assert polarity(refused, says("cooperative_prohibits")) is Polarity.PROHIBITS
    assert polarity(f"{FREE} None of them is kept waiting.", says("cooperative_prohibits")) is Polarity.PROHIBITS


def test_use_of_a_contract_of_others_needs_another_body() -> None:
    assert polarity(ELSEWHERE, None) is Polarity.SILENT
    assert polarity(ELSEWHERE, says("cooperative_reverse")) is Polarity.REVERSE


@pytest.mark.parametrize("label", ["cooperative_permits", "cooperative_prohibits"])
def test_doubt_says_nothing(label: str) -> None:
    assert polarity(UNREAD, says(label, 0.5)) is Polarity.SILENT


def test_a_whole_document_must_be_surer_than_an_excerpt() -> None:
    long = f"{UNREAD}\n\n" + "Bidders of the City shall answer the Request for Proposals in ink.\n\n" * 120
    assert polarity(long, says("cooperative_restricts", 0.85)) is Polarity.SILENT


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("cooperative_permits", Polarity.PERMITS),
        ("cooperative_restricts", Polarity.RESTRICTS),
        ("cooperative_prohibits", Polarity.PERMITS),
        ("cooperative_reverse", Polarity.REVERSE),
        ("insurance", Polarity.PERMITS),
    ],
)
def test_a_free_grant_is_narrowed_where_its_wording_leans_against_it(label: str, expected: Polarity) -> None:
    assert polarity(FREE, says(label)) is expected


def test_a_mark_on_a_form_outweighs_wording() -> None:
    marked = "Will you extend these prices to other public agencies? [X] Yes [ ] No"
    assert polarity(marked, says("cooperative_prohibits")) is Polarity.PERMITS


def test_nothing_is_narrowed_without_a_model() -> None:
    use = scan_text(FREE, "text", replace(TOOLKIT, ask=None)).parts[0].facts.cooperative_use[0].value
    assert not_free(use, FREE, Span(0, len(FREE)), None) is use
