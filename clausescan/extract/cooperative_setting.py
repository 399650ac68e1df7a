"""Whose contract a part speaks of: that of a public body, and its own, not one that it only tells of."""

from __future__ import annotations

import re
from dataclasses import replace

from clausescan.core.finding import Role
from clausescan.core.span import Span
from clausescan.extract.cooperative_judge import Judgement, Says

_LONG_PART = 6_000
"""Code points from which a part must show a public setting by itself; a shorter text may be an excerpt."""
_SETTING = re.compile(
    r"""(?P<tender> \b (?: invitation\s+(?:to|for)\s+bids? | requests?\s+for\s+(?:competitive\s+)?proposals? | bidders | offerors | proposers
                | solicitation\s+(?:no|number|documents?) | (?-i:ITB|IFB|RFP|RFB|ITN) ) \b )
      | (?P<cooperative> \b piggy | \b cooperative\s+(?:purchas|procure|contract) | \b participating\s+(?:addend|entit|agenc|public)
                | \b authorized\s+users \b | \b master\s+agreement \b )
      | (?P<office> \b (?:purchasing|procurement|contracting)\s+(?:agent|department|division|manager|officer|director) | \b city\s+council \b
                | \b board\s+of\s+(?:education|supervisors|(?:county\s+)?commissioners) | \b city\s+(?:clerk|attorney|manager) \b )
      | (?P<body> \b (?-i:(?:City|County|Town|Village|Township|Borough|Port)\s+of\s+[A-Z]) | \b school\s+districts? \b | \b public\s+(?:agenc|bod)
                | \b (?-i:[A-Z][a-z]+\s+(?:County|Township)) \b )""",
    re.VERBOSE | re.IGNORECASE,
)


def public_setting(text: str, span: Span) -> bool:
    """True where a part speaks the language of public purchasing in two ways at least, or is too short to tell."""
    if len(span) < _LONG_PART:
        return True
    ways: set[str | None] = set()
    for match in _SETTING.finditer(text, span.start, span.end):
        ways.add(match.lastgroup)
        if len(ways) > 1:
            return True
    return False


# This contract, a duty of its vendor, or a defined term: the part speaks of its own contract.
_THIS = re.compile(
    r"\b(?:this|resulting|resultant)\s+(?:\w+\s+){0,4}?(?:contract|agreement|award|bid|solicitation|rfp|itb|procurement|proposal|invitation)"
    r"|\b(?:contractor|vendor|supplier|bidder|proposer|offeror)\s+(?:\w+\s+){0,2}?(?:shall|agrees|will|must|may)\b"
    r"|\b(?:hereunder|herein)\b"
    r"|\b(?-i:(?:the|The)\s+(?:Contract|Agreement|Solicitation|Award|RFP|Bid)\b)",
    re.IGNORECASE,
)
# Staff reports, recitals, resolutions.
_TELLS = re.compile(
    r"\bWHEREAS\b|\bstaff\b|\brecommend|\b(?:adopt|adopting)\s+resolution\b|\bresolution\s+(?:no\b|authoriz|approv)"
    r"|\bintends?\s+to\s+(?:fulfill|utilize|use|piggyback|purchase)"
    r"|\brequests?\s+(?:that\s+)?(?:the\s+)?(?:board|council|authoriz)"
    r"|\bauthori[sz](?:e|ing|ation)\b[^.]{0,60}\bpurchase"
    r"|\b(?:board|council|commission|trustees|commissioners)\s+(?:approve[sd]?|authori[sz]e[sd]?|awarded)\b|\bmotion\b|\bmoved\b"
    r"|\b(?:town|city|county|district|village|we)\b[^.;]{0,30}\b(?:has|have|had)\s+(?:\w+\s+)?(?:bought|purchased|used|utilized|participated)\b"
    r"|(?<!are\s)(?<!is\s)(?<!be\s)(?<!hereby\s)\b(?:stated|indicated|noted|found|confirmed|advised|reported|determined|verified|verifies)\s+that\b"
    r"|\b(?:contract|agreement|schedule)s?\s+(?:that\s+)?(?:we|our\s+company)\s+(?:hold|held|have)\b"
    r"|\bwould\s+be\s+(?:available|extended|open)\b",
    re.IGNORECASE,
)
# What a law lets bodies do in general is no grant of this contract.
_LAW = re.compile(
    r"\b(?:Code|Law|Laws|Act|statutes?|§+|Section\s+\d[\d.]*)\b[^.;]{0,80}\b(?:allows|permits|authori[sz]es|provides|exempts)\b"
    r"|\bwithout\s+(?:advertising|(?:further\s+|formal\s+|additional\s+)?competitive\s+bid|going\s+out\s+to\s+bid)",
    re.IGNORECASE,
)
# Somebody else's program or award, told of by its name.
_NAMED = re.compile(
    r"\b(?:Sourcewell|NJPA|NASPO|ValuePoint|OMNIA|HGAC\w*|BuyBoard|TIPS|NCPA|Equalis|CMAS|GSA|Savvik"
    r"|U\.?S\.?\s+Communities|National\s+IPA|PEPPM|COSTARS)\b"
    r"|\b(?:City|County|Town|State|University|Port|District|Commonwealth)\s+of\s+[A-Z]\w+[^.;]{0,80}"
    r"\b(?:issued|awarded|conducted|completed|competitively\s+bid|solicited|executed|entered|has\s+an?|was)\b"
)
# What somebody else's tender or contract had to say, before one's own agency may use it.
_OTHERS_FILE = re.compile(
    r"\bmust\s+have\s+(?:been\s+|specifically\s+|also\s+)?\w+(?:ed|en|t)\b"
    r"|\b(?:stated|indicated|specified|noted|provided)\s+that\b[^.;]{0,120}\bwould\b"
    r"|\b(?:originating|host|bidding|awarding)\s+(?:agency|district|entity|municipality|jurisdiction|government)(?:['’]s)?\s+(?:\w+\s+){0,2}"
    r"(?:must|bid|contract|solicitation|documents?|included|allowed|permitted)\b",
    re.IGNORECASE,
)
_NEAR = 250
"""Code points between a grant and the sentence in which the issuer uses a foreign contract."""


def told_of_others(judged: list[Judgement], role: Role) -> list[Judgement]:
    """Grants that a user of somebody else's contract only tells of are the reverse, not grants of this document (CLAUSES 3, REVERSE).

    So it is beside a sentence in which the issuer uses a foreign contract, in the language of staff reports and recitals, and in a
    board item, unless the sentence speaks of this or the resulting contract or binds the vendor.
    """
    reverse = [j for j in judged if j.says is Says.REVERSE and any(m.span.start == j.decided_by.span.start for m in j.view.found("issuer"))]
    return [replace(j, says=Says.REVERSE) if j.says in (Says.GRANT, Says.LIMIT) and _told(j, reverse, role) else j for j in judged]


def _told(one: Judgement, reverse: list[Judgement], role: Role) -> bool:
    text = one.view.text[one.span.start : one.span.end]
    if _OTHERS_FILE.search(text):
        return True
    if _THIS.search(text):
        return False
    near = any(abs(r.span.start - one.span.end) < _NEAR or abs(one.span.start - r.span.end) < _NEAR for r in reverse)
    return near or role is Role.BOARD_ITEM or bool(_TELLS.search(text) or _LAW.search(text) or _NAMED.search(text))
