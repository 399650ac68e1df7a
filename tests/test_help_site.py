"""The help site: every page is there and in the navigation, every link leads to a place, nothing is loaded from elsewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.help_site import build, groups
from tests.test_docs import PAGES, page


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Name to text of every file of the site."""
    folder = tmp_path_factory.mktemp("site")
    return {path.name: path.read_text(encoding="utf-8") for path in build(folder)}


def test_every_page_is_there_and_in_the_navigation(site: dict[str, str]) -> None:
    assert set(site) == {"site.css", *(f"{path.stem}.html" for path in PAGES)}
    told = [link.name for group in groups(page("index")) for link in group.links]
    assert len(told) == len(set(told))
    assert {*told, "index"} == {path.stem for path in PAGES}


def test_every_link_leads_to_a_place(site: dict[str, str]) -> None:
    for name, text in site.items():
        for target in re.findall(r'(?:href|src)="([^"]*)"', text):
            file, _, anchor = target.partition("#")
            if target.startswith(("https://", "http://")):
                continue
            assert file in {"", *site}, f"{name}: {target}"
            assert not anchor or f'id="{anchor}"' in site[file or name], f"{name}: {target}"


def test_pages_load_nothing_from_elsewhere(site: dict[str, str]) -> None:
    for name, text in site.items():
        if name.endswith(".html"):
            assert "<script" not in text
            assert "default-src 'none'" in text
            assert text.count("<h1") == 1, name
            assert text.count('aria-current="page"') == (name != "index.html"), name


def test_the_site_is_the_same_twice(tmp_path: Path) -> None:
    once, twice = ([p.read_bytes() for p in build(tmp_path / n)] for n in ("a", "b"))
    assert once == twice
