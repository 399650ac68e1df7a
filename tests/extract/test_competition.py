"""How the vendor was selected: wordings of every method, words that mislead, and details."""

from __future__ import annotations

import time

import pytest

from clausescan.core.finding import Answer, Competition, Role
from clausescan.extract.competition import METHODS, find_competition
from tests.build import document, part

FORMAL = {"ifb": "yes", "rfp": "yes", "itn": "yes", "quotes": "no", "sole_source": "no", "emergency": "no", "exempt": "no", "piggyback": "no"}


def read(text: str, role: Role = Role.CONTRACT) -> Competition | None:
    doc = document(text)
    found = find_competition(doc, part(doc), role)
    if found is None:
        return None
    assert all(doc.quote(e.span) == e.quote for e in found.evidence)
    return found.value


CASES = [
    ("ifb", "NOTICE TO CONTRACTORS\nSealed bids for the Oak Street culvert will be received by the County Clerk until 10:00 a.m., June 3, 2025."),
    ("ifb", "Contract awarded to Wren Supply as the lowest responsive and responsible bidder under ITB 24-17."),
    ("ifb", "Bids were solicited by public advertisement, and four were opened and read aloud on July 9."),
    ("ifb", "WHEREAS, the Town advertised for bids for road salt and Contractor submitted the low bid;"),
    ("ifb", "The District conducted formal sealed bidding and received six responsive bids."),
    ("ifb", "Procurement method: Competitive Sealed Bidding"),
    ("ifb", "ABSTRACT OF BIDS - Project: gravel - Bidder A 10.20, Bidder B 11.05"),
    ("ifb", "Invitation for Bids No. 2300-19 Fleet Tires"),
    ("ifb", "Vendor was awarded the contract by the Board after a public bid opening on March 3, 2023."),
    ("ifb", "This purchase was publicly bid. The lowest bid meeting specifications was that of Tern Motors."),
    ("ifb", "The Bid Documents, Contractor's bid and this Agreement form the Contract."),
    ("ifb", "Award will be made to the lowest, most responsive bidder meeting specifications."),
    ("ifb", "In accordance with the competitive bidding laws of the State, the parish advertised and let this contract to the low bidder."),
    ("rfp", "The Authority issued RFP No. 2021-44 for janitorial work and selected Contractor after evaluating all responses."),
    ("rfp", "WHEREAS, Consultant submitted a proposal in response to the County's Request for Proposals dated May 1, 2022;"),
    ("rfp", "Proposals will be evaluated by a committee using the following weights: cost 30%, approach 40%, references 30%."),
    ("rfp", "Award shall be made to the responsible offeror whose proposal is determined to be the most advantageous to the State."),
    ("rfp", "Competitive Sealed Proposal No. 18-03, Grounds Maintenance"),
    ("rfp", "Seven firms responded to the request for proposals; the evaluation team scored Heron Labs highest."),
    ("rfp", "The contract results from a competitive solicitation, RFP 071-22, in which proposals were scored."),
    ("rfp", "Region 12 solicited proposals for classroom furniture under RFP 19-04 and awarded contracts to several vendors."),
    ("rfp", "This Master Agreement results from Sourcewell RFP #031121 and Supplier's proposal."),
    ("rfp", "Selection: best value, using the criteria listed in the request for proposal."),
    ("itn", "The Department used an Invitation to Negotiate, ITN 19-20, and negotiated with two vendors."),
    ("itn", "Prices were obtained by an online reverse auction held on April 2."),
    ("itn", "A multi-step sealed bid was used: unpriced technical offers first, then priced bids from those found acceptable."),
    ("itn", "The vendors reaching the competitive range will be invited to negotiation sessions under this Invitation to Negotiate."),
    ("rfq_qualifications", "REQUEST FOR QUALIFICATIONS for Engineering Services RFQ 24-02"),
    ("rfq_qualifications", "Firms shall submit a Statement of Qualifications. The City will negotiate a fee with the highest ranked firm."),
    ("rfq_qualifications", "The design firm was chosen through qualifications-based selection as state law requires."),
    ("rfq_qualifications", "The committee ranked the engineering firms by experience and qualifications; price was not considered."),
    ("quotes", "The buyer got three quotes by telephone and took the lowest."),
    ("quotes", "Request for Quotes: picnic tables. Purchases under $25,000 do not need sealed bids."),
    ("quotes", "This is a small purchase; informal quotations were solicited from local dealers."),
    ("quotes", "Because the cost is below the competitive bid threshold, staff obtained two written quotes."),
    ("quotes", "Quotes were requested from five vendors via e-mail, and three replied."),
    ("quotes", "The total is under the small purchase threshold and was bought with a purchasing card."),
    ("sole_source", "This is a sole source purchase: Lark Software is the only vendor able to maintain its own code."),
    ("sole_source", "Sole Source Justification: the part is patented and no other manufacturer produces it."),
    ("sole_source", "The equipment is available from a single source, the manufacturer."),
    ("sole_source", "No other vendor can supply replacement boards compatible with the existing panel."),
    ("sole_source", "Council finds that Finch Instruments is the sole provider of this service and approves the contract."),
    ("sole_source", "The procurement officer determined in writing that there is only one source for the required supply."),
    ("sole_source", "Only the original maker can provide parts for the existing pumps, so the contract was awarded without competition."),
    ("emergency", "An emergency purchase order was issued after the boiler failed; the Board confirmed it on January 4."),
    ("emergency", "The Mayor declared a local emergency following the storm, and debris removal was contracted without bids."),
    ("emergency", "Owing to the collapse of the roof, competitive bidding was waived and repairs were let at once."),
    ("emergency", "Emergency procurement under the code: the water main break posed an immediate danger to public health."),
    ("emergency", "Due to exigent circumstances the contract for masks was awarded without advertisement."),
    ("exempt", "Professional services such as legal counsel are exempt from competitive bidding, and this contract was awarded on that ground."),
    ("exempt", "The Council waives the bidding requirement and approves the agreement with Larch Software."),
    ("exempt", "This agreement is not subject to the competitive procurement requirements because it is with a public utility."),
    ("exempt", "The contract was awarded without competitive bidding under the exception for insurance."),
    ("exempt", "Bids were not required because the agreement is for works of art."),
    ("exempt", "The board approved a bid waiver for standardization on one brand of radio."),
    ("exempt", "Contractor was appointed directly; personal services need not be bid."),
    ("piggyback", "The City is purchasing the truck through the State of Oregon price agreement 5555, awarded to the same dealer."),
    ("piggyback", "Approve the purchase of a street sweeper from Wren Equipment utilizing Sourcewell Contract No. 093021-ELG."),
    ("piggyback", "This Agreement piggybacks on Larch County Contract 22-114."),
    (
        "piggyback",
        "WHEREAS, Pine County competitively bid and awarded Contract 19-7 to Vendor, and the Town wishes to purchase under the same terms;",
    ),
    ("piggyback", "The District uses the cooperative contract of the Elm City School District, bid 18-02, as allowed by statute."),
    ("piggyback", "Purchase made via BuyBoard contract 641-21."),
    ("piggyback", "The University enters into this Agreement pursuant to the OMNIA Partners contract R190301."),
    ("piggyback", "Staff recommends approval to purchase two vans off the state contract."),
    (
        "piggyback",
        "Vendor sells to the Town at the prices of its contract with the City of Alder, No. 2020-33, which was competitively procured by that city.",
    ),
    ("piggyback", "In lieu of bidding, the County accepts the pricing of HGACBuy contract FS12-23."),
    ("schedule", "Contractor holds a Federal Supply Schedule contract, negotiated with the General Services Administration."),
    ("schedule", "California Multiple Award Schedule (CMAS) 3-19-70-2345A"),
    ("schedule", "TXMAS contract TXMAS-20-8402 is based on a GSA schedule."),
    ("ifb", "Type of solicitation: IFB. Opening date: 4/2/2024."),
    ("ifb", "The Purchasing Agent opened bids on Tuesday and recommends award to Bidder No. 2, the low bidder."),
    ("ifb", "Notice is hereby given that bids will be received for the furnishing of fuel oil."),
    ("ifb", "The County received eleven bids; Swift Fence was the lowest responsible."),
    ("ifb", "Bidding procedure: public advertisement, sealed submission, public opening, award to the lowest qualified bidder."),
    ("ifb", "The terms of the Invitation for Bid and the Contractor's Bid dated May 9 are incorporated by reference."),
    ("ifb", "Pursuant to public bidding statutes, the Commissioners advertised twice in the Pine Herald and awarded the work to the lowest bidder."),
    ("ifb", "BID OPENING RECORD Bid: 24-44 Opened by: L. Clerk Bids received: 3"),
    ("ifb", "This contract was formally bid."),
    ("rfp", "Solicitation type: Request for Proposal"),
    ("rfp", "After scoring written proposals and holding interviews, the panel recommends Larch Consulting."),
    ("rfp", "Contractor was selected through a competitive RFP process."),
    ("rfp", "Offerors will be judged on technical merit (60 points) and cost (40 points)."),
    ("rfp", "This agreement is the result of RFP 2020-08 and the successful proposal of the Vendor."),
    ("rfp", "The contract is awarded to the proposer offering the best value to the District based on the factors in the RFP."),
    ("rfp", "Responses to the Request for Offers were evaluated by the bid committee on published factors."),
    ("itn", "Vendors will first submit technical replies; those shortlisted will be invited to negotiate (ITN 23-7)."),
    ("itn", "The agency ran a reverse auction among prequalified suppliers."),
    ("itn", "Two-step bidding was used: in step one, unpriced technical proposals; in step two, sealed bids from those qualified."),
    ("rfq_qualifications", "Engineering firms submit qualifications only; the fee is negotiated with the firm ranked first."),
    ("rfq_qualifications", "Selection under the Brooks Act was by demonstrated competence, not price."),
    ("rfq_qualifications", "The County seeks Statements of Qualifications from architects."),
    ("quotes", "Staff called four local shops for prices and bought from the cheapest; the amount is under the bid threshold."),
    ("quotes", "Informal procurement: quotes from three vendors attached."),
    ("quotes", "Procurement method: small purchase (three quotes)."),
    ("quotes", "Two of the three vendors contacted returned written quotes."),
    ("sole_source", "There is just one maker of the software, and no equivalent exists, so the purchase is a sole source."),
    ("sole_source", "Justification: The vendor holds the patent and is the sole distributor in the state."),
    ("sole_source", "Per policy section 4, single source procurement approved by the Director."),
    ("sole_source", "The system can only be maintained by its manufacturer; competition is therefore impracticable."),
    ("emergency", "On finding that an emergency exists, the Board authorized immediate repair of the levee without advertising for bids."),
    ("emergency", "A state of emergency was declared after the earthquake and the tents were procured directly."),
    ("emergency", "Emergency repairs to the sewer main were contracted on the spot; ratification is requested."),
    ("exempt", "Purchases from other governments are exempt from bidding; this agreement with the State lab was negotiated."),
    ("exempt", "The requirement for competitive proposals is hereby waived by two-thirds vote."),
    ("exempt", "No solicitation was held because artistic services are outside the procurement code."),
    ("exempt", "The contract for medical services was entered into without bidding as allowed for professional services."),
    ("piggyback", "Purchase of 3 police cars from Alder Ford on State Contract 5511. Recommended."),
    ("piggyback", "This Agreement is made under the cooperative purchasing provisions using Pine County's RFP 20-11 award to the same firm."),
    ("piggyback", "The City Council authorizes the use of the Port of Osprey agreement with Wren LLC to buy cranes."),
    ("piggyback", "The parties adopt the terms of the contract between Elm County and Vendor dated May 1, 2023."),
    ("piggyback", "The District will piggyback off of the Larch ISD bid for copiers."),
    ("piggyback", "Contractor extends to the Town the same pricing awarded by Larch County under Bid 22-06, and the Town buys on that basis."),
    ("schedule", "Vendor is on the state multiple award schedule; prices were negotiated with each vendor."),
    ("schedule", "Awarded under GSA Multiple Award Schedule 47QTCA20D00B1."),
    ("piggyback", "The Board approved the purchase of buses pursuant to the Elm ISD contract."),
    ("piggyback", "Purchase under OMNIA Partners Contract No. 2018-22, lead agency Larch County."),
    (
        "piggyback",
        "WHEREAS, Section 12 of the Code lets the City use contracts let by other governments, and the City elects to use Pine County Contract 881;",
    ),
    ("piggyback", "This order is placed off the Statewide contract held by the same vendor."),
    ("piggyback", "The Authority enters into this contract in reliance on the procurement conducted by Alder Transit under RFP 19-2."),
    ("piggyback", "Cooperative purchase: Sourcewell 060920."),
    ("piggyback", "The County is using the City of Elm's bid for asphalt in place of its own."),
    ("piggyback", "Acquisition of network gear via NASPO ValuePoint master agreement AR3227."),
    ("piggyback", "The Town Council authorizes the Manager to join the contract of the State of Larch for road salt."),
    ("piggyback", "Pricing is per HGAC contract HT06-20."),
    (
        "piggyback",
        "The Contractor was competitively selected by Larch County in 2022; the City now contracts with Contractor on the terms of that award.",
    ),
    ("piggyback", "The Village elects to utilize the competitive procurement of the Elm Library Consortium (RFP 2-19) for this Agreement."),
    ("piggyback", "Purchase of playground equipment through BuyBoard"),
    ("piggyback", "Award is made as a cooperative procurement under the agreement of Alder Port Authority."),
    ("piggyback", "This contract is a rider to Fairview County Contract 4400-10."),
    ("piggyback", "The parish accesses the Larch State University contract for laboratory supplies."),
    (
        "rfp",
        "Participating Addendum to the NASPO ValuePoint cooperative agreement, led by the State of Larch, which issued RFP 2020-11 for the tires.",
    ),
    ("sole_source", "The item is only available from Tern Labs, which holds exclusive rights."),
    ("sole_source", "Since no other product is compatible with the installed meters, the Council approves buying from Wren without bids."),
    ("sole_source", "Justification for Other Than Full and Open Competition: one responsible source."),
    ("quotes", "Price comparison: three vendors gave quotes. Lowest: Juniper."),
    ("quotes", "The purchase was below $5,000 and no bids were needed; one quote was received."),
    ("exempt", "Negotiated contract: utilities are not required to be bid."),
    ("exempt", "The agreement falls within the statutory exception to bidding for used equipment."),
    ("exempt", "Contract for expert witness services, exempt under the procurement code."),
    ("emergency", "The purchase was made under the emergency provisions of the purchasing ordinance after the tornado."),
    ("ifb", "Award of Bid 2022-15 to Swift Fence, the lowest responsible bidder of five."),
    ("ifb", "Four vendors answered the bid invitation; tabulation attached."),
    ("rfp", "Twelve offerors replied to the solicitation. Offers were ranked and the best value offeror selected."),
    ("rfp", "RFP 31-9 was advertised on the state portal for 30 days; two proposals came in and were scored."),
    ("rfq_qualifications", "On-call architects were shortlisted from submitted SOQs and ranked."),
    ("itn", "The County conducted competitive negotiation sessions with three vendors under its ITN and asked for best and final offers."),
    ("ifb", "State agencies purchase from this statewide contract, which was awarded to the lowest responsible bidder under IFB 4400."),
    ("rfp", "WHEREAS, the Larch Cooperative conducted RFP 22-1 on behalf of its members and awarded this contract to Vendor;"),
    ("rfp", "The City of Elm issued RFP 22-114; Contractor's proposal was the highest ranked and this contract follows from it."),
    ("ifb", "Contract between Elm County and Wren LLC, awarded by the County Commission under Bid 23-9 after sealed bidding."),
    ("rfp", "Members may purchase under this contract, which the consortium awarded after competitive sealed proposals."),
    ("ifb", "The State of Larch, through its Division of Purchasing, let this price agreement under ITB 20-33 by sealed bids."),
    ("rfp", "In an RFP process open to all, the University chose Vendor; the University uses the contract for all campuses."),
    ("ifb", "Bids were opened on June 1. The County reserves the right to buy from cooperative or state contracts."),
    (
        "rfp",
        "The Authority awarded this Agreement after RFP 19-100. Contractor is the sole provider of insurance for its staff.",
    ),
    ("rfp", "This Master Agreement was awarded by the State of Larch under RFP 11-2 on behalf of NASPO ValuePoint and participating states."),
]


