from __future__ import annotations

import base64
import datetime as dt
import hashlib
import os
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from clausescan.archive.store import Archive
from clausescan.report.html import render_archive
from clausescan.report.view_archive import Unread, index_view
from clausescan.settings import data_folder
from tests.archive.samples import PERMITTING, SILENT, filled, some
from tests.cli.inside import Run, runner

TODAY = ("--as-of", "2026-11-22")


class Outline(HTMLParser):
    """Links, ids, labels and text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.labels: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.links += [values["href"] or ""] if tag == "a" else []
        self.ids += [values["id"] or ""] if "id" in values else []
        self.labels += [values["for"] or ""] if tag == "label" else []

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("CLAUSESCAN_ISOLATE", "off")
    return runner(capfdbinary)


def page_of(folder: Path, **texts: str) -> str:
    with Archive(filled(folder, **texts)) as archive:
        rows = [{**r, "standing": "open"} for r in archive.rows("SELECT * FROM contract_files ORDER BY title")]
    links = {rows[0]["uid"]: "contracts/a.html"}
    bad = [Unread("/c/<b>.pdf", "It is no PDF.", "Give a PDF.")]
    view = index_view(rows, links, bad, as_of=dt.date(2026, 11, 22), version="1", total=len(rows))
    return render_archive(view, data_folder("templates"))


def test_the_index_is_a_plain_table_without_its_script(tmp_path: Path) -> None:
    page = page_of(tmp_path, parking=PERMITTING, paving=SILENT, attack="CONTRACT <script>alert(1)</script> between A County, Ohio and B, Inc.")
    outline = Outline(page)
    for words in ("C-24-7, Wrenfield Mobility, Inc.", "June 30, 2027", "Permits", "parking.pdf, page 1", "/c/<b>.pdf: It is no PDF. Give a PDF."):
        assert words in " ".join(outline.text.split())
    assert '<form id="filters" class="filters" hidden>' in page
    assert page.count("<script") == 1
    assert set(outline.labels) <= set(outline.ids)
    assert "contracts/a.html" in outline.links
    assert not re.search(r"https?://", page)


def test_the_policy_lets_in_what_stands_in_the_page_and_no_more(tmp_path: Path) -> None:
    page = page_of(tmp_path, parking=PERMITTING)
    script = re.search(r"<script>(.*?)</script>", page, re.DOTALL)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert script
    assert policy
    digest = base64.b64encode(hashlib.sha256(script[1].encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in policy[1].replace("&#39;", "'")
    assert "default-src 'none'" in policy[1].replace("&#39;", "'")


@pytest.mark.slow
def test_pages_of_an_archive(run: Run, tmp_path: Path) -> None:
    folder, site = some(tmp_path / "in", "clean-mobile-parking/09-price-list", "clean-mobile-parking/07-amendment-1"), tmp_path / "site"
    arguments = ("scan", str(folder), "--archive", str(tmp_path / "a"), "-o", str(site), *TODAY, "--no-events")
    first = run(*arguments)
    assert "1 report, 1 of them made now" in first.err
    (report,) = (site / "contracts").glob("*.html")
    assert f"contracts/{report.name}" in Outline((site / "index.html").read_text(encoding="utf-8")).links
    assert "Wrenfield" in report.read_text(encoding="utf-8")
    stamp = report.stat().st_mtime_ns
    os.utime(report, ns=(stamp - 10**9, stamp - 10**9))
    assert "1 report, 0 of them made now" in run(*arguments).err
    assert report.stat().st_mtime_ns == stamp - 10**9


def test_a_folder_that_cannot_be_made(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    done = run("scan", str(tmp_path), "--archive", str(tmp_path / "a"), "-o", str(tmp_path / "file" / "site"))
    assert done.status == 2
    assert "cannot be made" in done.err
