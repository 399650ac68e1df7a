"""What must hold of the buyer before a grant reaches it, in words that no rule names: a clause about the buyer, an act of it, a list it stands on."""

from __future__ import annotations

import re

from clausescan.core.finding import ClauseClass

_BODIES = (
    r"(?:agenc(?:y|ies)|entit(?:y|ies)|bod(?:y|ies)|districts?|municipalit(?:y|ies)|cit(?:y|ies)|towns?|villages?|townships?|boroughs?|count(?:y|ies)"
    r"|governments?|units?|schools?|librar(?:y|ies)|colleges?|universit(?:y|ies)|subdivisions?|jurisdictions?|systems?|providers?|operators?|companies"
    r"|corporations|authorities|institutions?|states?|boards?|communities|organi[sz]ations?|grantees|subrecipients|participants)"
)
# Any buyer may wish; not any buyer has a statute, a contract, a place on a list.
_FREELY = (
    r"(?:(?:the|this|these|any|other|all|each|no|an?|such|it|they|if|in)\b|care|plac|send|sign|contact|submit|tak|agree|writ|call|lack|prefers?|happen"
    r"|wish|desir|choos|elect|want|request|need|decid|opt\b|opts\b|so\b|may\b|might\b|is\b|are\b|can\b|could\b|would\b|will\b|shall\b|seek|ask|intend"
    r"|find|prefer|like|also\b|later\b|use|purchas|buy|order|plac|particip|piggyback|do\b|does\b|issu|take|join|hav(?:e|ing)\s+(?:a\s+"
    r"|the\s+)?(?:need|author|power|interest)"
    r"|has\s+(?:a\s+|the\s+)?(?:need|author|power|interest)|adopt|benefit|exist|agree|rel(?:y|ies)|spend|receiv|avail|accept|ride|extend|make)"
)
_OF_THE_BUYER = re.compile(
    rf"""\b{_BODIES}\s+ (?: (?:that|which|who)\s+(?!{_FREELY})
            | whose\s+(?!(?:boards?|governing)\b) | having\s+(?!(?:a\s+|the\s+)?(?:need|author|power|interest))
            | (?:with|to|for)\s+(?:which|whom)\s | performing\s
            | (?:approved|designated|selected|admitted|accepted|sponsored|funded|assigned)\s+(?:by|for)\s
            | authori[sz]ed\s+by\s+(?!law|statute|its\b|their\b|the\s+law|the\s+laws|any\s+law)
            | (?:on|in)\s+(?:the|our|this|an?)\s+(?:\w+\s+){{0,2}}?(?:list|schedule|roster|register|appendix|exhibit|attachment|annex|addendum)\b
            | (?:listed|named|shown|identified)\s+(?!.{{0,40}}\b(?:without\s+limit|not\s+limited)) )
        [^.;]{{0,110}}? \b(?:may|can|shall|will|to)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_COUNTED = re.compile(
    rf"\b(?:the|these|those|our|each\s+of\s+the|all)\s+(?:other\s+)?(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?!50\b)\d{{1,2}})\s+(?:\w+\s+){{0,2}}?{_BODIES}\b"
    rf"|\b{_BODIES}\s+(?:above|below|aforesaid|aforementioned)\b|\b(?:above|aforesaid|aforementioned|undersigned|following)\s+(?:\w+\s+){{0,2}}?{_BODIES}\b",
    re.IGNORECASE,
)
_FIRST_DONE = re.compile(
    r"""\b(?:once|after|if|provided|where|when|until|unless|assuming|so\s+long\s+as|as\s+long\s+as|on\s+condition|but\s+only)\b [^.;]{0,50}?
            \b(?:each|it|they|its|their|the\s+(?:\w+\s+){0,2}?(?:agency|entity|body|district|municipality|town|city|buyer|user|participant
            |state))\b [^.;]{0,40}?
            \b(?:documented|adopted|found|determined|voted|approved|signed|completed|executed|negotiated|passed|filed|joined|paid|certified
            |verified|resolved
                |obtained|met|accepted|established|concluded|entered)\b
      | \bif\s+(?:it|they|the\s+(?:contract|award|bid))\s+(?:was|were|meets?|compl(?:y|ies|ied)|satisf(?:y|ies|ied)|has\s+been)\b
      | \b(?:after|upon|on|by|through|following|without(?:\s+first)?)\s+(?:first\s+)?(?:the\s+)?(?:completing|completion\s+of|executing
            |execution\s+of|signing|signature\s+of
            |negotiating|negotiation\s+of|filing|payment\s+of|paying|adopting|adoption\s+of|submitting|submission\s+of|obtaining
            |entering\s+into|joining)\b
            (?!\s+(?:below|here\b|this\b|(?:an?\s+|its\s+|their\s+|the\s+|his\s+)?(?:own\s+|\w+\s+)?(?:(?:purchase\s+)?orders?|requisition
            |bids?|proposals?|offer)))
      | \bagreements?\s+(?:\w+\s+)?on\s+file\b
            | \b(?:have|has|having|with|under)\s+(?:an?\s+)?(?:\w+\s+){0,3}?agreements?\s+with\s+(?:the\s+)?(?:city|county|town|state|district
            |council)\b""",
    re.VERBOSE | re.IGNORECASE,
)
# "by purchase order or, if it so elects, by executing …": one of two ways, and the plain order is the other.
_OTHER_WAY = re.compile(r"\b(?:purchase\s+)?orders?\b[^.;]{0,80}\bor\b(?:,[^,.;]{3,80},)?\s*$", re.IGNORECASE)
_SUBJECT_TO = re.compile(
    r"\bsubject\s+to\s+[^.;,]{0,40}?\b(?:availab|capacit|accept|negotiat|quantit|limits?\b|limitations?|restrictions?|stock|surcharge|inventory)"
    r"|\b(?:to\s+be|as)\s+(?:agreed|negotiated)\s+(?:upon\s+)?(?:with|between|by)\b",
    re.IGNORECASE,
)
# Beside a grant: those whom it does not reach.
_NOT_REACHED = re.compile(
    rf"\b(?:{_BODIES}|others?|anyone|those|providers?)\b[^.;]{{0,80}}?\b(?:may\s+not|cannot|can\s+not|(?:is|are)\s+not\s+(?:eligible|covered|entitled|included|part)|must\s+wait"
    r"|(?:is|are)\s+(?:excluded|ineligible|outside)|should\s+be\s+(?:declined|refused|turned\s+(?:away|down))|should\s+use\b[^.;]{0,40}\binstead|will\s+not\s+be\s+(?:served|filled|accepted|honou?red))\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"\b(?:assign|alter|change|modif|amend|terms|charge|pay|liab|responsib|obligat|surcharge|discriminat|waive|resell|cancel)", re.IGNORECASE
)


def precondition(text: str) -> tuple[ClauseClass, str] | None:
    """What must hold of the buyer first, as class and reason; None where nothing is asked of it (precision first for permits, CLAUSES 4)."""
    if any(not _OTHER_WAY.search(text[: m.start()]) for m in _FIRST_DONE.finditer(text)):
        return ClauseClass.CONSENT, "The buyer must have done something first."
    if _OF_THE_BUYER.search(text) or _COUNTED.search(text):
        return ClauseClass.LIST, "Only bodies of the kind described may buy."
    if _SUBJECT_TO.search(text):
        return ClauseClass.VENDOR, "What others get depends on what the vendor can or will do."
    return None


def leaves_some_out(text: str) -> bool:
    """True where a sentence beside a grant says whom it does not reach."""
    return bool(_NOT_REACHED.search(text)) and not _ASIDE.search(text)
