"""The index of an archive in a browser, opened from the disk: filters by keyboard, the same table without a script, no errors."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.archive.samples import PERMITTING, SILENT
from tests.archive.test_site import page_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.slow


def test_the_index_is_filtered_by_keyboard(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(page_of(tmp_path / "a", parking=PERMITTING, paving=SILENT), encoding="utf-8")
    page, wrong = browser.new_page(), list[str]()
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto((tmp_path / "index.html").as_uri())
    rows = page.locator("#rows tr:visible")
    assert (rows.count(), page.inner_text("#count")) == (2, "All 2 are shown.")
    page.keyboard.press("Tab")  # the way past the head
    page.keyboard.press("Tab")
    page.keyboard.type("asphalt")
    assert (rows.count(), page.inner_text("#count")) == (1, "1 of 2 are shown.")
    page.fill("#words", "")
    page.select_option("#use", "Permits")
    assert "Wrenfield" in rows.first.inner_text()
    page.select_option("#use", "")
    page.select_option("#order", "end")
    assert rows.first.get_attribute("data-end") == "2024-12-31"
    assert wrong == []
    page.close()


def test_the_index_is_whole_without_its_script(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(page_of(tmp_path / "a", parking=PERMITTING, paving=SILENT), encoding="utf-8")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((tmp_path / "index.html").as_uri())
    assert page.locator("#rows tr:visible").count() == 2
    assert not page.locator("#filters").is_visible()
    context.close()
