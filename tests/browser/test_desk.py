"""The desk as a person uses it: drop, watch, read, correct, export; by keyboard; with hostile words; many files; and killed in the middle."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from clausescan.assess.review_file import load_review
from clausescan.settings import data_folder
from tests.browser.conftest import Server, Watched, start, watched
from tests.web.conftest import CONTRACT, contract_pdf

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow
SAMPLE = sorted((data_folder("contracts") / "clean-mobile-parking").glob("*.pdf"))
EVIL = '"><img src=x onerror=alert(1)><script>alert(2)</script><svg onload=alert(3)>'


def press_until(page: Page, wanted: str, key: str = "Tab", most: int = 80) -> None:
    """Press a key until the element with that id has the focus: what a person without a mouse does."""
    for _ in range(most):
        page.keyboard.press(key)
        if page.evaluate("document.activeElement && document.activeElement.id") == wanted:
            return
    raise AssertionError(f"{wanted} is not reached by the keyboard")


def drop(page: Page, address: str, files: list[Path] | list[dict[str, Any]], grouping: str = "one") -> None:
    page.goto(address)
    page.set_input_files("#pdfs", files)
    page.check(f"#grouping-{grouping}")
    page.focus("#drop-button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/drop/*")


def as_file(name: str, data: bytes) -> dict[str, Any]:
    return {"name": name, "mimeType": "application/pdf", "buffer": data}


def test_drop_progress_report_correct_export_by_keyboard(server: Server, watch: Watched, tmp_path: Path) -> None:
    page = watch.page
    drop(page, server.address, SAMPLE)
    page.wait_for_selector('#progress[data-over="yes"]')
    assert f"{len(SAMPLE)} of {len(SAMPLE)} files read." in page.inner_text("#progress-words")
    press_until(page, "open-file")
    page.keyboard.press("Enter")
    page.wait_for_url("**/file/*")
    assert "checks are met" in page.inner_text("#answer-title")
    press_until(page, "open-report")
    page.keyboard.press("Enter")
    page.wait_for_url("**/report")
    assert "Larkmoor" in page.title()
    alone(page, page.request.get(f"{page.url}?download=1").body(), tmp_path / "report.html")
    page.go_back()
    page.focus("body")
    press_until(page, "open-review")
    page.keyboard.press("Enter")
    page.wait_for_url("**/review")
    page.keyboard.type("Ann Lee")  # the field has the focus
    page.keyboard.press("Enter")
    page.wait_for_selector("text=You review as")
    page.wait_for_load_state()  # keys are heard once the script is there
    page.keyboard.press("a")
    page.wait_for_url("**/review?finding=*")
    for _ in range(12):
        if "Lets other" in page.inner_text("#finding-title"):
            break
        with page.expect_navigation():
            page.keyboard.press("j")
    assert "Lets other" in page.inner_text("#finding-title")
    was = page.url
    page.keyboard.press("e")
    page.keyboard.press("ArrowDown")  # from permits to restricts
    press_until(page, "correct-reason")
    page.keyboard.type("Needs the county's letter.")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != was)
    page.goto(was)
    assert "Corrected" in page.inner_text("#finding .badge")
    assert "with a condition or limit" in page.inner_text("#finding-title")
    assert "Found by clausescan" in page.inner_text("#finding")
    press_until(page, "open-history", "Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/history")
    press_until(page, "save-trail")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    download.value.save_as(tmp_path / "review.jsonl")
    assert [c.act.value for c in load_review(tmp_path / "review.jsonl")] == ["accept", "correct"]


def alone(page: Page, report: bytes, path: Path) -> None:
    """The saved report, opened as a file, asks for nothing but itself."""
    path.write_bytes(report)
    asked: list[str] = []
    other = page.context.new_page()
    other.on("request", lambda r: asked.append(r.url.partition(":")[0]) if r.url != path.as_uri() else None)
    other.goto(path.as_uri())
    assert "Larkmoor" in other.inner_text("h1")
    assert set(asked) <= {"data"}
    other.close()


def test_words_are_chosen_on_the_page(server: Server, watch: Watched) -> None:
    page = watch.page
    drop(page, server.address, [as_file("words.pdf", contract_pdf(*CONTRACT, "Words to choose."))])
    page.click("#open-file")
    page.click("#open-review")
    page.fill("#who", "Bo")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=You review as")
    page.wait_for_load_state()  # keys are heard once the script is there
    page.keyboard.press("e")
    first, last = (page.locator(f'.word[data-w="{w}"]').last.bounding_box() for w in ("Fenwick", "LLC."))
    assert first
    assert last
    page.mouse.move(first["x"] + 3, first["y"] + 3)
    page.mouse.down()
    page.mouse.move(last["x"] + 3, last["y"] + 3, steps=4)
    page.mouse.up()
    assert page.input_value("#correct-quote") == "Fenwick Salt LLC."
    start_at, end_at = (int(page.evaluate(f"document.querySelector('#correct form').elements.{n}.value")) for n in ("start", "end"))
    assert end_at - start_at == len("Fenwick Salt LLC.")


def axe(page: Page) -> list[str]:
    """What axe-core finds wrong, a line each."""
    run = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed").Axe()
    result = run.run(page, options={"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}})
    return [f"{page.url} {v['id']}: {v['nodes'][0]['html'][:120]} ({len(v['nodes'])})" for v in result.response["violations"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_violation_that_axe_sees(server: Server, browser: Browser, scheme: Any) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme, bypass_csp=True)
    one = watched(context, server.address)
    page, found = one.page, []
    drop(page, server.address, [as_file(f"{scheme}.pdf", contract_pdf(*CONTRACT, f"Axe {scheme}.")), as_file("no.pdf", b"no PDF")])
    page.wait_for_selector('#progress[data-over="yes"]')
    found += axe(page)
    page.click("#open-file")
    file = re.sub(r"^.*?(/file/\w+).*$", r"\1", page.url)
    page.goto(f"{server.address}{file}/review")
    page.fill("#who", "Ann Lee")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=You review as")
    page.wait_for_load_state()  # keys are heard once the script is there
    page.keyboard.press("r")
    page.wait_for_selector("text=1 by you")
    page.keyboard.press("e")
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    found += axe(page)
    places = [
        "",
        "/files",
        file,
        f"{file}/review",
        f"{file}/history",
        f"{file}/report",
        "/archive",
        "/archive?words=contract",
        "/buyers",
        "/buyers/new",
    ]
    for place in [*places, "/help", "/help/desk", "/help/commands", "/help/facts", "/nowhere", "/login"]:
        page.goto(server.address + place)
        found += axe(page)
    page.goto(f"{server.address}/buyers/new")
    page.fill("#purchase-amount", "much")
    page.locator("button[type=submit]").click()
    page.wait_for_selector("#problems")
    found += axe(page)
    context.close()
    assert found == []
    assert [w for w in one.wrong if "400" not in w and "404" not in w] == []


def test_hostile_words_do_nothing(server: Server, watch: Watched) -> None:
    page = watch.page
    lines = (
        "AGREEMENT",
        f"between the City of Larkmoor {EVIL}",
        f"and {EVIL} Inc.",
        "",
        "Any other public agency may buy",
        f"under this contract {EVIL}.",
    )
    drop(page, server.address, [as_file(f"{EVIL.replace('/', '')}.pdf", with_metadata(contract_pdf(*lines)))])
    page.wait_for_selector('#progress[data-over="yes"]')
    page.click("#open-file")
    file = page.url
    page.fill("#needs", EVIL)
    page.click("text=Ask >> nth=-1")
    page.goto(f"{file}/review")
    page.fill("#who", EVIL[:80])
    page.keyboard.press("Enter")
    page.wait_for_selector("text=You review as")
    page.wait_for_load_state()  # keys are heard once the script is there
    page.keyboard.press("c")
    page.keyboard.type(EVIL)
    page.locator("#comment button").click()
    page.wait_for_selector("text=commented")
    for place in ("", "/review", "/history", "/report"):
        page.goto(file + place)
        assert page.evaluate("document.querySelectorAll('img[src=x], svg[onload], script:not([src])').length") == 0
    for place in ("/", "/files", "/archive", "/archive?words=larkmoor"):
        page.goto(server.address + place)
        assert page.evaluate("document.querySelectorAll('img[src=x], svg[onload], script:not([src])').length") == 0
    page.wait_for_timeout(300)


def with_metadata(data: bytes) -> bytes:
    """The same PDF with hostile words in its metadata."""
    import io

    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.add_metadata({"/Title": EVIL, "/Author": EVIL, "/Subject": EVIL})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_two_hundred_at_once(server: Server, watch: Watched) -> None:
    page = watch.page
    files = [as_file(f"{n:03}.pdf", contract_pdf(f"CONTRACT NO. {n:03}", "between the City of Larkmoor and Fenwick Salt LLC.")) for n in range(196)]
    files += [
        as_file("a.docx", b"PK\x03\x04" + b"x" * 2000),
        as_file("empty.pdf", b""),
        as_file("cut.pdf", b"%PDF-1.7\n1 0 obj"),
        as_file("twin.pdf", files[0]["buffer"]),
    ]
    drop(page, server.address, files, "each")
    slowest = 0.0
    end = time.monotonic() + 240
    while page.get_attribute("#progress", "data-over") != "yes":
        begun = time.monotonic()
        page.evaluate("fetch('/buyers').then((answer) => answer.text())")
        slowest = max(slowest, time.monotonic() - begun)
        assert time.monotonic() < end, page.inner_text("#progress-words")
        page.wait_for_timeout(500)
        page.wait_for_load_state()
    assert page.locator("tr[data-n]").count() == 200
    assert page.locator("tr.done").count() == 197
    assert page.locator("tr.failed").count() == 3
    assert slowest < 5, "the page answers while files are read"
    assert page.inner_text("#made-title") == "197 contract files", "the same PDF twice is one"


def test_a_kill_in_the_middle_loses_nothing_that_was_finished(browser: Browser, tmp_path: Path) -> None:
    home = tmp_path / "desk"
    home.mkdir()
    server = start(home)
    context = browser.new_context()
    page = watched(context, server.address).page
    try:
        drop(page, server.address, [as_file("first.pdf", contract_pdf(*CONTRACT))])
        page.click("#open-file")
        file = re.sub(r"^.*?(/file/\w+).*$", r"\1", page.url)
        page.wait_for_selector("#open-review")
        page.click("#open-review")
        page.fill("#who", "Ann Lee")
        page.keyboard.press("Enter")
        page.wait_for_selector("text=You review as")
        page.wait_for_load_state()  # keys are heard once the script is there
        page.keyboard.press("r")
        page.wait_for_selector("text=1 by you")
        drop(page, server.address, [as_file(f"{n}.pdf", contract_pdf(f"CONTRACT NO. {n}", *CONTRACT[1:])) for n in range(30)], "each")
        watching = page.url
        page.wait_for_selector("tr.done >> nth=3")
        done = page.locator("tr.done").count()
        server.kill()
        server = start(home, port=int(server.address.rpartition(":")[2]))
        page.goto(watching)
        assert page.locator("tr.done").count() >= done
        page.wait_for_selector('#progress[data-over="yes"]')
        assert page.locator("tr.done").count() == 30
        page.goto(f"{server.address}{file}/history")
        assert "rejected it" in page.inner_text("main")
        page.goto(f"{server.address}{file}/report")
        assert "Rejected" in page.inner_text("main")
        (trail,) = (home / "reviews").glob("*.jsonl")
        assert [json.loads(line)["act"] for line in trail.read_text().splitlines()] == ["reject"]
    finally:
        context.close()
        server.end()
