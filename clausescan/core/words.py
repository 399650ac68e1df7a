"""Plain words for the closed vocabularies, for every reader of a result: checks, reports, pages."""

from __future__ import annotations

from clausescan.core.contract_file import WhoActs
from clausescan.core.finding import AgencyType, ClauseClass, CooperativeUse, Eligible, Geography, Polarity, RenewalActor, Role

ROLE_WORDS = {
    Role.SOLICITATION: "solicitation",
    Role.ADDENDUM: "addendum to the solicitation",
    Role.RESPONSE: "vendor's response",
    Role.AWARD: "award record",
    Role.CONTRACT: "contract",
    Role.AMENDMENT: "amendment",
    Role.PRICE_LIST: "price list",
    Role.PARTICIPATING_ADDENDUM: "participating addendum",
    Role.INTERLOCAL: "interlocal agreement",
    Role.BOARD_ITEM: "board item",
    Role.INSTRUCTIONS: "instructions",
    Role.FORM: "form",
    Role.INVOICE_PO: "purchase order or invoice",
    Role.OTHER: "other document",
}

CLASS_WORDS = {
    ClauseClass.OPEN: "Open to other public agencies",
    ClauseClass.VENDOR: "Left to the vendor",
    ClauseClass.CONSENT: "Needs consent, an agreement or registration first",
    ClauseClass.MEMBER: "For members of an organization",
    ClauseClass.GEO: "Limited to an area",
    ClauseClass.LIST: "For the agencies listed",
    ClauseClass.MASTER: "Master agreement offered to other agencies",
    ClauseClass.STATEEXT: "Statewide contract open to local agencies",
    ClauseClass.STATUTE: "Opened by naming a statute",
    ClauseClass.ASSIGN: "Options or quantities may be assigned to another agency",
    ClauseClass.INCORP: "Makes other documents part of this one",
    ClauseClass.SUPPORT: "Fee, reporting or liability text",
    ClauseClass.CAP: "Limit of quantity, money or time",
    ClauseClass.PROHIBIT: "Forbids use by others",
    ClauseClass.DECLINE: "The vendor says no",
    ClauseClass.SILENT: "Says nothing",
    ClauseClass.REVERSE: "About the issuing agency using other contracts",
    ClauseClass.UNRELATED: "Not about use by others",
}

POLARITY_WORDS = {
    Polarity.PERMITS: "Lets other agencies buy",
    Polarity.RESTRICTS: "Lets other agencies buy, with a condition or limit",
    Polarity.PROHIBITS: "Does not let other agencies buy",
    Polarity.SILENT: "Says nothing on use by others",
    Polarity.REVERSE: "Speaks of the issuing agency using other contracts; grants nothing",
    Polarity.UNRELATED: "Not about use by others",
    Polarity.SUPPORTING: "Presupposes use by others, but does not grant it",
}

AGENCY_WORDS = {
    AgencyType.STATE: "state agency",
    AgencyType.COUNTY: "county",
    AgencyType.MUNICIPALITY: "city, town or village",
    AgencyType.SCHOOL_DISTRICT: "school district",
    AgencyType.EDUCATION_SERVICE: "education service agency",
    AgencyType.HIGHER_ED_PUBLIC: "public college or university",
    AgencyType.SPECIAL_DISTRICT: "special district",
    AgencyType.TRANSIT: "transit agency",
    AgencyType.PORT_AIRPORT_UTILITY: "port, airport or utility",
    AgencyType.TRIBAL: "tribal government",
    AgencyType.COG_RPC: "council of governments",
    AgencyType.JPA: "joint powers authority",
    AgencyType.COOPERATIVE: "cooperative",
    AgencyType.COURT: "court",
    AgencyType.FEDERAL: "federal agency",
    AgencyType.NONPROFIT_ADMIN: "private or nonprofit administrator",
    AgencyType.PRIVATE: "private body",
    AgencyType.UNKNOWN: "kind not told",
}

METHOD_WORDS = {
    "ifb": "sealed bids",
    "rfp": "competitive proposals",
    "itn": "invitation to negotiate",
    "rfq_qualifications": "request for qualifications",
    "quotes": "informal quotes",
    "sole_source": "sole source",
    "emergency": "emergency purchase",
    "exempt": "exemption from competition",
    "piggyback": "use of another agency's contract",
    "schedule": "negotiated schedule",
    "unknown": "method not told",
}

ACTOR_WORDS = {
    RenewalActor.LEAD: "at the lead agency's option",
    RenewalActor.VENDOR: "at the vendor's option",
    RenewalActor.MUTUAL: "if both sides agree",
    RenewalActor.AUTO: "automatically, unless notice is given",
    RenewalActor.UNSTATED: "the text does not say who decides",
}

WHO_WORDS = {
    WhoActs.BUYER: "you, the buyer",
    WhoActs.HOST: "lead agency",
    WhoActs.VENDOR: "vendor",
    WhoActs.COOPERATIVE: "cooperative",
    WhoActs.LEGAL: "your counsel",
}

