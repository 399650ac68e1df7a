"""The card of a model: what it is for, what was measured on families held out, what it was not tried on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from clausescan.learn.corpus import PERMITS, Case
from clausescan.learn.curve import Point, gain, is_flat, learning_curve
from clausescan.learn.manifest import Manifest
from clausescan.learn.measure import (
    FEATURES,
    WANTED,
    WANTED_OF_PERMITS,
    Bin,
    ClassScore,
    HeldOut,
    brier,
    calibration_error,
    class_scores,
    given_labels,
    held_out,
    macro_f1,
    probabilities,
    reliability,
)

TRIED_ONCE = """\
Tried by hand and not measured again by `clausescan train`, same folds; the first five on 2,669 cases, where this model has 0.73:

| model | macro F1 | remark |
|---|---|---|
| runs of 3 to 6 characters across words | 0.73 | many times slower; finds fewer grants (0.55, not 0.68, at 3 % wrong ones) |
| this model with runs of characters within words | 0.73 | the same: fewer grants found |
| this model with four times the columns | 0.73 to 0.74 | a file four times as large |
| this model with runs of three ideas | 0.72 to 0.74 | no better, half as many terms again |
| multinomial logistic regression on the same terms | 0.71 | several times slower to train, probabilities a little better |
| spaCy text classifier, bag of words (1,617 cases) | 0.23 | two of six folds; 0.8 ms a clause |
| spaCy text classifier, ensemble with a small CNN (1,617 cases) | 0.24 | 1 ms a clause |
| the rules' matches as further terms (1,617 cases) | 0.65 (0.64 without) | the matcher costs many times more than all the rest |"""

PURPOSE = (
    "Says what a clause of a public contract or solicitation is about, and for cooperative-use language in which direction it points. "
    "It abstains where it is not sure. It is an aid to reading, not legal advice."
)

LIMITS = """\
- All wording was written for this project by few hands. Real documents are longer, more mixed and worse scanned.
- A clause that holds several kinds gets one label. Only the first 6,000 characters are looked at.
- English only. Text from OCR was not part of what is measured here.
- "permits" and "restricts" differ by a condition that may stand anywhere in a clause: most confusions are between these two.
- The model proposes. No finding rests on it alone: a "permits" comes from rules, with the words that prove it."""


def card_text(manifest: Manifest, held: HeldOut, factor: float, size: int, cases: Sequence[Case]) -> str:
    """The card as Markdown, written from the measurements; the same input gives the same text."""
    truth = [c.label for c in cases]
    rows = probabilities(held, factor)
    always = [label for label, _ in given_labels(held.labels, rows, 0.0, 0.0)]
    sure = [label for label, _ in given_labels(held.labels, rows, manifest.threshold, manifest.permits_threshold)]
    bins = reliability(held, factor)
    parts = (
        f"# {manifest.name}",
        PURPOSE,
        "## What it is",
        _made_of(manifest, size, len({c.family for c in cases})),
        "## How it was measured",
        _method(held.folds, factor),
        _summary(truth, always, sure),
        _abstaining(manifest),
        "## Labels",
        scores_table(class_scores(truth, always), class_scores(truth, sure)),
        "## Confusions",
        confusions_table(truth, always),
        "## Calibration",
        f"Brier score {brier(held, factor):.3f} (0 best, 2 worst), calibration error {calibration_error(bins):.3f}.",
        bins_table(bins),
        "## Learning curve",
        curve_table(learning_curve(cases)),
        "## Features tried",
        features_table(cases),
        TRIED_ONCE,
        "## Limits",
        LIMITS,
    )
    return "\n\n".join(parts) + "\n"


def _made_of(manifest: Manifest, size: int, families: int) -> str:
    made_with = ", ".join(" ".join(v) for v in manifest.versions)
    return (
        f"One linear machine for each of {len(manifest.labels)} labels, over hashed beginnings of words, the ideas they stand for, the order of "
        f"the ideas and those under a denial or a condition (`learn/features.py`, `learn/concepts.toml`); names and numbers are masked. "
        f"{size:,} bytes. Learnt from {manifest.cases:,} cases "
        f"of {families} families (sha256 of the data `{manifest.data[:16]}...`), seed {manifest.seed}, with {made_with}."
    )


