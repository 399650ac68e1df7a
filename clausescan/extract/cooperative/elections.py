"""The vendor's answer on a form: boxes, blanks, initials, Y/N to circle, a plain "declined". Blank is never yes (CLAUSES 2, VENDOR)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from clausescan.core.document import Document, MarkKind
from clausescan.core.finding import Election, ElectionState
from clausescan.core.span import Span
from clausescan.extract.wordings import Wording

_MARK = Wording("cooperative/elections.mark")
_OPTION = Wording("cooperative/elections.option")
_YN = Wording("cooperative/elections.yn")
_YN_ANSWERED = Wording("cooperative/elections.yn-answered")
_INITIALS = Wording("cooperative/elections.initials")
_SENTENCE = Wording("cooperative/elections.sentence")


@dataclass(frozen=True, slots=True)
class Choice:
    """An election with its place in the text."""

    election: Election
    span: Span


@dataclass(frozen=True, slots=True)
class _Box:
    start: int
    end: int
    ticked: bool


def find_election(document: Document, span: Span) -> Choice | None:
    """The first choice offered in that range and its answer; None where no choice is offered. Read errors and double ticks are `unreadable`."""
    text = document.text
    if stated := _SENTENCE.search(text, span.start, span.end):
        yes = stated["answer"].lower() in {"yes", "accepted", "agreed"}
        style = "table_row" if stated["link"] == ":" else "sentence"
        return Choice(Election(style, ElectionState.YES if yes else ElectionState.NO), Span(stated.start(), stated.end()))
    if (boxes := _boxes(document, span)) and (choice := _from_boxes(text, span, boxes)):
        return choice
    if answered := _YN_ANSWERED.search(text, span.start, span.end):
        state = ElectionState.YES if answered["yes"] else ElectionState.NO
        return Choice(Election("sentence", state), Span(answered.start(), answered.end()))
    if circled := _YN.search(text, span.start, span.end):
        return Choice(Election("yes_no_box", ElectionState.BLANK), Span(circled.start(), circled.end()))
    if initials := _INITIALS.search(text, span.start, span.end):
        state = ElectionState.BLANK if initials["blank"] else ElectionState.YES
        return Choice(Election("initials", state), Span(initials.start(), initials.end()))
    return None


def _boxes(document: Document, span: Span) -> list[_Box]:
    """Marks in the text, and marks that the reader saw on the page and tied to words, in order."""
    found = [_Box(m.start(), m.end(), bool(m["ticked"])) for m in _MARK.finditer(document.text, span.start, span.end)]
    for mark in document.marks:
        if mark.span is None or not span.contains(mark.span) or mark.kind not in (MarkKind.CHECKED, MarkKind.UNCHECKED, MarkKind.FIELD):
            continue
        ticked = mark.kind is MarkKind.CHECKED or (mark.kind is MarkKind.FIELD and mark.value.strip().lower() in {"x", "yes", "on", "true"})
        found = [b for b in found if b.end <= mark.span.start or mark.span.end <= b.start]
        found.append(_Box(mark.span.start, mark.span.end, ticked))
    return sorted(found, key=lambda b: b.start)


def _from_boxes(text: str, span: Span, boxes: list[_Box]) -> Choice | None:
    options = [
        m for m in _OPTION.finditer(text, span.start, span.end) if any(abs(m.start() - b.end) <= 6 or abs(b.start - m.end()) <= 6 for b in boxes)
    ]
    if not options:
        return None
    leads = boxes[0].start < options[0].start()
    answers: list[tuple[str, bool]] = []
    for option in options:
        box = _box_of(option, boxes, leads=leads)
        if box:
            answers.append(("no" if option["no"] else "yes", box.ticked))
    if not answers:
        return None
    ticked = {answer for answer, is_ticked in answers if is_ticked}
    place = Span(min(boxes[0].start, options[0].start()), max(boxes[-1].end, options[-1].end()))
    return Choice(Election("yes_no_box", _state(ticked)), place)


def _state(ticked: set[str]) -> ElectionState:
    """The answer that the ticked options give; two different ticks cannot be read."""
    if not ticked:
        return ElectionState.BLANK
    if len(ticked) > 1:
        return ElectionState.UNREADABLE
    return ElectionState.YES if "yes" in ticked else ElectionState.NO


def _box_of(option: re.Match[str], boxes: list[_Box], *, leads: bool) -> _Box | None:
    """The box that belongs to an option: the one before it where boxes lead, else the one after it."""
    if leads:
        before = [b for b in boxes if 0 <= option.start() - b.end <= 6]
        return before[-1] if before else None
    after = [b for b in boxes if 0 <= b.start - option.end() <= 6]
    return after[0] if after else None


def asked_and_ticked(text: str) -> tuple[str, str]:
    """The words of a form before its first box or blank, and those of the options that are ticked; both may be empty."""
    marks = list(_MARK.finditer(text))
    if not marks:
        return text, ""
    ends = [*(m.start() for m in marks[1:]), len(text)]
    return text[: marks[0].start()], " ".join(text[m.end() : end] for m, end in zip(marks, ends, strict=True) if m["ticked"])


_BLANK_MEANS_NO = Wording("cooperative/elections.blank-means-no")


def blank_means_no(text: str) -> bool:
    """True where the form's own rule reads an unmarked choice as a refusal."""
    return bool(_BLANK_MEANS_NO.search(text))
