"""The pure parts of `tests.accuracy`: halves, what scorers say, how figures are shown."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import accuracy
from tests.accuracy import Figures, Row, figure, figures_page, is_check, read_lines, read_score, read_tables, section, text_sha256, wilson, worst
from tests.docs import HELP, with_block

SAID = """clauses: 40 cases, 2 without an answer
polarity exact 0.925
grant       gold   20 given   18 right   17  P 0.944  R 0.850  F1 0.895
permits     gold    5 given    4 right    4  P 1.000  R 0.800  F1 0.889
attr eligible kinds          gold   16 given   15 right   12  P 0.800  R 0.750  F1 0.774
dangerous 1: ['x-1']
overstated 0: []
"""


@pytest.mark.parametrize(("sha256", "expected"), [("0a", True), ("3f", True), ("4a", False), ("f0", False), ("a0", False), ("", False)])
def test_the_check_half_begins_with_0_to_3(sha256: str, expected: bool) -> None:
    assert is_check(sha256) is expected


def test_a_text_is_known_by_its_bytes_in_utf8() -> None:
    assert text_sha256("Größe") == hashlib.sha256("Größe".encode()).hexdigest()


def test_printed_figures_are_read() -> None:
    figures = read_lines(SAID, 40)
    assert figures.cases == 40
    assert figures.rows == (
        Row("polarity exact", 37, 40, 40),
        Row("grant", 17, 18, 20),
        Row("permits", 4, 4, 5),
        Row("eligible kinds", 12, 15, 16),
    )
    assert dict(figures.counts) == {"dangerous": 1, "overstated": 0, "without an answer": 2}


def test_a_scorer_that_says_nothing_gives_no_figures() -> None:
    assert read_lines("", 0) == Figures(0)
    assert read_tables({}) == Figures(0)
    assert read_score({}).rows == ()


def test_json_of_documents_is_read() -> None:
    said = {
        "documents": 3,
        "absent": ["a"],
        "rows": [{"key": "role", "gold": 3, "given": 2, "right": 2, "precision": 1.0}],
        "dangerous": ["b"],
        "overstated": [],
        "quotes": {"exact": 9},
        "without_evidence": {"term": 2, "vendor": 1},
    }
    figures = read_score(said)
    assert figures.rows == (Row("role", 2, 2, 3),)
    assert dict(figures.counts)["dangerous"] == 1
    assert dict(figures.counts)["quotes exact"] == 9
    assert dict(figures.counts)["values without evidence"] == 3


def test_json_of_tables_is_read() -> None:
    total = {"rows": 20, "right": 15, "near": 2, "invented": 1, "cells": 80, "cells_hit": 70, "cells_predicted": 75}
    total |= {"head": 8, "columns": 10, "golds": 3, "found": 3, "perfect": 2, "stray": 0}
    assert read_tables({"total": total}).rows[0] == Row("rows", 15, 18, 20)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (Row("a", 3, 4, 14), "3 / 4 / 14"),
        (Row("a", 12, 14, 15), "P 85.7 (60–96) R 80.0 (55–93) (12 / 14 / 15)"),
        (Row("a", 0, 0, 20), "P – R 0.0 (0–16) (0 / 0 / 20)"),
        (Row("a", 0, 2, 0), "0 / 2 / 0"),
        (None, "–"),
    ],
)
def test_few_gold_values_are_no_percentage(row: Row | None, expected: str) -> None:
    assert figure(row) == expected


def test_a_section_shows_both_halves() -> None:
    said = section("Wording", Figures(20, (Row("grant", 18, 18, 20),), (("dangerous", 0),)), Figures(2, (Row("new", 1, 1, 2),), (("dangerous", 1),)))
    assert "20 for tuning, 2 for checking." in said
    assert "| dangerous | 0 of 20 (at most 16.1 %) | 1 of 2 (at most 90.5 %) |" in said
    assert "| `grant` | P 100.0 (82–100) R 90.0 (70–97) (18 / 18 / 20) | – |" in said
    assert "| `new` | – | 1 / 1 / 2 |" in said


@pytest.mark.parametrize(
    ("right", "of", "low", "high"),
    [(0, 10, 0.0, 0.278), (10, 10, 0.722, 1.0), (5, 10, 0.237, 0.763), (50, 100, 0.404, 0.596), (0, 0, 0.0, 1.0)],
)
def test_intervals(right: int, of: int, low: float, high: float) -> None:
    assert wilson(right, of) == pytest.approx((low, high), abs=0.001)


@given(st.integers(0, 500), st.integers(1, 500))
def test_an_interval_holds_its_share(right: int, of: int) -> None:
    low, high = wilson(min(right, of), of)
    assert 0.0 <= low <= min(right, of) / of <= high <= 1.0 or pytest.approx(min(right, of) / of) in (low, high)


def test_what_is_wrong_most_comes_first() -> None:
    tuning = Figures(30, (Row("a", 18, 20, 20), Row("b", 10, 20, 20), Row("c", 20, 20, 20)))
    said = worst({"terms": (tuning, Figures(5, (Row("b", 4, 5, 5),)))}).splitlines()[4:]
    assert said == ["| terms | `b` | 10 of 20 given, 10 of 20 | 1 of 5 given, 1 of 5 |", "| terms | `a` | 2 of 20 given, 2 of 20 | – |"]


def test_the_page_takes_the_figures() -> None:
    made = figures_page({"terms": (Figures(1), Figures(0))}, dt.date(2026, 11, 22))
    page = with_block((HELP / "accuracy.md").read_text(encoding="utf-8"), "figures", made)
    assert "Measured on 2026-11-22" in page
    assert "## Wording: terms" in page
    assert page.startswith("# Accuracy")


def test_halves_of_files_do_not_overlap(tmp_path: Path) -> None:
    texts = [f"wording {n}" for n in range(40)]
    source = tmp_path / "all.jsonl"
    source.write_text("".join(json.dumps({"id": n, "text": t}) + "\n" for n, t in enumerate(texts)), encoding="utf-8")
    check = accuracy._filter_lines(source, tmp_path / "check.jsonl", is_check)
    tuning = accuracy._filter_lines(source, tmp_path / "tuning.jsonl", lambda sha256: not is_check(sha256))
    assert check + tuning == 40
    assert check == sum(is_check(text_sha256(t)) for t in texts) > 0


def test_rows_of_a_csv_are_kept_by_their_hash(tmp_path: Path) -> None:
    source = tmp_path / "gold.csv"
    source.write_text('name,sha256\n"a, b",0f\nc,9f\n', encoding="utf-8")
    assert accuracy._filter_csv(source, tmp_path / "kept.csv", is_check) == 1
    with (tmp_path / "kept.csv").open(newline="", encoding="utf-8") as kept:
        assert [row["name"] for row in csv.DictReader(kept)] == ["a, b"]


def test_without_labelled_documents_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("CLAUSESCAN_SHARED", str(tmp_path))
    assert accuracy.main([]) == 2
    assert "CLAUSESCAN_SHARED" in capsys.readouterr().out
