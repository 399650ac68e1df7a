"""Method and details in papers of many manners: notices, cover tables, schedules, minutes, letters, forms."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from clausescan.core.finding import Role
from clausescan.extract.competition import find_competition
from tests import build

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "competition_texts.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_how_the_vendor_was_selected(case: dict[str, Any]) -> None:
    document = build.document(case["text"])
    found = find_competition(document, build.part(document), Role(case.get("role", "contract")))
    assert (found.value.method if found else "unknown") == case["method"]
    details = dict(found.value.details) if found else {}
    assert {key: details.get(key) for key in case.get("details", {})} == case.get("details", {})
