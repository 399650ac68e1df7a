from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausescan.core.readiness import Verdict
from clausescan.report.words import BADGES, count_of, page_list, page_range, shortened


@pytest.mark.parametrize(("pages", "words"), [((3,), "3"), ((1, 2, 3, 7, 9, 10), "1–3, 7, 9–10"), ((), "")])
def test_page_list(pages: tuple[int, ...], words: str) -> None:
    assert page_list(pages) == words


def test_counts_and_ranges() -> None:
    assert (count_of(1, "page"), count_of(0, "page")) == ("1 page", "0 pages")
    assert (page_range(2, 2), page_range(2, 5)) == ("page 2", "pages 2–5")


@given(st.text(max_size=300), st.integers(20, 100))
def test_shortened_is_plain_and_never_much_longer(words: str, most: int) -> None:
    short = shortened(words, most)
    assert len(short) <= most + 2
    assert "\n" not in short


def test_every_verdict_has_a_word_and_an_icon() -> None:
    assert set(BADGES) == set(Verdict)
    assert len({b.word for b in BADGES.values()}) == len(BADGES)
