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
