"""The learning curve on families held out: what more wording still adds, and whether that is more than chance."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, stdev

from clausescan.learn.corpus import Case
from clausescan.learn.measure import SEED, Array, class_scores, folds_of, hashed, macro_f1, margins_of

SHARES = (0.25, 0.5, 0.75, 1.0)
ORDERS = 3
"""Orders in which families are taken, for each share below the whole."""


@dataclass(frozen=True, slots=True)
class Point:
    """What was learnt from a share of the wording: so many cases on average, and the macro F1 of each group of families held out."""

    share: float
    cases: int
    scores: tuple[float, ...]

    @property
    def mean(self) -> float:
        """The mean over the groups."""
        return fmean(self.scores)

    @property
    def spread(self) -> float:
        """The standard deviation over the groups; 0 for one group."""
        return stdev(self.scores) if len(self.scores) > 1 else 0.0


def learning_curve(cases: Sequence[Case]) -> tuple[Point, ...]:
    """One point a share, the whole last. Families are taken whole and in seeded orders until the share of the cases is reached.

    The score of a group is the macro F1 over the labels that occur in it, of a model that saw none of its families.
    """
    seen, labels = hashed(cases), tuple(sorted({c.label for c in cases}))
    return tuple(_point(share, cases, seen, labels) for share in SHARES)


def gain(points: Sequence[Point]) -> float:
    """What the last share of the wording added to the mean."""
    return points[-1].mean - points[-2].mean


def is_flat(points: Sequence[Point]) -> bool:
    """True where the last share of the wording added less than the spread over the groups of families."""
    return gain(points) < points[-1].spread


def _point(share: float, cases: Sequence[Case], seen: Array, labels: tuple[str, ...]) -> Point:
    sizes: list[int] = []
    scores: list[float] = []
    for group in folds_of(cases):
        inside = [i for i, c in enumerate(cases) if c.family in group]
        turns = [_kept(cases, group, share, order) for order in range(ORDERS if share < 1 else 1)]
        sizes += map(len, turns)
        scores.append(fmean(_score(cases, seen, kept, inside, labels) for kept in turns))
    return Point(share, round(fmean(sizes)), tuple(scores))


def _kept(cases: Sequence[Case], group: frozenset[str], share: float, order: int) -> list[int]:
    """Cases of other families, whole families at a time, until the share is reached."""
    others = sorted({c.family for c in cases} - group)
    random.Random(SEED + order).shuffle(others)  # noqa: S311 -- nothing secret is made of it
    rows = {f: [i for i, c in enumerate(cases) if c.family == f] for f in others}
    wanted = share * sum(map(len, rows.values()))
    kept: list[int] = []
    for family in others:
        if len(kept) >= wanted:
            break
        kept += rows[family]
    return sorted(kept)


def _score(cases: Sequence[Case], seen: Array, kept: list[int], inside: list[int], labels: tuple[str, ...]) -> float:
    margins = margins_of(seen[kept], [cases[i].label for i in kept], seen[inside], labels)
    given = [labels[int(i)] for i in margins.argmax(axis=1)]
    return macro_f1(class_scores([cases[i].label for i in inside], given))
