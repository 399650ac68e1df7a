"""Tests of clausescan.extract.cooperative.form_lines: labels with answers, choices, and rows in one line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clausescan.core.finding import Role
from clausescan.scan import load_toolkit, scan_text

RULES_ONLY = replace(load_toolkit(), ask=None)
LINES = [
    ("permits", "Outside agencies: WELCOME"),
    ("permits", "7. Multi-jurisdictional purchasing (Yes/No): Yes"),
    ("restricts", "Outside agencies: PERMITTED ON LEAVE OF THE CLERK, only"),
    ("restricts", "Contract usage by others: allowed within the county"),
    ("restricts", "Other jurisdictions: Accept ________ Decline ________"),
    ("restricts", "Write Y or N for each you will supply: Town of Orr Y Orr County N"),
    ("restricts", "Write Y or N for each you will supply: Town of Orr ___ Orr County ___"),
    ("prohibits", "Outside agencies: NOT PERMITTED"),
    ("prohibits", "Who may order: the Water Department only."),
    ("prohibits", "Write Y or N for each you will supply: Town of Orr N Orr County N"),
    ("prohibits", "Other jurisdictions: Accept ________ Decline __BDK__"),
    ("silent", "Other agencies that have references on file: yes"),
    ("silent", "Contract usage reports: monthly"),
]


@pytest.mark.parametrize(("polarity", "text"), LINES)
def test_a_line_of_a_form_is_read(polarity: str, text: str) -> None:
    scanned = scan_text(text, "form", RULES_ONLY, Role.RESPONSE)
    assert scanned.parts[0].facts.cooperative_polarity.value == polarity


@pytest.mark.parametrize(
    ("polarity", "text"),
    [
        ("permits", "Will you sell to other public bodies at these prices? [X] Yes [ ] No"),
        ("restricts", "Will you sell to other public bodies at these prices for the first year? [X] Yes [ ] No"),
        ("restricts", "Will you sell to public bodies in Lane County at these prices? [X] Yes [ ] No"),
        ("restricts", "Will you sell to other public bodies at these prices? [ ] Yes [X] Yes, within 60 miles [ ] No"),
    ],
)
def test_a_yes_takes_away_the_vendors_own_gate_alone(polarity: str, text: str) -> None:
    assert scan_text(text, "form", RULES_ONLY, Role.RESPONSE).parts[0].facts.cooperative_polarity.value == polarity
