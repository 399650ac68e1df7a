"""What wordings of many drafting styles come to. Every sentence is written for this project."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausescan.core.finding import ClauseClass, CooperativeUse, ElectionState, Polarity, Role
from clausescan.extract import cooperative, matcher, rules
from tests import build

MATCHER = matcher.compile_rules(rules.load("cooperative.toml"))

WORDINGS = [
    (
        "permits",
        "COOPERATIVE PURCHASING. Other governmental entities may purchase off of this contract at the prices stated herein, subject to the same terms and conditions.",
    ),
    ("permits", "The Vendor agrees to extend the pricing, terms and conditions of this Agreement to other public agencies."),
    (
        "permits",
        "Intergovernmental Cooperative Purchasing: The City has entered into this Agreement on behalf of itself and any other governmental unit that wishes to purchase under its terms.",
    ),
    (
        "permits",
        "This contract may be utilized by any state or local government entity, including public school districts and institutions of higher education.",
    ),
    ("permits", "Piggybacking. Any public agency may piggyback on this Agreement under the same terms and conditions."),
    ("permits", "Other municipalities and public entities shall be permitted to purchase the items awarded hereunder for the same price."),
    ("permits", "It is the intent of the County that the resulting contract be made available to other public bodies across the nation."),
    ("permits", "All bid prices shall be available to all municipalities, counties, and other political subdivisions."),
    ("permits", "Pricing under this award is hereby extended to all other governmental agencies who wish to participate."),
    (
        "permits",
        "This solicitation is being conducted on behalf of the City and all other public bodies that may elect to use the resulting contract.",
    ),
    ("permits", "The successful Bidder shall permit other public entities to purchase from the contract at the prices bid."),
    ("permits", "Nothing in this Agreement shall prevent other public agencies from purchasing under its terms and prices."),
    (
        "permits",
        "Should other governmental agencies decide to use this contract, the Contractor shall deal directly with them. The County shall not be liable for their obligations. Contractor shall honor the contract prices for those agencies.",
    ),
    (
        "permits",
        "Joint use: Any other city, county, special district, or public agency may elect to purchase the goods described herein on the same terms as this contract.",
    ),
    ("permits", "The terms of this RFP and resulting Agreement shall be available to other public agencies, at the option of such agencies."),
    ("restricts", "With the consent of the Contractor, other public agencies may purchase under this contract."),
    ("restricts", "If the Contractor is willing, the prices of this contract may be extended to neighboring municipalities."),
    ("restricts", "Other agencies may utilize this contract upon approval of the Purchasing Manager."),
    (
        "restricts",
        "Bidders are requested to indicate below whether they will extend the prices to other municipalities within Oakland County. ____ YES ____ NO",
    ),
    (
        "restricts",
        "The State of Washington's political subdivisions that have signed a Master Contracts Usage Agreement may purchase from this contract.",
    ),
    ("restricts", "This contract is available to all state agencies, local governments and public schools of the State of Minnesota."),
    ("restricts", "Agencies that are members of the Metropolitan Purchasing Alliance may order from this contract."),
    ("restricts", "Other Florida governmental entities may purchase from this contract with the mutual agreement of the vendor."),
    ("restricts", "Only those agencies that have executed an intergovernmental agreement with the City are eligible to use this Agreement."),
    ("restricts", "The following entities will participate in this cooperative bid: City of Alma, Village of Birch, Clare Public Schools."),
    ("restricts", "Local public procurement units located within the Commonwealth may participate in this contract."),
    ("restricts", "The use of this contract by other governmental agencies is subject to the approval of the City Council."),
    ("restricts", "Contractor may, at its sole discretion, offer these prices to other governmental agencies."),
    ("restricts", "Do you agree to extend these prices to other public agencies? [ ] Yes [ ] No"),
    ("permits", "Do you agree to extend these prices to other public agencies? [X] Yes [ ] No"),
    ("prohibits", "Do you agree to extend these prices to other public agencies? [ ] Yes [X] No"),
    ("restricts", "Vendor will honor pricing for other agencies: Yes ______ No ______"),
    ("restricts", "Political subdivisions within a 30 mile radius of Lansing shall be able to purchase at the bid price."),
    ("restricts", "School districts in Illinois may use the pricing in this proposal."),
    ("restricts", "The County may assign its right to purchase up to 40 option buses to other transit agencies."),
    ("restricts", "Participating Entities must execute a Participating Addendum before placing orders under the Master Agreement."),
    ("prohibits", "This contract may not be used by any other governmental agency."),
    ("prohibits", "Piggybacking on this contract is not permitted."),
    ("prohibits", "The pricing offered herein shall not be extended to other public entities."),
    ("prohibits", "Contractor shall not offer the contract prices to any other municipality."),
    ("prohibits", "This Agreement is for the sole use of the City and may not be used by others."),
    ("prohibits", "Cooperative purchasing is not allowed under this solicitation."),
    ("prohibits", "Article 14 (Cooperative Purchasing) of the General Conditions is hereby deleted."),
    ("prohibits", "We do not wish to extend our pricing to other agencies."),
    ("prohibits", "Other agencies are not authorized to purchase from this contract."),
    ("prohibits", "No entity other than the County may purchase under this contract."),
    ("reverse", "Staff recommends that Council approve the purchase of two trucks from Ford through the State of Michigan MiDEAL contract."),
    ("reverse", "The District is piggybacking on the contract awarded by the City of Fresno."),
    ("reverse", "Resolution authorizing the purchase of mowers utilizing the Sourcewell cooperative contract."),
    ("reverse", "The County may procure the same goods from other sources, including contracts established by other governmental agencies."),
    ("silent", "Contractor shall comply with all federal, state and local agency requirements and obtain permits from governmental agencies."),
    ("silent", "The Contractor shall cooperate with other agencies and contractors performing work under other contracts for the City."),
    ("silent", "Provide a list of other governmental agencies with which you currently have contracts, including contact names."),
    ("silent", "The City may terminate this contract if funds from other governmental agencies are not available."),
    ("silent", "Prices offered to the County shall be no higher than those charged to other governmental customers for similar quantities."),
    ("silent", "The contract shall be governed by the laws of the state, and any political subdivision having jurisdiction."),
    (
        "silent",
        "Contractor's records shall be open to inspection by the County, the State Auditor and any other public agency with authority to audit.",
    ),
    (
        "silent",
        "The Consultant has provided similar services to cities, counties and school districts throughout California under similar contracts.",
    ),
    (
        "silent",
        "The bidder shall not offer or give any gratuity to any employee of the City or any other governmental agency in connection with this contract.",
    ),
    ("silent", "Cooperative Purchasing ........................ 14"),
    ("silent", "Any agreement entered into with another public agency for mutual aid shall remain in effect."),
    ("silent", "Bidder certifies it has not been debarred from contracts by any state or local agency."),
    (
        "silent",
        "The Contractor shall provide services under this Agreement to the City and to other public agencies as directed by the Engineer in the event of emergencies.",
    ),
    (
        "silent",
        "The City of Troy is exempt from federal excise and state sales tax; exemption certificates will be furnished to the successful bidder by other agencies on request.",
    ),
    ("silent", "Grant funds under this Agreement may be used by local governments and school districts for eligible purposes."),
    ("silent", "The Authority may share bid information with other public agencies."),
    ("silent", "Eligible entities may apply for funding under this program, and awards will be made to municipalities on a competitive basis."),
]

NO_GRANT = [
    "The contractor shall provide access to the site for other governmental agencies and utility companies under this contract.",
    "The District may enter into agreements with other public agencies for the use of District facilities at rates set by the Board.",
    "Bidders shall be eligible to submit a bid if they are registered with the State and have performed similar contracts for other public agencies.",
    "Local agencies may apply for grants under this program; awards will be made in the order received.",
    "The Board may authorize any public agency to use school buildings at the rates adopted by the Board.",
    "The Agreement shall be available for inspection by members of the public and other public agencies during business hours.",
    "Copies of this contract will be made available to other public agencies upon request.",
    "The City, at its option, may award contracts to other bidders and may use other agencies to complete the work under this contract.",
    "Employees of other public agencies may purchase coverage at the same rates.",
    "Retired members may purchase service credit at the cost determined by the system.",
    "Unit members shall be entitled to use sick leave in accordance with the terms of this Agreement.",
    "Contractor may use the County's name in its proposals to other public agencies with prior approval.",
    "Contractor shall deliver to the schools listed in Exhibit A at the prices bid.",
    "Prices shall include delivery to all City departments and agencies.",
    "All departments of the City may order under this contract.",
    "Each school in the District may place orders directly with the vendor under this contract.",
    "The State agencies named above shall pay for services under this contract within 30 days.",
    "The University's campuses may purchase from this contract.",
    "The bidder shall state whether it has contracts with other school districts and at what prices.",
    "The vendor shall furnish evidence that it has sold similar equipment to other municipalities at comparable prices.",
    "No member of the Board or other public entity shall benefit from this contract.",
    "Consultant shall coordinate with other agencies, including cities and counties, participating in the project.",
    "Funding for this agreement is provided by participating agencies in proportion to their use.",
    "The participating cities agree to share the cost of the dispatch center under this Agreement.",
    "Proposals will be opened in public and pricing will be available to all bidders and other agencies after award.",
    "Unless otherwise agreed, bids from joint ventures of two or more entities shall be submitted in the name of all entities.",
    "The County shall have the right to use the work product and to share it with other governmental agencies without additional cost.",
    "The software licence granted by this Agreement extends to all County departments, special districts and agencies governed by the Board of Supervisors.",
    "Subcontracts with other public agencies are permitted with prior written approval under this contract.",
    "Contractor agrees to comply with prevailing wage rates available from the State and other public agencies.",
    "Bid bonds issued by companies authorized to do business in the state are acceptable to public agencies.",
    "The Contractor shall extend to the City the lowest prices it offers to any other government customer.",
    "Interested agencies may obtain bid documents at the office of the City Clerk.",
    "All eligible entities are encouraged to submit a proposal in response to this RFP.",
    "Any individual, firm or public agency may submit a bid under this invitation.",
    "Governmental agencies may submit proposals and are eligible for award of this contract.",
    "The Contractor may provide the same services to other municipalities so long as no conflict of interest results under this Agreement.",
    "Any agency that receives public funds must use this bid form for all procurements.",
    "The Authority may terminate this Agreement if other governments withdraw from the program.",
    "This policy applies to all purchases by District schools and departments, including cooperative purchases.",
    "Competitive bids are not required when purchasing from another public agency's contract.",
    "School districts may purchase supplies through the county superintendent under Education Code section 38110.",
    "Students from other districts may enroll under an interdistrict attendance agreement.",
    "Interlocal agreements between cities and counties may be used to provide fire services.",
    "The Contractor warrants that the prices offered herein are not higher than those offered to other governmental agencies.",
    "Any governmental body may inspect the records relating to this contract.",
    "Contractor must hold permits from all agencies with jurisdiction over the work in this contract.",
]


def uses(text: str, role: Role = Role.CONTRACT) -> tuple[CooperativeUse, ...]:
    document = build.document(text)
    return tuple(f.value for f in cooperative.find_cooperative_use(document, build.part(document), role, MATCHER))


def polarity(text: str, role: Role = Role.CONTRACT) -> Polarity:
    return cooperative.combine(uses(text, role), role)


@pytest.mark.parametrize(("expected", "text"), WORDINGS)
def test_a_wording_comes_to_its_polarity(expected: str, text: str) -> None:
    assert polarity(text) == expected


@pytest.mark.parametrize("text", NO_GRANT)
def test_a_look_alike_grants_nothing(text: str) -> None:
    assert polarity(text) not in (Polarity.PERMITS, Polarity.RESTRICTS)


@pytest.mark.parametrize(("expected", "text"), WORDINGS)
def test_evidence_is_the_text_at_its_place(expected: str, text: str) -> None:
    document = build.document("An opening page that says nothing.", text)
    for finding in cooperative.find_cooperative_use(document, build.part(document), Role.CONTRACT, MATCHER):
        assert finding.value.why
        for evidence in finding.evidence:
            assert document.quote(evidence.span) == evidence.quote
            assert evidence.page == 2
            assert len(evidence.quote) <= cooperative.LONGEST_QUOTE


CONTRASTS = [
    ("Other public agencies may buy from this contract.", Polarity.PERMITS),
    ("Other public agencies may not buy from this contract.", Polarity.PROHIBITS),
    ("Other public agencies may buy from this contract only with the consent of the Contractor.", Polarity.RESTRICTS),
    ("Other public agencies may buy from this contract only with the consent of the City.", Polarity.RESTRICTS),
    ("Nothing herein prevents other public agencies from buying under this contract.", Polarity.PERMITS),
    ("The City may buy from other public agencies' contracts.", Polarity.REVERSE),
    ("No other public agency may buy from this contract.", Polarity.PROHIBITS),
    ("No other public agency may buy from this contract without the written approval of the City.", Polarity.RESTRICTS),
]


@pytest.mark.parametrize(("text", "expected"), CONTRASTS)
def test_direction_negation_and_condition_decide(text: str, expected: Polarity) -> None:
    assert polarity(text) is expected


def test_conditions_stand_beside_the_grant() -> None:
    text = (
        "Any school district in Ohio may order under this agreement at the same prices, terms and conditions. "
        "Each district issues its own purchase orders. The Board is not liable for the orders of others."
    )
    (use,) = uses(text)
    assert use.clause_class is ClauseClass.GEO
    assert use.eligible.kinds == ("school_district",)
    assert use.geography is not None
    assert (use.geography.scope, use.geography.values) == ("state", ("Ohio",))
    assert dict(use.conditions) == {"lead_liability_disclaimed": "yes", "ordering": "own_po", "same_price": "yes", "same_terms": "yes"}


def test_a_blank_answer_is_never_yes() -> None:
    (use,) = uses("Will you extend these prices to other towns?  Yes ____  No ____", Role.RESPONSE)
    assert use.polarity is Polarity.RESTRICTS
    assert use.election is not None
    assert use.election.state is ElectionState.BLANK


def test_a_grant_cut_by_a_page_and_an_empty_line_is_one() -> None:
    assert polarity("Other local governments may\n\nbuy the goods at the prices of this contract.") is Polarity.PERMITS


def test_a_user_of_a_foreign_contract_tells_of_its_grant() -> None:
    text = "Staff recommends using the state contract. The contract allows other agencies to purchase at the contract prices."
    assert polarity(text, Role.BOARD_ITEM) is Polarity.REVERSE


def test_findings_never_cross_a_part() -> None:
    document = build.document("Other agencies may use this contract.", "The Contractor mows the park.")
    whole = build.part(document)
    second = type(whole)("", (2, 2), document.pages[1].span, whole.outline)
    assert cooperative.find_cooperative_use(document, second, Role.CONTRACT, MATCHER) == ()


def _use(kind: ClauseClass, value: Polarity) -> CooperativeUse:
    return CooperativeUse(kind, value)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([], Polarity.SILENT),
        ([_use(ClauseClass.SUPPORT, Polarity.SUPPORTING), _use(ClauseClass.INCORP, Polarity.SUPPORTING)], Polarity.SILENT),
        ([_use(ClauseClass.OPEN, Polarity.PERMITS), _use(ClauseClass.REVERSE, Polarity.REVERSE)], Polarity.PERMITS),
        ([_use(ClauseClass.OPEN, Polarity.PERMITS), _use(ClauseClass.GEO, Polarity.RESTRICTS)], Polarity.RESTRICTS),
        ([_use(ClauseClass.OPEN, Polarity.PERMITS), _use(ClauseClass.DECLINE, Polarity.PROHIBITS)], Polarity.PROHIBITS),
    ],
)
def test_clauses_combine_to_the_narrowest(found: list[CooperativeUse], expected: Polarity) -> None:
    assert cooperative.combine(found, Role.CONTRACT) is expected
    assert cooperative.combine(reversed(found), Role.CONTRACT) is expected


@given(st.text(max_size=300))
def test_any_text_can_be_judged(text: str) -> None:
    assert polarity(text + " .") in set(Polarity)
