"""Signs in a sentence that tell public purchasing from the private world, and use by others from other matters."""

from __future__ import annotations

import re
from functools import lru_cache

from clausescan.extract.cooperative.view import View, once_a_view
from clausescan.extract.matcher import RuleMatch

TOPIC = re.compile(
    r"\bpiggy[\s_-]?back|\b(?:cooperative|co-op|intergovernmental|interlocal|inter-local|joint)\s+(?:use|purchas\w*"
    r"|procure\w*|contract\w*|order\w*|sale\w*|spend\w*|agreement|member\w*|language|option|participation|bid)"
    r"|\bcooperative\s+(?:entit|users?)|\bjoinder\b|\b(?:participating|non-host|outside|rider)\s+(?:\w+\s+)?(?:agenc"
    r"|entit|jurisdiction|town|bod)",
    re.IGNORECASE,
)

# Speaks of others' use by itself, so that a limit in the same sentence needs no other sign.
USE_BY_OTHERS = re.compile(
    r"\bpiggy[\s_-]?back|\bcooperative\s+(?:use|purchas\w*|procure\w*|order\w*|sale\w*|spend\w*|option|participation|entit\w*)|\bjoinder\b"
    r"|\b(?:participating|non-host|non-lead|rider|assignee|purchasing)\s+(?:(?:public|member|local|state)\s+)?(?:agenc"
    r"|entit|jurisdiction|town|bod|member|district)|\bmaster\s+(?:price\s+)?agreement\b[^.]*\b(?:state|addendum)"
    r"|\bprice\s+agreement\b|\bmatter\s+between\b[^.]{0,40}\b(?:contractor|vendor|supplier|bidder)"
    r"|\bconsortium\s+members\b|\bpurchasing\s+program\b",
    re.IGNORECASE,
)

# Without one of these, "any entity" or "members" may be of the private world.
_PUBLIC = re.compile(
    r"\b(?:public|government|municipal|state|states|local|count(?:y|ies)|cit(?:y|ies)|towns?|townships?|villages?"
    r"|boroughs?|districts?|schools?|agenc(?:y|ies)|jurisdictions?|political|subdivisions?|eligible|non-?members?|tribal"
    r"|colleges?|universit|fire|transit|libraries|authorities|tax-supported|(?:participating|purchasing)\s+(?:entit|addend))",
    re.IGNORECASE,
)

TENDERED = re.compile(
    r"\b(?:bid|bids|bidder|award\w*|procure\w*|solicitation|rfp|itb|ifb|piggy\W?back|purchas\w+\s+program|cooperative"
    r"|consortium|lead\s+\w+|offeror|proposers?)\b",
    re.IGNORECASE,
)

# The language of private contracts, which also speaks of agencies and authorities.
PRIVATE = re.compile(
    r"\b(?:either|each|neither|other|no)\s+party\b|\baffiliates?\b|\bfranchise|\blicens(?:or|ee)\b"
    r"|\bshareholders?\b|\bprospectus\b",
    re.IGNORECASE,
)

_REGULATOR = re.compile(r"\b(?:authorit(?:y|ies)|official|court|commission|government)\W*$", re.IGNORECASE)

NEGATED_PERMISSION = re.compile(
    r"(?<!was\s)(?<!were\s)\b(?:not|never|no\s+longer)\s+(?:\w+\s+){0,2}(?:allow|permit|authori[sz]|available|open"
    r"|intended|accept|approv)|\b(?:prohibit|forbid|bars?\b|barred|preclud|disallow)",
    re.IGNORECASE,
)

DOUBLE = re.compile(
    r"\bno\s+(?:restrictions?|limits?|limitations?|bars?|prohibitions?)\s+(?:on|upon|to|as\s+to|against)\b"
    r"|\b(?:nothing|not|no\s+provision|neither|nor)\b[^.;]{0,60}\b(?:prevent|preclud|prohibit|limit|restrict|bar|forbid|discourag)",
    re.IGNORECASE,
)

FAVOURED = re.compile(
    r"\b(?:most[\s-]favou?red|pays?\s+less|lower\s+prices?\s+(?:to|than|for)|more\s+favou?rable|lowest\s+price"
    r"|less\s+than\s+the\s+prices?|better\s+price|as\s+low\s+as|at\s+least\s+as\s+favou?rable|(?:no|not)\s+(?:less\s+favou?rable|higher|greater)\s+than"
    r"|same\s+(?:\w+\s+){0,3}(?:pric\w+|rates?|terms|discounts?)[^.;]{0,25}\b(?:it|they|contractor|vendor|supplier|seller)\s+(?:\w+\s+)?"
    r"(?:offer(?:s|ed)?|charge[sd]?|gives?|gave|provide[sd]?|extend(?:s|ed)?|sells?|sold))\b",
    re.IGNORECASE,
)

REFERENCES = re.compile(
    r"\breferences?\b|\bbargaining\b|\bpension\b|\bhealth\s+benefits\b|\bsick\s+leave\b|\bsalar(?:y|ies)\b"
    r"|\bfor\s+inspection\b|\binspect\b|\bopened\s+in\s+public\b|\bpublic\s+opening\b|\b(?:public|joint)\s+hearings?\b|\btuition\b|\bpupils?\b"
    r"|\bmember\s+of\s+(?:or\s+delegate\s+to\s+)?(?:the\s+)?(?:Congress|Board|Council|governing)\b|\b(?:small|minority"
    r"|disadvantaged|veteran)[\w\s-]{0,20}\bbusiness|(?<!by\s)(?<!in\s)(?<!upon\s)\bsubmit\w*\s+(?:an?\s+|their\s+)?(?:bid|proposal|response)"
    r"|\bpermits?\s+(?:from|issued)|\brecords?\s+act|\baudit|\blicen[sc]es?\s+from|\bdisclos|\bcoordinate\b"
    r"|\bconfidential",
    re.IGNORECASE,
)

