"""How well a classifier does on families it has not seen: held-out margins, scores, calibration, thresholds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax, softmax
from sklearn.feature_extraction.text import HashingVectorizer, TfidfTransformer
from sklearn.pipeline import Pipeline
from sklearn.svm import LinearSVC

from clausescan.learn.corpus import PERMITS, Case
from clausescan.learn.features import stems_only, terms, words_and_characters, words_only

SEED = 20_261
FOLDS = 6
COLUMNS = 2**14
"""Columns that terms are hashed into: twice as many measured no better, half as many measured worse."""

WANTED, WANTED_OF_PERMITS = 0.8, 0.85
"""Share of labels given that should be right: for all, and for "permits", where being wrong does harm."""

STRICTEST = 0.9
Array = Any
Analyse = Callable[[str], list[str]]

FEATURES: dict[str, Analyse] = {
    "whole words": words_only,
    "beginnings of words": stems_only,
    "whole words and characters": words_and_characters,
    "beginnings of words, ideas, their order and scope (in use)": terms,
}
"""What was tried with the same machine; the last is the model's."""


@dataclass(frozen=True, slots=True)
class HeldOut:
    """Margins of every case by a model that saw no case of its family: one row a case, one column a label, labels sorted."""

    labels: tuple[str, ...]
    truth: tuple[int, ...]
    margins: Array
    folds: int


@dataclass(frozen=True, slots=True)
class ClassScore:
    """Precision, recall and F1 of one label; `count` is how many cases truly carry it."""

    label: str
    precision: float
    recall: float
    f1: float
    count: int


@dataclass(frozen=True, slots=True)
class Bin:
    """Cases whose probability lies from `low` to a tenth above: how many, how sure the model was, how often it was right."""

    low: float
    count: int
    said: float
    right: float


def untrained(analyse: Analyse = terms) -> Pipeline:
    """The pipeline before training: hashed terms, weights by rarity, one linear machine a label with rare labels weighted up."""
    return Pipeline([("terms", _hasher(analyse)), *_learner().steps])


def _hasher(analyse: Analyse) -> HashingVectorizer:
    return HashingVectorizer(analyzer=analyse, n_features=COLUMNS, alternate_sign=False, norm=None)


def _learner() -> Pipeline:
    return Pipeline([
        ("rarity", TfidfTransformer(sublinear_tf=True)),
        ("machine", LinearSVC(C=1.0, class_weight="balanced", random_state=SEED, tol=1e-6, max_iter=20_000)),
    ])  # fmt: skip


def folds_of(cases: Sequence[Case], most: int = FOLDS) -> tuple[frozenset[str], ...]:
    """Families in so many groups of about equal size, the same for the same cases; fewer groups where there are fewer families."""
    sizes: dict[str, int] = {}
    for case in cases:
        sizes[case.family] = sizes.get(case.family, 0) + 1
    groups: list[list[str]] = [[] for _ in range(min(most, len(sizes)))]
    for family in sorted(sizes, key=lambda f: (-sizes[f], f)):
        min(groups, key=lambda g: sum(sizes[f] for f in g)).append(family)
    return tuple(frozenset(g) for g in groups)


def held_out(cases: Sequence[Case], analyse: Analyse = terms) -> HeldOut:
    """Each case judged by a model trained on other families."""
    labels = tuple(sorted({c.label for c in cases}))
    margins = np.zeros((len(cases), len(labels)))
    seen = hashed(cases, analyse)
    groups = folds_of(cases)
    for group in groups:
        inside = [i for i, c in enumerate(cases) if c.family in group]
        outside = [i for i, c in enumerate(cases) if c.family not in group]
        margins[inside] = margins_of(seen[outside], [cases[i].label for i in outside], seen[inside], labels)
    return HeldOut(labels, tuple(labels.index(c.label) for c in cases), margins, len(groups))


def hashed(cases: Sequence[Case], analyse: Analyse = terms) -> Array:
    """What the machine sees of each case, one row a case: nothing of it is learnt, so that it may be counted once for all folds."""
    return _hasher(analyse).transform([c.text for c in cases])


