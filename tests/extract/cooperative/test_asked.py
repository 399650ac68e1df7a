"""Tests of clausescan.extract.cooperative.asked: questions whether others may use the contract, with their answers."""

from __future__ import annotations

import pytest

from clausescan.scan import load_toolkit, scan_text

TOOLKIT = load_toolkit()


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("permits", "Q4. May other towns order from this contract?\nA4. Yes, any town may order at the bid prices."),
        ("restricts", "Q4. May other towns order from this contract?\nA4. With a letter from our purchasing manager, yes."),
        ("restricts", "May another library use this contract? It may, once the Director has signed off in writing."),
        ("restricts", "Can another city use this contract? Answer: that is between the city and the contractor."),
        ("restricts", "Q. May agencies of other counties use the contract? A. No, only those of this county may use it."),
        ("restricts", "Q7 Is piggybacking allowed? A7 On a case-by-case basis, after the Board has looked at it."),
        ("prohibits", "Will other agencies be able to use this contract? Unfortunately our attorney has advised against it."),
        ("prohibits", "Q. Can another town use this bid? A. No. Q. Is a bond asked for? A. Only if the bid is over $5,000."),
        ("reverse", "Q. Might the agency use a contract of another county instead? A. It has not looked."),
        ("silent", "Q. May we use recycled paper for the contract? A. Yes."),
    ],
)
def test_a_question_counts_by_its_answer(expected: str, text: str) -> None:
    assert scan_text(text, "text", TOOLKIT).parts[0].facts.cooperative_polarity == expected
