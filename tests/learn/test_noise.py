from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausescan.learn.noise import CONFUSIONS, KEPT, noisy

CLAUSE = (
    "Other governmental agencies may not purchase from this contract, nor from its renewals, unless the Commissioner has first\n"
    "said so in writing. [X] Yes [ ] No ____ Only municipalities listed in Exhibit 10 shall be informed."
)
MARKS = re.compile(r"\[[ X]?\]|_{2,}")


@given(st.text(max_size=300), st.integers(), st.floats(0.0, 1.0))
def test_the_same_seed_gives_the_same_text(text: str, seed: int, rate: float) -> None:
    assert noisy(text, seed, rate) == noisy(text, seed, rate)


@given(st.text(max_size=300), st.integers())
def test_no_noise_gives_the_text_back(text: str, seed: int) -> None:
    assert noisy(text, seed, 0.0) == text


@given(st.integers(0, 10_000), st.floats(0.0, 0.5))
def test_words_that_decide_and_check_boxes_stay(seed: int, rate: float) -> None:
    spoilt = noisy(CLAUSE, seed, rate)
    assert MARKS.findall(spoilt) == MARKS.findall(CLAUSE)
    words = re.findall(r"\w+", spoilt.lower())
    for word in ("not", "nor", "unless", "no", "only", "may", "yes"):
        assert word in words


def test_other_words_are_spoilt_and_another_seed_spoils_others() -> None:
    text = "municipalities and governmental entities " * 200
    changed = sum(a != b for a, b in zip(text.split(), noisy(text, 7, 0.05).split(), strict=False))
    assert changed > 0
    assert noisy(text, 7, 0.05) != noisy(text, 8, 0.05)


@pytest.mark.parametrize("rate", [-0.1, 1.5])
def test_a_rate_outside_nothing_and_all_is_refused(rate: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        noisy("text", 1, rate)


def test_the_tables_are_sound() -> None:
    assert all(word == word.lower() for word in KEPT)
    assert all(seen not in read for seen, read in CONFUSIONS.items())
    assert all(1 <= len(seen) <= 2 for seen in CONFUSIONS)
