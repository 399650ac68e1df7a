from __future__ import annotations

import time

import pytest

from clausescan.assess.bundle import bundle
from clausescan.assess.links import LinkRule, link_rules
from clausescan.core.contract_file import Edge, EdgeKind
from clausescan.core.finding import Role
from tests.assess.build_facts import SIGNED, amendment, contract, paper, solicitation


@pytest.mark.parametrize("rule", link_rules(), ids=lambda r: r.id)
def test_rule_examples(rule: LinkRule) -> None:
    assert rule.why
    for words in rule.matches:
        assert rule.pattern.search(words), words
    for words in rule.not_matches:
        assert not rule.pattern.search(words), words


def edges(takes_in: str) -> tuple[Edge, ...]:
    return tuple(e for e in bundle([solicitation(), contract(takes_in=takes_in)]).edges if e.kind in (EdgeKind.INCORPORATES, EdgeKind.EXCLUDES))


@pytest.mark.parametrize(
    ("words", "kind", "target"),
    [
        ("The Contract Documents consist of this form; Invitation to Bid 24-031; and the bid.", EdgeKind.INCORPORATES, "1.1"),
        ("The contract documents are:\n\n1. this form\n\n2. ITB 24-031 with addenda\n\n3. the bid of the contractor", EdgeKind.INCORPORATES, "1.1"),
        ("These are attached and incorporated:\n\nExhibit A. Invitation to Bid 24-031\n\nExhibit B. Bid", EdgeKind.INCORPORATES, "1.1"),
        ("All conditions of ITB 24-031 shall apply to this contract.", EdgeKind.INCORPORATES, "1.1"),
        ("This form, together with the invitation to bid, makes up the whole contract.", EdgeKind.INCORPORATES, "1.1"),
        ("ITB No. 24-31 applies as though repeated in full.", EdgeKind.INCORPORATES, "1.1"),
        ("Where they differ, this form governs over the solicitation.", EdgeKind.INCORPORATES, "1.1"),
        ("RFP 19-400 is incorporated by reference.", EdgeKind.INCORPORATES, None),  # another number: not this solicitation
        ("The solicitation is named for reference only.", EdgeKind.EXCLUDES, "1.1"),
        ("This is the whole contract and replaces the Invitation to Bid and all talks.", EdgeKind.EXCLUDES, "1.1"),
    ],
)
def test_link(words: str, kind: EdgeKind, target: str | None) -> None:
    found = edges(words)
    assert (kind, target) in {(e.kind, e.target) for e in found}
    assert all(e.proof for e in found)


@pytest.mark.parametrize(
    "words",
    [
        "The vendor was incorporated in the State of Ohio in 1990.",
        "The invitation was advertised in May.",
        "The vendor was chosen under Invitation to Bid 24-031.",
        "The vendor's bid in response to the invitation was the lowest.",
        "This form supersedes the solicitation where they conflict.",
    ],
)
def test_no_exclusion_and_no_incorporation(words: str) -> None:
    assert not [e for e in edges(words) if e.target is not None]


def test_sections_left_out_and_pieces_taken_in() -> None:
    left_out = edges("ITB 24-031 is incorporated, except section 4 of it.")
    piece = edges("The specifications of Invitation to Bid 24-031 are incorporated here.")
    assert left_out[0].omits == ("4",)
    assert piece[0].only == ("specifications",)


def test_an_amendment_changes_its_contract() -> None:
    file = bundle([contract(), amendment(1, "2026-06-30")])
    assert [(e.source, e.target) for e in file.edges if e.kind is EdgeKind.AMENDS] == [("2.1", "1.1")]


@pytest.mark.parametrize("noise", [" " * 500_000, "_" * 500_000, "section 1 " * 50_000, "incorporated RFP " * 5_000])
def test_time_grows_with_length_only(noise: str) -> None:
    started = time.perf_counter()
    bundle([solicitation(), paper(Role.CONTRACT, f"CONTRACT\n\n{noise}\n\n{SIGNED}")])
    assert time.perf_counter() - started < 10