SHORT = 220

_LONG = 700

_INSIDE = re.compile(r"\s+(?:in|of|within)\s+(?:the|our)\s+(?:School\s+)?(?:District|City|Town|Village|University|College)\b", re.IGNORECASE)


# Parts of the issuer itself: "county departments", "District schools".
_UNIT = re.compile(
    r"\b(?:city|county|town|village|district|university|college|board|authority|port)\s+(?:departments?|divisions?|offices?|branches|campuses)$"
    r"|\b(?-i:District|Board)\s+schools?$|^(?:all|any|each|the|its|our|other)?\s*(?:campuses|departments?|divisions)$",
    re.IGNORECASE,
)


def is_public(view: View, buyer: RuleMatch, text: str) -> bool:
    """True where the buyer named is a public body, or the sentence speaks of a tender."""
    if buyer.rule.finds == "others":
        return bool(
            _PUBLIC.search(text)
            or TENDERED.search(text)
            or re.search(r"\bprices?\b[^.;]{0,90}\b(?:honou?red|offered|extended)\b", text, re.IGNORECASE)
        )
    words = view.words(buyer)
    if re.match(
        r"\s*(?:['’]s\s+)?(?:officials?|employees?|officers?|order(?!\s+(?:from|under|against|off|at|through|any|the|this|these|its|by|directly|goods|items))|action|approvals?|laws?|regulations?)\b",
        view.after(buyer, 24),
        re.IGNORECASE,
    ):
        return False
    if re.search(r"\b(?:(?:school|department|office|division)s?|campus(?:es)?|branch(?:es)?|librar(?:y|ies))$", words, re.IGNORECASE) and (
        _INSIDE.match(view.after(buyer, 40)) or _UNIT.search(words)
    ):
        return False
    if re.search(r"\b(?:governmental|regulatory|taxing|competent|licensing)\b", words, re.IGNORECASE) and _REGULATOR.search(words):
        return False
    if len(text) < SHORT and _PUBLIC.search(text) and not PRIVATE.search(text):
        return True
    return bool(_PUBLIC.search(words) or TENDERED.search(text))


@lru_cache(maxsize=8)
def foreign_ground(text: str) -> bool:
    """True for the long sentences of private contracts, in which buyers, verbs and objects of many clauses stand side by side."""
    long, private = len(text) > _LONG, bool(PRIVATE.search(text))
    if TOPIC.search(text) or not (long or private):
        return False
    return (long and private) or not TENDERED.search(text)


@once_a_view
def gated(view: View) -> bool:
    """True where a denial is lifted by a condition: "not … unless", "no … without consent"."""
    return bool(
        re.search(
            r"\b(?:unless|until|except|without(?!\s+(?:\w+\s+){0,3}(?:compet|bid|advertis|charge|cost|exception|limit|tender))|save\s+(?:with|by|on|upon|for)|only\s+(?:after|if|upon|with)|other\s+than\s+(?:members|those|the\s+members)"
            r"|(?:agenc(?:y|ies)|entit(?:y|ies)|towns?|bod(?:y|ies)|jurisdictions?|governments?|districts?|participants?|units?|buyers?)\s+(?:that|which|who)\s+(?:has|have|is|are|does|do)\s*n[o’']t(?!\s+(?:an?\s+)?part(?:y|ies)\b))\b",
            view.text[view.start : view.end],
            re.IGNORECASE,
        )
    ) and not view.found("deny.deleted", "deny.exclusive")


_SELLERS_ASSIGNMENT = re.compile(
    r"""\b(?:contractor|vendor|supplier|consultant|seller|bidder|proposer|offeror|company|party)\b \s+ (?:\([^)]{0,30}\)\s+)?
            (?:(?:(?:shall|may|must|will|can|agrees|covenants)\s*(?:not|never|neither)|cannot|is\s+not\s+to) \s [^.;]{0,60}?
              |may\s+(?:only\s+)?)
            \b(?:assign|transfer|subcontract|sub-contract|sublet|delegate|convey|pledge|mortgage|encumber)\b
      | \b(?:assigned|transferred|subcontracted|sublet|delegated|conveyed|pledged)\b [^.;]{0,60}? \bby\s+(?:the\s+)?
            (?:contractor|vendor|supplier|consultant|seller|bidder|either\s+party)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_PASSED_TO = re.compile(r"\b(?:to|for)\s+(?:(?!\b(?:consent|approval|permission|prior)\b)[^.;]){0,40}$", re.IGNORECASE)


def sellers_assignment(view: View, text: str) -> bool:
    """True where the vendor's own assignment, transfer or subcontract is spoken of: no use by others, unless public bodies are named as receivers."""
    if not _SELLERS_ASSIGNMENT.search(text) or TOPIC.search(text):
        return False
    bodies = (m for m in view.found("buyer", "member", "outsider") if _PUBLIC.search(view.words(m)))
    return not any(_PASSED_TO.search(view.before(m, 60)) for m in bodies)


_OR_BY = re.compile(
    r"\b(?:by|through|with|upon)\b[^.;]{0,160}\bor\b,?[^.;]{0,110}$|\bat\s+its\s+(?:own\s+)?(?:option|election)\b[^.;]{0,60}$", re.IGNORECASE
)


def optional(view: View, match: RuleMatch) -> bool:
    """True for an agreement that is one of two ways to buy: "by purchase order or, where its law asks for one, by an addendum"."""
    return match.rule.finds in {"gate.agreement", "gate.must"} and bool(_OR_BY.search(view.before(match, 280)))
