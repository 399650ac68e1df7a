from __future__ import annotations

import re
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path

import pytest

from clausescan.assess.verdict import assess
from clausescan.core.finding import Role
from clausescan.core.result import Failed, Scanned
from clausescan.report.html import content_policy, render_report
from clausescan.report.pictures import Render
from clausescan.report.view import ReportView, make_view
from tests.assess.build_facts import BLANK, CHOICE, OPEN, SAID_NO, amendment, award, contract, day, paper, price_list, response, solicitation

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 200
_VOID = {"meta", "br", "link", "img", "rect", "image", "hr"}


def view(scans: Sequence[Scanned], failed: Sequence[Failed] = (), render: Render | None = None, needs: Sequence[str] = ("road salt",)) -> ReportView:
    on = day("2025-01-15")
    file, readiness = assess(scans, on, needs, "9.9")
    return make_view(file, readiness, scans, failed, render, version="9.9", as_of=on)


def report(scans: Sequence[Scanned], failed: Sequence[Failed] = (), render: Render | None = None) -> str:
    return render_report(view(scans, failed, render), TEMPLATES)


FULL = (solicitation(), contract(), award(), price_list())
MIXED = (
    solicitation(use=CHOICE, unread=[2]),
    contract(use=(OPEN, "Any agency may order.")),
    amendment(2, "2026-06-30", sign=BLANK),
    response(SAID_NO),
)
LOCKED = Failed("locked.pdf", "encrypted", "The file is locked.", "Ask for an open copy.")


