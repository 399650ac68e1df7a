"""The sample contract files: made by the recipe, marked as specimens, and with expected answers that stand in their text."""

from __future__ import annotations

import datetime as dt
import json
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from corpus.contracts.recipe.pages import SPECIMEN, render
from corpus.contracts.recipe.read import blocks_of, read_source
from corpus.contracts.render import HERE, slugs, sources

VERDICTS = {"met", "not_met", "needs_review", "not_found", "not_in_file"}
CHECKS = {"active", "scope", "public_lead", "formal_competition", "cooperative_solicitation", "cooperative_contract"}
POLARITIES = {"permits", "restricts", "prohibits", "reverse", "silent"}
CLASSES = {
    "OPEN",
    "VENDOR",
    "CONSENT",
    "MEMBER",
    "GEO",
    "LIST",
    "MASTER",
    "STATEEXT",
    "STATUTE",
    "ASSIGN",
    "INCORP",
    "SUPPORT",
    "CAP",
    "PROHIBIT",
    "DECLINE",
    "REVERSE",
}
NAMES = ("vendor", "program", "solicitation_number", "contract_number")
LARGEST = 150_000
PDFS = sorted(HERE.glob("*/*.pdf"))


def folded(text: str) -> str:
    """Text with one space for any white space, straight quotes, no hyphen at a line's end, in lower case."""
    for curly, straight in (("“", '"'), ("”", '"'), ("’", "'"), ("‘", "'"), ("\ufffe", "-"), ("\x02", "-")):
        text = text.replace(curly, straight)
    return " ".join(text.split()).lower()


def page_texts(data: bytes) -> tuple[str, ...]:
    """The text of each page of a PDF."""
    document = pypdfium2.PdfDocument(data)
    try:
        texts = []
        for number in range(len(document)):
            page = document[number]
            words = page.get_textpage()
            texts.append(folded(words.get_text_range()))
            words.close()
            page.close()
        return tuple(texts)
    finally:
        document.close()


@cache
def pages_of(path: Path) -> tuple[str, ...]:
    return page_texts(path.read_bytes())


@cache
def expected(slug: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((HERE / slug / "expected.json").read_text(encoding="utf-8"))
    return found


def documents() -> list[tuple[str, str]]:
    return [(slug, name) for slug in slugs() for name in expected(slug)["documents"]]


@pytest.mark.parametrize("source_path", [path for slug in slugs() for path in sources(slug)], ids=lambda p: f"{p.parent.parent.name}/{p.stem}")
def test_the_recipe_makes_the_committed_pdf(source_path: Path) -> None:
    source = read_source(source_path)
    committed = source_path.parent.parent / source.meta.pdf
    made = render(source)
    # Another version of reportlab or zlib may write other bytes; the pages must then say the same.
    assert made == committed.read_bytes() or page_texts(made) == pages_of(committed)


@pytest.mark.parametrize("path", PDFS, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_every_page_says_that_it_is_a_specimen(path: Path) -> None:
    assert all(page.count(SPECIMEN.lower()) == 1 for page in pages_of(path))
    assert path.stat().st_size < LARGEST


@pytest.mark.parametrize("slug", slugs())
def test_a_contract_file_is_whole(slug: str) -> None:
    assert (HERE / slug / "NOTE.md").read_text(encoding="utf-8").startswith("# ")
    made = {read_source(path).meta.pdf for path in sources(slug)}
    assert made == {path.name for path in (HERE / slug).glob("*.pdf")} == set(expected(slug)["documents"])


@pytest.mark.parametrize("slug", slugs())
def test_expected_answers_use_the_words_of_the_checks(slug: str) -> None:
    answers = expected(slug)
    assert set(answers["checks"]) >= CHECKS
    assert set(answers["checks"].values()) <= VERDICTS
    assert answers["need"]
    assert dt.date.fromisoformat(answers["as_of"])


@pytest.mark.parametrize(("slug", "name"), documents())
def test_expected_names_stand_in_the_pdf(slug: str, name: str) -> None:
    facts = expected(slug)["documents"][name]
    text = " ".join(pages_of(HERE / slug / name))
    lead = facts.get("lead_agency")
    words = [facts[key] for key in NAMES if facts.get(key)] + ([lead["name"]] if lead else [])
    assert [word for word in words if folded(word) not in text] == []
    assert [word for word in facts.get("scope", {}).get("must_mention", []) if word.lower() not in text] == []


@pytest.mark.parametrize(("slug", "name"), documents())
def test_expected_clauses_begin_on_their_pages(slug: str, name: str) -> None:
    facts = expected(slug)["documents"][name]
    pages = pages_of(HERE / slug / name)
    assert facts.get("cooperative_polarity", "silent") in POLARITIES
    for clause in facts.get("cooperative_use", []):
        assert clause["class"] in CLASSES
        assert folded(clause["begins"]) in pages[clause["pages"][0] - 1], clause


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("# A\n\nb\nc\n\n- d\n- e", ["h1", "para", "item", "item"]),
        ("::: box\na\n\nb\n:::\nc", ["box", "para"]),
        ("=== page\n(a) x\n  (i) y\n3.1 z", ["turn", "item", "item", "item"]),
        ("", []),
    ],
)
def test_blocks_of_a_source(text: str, kinds: list[str]) -> None:
    assert [block.kind for block in blocks_of(text)] == kinds


def test_levels_and_marks_of_items() -> None:
    blocks = blocks_of("(a) x\n  (ii) y\n12.3(a) z\n[X] yes")
    assert [(b.mark, b.level, b.lines[0]) for b in blocks] == [("(a)", 0, "x"), ("(ii)", 1, "y"), ("12.3(a)", 0, "z"), ("[X]", 0, "yes")]
