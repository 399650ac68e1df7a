"""The vendor's answers in a table of jurisdictions, with one column for yes and one for no (CLAUSES 1, election in style table_row)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from clausescan.core.document import Document
from clausescan.core.finding import ClauseClass, CooperativeUse, Election, ElectionState, Eligible, Finding, Polarity, Role, cite, finding
from clausescan.core.result import Part
from clausescan.core.span import Span
from clausescan.extract.anchored import line_starts, matches_at
from clausescan.extract.cooperative.who import kinds_of_names
from clausescan.extract.pattern_rules import lowered

_HEAD = re.compile(  # a column for those who may buy, or two columns that say what is answered
    r"^[^\n]{0,60}(?:\b(?:jurisdictions?|localit(?:y|ies)|agenc(?:y|ies)|entit(?:y|ies)|public\sbod(?:y|ies)|members?|municipalit(?:y|ies))\b"
    r"[^\n]{0,60}\bYES\b|\bextend[^\n]{0,12}\bYES\b(?=[^\n]{0,30}\bextend))[^\n]{0,40}\bNO\b[^\n]{0,20}$",
    re.IGNORECASE | re.MULTILINE,
)
_TOPIC = re.compile(
    r"\b(?:extend|participat\w+|other\s(?:jurisdictions|public\sbodies|agencies|entities)|cooperative|piggy|riders?\b|may\suse\sth)", re.IGNORECASE
)
_BOX = r"(?:\[[ ]?(?:{mark})?[ ]?\]|\([ ]?(?:{mark})?[ ]?\)|☐|☒|☑|_{{1,6}}(?:{mark})?_{{0,6}})".format(mark=r"[xX✓✔√]")
_ROW = re.compile(rf"^(?P<name>[^\n\[\]☐☒☑_]{{0,90}}?)[ ]{{0,20}}(?P<yes>{_BOX})[ ]{{1,20}}(?P<no>{_BOX})[ ]{{0,4}}$", re.MULTILINE)
_TICK = re.compile(r"[xX✓✔√☒☑]")
_REFUSED = re.compile(
    r"^[^\n]{0,80}\b(?:declin\w+|(?:do|will|does)\snot\s(?:wish\sto\s)?extend|not\swilling|unable\sto\sextend)\b[^\n]{0,160}",
    re.IGNORECASE | re.MULTILINE,
)
_LONGEST, _BEFORE, _REMARK, _GAP = 4000, 700, 250, 200
_LEAST = 2
TABLE = "participation.table"
"""The origin of what was read from a table of jurisdictions."""


@dataclass(frozen=True, slots=True)
class _Answers:
    """The rows of one table: names with yes, number of rows with no, and where they stand."""

    yes: tuple[str, ...]
    no: int
    span: Span


def find_participation(document: Document, part: Part, role: Role) -> tuple[Finding[CooperativeUse], ...]:
    """What a vendor marked in tables of jurisdictions; empty where no row is marked, or where a row is marked twice.

    All rows marked no: the vendor declines. Some marked yes: a grant to those named, and to nobody else. A blank row is never yes.
    """
    if role not in {Role.RESPONSE, Role.CONTRACT, Role.AWARD, Role.FORM, Role.SOLICITATION}:
        return ()
    found = []
    lines = line_starts(document.text, lowered(document.text), ("yes",), part.span.start, part.span.end, above=1)
    for head in matches_at(_HEAD, lines, document.text, part.span.start, part.span.end):
        if not _TOPIC.search(document.text, max(part.span.start, head.start() - _BEFORE), head.end()):
            continue
        answers = _read(document.text, Span(head.start(), min(part.span.end, head.end() + _LONGEST)))
        if answers is not None:
            found.append(finding("cooperative_use", _value(answers), (cite(document, answers.span, TABLE),)))
    return tuple(found)


def _read(text: str, span: Span) -> _Answers | None:
    """The marked rows under a head; None where fewer than two rows follow, nothing is marked, or an answer cannot be told."""
    yes, no, rows, end = [], 0, 0, span.start
    for row in _ROW.finditer(text, span.start, span.end):
        if rows and row.start() - end > _GAP:
            break
        ticked = bool(_TICK.search(row["yes"])), bool(_TICK.search(row["no"]))
        if all(ticked):
            return None
        rows, end = rows + 1, row.end()
        yes += [" ".join(row["name"].split())] if ticked[0] else []
        no += ticked[1]
    if rows < _LEAST or not (yes or no):
        return None
    remark = None if yes else _REFUSED.search(text, end, min(span.end, end + _REMARK))
    return _Answers(tuple(yes), no, Span(span.start, remark.end() if remark else end))


def _value(answers: _Answers) -> CooperativeUse:
    if not answers.yes:
        election = Election("table_row", ElectionState.NO)
        return CooperativeUse(ClauseClass.DECLINE, Polarity.PROHIBITS, election=election, why="Every marked line of the table says no.")
    return CooperativeUse(
        ClauseClass.LIST,
        Polarity.RESTRICTS,
        Eligible(kinds_of_names(answers.yes), tuple(name for name in answers.yes if name)),
        conditions=(("vendor_consent", "required"),),
        election=Election("table_row", ElectionState.YES),
        why="The vendor marked yes for the jurisdictions named.",
    )