class Tree(HTMLParser):
    """What a checker needs of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.headings: list[int] = []
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {k: v or "" for k, v in attrs}
        self.tags.append((tag, values))
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if "id" in values:
            self.ids.append(values["id"])
        if values.get("href", "").startswith("#"):
            self.targets.append(values["href"][1:])
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            assert self.open.pop() == tag


@pytest.mark.parametrize("scans", [FULL, MIXED, ()], ids=["full", "mixed", "nothing"])
@pytest.mark.parametrize("render", [None, lambda *_: PNG], ids=["no pictures", "pictures"])
def test_the_page_is_well_made(scans: tuple[Scanned, ...], render: Render | None) -> None:
    tree = Tree(report(scans, [LOCKED], render))
    assert not tree.open
    assert tree.headings.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(tree.headings, tree.headings[1:], strict=False))
    assert len(tree.ids) == len(set(tree.ids))
    assert set(tree.targets) <= set(tree.ids)
    assert ("html", {"lang": "en"}) in tree.tags
    assert {"header", "nav", "main", "footer"} <= {tag for tag, _ in tree.tags}
    tables = sum(tag == "table" for tag, _ in tree.tags)
    assert tables == sum(tag == "caption" for tag, _ in tree.tags)
    assert all("scope" in attrs for tag, attrs in tree.tags if tag == "th")
    assert all(attrs.keys() & {"aria-label", "aria-labelledby", "aria-hidden"} for tag, attrs in tree.tags if tag == "svg")


def test_nothing_runs_and_nothing_is_fetched() -> None:
    html = report(FULL, [LOCKED], lambda *_: PNG)
    tree = Tree(html)
    css = html[html.index("<style>") + 7 : html.index("</style>")]
    policy = next(attrs["content"] for tag, attrs in tree.tags if attrs.get("http-equiv") == "Content-Security-Policy")
    assert policy == content_policy(css)
    assert "unsafe" not in policy
    assert not [tag for tag, _ in tree.tags if tag in {"script", "iframe", "object", "link", "form", "input"}]
    assert not [name for _, attrs in tree.tags for name in attrs if name.startswith("on") or name == "style"]
    assert "http:" not in html
    assert "https:" not in html
    assert "url(" not in css


def test_words_of_a_pdf_are_text_never_markup() -> None:
    evil = '</style><script>alert(1)</script><img src=x onerror="x()">'
    scans = [contract(use=(OPEN, f"Any agency may order {evil} here.")), solicitation(name='a"><b>.pdf')]
    html = report(scans, [Failed("<i>.pdf", "damaged", evil, evil)], lambda *_: PNG)
    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;script&gt;" in html
    assert not Tree(html).open


def test_the_answer_comes_first_then_steps_checks_and_the_rest() -> None:
    html = report(MIXED, [LOCKED])
    order = [
        "answer",
        "steps",
        "checks",
        "obtain",
        "dates",
        "conflicts",
        "rows",
        "found",
        "clauses",
        "letters",
        "outline",
        "read",
        "method",
        "sign-off",
    ]
    places = [html.index(f'id="{name}-title"') for name in order]
    assert places == sorted(places)


@pytest.mark.parametrize("scans", [FULL, MIXED], ids=["full", "mixed"])
def test_words_that_promise_too_much_are_avoided(scans: tuple[Scanned, ...]) -> None:
    text = re.sub(r"<style>.*?</style>|<[^>]+>", " ", report(scans), flags=re.DOTALL).lower()
    assert not re.search(r"\b(?:compliant|guaranteed|approved|ready)\b", text)
    assert not re.search(r"(?<!not )\blegal\b", text)


def test_what_was_not_read_is_said() -> None:
    html = report(MIXED, [LOCKED])
    assert "Not read: page 2." in html
    assert "Page 2 of 1-itb.pdf could not be read." in html
    assert "locked.pdf" in html
    assert "Ask for an open copy." in html
    assert "Pictures of the pages are missing" in html


def test_pages_read_and_unread_are_counted() -> None:
    seen = view(MIXED, [LOCKED]).read.coverage
    assert (seen.pages - seen.read, [number for how, number, _ in seen.rows if how == "Not read"]) == (1, [1])
    assert seen.rows[-1][0] == "Files that could not be opened"
    assert f"{seen.read} of {seen.pages} pages could be read" in report(MIXED, [LOCKED])


def test_quotes_say_what_they_show_and_loose_words_stand_in_their_sentence() -> None:
    html = report(FULL)
    assert re.search(r'<p class="shows">Start; Initial term ends|<p class="shows">Start', html) or '<p class="shows">Lead agency</p>' in html
    assert "<mark>Wren County</mark>" in html


def test_every_finding_keeps_its_link() -> None:
    ids = set(Tree(report(FULL)).ids)
    again = set(Tree(report((*FULL, response(SAID_NO)))).ids)
    kept = {one for one in ids if one.startswith("finding-")}
    assert kept
    assert kept <= again


def test_the_program_signs_nothing() -> None:
    html = report(FULL)
    section = html[html.index('id="sign-off-title"') :]
    assert section.count("<td></td>") == 9
    assert section.count("☐") == 4


def test_the_same_file_gives_the_same_page() -> None:
    assert report(FULL, (), lambda *_: PNG) == report(tuple(reversed(FULL)), (), lambda *_: PNG)


def test_a_clause_is_shown_in_full_with_its_effect_in_plain_words() -> None:
    html = report(FULL)
    section = html[html.index('id="clauses-title"') : html.index('id="letters-title"')]
    assert "Towns and schools may order from the award at the prices bid." in section
    assert "Lets other agencies buy" in section
    assert "The contract takes this document in" in section


def test_a_style_sheet_that_ends_its_element_is_refused(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "report.css").write_text("p{} </style >", encoding="utf-8")
    with pytest.raises(ValueError, match="closing style tag"):
        render_report(view(FULL), tmp_path)


def test_a_file_of_a_hundred_pages_stays_small() -> None:
    words = [(OPEN, f"{n}. Any agency may order on page {n}.") for n in range(100)]
    big = paper(Role.CONTRACT, *(f"CONTRACT page\n\n{text}\n\n{'word ' * 400}" for _, text in words), uses=words)
    html = report([big], (), lambda *_: PNG[:8] + b"0" * 59_000)
    assert html.count("data:image/png") <= 40
    assert len(html) < 6_000_000


def test_a_picture_is_in_the_file_once() -> None:
    html = report(FULL, (), lambda *_: PNG)
    anchors = re.findall(r'<image href="([^"]+)" x="([^"]+)" y="([^"]+)"', html)
    assert len(anchors) == html.count('<figure class="picture"')
    assert "Picture at quote" in html
