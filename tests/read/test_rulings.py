from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from clausescan.core.span import Box
from clausescan.read.rulings import Lattice, find_lattices
from tests.read.draw import grid

XS, YS = [100.0, 200.0, 300.0], [100.0, 120.0, 140.0, 160.0]


def lattices(horizontals: tuple[Box, ...], verticals: tuple[Box, ...]) -> tuple[Lattice, ...]:
    return find_lattices(horizontals, verticals, 612.0, 792.0)


def test_a_full_lattice_has_a_cell_between_each_pair_of_lines() -> None:
    (found,) = lattices(*grid(XS, YS))
    assert len(found.boxes) == 6
    assert found.region == ((0, 1), (2, 3), (4, 5))
    assert found.clean


def test_double_lines_and_pieces_of_lines_are_one_line() -> None:
    horizontals = tuple(Box(x, y + d, x + 98, y + d + 0.5) for y in YS for x in (100.0, 201.0) for d in (0.0, 1.8))
    verticals = tuple(Box(x, y + 1, x + 0.4, y + 19) for x in XS for y in YS[:-1])
    (found,) = lattices(horizontals, verticals)
    assert len(found.boxes) == 6


def test_a_missing_wall_merges_two_cells() -> None:
    horizontals, verticals = grid(XS, YS)
    without = (verticals[0], Box(200, 120, 200.5, 160), verticals[2])  # none in the first row
    (found,) = lattices(horizontals, without)
    assert found.region[0] == (0, 0)
    assert len(found.boxes) == 5


def test_outer_borders_that_were_not_drawn_are_implied() -> None:
    horizontals, verticals = grid(XS, YS)
    (found,) = lattices(horizontals, verticals[1:2])
    assert [round(x) for x in found.xs] == [100, 200, 300]


def test_two_tables_on_a_page_are_two_lattices() -> None:
    first, second = grid(XS, YS), grid(XS, [y + 200 for y in YS])
    assert len(lattices(first[0] + second[0], first[1] + second[1])) == 2


def test_a_frame_around_the_page_does_not_hold_the_table() -> None:
    horizontals, verticals = grid(XS, YS)
    frame = grid([20, 592], [20, 772])
    (found,) = lattices(horizontals + frame[0], verticals + frame[1])
    assert found.box.width < 205


def test_a_cell_that_is_no_rectangle_makes_the_lattice_unclean() -> None:
    horizontals, verticals = grid(XS, YS[:3])
    lines = (horizontals[0], Box(200, 120, 300, 120.5), horizontals[2])
    walls = (verticals[0], Box(200, 120, 200.5, 140), verticals[2])
    (found,) = lattices(lines, walls)
    assert not found.clean


def test_lines_that_do_not_meet_enclose_nothing() -> None:
    assert lattices((Box(10, 300, 200, 300.5),), (Box(400, 300, 400.5, 500),)) == ()


@given(st.lists(st.integers(60, 550), min_size=3, max_size=7, unique=True), st.lists(st.integers(60, 700), min_size=3, max_size=7, unique=True))
def test_cells_cover_the_lattice_once(xs: list[int], ys: list[int]) -> None:
    spread_x = [float(x) for i, x in enumerate(sorted(xs)) if i == 0 or x - sorted(xs)[i - 1] > 8]
    spread_y = [float(y) for i, y in enumerate(sorted(ys)) if i == 0 or y - sorted(ys)[i - 1] > 8]
    for found in lattices(*grid(spread_x, spread_y)):
        area = sum(b.width * b.height for b in found.boxes)
        assert abs(area - found.box.width * found.box.height) < 1
