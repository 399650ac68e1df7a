"""The report as a browser shows it: nothing leaves the file, axe finds nothing, links open what is folded, nothing runs over the page."""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

import pytest

from clausescan.assess.buyer_file import parse_buyer
from clausescan.assess.forms import fill, forms
from clausescan.assess.letters import letters
from clausescan.assess.verdict import assess
from clausescan.core.result import Failed
from clausescan.report.html import render_report
from clausescan.report.view import make_view
from tests.assess.build_facts import BLANK, OPEN, SAID_NO, amendment, award, contract, price_list, response, solicitation

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.slow
TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
EVIL = '"><img src=https://example.com/x onerror=alert(1)></style><script>alert(2)</script>'
LONG = "Nonpareil" * 60
BUYER = """
[buyer]
name = "City of Larch"
state = "OH"
entity_type = "municipality"
"""
Scheme = Literal["light", "dark"]
PIXEL = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")


class Opener(Protocol):
    """Opens the report at that width and scheme, at a place such as "#check-1"."""

    def __call__(self, width: int = 1280, scheme: Scheme = "light", place: str = "") -> Page: ...


def violations(page: Page) -> list[str]:
    """What axe-core finds wrong, a line each."""
    run = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed").Axe()
    found = run.run(page, options={"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}})
    return [f"{v['id']}: {n['html'][:160]} {n['failureSummary'][:300]}" for v in found.response["violations"] for n in v["nodes"]]


@lru_cache
def page_text() -> str:
    """A report with everything in it: two amendments, a refusal, a file that is locked, hostile and endless words, a buyer with law."""
    clause = f"Any agency may order here {EVIL} under {LONG}."
    extra = [amendment(2, "2026-06-30", sign=BLANK), response(SAID_NO), contract(use=(OPEN, clause), name=f"{LONG}.pdf")]
    scans = [solicitation(unread=[2]), contract(), award(), price_list(), *extra]
    buyer = parse_buyer(BUYER)
    file, readiness = assess(scans, dt.date(2025, 1, 15), ("bulk road salt", LONG), "9.9", buyer)
    view = make_view(
        file,
        readiness,
        scans,
        [Failed(f"{EVIL}.pdf", "damaged", EVIL, LONG)],
        lambda *_: PIXEL,
        version="9.9",
        as_of=readiness.as_of,
        forms=[fill(form, readiness.rows) for form in forms()],
        letters=letters(file, readiness, buyer),
        beside=[f"{LONG}.pdf is not part of it."],
    )
    return render_report(view, TEMPLATES)


@pytest.fixture
def open_report(browser: Browser, tmp_path: Path) -> Iterator[Opener]:
    path = tmp_path / "report.html"
    path.write_text(page_text(), encoding="utf-8")
    made: list[BrowserContext] = []
    asked: list[str] = []

    def opened(width: int = 1280, scheme: Scheme = "light", place: str = "") -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=True)
        made.append(context)
        page = context.new_page()
        page.on("request", lambda r: asked.append(r.url))
        page.on("dialog", lambda d: asked.append(f"dialog {d.message}"))
        page.goto(path.as_uri() + place)
        return page

    yield opened
    for context in made:
        context.close()
    assert {url.split("#")[0] for url in asked if not url.startswith("data:")} <= {path.as_uri()}, "the report asked for something"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(open_report: Opener, scheme: Scheme) -> None:
    page = open_report(scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    assert violations(page) == []


@pytest.mark.parametrize(
    ("width", "scale"), [(1280, 1), (640, 1), (390, 1), (320, 1), (1280, 2)], ids=["desk", "200 %", "phone", "400 %", "text twice as large"]
)
def test_nothing_runs_over_the_page(open_report: Opener, width: int, scale: int) -> None:
    page = open_report(width)
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    page.evaluate(f"document.documentElement.style.fontSize = '{100 * scale}%'")
    over = page.evaluate("""() => [...document.querySelectorAll('main *, header *')].filter(e => {
        const box = e.getBoundingClientRect();
        return box.width && box.right > innerWidth + 1 && !e.closest('.frame, .scroll, svg');
    }).slice(0, 5).map(e => `${e.tagName}.${e.className} ${e.textContent.slice(0, 40)}`)""")
    assert over == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_link_opens_what_is_folded(open_report: Opener) -> None:
    page = open_report()
    inside = page.locator("details.more-quotes .quote").first.get_attribute("id")
    assert inside
    assert not page.locator(f"#{inside}").is_visible()
    again = open_report(place=f"#{inside}")
    assert again.locator(f"#{inside}").is_visible()


def test_every_line_of_contents_is_reached_by_keyboard(open_report: Opener) -> None:
    page = open_report()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.strip') !== null")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_on_paper_all_quotes_are_open_and_sign_off_is_there(open_report: Opener) -> None:
    page = open_report()
    page.emulate_media(media="print")
    assert all(one.is_visible() for one in page.locator("details.more-quotes .quote").all())
    assert page.locator("#sign-off").is_visible()
    assert not page.locator(".contents").is_visible()
