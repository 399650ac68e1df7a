from __future__ import annotations

import pytest

from clausescan.assess.forms import ANSWERS, Form, fill, forms
from clausescan.assess.verdict import assess
from clausescan.core.readiness import Verdict
from tests.assess.build_facts import award, contract, day, price_list, solicitation

ROWS = assess([solicitation(), contract(), award(), price_list()], day("2025-01-15"), ("bulk road salt",))[1].rows


def test_the_forms_are_there() -> None:
    assert [f.id for f in forms()] == ["five-points", "schools", "transit"]


@pytest.mark.parametrize("form", forms(), ids=lambda f: f.id)
def test_every_question_gets_an_answer_with_its_reasons(form: Form) -> None:
    filled = fill(form, ROWS).answers
    assert [a.question for a in filled] == [q.text for q in form.questions]
    for one in filled:
        assert one.answer in ANSWERS.values()
        assert one.reasons
        assert one.answer != ANSWERS[Verdict.MET] or one.proof


def test_the_worst_row_answers() -> None:
    first = fill(forms()[0], ROWS).answers
    assert first[1].answer == "Yes"
    assert first[3].answer == "Document not in the file"  # the competition is shown, the advertisement is not
    assert {p.document for p in first[3].proof} >= {"1-itb.pdf"}