@pytest.mark.parametrize(("method", "text"), CASES)
def test_method_and_whether_it_is_formal(method: str, text: str) -> None:
    found = read(text)
    assert found is not None
    assert (found.method, found.formal) == (method, FORMAL.get(method, "unclear"))
    assert found.method in METHODS


MISLEADING = [
    "Contractor shall maintain a bid bond and performance bond.",
    "The contractor is an independent contractor and a sole proprietor.",
    "In case of emergency dial 911. Emergency generators are serviced twice a year.",
    "The City, as a tax-exempt entity, pays no excise tax.",
    "We offer competitive pricing and quotes on request.",
    "The sole source of funds for this project is a state grant.",
    "Experience: RFP writing for Alder College; bid management for Elm Hospital.",
    "Contractor shall at its sole cost and expense repair damage.",
    "Amendment No. 2 extends the term of the contract to June 30, 2026. All else stays the same.",
    "Either party may terminate this agreement on thirty days' notice.",
    "Employees exempt from overtime are listed in Schedule A.",
    "Q. Will the vendor quote freight apart? A. Yes.",
    "The fire district provides emergency medical services.",
    "The negotiated rate applies to each order.",
    "The parties are two counties that agree to share a jail.",
    "The term of this Participating Addendum ends with the Master Agreement.",
    "The contractor won a design competition in 2010.",
    "Sole remedy for breach is repair.",
    "Contractor must respond to emergency calls within two hours.",
    "Interest on municipal bonds is exempt from federal tax.",
    "Please quote the purchase order number on each invoice.",
    "Our experienced team has prepared bids and proposals for agencies nationwide.",
    "The bid bond will be returned after award.",
    "A single source of light hangs over the desk.",
    "Exceptions to overtime rules must be negotiated with the union.",
    "This contract renews for one year. All prior terms apply.",
    "Other agencies may piggyback on this contract with the vendor's consent.",
    "The City may purchase from cooperative contracts when it is in its interest.",
    "The County agrees to buy all its salt from Contractor under this agreement with the County.",
    "Purchase orders shall be issued by the City under the City's contract.",
    "Any school district in the State may purchase off this contract at the same prices.",
    "The Contractor shall use the City's purchase order forms and the County's bid portal.",
    "Vendor may extend the same pricing under this agreement to any county.",
    "Employees shall comply with the purchasing code of the State.",
    "Contractor is an equal opportunity employer and the agreement is exempt from the State's sales tax.",
    "The County reserves the right to waive informalities and to reject any or all bids.",
    "Emergency vehicles are exempt from tolls; the sole proprietor drives them.",
    "Vendor names three references, among them RFP 2017-3 of Elm Town.",
    "A single source of contact and a single point of responsibility is required.",
]