def _method(folds: int, factor: float) -> str:
    return (
        f"Every case was judged by a model that saw no case of its family, in {folds} groups of families. The factor that turns margins into "
        f"probabilities ({factor:g}) and the thresholds were found on the same held-out answers, so calibration is a little flattered."
    )


def _abstaining(manifest: Manifest) -> str:
    return (
        f"It abstains under {manifest.threshold:.2f}, and under {manifest.permits_threshold:.2f} where it would say `{PERMITS}`: the least "
        f"probabilities from which {WANTED:.0%} (of permits {WANTED_OF_PERMITS:.0%}) of the labels given were right."
    )


def _summary(truth: Sequence[str], always: Sequence[str | None], sure: Sequence[str | None]) -> str:
    given = [(t, g) for t, g in zip(truth, sure, strict=True) if g is not None]
    right = sum(t == g for t, g in given) / len(given) if given else 0.0
    hits = sum(t == g for t, g in zip(truth, always, strict=True)) / len(truth)
    return (
        f"Without abstaining: macro F1 {macro_f1(class_scores(truth, always)):.3f}, {hits:.1%} right. "
        f"Abstaining: a label for {len(given) / len(truth):.1%} of the cases, {right:.1%} of them right."
    )


def scores_table(always: Sequence[ClassScore], sure: Sequence[ClassScore]) -> str:
    """Precision, recall and F1 of each label without abstaining, and precision and recall with it."""
    lines = ["| label | cases | precision | recall | F1 | precision, abstaining | recall, abstaining |", "|---|---|---|---|---|---|---|"]
    lines += [
        f"| {a.label} | {a.count} | {a.precision:.2f} | {a.recall:.2f} | {a.f1:.2f} | {s.precision:.2f} | {s.recall:.2f} |"
        for a, s in zip(always, sure, strict=True)
    ]
    return "\n".join(lines)


def confusions_table(truth: Sequence[str], given: Sequence[str | None], most: int = 12) -> str:
    """The mistakes made most often."""
    wrong = Counter((t, g) for t, g in zip(truth, given, strict=True) if t != g)
    lines = ["| it is | taken for | times |", "|---|---|---|"]
    lines += [f"| {t} | {g} | {n} |" for (t, g), n in sorted(wrong.items(), key=lambda x: (-x[1], x[0]))[:most]]
    return "\n".join(lines)


def bins_table(bins: Sequence[Bin]) -> str:
    """How sure the model was and how often it was right."""
    lines = ["| probability | cases | said | right |", "|---|---|---|---|"]
    lines += [f"| {b.low:.1f} to {b.low + 0.1:.1f} | {b.count} | {b.said:.2f} | {b.right:.2f} |" for b in bins]
    return "\n".join(lines)


def curve_table(points: Sequence[Point]) -> str:
    """Macro F1 by the share of the wording learnt from, the spread over groups of families, and whether the curve is flat."""
    lines = ["| share | cases learnt from | macro F1 | spread over the groups |", "|---|---|---|---|"]
    lines += [f"| {p.share:.0%} | {p.cases} | {p.mean:.3f} | {p.spread:.3f} |" for p in points]
    added, spread, many = gain(points), points[-1].spread, len(points[-1].scores)
    rose = sum(a > b for a, b in zip(points[-1].scores, points[-2].scores, strict=True))
    last = (
        f"Each figure is the mean over {many} groups of families held out; the spread is their standard deviation. The last quarter of the wording "
        f"adds {added:+.3f}, which is {'less' if is_flat(points) else 'no less'} than the spread ({spread:.3f}): the curve "
        f"{'is flat' if is_flat(points) else 'still rises'} by that rule. It rose in {rose} of the {many} groups; the standard error of the mean is "
        f"{spread / many**0.5:.3f}."
    )
    return "\n".join(lines) + "\n\n" + last


def features_table(cases: Sequence[Case]) -> str:
    """Macro F1 on families held out for each set of features, with the same machine."""
    lines = ["| features | macro F1 | right |", "|---|---|---|"]
    for name, analyse in FEATURES.items():
        held = held_out(cases, analyse)
        truth = [held.labels[i] for i in held.truth]
        given = [held.labels[int(i)] for i in held.margins.argmax(axis=1)]
        right = sum(t == g for t, g in zip(truth, given, strict=True)) / len(truth)
        lines.append(f"| {name} | {macro_f1(class_scores(truth, given)):.3f} | {right:.1%} |")
    return "\n".join(lines)
