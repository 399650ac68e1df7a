from __future__ import annotations

from clausescan.core.span import Box
from clausescan.read.grid import build_tables
from tests.read.draw import grid, line, page, texts

XS, YS = [100.0, 220.0, 300.0, 400.0], [100.0, 120.0, 150.0, 170.0]


def test_words_go_to_the_cell_that_holds_their_centre_and_lines_are_joined() -> None:
    lines = [
        line(105, 105, "Item"),
        line(225, 105, "Unit"),
        line(305, 105, "Price"),
        line(105, 122, "Hose,"),
        line(105, 134, "50 feet"),
        line(225, 128, "each"),
        line(305, 128, "$12.50"),
        line(105, 155, "Nozzle"),
        line(225, 155, "each"),
        line(305, 155, "$4.00"),
    ]
    built = build_tables(page(lines, *grid(XS, YS)))
    assert built.sure
    assert texts(built.tables[0]) == [["Item", "Unit", "Price"], ["Hose, 50 feet", "each", "$12.50"], ["Nozzle", "each", "$4.00"]]


def test_a_wide_cell_comes_first_and_its_other_places_are_empty_with_the_same_box() -> None:
    horizontals, verticals = grid(XS, YS)
    walls = (verticals[0], *(Box(v.x0, 120, v.x1, 170) for v in verticals[1:3]), verticals[3])
    lines = [line(105, 105, "Annual price list"), line(105, 130, "Hose"), line(305, 130, "$3.00"), line(105, 155, "Nozzle")]
    (table,) = build_tables(page(lines, horizontals, walls)).tables
    assert texts(table)[0] == ["Annual price list", "", ""]
    assert table.rows[0][0].box == table.rows[0][2].box


def test_rows_without_lines_between_them_are_cut_at_the_numbers() -> None:
    horizontals, verticals = grid(XS, [100.0, 120.0, 170.0])
    lines = [line(105, 105, "Part"), line(225, 105, "Unit"), line(305, 105, "Price")]
    for k, (name, price) in enumerate([("Elbow", "1.10"), ("Union", "2.20"), ("Gate valve", "9.95")]):
        lines += [line(105, 122 + 15 * k, name), line(225, 122 + 15 * k, "each"), line(305, 122 + 15 * k, price)]
    (table,) = build_tables(page(lines, horizontals, verticals)).tables
    assert texts(table)[1:] == [["Elbow", "each", "1.10"], ["Union", "each", "2.20"], ["Gate valve", "each", "9.95"]]


def test_a_frame_around_prose_is_no_table() -> None:
    lines = [line(105, 110 + 12 * k, "The vendor agrees to the terms printed on the other side.") for k in range(4)]
    assert build_tables(page(lines, *grid([100, 400], [100, 170]))).tables == ()


def test_a_struck_sentence_does_not_become_a_table() -> None:
    lines = [line(72, 100 + 14 * k, "The price shall stay firm for one year from the date of award of this contract.") for k in range(6)]
    strikes = tuple(Box(72, 105 + 14 * k, 400, 105.5 + 14 * k) for k in range(6))
    assert build_tables(page(lines, strikes)).tables == ()


def test_words_across_walls_make_the_page_unsure() -> None:
    lines = [line(150, 105 + 25 * k, "running over the walls of this lattice") for k in range(3)]
    wide = [type(x)(tuple(w._replace(x0=w.x0 - 30, x1=w.x1 + 30) for w in x.words), x.box, x.size, x.bold) for x in lines]
    assert not build_tables(page(wide, *grid(XS, YS))).sure


def test_an_empty_page_has_no_tables() -> None:
    assert build_tables(page([])).tables == ()
