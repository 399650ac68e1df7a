from __future__ import annotations

from clausescan.assess.bundle import bundle
from clausescan.assess.reconcile import reconcile
from clausescan.core.contract_file import ContractFile
from clausescan.core.finding import ClauseClass, CooperativeUse, Geography, Polarity, Role
from clausescan.core.result import Scanned
from tests.assess.build_facts import BLANK, CHOICE, FORBIDS, MEMBERS, OPEN, SAID_NO, SAID_YES, SIGNED, contract, paper, response, solicitation

OWN = "Any public body may order under this contract."
NOBODY = "No other body may use this contract."


def read(*scans: Scanned) -> ContractFile:
    return reconcile(bundle(scans))


def sides(*scans: Scanned) -> tuple[Polarity, Polarity]:
    facts = read(*scans).facts
    return facts.solicitation_side.polarity, facts.contract_side.polarity


def test_a_clause_of_the_solicitation_counts_for_the_contract_along_an_incorporation_only() -> None:
    assert sides(solicitation(), contract()) == (Polarity.PERMITS, Polarity.PERMITS)
    assert sides(solicitation(), contract(takes_in="")) == (Polarity.PERMITS, Polarity.SILENT)


def test_the_incorporation_is_shown() -> None:
    side = read(solicitation(), contract()).facts.contract_side
    assert side.deciding[0].incorporated_by == "2.1"
    assert "made a part" in side.through[0].evidence.quote


def test_a_section_left_out_does_not_count() -> None:
    left_out = "Invitation to Bid 24-031 is made a part of this contract. Section 4 of the invitation is omitted."
    inside = "Invitation to Bid 24-031 is made a part of this contract, excluding section 4."
    assert sides(solicitation(), contract(takes_in=inside))[1] is Polarity.SILENT
    assert sides(solicitation(), contract(takes_in=left_out))[1] is Polarity.SILENT


def test_a_piece_taken_in_does_not_carry_the_clause() -> None:
    assert sides(solicitation(), contract(takes_in="The specifications of ITB 24-031 are incorporated."))[1] is Polarity.SILENT


def test_a_solicitation_kept_out_does_not_count() -> None:
    side = read(solicitation(), contract(takes_in="The solicitation is not part of this contract.")).facts.contract_side
    assert side.polarity is Polarity.SILENT
    assert side.against


def test_taken_in_and_replaced_is_in_dispute() -> None:
    words = "ITB 24-031 is incorporated by reference. This writing replaces the solicitation and all else."
    side = read(solicitation(), contract(takes_in=words)).facts.contract_side
    assert side.disputed
    assert side.polarity is Polarity.RESTRICTS


def test_a_later_refusal_ends_a_grant() -> None:
    words = "ADDENDUM NO. 2\n\nInvitation 24-031\n\nSection 4 is deleted."
    later = paper(Role.ADDENDUM, words, name="1-zz.pdf", solicitation="24-031", uses=[(FORBIDS, "Section 4 is deleted.")])
    assert sides(solicitation(), later, contract()) == (Polarity.PROHIBITS, Polarity.PROHIBITS)


def test_a_later_grant_after_a_refusal_is_in_dispute() -> None:
    words = "ADDENDUM NO. 1\n\nInvitation 24-031\n\nOther towns may now order."
    later = paper(Role.ADDENDUM, words, name="1-zz.pdf", solicitation="24-031", uses=[(OPEN, "Other towns may now order.")])
    file = read(solicitation(use=FORBIDS), later)
    assert file.facts.solicitation_side.disputed
    assert file.conflicts


def test_an_order_that_takes_the_solicitation_in_stands_for_a_contract() -> None:
    order = paper(Role.INVOICE_PO, "PURCHASE ORDER 7\n\nThis order is subject to the terms of the solicitation 24-031.", name="2-po.pdf")
    silent = paper(Role.INVOICE_PO, "PURCHASE ORDER 7\n\nDeliver salt by Friday.", name="2-po.pdf")
    assert sides(solicitation(), order)[1] is Polarity.PERMITS
    assert not read(solicitation(), silent).facts.contract_side.present


def test_the_contracts_own_refusal_stands() -> None:
    assert sides(solicitation(), contract(use=(FORBIDS, NOBODY))) == (Polarity.PERMITS, Polarity.PROHIBITS)


def test_the_vendors_no_wins_over_every_grant() -> None:
    facts = read(solicitation(use=CHOICE), contract(use=(OPEN, OWN)), response(SAID_NO)).facts
    assert (facts.contract_side.polarity, facts.contract_side.declined) == (Polarity.PROHIBITS, True)


def test_another_bidders_no_does_not_count() -> None:
    clause = "We do not extend our prices."
    other = paper(Role.RESPONSE, f"BID FORM\n\nOther Salt Works\n\n{clause}", name="7-other.pdf", vendor="Other Salt Works", uses=[(SAID_NO, clause)])
    assert not read(solicitation(), contract(), other).facts.contract_side.declined


def test_a_yes_in_an_abstract_of_bids_is_nobodys_answer() -> None:
    clause = "Use by others: bidder A yes, bidder B no."
    abstract = paper(Role.AWARD, f"ABSTRACT OF BIDS\n\n{clause}", name="7-abstract.pdf", uses=[(SAID_YES, clause)])
    assert sides(solicitation(use=CHOICE), contract(), abstract)[1] is Polarity.RESTRICTS


def test_a_choice_is_a_grant_once_the_vendor_said_yes() -> None:
    assert sides(solicitation(use=CHOICE), contract()) == (Polarity.RESTRICTS, Polarity.RESTRICTS)
    assert sides(solicitation(use=CHOICE), contract(), response(SAID_YES)) == (Polarity.PERMITS, Polarity.PERMITS)


def test_a_yes_does_not_open_other_gates() -> None:
    local = CooperativeUse(ClauseClass.VENDOR, Polarity.RESTRICTS, geography=Geography("state", ("OH",)))
    assert sides(solicitation(use=local), contract(), response(SAID_YES)) == (Polarity.RESTRICTS, Polarity.RESTRICTS)
    assert sides(solicitation(use=MEMBERS), contract(), response(SAID_YES))[0] is Polarity.RESTRICTS


def test_an_unsigned_amendment_grants_nothing() -> None:
    words = "AMENDMENT NO. 1\n\nContract C-881\n\nOther towns may order from now on."
    grant = [(OPEN, "Other towns may order from now on.")]
    unsigned = paper(Role.AMENDMENT, f"{words}\n\n{BLANK}", name="3-a.pdf", contract="C-881", uses=grant)
    signed = paper(Role.AMENDMENT, f"{words}\n\n{SIGNED}", name="3-a.pdf", contract="C-881", uses=grant)
    assert sides(solicitation(use=None), contract(), unsigned)[1] is Polarity.SILENT
    assert sides(solicitation(use=None), contract(), signed) == (Polarity.SILENT, Polarity.PERMITS)
