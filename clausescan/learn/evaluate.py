"""Evaluation on families held out, as plain text: labels, calibration, rules against model, learning curve, gained and lost."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from clausescan.errors import ModelError
from clausescan.learn.card import bins_table, confusions_table, curve_table, features_table, scores_table
from clausescan.learn.corpus import COOPERATIVE_LABELS, PERMITS, RESTRICTS, Case
from clausescan.learn.curve import learning_curve
from clausescan.learn.manifest import HELD_OUT_FILE, REBUILD, data_hash, read_manifest
from clausescan.learn.measure import (
    Array,
    HeldOut,
    brier,
    calibration_error,
    class_scores,
    given_labels,
    held_out,
    macro_f1,
    probabilities,
    reliability,
    sharpness,
    thresholds,
)

Given = tuple[str | None, ...]
Said = Sequence[Mapping[str, float]]
Rules = Callable[[Sequence[str], Said | None], Sequence[str | None]]
"""Texts to cooperative labels, None where no cooperative-use language is found: by rules alone, or with a model's probabilities for each text."""

SHOWN = 20


def evaluation(cases: Sequence[Case], rules: Rules, shipped: Path | None) -> str:
    """All measurements as Markdown; `shipped` is the folder of the model to compare with, None for no comparison.

    Raises:
        ModelError: the shipped folder cannot be read.
    """
    cases = sorted(cases, key=lambda c: c.id)
    held = held_out(cases)
    factor = sharpness(held)
    general, permits = thresholds(held, factor)
    rows = probabilities(held, factor)
    always = tuple(label for label, _ in given_labels(held.labels, rows, 0.0, 0.0))
    sure = tuple(label for label, _ in given_labels(held.labels, rows, general, permits))
    truth = [c.label for c in cases]
    parts = [
        f"# Evaluation of {len(cases)} cases, {held.folds} groups of families",
        _headline(truth, always, sure, (general, permits)),
        scores_table(class_scores(truth, always), class_scores(truth, sure)),
        "## Confusions",
        confusions_table(truth, always),
        "## Calibration",
        calibration(held, factor),
        "## Rules alone, model alone, both",
        ablation(truth, *_three(cases, rules, held.labels, rows), sure),
        "## Learning curve",
        curve_table(learning_curve(cases)),
        "## Features",
        features_table(cases),
    ]
    if shipped:
        parts += ["## Against the shipped model", against(cases, sure, shipped)]
    return "\n\n".join(parts) + "\n"


def _headline(truth: Sequence[str], always: Given, sure: Given, least: tuple[float, float]) -> str:
    given = sum(s is not None for s in sure)
    right = sum(s == t for s, t in zip(sure, truth, strict=True))
    return (
        f"Macro F1 {macro_f1(class_scores(truth, always)):.3f} without abstaining. Abstaining under {least[0]:.2f} (permits {least[1]:.2f}): "
        f"a label for {given} cases, {right} of them right."
    )


def calibration(held: HeldOut, factor: float) -> str:
    """Brier score, calibration error and bins."""
    bins = reliability(held, factor)
    return f"Brier score {brier(held, factor):.3f}, calibration error {calibration_error(bins):.3f}.\n\n{bins_table(bins)}"


def _three(cases: Sequence[Case], rules: Rules, labels: Sequence[str], rows: Array) -> tuple[Given, Given]:
    """By rules alone, and as a scan reads: rules, and where they do not speak the model, which here had not seen the family of the case."""
    texts = [c.text for c in cases]
    said = [dict(zip(labels, map(float, row), strict=True)) for row in rows]
    return tuple(rules(texts, None)), tuple(rules(texts, said))


def ablation(truth: Sequence[str], rules: Sequence[str | None], both: Sequence[str | None], model: Sequence[str | None]) -> str:
    """Cooperative labels by rules alone, model alone and both; every other label counts as one: nothing said."""
    wanted = [_cooperative(t) for t in truth]
    lines = [
        "| judged by | macro F1 | right | permits: precision | recall | wrong permits | grants found | wrong grants |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name, given in (("rules alone", rules), ("model alone", model), ("both, as a scan reads", both)):
        lines.append(_ablation_row(name, wanted, [_cooperative(g) for g in given]))
    return "\n".join(lines)


def _cooperative(label: str | None) -> str | None:
    return label if label in COOPERATIVE_LABELS else None


def _ablation_row(name: str, wanted: Sequence[str | None], given: Sequence[str | None]) -> str:
    pairs = [(w or "none", g or "none") for w, g in zip(wanted, given, strict=True)]
    scores = class_scores([w for w, _ in pairs], [g for _, g in pairs])
    permits = next((s for s in scores if s.label == PERMITS), None)
    wrong = sum(g == PERMITS != w for w, g in pairs)
    precision, recall = (permits.precision, permits.recall) if permits else (0.0, 0.0)
    right = sum(w == g for w, g in pairs) / len(pairs)
    grants = (PERMITS, RESTRICTS)
    wanted_grants, found = sum(w in grants for w, _ in pairs), sum(w in grants and g in grants for w, g in pairs)
    share = f"{found / wanted_grants:.1%}" if wanted_grants else "none"
    invented = sum(g in grants and w not in grants for w, g in pairs)
    return f"| {name} | {macro_f1(scores):.3f} | {right:.1%} | {precision:.2f} | {recall:.2f} | {wrong} | {share} | {invented} |"


def against(cases: Sequence[Case], given: Sequence[str | None], shipped: Path) -> str:
    """Cases that are right now and were not when the shipped model was measured, and the other way round; both on held-out turns.

    Raises:
        ModelError: the shipped folder has no readable manifest or held-out answers.
    """
    before = _answers(shipped)
    known = [(c, g, before[c.id]) for c, g in zip(cases, given, strict=True) if c.id in before]
    gained = [f"{c.id}: {was or 'unsure'} -> {now}" for c, now, was in known if now == c.label != was]
    lost = [f"{c.id}: {c.label} -> {now or 'unsure'}" for c, now, was in known if was == c.label != now]
    same = data_hash(cases) == read_manifest(shipped).data
    lines = [
        f"The shipped model was made from {'these very cases' if same else 'other cases: train again to ship these'}.",
        f"Gained {len(gained)}, lost {len(lost)}, new cases {len(cases) - len(known)}.",
    ]
    for title, names in (("Gained", gained), ("Lost", lost)):
        if names:
            more = [f"- and {len(names) - SHOWN} more"] if len(names) > SHOWN else []
            lines.append("\n".join([f"{title}:", "", *(f"- {n}" for n in names[:SHOWN]), *more]))
    return "\n\n".join(lines)


def _answers(folder: Path) -> dict[str, str | None]:
    try:
        with (folder / HELD_OUT_FILE).open(encoding="utf-8", newline="") as file:
            return {row["case"]: row["label"] or None for row in csv.DictReader(file)}
    except (OSError, KeyError, UnicodeDecodeError) as error:
        raise ModelError(f"{HELD_OUT_FILE} of {folder.name} cannot be read: {error}.", REBUILD) from error