@pytest.mark.parametrize("text", MISLEADING)
def test_words_that_mislead_prove_nothing(text: str) -> None:
    found = read(text)
    assert found is None or found.method == "unknown"


def test_competition_without_a_method_is_unknown() -> None:
    found = read("The vendor was chosen after a competitive selection process.")
    assert found == Competition("unknown", Answer.UNCLEAR)


@pytest.mark.parametrize(
    ("text", "details"),
    [
        (
            "INVITATION TO BID\nIssue Date: March 3, 2025\nQuestion deadline: March 10, 2025\nBids due: 3/24/2025 2 PM",
            {"issued": "2025-03-03", "due": "2025-03-24"},
        ),
        (
            "Five bids were received. Bids were publicly opened on June 4, 2024. The bid was advertised in the Elm Courier.",
            {"bidders": "5", "opened": "2024-06-04", "advertised": "the Elm Courier"},
        ),
        (
            "The contract was let to the lowest responsible bidder and approved by the Alder City Council.",
            {"award_basis": "lowest_responsible", "award_record": "approved by the Alder City Council"},
        ),
        ("The most advantageous proposal wins.", {"award_basis": "best_value"}),
        ("Firms are chosen by qualifications-based selection.", {"award_basis": "qualifications"}),
        ("The Village buys a loader through the City of Larch contract 20-118.", {"base_contract": "City of Larch 20-118"}),
        ("Council waives bidding since Finch Co. is the sole source of the lens.", {"exceptions": "exempt"}),
    ],
)
def test_details(text: str, details: dict[str, str]) -> None:
    found = read(text)
    assert found is not None
    assert dict(found.details) == dict(found.details) | details
    assert list(found.details) == sorted(found.details)


