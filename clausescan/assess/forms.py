"""Due-diligence forms filled in from the rows of a decision: question, answer, document, page (READINESS 1 and 7)."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from clausescan.assess.rows import ROW_IDS
from clausescan.core.forms import FilledForm, FormAnswer
from clausescan.core.readiness import WORST_FIRST, CheckResult, Verdict
from clausescan.errors import RuleError

ANSWERS = {
    Verdict.MET: "Yes",
    Verdict.NOT_MET: "No",
    Verdict.NEEDS_REVIEW: "To be reviewed",
    Verdict.NOT_FOUND: "Not found",
    Verdict.NOT_IN_FILE: "Document not in the file",
    Verdict.NOT_APPLICABLE: "Does not apply",
    Verdict.USER_ATTESTED: "Stated by the buyer",
}


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a form and the rows that answer it: the worst of them is the answer."""

    text: str
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A set of questions; `id` is the name of its file, `audience` whom it is for."""

    id: str
    title: str
    audience: str
    questions: tuple[Question, ...]


@lru_cache(maxsize=1)
def forms() -> tuple[Form, ...]:
    """All forms, by id.

    Raises:
        RuleError: a form names a row that does not exist, or lacks a key.
    """
    found = []
    for path in sorted((Path(__file__).parent / "forms").glob("*.toml")):
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        try:
            questions = tuple(Question(q["text"], tuple(q["rows"])) for q in raw["question"])
            found.append(Form(path.stem, raw["title"], raw["for"], questions))
        except KeyError as error:
            raise RuleError(f"forms/{path.name}: {error} is missing.") from error
        unknown = [r for q in questions for r in q.rows if r not in ROW_IDS]
        if unknown or not all(q.rows for q in questions):
            raise RuleError(f"forms/{path.name}: {unknown[0] if unknown else 'a question'} names no row.")
    return tuple(found)


def fill(form: Form, results: Sequence[CheckResult]) -> FilledForm:
    """Every question of the form in its order; `results` are all rows of the decision."""
    return FilledForm(form.title, form.audience, tuple(_answered(question, results) for question in form.questions))


def _answered(question: Question, results: Sequence[CheckResult]) -> FormAnswer:
    telling = [r for r in results if r.id in question.rows]
    worst = min(telling, key=lambda r: WORST_FIRST.index(r.verdict))
    proof = tuple(dict.fromkeys(p for r in telling for p in r.proof))
    return FormAnswer(question.text, ANSWERS[worst.verdict], tuple(dict.fromkeys(r.reason for r in telling)), proof)
