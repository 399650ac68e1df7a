"""Roles of many first pages and short documents, as offices write them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from clausescan.core.finding import Role
from clausescan.extract.role import find_role
from tests.build import document, part

PAGES: list[dict[str, str | list[str]]] = tomllib.loads((Path(__file__).parent / "role_pages.toml").read_text(encoding="utf-8"))["page"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page["name"]))
def test_role_of_a_page(page: dict[str, str | list[str]]) -> None:
    doc = document(*str(page["text"]).split("\f"))
    found = find_role(doc, part(doc))
    assert found is not None
    assert found.value.role in page["roles"]
    assert all(doc.quote(e.span) == e.quote for e in found.evidence)


def test_every_role_stands_first_on_some_page() -> None:
    assert {page["roles"][0] for page in PAGES} == {role.value for role in Role}
