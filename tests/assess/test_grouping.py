from __future__ import annotations

import gc
import random
import time
from collections.abc import Sequence
from functools import cache

import pytest

from clausescan.assess.grouping import group, group_identities
from clausescan.assess.identity import identities, key_of
from clausescan.core.finding import AgencyType, Answer, LeadAgency, Role, Scope
from clausescan.core.group import Group, Link, PartIdentity
from clausescan.core.result import Scanned
from tests.assess.build_facts import SAID_NO, award, contract, paper, response, solicitation
from tests.assess.samples import sample_scans

TOWN = LeadAgency("Town of Rushmere", AgencyType.MUNICIPALITY, "NH", Answer.YES)


def members(scans: Sequence[Scanned], groups: Sequence[Group]) -> list[dict[str, str]]:
    """For each group, the name of each PDF and the word for why it is in."""
    names = {s.document.source.sha256: s.document.source.name for s in scans}
    return [{names[m.source]: m.link.value for m in g.members} for g in groups]


def grouped(*scans: Scanned) -> list[dict[str, str]]:
    return members(scans, group(scans))


def deal(number: str, vendor: str, subject: str, *, lead: LeadAgency = TOWN, call: str = "", name: str = "") -> Scanned:
    """A contract of the town on a subject."""
    text = f"AGREEMENT FOR {subject.upper()}\n\nContract No. {number}\n\n{lead.name} and {vendor} agree on {subject}.\n\nIt follows from bid {call}."
    return paper(
        Role.CONTRACT,
        text,
        name=name or f"{number}.pdf",
        lead=(lead, lead.name),
        vendor=vendor,
        contract=number,
        solicitation=call or None,
        scope=(Scope(subject), subject),
    )


def change(subject: str, vendor: str, *, number: str | None = None, lead: LeadAgency = TOWN, name: str = "change.pdf", more: str = "") -> Scanned:
    """An amendment, with or without the number of its contract."""
    text = f"FIRST AMENDMENT\n\nto the agreement for {subject} between {lead.name} and {vendor}.\n\nNumber: {number}\n\n{more}"
    return paper(Role.AMENDMENT, text, name=name, lead=(lead, lead.name), vendor=vendor, contract=number, scope=(Scope(subject), subject))


@cache
def every_sample() -> tuple[tuple[str, Scanned], ...]:
    return tuple((slug, scan) for slug, scans in sample_scans().items() for scan in scans)


@pytest.mark.parametrize("seed", range(6))
def test_all_sample_files_in_one_heap_find_their_contract_file(seed: int) -> None:
    heap = list(every_sample())
    random.Random(seed).shuffle(heap)
    groups = group([scan for _, scan in heap])
    home = {scan.document.source.sha256: slug for slug, scan in heap}
    assert sorted({home[m.source] for m in g.members} == {home[g.members[0].source]} for g in groups) == [True] * len(set(home.values()))
    assert sum(len(g.members) for g in groups) == sum(len(scan.parts) for _, scan in heap)
    assert groups == group([scan for _, scan in every_sample()])


def test_two_vendors_under_one_solicitation_share_it_and_nothing_else() -> None:
    call = paper(
        Role.SOLICITATION, "INVITATION 25-0440\n\nTown of Rushmere asks for paving.", lead=(TOWN, "Town of Rushmere"), solicitation="25-0440"
    )
    scans = [
        call,
        deal("25-0440-A", "Amber Roads Inc.", "paving", call="25-0440", name="a.pdf"),
        deal("25-0440-B", "Basalt Paving LLC", "paving", call="25-0440", name="b.pdf"),
        change("paving", "Basalt Paving LLC", number="25-0440-B"),
    ]
    assert grouped(*scans) == [
        {"solicitation.pdf": "number", "a.pdf": "anchor"},
        {"solicitation.pdf": "number", "b.pdf": "anchor", "change.pdf": "number"},
    ]


def test_one_vendor_with_two_contracts_of_one_agency() -> None:
    one, two = deal("T-1044", "Amber Roads Inc.", "paving", name="a.pdf"), deal("T-2051", "Amber Roads Inc.", "snow removal", name="b.pdf")
    names_both = change("snow removal", "Amber Roads Inc.", number="T-2051", more="Contract T-1044 between the parties is not changed.")
    assert grouped(one, two, names_both) == [{"a.pdf": "anchor"}, {"b.pdf": "anchor", "change.pdf": "number"}]


def test_the_same_number_at_two_agencies() -> None:
    other = LeadAgency("Linnet County", AgencyType.COUNTY, "OH", Answer.YES)
    one, two = deal("24-031", "Amber Roads Inc.", "paving", name="a.pdf"), deal("24-031", "Teal Salt Company", "road salt", lead=other, name="b.pdf")
    assert grouped(one, two) == [{"a.pdf": "anchor"}, {"b.pdf": "anchor"}]


def test_an_amendment_without_a_number_follows_parties_and_subject() -> None:
    one, two = deal("T-1044", "Amber Roads Inc.", "paving", name="a.pdf"), deal("T-2051", "Amber Roads Inc.", "snow removal", name="b.pdf")
    assert grouped(one, two, change("snow removal", "Amber Roads Inc.")) == [{"a.pdf": "anchor"}, {"b.pdf": "anchor", "change.pdf": "parties"}]


def test_an_amendment_that_may_belong_to_either_stays_alone() -> None:
    one, two = deal("T-1044", "Amber Roads Inc.", "paving", name="a.pdf"), deal("T-2051", "Amber Roads Inc.", "paving", name="b.pdf")
    assert {"change.pdf": "anchor"} in grouped(one, two, change("paving", "Amber Roads Inc."))


