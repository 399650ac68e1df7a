"""From pixels to points of the page: scale, quarter turns, straightening, sizes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausescan.core.span import Box
from clausescan.read.ocr_words import Reading, Seen, SeenLine, page_lines, page_rulings, turned_about, without_marks

WIDTH, HEIGHT = 600.0, 800.0


def reading(turn: int = 0, angle: float = 0.0, size: float = 20.0) -> Reading:
    wide, high = (HEIGHT, WIDTH) if turn in {90, 270} else (WIDTH, HEIGHT)
    words = (Seen("left", 100, 40, 160, 60, 0.9), Seen("next", 180, 40, 240, 60, 0.5))
    return Reading((SeenLine(words, size),), 2 * wide, 2 * high, 2.0, turn, angle)


@pytest.mark.parametrize(
    ("turn", "box", "first"),
    [
        (0, Box(50, 20, 120, 30), (50, 80)),
        (180, Box(480, 770, 550, 780), (520, 550)),
        (90, Box(570, 50, 580, 120), (50, 80)),
        (270, Box(20, 680, 30, 750), (720, 750)),
    ],
)
def test_words_stand_where_they_are_on_the_displayed_page(turn: int, box: Box, first: tuple[float, float]) -> None:
    (line,), sures = page_lines(reading(turn), WIDTH, HEIGHT)
    assert (line.box, line.turn) == (box, turn)
    assert (line.words[0].text, line.words[0].x0, line.words[0].x1) == ("left", *first)
    assert [s.sure for s in sures] == [0.9, 0.5]


def test_a_sheet_that_grew_when_it_was_made_straight_keeps_its_middle() -> None:
    grown = Reading(reading().lines, 2 * WIDTH + 40, 2 * HEIGHT + 80, 2.0)
    (line,), _ = page_lines(grown, WIDTH, HEIGHT)
    assert line.box == Box(40, 0, 110, 10)


def test_rulings_turn_with_the_page() -> None:
    one = Reading((), 2 * HEIGHT, 2 * WIDTH, 2.0, 90, across=((0.0, 100.0, 400.0, 102.0),))
    across, down = page_rulings(one, WIDTH, HEIGHT)
    assert across == ()
    assert down == (Box(549, 0, 550, 200),)


@given(st.floats(-6, 6), st.floats(0, WIDTH - 1), st.floats(0, HEIGHT - 1))
def test_turning_there_and_back_moves_nothing(angle: float, x: float, y: float) -> None:
    right, down = turned_about(Box(x, y, x, y), angle, WIDTH, HEIGHT)
    back = turned_about(Box(x + right, max(0, y + down), x + right, max(0, y + down)), -angle, WIDTH, HEIGHT)
    if y + down >= 0:
        assert right + back[0] == pytest.approx(0, abs=1e-6)
        assert down + back[1] == pytest.approx(0, abs=1e-6)


def test_sizes_near_the_usual_become_equal_and_headings_stay_large() -> None:
    lines = tuple(SeenLine((Seen("word", 10, 30 * i, 60, 30 * i + 20, 0.9),), size) for i, size in enumerate((20.0, 22.0, 19.0, 40.0)))
    found, _ = page_lines(Reading(lines, 1200, 1600, 2.0), WIDTH, HEIGHT)
    assert [line.size for line in found] == [10.5, 10.5, 10.5, 20.0]


def test_quality_is_the_mean_over_letters_and_marks_are_dropped() -> None:
    assert reading().quality == pytest.approx(0.7)
    assert Reading((), 1, 1, 1).quality == 0.0
    marks = SeenLine((Seen("|", 0, 0, 2, 20, 0.9), Seen("~.", 5, 0, 9, 20, 0.1), Seen("Fee", 10, 0, 30, 20, 0.3), Seen("—", 40, 0, 50, 20, 0.95)), 20)
    assert [[w.text for w in line.words] for line in without_marks((marks, SeenLine((Seen("|", 0, 0, 2, 20, 0.9),), 20)))] == [["Fee", "—"]]
