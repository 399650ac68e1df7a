from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest

from clausescan.errors import ModelError
from clausescan.learn.evaluate import ablation, against, evaluation
from clausescan.learn.manifest import HELD_OUT_FILE, MANIFEST_FILE
from clausescan.learn.measure import (
    HeldOut,
    brier,
    calibration_error,
    class_scores,
    folds_of,
    given_labels,
    macro_f1,
    probabilities,
    reliability,
    sharpness,
    threshold,
)
from clausescan.learn.train import train
from tests.learn.tiny import FAMILIES, tiny_cases

PERMITS, RESTRICTS, PROHIBITS = "cooperative_permits", "cooperative_restricts", "cooperative_prohibits"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("model") / "tiny"
    train(tiny_cases(), folder)
    return folder


def test_scores_are_counted_by_hand() -> None:
    scores = {s.label: s for s in class_scores(["a", "a", "b", "b"], ["a", "b", "b", None])}
    assert (scores["a"].precision, scores["a"].recall, scores["a"].count) == (1.0, 0.5, 2)
    assert (scores["b"].precision, scores["b"].recall) == (0.5, 0.5)
    assert macro_f1(tuple(scores.values())) == pytest.approx((2 / 3 + 0.5) / 2)
    assert macro_f1(()) == 0.0


def test_a_family_is_in_one_fold_only() -> None:
    folds = folds_of(tiny_cases(), 3)
    assert sorted(f for fold in folds for f in fold) == sorted(FAMILIES)
    assert len(folds) == 3


def held(margins: Sequence[Sequence[float]], truth: Sequence[int]) -> HeldOut:
    return HeldOut(("a", "b"), tuple(truth), np.array(margins), 2)


def test_a_model_that_is_always_right_is_made_sharp_and_a_guesser_blunt() -> None:
    right = held([[1, -1], [-1, 1]] * 5, [0, 1] * 5)
    guess = held([[1, -1], [1, -1]] * 5, [0, 1] * 5)
    assert sharpness(right) > 10
    assert sharpness(guess) < 0.2
    assert brier(right, 20.0) == pytest.approx(0.0, abs=1e-6)
    assert calibration_error(reliability(right, 20.0)) == pytest.approx(0.0, abs=1e-6)
    assert probabilities(guess, 1.0).sum(axis=1) == pytest.approx(1.0)


def test_the_threshold_is_the_least_that_is_right_often_enough() -> None:
    sure = np.array([0.4, 0.6, 0.8, 0.9])
    assert threshold(np.array([False, True, True, True]), sure, 0.9) == 0.45
    assert threshold(np.array([False, False, False, False]), sure, 0.9) == 0.9


def test_labels_below_their_threshold_are_none() -> None:
    labels = [PERMITS, "term"]
    assert [x for x, _ in given_labels(labels, np.array([[0.7, 0.3], [0.3, 0.7]]), 0.6, 0.8)] == [None, "term"]


def test_the_ablation_counts_wrong_permits_and_grants() -> None:
    truth = [PERMITS, "insurance", PROHIBITS, RESTRICTS]
    table = ablation(truth, [PERMITS, PERMITS, None, None], [PERMITS, None, RESTRICTS, RESTRICTS], [PERMITS, "insurance", PERMITS, None])
    rows = [[cell.strip() for cell in row.split("|")] for row in table.splitlines()[2:]]
    assert [row[6] for row in rows] == ["1", "1", "0"]
    assert [row[7] for row in rows] == ["50.0%", "50.0%", "100.0%"]
    assert [row[8] for row in rows] == ["1", "1", "1"]


def test_both_are_asked_with_the_probabilities_of_held_out_turns(made: Path) -> None:
    asked: list[bool] = []

    def rules(texts: Sequence[str], said: Sequence[Mapping[str, float]] | None) -> list[str | None]:
        asked.append(said is not None)
        assert said is None or all(abs(sum(one.values()) - 1.0) < 1e-6 for one in said)
        return [None] * len(texts)

    evaluation(tiny_cases(), rules, made)
    assert asked == [False, True]


def test_an_evaluation_has_all_its_parts(made: Path) -> None:
    text = evaluation(tiny_cases(), lambda texts, _said: [None] * len(texts), made)
    for heading in ("Confusions", "Calibration", "Rules alone, model alone, both", "Learning curve", "Features", "Against the shipped model"):
        assert f"## {heading}" in text
    assert "these very cases" in text
    assert "Gained 0, lost 0, new cases 0." in text


def test_gained_lost_and_new_are_told_by_name(made: Path, tmp_path: Path) -> None:
    cases = tiny_cases()
    shutil.copy(made / MANIFEST_FILE, tmp_path)
    right = [c.label for c in cases]
    rows = [f"{c.id},{label},0.9" for c, label in zip(cases, ["payment", *right[1:-1]], strict=False)]
    (tmp_path / HELD_OUT_FILE).write_text("case,label,probability\n" + "\n".join(rows) + "\n", encoding="utf-8")
    said = against(cases, [*right[:1], None, *right[2:]], tmp_path)
    assert "Gained 1, lost 1, new cases 1." in said
    assert f"- {cases[0].id}: payment -> {cases[0].label}" in said
    assert f"- {cases[1].id}: {cases[1].label} -> unsure" in said


def test_a_shipped_folder_without_answers_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=HELD_OUT_FILE):
        against(tiny_cases(), [], tmp_path)
