from __future__ import annotations

import pytest

from clausescan.core.contract_file import WhoActs
from clausescan.core.finding import (
    AgencyType,
    ClauseClass,
    CooperativeUse,
    Eligible,
    Geography,
    Polarity,
    RenewalActor,
    Role,
)
from clausescan.core.words import (
    ACTOR_WORDS,
    AGENCY_WORDS,
    CLASS_WORDS,
    POLARITY_WORDS,
    ROLE_WORDS,
    WHO_WORDS,
    condition_words,
    eligible_words,
    gate_words,
    geography_words,
)


def test_every_member_of_every_vocabulary_has_words() -> None:
    assert set(ROLE_WORDS) == set(Role)
    assert set(CLASS_WORDS) == set(ClauseClass)
    assert set(POLARITY_WORDS) == set(Polarity)
    assert set(AGENCY_WORDS) == set(AgencyType)
    assert set(ACTOR_WORDS) == set(RenewalActor)
    assert set(WHO_WORDS) == set(WhoActs)


@pytest.mark.parametrize(
    ("geography", "words"),
    [
        (None, ""),
        (Geography("any"), "anywhere"),
        (Geography("state", ("OH",)), "in OH"),
        (Geography("counties", ("Wren", "Teal")), "in Wren, Teal"),
        (Geography("radius", miles=50), "within 50 miles"),
        (Geography("service_area"), "in the service area"),
    ],
)
def test_geography(geography: Geography | None, words: str) -> None:
    assert geography_words(geography) == words


def test_eligible() -> None:
    who = Eligible(("public_agency_any", "fire_ems"), ("Town of Wren",), "Salt Pool", ("federal agencies",))
    assert eligible_words(who) == "any public agency, fire and ambulance services; Town of Wren; members of Salt Pool; not: federal agencies"
    assert eligible_words(Eligible()) == ""


def test_gates_name_each_condition_once() -> None:
    conditions = (("agreement_needed", "ila"), ("lead_consent", "required"), ("vendor_consent", "required"))
    use = CooperativeUse(ClauseClass.VENDOR, Polarity.RESTRICTS, geography=Geography("state", ("OH",)), conditions=conditions)
    gates = gate_words(use)
    assert len(gates) == len(set(gates)) == 4
    assert not gate_words(CooperativeUse(ClauseClass.OPEN, Polarity.PERMITS, geography=Geography("national")))


def test_conditions_are_labels_and_values() -> None:
    use = CooperativeUse(ClauseClass.OPEN, Polarity.PERMITS, conditions=(("same_price", "plus_freight"), ("reporting", "quarterly")))
    assert condition_words(use) == (("Same price", "Plus freight"), ("Reporting", "Quarterly"))
