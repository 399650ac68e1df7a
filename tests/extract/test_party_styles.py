"""Bodies of every type and vendors, in the styles of many papers."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from clausescan.core.finding import Role
from clausescan.extract.names import name_key
from clausescan.extract.parties import find_parties
from clausescan.extract.registry import load_registry
from tests import build

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "party_styles.toml").read_text("utf-8"))["case"]


def same(found: str, names: list[str]) -> bool:
    """Whether one of the names is that of the body found, as a whole or as the part before its department."""
    return any(name_key(found) == name_key(name) for name in names)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_what_a_text_names(case: dict[str, Any]) -> None:
    document = build.document(case["text"])
    found = find_parties(document, build.part(document), Role.CONTRACT, load_registry())
    assert found.lead_agency is not None
    lead = found.lead_agency.value
    assert same(lead.name, case["lead"]), lead.name
    assert lead.type in case["type"]
    assert lead.state == case.get("state")
    if "vendor" in case:
        assert found.vendor is not None
        assert same(found.vendor.value.name, case["vendor"]), found.vendor.value.name
    else:
        assert found.vendor is None
    assert (found.program.value.name if found.program else None) == case.get("program")
