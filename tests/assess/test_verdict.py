from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausescan.assess.verdict import assess, five_verdicts, headline
from clausescan.core.contract_file import WhoActs
from clausescan.core.readiness import Readiness, Verdict
from clausescan.core.result import Scanned
from tests.assess.build_facts import CHOICE, SAID_NO, amendment, award, contract, day, price_list, response, solicitation

FULL = (solicitation(), contract(), award(), price_list())


def answer(*scans: Scanned, on: str = "2025-01-15", needs: tuple[str, ...] = ("bulk road salt",), version: str = "1") -> Readiness:
    return assess(scans, day(on), needs, version)[1]


@pytest.mark.parametrize(
    ("verdicts", "words"),
    [
        ("met met met met met", "5 of 5 checks are met."),
        ("met met met met needs_review", "4 of 5 checks are met; 1 needs review."),
        ("met not_met not_found not_in_file needs_review", None),
        ("needs_review needs_review not_met not_met met", "1 of 5 checks is met; 2 are not met; 2 need review."),
    ],
)
def test_headline(verdicts: str, words: str | None) -> None:
    text = headline([Verdict(v) for v in verdicts.split()])
    assert words is None or text == words


@given(st.lists(st.sampled_from(list(Verdict)), min_size=5, max_size=5))
def test_the_headline_counts_every_check_and_never_says_ready(verdicts: list[Verdict]) -> None:
    text = headline(verdicts)
    numbers = [int(n) for n in re.findall(r"\d+", text)]
    ones = sum(phrase in text for phrase in ("the document is missing for 1",))
    assert sum(numbers) - 5 == 5, (text, ones)
    assert not re.search(r"ready|compliant|legal|approved|guarantee", text)


def test_without_a_buyer_the_answer_says_what_depends_on_the_buyer() -> None:
    full = answer(*FULL)
    assert full.headline == "5 of 5 checks are met."
    assert "depends on you" in full.depends
    assert full.next_steps[-1].who is WhoActs.LEGAL


def test_a_check_with_two_sides_is_as_good_as_its_worse_side() -> None:
    checks = answer(solicitation(), contract(takes_in=""), award(), price_list()).checks
    assert five_verdicts(checks) == (Verdict.MET, Verdict.MET, Verdict.MET, Verdict.MET, Verdict.NOT_FOUND)


def test_five_counts_add_up() -> None:
    five = answer(solicitation(use=CHOICE), contract(), response(SAID_NO), award()).five
    assert five.met + five.failed + five.open == 5
    assert five.failed == 1


def test_why_is_short_and_the_worst_comes_first() -> None:
    found = answer(solicitation(use=CHOICE), contract(), response(SAID_NO), amendment(3, "2026-06-30"))
    assert 0 < len(found.why) <= 5
    assert "declined" in found.why[0]
    texts = [(s.text, s.who) for s in found.next_steps]
    assert len(texts) == len(set(texts))


def test_the_same_arguments_give_the_same_answer() -> None:
    assert answer(*FULL) == answer(*reversed(FULL))


@pytest.mark.parametrize(
    "other",
    [answer(*FULL, on="2025-01-16"), answer(*FULL, needs=("salt",)), answer(*FULL, version="2"), answer(*FULL[:-1])],
    ids=["day", "needs", "version", "files"],
)
def test_the_fingerprint_changes_with_whatever_the_answer_rests_on(other: Readiness) -> None:
    known = answer(*FULL)
    assert re.fullmatch(r"[0-9a-f]{64}", known.fingerprint)
    assert other.fingerprint != known.fingerprint