def test_a_solicitation_tells_no_bidders_and_no_award() -> None:
    found = read("INVITATION TO BID\nA Notice of Award follows.\nIn 2019 six bids were received.", Role.SOLICITATION)
    assert found is not None
    assert not {"bidders", "award_record", "opened"} & set(dict(found.details))


@pytest.mark.parametrize("role", [Role.SOLICITATION, Role.ADDENDUM, Role.RESPONSE])
def test_general_conditions_of_a_solicitation_do_not_count(role: Role) -> None:
    text = "REQUEST FOR PROPOSALS\nRFP 25-11\nNo other vendor can supply the old part. The director declared an emergency and waived bidding in 2020."
    found = read(text, role)
    assert found is not None
    assert found.method == "rfp"


def test_a_heading_outweighs_sentences() -> None:
    text = "REQUEST FOR PROPOSALS\nSealed bids are due Friday. Bids will be publicly opened. The lowest responsible bidder wins."
    found = read(text, Role.SOLICITATION)
    assert found is not None
    assert found.method == "rfp"


def test_sealed_quotes_are_not_plainly_informal() -> None:
    text = "REQUEST FOR QUOTATION\nSealed bids are called for. Bids will be opened in public at noon."
    found = read(text, Role.SOLICITATION)
    assert found == Competition("quotes", Answer.UNCLEAR, found.details if found else ())


