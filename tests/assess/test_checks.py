from __future__ import annotations

import pytest

from clausescan.assess.bundle import bundle
from clausescan.assess.checks import five_checks
from clausescan.assess.reconcile import reconcile
from clausescan.core.finding import AgencyType, Answer, Competition, LeadAgency, Role, Scope
from clausescan.core.readiness import CheckResult, Verdict
from clausescan.core.result import Scanned
from tests.assess.build_facts import (
    BLANK,
    CHOICE,
    COUNTY,
    FORBIDS,
    MEMBERS,
    OPEN,
    SAID_NO,
    amendment,
    award,
    contract,
    day,
    paper,
    price_list,
    response,
    solicitation,
)

FULL = (solicitation(), contract(), award(), price_list())


def checks(*scans: Scanned, on: str = "2025-01-15", needs: tuple[str, ...] = ("bulk road salt",)) -> dict[str, CheckResult]:
    return {c.number: c for c in five_checks(reconcile(bundle(scans)), day(on), needs)}


def test_a_clean_file_is_met_throughout_with_proof() -> None:
    found = checks(*FULL)
    assert list(found) == ["1", "2", "3", "4", "5a", "5b"]
    assert {c.verdict for c in found.values()} == {Verdict.MET}
    assert all(c.proof and p.document for c in found.values() for p in c.proof)


def test_nothing_is_met_and_nothing_is_refused_without_documents() -> None:
    assert {c.verdict for c in checks().values()} == {Verdict.NOT_IN_FILE}


@pytest.mark.parametrize(
    ("scans", "on", "verdict", "words"),
    [
        (FULL, "2025-06-15", Verdict.MET, "15 days left"),
        (FULL, "2025-07-01", Verdict.NEEDS_REVIEW, "no signed renewal past that day"),
        (FULL, "2027-07-01", Verdict.NOT_MET, "ended on June 30, 2025"),
        (FULL, "2024-06-30", Verdict.NOT_MET, "starts on July 1, 2024"),
        ((solicitation(),), "2025-01-15", Verdict.NOT_IN_FILE, "only plans a term"),
        ((contract(sign=BLANK),), "2025-01-15", Verdict.NEEDS_REVIEW, "signatures"),
        ((contract(sign=""), award()), "2025-01-15", Verdict.MET, "166 days left"),
        ((contract(), amendment(1, "2026-06-30")), "2026-06-30", Verdict.MET, "0 days left"),
        ((contract(), amendment(1, "2026-06-30", sign=BLANK)), "2026-01-01", Verdict.NEEDS_REVIEW, "not shown as signed"),
        ((paper(Role.CONTRACT, "CONTRACT\n\nSalt."),), "2025-01-15", Verdict.NOT_FOUND, "having read page 1 of contract.pdf"),
        ((paper(Role.CONTRACT, "CONTRACT", "x", unread=[2]),), "2025-01-15", Verdict.NOT_IN_FILE, "1 page unread"),
    ],
)
def test_active(scans: tuple[Scanned, ...], on: str, verdict: Verdict, words: str) -> None:
    found = checks(*scans, on=on)["1"]
    assert (found.verdict, words in found.reason) == (verdict, True), found.reason


def test_without_a_need_the_scope_is_shown_and_nothing_is_judged() -> None:
    found = checks(*FULL, needs=())["2"]
    assert found.verdict is Verdict.NEEDS_REVIEW
    assert "road salt" in found.reason


def test_the_worst_need_decides() -> None:
    found = checks(*FULL, needs=("bulk road salt", "purple elephants"))["2"]
    assert found.verdict is Verdict.NOT_FOUND
    assert "purple elephants" in found.reason


@pytest.mark.parametrize(
    ("lead", "verdict"),
    [
        (LeadAgency("Wren County", AgencyType.COUNTY, "OH", Answer.YES), Verdict.MET),
        (LeadAgency("Wren County", AgencyType.UNKNOWN, None, Answer.UNCLEAR), Verdict.NEEDS_REVIEW),
        (LeadAgency("Wren County", AgencyType.NONPROFIT_ADMIN, None, Answer.NO), Verdict.NEEDS_REVIEW),
        (LeadAgency("Wren County", AgencyType.PRIVATE, None, Answer.NO), Verdict.NOT_MET),
    ],
)
def test_lead(lead: LeadAgency, verdict: Verdict) -> None:
    scan = paper(Role.CONTRACT, "CONTRACT\n\nWren County buys salt.", lead=(lead, "Wren County"))
    assert checks(scan)["3"].verdict is verdict


def test_a_public_body_that_a_contract_hardly_shows_to_buy_is_for_review() -> None:
    scan = paper(Role.CONTRACT, "CONTRACT\n\nWren County buys salt.", lead=(COUNTY, "Wren County"), sure_of_lead=0.6)
    found = checks(scan)["3"]
    assert found.verdict is Verdict.NEEDS_REVIEW
    assert found.proof
    assert checks(scan, solicitation())["3"].verdict is Verdict.MET  # who asks for bids says who buys


