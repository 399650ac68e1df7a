"""Tests of clausescan.extract.cooperative.bearing: what of a long part is listed."""

from __future__ import annotations

import pytest

from clausescan.core.finding import Role
from clausescan.core.span import Span
from clausescan.extract.cooperative.bearing import bearing
from clausescan.extract.cooperative.sense import Judgement, Says
from clausescan.extract.cooperative.view import View
from clausescan.extract.matcher import RuleMatch
from clausescan.extract.rules import Rule

RULE = Rule("verb-use", "verb.use", "Somebody buys.", ())
FILLER = "The vendor delivers on weekdays between eight and four.\n" * 150


def judged(*sentences: tuple[Says, str], around: str = FILLER) -> list[Judgement]:
    """Judgements on sentences that stand one after the other at the head of a text."""
    text = " ".join(words for _, words in sentences) + "\n\n" + around
    found, at = [], 0
    for says, words in sentences:
        start = text.index(words, at)
        at = start + len(words)
        found.append(Judgement(says, Span(start, at), RuleMatch(RULE, Span(start, at)), View(text, start, at, ())))
    return found


def listed(one: tuple[Says, str], role: Role = Role.CONTRACT, around: str = FILLER) -> bool:
    return len(bearing(judged(one, around=around), role)) == 1


def test_nothing_judged_lists_nothing() -> None:
    assert bearing([], Role.CONTRACT) == []


def test_of_a_short_text_all_is_listed() -> None:
    assert listed((Says.SUPPORT, "Invoices bear the number of the order."), around="")


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (True, "Vendor shall pay a fee on the purchases of other public agencies."),
        (True, "Piggyback orders are reported each quarter."),
        (False, "Vendor shall pay a fee on all invoices."),
        (False, "Other public agencies are exempt from taxes."),
    ],
)
def test_support_is_listed_where_it_speaks_of_other_buyers(*, expected: bool, text: str) -> None:
    assert listed((Says.SUPPORT, text)) is expected


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (True, "The RFP and the proposal are incorporated here."),
        (False, "The manual is incorporated here."),
        (False, "The proposal is kept by the clerk."),
        (False, "Title VI is incorporated into the bid."),
    ],
)
def test_a_document_taken_in_is_listed_where_it_is_the_tender(*, expected: bool, text: str) -> None:
    assert listed((Says.INCORP, text)) is expected


def test_of_a_solicitation_nothing_taken_in_is_listed_unless_it_speaks_of_use() -> None:
    takes_in, grant = (Says.INCORP, "This RFP is incorporated into the contract."), (Says.GRANT, "Other towns may buy under it.")
    assert bearing(judged(takes_in), Role.SOLICITATION) == []
    both = judged(takes_in, grant)
    assert bearing(both, Role.SOLICITATION) == both


COOPERATIVE = "The Cooperative keeps a list of vendors.\n" * 200


@pytest.mark.parametrize(
    ("expected", "says", "text"),
    [
        (True, Says.GRANT, "A member may purchase goods under this award."),
        (False, Says.GRANT, "A member may return goods within ten days."),
        (True, Says.REVERSE, "The Cooperative may piggyback on a state award."),
        (False, Says.REVERSE, "The Cooperative uses state contracts for paper."),
    ],
)
def test_of_a_cooperatives_own_document_only_what_says_who_buys_is_listed(*, expected: bool, says: Says, text: str) -> None:
    assert listed((says, text), around=COOPERATIVE) is expected
    assert listed((says, text))
