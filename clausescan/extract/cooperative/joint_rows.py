"""Lists of the bodies that bid together, a line each, mostly with what each expects to take (CLAUSES 2, LIST)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from clausescan.core.document import Document
from clausescan.core.finding import ClauseClass, CooperativeUse, Eligible, Finding, Polarity, cite, finding
from clausescan.core.result import Part
from clausescan.core.span import Span
from clausescan.extract.anchored import line_starts, matches_at
from clausescan.extract.cooperative.setting import public_setting
from clausescan.extract.cooperative.who import kinds_of_names
from clausescan.extract.pattern_rules import lowered
from clausescan.extract.wordings import Wording

_HEAD = Wording("cooperative/joint_rows.head")
_NOT_BUYERS = Wording("cooperative/joint_rows.not-buyers")
_BODY = Wording("cooperative/joint_rows.body")
_DECIDED = frozenset({Polarity.PERMITS, Polarity.RESTRICTS, Polarity.PROHIBITS})
_LONGEST, _LEAST, _STRANGERS, _BEFORE = 4_000, 2, 1, 160
ROWS = "participation.rows"
"""The origin of what was read from a list of bodies that bid together."""


def find_joint_rows(document: Document, part: Part, uses: Iterable[Finding[CooperativeUse]]) -> tuple[Finding[CooperativeUse], ...]:
    """Lists of bodies under a line that says that they bid together; each a clause LIST that names them. Empty if none.

    Empty too where `uses`, what is known already, says who may buy: then the list says no more.
    """
    if any(one.value.polarity in _DECIDED for one in uses) or not public_setting(document.text, part.span):
        return ()
    found = []
    lines = line_starts(document.text, lowered(document.text), _HEAD.anchors, part.span.start, part.span.end, above=0)
    reached = 0
    for head in matches_at(_HEAD.pattern, lines, document.text, part.span.start, part.span.end):
        if head.start() < reached or _NOT_BUYERS.search(document.text, max(part.span.start, head.start() - _BEFORE), head.end()):
            continue
        names, end = _rows(document.text, head.end(), min(part.span.end, head.end() + _LONGEST))
        if len(names) >= _LEAST:
            reached = end
            found.append(finding("cooperative_use", _value(names), (cite(document, Span(head.start(), end), ROWS),)))
    return tuple(found)


def _rows(text: str, start: int, stop: int) -> tuple[tuple[str, ...], int]:
    """The names at the heads of the lines that follow, and where the last of them ends; a line that names no body ends them, but for one."""
    names: list[str] = []
    end, strangers, at = start, 0, start
    for line in re.finditer(r"[^\n]{1,400}", text[start:stop]):
        if not line[0].strip():
            continue
        at = start + line.start()
        row = _BODY.match(text, at, start + line.end())
        if row is None:
            strangers += 1
            if strangers > _STRANGERS:
                break
            continue
        strangers = 0
        names.append(" ".join(row["name"].split()))
        end = start + line.end()
    return tuple(dict.fromkeys(names)), end


def _value(names: tuple[str, ...]) -> CooperativeUse:
    return CooperativeUse(
        ClauseClass.LIST, Polarity.RESTRICTS, Eligible(kinds_of_names(names), names), why="The bodies that bid together are listed, a line each."
    )
