"""Why a finding stands: the rule, the words that weighed, the classifier's view, and what argued against it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from clausescan.core.finding import Evidence
from clausescan.core.plain import evidence_plain
from clausescan.core.span import Span


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule by its id, and its sentence for a person."""

    rule: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Weighed:
    """Words of the document, where they stand (page from 1), what they were taken to mean, and the rule that took them so."""

    words: str
    span: Span
    page: int
    meaning: str
    rule: str


@dataclass(frozen=True, slots=True)
class Against:
    """Something that was looked at and did not decide: a sentence, and the words it speaks of ("" and page 0 where it speaks of none)."""

    sentence: str
    words: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class Term:
    """One term of the classifier as a reader can follow it (`words`), as the model holds it (`term`), and what it added to the margin."""

    words: str
    term: str
    weight: float


@dataclass(frozen=True, slots=True)
class ClauseLabel:
    """What the classifier takes the clause around a finding to be about; `kind` is None where it abstains. No finding rests on it."""

    model: str
    kind: str | None
    probability: float
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why one finding stands. `path` is the key of facts/1 under which it is printed; `value` says it in a few words.

    `words` come heaviest first. `against` is empty where nothing argued against it, None where the finder does not keep what it passed over.
    """

    id: str
    path: str
    kind: str
    value: str
    confidence: float
    evidence: tuple[Evidence, ...]
    reasons: tuple[Reason, ...]
    words: tuple[Weighed, ...] = ()
    steps: tuple[str, ...] = ()
    label: ClauseLabel | None = None
    against: tuple[Against, ...] | None = ()


def by_rule(words: Iterable[Weighed]) -> tuple[tuple[Weighed, ...], ...]:
    """The words that one rule took together, in the order in which the rules first stand."""
    groups: dict[tuple[str, str], list[Weighed]] = {}
    for one in words:
        groups.setdefault((one.rule, one.meaning), []).append(one)
    return tuple(tuple(group) for group in groups.values())


def label_sentences(label: ClauseLabel) -> tuple[str, ...]:
    """The classifier's view for a reader: its label, what spoke most for it, and that no finding rests on it."""
    sure = f"probability {label.probability:.2f}"
    told = f"{label.kind.replace('_', ' ').capitalize()}, {sure}." if label.kind else f"It is not sure and says nothing ({sure} for its best guess)."
    terms = ", ".join(f"{t.words} {t.weight:+.2f}" for t in label.terms) if label.kind else ""
    return (told, *([f"Spoke most for it: {terms}."] if terms else []), "No finding rests on this; it is a second opinion.")


def explanation_plain(one: Explanation) -> dict[str, Any]:
    """An explanation as plain JSON; `against` is null where the finder does not keep what it passed over."""
    label = one.label
    return {
        "id": one.id,
        "path": one.path,
        "kind": one.kind,
        "value": one.value,
        "confidence": round(one.confidence, 3),
        "reasons": [{"rule": r.rule, "why": r.sentence} for r in one.reasons],
        "words": [
            {"words": w.words, "page": w.page, "start": w.span.start, "end": w.span.end, "means": w.meaning, "rule": w.rule} for w in one.words
        ],
        "steps": list(one.steps),
        "label": None
        if label is None
        else {
            "model": label.model,
            "kind": label.kind,
            "probability": round(label.probability, 4),
            "terms": [{"words": t.words, "term": t.term, "weight": round(t.weight, 3)} for t in label.terms],
        },
        "against": None if one.against is None else [{"why": a.sentence, "words": a.words, "page": a.page or None} for a in one.against],
        "evidence": evidence_plain(one.evidence),
    }
