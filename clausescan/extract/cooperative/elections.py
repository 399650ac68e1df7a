"""The vendor's answer on a form: boxes, blanks, initials, Y/N to circle, a plain "declined". Blank is never yes (CLAUSES 2, VENDOR)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from clausescan.core.document import Document, MarkKind
from clausescan.core.finding import Election, ElectionState
from clausescan.core.span import Span

_TICKED = (
    r"[☒☑✓✔✗✘■☓√]|\[\s?[xX✓✔√*]\s?\]|\(\s?[xX✓✔√]\s?\)|_{1,12}\s?[xX✓✔√]\s?_{1,12}|_{1,12}[xX✓✔√](?![A-Za-z])"
    r"|(?<![A-Za-z0-9])[xX](?=\s+(?:yes|no|i\s|we\s))"
    r"|_{1,20}(?!YES|NO|OR|AND|IF)[A-Z]{2,4}_{1,20}"  # initials on a line
)
_EMPTY = r"[☐❑❏❐❒□▢◻⬜○◯]|\[\s{0,4}\]|\(\s{0,4}\)|(?<![A-Za-z0-9_])_{2,20}(?![_xX✓✔√A-Za-z0-9])"
_MARK = re.compile(rf"(?P<ticked>{_TICKED})|(?P<empty>{_EMPTY})")
_NO = (
    r"no\b|n\b(?=\s*(?:[|)\]☐☒☑\[(_]|$))|(?:i|we|our\s+company|bidder|vendor|contractor)\s+(?:do(?:es)?|will|is"
    r"|are)\s+not\b|(?:do(?:es)?|will)\s+not\b|declined?s?\b|not\s+interested|disagree|refuse|reject|not\s+agree"
)
_YES = (
    r"yes\b|y\b(?=\s*(?:[|)\]☐☒☑\[(_]|$))|(?:i|we|our\s+company|bidder|vendor"
    r"|contractor)\s+(?:do(?:es)?\s+)?(?:will\s+)?(?:hereby\s+)?(?:agree|accept|extend|will|wish|allow|offer|elect)"
    r"|agrees?\b|accepts?\b|will\s+(?:extend|offer|allow|honor|sell)|if\s+an\s+award|extend"
)
_OPTION = re.compile(rf"(?<![A-Za-z])(?:(?P<no>{_NO})|(?P<yes>{_YES}))", re.IGNORECASE)
_YN = re.compile(r"(?<![A-Za-z])(?:Y\s*/\s*N|Yes\s*/\s*No|YES\s*/\s*NO)(?![A-Za-z])")
_YN_ANSWERED = re.compile(rf"{_YN.pattern}\s*\)?\s*[:?–-]\s*(?:(?P<yes>yes|y)|no|n)\b(?!\s*/)", re.IGNORECASE)
_INITIALS = re.compile(
    r"\b(?i:initials?)\b\s*(?i:here|below|if\s+(?:you\s+|vendor\s+|bidder\s+)?(?:agree\w*|accepted"
    r"|willing))?\s*:?\s*(?:(?P<blank>_{2,20})|(?P<given>[A-Z]{2,3})\b)"
)
_SENTENCE = re.compile(
    r"\b(?:cooperative|piggy-?\s?back(?:ing)?|co-?op|joinder)\s+(?:use|option|purchasing|purchases|participation"
    r"|procurement)\s*(?P<link>:|[-–—]|is|was)\s*(?P<answer>yes|no\b|declined|accepted|agreed|refused|not\s+offered|none"
    r"|x\b)",
    re.IGNORECASE,
)


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


_BLANK_MEANS_NO = re.compile(
    r"\b(?:no\s+(?:box|answer|selection|response|mark)|neither\s+box|blanks?|unmarked|failure\s+to\s+(?:respond|answer"
    r"|mark|check))[^.]{0,80}\b(?:declin|refus|not?\b|negative)",
    re.IGNORECASE,
)


def blank_means_no(text: str) -> bool:
    """True where the form's own rule reads an unmarked choice as a refusal."""
    return bool(_BLANK_MEANS_NO.search(text))
