"""Cells and signature blocks are read one after the other, not across."""

from __future__ import annotations

from clausescan.read.ocr_columns import in_order
from clausescan.read.ocr_words import Seen, SeenLine, Stroke

LETTER = 10.0
SIZE = 20.0


def line(top: float, *places: tuple[float, str]) -> SeenLine:
    """Words ten pixels a letter from each place on."""
    words: list[Seen] = []
    for x, text in places:
        at = x
        for word in text.split():
            words.append(Seen(word, at, top, at + LETTER * len(word), top + SIZE, 0.95))
            at += LETTER * (len(word) + 1)
    return SeenLine(tuple(words), SIZE)


def said(lines: tuple[SeenLine, ...]) -> list[str]:
    return [" ".join(w.text for w in one.words) for one in lines]


def lattice(xs: list[float], ys: list[float]) -> tuple[list[Stroke], list[Stroke]]:
    return [(xs[0], y, xs[-1], y + 2) for y in ys], [(x, ys[0], x + 2, ys[-1]) for x in xs]


def test_cells_with_a_label_over_a_value() -> None:
    across, down = lattice([50, 450, 850], [100, 180, 260])
    lines = [
        line(20, (60, "Change order")),
        line(110, (60, "Order number"), (460, "Base contract")),
        line(140, (60, "3"), (460, "K-2210")),
        line(190, (60, "Supplier"), (460, "Item")),
        line(220, (60, "Ibis Paper Co."), (460, "Envelopes")),
        line(300, (60, "Both sides agree.")),
    ]
    wanted = ["Change order", "Order number", "3", "Base contract", "K-2210", "Supplier", "Ibis Paper Co.", "Item", "Envelopes", "Both sides agree."]
    assert said(in_order(lines, across, down)) == wanted


def test_rows_of_a_table_stay_rows() -> None:
    across, down = lattice([50, 450, 850], [100, 140, 180])
    lines = [line(110, (60, "Pencil"), (460, "1.20")), line(150, (60, "Eraser"), (460, "0.80"))]
    assert said(in_order(lines, across, down)) == ["Pencil", "1.20", "Eraser", "0.80"]


def test_signature_blocks_side_by_side() -> None:
    lines = [
        line(0, (60, "This order is final and no other promise counts.")),
        line(60, (60, "BOROUGH OF ALDER"), (500, "IBIS PAPER CO.")),
        line(90, (60, "By: /s/ Una Marsh"), (500, "By: /s/ Ivo Reed")),
        line(120, (60, "Name: Una Marsh"), (500, "Name: Ivo Reed")),
        line(150, (60, "Date: May 2, 2024"), (500, "Date: May 6, 2024")),
    ]
    assert said(in_order(lines, [], [])) == [
        "This order is final and no other promise counts.",
        *("BOROUGH OF ALDER", "By: /s/ Una Marsh", "Name: Una Marsh", "Date: May 2, 2024"),
        *("IBIS PAPER CO.", "By: /s/ Ivo Reed", "Name: Ivo Reed", "Date: May 6, 2024"),
    ]


def test_labels_with_values_are_not_blocks() -> None:
    lines = [
        line(0, (60, "Due date:"), (500, "May 2, 2024")),
        line(30, (60, "Buyer:"), (500, "Una Marsh")),
        line(60, (60, "Email:"), (500, "u@alder.example")),
    ]
    assert said(in_order(lines, [], [])) == ["Due date: May 2, 2024", "Buyer: Una Marsh", "Email: u@alder.example"]