def margins_of(learnt: Array, named: Sequence[str], asked: Array, labels: tuple[str, ...]) -> Array:
    """Margins of the rows asked, one column a label, by a machine that learnt the other rows with their labels."""
    model = _learner().fit(learnt, named)
    given = model.decision_function(asked)
    if given.ndim == 1:  # a fold with two labels
        given = np.column_stack([-given, given])
    out = np.tile(given.min(axis=1, keepdims=True) - 1.0, (1, len(labels)))  # a label that was not seen is the least likely
    out[:, [labels.index(name) for name in model.classes_]] = given
    return out


def sharpness(held: HeldOut) -> float:
    """The one factor on the margins that makes their softmax the most honest probability (least log loss)."""
    rows = np.arange(len(held.truth))

    def loss(factor: float) -> float:
        return float(-log_softmax(held.margins * factor, axis=1)[rows, list(held.truth)].mean())

    return round(float(minimize_scalar(loss, bounds=(0.1, 30.0), method="bounded").x), 3)


def probabilities(held: HeldOut, factor: float) -> Array:
    """Rows of probabilities, each summing to one."""
    return softmax(held.margins * factor, axis=1)


def threshold(right: Array, sure: Array, wanted: float) -> float:
    """The least probability, in steps of a twentieth from 0.3 to 0.9, above which at least that share is right; 0.9 where there is none."""
    for step in range(6, 19):
        kept = sure >= step / 20
        if kept.any() and right[kept].mean() >= wanted:
            return step / 20
    return STRICTEST


def thresholds(held: HeldOut, factor: float) -> tuple[float, float]:
    """Below which the model abstains: for any label, and for "permits"."""
    sure, first = _best(probabilities(held, factor))
    right = first == np.array(held.truth)
    permits = np.array([held.labels[i] == PERMITS for i in first])
    general = threshold(right, sure, WANTED)
    return general, max(general, threshold(right[permits], sure[permits], WANTED_OF_PERMITS))


def given_labels(labels: Sequence[str], rows: Array, general: float, permits: float) -> tuple[tuple[str | None, float], ...]:
    """For each row of probabilities the likeliest label, None where it is not likely enough, and its probability."""
    sure, first = _best(rows)
    pairs = ((labels[int(i)], float(p)) for i, p in zip(first, sure, strict=True))
    return tuple((label if p >= (permits if label == PERMITS else general) else None, p) for label, p in pairs)


def _best(rows: Array) -> tuple[Array, Array]:
    return rows.max(axis=1), rows.argmax(axis=1)


def class_scores(truth: Sequence[str], given: Sequence[str | None]) -> tuple[ClassScore, ...]:
    """One score a label that occurs in the truth, sorted by label; a None given is a miss and never a mistake."""
    pairs = list(zip(truth, given, strict=True))
    return tuple(_class_score(label, pairs) for label in sorted(set(truth)))


def _class_score(label: str, pairs: list[tuple[str, str | None]]) -> ClassScore:
    hits = sum(t == g == label for t, g in pairs)
    said, count = sum(g == label for _, g in pairs), sum(t == label for t, _ in pairs)
    precision, recall = hits / said if said else 0.0, hits / count if count else 0.0
    return ClassScore(label, precision, recall, 2 * precision * recall / (precision + recall) if hits else 0.0, count)


def macro_f1(scores: Sequence[ClassScore]) -> float:
    """The plain mean of F1 over labels; 0 where there are none."""
    return sum(s.f1 for s in scores) / len(scores) if scores else 0.0


def reliability(held: HeldOut, factor: float) -> tuple[Bin, ...]:
    """Ten bins of the likeliest label's probability, empty ones left out."""
    sure, first = _best(probabilities(held, factor))
    right = first == np.array(held.truth)
    at = np.minimum((sure * 10).astype(int), 9)
    return tuple(Bin(b / 10, int((at == b).sum()), float(sure[at == b].mean()), float(right[at == b].mean())) for b in range(10) if (at == b).any())


def brier(held: HeldOut, factor: float) -> float:
    """Mean squared distance of the probabilities from the truth, summed over labels: 0 is perfect, 2 the worst."""
    rows = probabilities(held, factor)
    rows[np.arange(len(held.truth)), list(held.truth)] -= 1.0
    return float((rows**2).sum(axis=1).mean())


def calibration_error(bins: Sequence[Bin]) -> float:
    """Mean distance between how sure the model was and how often it was right, weighted by cases."""
    total = sum(b.count for b in bins)
    return sum(abs(b.said - b.right) * b.count for b in bins) / total if total else 0.0
