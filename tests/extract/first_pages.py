"""First pages of invented documents, with role, solicitation number and contract number."""

from __future__ import annotations

FIRST_PAGES: tuple[tuple[str, str, str | None, str | None], ...] = (
    (
        "solicitation",
        ("City of Elm\nPurchasing Division\nINVITATION FOR BIDS\nIFB 2024-17\nRoad Salt\nBids due: March 3, 2025 2:00 PM"),
        "IFB 2024-17",
        None,
    ),
    (
        "solicitation",
        ("PINE COUNTY\nRequest for Proposals\nRFP No. 25-03\nEmployee Benefits Broker\n\nProposals will be received until 2 pm."),
        "RFP No. 25-03",
        None,
    ),
    (
        "solicitation",
        (
            "State of Larch\nSolicitation Number: 4400012345\nSolicitation Type: Formal Bid\nTires and Tubes\n"
            "Sealed bids must be received by 10/3/2024."
        ),
        "4400012345",
        None,
    ),
    (
        "solicitation",
        ("Elm Unified School District\nBid #2021-09\nMILK PRODUCTS\nInstructions to Bidders\n1. Bidders shall fill out all blanks."),
        "Bid #2021-09",
        None,
    ),
    ("solicitation", "LEGAL NOTICE\nNotice is hereby given that the Town of Alder is accepting sealed bids for mowing until May 1.", None, None),
    ("solicitation", "REQUEST FOR QUALIFICATIONS\nfor\nOn-Call Surveying\nRFQ 24-118", "RFQ 24-118", None),
    (
        "solicitation",
        ("Specifications for One Tandem Axle Dump Truck\nThe Road Commission is seeking bids for one truck. Bidders must attach literature."),
        None,
        None,
    ),
    ("solicitation", "REQUEST FOR INFORMATION\nRFI 2024-2\nBroadband", "RFI 2024-2", None),
    (
        "solicitation",
        ("Regional Purchasing Cooperative\nRFP # 031224\nfor\nHeavy Equipment with Related Accessories\nProposal Due Date: March 12, 2024"),
        "RFP # 031224",
        None,
    ),
    (
        "form",
        (
            "BID PROPOSAL FORM\nThe undersigned offers to furnish, in response to Invitation to Bid 24-6:\n"
            "Company Name: ________________\nSignature: ____________"
        ),
        "24-6",
        None,
    ),
    ("addendum", "City of Elm\nADDENDUM NO. 2\nRFP 24-015 Janitorial Services\nThe due date is changed to May 9.", "RFP 24-015", None),
    ("addendum", "RFP 2023-8\nQUESTIONS AND ANSWERS\nQ1. Is this open to others? A. Yes.", "RFP 2023-8", None),
    ("addendum", "Amendment #1 to Solicitation 2300099\nThis amendment changes the opening date.", "2300099", None),
    (
        "response",
        (
            "Quail Paving, Inc.\n14 Mill Rd\nMay 4, 2024\n\nPine County Purchasing\nRe: RFP 24-77\n\nDear Ms. Finch:\n\n"
            "We are pleased to submit our proposal for asphalt work. Our firm has done this for 20 years."
        ),
        "RFP 24-77",
        None,
    ),
    ("response", "RESPONSE TO REQUEST FOR PROPOSALS 2022-12\nLibrary Automation\nSubmitted by:\nHeron Software LLC", "2022-12", None),
    (
        "response",
        (
            "INVITATION TO BID 24-9\nBID FORM\nCompany Name: Quail Paving, Inc.\nBidder Name: Quail Paving\n"
            "Authorized Signature: J. Finch\nUnit price 12.00"
        ),
        "24-9",
        None,
    ),
    ("award", "NOTICE OF INTENT TO AWARD\nITB 24-31 Fire Hose\nThe County intends to award to Tern Supply.", "ITB 24-31", None),
    ("award", "BID TABULATION\nBid No. 24-06 Paper\nJuniper 41,250 Quill 43,900", "Bid No. 24-06", None),
    (
        "award",
        ("May 9, 2024\nTern Supply\nRE: Award of Bid 24-31\nDear Mr. Tern:\nCongratulations. Your bid has been accepted by the Board."),
        "Bid 24-31",
        None,
    ),
    ("award", "Proposal Evaluation Summary\nRFP 19-8\nScores by firm", "RFP 19-8", None),
    (
        "contract",
        ("PROFESSIONAL SERVICES AGREEMENT\nThis Agreement is made and entered into by and between the City of Elm and Heron Labs, Inc."),
        None,
        None,
    ),
    ("contract", ("STATE OF LARCH\nSTATEWIDE CONTRACT\nContract Number: SW-4471\nCommodity: Road Salt\nContractor: Wren Salt Co."), None, "SW-4471"),
    (
        "contract",
        ("MASTER AGREEMENT #091219-ABC\nThis Master Agreement is between the Cooperative and Quail Paving, Inc. resulting from RFP #091219."),
        "RFP #091219",
        "091219-ABC",
    ),
    (
        "contract",
        (
            "Contract No. 2021-104\nCITY OF ALDER\nCONTRACT FOR TREE TRIMMING\n"
            "THIS CONTRACT, dated May 3, 2021, between the City and Finch Tree Care LLC"
        ),
        None,
        "2021-104",
    ),
    ("contract", "Price Agreement No. 4410-B\nState of Larch, Department of Administrative Services\nVendor: Tern Motors", None, "4410-B"),
    ("contract", "LEASE AGREEMENT\nThis Lease is made between Pine County and Heron Copiers, Inc. WITNESSETH", None, None),
    (
        "contract",
        ("AMENDED AND RESTATED SERVICES AGREEMENT\nThis Amended and Restated Services Agreement is made by and between Elm County and Wren LLC"),
        None,
        None,
    ),
    ("contract", "Purchasing Agreement\nAgreement Number: PA-22-119\nSupplier: Larch Medical", None, "PA-22-119"),
    (
        "amendment",
        ("AMENDMENT NO. 3\nTO\nCONTRACT NO. 18-220\nThis Amendment is made by and between Elm County and Wren LLC. The Contract is hereby extended."),
        None,
        "18-220",
    ),
    ("amendment", "First Amendment to Professional Services Agreement between the City of Elm and Heron Labs, Inc.", None, None),
    (
        "amendment",
        ("Contract Renewal Notice\nContract Number 4400001234\nThe State wishes to renew the above contract for one year."),
        None,
        "4400001234",
    ),
    ("amendment", "CHANGE ORDER NO. 2\nContract: 22-18 Culvert", None, "22-18"),
    ("amendment", "ADDENDUM TO AGREEMENT\nThis addendum to the agreement between Pine County and Tern, Inc. changes section 4.", None, None),
    ("amendment", "Assignment and Assumption Agreement\nWren LLC assigns Contract No. 44-1 to Tern, Inc.", None, "44-1"),
    ("amendment", "CONTRACT EXTENSION AGREEMENT\nThe term of Contract #RFP19-33 is extended to June 30, 2026.", None, "RFP19-33"),
    ("price_list", "PRICE LIST\nEffective January 1, 2024\nSKU Description Price\nA1 Bolt 1.20", None, None),
    ("price_list", "Attachment B - Pricing Schedule\nContract 22-41\nItem Unit Price", None, "22-41"),
    (
        "participating_addendum",
        (
            "NASPO ValuePoint\nPARTICIPATING ADDENDUM\nTires, Tubes and Services\nMaster Agreement No: 19102\n"
            "State of Larch\nParticipating Addendum No: 22-PA-11"
        ),
        None,
        "22-PA-11",
    ),
    ("interlocal", "INTERLOCAL AGREEMENT FOR COOPERATIVE PURCHASING\nThis agreement is between the City of Elm and Pine County.", None, None),
    ("interlocal", "Intergovernmental Cooperative Purchasing Agreement\nbetween the Town of Alder and the County of Larch", None, None),
    (
        "board_item",
        ("CITY OF ELM\nCITY COUNCIL AGENDA REPORT\nTo: Mayor and City Council\nSubject: Purchase of two trucks\nRecommendation: approve."),
        None,
        None,
    ),
    ("board_item", ("RESOLUTION NO. 2024-31\nA RESOLUTION OF THE CITY COUNCIL APPROVING AN AGREEMENT WITH HERON LABS\nBE IT RESOLVED"), None, None),
    ("board_item", "MINUTES OF THE REGULAR MEETING\nBoard of Trustees\nThe meeting was called to order.", None, None),
    ("board_item", "Staff Report\nItem 7B\nAuthorize contract with Wren LLC for janitorial services\nFiscal Impact: $40,000", None, None),
    ("instructions", "How to Use This Contract\nContract 4410 Office Supplies\nOrdering instructions: send orders to", None, "4410"),
    ("instructions", "CONTRACT USER GUIDE\nStatewide Contract FAC110\nWho may use this contract", None, "FAC110"),
    ("form", "NON-COLLUSION AFFIDAVIT\nState of ____ County of ____\nThe affiant says", None, None),
    ("form", "SAMPLE CONTRACT\nThis Agreement is between the City and ____________", None, None),
    ("form", "Form W-9\nRequest for Taxpayer Identification Number", None, None),
    ("form", "CERTIFICATE OF LIABILITY INSURANCE\nACORD 25 (2016/03)\nPOLICY NUMBER 12-3456", None, None),
    ("form", "EXHIBIT C\nVENDOR QUESTIONNAIRE\n1. Name of company ______\n2. Years in business ____", None, None),
    ("form", "Affidavit of Publication\nThe Elm Courier\nNotice was published on March 3 and 10.", None, None),
    ("invoice_po", "PURCHASE ORDER\nPO Number 450012\nShip to: City Garage", None, None),
    ("invoice_po", "INVOICE\nInvoice No. 3391\nBill To: City of Elm", None, None),
    ("other", "QUOTATION\nQuote # 7781\nPrepared for: City of Elm\nValid for 30 days", None, None),
    ("other", "PURCHASING POLICY MANUAL\nCity of Elm\nAdopted 2019", None, None),
    ("other", "LABOR AGREEMENT\nbetween the City of Elm and the Firefighters Union Local 88", None, None),
    (
        "other",
        ("Dear Purchasing Manager:\nPine County grants permission to the City of Elm to use Contract 22-14 for mowing equipment."),
        None,
        "22-14",
    ),
    (
        "contract",
        (
            "Solicitation Number: RFP #102821\n"
            "Contract Number: 102821-WRN\n"
            "This Contract is between the Cooperative, 14 Main Street, and Wren Buses, Inc. (Supplier).\n"
            "The parties agree as follows."
        ),
        "RFP #102821",
        "102821-WRN",
    ),
    (
        "contract",
        (
            "STATE OF LARCH\n"
            "DEPARTMENT OF TECHNOLOGY, MANAGEMENT\n"
            "PROCUREMENT\n"
            "NOTICE OF CONTRACT NO. 171-180000000123\n"
            "between THE STATE OF LARCH and Tern Fuel, LLC"
        ),
        None,
        "171-180000000123",
    ),
    ("amendment", ("STATE OF LARCH\nCONTRACT CHANGE NOTICE\nChange Notice Number 4 to Contract Number 171-180000000123"), None, "171-180000000123"),
    (
        "contract",
        ("City of Elm Contract for Services\nThe City of Elm (City) and Heron Labs, a corporation (Contractor), agree:\n1. Services"),
        None,
        None,
    ),
    (
        "solicitation",
        ("Elm County Road Commission\n2024 Bituminous Aggregate\nBids will be received until 10 AM on March 1\nBidder shall complete all pages"),
        None,
        None,
    ),
    (
        "solicitation",
        ("City of Larch\nFormal Solicitation\nCourt Security Services\nPre-proposal conference: May 3\nProposals due: May 30"),
        None,
        None,
    ),
    (
        "solicitation",
        ("Page 1 of 44\nRFQ # 24-88-EL\nDate: 3/1/2024\nQuotes due by: 3/15/2024\nPlease quote your best price"),
        "RFQ # 24-88-EL",
        None,
    ),
    ("award", ("MEMORANDUM\nTo: Purchasing Director\nFrom: Evaluation Committee\nSubject: Recommendation for Award, RFP 22-18"), "RFP 22-18", None),
    ("award", "AWARD LETTER\nContract 22-18\nDear Vendor, congratulations", None, "22-18"),
    ("board_item", "AGENDA ITEM NO. 12\nConsider approval of a contract with Wren LLC for mowing", None, None),
    (
        "board_item",
        (
            "Pine County Board of Supervisors\n"
            "Board Letter\n"
            "Subject: Agreement with Tern, Inc.\n"
            "Recommended Actions: authorize the Chair to sign\n"
            "Fiscal impact: none"
        ),
        None,
        None,
    ),
    ("board_item", ("ORDINANCE NO. 2211\nAn ordinance authorizing the Mayor to enter into an agreement with Heron Labs\nBE IT ORDAINED"), None, None),
    ("price_list", ("Wren Office Supply\nContract 44-B Price File\nEffective 7/1/2024\nItem  Description  List  Discount  Net"), None, "44-B"),
    (
        "participating_addendum",
        (
            "STATE OF ALDER PARTICIPATING ADDENDUM\n"
            "Cloud Solutions\n"
            "Led by the State of Larch\n"
            "Master Agreement #AR2472\n"
            "Contractor: Heron Cloud, Inc."
        ),
        None,
        "AR2472",
    ),
    (
        "interlocal",
        (
            "COOPERATIVE PURCHASING AGREEMENT\n"
            "This agreement is entered into by and between the City of Elm and the City of Larch under the Interlocal Cooperation Act"
        ),
        None,
        None,
    ),
    ("form", "CERTIFICATION REGARDING DEBARMENT AND SUSPENSION\nThe undersigned certifies", None, None),
    ("form", "ATTACHMENT D\nBIDDER INFORMATION SHEET\nName: ________\nAddress: ________", None, None),
    ("instructions", "Contract Summary\nStatewide Contract 4410\nHow to order\nContact the vendor", None, "4410"),
    ("response", ("Heron Labs, Inc.\nTechnical Proposal\nprepared for\nPine County\nin response to\nRFP 24-9 Laboratory Testing"), "RFP 24-9", None),
    (
        "response",
        (
            "COVER LETTER\n"
            "Dear Evaluation Committee,\n"
            "Heron Labs appreciates the opportunity to respond to your request. Our team has 30 years of practice."
        ),
        None,
        None,
    ),
    ("invoice_po", "Blanket Purchase Order\nOrder No. 4412\nVendor: Tern Fuel\nBill to: Elm", None, None),
    (
        "addendum",
        ("Elm Public Schools\nAddendum One\nBid 24-3 Copy Paper\nPlease note the following changes to the specifications."),
        "Bid 24-3",
        None,
    ),
    ("amendment", ("CONTRACT AMENDMENT\nContract No. C-22-118\nAmendment No. 1\nThe parties agree to extend the term."), None, None),
    ("amendment", ("RENEWAL LETTER\nRe: Contract 19-22\nThe City hereby exercises its option to renew the contract."), None, "19-22"),
    (
        "contract",
        (
            "LICENSE AND SERVICES AGREEMENT\n"
            "This Agreement (the Agreement) is entered into as of May 1, 2020 by and between Heron Software and the Elm School District."
        ),
        None,
        None,
    ),
    ("contract", "EXHIBIT 10.3\nSUPPLY AGREEMENT\nbetween Tern Co. and Wren Co.", None, None),
    ("form", "DRAFT\nAGREEMENT FOR CONSULTING SERVICES\nbetween the City of Elm and [NAME]", None, None),
    ("other", "Table of Contents\nAnnual Financial Report\nCity of Elm", None, None),
)
