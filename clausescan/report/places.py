"""The words of a group of quotes as they are shown: whole ones as printed, loose ones in their sentence or table row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from clausescan.core.document import Document
from clausescan.core.finding import Evidence
from clausescan.core.span import Span
from clausescan.report.context import Run, around, fills_lines, is_loose, row_of, runs_of
from clausescan.report.labels import Key

SHORT = 600
"""Characters of a quote that stands beside a claim; clauses are shown in full."""


@dataclass(frozen=True, slots=True)
class WordsView:
    """Words of one place as paragraphs of runs, the quote told apart from what stands around it; `cut` where more follows.

    `label` says what they show, "" where that is plain. `alone` is True where all the words are the quote.
    """

    paragraphs: tuple[tuple[Run, ...], ...]
    cut: bool
    label: str
    alone: bool


def words_views(group: Sequence[Evidence], document: Document | None, labels: Mapping[Key, str], *, full: bool) -> tuple[WordsView, ...]:
    """The words of quotes from one page in the order of the page; those of one sentence or one table row together.

    `full` shows every quote whole, as printed, in the order given.
    """
    places: list[_Place] = []
    for evidence in group if full else sorted(group, key=lambda e: (e.span.start, e.span.end)):
        place = _place(evidence, document, labels.get((evidence.source, evidence.span), ""), full=full)
        joined = _joined(places[-1], place) if places else None
        if joined is None:
            places.append(place)
        else:
            places[-1] = joined
    shown = [_shown(p, document) for p in places]
    return tuple(replace(w, label="") if n and w.label == shown[n - 1].label else w for n, w in enumerate(shown))


@dataclass(frozen=True, slots=True)
class _Place:
    """Words to show: a span of the text with the quotes in it, or (where `row` is not empty) a row of a table."""

    span: Span | None
    quoted: tuple[Span, ...]
    labels: tuple[str, ...]
    row: tuple[Run, ...] = ()
    words: str = ""
    cut: bool = False


def _place(evidence: Evidence, document: Document | None, label: str, *, full: bool) -> _Place:
    labels = (label,) if label else ()
    if full or document is None or not is_loose(evidence.quote):
        cut = not full and len(evidence.quote) > SHORT
        return _Place(None, (), labels, words=evidence.quote[: evidence.quote.rfind(" ", 0, SHORT)] if cut else evidence.quote, cut=cut)
    row = row_of(evidence, document)
    if not row and fills_lines(evidence, document):
        return _Place(None, (), labels, words=evidence.quote)
    return _Place(None, (), labels, row) if row else _Place(around(evidence, document), (evidence.span,), labels)


def _joined(last: _Place, place: _Place) -> _Place | None:
    """Both as one, where they stand in one sentence or one table row; else None."""
    labels = (*last.labels, *(x for x in place.labels if x not in last.labels))
    if last.span is not None and place.span is not None and last.span.start <= place.span.start < last.span.end:
        whole = Span(last.span.start, max(last.span.end, place.span.end))
        return _Place(whole, (*last.quoted, *place.quoted), labels)
    if last.row and _flat(last.row) == _flat(place.row):
        return _Place(None, (), labels, _both(last.row, place.row))
    return None


def _shown(place: _Place, document: Document | None) -> WordsView:
    label = "; ".join(place.labels)
    if place.row:
        return WordsView((place.row,), cut=False, label=label, alone=all(r.quoted for r in place.row))
    if place.span is not None and document is not None:
        runs = runs_of(place.span, place.quoted, document)
        return WordsView((runs,), cut=False, label=label, alone=all(r.quoted for r in runs))
    paragraphs = tuple((Run(" ".join(p.split()), quoted=True),) for p in place.words.split("\n\n") if p.strip())
    return WordsView(paragraphs, cut=place.cut, label=label, alone=True)


def _flat(runs: tuple[Run, ...]) -> str:
    return "".join(r.text for r in runs)


def _both(one: tuple[Run, ...], other: tuple[Run, ...]) -> tuple[Run, ...]:
    """The same row with what either of them marks."""
    marks = [q for runs in (one, other) for q in _marked(runs)]
    text = _flat(one)
    return tuple(Run(text[a:b], any(lo <= a and b <= hi for lo, hi in marks)) for a, b in _cuts(marks, len(text)))


def _marked(runs: tuple[Run, ...]) -> list[tuple[int, int]]:
    ends, at = [], 0
    for run in runs:
        if run.quoted:
            ends.append((at, at + len(run.text)))
        at += len(run.text)
    return ends


def _cuts(marks: Sequence[tuple[int, int]], end: int) -> list[tuple[int, int]]:
    edges = sorted({0, end, *(x for mark in marks for x in mark)})
    return list(pairwise(edges))
