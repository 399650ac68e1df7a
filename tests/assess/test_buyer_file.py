from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from pathlib import Path

import pytest

from clausescan.assess.buyer_file import load_buyer, parse_buyer, template
from clausescan.core.buyer import Buyer, CharterBars, FundingSource, PurchaseKind
from clausescan.core.finding import AgencyType
from clausescan.errors import UsageError

FULL = """
[buyer]
name = "Town of Maple Hollow"
state = "connecticut"
county = "Alder"
entity_type = "municipality"
home_rule = true
charter_bars_piggyback = "no"
[purchase]
date = 2026-03-01
need_through = "2028-06-30"
kind = "goods"
amount = "45,000.50"
[[purchase.items]]
text = "pay station"
quantity = 4
unit = "each"
[[funding]]
source = "federal"
program = "FTA"
[[memberships]]
organization = "Alder Valley Council"
since = 2024-07-01
[policies]
clause_required_in = "contract"
lead_types_accepted = ["county", "state"]
days_left_at_least = 60
[thresholds]
board_approval = 40000
[[attestations]]
check = "R16"
by = "Jo"
date = 2026-02-01
[[overrides]]
check = "R03"
verdict = "met"
reason = "The lead agency wrote so."
by = "Jo"
date = 2026-02-02
"""


def test_every_key_is_read() -> None:
    buyer = parse_buyer(FULL)
    assert (buyer.name, buyer.state, buyer.entity_type) == ("Town of Maple Hollow", "CT", AgencyType.MUNICIPALITY)
    assert buyer.charter_bars_piggyback is CharterBars.NO
    assert buyer.purchase.need_through == dt.date(2028, 6, 30)
    assert buyer.purchase.kind is PurchaseKind.GOODS
    assert buyer.purchase.amount == Decimal("45000.50")
    assert buyer.purchase.items[0].quantity == 4
    assert buyer.funding[0].source is FundingSource.FEDERAL
    assert buyer.memberships[0].since == dt.date(2024, 7, 1)
    assert buyer.policies.lead_types_accepted == (AgencyType.COUNTY, AgencyType.STATE)
    assert buyer.thresholds.board_approval == 40000
    assert buyer.attestations[0].check == "R16"
    assert buyer.overrides[0].verdict == "met"


def test_an_empty_profile_assumes_nothing() -> None:
    assert parse_buyer("") == Buyer()


def test_the_form_is_valid_as_it_stands_and_filled_in() -> None:
    assert parse_buyer(template()) == Buyer()
    filled = re.sub(r"^# (?=\w+ = |\[\[)", "", template(), flags=re.MULTILINE)
    buyer = parse_buyer(filled)
    assert buyer.state == "CT"
    assert buyer.overrides


@pytest.mark.parametrize(
    ("text", "said", "advice"),
    [
        ("[buyer]\nstat = 'CT'", "“stat” is not known in buyer", "“state”"),
        ("[buyer]\nstate = 'Conecticut'", "is no state", "Connecticut"),
        ("[buyer]\nentity_type = 'town'", "not known", "municipality"),
        ("[buyer]\nentity_type = 'private'", "not known", "Known:"),
        ("[buyer]\nname = 5", "must be a text", "not known"),
        ("[buyer]\nhome_rule = 'yes'", "true or false", "not known"),
        ("buyer = 3", "must be a table", "[buyer]"),
        ("[purchase]\ndate = 'soon'", "must be a date", "2026"),
        ("[purchase]\ndate = 2026-03-01T00:00:00", "must be a date", "2026"),
        ("[purchase]\namount = 'lots'", "must be a number", "45000"),
        ("[purchase]\namount = -4", "must be a number", "45000"),
        ("[purchase]\namount = true", "must be a number", "45000"),
        ("[purchase]\nitems = 'salt'", "must be a list", "[[purchase.items]]"),
        ("[[purchase.items]]\nsku = 'A'", "lacks “text”", "text"),
        ("[policies]\ndays_left_at_least = -1", "whole number", "60"),
        ("[policies]\ncooperatives_accepted = 'X'", "must be a list", "first"),
        ("[[attestations]]\ncheck = 'R99'\nby = 'a'\ndate = 2026-01-01", "not known", "R01"),
        ("[[attestations]]\ncheck = 'R01'\nby = 'a'\ndate = 2026-01-01", "for documents to show", "overrides"),
        ("[[overrides]]\ncheck = 'R01'\nverdict = 'perfect'\nreason='r'\nby = 'a'\ndate = 2026-01-01", "not known", "met"),
        ("x = [", "not valid TOML", "quotes"),
    ],
)
def test_a_slip_is_told_with_its_place_and_advice(text: str, said: str, advice: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_buyer(text)
    assert said in caught.value.message
    assert advice in caught.value.advice


def test_the_file_is_named_in_the_error(tmp_path: Path) -> None:
    path = tmp_path / "buyer.toml"
    path.write_text("[buyer]\nstat = 1", encoding="utf-8")
    with pytest.raises(UsageError, match=r"buyer\.toml: “stat”"):
        load_buyer(path)
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match="cannot be read"):
        load_buyer(path)
    path.write_bytes(b"\xef\xbb\xbf[buyer]\nstate = 'NY'\n")
    assert load_buyer(path).state == "NY"