def test_an_amendment_with_a_number_that_is_not_there_stays_alone() -> None:
    one = deal("T-1044", "Amber Roads Inc.", "paving", name="a.pdf")
    assert {"change.pdf": "anchor"} in grouped(one, change("paving", "Amber Roads Inc.", number="T-9999", more="It is like contract T-1044."))


def test_a_lone_price_list_stays_alone() -> None:
    prices = paper(
        Role.PRICE_LIST, "PRICES\n\nAmber Roads Inc.\n\nUniform shirt 12.00", vendor="Amber Roads Inc.", scope=(Scope("uniforms"), "Uniform")
    )
    found = grouped(deal("T-1044", "Amber Roads Inc.", "paving", name="a.pdf"), prices)
    assert found == [{"price_list.pdf": "anchor"}, {"a.pdf": "anchor"}]


def test_the_bid_of_another_bidder_is_kept_apart_from_the_vendors() -> None:
    losing = paper(Role.RESPONSE, "BID FORM 24-031\n\nGrey Salt Works", name="lost.pdf", vendor="Grey Salt Works", solicitation="24-031")
    scans = [solicitation(), contract(), award(), response(SAID_NO), losing]
    assert len(group(scans)) == 2  # a number as short as this says little between strangers
    [found] = group_identities(i for s in scans for i in identities(s, "salt"))
    assert members(scans, [found])[0]["lost.pdf"] == "other_bidder"
    assert len(found.read) == 4


def test_a_solicitation_joins_along_the_words_of_the_contract() -> None:
    assert grouped(solicitation(), contract()) == [{"1-itb.pdf": "incorporated", "2-contract.pdf": "anchor"}]


def test_a_paper_without_a_name_joins_the_one_contract_file_of_its_folder() -> None:
    paper_only = paper(Role.OTHER, "CERTIFICATE OF INSURANCE\n\nGeneral liability.")
    one, two = deal("T-1044", "Amber Roads Inc.", "paving", name="a.pdf"), deal("T-2051", "Amber Roads Inc.", "snow removal", name="b.pdf")

    def in_folder(*scans: Scanned) -> list[dict[str, str]]:
        return members(scans, group_identities(i for s in scans for i in identities(s, "papers")))

    assert in_folder(one, paper_only) == [{"a.pdf": "anchor", "other.pdf": "folder"}]
    assert len(in_folder(one, two, paper_only)) == 3
    assert len(grouped(one, paper_only)) == 2


def test_what_a_person_says_goes_before_all() -> None:
    one, two = deal("T-1044", "Amber Roads Inc.", "paving", name="a.pdf"), deal("T-2051", "Amber Roads Inc.", "snow removal", name="b.pdf")
    told = [
        *identities(one, told={0: ("Both",)}),
        *identities(two, told={0: ("Both",)}),
        *identities(change("paving", "Amber Roads Inc.", number="T-1044")),
    ]
    [found] = group_identities(told)
    assert found.title == "Both"
    assert [m.link for m in found.members].count(Link.TOLD) == 2


def test_a_document_that_a_person_put_into_two_files_is_in_both() -> None:
    one, two = deal("T-1044", "Amber Roads Inc.", "paving"), deal("T-2051", "Basalt Paving LLC", "paving")
    shared = identities(award(), told={0: ("A", "B")})
    groups = group_identities([*identities(one, told={0: ("A",)}), *identities(two, told={0: ("B",)}), *shared])
    assert [(g.title, len(g.members)) for g in groups] == [("A", 2), ("B", 2)]


def test_the_key_of_a_file_stays_when_documents_are_added() -> None:
    one = deal("T-1044", "Amber Roads Inc.", "paving")
    assert group([one])[0].key == group([change("paving", "Amber Roads Inc.", number="T-1044"), one])[0].key


def test_nothing_gives_nothing_and_a_copy_counts_once() -> None:
    assert group([]) == ()
    assert group([contract(), contract()]) == group([contract()])


def test_every_member_has_a_reason() -> None:
    for found in group([scan for _, scan in every_sample()]):
        assert all(m.reason.endswith(".") for m in found.members)
        assert [m.link for m in found.members].count(Link.ANCHOR) == 1


def heap_of(count: int) -> list[PartIdentity]:
    """So many contracts of few agencies and vendors, each with a solicitation and an amendment, some without numbers."""
    found = []
    for n in range(count):
        lead, vendor, number = f"City of Name{n % 40}", f"Vendor{n % 60} Supply Company", f"C-{n:05d}"
        named = frozenset(key_of(f"9{n + k:05d}") for k in range(20))
        common = {"lead": lead, "subject": frozenset({f"thing{n % 90}", "repair"}), "named": named}
        found.append(PartIdentity(f"a{n}", 0, Role.CONTRACT, contract_number=number, solicitation_number=f"24-{n:03d}", vendor=vendor, **common))  # type: ignore[arg-type]
        found.append(PartIdentity(f"b{n}", 0, Role.SOLICITATION, solicitation_number=f"24-{n:03d}", **common))  # type: ignore[arg-type]
        found.append(PartIdentity(f"c{n}", 0, Role.AMENDMENT, contract_number=number if n % 3 else "", vendor=vendor, **common))  # type: ignore[arg-type]
    return found


def test_time_grows_with_the_heap_and_not_with_its_square() -> None:
    def seconds(count: int) -> float:
        heap = heap_of(count)
        gc.disable()  # its rounds take the longer, the more objects other tests left behind
        try:
            start = time.process_time()
            groups = group_identities(heap)
            took = time.process_time() - start
        finally:
            gc.enable()
        assert len([g for g in groups if g.contract_number]) == count
        return took

    seconds(100)
    assert seconds(2000) < 10 * seconds(400) + 0.5
