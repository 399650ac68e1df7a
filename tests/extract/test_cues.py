"""Every cue is proved by its own examples."""

from __future__ import annotations

import pytest

from clausescan.core.span import Span
from clausescan.extract.cues import Cue, cues_at, load_cues


def found(example: str, role: str) -> set[str]:
    start = example.index("<>")
    text = example.replace("<>", "Elmont")
    return {c.id for c in cues_at(text, Span(start, start + 6), role, Span(0, len(text)))}


@pytest.mark.parametrize("cue", load_cues(), ids=lambda c: c.id)
def test_examples(cue: Cue) -> None:
    for example in cue.matches:
        assert cue.id in found(example, cue.role), example
    for example in cue.others:
        assert cue.id not in found(example, cue.role), example


def test_ids_are_unique() -> None:
    ids = [c.id for c in load_cues()]
    assert len(ids) == len(set(ids))


def test_a_state_between_the_name_and_the_cue_is_stepped_over() -> None:
    assert "acting-through" in found("<>, Ohio, acting through its council", "lead")


def test_nothing_outside_is_read() -> None:
    text = "issued by Elmont"
    assert cues_at(text, Span(10, 16), "lead", Span(10, 16)) == ()
