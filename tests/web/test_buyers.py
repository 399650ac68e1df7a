from __future__ import annotations

import re

import pytest

from clausescan.assess.buyer_file import parse_buyer
from clausescan.web.buyer_form import every_field, profile_of, values_of
from tests.web.client import Client

FULL = {
    "buyer.name": "Town of Maple Hollow",
    "buyer.state": "CT",
    "buyer.entity_type": "municipality",
    "buyer.home_rule": "true",
    "purchase.date": "2026-11-22",
    "purchase.amount": "45,000.50",
    "purchase.items.1.text": 'hose, 2" red',
    "purchase.items.1.quantity": "4",
    "funding.1.source": "federal",
    "funding.1.program": "FTA",
    "memberships.2.organization": "Shoreline Council",
    "memberships.2.expires": "2027-06-30",
    "policies.days_left_at_least": "60",
    "attestations.1.check": "R16",
    "attestations.1.by": "Jo Example",
    "attestations.1.date": "2026-11-20",
}


def test_the_form_and_the_file_say_the_same() -> None:
    text, problems = profile_of(FULL)
    assert not problems
    buyer = parse_buyer(text)
    assert str(buyer.purchase.amount) == "45000.50"
    assert buyer.purchase.items[0].text == 'hose, 2" red'
    shown = values_of(buyer)
    assert shown["buyer.home_rule"] == "true"
    assert shown["memberships.1.organization"] == "Shoreline Council"
    assert parse_buyer(profile_of(shown)[0]) == buyer


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("buyer.state", "Kanada", "is no state"),
        ("purchase.amount", "a lot", "Must be a number"),
        ("purchase.date", "next week", "Write a date as"),
        ("purchase.date", "2026-02-30", "Write a date as"),
        ("policies.days_left_at_least", "60.5", "whole number"),
        ("buyer.name", "", "needs a name"),
        ("funding.2.program", "FTA", "lacks “source”"),
        ("purchase.items.1.quantity", "-1", "0 or more"),
        ("buyer.home_rule", 'true\n[[overrides]]\ncheck = "R01"', "cannot be read"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(name: str, value: str, said: str) -> None:
    _, problems = profile_of({"buyer.name": "A", name: value})
    (problem,) = problems.values()
    assert said in problem
    assert next(iter(problems)) in dict(every_field()) | {"funding.1.source": None}


def test_a_profile_is_kept_shown_and_saved(client: Client) -> None:
    wrong = client.post("/buyers/new", {**FULL, "purchase.amount": "<b>much</b>"})
    assert wrong.status == 400
    assert "&lt;b&gt;much" in wrong.text
    assert 'aria-invalid="true"' in wrong.text
    assert client.post("/buyers/new", FULL).place == "/buyers"
    (place,) = set(re.findall(r'href="(/buyers/[0-9a-f]{16})"', client.get("/buyers").text))
    assert 'value="Town of Maple Hollow"' in client.get(place).text
    assert parse_buyer(client.get(f"{place}/buyer.toml").text).name == "Town of Maple Hollow"
    assert client.post(place, {**FULL, "buyer.name": "Town of Elm"}).place == "/buyers"
    assert "Town of Elm" in client.get("/buyers").text
    assert client.get("/buyers/0000000000000000").status == 404
