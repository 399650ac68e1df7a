"""Training: from labelled cases to a model folder. The same cases give the same bytes."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline

from clausescan.errors import UsageError
from clausescan.learn.card import card_text
from clausescan.learn.classifier import versions
from clausescan.learn.corpus import Case
from clausescan.learn.features import fingerprint
from clausescan.learn.manifest import CARD_FILE, FORMAT, HELD_OUT_FILE, MANIFEST_FILE, MODEL_FILE, Manifest, Probe, data_hash, manifest_text
from clausescan.learn.measure import SEED, HeldOut, given_labels, held_out, probabilities, sharpness, thresholds, untrained
from clausescan.learn.stable_file import model_bytes

PROBES = 8


@dataclass(frozen=True, slots=True)
class Trained:
    """What was written, and what was measured on families held out."""

    manifest: Manifest
    held: HeldOut
    factor: float
    size: int


def train(cases: Sequence[Case], folder: Path) -> Trained:
    """Learn from the cases and write model, manifest, held-out answers and card into the folder, which is made if it is missing.

    Scores, sharpness and thresholds come from models that had not seen the family of the case they judged; the model written has seen all.

    Raises:
        UsageError: fewer than three families or than three labels.
    """
    cases = sorted(cases, key=lambda c: c.id)
    if len({c.family for c in cases}) < 3 or len({c.label for c in cases}) < 3:
        raise UsageError(
            "Training needs cases of at least three families and three labels.", "Give the folder of the labelled wording: --corpus corpus/clauses."
        )
    held = held_out(cases)
    factor = sharpness(held)
    general, permits = thresholds(held, factor)
    pipeline = fitted(cases, factor)
    data = model_bytes(pipeline)
    manifest = Manifest(
        folder.resolve().name,
        FORMAT,
        hashlib.sha256(data).hexdigest(),
        fingerprint(),
        data_hash(cases),
        len(cases),
        SEED,
        general,
        permits,
        held.labels,
        versions(),
        _probes(pipeline, cases),
    )
    trained = Trained(manifest, held, factor, len(data))
    _write(folder, data, trained, cases)
    return trained


def fitted(cases: Sequence[Case], factor: float) -> Pipeline:
    """The pipeline fitted to all cases, its last step a linear model whose softmax is the calibrated probability.

    The margins of the linear machines, times the factor found on held-out families, are the logits: so calibration travels inside the weights.
    """
    pipeline = untrained().fit([c.text for c in cases], [c.label for c in cases])
    machine = pipeline[-1]
    last = LogisticRegression()
    last.multi_class = "auto"  # asked for by scikit-learn before 1.8, ignored since
    last.coef_ = (machine.coef_ * factor).astype(np.float32)
    last.intercept_ = (machine.intercept_ * factor).astype(np.float32)
    last.classes_ = machine.classes_
    last.n_features_in_ = machine.coef_.shape[1]
    last.n_iter_ = np.zeros(1, dtype=np.int32)
    return Pipeline([*pipeline.steps[:-1], ("calibrated", last)])


def _probes(pipeline: Pipeline, cases: Sequence[Case]) -> tuple[Probe, ...]:
    """Cases at even distances, with what the model says of them here."""
    chosen = [cases[i].text for i in np.linspace(0, len(cases) - 1, PROBES).astype(int)]
    return tuple(
        Probe(t, str(pipeline.classes_[row.argmax()]), float(row.max())) for t, row in zip(chosen, pipeline.predict_proba(chosen), strict=True)
    )


def _write(folder: Path, data: bytes, trained: Trained, cases: Sequence[Case]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MODEL_FILE).write_bytes(data)
    for name, text in (
        (HELD_OUT_FILE, held_out_text(trained, cases)),
        (CARD_FILE, card_text(trained.manifest, trained.held, trained.factor, trained.size, cases)),
        (MANIFEST_FILE, manifest_text(trained.manifest)),  # last: a folder half written is refused
    ):
        (folder / name).write_bytes(text.encode())


def held_out_text(trained: Trained, cases: Sequence[Case]) -> str:
    """Rows of case, label given on its held-out turn ("" where it abstained) and probability: what a later model is compared with."""
    manifest = trained.manifest
    rows: Any = probabilities(trained.held, trained.factor)
    given = given_labels(trained.held.labels, rows, manifest.threshold, manifest.permits_threshold)
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(("case", "label", "probability"))
    writer.writerows((c.id, label or "", f"{p:.4f}") for c, (label, p) in zip(cases, given, strict=True))
    return buffer.getvalue()