def test_a_public_lead_stands_behind_an_administrator() -> None:
    admin = LeadAgency("Salt Alliance", AgencyType.NONPROFIT_ADMIN, None, Answer.NO)
    flyer = paper(Role.CONTRACT, "CONTRACT\n\nSalt Alliance offers salt.", name="0.pdf", lead=(admin, "Salt Alliance"))
    found = checks(flyer, solicitation())["3"]
    assert found.verdict is Verdict.NEEDS_REVIEW  # both are named: shown, not settled silently
    assert "Wren County" in found.reason


def sole(role: Role, method: str, formal: Answer, name: str = "9.pdf") -> Scanned:
    return paper(role, f"{role.value}\n\nHow it was bought.", name=name, competition=(Competition(method, formal), "How it was bought."))


@pytest.mark.parametrize(
    ("scans", "verdict"),
    [
        ((solicitation(), award()), Verdict.MET),
        ((solicitation(), contract()), Verdict.NEEDS_REVIEW),  # no record of opening or award
        ((award(),), Verdict.NEEDS_REVIEW),
        ((sole(Role.CONTRACT, "rfp", Answer.YES),), Verdict.NEEDS_REVIEW),  # a recital alone
        ((sole(Role.CONTRACT, "sole_source", Answer.NO),), Verdict.NOT_MET),
        ((sole(Role.CONTRACT, "piggyback", Answer.NO),), Verdict.NOT_MET),
        ((sole(Role.BOARD_ITEM, "piggyback", Answer.NO),), Verdict.NOT_MET),
        ((solicitation(), award(), sole(Role.BOARD_ITEM, "piggyback", Answer.NO)), Verdict.MET),  # a buyer's own board item
        ((solicitation(), sole(Role.CONTRACT, "sole_source", Answer.NO)), Verdict.NEEDS_REVIEW),
        ((contract(),), Verdict.NOT_IN_FILE),  # it takes in an invitation that is not there
        ((contract(takes_in=""),), Verdict.NOT_FOUND),
        ((price_list(),), Verdict.NOT_IN_FILE),
    ],
)
def test_competition(scans: tuple[Scanned, ...], verdict: Verdict) -> None:
    assert checks(*scans)["4"].verdict is verdict


OWN = "Any agency may order under this contract."
NONE = "No other agency may order under this contract."


@pytest.mark.parametrize(
    ("scans", "asked", "own"),
    [
        ((solicitation(), contract()), Verdict.MET, Verdict.MET),
        ((solicitation(), contract(takes_in="")), Verdict.MET, Verdict.NOT_FOUND),
        ((solicitation(), contract(takes_in="The solicitation is not part of this contract.")), Verdict.MET, Verdict.NOT_MET),
        ((solicitation(use=None), contract(use=(OPEN, OWN))), Verdict.NOT_FOUND, Verdict.MET),
        ((solicitation(use=CHOICE), contract()), Verdict.NEEDS_REVIEW, Verdict.NEEDS_REVIEW),
        ((solicitation(use=CHOICE), contract(), response(SAID_NO)), Verdict.NEEDS_REVIEW, Verdict.NOT_MET),
        ((solicitation(use=MEMBERS), contract()), Verdict.NEEDS_REVIEW, Verdict.NEEDS_REVIEW),
        ((solicitation(use=FORBIDS), contract()), Verdict.NOT_MET, Verdict.NOT_MET),
        ((solicitation(), contract(use=(FORBIDS, NONE))), Verdict.MET, Verdict.NOT_MET),
        ((contract(use=(OPEN, OWN)),), Verdict.NOT_IN_FILE, Verdict.MET),
        ((solicitation(),), Verdict.MET, Verdict.NOT_IN_FILE),
        ((solicitation(use=None, unread=[1]),), Verdict.NEEDS_REVIEW, Verdict.NOT_IN_FILE),  # half of it cannot be read
        ((solicitation(use=None, unread=[1, 2]),), Verdict.NOT_IN_FILE, Verdict.NOT_IN_FILE),
    ],
)
def test_use_by_others(scans: tuple[Scanned, ...], asked: Verdict, own: Verdict) -> None:
    found = checks(*scans)
    assert (found["5a"].verdict, found["5b"].verdict) == (asked, own)


def test_an_incorporated_clause_is_shown_with_the_words_that_take_it_in() -> None:
    documents = [p.document for p in checks(solicitation(), contract())["5b"].proof]
    assert documents == ["1-itb.pdf", "2-contract.pdf"]


def test_a_clause_that_was_not_found_says_what_was_read() -> None:
    found = checks(solicitation(use=None), contract())["5a"]
    assert "having read pages 1-2 of 1-itb.pdf" in found.reason


def test_met_needs_proof() -> None:
    with pytest.raises(ValueError, match="needs proof"):
        five_checks_without_proof()


def five_checks_without_proof() -> CheckResult:
    known = checks(*FULL)["1"]
    return CheckResult(known.id, known.number, known.question, Verdict.MET, known.severity, known.reason)


def test_scope_in_the_solicitation_alone_is_no_award() -> None:
    asked = paper(Role.SOLICITATION, "INVITATION\n\nroad salt", scope=(Scope("road salt"), "road salt"))
    assert checks(asked, needs=("road salt",))["2"].verdict is not Verdict.MET
