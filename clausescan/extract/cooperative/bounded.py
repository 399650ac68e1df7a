"""Grants that carry their own bound, read by their build: bodies of a place or list that may buy from the contract."""

from __future__ import annotations

import re

from clausescan.extract.cooperative.sense import Judgement, Says, buyers_of, made
from clausescan.extract.cooperative.signs import DOUBLE, FAVOURED, NEGATED_PERMISSION, PRIVATE, REFERENCES, TENDERED, TOPIC
from clausescan.extract.cooperative.view import View
from clausescan.extract.cooperative.who import geography_of

_PUBLIC = (
    r"(?:[\w'’-]+,?\s+){0,5}?"
    r"(?:agenc(?:y|ies)|government(?:s|al\s+units?)?|public\s+(?:bod|entit)(?:y|ies)|entit(?:y|ies)|bod(?:y|ies)\s+politic|municipalit(?:y|ies)|towns?|townships?"
    r"|villages?|boroughs?|cities|counties|parishes|schools?|districts?|boards?\s+of\s+education|school\s+boards?|librar(?:y|ies)|colleges?|universit(?:y|ies)"
    r"|subdivisions?|jurisdictions?|(?:transit|transportation|school|water)\s+(?:systems?|providers?|operators?|agencies)|(?:police|sheriff['’]?s?|fire)\s+departments?"
    r"|law\s+enforcement|public\s+(?:owners?|institutions?|authorities|hospitals?|utilities)|hospitals|tribes|fire\s+companies|subrecipients|grantees|communities"
    r"|state-chartered\s+\w+|nonprofit\s+\w+|authorities)"
)
_CONTRACT = (
    r"(?:this|the|these|those|said|such|above|its|his|resulting|same|identical|contract|bid|award(?:ed)?)\s+(?:[\w/’'-]+\s+){0,3}?"
    r"(?:contracts?|agreements?|awards?|bids?|prices?|pricing|rates?|discounts?|terms)"
)
_BUY = (
    r"(?:purchas\w+|buy|bought|order(?:ed)?|obtain(?:ed)?|acquir\w+|procur\w+|use[ds]?|utiliz\w+|ride|participat\w+|had|got|draw\w*|join|piggyback)"
)
_USES = re.compile(
    rf"\b{_PUBLIC}\b[^.;:]{{0,120}}?\b(?:may|can|(?:is|are|shall\s+be)\s+(?:\w+\s+)?(?:entitled|eligible|authori[sz]ed|permitted|allowed|free|welcome|able)\s+to"
    rf"|shall\s+have\s+the\s+(?:right|privilege|option)\s+(?:to|of))\s+(?:(?!not\b)\w+\s+){{0,3}}?{_BUY}\b[^.;:]{{0,80}}?"
    rf"\b(?:{_CONTRACT}|hereunder|thereunder)\b",
    re.IGNORECASE,
)
_IS_USED = re.compile(
    rf"\b{_CONTRACT}\b[^.;:]{{0,60}}?\b(?:may|can|shall|will|is\s+to)\s+(?:also\s+)?be\s+(?:\w+\s+)?{_BUY}\b[^.;:]{{0,30}}?\bby\s+(?:the\s+|any\s+|all\s+|other\s+|each\s+|every\s+)*"
    rf"(?:{_PUBLIC}\b|public\s+(?:or|and)\s+private\b)",
    re.IGNORECASE,
)
_SELLS = re.compile(
    rf"\b(?:contractor|vendor|supplier|bidder|seller|dealer|awardee|proposer|offeror|company|firm)s?\b\W[^.;:]{{0,60}}?\b(?:shall|will|must|agrees?\s+to|is\s+to|may)\s+"
    r"(?:(?!not\b)\w+\s+){0,2}?(?:sell|furnish|supply|provide|honou?r|extend|offer|hold|serve)\b[^.;:]{0,80}?"
    rf"\b(?:(?:listed|awarded|bid|contract(?:ed)?)\s+(?:goods|items?|products?|equipment|materials?|commodities|vehicles|units|services)|{_CONTRACT})\b[^.;:]{{0,60}}?"
    rf"\b(?:to|for)\s+(?:the\s+|any\s+|all\s+|other\s+|each\s+|every\s+|such\s+)*{_PUBLIC}\b"
    rf"|\b(?:has|have|is|are|has\s+been|have\s+been)\s+(?:\w+\s+)?(?:extended|opened|offered|made\s+available)\b[^.;:]{{0,80}}?\bto\s+(?:the\s+|any\s+|all\s+|other\s+|its\s+)*{_PUBLIC}\b",
    re.IGNORECASE,
)
# Words one of which every one of the three expressions above holds.
_MAY = re.compile(
    r"\b(?:may|can|entitled|eligible|authori[sz]ed|permitted|allowed|free|welcome|able|right|privilege|option|be\s+(?:\w+\s+)?(?:purchas|bought|order|obtain|acquir"
    r"|procur|use|utiliz|had)|sell|supply|honou?r|extend|hold|serve|extended|opened|offered|available|furnish|provide|offer)\b",
    re.IGNORECASE,
)
_OWN = re.compile(rf"\b{_CONTRACT}\b|\bstate\s+contract\b|\bprices?\s+(?:bid|quoted)\b", re.IGNORECASE)
_LISTED = re.compile(
    r"\b(?:listed|named|shown|identified|included|appear(?:ing)?|set\s+(?:out|forth))\b[^.;:]{0,25}?\b(?:below|above|in|on|at|herein|by)\b"
    r"|\b(?:on|in)\s+the\s+(?:attached|enclosed|participant)\s+\w+|\b(?:in|on)\s+(?:Schedule|Appendix|Exhibit|Attachment|Table|Annex)\s+\w"
    r"|\bwhich\s+(?:returned|signed|joined|committed|pledged)\b",
    re.IGNORECASE,
)
_REFUSED = re.compile(
    r"\b(?:may|shall|will|can|do(?:es)?|is|are)\s+not\b|\bnor\b|\bneither\b|\bcannot\b|\bno\s+(?:\w+\s+){0,2}(?:agenc|entit|bod|town|municipal|district|jurisd|govern)"
    r"|\b(?:solely|exclusively|sole|exclusive)\b",
    re.IGNORECASE,
)
_THE_LEADS = re.compile(
    r"\b(?:departments?|agencies|offices?|schools|divisions?)\s+of\s+the\s+(?:city|county|town|village|district|board|owner)\b", re.IGNORECASE
)