def test_a_meeting_paper_with_several_methods_has_none() -> None:
    text = "AGENDA\n1. Purchase of a mower via Sourcewell.\n2. Approve the sole source purchase of a valve.\n3. Award salt to the low bidder."
    found = read(text, Role.BOARD_ITEM)
    assert found is None or found.method == "unknown"


def test_a_lone_sentence_deep_in_a_contract_is_not_enough() -> None:
    deep = "This Agreement is made by and between two firms.\n\n" + "The parties agree on many things. " * 500
    assert read(deep + "\n\nPrices are those of the low bidder.") is None


def test_a_sentence_is_read_across_lines_and_paragraph_breaks() -> None:
    found = read("The culvert was let to the lowest\nresponsive and\n\nresponsible bidder.")
    assert found is not None
    assert found.method == "ifb"


def test_nothing_is_said() -> None:
    assert read("The parties may meet once a year.") is None
    assert read("") is None


def test_only_its_own_part_is_read() -> None:
    doc = document("Sealed bids were opened in public.", "The parties may meet.")
    whole = part(doc)
    second = type(whole)("", (2, 2), doc.pages[1].span, whole.outline)
    assert find_competition(doc, second, Role.CONTRACT) is None


@pytest.mark.parametrize("filler", [" ", "_", "bid ", "1-", ". A"])
def test_a_page_of_filler_is_read_in_linear_time(filler: str) -> None:
    text = "Invitation to Bid\n" + filler * (150_000 // len(filler))
    begin = time.process_time()
    read(text)
    assert time.process_time() - begin < 3
