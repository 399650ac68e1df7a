from __future__ import annotations

import datetime as dt
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from clausescan.core.contract_file import EventKind
from clausescan.core.timeline import Event, Timeline
from clausescan.report.view_timeline import timeline_view

START, FIRST, NOW = dt.date(2023, 7, 1), dt.date(2024, 6, 30), dt.date(2025, 1, 15)
RENEWED, LAST = dt.date(2025, 6, 30), dt.date(2026, 6, 30)
LINE = Timeline(
    NOW,
    "active",
    (
        Event(EventKind.START, START, "It begins."),
        Event(EventKind.INITIAL_END, FIRST, "The first year ends."),
        Event(EventKind.RENEWED, RENEWED, "Amendment 1 moves the end."),
        Event(EventKind.UNUSED, LAST, "One more year.", RENEWED, certain=False),
    ),
    RENEWED,
)


def test_days_are_numbered_in_order_with_the_day_that_is_asked_about() -> None:
    view = timeline_view(LINE)
    assert [d.number for d in view.days] == [1, 2, 3, 4, 5]
    assert [d.today for d in view.days] == [False, False, True, False, False]
    assert view.days[4].possible
    assert "One more year." in view.described


def test_periods_follow_one_another_in_their_styles() -> None:
    wide, narrow = timeline_view(LINE).drawings
    assert [b.style for b in wide.bars] == ["initial", "renewed", "option"]
    assert [style for style, _ in timeline_view(LINE).legend] == ["initial", "renewed", "option"]
    assert (wide.width, narrow.width) == (720, 340)
    assert all(float(a.x) + float(a.width) <= float(b.x) + 0.2 for a, b in pairwise(wide.bars))


def test_a_signed_earlier_end_cuts_the_period() -> None:
    early = dt.date(2024, 3, 31)
    cut = Timeline(NOW, "expired", (*LINE.events[:2], Event(EventKind.SHORTENED, early, "It ends early.")), early)
    (bar,) = timeline_view(cut).drawings[0].bars
    whole = timeline_view(Timeline(NOW, "expired", LINE.events[:2], FIRST)).drawings[0].bars[0]
    assert float(bar.width) < float(whole.width)


def test_one_day_alone_is_a_list_without_a_drawing() -> None:
    view = timeline_view(Timeline(NOW, "unknown", ()))
    assert view.drawings == ()
    assert len(view.days) == 1


@given(st.lists(st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1)), min_size=1, max_size=14))
def test_no_number_covers_another_and_all_stand_in_the_drawing(days: list[dt.date]) -> None:
    events = tuple(Event(EventKind.NOTICE, day, "A day.") for day in sorted(days))
    for drawing in timeline_view(Timeline(NOW, "unknown", events)).drawings:
        points = [(float(p.x), float(p.y)) for p in drawing.points]
        assert all(0 <= x <= drawing.width and 0 < y < float(drawing.height) for x, y in points)
        assert all(abs(a - c) >= 21 or abs(b - d) >= 21 for n, (a, b) in enumerate(points) for c, d in points[n + 1 :])
        years = [float(x) for x, _ in drawing.years]
        assert all(b - a >= 40 for a, b in pairwise(years))
