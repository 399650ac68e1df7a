"""Outlines: sections, levels, contents lists, and clauses that cover the text once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from clausescan.core.clause import Outline
from clausescan.core.span import Span
from clausescan.read.segment import MAX_CLAUSE, segment
from tests.build import document


def _outline(*pages: str) -> tuple[str, Outline]:
    doc = document(*pages)
    return doc.text, segment(doc, Span(0, len(doc.text)))


def _headings(outline: Outline) -> list[tuple[int, str, str]]:
    return [(s.level, s.number, s.heading) for s in outline.sections]


def test_articles_sections_and_letters_nest() -> None:
    _, outline = _outline(
        "ARTICLE I\nGENERAL\n\n1.1 Definitions. Words have these meanings.\n\n(a) First meaning here.\n\n(b) Second meaning here.\n\n"
        "1.2 Notices. They are written.\n\nARTICLE II\n\n2.1 Term. Three years."
    )
    levels = {s.number or s.heading: s.level for s in outline.sections}
    assert levels["ARTICLE I"] < levels["1.1"] < levels["(a)"] == levels["(b)"]
    assert levels["1.1"] == levels["1.2"] == levels["2.1"]
    assert levels["ARTICLE II"] == levels["ARTICLE I"]


def test_capital_headings_without_numbers_and_run_in_headings() -> None:
    _, outline = _outline(
        "INSURANCE REQUIREMENTS\n\nThe vendor carries insurance.\n\n1. Payment Terms. Net thirty days.\n\n2. Late Fees: none are due."
    )
    assert [h for _, _, h in _headings(outline)] == ["INSURANCE REQUIREMENTS", "Payment Terms", "Late Fees"]


def test_contents_list_is_furniture_and_opens_no_section() -> None:
    text, outline = _outline(
        "TABLE OF CONTENTS\n\n1. Scope ........................ 2\n2. Term ........................ 3\n3. Cooperative Purchasing ........ 4\n",
        "1. Scope. Paper is bought.\n\n2. Term. One year.",
    )
    assert [s.heading for s in outline.sections] == ["Scope", "Term"]
    assert any(c.furniture and "Cooperative Purchasing" in text[c.span.start : c.span.end] for c in outline.clauses)


def test_a_reference_in_a_sentence_opens_nothing() -> None:
    _, outline = _outline("1. Payment. Invoices follow\nSection 5 of this agreement in all things.\n\n2. Term. One year.")
    assert [s.number for s in outline.sections] == ["1.", "2."]


def test_a_clause_may_cross_pages() -> None:
    text, outline = _outline("1. Use by Others. Any agency may order at these", "prices without more.\n\n2. Term. One year.")
    clause = next(c for c in outline.clauses if "Use by Others" in text[c.span.start : c.span.end])
    assert "prices without more" in text[clause.span.start : clause.span.end]


LINES = st.sampled_from(
    [
        "ARTICLE I",
        "1. Scope",
        "1.1 Things. Words follow.",
        "(a) one",
        "(b) two",
        "A. Alpha",
        "",
        "plain words that go on",
        "TERMS",
        "CONTENTS",
        "x ..... 3",
        "iv. four",
    ]
)


@given(st.lists(LINES, max_size=40), st.integers(0, 3))
def test_clauses_cover_the_text_once(lines: list[str], long: int) -> None:
    text, outline = _outline("\n".join(lines) + "\n" + "word " * (800 * long))
    at = 0
    for clause in outline.clauses:
        assert clause.span.start == at
        assert len(clause.span) > 0
        assert clause.furniture or len(clause.span) <= MAX_CLAUSE
        at = clause.span.end
    assert at == len(text)
    for section in outline.sections:
        assert section.parent is None or outline.sections[section.parent].span.contains(section.span)
