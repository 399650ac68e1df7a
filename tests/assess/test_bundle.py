from __future__ import annotations

import itertools

from clausescan.assess.bundle import bundle
from clausescan.core.contract_file import Completeness, ContractFile
from clausescan.core.finding import Role
from clausescan.core.result import Scanned
from tests.assess.build_facts import BLANK, CHOICE, SAID_YES, amendment, award, contract, paper, price_list, response, solicitation


def wanted(file: ContractFile) -> str:
    return " | ".join(d.what for d in file.to_obtain)


def test_a_full_file() -> None:
    file = bundle([solicitation(), contract(), award(), price_list()])
    assert file.completeness is Completeness.A
    assert not file.to_obtain


def test_the_order_of_files_does_not_matter_and_a_copy_counts_once() -> None:
    scans: list[Scanned] = [solicitation(), contract(), award()]
    files = {bundle(order) for order in itertools.permutations(scans)}
    assert len(files) == 1
    assert bundle([*scans, scans[0]]) in files


def test_levels() -> None:
    assert bundle([solicitation(), contract()]).completeness is Completeness.B
    assert bundle([contract()]).completeness is Completeness.C
    assert bundle([paper(Role.BOARD_ITEM, "AGENDA ITEM 7\n\nBuy salt.")]).completeness is Completeness.D
    assert bundle([]).completeness is Completeness.D


def test_skipped_amendments_are_asked_for() -> None:
    file = bundle([contract(), amendment(1, "2026-06-30"), amendment(4, "2027-06-30")])
    assert "Amendment 2 | Amendment 3" in wanted(file)


def test_a_solicitation_that_the_contract_names_is_asked_for_by_its_number() -> None:
    file = bundle([contract(takes_in="Invitation to Bid 24-031 is made a part of this contract.")])
    first = file.to_obtain[0]
    assert first.what == "The solicitation (Invitation to Bid 24-031)"
    assert first.proof


def test_a_choice_left_to_the_vendor_asks_for_its_answer() -> None:
    assert "answer on use by others" in wanted(bundle([solicitation(use=CHOICE), contract()]))
    assert "answer on use by others" not in wanted(bundle([solicitation(use=CHOICE), contract(), response(SAID_YES)]))


def test_an_unsigned_copy_is_asked_for_signed() -> None:
    assert "A signed copy of “CONTRACT C-881”" in wanted(bundle([contract(sign=BLANK)]))
    assert "signed copy" not in wanted(bundle([contract()]))


def test_pages_that_were_not_read_are_kept_with_their_part() -> None:
    assert bundle([solicitation(unread=[2])]).parts[0].unread_pages == (2,)
