"""Lines of forms and summaries: what is asked or told of use by others, and the answer behind it (CLAUSES 2, VENDOR; 3, DECLINE).

A label with a plain answer tells it; a label with choices asks it, and the marks are read in `elections`. Names with Y or N behind them are rows
that somebody wrote in one line.
"""

from __future__ import annotations

from clausescan.core.span import Span
from clausescan.extract.cooperative.sense import Judgement, Says, buyers_of, made, ruled
from clausescan.extract.cooperative.signs import REFERENCES
from clausescan.extract.cooperative.view import View
from clausescan.extract.matcher import RuleMatch
from clausescan.extract.wordings import Wording

_TOPIC = "cooperative/form_lines"
_LINE = Wording("cooperative/form_lines.line")
_CHOICES = Wording("cooperative/form_lines.choices")
_NO = Wording("cooperative/form_lines.no")
_YES = Wording("cooperative/form_lines.yes")
_LIMITED = Wording("cooperative/form_lines.limited")
_FREE = Wording("cooperative/form_lines.free")
_ISSUER_ONLY = Wording("cooperative/form_lines.issuer-only")
_ROW = Wording("cooperative/form_lines.row")
_ROWS_ASK = Wording("cooperative/form_lines.rows-ask")
_LEAST_ROWS = 2


def form_line(view: View) -> Judgement | None:
    """What a line of a form says of use by others; None where it is no such line."""
    text = view.text[view.start : min(len(view.text), max(view.end, view.start + _REACH))].split("\n\n", 1)[0]
    if rows := _rows(view, text):
        return rows
    line = _LINE.match(text)
    if line is None or REFERENCES.search(line["label"]):
        return None
    said = _said(line["answer"])
    if said is None:
        return None
    says, rule = said
    return made(says, view, RuleMatch(ruled(_TOPIC, rule), Span(view.start + line.start("label"), view.start + line.end("label"))), buyers_of(view))


_REACH = 320


def _said(answer: str) -> tuple[Says, str] | None:
    """The sense of an answer, and the rule behind it."""
    if _CHOICES.search(answer):
        return Says.LIMIT, "form-asked"
    if _ISSUER_ONLY.match(answer) or _NO.match(answer):
        return Says.DENY, "form-no"
    if not _YES.match(answer):
        return None
    return (Says.LIMIT, "form-limited") if _LIMITED.search(_FREE.sub(" ", answer)) else (Says.GRANT, "form-yes")


def _rows(view: View, text: str) -> Judgement | None:
    """Bodies in one line, each with a letter or blank behind it: all refused, or some accepted or left open."""
    marks = [m["mark"].upper() for m in _ROW.finditer(text)]
    if len(marks) < _LEAST_ROWS or not _ROWS_ASK.search(text):
        return None
    first = _ROW.search(text)
    assert first is not None
    refused = all(mark in {"N", "NO"} for mark in marks)
    by = RuleMatch(ruled(_TOPIC, "form-no" if refused else "form-rows"), Span(view.start + first.start(), view.start + first.end()))
    return made(Says.DENY if refused else Says.LIMIT, view, by, buyers_of(view))
