"""Corrections of reviewers as labelled wording: what `clausescan corrections export` writes and `clausescan train --with` reads."""

from __future__ import annotations

import json
from collections.abc import Iterable

from clausescan.core.review import JUDGMENTS, Act, Correction, live
from clausescan.learn.corpus import CLASS_LABELS, LABELS, Case, trigrams

_ABOUT = {"term": "term", "competition": "competition", "scope": "scope"}
_FEWEST = 5  # words: less says nothing of how people write
HEAD = "# Labelled wording from reviews. It holds words of your documents: keep it where they may lie.\n"


def cases_of(corrections: Iterable[Correction]) -> tuple[Case, ...]:
    """A case for each finding whose reviewers agree on what it is, in the order of their first word on it; the same words once.

    A clause of cooperative use is labelled by its polarity, or "other" where it was rejected. A family is one document, so that its manner
    of drafting is never on both sides of a split. Of what was missed, what was added counts.
    """
    by_finding: dict[tuple[str, str], list[Correction]] = {}
    for one in live(corrections):
        if one.anchor is not None and (one.act in JUDGMENTS or one.act is Act.ADD):
            by_finding.setdefault((one.kind, one.finding or one.id), []).append(one)
    found: dict[frozenset[tuple[str, ...]], Case] = {}
    for lines in by_finding.values():
        last = {line.who: line for line in lines}
        cases = [case for line in last.values() if (case := _case(line, lines[0])) is not None]
        if cases and len({(c.label, c.text) for c in cases}) == 1 and len(cases) == len(last):
            found.setdefault(trigrams(cases[0].text), cases[0])
    return tuple(found.values())


def _case(line: Correction, first: Correction) -> Case | None:
    """What one reviewer's last word on a finding says of its wording; None where it says nothing that has a label."""
    assert line.anchor is not None
    text = " ".join(line.anchor.quote.split())
    label, clause_class = _label(line)
    if label not in LABELS or len(text.split()) < _FEWEST:
        return None
    fits = clause_class if label in CLASS_LABELS.get(clause_class, ()) else ""
    comment = line.reason or f"{line.act.value} by a reviewer"
    return Case(f"review-{first.id}", label, f"review_{line.anchor.source[:12]}", text, " ".join(comment.split()), fits)


def _label(line: Correction) -> tuple[str, str]:
    said = dict(line.before) | (dict(line.after) if line.act in {Act.CORRECT, Act.ADD} else {})
    if line.kind == "cooperative_use":
        if line.act is Act.REJECT:
            return "other", "UNRELATED"
        polarity = said.get("polarity", "")
        return ("other" if polarity in {"silent", "unrelated"} else f"cooperative_{polarity}"), said.get("clause_class", "")
    return ("" if line.act is Act.REJECT else _ABOUT.get(line.kind, "")), ""


def cases_text(cases: Iterable[Case]) -> str:
    """The cases as a corpus file in TOML."""
    return HEAD + "".join(f"\n{_table(case)}" for case in cases)


def _table(case: Case) -> str:
    pairs = [
        ("id", case.id),
        ("label", case.label),
        ("class", case.clause_class),
        ("family", case.family),
        ("text", case.text),
        ("comment", case.comment),
    ]
    return "[[case]]\n" + "".join(f"{name} = {_quoted(value)}\n" for name, value in pairs if value)


def _quoted(text: str) -> str:
    """A basic string of TOML, whose escapes are those of JSON, and DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
