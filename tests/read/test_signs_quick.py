"""The quick questions before places to sign are looked for give what the expressions give."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from clausescan.read import signs

PIECES = ("sign", "Signature", "By", "BY", ":", " ", "_", "____", "x", "baby", "Mayor", "Chair", "reagent", "Agent", "authorized", "Official", "\n")


@given(st.lists(st.sampled_from(PIECES), max_size=7).map("".join))
def test_quick_questions(text: str) -> None:
    assert signs.may_sign(text) == (signs.MAY_SIGN.search(text) is not None)
    assert signs._may_label(text) or signs._LEFT.search(text) is None
