from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from clausescan.assess.packs import BASES, CONFIDENCES, FEDERAL, Case, Pack, _pack, law_for, packs
from clausescan.assess.rows import ROW_IDS
from clausescan.core.buyer import Buyer, Funding, FundingSource, Purchase
from clausescan.core.readiness import Severity, Verdict
from clausescan.core.states import STATE_NAMES
from clausescan.errors import RuleError

PACKS = tuple(packs().values())
CASES = [(p, c) for p in PACKS for c in p.cases]


def buyer_of(pack: Pack, case: Case) -> Buyer:
    funding = (Funding(FundingSource.FEDERAL, case.funding),) if case.funding else ()
    state = None if pack.state == FEDERAL else pack.state
    return Buyer(state=state, entity_type=case.entity_type, funding=funding, purchase=Purchase(kind=case.kind))


@pytest.mark.parametrize(("pack", "case"), CASES, ids=lambda x: x.state if isinstance(x, Pack) else x.row)
def test_cases(pack: Pack, case: Case) -> None:
    effects = [e for _, e in law_for(buyer_of(pack, case), case.lead_state).effects(case.row)]
    if case.verdict is None and case.severity is None:
        assert not effects, case.why
    if case.verdict is not None:
        assert case.verdict in [e.verdict for e in effects], case.why
    if case.severity is not None:
        assert case.severity in [e.severity for e in effects], case.why


@pytest.mark.parametrize("pack", PACKS, ids=lambda p: p.state)
def test_every_pack_cites(pack: Pack) -> None:
    assert pack.state == FEDERAL or pack.state in STATE_NAMES
    assert pack.cases
    dt.date.fromisoformat(pack.read)
    for rule in pack.rules:
        assert rule.note.citation
        assert rule.note.source.startswith("http")
        assert rule.note.basis in BASES
        assert rule.note.confidence in CONFIDENCES
        assert not {e.row for e in rule.effects} - set(ROW_IDS)
        assert rule.note.basis != "reported" or all(e.verdict is not Verdict.NOT_MET for e in rule.effects)


def test_ids_are_unique() -> None:
    ids = [r.id for p in PACKS for r in p.rules]
    assert len(ids) == len(set(ids))


RULE: dict[str, Any] = {
    "id": "XX-1",
    "citation": "Code 1",
    "topic": "t",
    "says": "s",
    "source": "https://example.org",
    "basis": "reported",
    "confidence": "low",
}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"effect": [{"row": "R22", "says": "s", "verdict": "not_met"}]}, "only reported"),
        ({"effect": [{"row": "R22", "says": "s", "verdict": "met"}]}, "only ask"),
        ({"basis": "hearsay"}, "not known"),
        ({"colour": "red"}, "colour"),
        ({"effect": [{"row": "R22", "says": "s", "color": 1}]}, "color"),
        ({"who": ["martians"]}, "martians"),
    ],
)
def test_a_wrong_pack_is_told(change: dict[str, Any], said: str) -> None:
    with pytest.raises(RuleError, match=said):
        _pack("XX", {"read": "2026-01-01", "rule": [{**RULE, **change}]})


def test_a_state_without_a_pack_is_not_known() -> None:
    missing = next(code for code in STATE_NAMES if code not in packs())
    law = law_for(Buyer(state=missing), None)
    assert not law.known
    assert not law.rules


def test_rules_for_contracts_of_the_state_are_silent_on_others() -> None:
    home, away = (law_for(Buyer(state="LA"), lead) for lead in ("LA", "TX"))
    assert "LA-38-321.1" in [r.id for r in home.rules]
    assert "LA-38-321.1" not in [r.id for r in away.rules]
    assert [e.severity for _, e in home.effects("R12")] == [Severity.GATE]
