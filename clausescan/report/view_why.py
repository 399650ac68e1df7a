"""How a clause was read, ready to be shown: closed beside the clause until somebody asks."""

from __future__ import annotations

from dataclasses import dataclass

from clausescan.core.explanation import Against, Explanation, Weighed, by_rule, label_sentences
from clausescan.report.words import shortened

_LONGEST = 240


@dataclass(frozen=True, slots=True)
class WhyView:
    """The reason in a sentence, the words that weighed, what argued against, the classifier's view, rules and id for a trace."""

    id: str
    summary: str
    rules: tuple[str, ...]
    words: tuple[tuple[Weighed, ...], ...]
    """Words that one rule took stand together."""
    frames: tuple[str, ...]
    against: tuple[Against, ...]
    label: tuple[str, ...]


def why_view(one: Explanation) -> WhyView:
    """An explanation as the report shows it; long quotes are cut."""
    return WhyView(
        id=one.id,
        summary=one.reasons[0].sentence if one.reasons else one.value,
        rules=tuple(dict.fromkeys(r.rule for r in one.reasons)),
        words=by_rule(one.words),
        frames=one.steps,
        against=tuple(Against(a.sentence, shortened(a.words, _LONGEST), a.page) for a in one.against or ()),
        label=label_sentences(one.label) if one.label is not None else (),
    )
