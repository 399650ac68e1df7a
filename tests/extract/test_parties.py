"""Parties of short documents: one table of cases, and the traps of AGENCIES 3."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from clausescan.core.finding import Role
from clausescan.core.span import Span
from clausescan.extract.names import name_key
from clausescan.extract.parties import Parties, find_parties
from clausescan.extract.registry import load_registry
from tests import build


@dataclass(frozen=True)
class Case:
    """What a text names; None where it names none, several right answers in a tuple, "any" where it does not matter."""

    text: str
    lead: str | tuple[str, ...] | None
    type: str | tuple[str, ...] = ""
    state: str | None = None
    public: str | tuple[str, ...] = "yes"
    vendor: str | None = None
    program: str | None = None
    role: Role = Role.CONTRACT


def parties(text: str, role: Role) -> Parties:
    document = build.document(text)
    return find_parties(document, build.part(document), role, load_registry())


CASES = (
    Case(
        ("KENAI RIDGE BOROUGH, ALASKA\nInvitation to Bid 25-01: road gravel"),
        lead="Kenai Ridge Borough",
        type=("county", "municipality"),
        state="AK",
        role=Role.SOLICITATION,
    ),
    Case(
        ("Unified Government of Wyandale County and Kansas Forks, Kansas\nRequest for Proposals R-2201 Fleet telematics"),
        lead="Unified Government of Wyandale County and Kansas Forks",
        type="county",
        state="KS",
        role=Role.SOLICITATION,
    ),
    Case(
        ('The Metropolitan Government of Birchville and Dover County, Tennessee ("Metro") and Tarn Paving, LLC ("Contractor") agree.'),
        lead="Metropolitan Government of Birchville and Dover County",
        type="county",
        state="TN",
        vendor="Tarn Paving, LLC",
    ),
    Case(
        ("TOWN OF NORTH HADLOW\nBoard of Selectmen\nNorth Hadlow, Massachusetts 01099\nInvitation for Bids: winter sand"),
        lead="Town of North Hadlow",
        type="municipality",
        state="MA",
        role=Role.SOLICITATION,
    ),
    Case(
        ("Village of Oak Fen, Wisconsin\nContract between the Village and Lodestar Plumbing & Heating, Inc."),
        lead="Village of Oak Fen",
        type="municipality",
        state="WI",
        vendor="Lodestar Plumbing & Heating, Inc.",
    ),
    Case(
        ("Pine Mesa CISD\n100 School Lane\nPine Mesa, Texas 79999\nRFP 25-004 Milk and juice"),
        lead="Pine Mesa CISD",
        type="school_district",
        state="TX",
        role=Role.SOLICITATION,
    ),
    Case(
        ("Grand Alder Community College District, a public community college of the State of Missouri, and Beacon Laboratory Supply, Inc."),
        lead="Grand Alder Community College District",
        type="higher_ed_public",
        state="MO",
        vendor="Beacon Laboratory Supply, Inc.",
    ),
    Case(
        ("HOWARD UNIVERSITY\nOffice of Procurement\nWashington, DC 20059\nRequest for Proposals: dining"),
        lead="Howard University",
        type="private",
        state="DC",
        public="no",
        role=Role.SOLICITATION,
    ),
    Case(
        ("Eastern Fen Transit Authority\nDayford, Ohio 45999\nIFB 25-11 Bus tires"),
        lead="Eastern Fen Transit Authority",
        type="transit",
        state="OH",
        role=Role.SOLICITATION,
    ),
    Case(
        ("HOUSING AUTHORITY OF THE COUNTY OF SILVERLAKE\nPhoenixville, California 94999\nIFB Roofing"),
        lead="Housing Authority of the County of Silverlake",
        type="port_airport_utility",
        state="CA",
        role=Role.SOLICITATION,
    ),
    Case(
        (
            "Fern Forward, a public body corporate and politic of the State of Oregon and the housing authority of Fern County, and "
            "Larkspur Elevator Co."
        ),
        lead="Fern Forward",
        type=("port_airport_utility", "unknown"),
        state="OR",
        vendor="Larkspur Elevator Co.",
    ),
    Case(
        ("Knoll Springs Utilities Commission\nRequest for bids for transformers\nKnoll Springs, Florida 32999"),
        lead="Knoll Springs Utilities Commission",
        type="port_airport_utility",
        state="FL",
        role=Role.SOLICITATION,
    ),
    Case(
        "Red Cedar Nation, a federally recognized Indian tribe, Oklahoma, and Tallgrass Roofing, Inc. agree",
        lead="Red Cedar Nation",
        type="tribal",
        state="OK",
        public=("yes", "unclear"),
        vendor="Tallgrass Roofing, Inc.",
    ),
    Case(
        ("Lake Marl Joint Powers Authority, a California joint powers agency\nRFP 25-7 Dispatch software"),
        lead="Lake Marl Joint Powers Authority",
        type="jpa",
        state="CA",
        role=Role.SOLICITATION,
    ),
    Case(
        (
            "Prairie Municipal Risk Management Agency (an intergovernmental agency of Illinois member villages) hereby requests "
            "proposals for claims administration"
        ),
        lead="Prairie Municipal Risk Management Agency",
        type="jpa",
        state="IL",
        role=Role.SOLICITATION,
    ),
    Case(
        ("KCDA Purchasing Cooperative, Kent, Washington\nContract 24-118 with Stonefly Playgrounds, Inc."),
        lead="KCDA Purchasing Cooperative",
        type=("cooperative", "jpa"),
        state="WA",
        vendor="Stonefly Playgrounds, Inc.",
        program="KCDA",
    ),
    Case(
        ("DEPARTMENT OF VETERANS AFFAIRS\nContract 36F79724D0001\nContractor: Plover Medical Systems, LLC"),
        lead="Department of Veterans Affairs",
        type="federal",
        state=None,
        vendor="Plover Medical Systems, LLC",
    ),
    Case("Valley Rural Electric Cooperative, Inc. seeks quotes for line trucks for its members in Iowa.", lead=None, role=Role.SOLICITATION),
    Case('First Harbor Credit Union and Elm Software, Inc. ("Vendor") enter into this license.', lead=None, vendor="Elm Software, Inc."),
    Case(
        (
            "Master Agreement between Cobb County, Georgia, as lead public agency, and Osprey Office Products, LLC, made available "
            "through OMNIA Partners, Public Sector"
        ),
        lead="Cobb County",
        type="county",
        state="GA",
        vendor="Osprey Office Products, LLC",
        program="OMNIA Partners",
    ),
    Case(
        ("Region 10 Education Service Center\nRFP EQ-030325-01 Flooring\nAdministered by Equalis Group\nRichardson, Texas 75080"),
        lead="Region 10 Education Service Center",
        type="education_service",
        state="TX",
        program="Equalis Group",
        role=Role.SOLICITATION,
    ),
    Case(
        (
            "NCPA Contract 01-199\n"
            'Region 14 Education Service Center ("Region 14 ESC"), Abilene, Texas, awards this Contract to Gosling Furniture Group, '
            "Inc."
        ),
        lead="Region 14 Education Service Center",
        type="education_service",
        state="TX",
        vendor="Gosling Furniture Group, Inc.",
        program="NCPA",
    ),
    Case(
        "Master Price Agreement between the League of Oregon Cities and Heron Fire Apparatus, Inc., for use by members of NPPGov",
        lead="League of Oregon Cities",
        type="nonprofit_admin",
        state="OR",
        public="unclear",
        vendor="Heron Fire Apparatus, Inc.",
        program="NPPGov",
    ),
    Case(
        ("Equalis Group\nAwarded vendor: Kite Lighting, Inc.\nAsk your representative for the contract"),
        lead=None,
        vendor="Kite Lighting, Inc.",
        program="Equalis Group",
        role=Role.INSTRUCTIONS,
    ),
    Case(
        ("COSTARS price list\nCommonwealth of Pennsylvania, Department of General Services\nSupplier: Sable Janitorial Supply Co."),
        lead="Commonwealth of Pennsylvania, Department of General Services",
        type="state",
        state="PA",
        vendor="Sable Janitorial Supply Co.",
        program="COSTARS",
        role=Role.PRICE_LIST,
    ),
    Case(
        (
            "State of Michigan\n"
            "Department of Technology, Management and Budget\n"
            "Contract Change Notice No. 4 to Contract 071B7700001\n"
            "between THE STATE OF MICHIGAN and Wren Radio Systems, Inc."
        ),
        lead=("State of Michigan, Department of Technology, Management and Budget", "State of Michigan"),
        type="state",
        state="MI",
        vendor="Wren Radio Systems, Inc.",
        role=Role.AMENDMENT,
    ),
    Case(
        ("Dane Hollow Sheriff's Office\nSheriff of Dane County\nQuote from County Materials Corp. for culverts\nDane County, Wisconsin"),
        lead=("Dane County", "Sheriff of Dane County"),
        type="county",
        state="WI",
        vendor="County Materials Corp.",
        role=Role.INVOICE_PO,
    ),
    Case(
        ("PORT OF PORTLAND\nPortland, Oregon 97218\nSolicitation 2025-31: runway paint"),
        lead="Port of Portland",
        type="port_airport_utility",
        state="OR",
        role=Role.SOLICITATION,
    ),
    Case(
        ("Harris County Department of Education\nChoice Partners Cooperative\nHouston, Texas 77022\nContract 25/001SG with Dipper HVAC, LLC"),
        lead="Harris County Department of Education",
        type="education_service",
        state="TX",
        vendor="Dipper HVAC, LLC",
        program="Choice Partners",
    ),
    Case("City National Bank and State Farm Mutual Automobile Insurance Company sign this lease.", lead=None, vendor="any"),
    Case(
        ("Capitol Region Council of Governments\n350 Church Street\nHartford, CT 06103\nRFP for IT services"),
        lead="Capitol Region Council of Governments",
        type="cog_rpc",
        state="CT",
        program="any",
        role=Role.SOLICITATION,
    ),
    Case(
        (
            "This lease is made by Florida Power & Light Company and the Nebraska Public Power District, a public corporation and "
            "political subdivision of the State of Nebraska."
        ),
        lead="Nebraska Public Power District",
        type="port_airport_utility",
        state="NE",
        vendor="any",
    ),
    Case(
        ("Metropolitan Water District of Southern California\nRequest for Bids 1234: chlorine"),
        lead="Metropolitan Water District of Southern California",
        type="special_district",
        state="CA",
        role=Role.SOLICITATION,
    ),
    Case(
        "Board of Education of the City of Chicago and Lantern Learning, Inc. agree",
        lead="Board of Education of the City of Chicago",
        type="school_district",
        state="IL",
        vendor="Lantern Learning, Inc.",
    ),
    Case(
        ("New York State Office of General Services\nProcurement Services\nGroup 73600 Award 23150\nContractor: Curlew Telecom Corp."),
        lead="New York State Office of General Services",
        type="state",
        state="NY",
        vendor="Curlew Telecom Corp.",
        program="any",
        role=Role.AWARD,
    ),
    Case(
        (
            "This Agreement is entered into this 4th day of May 2024 by and between MARLOW COUNTY, a political subdivision of the "
            "State of Florida, by and through its Board of County Commissioners, whose address is 1 Court Sq., Marlow, Florida 32000 "
            '(hereinafter "COUNTY"), and OTTER SYSTEMS, INC., a Delaware corporation authorized to do business in the State of '
            'Florida (hereinafter "CONTRACTOR").'
        ),
        lead="Marlow County",
        type="county",
        state="FL",
        vendor="Otter Systems, Inc.",
    ),
    Case(
        (
            'THIS AGREEMENT, between Kestrel Mobility Inc., a California corporation ("Consultant"), and the Alder Valley '
            'Transportation Commission, a regional transportation planning agency ("AVTC"). Governed by the laws of the State of '
            "California."
        ),
        lead="Alder Valley Transportation Commission",
        type=("transit", "cog_rpc"),
        state="CA",
        vendor="Kestrel Mobility Inc.",
    ),
    Case(
        (
            "AMENDMENT NO. 2\n"
            "to the Agreement between\n"
            "THE REGENTS OF THE UNIVERSITY OF EAST MARLOW\n"
            "and\n"
            "GANNET DATA LLC\n"
            "The University and Supplier agree to renew."
        ),
        lead="Regents of the University of East Marlow",
        type="higher_ed_public",
        state=None,
        vendor="Gannet Data LLC",
        role=Role.AMENDMENT,
    ),
    Case(
        ("Minnesota Department of Transportation\n395 John Ireland Blvd\nSt. Paul, MN 55155\nRFP for bridge sensors"),
        lead="Minnesota Department of Transportation",
        type="state",
        state="MN",
        role=Role.SOLICITATION,
    ),
    Case(
        (
            "Sealed proposals will be received at the office of the Purchasing Director, City of Fox Hollow, 12 Main Street, Fox "
            "Hollow, GA 30999 until 2:00 PM."
        ),
        lead="City of Fox Hollow",
        type="municipality",
        state="GA",
        role=Role.SOLICITATION,
    ),
    Case(
        ("NOTICE TO BIDDERS\nThe Board of Supervisors of Tansy County, Iowa will receive sealed bids for culvert pipe."),
        lead=("Tansy County", "Board of Supervisors of Tansy County"),
        type="county",
        state="IA",
        role=Role.SOLICITATION,
    ),
    Case(
        ("Price list\nBluebird Bus Parts LLC\nContract 2023-44\nEffective 1/1/2025\nFor customers of the Tri-Fen Purchasing Consortium"),
        lead=None,
        vendor="Bluebird Bus Parts LLC",
        program="any",
        role=Role.PRICE_LIST,
    ),
    Case(
        ("Marion Co. Board of Commissioners\nMarion, Oregon 97399\nInvitation to bid: paint"),
        lead=("Marion Co. Board of Commissioners", "Marion County"),
        type="county",
        state="OR",
        role=Role.SOLICITATION,
    ),
    Case(
        ("Proposal for the Hazelwood School District\nSubmitted by: Brightpath Consulting Group\nReferences: City of Elmont; Marlow County"),
        lead="Hazelwood School District",
        type="school_district",
        state=None,
        vendor="Brightpath Consulting Group",
        role=Role.RESPONSE,
    ),
    Case(
        ("WATER AND SEWER AUTHORITY OF CABOT COUNTY\n232 Davidson Hwy, Concord, NC 28027\nInvitation for bids"),
        lead="Water and Sewer Authority of Cabot County",
        type=("special_district", "port_airport_utility"),
        state="NC",
        role=Role.SOLICITATION,
    ),
    Case(
        ("Lee's Bluff R-7 School District\nLee's Bluff, MO 64999\nBid 2025-11 paper"),
        lead="Lee's Bluff R-7 School District",
        type="school_district",
        state="MO",
        role=Role.SOLICITATION,
    ),
    Case(
        "Los Verdes County Metropolitan Transportation Authority (Metro) and Acorn Rail Signals, Inc. (Contractor)",
        lead="Los Verdes County Metropolitan Transportation Authority",
        type="transit",
        state=None,
        vendor="Acorn Rail Signals, Inc.",
    ),
    Case(
        'Minnesota State Colleges and Universities, on behalf of Lake Fen College, and Sparrow Books Inc. ("Contractor")',
        lead="Minnesota State Colleges and Universities",
        type="higher_ed_public",
        state="MN",
        vendor="Sparrow Books Inc.",
    ),
    Case(
        ("Washington State Department of Enterprise Services\nMaster Contract No. 01122\nContractor: Teal Vehicles, Inc."),
        lead="Washington State Department of Enterprise Services",
        type="state",
        state="WA",
        vendor="Teal Vehicles, Inc.",
    ),
    Case(
        ("SAN ALDER WATER DISTRICT\nA Special District\nNotice inviting bids\nSan Alder, CA 93999"),
        lead="San Alder Water District",
        type="special_district",
        state="CA",
        role=Role.SOLICITATION,
    ),
    Case(
        ("Eaglewood Public Library\nEaglewood, Colorado 80999\nRFP: self-checkout machines"),
        lead="Eaglewood Public Library",
        type=("special_district", "municipality"),
        state="CO",
        role=Role.SOLICITATION,
    ),
    Case(
        'The Judicial Council of California and Avocet Interpreters, Inc. ("Contractor") agree as follows',
        lead="Judicial Council of California",
        type="court",
        state="CA",
        vendor="Avocet Interpreters, Inc.",
    ),
    Case(
        "University Hospital Authority of Fenland, a public trust of Oklahoma, and Smew Imaging, Inc.",
        lead="University Hospital Authority of Fenland",
        type=("special_district", "higher_ed_public"),
        state="OK",
        vendor="Smew Imaging, Inc.",
    ),
    Case(
        ("CITY OF ALDEN\nAWARD NOTICE\nContract 25-3 is awarded to Dunlin Traffic Signs, Inc. of Reno, Nevada.\nAlden, Nebraska 68999"),
        lead="City of Alden",
        type="municipality",
        state="NE",
        vendor="Dunlin Traffic Signs, Inc.",
        role=Role.AWARD,
    ),
    Case(
        ("1GPA\nOur contracts are led by the Maple Unified School District No. 9, Arizona, which solicited RFP 22-01 and awarded Ibis Flooring, LLC"),
        lead="Maple Unified School District No. 9",
        type="school_district",
        state="AZ",
        vendor="Ibis Flooring, LLC",
        program="1GPA",
        role=Role.INSTRUCTIONS,
    ),
    Case(
        ("Central Fen Regional Council of Local Governments requests qualifications for planners. Contact: info@cfrc.org, Fenton, NM 87999"),
        lead=("Central Fen Regional Council of Local Governments", "Central Fen Regional Council"),
        type="cog_rpc",
        state="NM",
        role=Role.SOLICITATION,
    ),
    Case(
        ("JEFFERSON PARISH\nDepartment of Purchasing\nGretna, Louisiana 70053\nSealed bids"),
        lead="Jefferson Parish",
        type="county",
        state="LA",
        role=Role.SOLICITATION,
    ),
    Case(
        ("CITY OF NEW MARLOW DEPARTMENT OF AVIATION\nNew Marlow, Illinois 60999\nRFP"),
        lead=("City of New Marlow", "City of New Marlow Department of Aviation"),
        type="municipality",
        state="IL",
        role=Role.SOLICITATION,
    ),
    Case(
        ("School District of Palm Fen County\nPurchasing Department\nPalm Fen, FL 33999\nITB 25C-10"),
        lead="School District of Palm Fen County",
        type="school_district",
        state="FL",
        role=Role.SOLICITATION,
    ),
    Case(
        ("The Town of Elm Fire Department\nElm, New Hampshire 03999\nBid for turnout gear"),
        lead="Town of Elm",
        type="municipality",
        state="NH",
        role=Role.SOLICITATION,
    ),
    Case(
        ("Tri-County Metropolitan Transportation District of Oregon (TriMet)\nRFP RH250001"),
        lead="Tri-County Metropolitan Transportation District of Oregon",
        type="transit",
        state="OR",
        role=Role.SOLICITATION,
    ),
    Case(
        ("Quote 4411\nVillage Inn Catering Co.\nBill to: Lakemore School District 12, Lakemore, MN 55999"),
        lead="Lakemore School District 12",
        type="school_district",
        state="MN",
        vendor="Village Inn Catering Co.",
        role=Role.INVOICE_PO,
    ),
    Case(
        ("Metro Vancouver Bus, known as C-Fen, is the Clark Fen Public Transportation Benefit Area Authority of Washington. RFP 24-3 shelters."),
        lead=("Clark Fen Public Transportation Benefit Area Authority", "Clark Fen Public Transportation Benefit Area Authority of Washington"),
        type="transit",
        state="WA",
        role=Role.SOLICITATION,
    ),
    Case(
        ("Denmark Power & Light, a municipally owned electric utility of the City of Denmark, Tennessee\nBid 25-2 conductors"),
        lead=("Denmark Power & Light", "City of Denmark"),
        type=("port_airport_utility", "municipality"),
        state="TN",
        role=Role.SOLICITATION,
    ),
    Case(
        ("JEA\n225 Main St.\nJacksonfen, FL 32999\nJEA is a body politic and corporate of the State of Florida\nSolicitation 1411: poles"),
        lead="JEA",
        type=("unknown", "port_airport_utility", "special_district"),
        state="FL",
        role=Role.SOLICITATION,
    ),
    Case(
        'The Board of Trustees of the University of Northern Marlow ("University") and Swift Chemicals Ltd ("Supplier")',
        lead=("Board of Trustees of the University of Northern Marlow", "University of Northern Marlow"),
        type="higher_ed_public",
        state=None,
        vendor="Swift Chemicals Ltd",
    ),
    Case(
        'Ivy Hall College, a private nonprofit college, and Dove Catering, Inc. ("Contractor")',
        lead="Ivy Hall College",
        type=("private", "nonprofit_admin"),
        public="no",
        vendor="Dove Catering, Inc.",
    ),
    Case(
        ("Lakes Area Intermediate School District\nMarlow, MI 48999\nRFP"),
        lead="Lakes Area Intermediate School District",
        type=("education_service", "school_district"),
        state="MI",
        role=Role.SOLICITATION,
    ),
    Case(
        "Southern Fen Cooperative Educational Service Agency 3, Wisconsin, on behalf of member school districts requests bids",
        lead="Southern Fen Cooperative Educational Service Agency 3",
        type="education_service",
        state="WI",
        role=Role.SOLICITATION,
    ),
    Case(
        ("COMMONWEALTH OF MASSACHUSETTS\nOPERATIONAL SERVICES DIVISION\nStatewide Contract FAC119\nVendor: Plover Tools, Inc."),
        lead=("Commonwealth of Massachusetts", "Commonwealth of Massachusetts, Operational Services Division"),
        type="state",
        state="MA",
        vendor="Plover Tools, Inc.",
    ),
    Case(
        ("Texas Department of Information Resources\nDIR Contract No. DIR-CPO-5001\nVendor: Finch Networks, LLC"),
        lead="Texas Department of Information Resources",
        type="state",
        state="TX",
        vendor="Finch Networks, LLC",
        program="any",
    ),
    Case(
        (
            "NASPO ValuePoint PARTICIPATING ADDENDUM\n"
            "Led by the State of Minnesota\n"
            "Master Agreement #: MNWNC-108\n"
            "Contractor: Starling Computers LP\n"
            "Participating Entity: STATE OF OREGON"
        ),
        lead="State of Oregon",
        type="state",
        state="OR",
        vendor="Starling Computers LP",
        program="NASPO ValuePoint",
        role=Role.PARTICIPATING_ADDENDUM,
    ),
    Case(
        (
            'PARTICIPATING ADDENDUM between the County of Fenwick, Nevada ("Participating Entity") and Starling Computers LP under '
            "the NASPO ValuePoint master agreement led by the State of Utah"
        ),
        lead="County of Fenwick",
        type="county",
        state="NV",
        vendor="Starling Computers LP",
        program="NASPO ValuePoint",
        role=Role.PARTICIPATING_ADDENDUM,
    ),
    Case(
        ("INTERLOCAL AGREEMENT\nbetween the City of Bramble, Texas and the Region 8 Education Service Center for membership in TIPS"),
        lead=("City of Bramble", "Region 8 Education Service Center"),
        type=("municipality", "education_service"),
        state="TX",
        program="TIPS",
        role=Role.INTERLOCAL,
    ),
    Case(
        (
            "STAFF REPORT\n"
            "To: Honorable Mayor and City Council\n"
            "From: Public Works Director\n"
            "Subject: Purchase of two dump trucks from Otter Trucks, Inc. through Sourcewell Contract 060920-OTR\n"
            "City of Bramble Creek\n"
            "100 Civic Dr., Bramble Creek, California 93999"
        ),
        lead="City of Bramble Creek",
        type="municipality",
        state="CA",
        vendor="Otter Trucks, Inc.",
        program="Sourcewell",
        role=Role.BOARD_ITEM,
    ),
    Case(
        (
            "RESOLUTION NO. 24-88\n"
            "A RESOLUTION OF THE BOARD OF COUNTY COMMISSIONERS OF TERN COUNTY, COLORADO, APPROVING AN AGREEMENT WITH GULL GRAVEL, LLC"
        ),
        lead=("Board of County Commissioners of Tern County", "Tern County"),
        type="county",
        state="CO",
        vendor="Gull Gravel, LLC",
        role=Role.BOARD_ITEM,
    ),
    Case(
        (
            "AMENDMENT NO. 3 TO CONTRACT 4400012345\n"
            'This Amendment is by and between the Board of County Commissioners for Tern County, Florida ("Board") and Gull Gravel, '
            'LLC ("Contractor").'
        ),
        lead=("Board of County Commissioners for Tern County", "Tern County", "Board of County Commissioners of Tern County"),
        type="county",
        state="FL",
        vendor="Gull Gravel, LLC",
        role=Role.AMENDMENT,
    ),
    Case(
        ("GSA Federal Supply Schedule Price List\nContract GS-35F-0119Y\nLapwing Systems, Inc.\n12 Way, Reston, VA 20190"),
        lead="General Services Administration",
        type="federal",
        state=None,
        vendor="Lapwing Systems, Inc.",
        program="GSA",
        role=Role.PRICE_LIST,
    ),
    Case(
        ("PRICE LIST\nHGACBuy Contract AM10-23\nSkua Ambulances, Inc.\nEffective October 2024"),
        lead="Houston-Galveston Area Council",
        type="cog_rpc",
        state="TX",
        vendor="Skua Ambulances, Inc.",
        program="HGACBuy",
        role=Role.PRICE_LIST,
    ),
    Case(
        ("AEPA Bid 024-A\nAwarded by Cold Fen Educational Service District 105, Washington, to Auk Athletics, Inc."),
        lead="Cold Fen Educational Service District 105",
        type="education_service",
        state="WA",
        vendor="Auk Athletics, Inc.",
        program="AEPA",
        role=Role.AWARD,
    ),
    Case(
        ("Purchase Order 2211\nVendor:\nRobin Paper Company\n22 Elm\nBill To:\nTown of Great Fen\nAccounts Payable\nGreat Fen, ME 04999"),
        lead="Town of Great Fen",
        type="municipality",
        state="ME",
        vendor="Robin Paper Company",
        role=Role.INVOICE_PO,
    ),
    Case(
        ("MASTER AGREEMENT\nbetween\nESCNJ\nand\nMerlin Furniture Corp.\nCo-op #65MCESCCPS"),
        lead="Educational Services Commission of New Jersey",
        type="education_service",
        state="NJ",
        vendor="Merlin Furniture Corp.",
        program="ESCNJ",
    ),
    Case(
        ("Association of Fen County Commissioners\nEndorsed program with Owl Fuel LLC, Georgia"),
        lead="Association of Fen County Commissioners",
        type="nonprofit_admin",
        state="GA",
        public="unclear",
        vendor="Owl Fuel LLC",
    ),
    Case(
        (
            "Public Procurement Authority (PPA), Oregon, an intergovernmental entity under ORS 190, awards RFP 2301 to Jay Rescue "
            "Tools, Inc.; available through NPPGov"
        ),
        lead="Public Procurement Authority",
        type="jpa",
        state="OR",
        vendor="Jay Rescue Tools, Inc.",
        program="any",
        role=Role.AWARD,
    ),
    Case(
        ("Suburban Purchasing Cooperative Contract 204\nNorthwest Municipal Conference, Des Plaines, Illinois\nand Raven Ford, Inc."),
        lead=("Northwest Municipal Conference", "Suburban Purchasing Cooperative"),
        type=("cog_rpc", "nonprofit_admin", "cooperative"),
        state="IL",
        public="any",
        vendor="Raven Ford, Inc.",
        program="Suburban Purchasing Cooperative",
    ),
    Case(
        (
            "This contract is between the City of Elm Flats (hereinafter referred to as the “City”), a municipal corporation, and "
            "Snipe Electric, Inc. (hereinafter referred to as the “Contractor”). The City's address is 5 Oak, Elm Flats, Washington "
            "98999. The Contractor is an Idaho corporation."
        ),
        lead="City of Elm Flats",
        type="municipality",
        state="WA",
        vendor="Snipe Electric, Inc.",
    ),
    Case(
        (
            "CONTRACT FOR SERVICES\n"
            "1. PARTIES. The parties are Ruff Consulting Group (Contractor) and the Idaho Department of Correction (Department)."
        ),
        lead="Idaho Department of Correction",
        type="state",
        state="ID",
        vendor="Ruff Consulting Group",
    ),
    Case(
        ("Quail Hollow Regional Medical Center Hospital District, a political subdivision of the State of Texas\nRFP imaging"),
        lead="Quail Hollow Regional Medical Center Hospital District",
        type="special_district",
        state="TX",
        role=Role.SOLICITATION,
    ),
    Case(
        ("South Coast Air Quality Management District\nRFP P2025-01\nDiamond Fen, CA 91765"),
        lead="South Coast Air Quality Management District",
        type="special_district",
        state="CA",
        role=Role.SOLICITATION,
    ),
    Case(
        ("Marlow Township\nBerks County\nPennsylvania\nNotice: sealed bids for milling will be received by the Township Secretary"),
        lead="Marlow Township",
        type="municipality",
        state="PA",
        role=Role.SOLICITATION,
    ),
    Case(
        (
            "Notice is hereby given that the Governing Board of the Elm Valley Unified School District of Fenmore County will receive"
            " bids. Governed by the California Public Contract Code."
        ),
        lead=("Elm Valley Unified School District", "Elm Valley Unified School District of Fenmore County"),
        type="school_district",
        state="CA",
        role=Role.SOLICITATION,
    ),
    Case(
        ("REQUEST FOR PROPOSAL 25-11\nBANKING SERVICES\n\nIssued by:\nVillage of Elm Harbor\nFinance Department\n18 N. Elm\nElm Harbor, IL 60999"),
        lead="Village of Elm Harbor",
        type="municipality",
        state="IL",
        role=Role.SOLICITATION,
    ),
    Case(
        ("Crow Wing Software LLC\nResponse to RFP 2024-09\nPrepared for:\nOak County Library District\nOctober 3, 2024"),
        lead="Oak County Library District",
        type="special_district",
        state=None,
        vendor="Crow Wing Software LLC",
        role=Role.RESPONSE,
    ),
    Case(
        (
            "Dear Ms. Reed:\n"
            "Our firm, Egret Architects, P.C., is pleased to submit this proposal to the Elmont Housing Authority. We have worked for"
            " the City of Dallas and Cook County."
        ),
        lead="Elmont Housing Authority",
        type="port_airport_utility",
        state="any",
        vendor="Egret Architects, P.C.",
        role=Role.RESPONSE,
    ),
    Case(
        "Sheriff's Office of Fen County, Kansas, requests quotes for radios",
        lead=("Fen County", "Sheriff's Office of Fen County", "Sheriff of Fen County"),
        type="county",
        state="KS",
        role=Role.SOLICITATION,
    ),
    Case(
        ("BOARD OF PUBLIC UTILITIES OF THE CITY OF ELMONT, KANSAS\nBid 24-2"),
        lead="Board of Public Utilities of the City of Elmont",
        type="port_airport_utility",
        state="KS",
        role=Role.SOLICITATION,
    ),
    Case(
        ("Puerto Rico Electric Power Authority\nRFP 88\nSan Juan, PR 00936"),
        lead="Puerto Rico Electric Power Authority",
        type="port_airport_utility",
        state="PR",
        role=Role.SOLICITATION,
    ),
    Case(
        ("DISTRICT OF COLUMBIA\nOffice of Contracting and Procurement\nSolicitation Doc1"),
        lead="District of Columbia",
        type=("state", "municipality"),
        state="DC",
        role=Role.SOLICITATION,
    ),
    Case(("Government of Guam\nGeneral Services Agency\nIFB 25-001"), lead="Government of Guam", type="state", state="GU", role=Role.SOLICITATION),
    Case(
        ("Orange County\nBoard of County Commissioners\nProcurement Division, 400 E. South Street, Orlando, FL 32801\nIFB Y25-1"),
        lead="Orange County",
        type="county",
        state="FL",
        role=Role.SOLICITATION,
    ),
    Case(
        ("The School Board of Tern County, Florida\nPurchasing\n445 W. Amelia St., Orlando, Florida 32801\nRFP 2401"),
        lead="School Board of Tern County",
        type="school_district",
        state="FL",
        role=Role.SOLICITATION,
    ),
    Case(
        "Elmont-Marlow Airport Authority (EMAA) and Sandpiper Jet Bridges Corporation",
        lead="Elmont-Marlow Airport Authority",
        type="port_airport_utility",
        state=None,
        vendor="Sandpiper Jet Bridges Corporation",
    ),
    Case(
        'University of Chicago and Raven Labs LLC ("Vendor")',
        lead="University of Chicago",
        type="private",
        state="IL",
        public="no",
        vendor="Raven Labs LLC",
    ),
    Case('Fenland Rural Telephone Cooperative and Falcon Cable, Inc. ("Seller")', lead=None, vendor="Falcon Cable, Inc."),
    Case("Vizient Supply, LLC award to Tern Gloves Inc.", lead=None, vendor="Tern Gloves Inc.", program="any", role=Role.AWARD),
)


def fits(want: str | tuple[str, ...] | None, have: str | None) -> bool:
    return want == "any" or (have in want if isinstance(want, tuple) else have == want)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text[:32])
def test_parties(case: Case) -> None:
    found = parties(case.text, case.role)
    lead = found.lead_agency.value if found.lead_agency else None
    assert fits(case.lead, lead.name if lead else None)
    if lead is not None:
        assert fits(case.type, lead.type)
        assert fits(case.state, lead.state)
        assert fits(case.public, lead.public)
    assert fits(case.vendor, found.vendor.value.name if found.vendor else None)
    assert fits(case.program, found.program.value.name if found.program else None)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text[:32])
def test_every_value_is_quoted_exactly(case: Case) -> None:
    document = build.document(case.text)
    found = find_parties(document, build.part(document), case.role, load_registry())
    for one in (found.lead_agency, found.vendor, found.program):
        for evidence in one.evidence if one else ():
            assert document.quote(evidence.span) == evidence.quote


@pytest.mark.parametrize(
    "text",
    [
        "City Electric Supply Co. and Village Inn Holdings LLC sign this lease.",
        "County Materials Corp. sells pipe to State Street Paving, Inc.",
        "Union Pacific Railroad Company and Public Storage Inc. share a fence.",
        "Signed before me, a notary public in and for the State of Ohio.",
        "A certified public accountant audits the publicly traded seller, Elm Metals Inc.",
        "This Agreement between Elm Metals Inc. and Oak Wire LLC is governed by the laws of the State of New York.",
        "Harvest Farmers Cooperative and Lakes Telephone Cooperative, Inc. merge.",
        "",
        "   \n\n ",
    ],
)
def test_no_public_body(text: str) -> None:
    assert parties(text, Role.CONTRACT).lead_agency is None


@pytest.mark.parametrize("role", [Role.SOLICITATION, Role.ADDENDUM, Role.FORM, Role.INTERLOCAL])
def test_no_vendor_before_an_award(role: Role) -> None:
    assert parties("City of Elmont, Ohio\nBids will be opened. Vendor: Elm Metals Inc.", role).vendor is None


def test_only_this_part_is_searched() -> None:
    document = build.document("City of Elmont, Ohio\nInvitation to bid", "Town of Marlow, Vermont\nInvitation to bid")
    first = build.part(document)
    second = type(first)("", (2, 2), document.pages[1].span, first.outline)
    found = find_parties(document, second, Role.SOLICITATION, load_registry())
    assert found.lead_agency is not None
    assert found.lead_agency.value.name == "Town of Marlow"
    assert found.lead_agency.evidence[0].page == 2
    assert second.span.contains(found.lead_agency.evidence[0].span)


def test_a_name_broken_over_lines_is_joined_and_quoted_as_it_stands() -> None:
    text = (
        "This agreement for winter road salt is made this day by and between the County of\n"
        "Great Marlow, a political subdivision of the State of Ohio, and Elm Salt Inc."
    )
    found = parties(text, Role.CONTRACT).lead_agency
    assert found is not None
    assert found.value.name == "County of Great Marlow"
    assert found.evidence[0].quote == "County of\nGreat Marlow"


def test_capitals_are_lowered_and_acronyms_kept() -> None:
    found = parties("NORTH MARLOW ISD\nREQUEST FOR PROPOSALS\nNorth Marlow, TX 75999", Role.SOLICITATION).lead_agency
    assert found is not None
    assert found.value.name == "North Marlow ISD"


def test_a_clause_names_the_program() -> None:
    text = "City of Elmont, Ohio\nRFP 7\nThe City belongs to the Three Valleys Purchasing Alliance, whose members may purchase at the same prices."
    found = parties(text, Role.SOLICITATION).program
    assert found is not None
    assert (found.value.name, found.value.registry_name) == ("Three Valleys Purchasing Alliance", None)


def test_a_list_of_other_programs_names_none() -> None:
    text = "City of Elmont, Ohio\nRFP 7\nState any other contracts you hold, such as Sourcewell, NASPO ValuePoint, BuyBoard or TIPS."
    assert parties(text, Role.SOLICITATION).program is None


@pytest.mark.parametrize("filler", ["_ " * 100_000, "A" * 200_000, "City of " * 25_000, "(" * 150_000, "A b " * 50_000], ids=lambda f: f[:8])
def test_odd_pages_take_no_time(filler: str) -> None:
    document = build.document("City of Elmont, Ohio\n\n" + filler)
    part = build.part(document)
    assert part.span == Span(0, len(document.text))
    find_parties(document, part, Role.CONTRACT, load_registry())


@pytest.mark.shared
def test_agencies_of_the_labelled_texts(shared: Path) -> None:
    """Four names in five, on texts written by others (the aim is 0.92)."""
    cases = [json.loads(line) for line in (shared / "facts" / "dev" / "agencies.jsonl").read_text(encoding="utf-8").splitlines()]
    right = wanted = 0
    for case in cases:
        found = parties(case["text"], Role.CONTRACT).lead_agency
        names = [n for n in (case["expect"]["lead_agency"], *(case.get("alt") or {}).get("lead_agency", ())) if n]
        wanted += bool(names)
        right += found is not None and any(name_key(found.value.name) == name_key(n) for n in names)
    assert right >= 0.8 * wanted


def test_an_award_to_several_has_no_one_vendor_whichever_can_be_read() -> None:
    text = "NOTICE OF AWARD\nThe Director has awarded price agreements to the lowest bidder for each lot:\n\nHigh Mesa Coatings, Inc., Clovis\n\n"
    text += "Bidders: Ocotillo Traffic Products, LLC; High Mesa Coatings, Inc.; Sandhill Highway Materials, LLC"
    assert parties(text, Role.AWARD).vendor is None
    assert parties(text.replace("price agreements", "the contract").replace(" for each lot", ""), Role.AWARD).vendor is not None
