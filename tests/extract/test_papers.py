"""All that is told of whole papers, as offices write them: what they are, who buys and sells, numbers, competition and scope."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import pytest

from clausescan.core.finding import Facts
from clausescan.core.result import KnownDates
from clausescan.scan import Toolkit, find_facts, load_toolkit
from tests.build import document, part

Paper = dict[str, str | list[str]]
PAPERS: list[Paper] = tomllib.loads((Path(__file__).parent / "papers.toml").read_text(encoding="utf-8"))["paper"]


@cache
def _toolkit() -> Toolkit:
    return load_toolkit()


def _told(facts: Facts) -> dict[str, str]:
    """Each key of a paper as found, "" where nothing was."""
    lead, competition = facts.lead_agency, facts.competition
    return {
        "role": facts.role.value.role if facts.role else "",
        "lead_agency": lead.value.name if lead else "",
        "type": lead.value.type if lead and lead.value.type != "unknown" else "",
        "state": (lead.value.state or "") if lead else "",
        "public": lead.value.public if lead and lead.value.public != "unclear" else "",
        "vendor": facts.vendor.value.name if facts.vendor else "",
        "program": facts.program.value.name if facts.program else "",
        "solicitation": facts.solicitation_number.value.number if facts.solicitation_number else "",
        "contract": facts.contract_number.value.number if facts.contract_number else "",
        "method": competition.value.method if competition and competition.value.method != "unknown" else "",
        "formal": competition.value.formal if competition and competition.value.formal != "unclear" else "",
    }


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: str(paper["name"]))
def test_what_a_paper_tells(paper: Paper) -> None:
    doc = document(str(paper["text"]))
    facts = find_facts(doc, part(doc), _toolkit(), None, KnownDates())
    told = _told(facts)
    wrong = {key: (value, paper[key]) for key, value in told.items() if key in paper and value not in paper[key]}
    assert not wrong
    scope = " ".join((facts.scope.value.summary, *(item.text for item in facts.scope.value.items))).lower() if facts.scope else ""
    words = paper.get("scope", [])
    assert not words or any(word in scope for word in words)
    for found in (facts.lead_agency, facts.vendor, facts.program, facts.solicitation_number, facts.contract_number):
        assert found is None or all(doc.quote(e.span) == e.quote for e in found.evidence)
