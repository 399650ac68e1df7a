"""The term as a drawing: numbers for an inline SVG, and the numbered list of days that says the same in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from clausescan.core.contract_file import EventKind
from clausescan.core.timeline import Event, Timeline
from clausescan.report.words import long_date

_WIDE, _NARROW = 720, 340
_EDGE = 26.0  # room left and right for half of a number
_STEP = 26.0  # height of one row of numbers
_BAR = 26.0
_NAMES = {"initial": "Initial term", "renewed": "Renewed", "offered": "Offered", "option": "Option"}
_PERIODS = {
    EventKind.INITIAL_END: "initial",
    EventKind.RENEWED: "renewed",
    EventKind.OFFERED: "offered",
    EventKind.UNUSED: "option",
}
_LETTER = 7.6  # points that a letter of a label takes at most


@dataclass(frozen=True, slots=True)
class DayView:
    """One line of the list: its number in the drawing, the day, what it is, and whether it is only planned, offered or possible."""

    number: int
    day: str
    text: str
    possible: bool
    today: bool


@dataclass(frozen=True, slots=True)
class BarView:
    """A period of the term: `style` is initial, renewed, offered or option; `name` "" where there is no room for it."""

    x: str
    width: str
    style: str
    name: str
    middle: str


@dataclass(frozen=True, slots=True)
class PointView:
    """A numbered day: where its circle stands and where its line ends."""

    x: str
    y: str
    number: int
    today: bool
    possible: bool


@dataclass(frozen=True, slots=True)
class DrawingView:
    """One drawing of the term; all numbers are in units of its own view box."""

    id: str
    width: int
    height: str
    top: str
    bar: str
    foot: str
    text: str
    bars: tuple[BarView, ...]
    points: tuple[PointView, ...]
    years: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TimelineView:
    """The days in order, and the term drawn for wide and for narrow pages; no drawing where there is only one day."""

    title: str
    described: str
    days: tuple[DayView, ...]
    drawings: tuple[DrawingView, ...]
    legend: tuple[tuple[str, str], ...]


def timeline_view(line: Timeline) -> TimelineView:
    """The line of time as a list and as drawings; the day that is asked about is among the days, first on its own day."""
    asked = Event(EventKind.START, line.as_of, "The day that this report is asked for.")
    events = sorted([asked, *line.events], key=lambda e: (e.date, e is not asked))
    days = tuple(DayView(n, long_date(e.date), e.text, not e.certain, e is asked) for n, e in enumerate(events, 1))
    first, last = line.span
    drawn = tuple(_drawing(line, events, events.index(asked), width) for width in (_WIDE, _NARROW)) if first < last else ()
    periods = _periods(line)
    styles = dict.fromkeys(style for _, _, style in periods)
    said = " ".join(f"{d.number}: {d.day}. {d.text}" for d in days)
    return TimelineView(
        f"The term from {long_date(first)} to {long_date(last)}", said, days, drawn, tuple((s, _LEGEND[s]) for s in _LEGEND if s in styles)
    )


_LEGEND = {
    "initial": "initial term",
    "renewed": "renewed by a signed amendment",
    "offered": "offered, not shown as signed",
    "option": "option that nothing shows as used",
}


def _periods(line: Timeline) -> tuple[tuple[dt.date, dt.date, str], ...]:
    """First day, last day and style of each period, one after the other; a signed earlier end cuts what lies after it."""
    at = next((e.date for e in line.events if e.kind is EventKind.START), None)
    cut = min((e.date for e in line.events if e.kind is EventKind.SHORTENED), default=None)
    found = []
    for event in line.events:
        style = _PERIODS.get(event.kind)
        if style is None:
            continue
        start = event.since or at
        end = min(event.date, cut) if cut is not None and style in {"initial", "renewed"} else event.date
        if start is not None and start < end:
            found.append((start, end, style if event.certain or style != "initial" else "offered"))
        at = event.date if style in {"initial", "renewed"} else at
    return tuple(found)


def _drawing(line: Timeline, events: Sequence[Event], asked: int, width: int) -> DrawingView:
    first, last = line.span
    scale = (width - 2 * _EDGE) / (last - first).days

    def at(day: dt.date) -> float:
        return _EDGE + (day - first).days * scale

    rows = _rows([at(e.date) for e in events])
    top = _STEP * (max(rows) + 1) + 6
    bars = []
    for start, end, style in _periods(line):
        x, wide = at(start), at(end) - at(start)
        name = _NAMES[style] if wide > _LETTER * len(_NAMES[style]) + 8 else ""
        bars.append(BarView(f"{x:.1f}", f"{max(wide, 1.0):.1f}", style, name, f"{x + wide / 2:.1f}"))
    points = tuple(
        PointView(f"{at(e.date):.1f}", f"{top - 6 - _STEP * row - _STEP / 2:.1f}", n + 1, n == asked, not e.certain)
        for n, (e, row) in enumerate(zip(events, rows, strict=True))
    )
    years = tuple((f"{at(day):.1f}", str(day.year)) for day in _year_days(first, last, scale))
    low = top + _BAR
    return DrawingView(
        f"term-{width}", width, f"{low + 30:.0f}", f"{top:.1f}", f"{_BAR:.1f}", f"{low + 6:.1f}", f"{low + 24:.1f}", tuple(bars), points, years
    )


def _rows(places: Sequence[float]) -> list[int]:
    """A row, from 0 at the bar upward, for each number, so that none covers another."""
    ends: list[float] = []
    rows = []
    for place in places:
        row = next((n for n, end in enumerate(ends) if place - end >= _STEP), len(ends))
        if row == len(ends):
            ends.append(place)
        else:
            ends[row] = place
        rows.append(row)
    return rows


def _year_days(first: dt.date, last: dt.date, scale: float) -> list[dt.date]:
    """The first days of years to name, so far apart that their names do not touch."""
    every = max(1, round(46 / (365 * scale) + 0.5))
    return [dt.date(year, 1, 1) for year in range(first.year + 1, last.year + 1, every)]