def bounded_grant(view: View, text: str) -> Judgement | None:
    """A grant to bodies of a place or list, in a sentence whose words no rule has joined: always a limited one (CLAUSES 2, GEO, LIST, STATEEXT)."""
    by = next(iter(view.found("verb.use", "verb.extend", "object", "buyer")), None)
    if by is None or view.found("foreign") or _REFUSED.search(text) or not _MAY.search(text) or not _bound_by(text):  # what is cheap goes first
        return None
    if not (_USES.search(text) or _IS_USED.search(text) or (_SELLS.search(text) and _OWN.search(text))):
        return None
    if NEGATED_PERMISSION.search(text) or DOUBLE.search(text) or _THE_LEADS.search(text) or FAVOURED.search(text):
        return None
    if (PRIVATE.search(text) and not TENDERED.search(text)) or (REFERENCES.search(text) and not TOPIC.search(text)):
        return None
    return made(Says.LIMIT, view, by, buyers_of(view))


def _bound_by(text: str) -> bool:
    """True where a list or a place bounds those who are spoken of."""
    if _LISTED.search(text):
        return True
    place = geography_of(text)
    return place is not None and place.scope not in {"any", "national"}


def listed(text: str) -> bool:
    """True where bodies are bound by a list that stands elsewhere: "on the attached list", "in Schedule 2"."""
    return bool(_LISTED.search(text))
