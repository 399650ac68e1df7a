from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausescan.core.document import Cell, Document, Table
from clausescan.core.finding import Evidence
from clausescan.core.span import Box
from clausescan.report.context import Run, around, fills_lines, is_loose, row_of, runs_of
from clausescan.report.places import words_views
from tests.assess.build_facts import quoted, with_lines
from tests.build import document


def words_around(doc: Document, quote: str) -> str:
    span = around(quoted(doc, quote)[0], doc)
    return doc.text[span.start : span.end]


@pytest.mark.parametrize(
    ("text", "quote", "shown"),
    [
        (
            "The fee is due. The term begins on May 3, 2024 and ends a year later. Bonds follow.",
            "May 3, 2024",
            "The term begins on May 3, 2024 and ends a year later.",
        ),
        ("SECTION ONE\n\nIt starts on May 3, 2024\n\nSECTION TWO", "May 3, 2024", "It starts on May 3, 2024"),
        (
            "The bid of Teal Inc. Columbus was opened in public by the clerk.",
            "Columbus",
            "The bid of Teal Inc. Columbus was opened in public by the clerk.",
        ),
        (
            "1. TERM. The parties agree that all of this lasts for five years in all\n2. PRICE. The parties agree that the price is as bid",
            "five years",
            "1. TERM. The parties agree that all of this lasts for five years in all",
        ),
    ],
    ids=["sentence", "paragraph", "abbreviation", "numbered line"],
)
def test_loose_words_are_shown_in_their_sentence(text: str, quote: str, shown: str) -> None:
    assert words_around(with_lines(document(text)), quote) == shown


@given(st.text(alphabet="ab. \n", max_size=300), st.text(alphabet="ab. \n", max_size=300))
def test_context_holds_the_quote_and_stays_near(before: str, after: str) -> None:
    doc = with_lines(document(f"{before}QUOTE{after}"))
    evidence = quoted(doc, "QUOTE")[0]
    span = around(evidence, doc)
    assert span.start <= evidence.span.start < evidence.span.end <= span.end
    assert len(span) <= 5 + 2 * 220
    assert "".join(r.text for r in runs_of(span, [evidence.span], doc) if r.quoted).strip() == "QUOTE"


@pytest.mark.parametrize(("quote", "loose"), [("May 3, 2024", True), ("Any town may buy at the prices of this contract.", False), ("x" * 200, False)])
def test_a_sentence_stands_alone(quote: str, loose: bool) -> None:
    assert is_loose(quote) is loose


def test_whole_lines_stand_alone() -> None:
    doc = with_lines(document("ITEM PRICE\nSalt, bulk, a ton 61.20\nSalt, bagged 80.00"))
    assert fills_lines(quoted(doc, "Salt, bulk, a ton 61.20")[0], doc)
    assert not fills_lines(quoted(doc, "bulk, a ton 61.20")[0], doc)


def test_a_cell_is_shown_with_its_row_and_two_cells_of_it_together() -> None:
    doc = with_lines(document("Expires\nMay 3, 2024"))
    evidence = quoted(doc, "May 3, 2024")[0]
    box = evidence.boxes[0][1]
    row = (Cell("Expires", Box(0, box.top, box.x0, box.bottom)), Cell("on May 3, 2024 at noon", box))
    doc = replace(doc, tables=(Table(1, Box(0, box.top, box.x1, box.bottom), (row,)),))
    assert row_of(evidence, doc) == (
        Run("Expires", quoted=False),
        Run(" | ", quoted=False),
        Run("on ", quoted=False),
        Run("May 3, 2024", quoted=True),
        Run(" at noon", quoted=False),
    )
    shown = words_views([evidence, evidence], doc, {}, full=False)
    assert len(shown) == 1


def test_quotes_of_one_sentence_are_one_with_all_their_labels() -> None:
    doc = with_lines(document("The term begins on May 3, 2024 and ends on May 2, 2025 unless it is renewed."))
    first, last = quoted(doc, "May 3, 2024")[0], quoted(doc, "May 2, 2025")[0]

    def key(one: Evidence) -> tuple[str, object]:
        return one.source, one.span

    (shown,) = words_views([last, first], doc, {key(first): "Start", key(last): "End"}, full=False)  # type: ignore[dict-item]
    assert shown.label == "Start; End"
    assert [r.text for r in shown.paragraphs[0] if r.quoted] == ["May 3, 2024", "May 2, 2025"]
    assert not shown.alone