_GATE_OF_CLASS = {
    ClauseClass.VENDOR: "the vendor must agree",
    ClauseClass.CONSENT: "a consent, agreement or registration comes first",
    ClauseClass.MEMBER: "the buyer must be a member",
    ClauseClass.LIST: "the buyer must be on the list",
    ClauseClass.STATEEXT: "the buyer must be an eligible agency of the state",
    ClauseClass.ASSIGN: "the lead agency must assign quantities to the buyer",
    ClauseClass.CAP: "quantity, money or time is limited",
    ClauseClass.MASTER: "the buyer must join the program",
    ClauseClass.STATUTE: "the statute named sets the conditions",
}

_KINDS = {
    "public_agency_any": "any public agency",
    "municipality": "cities, towns and villages",
    "county": "counties",
    "state_agency": "state agencies",
    "school_district": "school districts",
    "higher_ed_public": "public colleges and universities",
    "higher_ed_private": "private colleges and universities",
    "special_district": "special districts",
    "transit": "transit agencies",
    "port_airport": "ports and airports",
    "utility": "utilities",
    "tribal": "tribal governments",
    "federal": "federal agencies",
    "nonprofit": "nonprofit organizations",
    "fire_ems": "fire and ambulance services",
    "hospital": "hospitals",
}

_CONDITION_LABELS = {
    "vendor_consent": "Vendor's consent",
    "lead_consent": "Lead agency's consent",
    "agreement_needed": "Agreement needed",
    "ordering": "How to order",
    "fee_payer": "Fee paid by",
    "fee_rate_pct": "Fee",
    "lead_liability_disclaimed": "Lead agency's liability",
    "quantity_max": "Largest quantity",
    "quantity_min": "Smallest quantity",
    "quantity_pct_of_award": "Largest quantity",
    "window": "When",
}

_CONDITION_VALUES = {
    ("vendor_consent", "required"): "Needed",
    ("vendor_consent", "not_required"): "Not needed: the vendor is bound",
    ("lead_consent", "required"): "Needed",
    ("lead_consent", "notice_only"): "Not needed, but it must be told",
    ("agreement_needed", "ila"): "An interlocal agreement",
    ("agreement_needed", "separate_contract"): "The buyer's own contract with the vendor",
    ("ordering", "own_po"): "By the buyer's own order",
    ("lead_liability_disclaimed", "yes"): "Disclaimed",
    ("window", "contract_term"): "As long as the contract is in force",
    ("window", "initial_term_only"): "In the first term only",
}
_CONDITION_UNITS = {"fee_rate_pct": "%", "quantity_pct_of_award": "% of the award"}


def geography_words(geography: Geography | None) -> str:
    """Where a buyer must be, "" where the clause does not say."""
    if geography is None:
        return ""
    places = ", ".join(geography.values)
    match geography.scope:
        case "any":
            return "anywhere"
        case "national":
            return "anywhere in the United States"
        case "radius":
            return f"within {geography.miles} miles" if geography.miles else "within a stated distance"
        case "adjacent":
            return "in a neighboring jurisdiction"
        case scope:
            return f"in {places}" if places else f"in the {scope.replace('_', ' ')}"


def eligible_words(eligible: Eligible) -> str:
    """Who may buy, "" where the clause does not say."""
    kinds = [_KINDS.get(kind, kind.replace("_", " ")) for kind in eligible.kinds]
    said = [", ".join(kinds), ", ".join(eligible.named), f"members of {eligible.membership}" if eligible.membership else ""]
    without = f"not: {', '.join(eligible.excluded)}" if eligible.excluded else ""
    return "; ".join(words for words in (*said, without) if words)


def condition_words(use: CooperativeUse) -> tuple[tuple[str, str], ...]:
    """The conditions of a clause as label and value, in the clause's order; empty if none."""
    return tuple((_CONDITION_LABELS.get(name, _plain(name)), _condition(name, value)) for name, value in use.conditions)


def _condition(name: str, value: str) -> str:
    return _CONDITION_VALUES.get((name, value)) or _plain(value) + _CONDITION_UNITS.get(name, "")


def _plain(word: str) -> str:
    """A word of the vocabulary as people write it; statutes and figures stay as they are."""
    return word[:1].upper() + word[1:].replace("_", " ")


def gate_words(use: CooperativeUse) -> tuple[str, ...]:
    """What stands between a buyer and a clause that restricts; empty where nothing does."""
    conditions = dict(use.conditions)
    found = [_GATE_OF_CLASS[use.clause_class]] if use.clause_class in _GATE_OF_CLASS else []
    if conditions.get("vendor_consent") == "required":
        found.append(_GATE_OF_CLASS[ClauseClass.VENDOR])
    if conditions.get("lead_consent") == "required":
        found.append("the lead agency must agree")
    if conditions.get("agreement_needed") not in (None, "none", "not_stated"):
        found.append(f"an agreement is needed first ({conditions['agreement_needed'].replace('_', ' ')})")
    if use.geography is not None and use.geography.scope not in ("any", "national"):
        found.append(f"the buyer must be {geography_words(use.geography)}")
    return tuple(dict.fromkeys(found))
