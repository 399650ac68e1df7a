from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from clausescan.assess.verdict import assess
from clausescan.core.explanation import Against, ClauseLabel, Explanation, Reason, Term, Weighed
from clausescan.core.finding import Evidence
from clausescan.core.span import Span
from clausescan.report.html import render_report
from clausescan.report.view import make_view
from clausescan.report.view_why import why_view
from tests.assess.build_facts import contract, solicitation

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
RULE = "<b>verb-use</b>"


def explanation(**changes: object) -> Explanation:
    proof = Evidence("0" * 64, 1, Span(0, 4), "Text", (), RULE)
    words = tuple(Weighed(w, Span(0, 4), 2, "Somebody buys.", RULE) for w in ("order", "buy"))
    label = ClauseLabel("clause-kind-1", "cooperative_permits", 0.97, (Term("public agency", "public agency", 1.2),))
    made: dict[str, object] = {
        "id": "abc123",
        "path": "cooperative_use.0",
        "kind": "cooperative_use",
        "value": "Lets other agencies buy",
        "confidence": 1.0,
        "evidence": (proof,),
        "reasons": (Reason(RULE, "Others may <order>."),),
        "words": words,
        "steps": ("“others” · “order”",),
        "label": label,
        "against": (Against("A limiting word.", "not " * 200, 4),),
    }
    return Explanation(**(made | changes))  # type: ignore[arg-type]


def page(one: Explanation | None) -> str:
    scans = (solicitation(), contract())
    on = dt.date(2025, 1, 15)
    file, readiness = assess(scans, on, (), "9.9")
    ids = [c.clause.id for c in file.facts.clauses]
    assert ids
    explanations = {i: one for i in ids if one is not None}
    return render_report(make_view(file, readiness, scans, version="9.9", as_of=on, explanations=explanations), TEMPLATES)


def test_every_clause_has_a_closed_reason_beside_it() -> None:
    html = page(explanation())
    assert html.count('<details class="reading">') == html.count('class="clause ')
    assert "<script" not in html
    inside = re.search(r'<details class="reading">.*?</details>', html, re.DOTALL)
    assert inside
    assert "Others may &lt;order&gt;." in inside[0]
    assert "&lt;b&gt;verb-use&lt;/b&gt;" in inside[0]
    assert "<q>order</q>, <q>buy</q>" in inside[0]
    assert "Cooperative permits, probability 0.97." in inside[0]
    assert "abc123" in inside[0]


def test_without_explanations_the_sentence_stays() -> None:
    assert '<details class="reading">' not in page(None)


def test_nothing_against_is_said() -> None:
    assert "Nothing was found." in page(explanation(against=()))


def test_long_words_are_cut() -> None:
    (one,) = why_view(explanation()).against
    assert len(one.words) < 260
    assert one.words.endswith("…")
