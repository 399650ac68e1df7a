from __future__ import annotations

from dataclasses import replace

import pytest

from clausescan.core.finding import ClauseClass, CooperativeUse, Evidence, Finding, Polarity, finding
from clausescan.core.span import Span
from clausescan.extract.cooperative.beside import beside_wider
from clausescan.scan import Toolkit, load_toolkit, scan_text

GRANT = "Any public agency in the United States may buy under the contract at the same prices."
REVERSE = "The City wishes to purchase the trucks by piggybacking on the contract that Larch County awarded to Teal Motors."


@pytest.fixture(scope="module")
def toolkit() -> Toolkit:
    return load_toolkit()


def polarity(text: str, toolkit: Toolkit) -> Polarity:
    return scan_text(text, "t", toolkit).parts[0].facts.cooperative_polarity


def test_a_grant_alone_permits(toolkit: Toolkit) -> None:
    assert polarity(GRANT, toolkit) is Polarity.PERMITS


def test_a_grant_beside_ones_own_use_of_anothers_contract_is_that_contracts(toolkit: Toolkit) -> None:
    assert polarity(f"{REVERSE}\n\n{GRANT}", toolkit) is Polarity.REVERSE


def test_far_apart_they_are_two_matters(toolkit: Toolkit) -> None:
    between = "The vendor delivers on weekdays between eight and four.\n\n" * 40
    assert polarity(f"{REVERSE}\n\n{between}{GRANT}", toolkit) is Polarity.PERMITS


def clause(quote: str, kind: ClauseClass, start: int) -> Finding[CooperativeUse]:
    """A clause that restricts, with its words."""
    evidence = Evidence("0" * 64, 1, Span(start, start + len(quote)), quote, (), "verb-use")
    return finding("cooperative_use", CooperativeUse(kind, Polarity.RESTRICTS), (evidence,))


LISTED = clause("The Towns of Ames and Bow bid together.", ClauseClass.LIST, 0)
BY_LEAVE = clause("Any town of the state may buy.", ClauseClass.GEO, 100)
WIDER = clause("Apart from the joint bidders, any town of the state may buy.", ClauseClass.GEO, 200)
WIDER_LIST = clause("Besides the named agencies, those of Exhibit B may buy.", ClauseClass.LIST, 300)


@pytest.mark.parametrize(
    ("given", "left"),
    [
        ((), ()),
        ((LISTED,), (LISTED,)),
        ((LISTED, BY_LEAVE), (LISTED, BY_LEAVE)),
        ((LISTED, WIDER), (WIDER,)),
        ((LISTED, BY_LEAVE, WIDER), (BY_LEAVE, WIDER)),
        ((LISTED, WIDER_LIST), (WIDER_LIST,)),
    ],
)
def test_a_list_is_no_gate_where_more_are_let_in_apart_from_it(
    given: tuple[Finding[CooperativeUse], ...], left: tuple[Finding[CooperativeUse], ...]
) -> None:
    assert beside_wider(given) == left


def test_a_refusal_beside_a_list_lets_in_nobody() -> None:
    refused = replace(WIDER, value=CooperativeUse(ClauseClass.PROHIBIT, Polarity.PROHIBITS))
    assert beside_wider((LISTED, refused)) == (LISTED, refused)
