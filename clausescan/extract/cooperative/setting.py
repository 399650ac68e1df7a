"""Whose contract a part speaks of: that of a public body, and its own, not one that it only tells of."""

from __future__ import annotations

import re
from dataclasses import replace

from clausescan.core.finding import Role
from clausescan.core.span import Span
from clausescan.extract.caseless import lower
from clausescan.extract.cooperative.bearing import bearing
from clausescan.extract.cooperative.leaning import Ask, only_leans, surely_grants
from clausescan.extract.cooperative.sense import Judgement, Says

_LONG_PART = 6_000
"""Code points from which a part must show a public setting by itself; a shorter text may be an excerpt."""
# Ways of speaking of public purchasing: how an expression begins, in lower case, and how it goes on from there.
_WAYS: dict[str, tuple[tuple[str, str], ...]] = {
    "tender": (
        ("invitation", r"invitation\s+(?:to|for)\s+bids?\b"),
        ("request", r"requests?\s+for\s+(?:competitive\s+)?proposals?\b"),
        ("bidders", r"bidders\b"),
        ("offerors", r"offerors\b"),
        ("proposers", r"proposers\b"),
        ("solicitation", r"solicitation\s+(?:no|number|documents?)\b"),
        *((word.lower(), rf"(?-i:{word})\b") for word in ("ITB", "IFB", "RFP", "RFB", "ITN")),
    ),
    "cooperative": (
        ("piggy", "piggy"),
        ("cooperative", r"cooperative\s+(?:purchas|procure|contract)"),
        ("participating", r"participating\s+(?:addend|entit|agenc|public)"),
        ("authorized users", r"authorized\s+users\b"),
        ("master agreement", r"master\s+agreement\b"),
    ),
    "office": (
        *((word, rf"{word}\s+(?:agent|department|division|manager|officer|director)\b") for word in ("purchasing", "procurement", "contracting")),
        ("city ", r"city\s+(?:council|clerk|attorney|manager)\b"),
        ("board of", r"board\s+of\s+(?:education|supervisors|trustees\b|(?:county\s+)?commissioners)"),
        *((f"{word} ", rf"{word}\s+(?:board|council|clerk|supervisor)\b") for word in ("town", "village")),
    ),
    "law": (
        ("general municipal", r"general\s+municipal\s+law\b"),
        *((word, rf"{word}\s+(?:code|law|act)\b") for word in ("public contract", "local government", "procurement")),
        ("state comptroller", r"state\s+comptroller\b"),
        ("prevailing wage", "prevailing wage"),
    ),
    "body": (
        *((f"{word.lower()} of", rf"(?-i:{word}\s+of\s+[A-Z])") for word in ("City", "County", "Town", "Village", "Township", "Borough", "Port")),
        ("school district", r"school\s+districts?\b"),
        ("public ", r"public\s+(?:agenc|bod)"),
        ("county", r"(?-i:(?<=[a-z]\ )County)\b"),
        ("township", r"(?-i:(?<=[a-z]\ )Township)\b"),
    ),
}
_TRIED = {way: tuple((begin, re.compile(rf"\b{pattern}", re.IGNORECASE)) for begin, pattern in ones) for way, ones in _WAYS.items()}


def public_setting(text: str, span: Span) -> bool:
    """True where a part speaks the language of public purchasing in two ways at least, or is too short to tell."""
    if len(span) < _LONG_PART:
        return True
    small = lower(text)
    ways = 0
    for ones in _TRIED.values():
        if any(_stands(text, small, span, begin, pattern) for begin, pattern in ones):
            ways += 1
            if ways > 1:
                return True
    return False


def _stands(text: str, small: str, span: Span, begin: str, pattern: re.Pattern[str]) -> bool:
    """True where the expression stands in the span; tried only where it begins."""
    at = small.find(begin, span.start, span.end)
    while at >= 0:
        if pattern.match(text, at, span.end):
            return True
        at = small.find(begin, at + 1, span.end)
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
    r"\bWHEREAS\b|\bRESOLVED\b|\brepresents\s+that\b"
    r"|\bstaff\s+(?:\w+ly\s+)?(?:reports?|is|are|has|have|requests?|propos\w+|believ\w+|determin\w+|found|finds?|review\w*|intend\w*|confirm\w*|verif\w+|plans?|seeks?)\b"
    r"|\brecommend|\b(?:adopt|adopting)\s+resolution\b|\bresolution\s+(?:no\b|authoriz|approv)"
    r"|\bintends?\s+to\s+(?:fulfill|utilize|use|piggyback|purchase)"
    r"|\brequests?\s+(?:that\s+)?(?:the\s+)?(?:board|council|authoriz)"
    r"|\bauthori[sz](?:e|ing|ation)\b[^.]{0,60}\b(?:purchase|utili[sz]e|use\s+of)"
    r"|\b(?:board|council|commission|trustees|commissioners)\s+(?:approve[sd]?|authori[sz]e[sd]?|awarded)\b|\bmotion\b|\bmoved\b"
    r"|\b(?:town|city|county|district|village|we)\b[^.;]{0,30}\b(?:has|have|had)\s+(?:\w+\s+)?(?:bought|purchased|used|utilized|participated)\b"
    r"|\b(?:we|our\s+\w+|the\s+(?:town|city|county|district|village|board|department|school|library|authority))\s+(?:\w+ly\s+)?"
    r"(?:bought|purchased|ordered|used|utilized|rode|acquired|obtained|joined)\b"
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
    r"|\bapproving\s+(?:the|this)\s+(?:resolution|item|agreement|purchase|request)\b"
    r"|\b(?:originating|host|bidding|awarding)\s+(?:agency|district|entity|municipality|jurisdiction|government)(?:['’]s)?\s+(?:\w+\s+){0,2}"
    r"(?:must|bid|contract|solicitation|documents?|included|allowed|permitted)\b"
    r"|\bincluded\s+(?:\w+\s+){0,2}(?:clause|provision|language)\s+(?:that|which|to)\b",
    re.IGNORECASE,
)
# "The contract allows other agencies to buy": a contract described from outside, as reports do; a clause says "this", "the Contract" or "shall".
_DESCRIBED = re.compile(
    r"\b(?-i:the|The)\s+(?:(?!same|resulting|resultant|awarded|subject|above|foregoing)[a-z][\w-]*\s+){0,3}(?-i:contract|agreement|bid|award|solicitation|addendum|bid\s+documents)\b"
    r"[^.;]{0,60}?\s(?:allows?|permits?|authori[sz]es|(?:includes?|contains?)\s+(?:an?\s+|the\s+)?(?:[\w-]+\s+){0,3}(?:clause|provision|language))\b"
    r"|\b(?-i:the|an|its)\s+existing\s+(?:contract|agreement)\b|\bits\s+(?:contract|agreement|bid)\s+with\b",
    re.IGNORECASE,
)
# Another body's tender, told in the past tense, in the same paragraph: "the City of Elm issued a solicitation", "awarded a master agreement".
_NARRATED = re.compile(
    r"(?:(?<![Tt]he\s)(?:City|County|Town|Village|District|Authority|Agency|Board|State|Port|University|Department|Owner|Commission)"
    r"|(?!(?:City|County|Town|Village|District|Authority|Agency|Board|State|Port|University|Department|Owner|Commission|Contractor|Vendor|Supplier|Bidder"
    r"|Proposer|Entity|Buyer|Seller|Each|Any|This|The|Such|They|We|You|Members?|It)\b)[A-Z][\w.&'’-]+|\d)\s+(?:\([^)]{0,30}\)\s+)?(?:has\s+|had\s+|was\s+|were\s+)?(?:competitively\s+|publicly\s+|formally\s+)?"
    r"(?:issued|conducted|awarded|executed|completed|solicited|advertised|bid|released|procured|entered\s+into)\s+"
    r"(?!(?:this|these)\b)(?:an?|its|their|the|several|multiple|[A-Z0-9])(?![^.;]{0,40}\bto\s+(?:the\s+)?Contractor\b)"
    r"|\b(?:Contract|Agreement|RFP|Bid)\s+(?:No\.?\s*|Number\s*|\#)?[\w-]*\d[\w-]*\s+(?:\([^)]{0,30}\)\s+)?(?:was|were)\s+(?:awarded|issued|bid|established)"
    r"|\b(?:was|were)\s+(?:conducted|issued|solicited|bid|performed|awarded)\s+by\s+(?:the\s+)?(?!(?:City|County|Town|District|State|Board|Authority)\b)[A-Z]"
    r"|\bfollowing\s+an?\s+(?:formal\s+|open\s+)?(?:competitive|solicitation|bid|RFP)[^.;]{0,60}\bawarded\b"
)
# The body that tells has a use of its own for that contract.
_OWN_USE = re.compile(
    r"\b(?:City|Town|County|District|Village|Department|Authority|Board|University|College|Agency|Fire|[Ss]taff|[Ww]e)\s+(?:\w+ly\s+|also\s+|therefore\s+)?"
    r"(?:(?:wish(?:es)?|would\s+like|desires?)\s+to\s+(?!(?:obtain|receive|solicit|seek|establish|contract|enter|award|procure|secure|hire|engage|retain)\b|"
    r"(?:purchase|buy)\b(?!\s+(?:\w+\s+){0,3}(?:under|through|from|off)\b))|became\b|is\s+eligible|has\s+(?:verified|confirmed|reviewed)\b)"
    r"|\bof\s+which\s+the\s+\w+\s+is\s+one\b|\b(?:BACKGROUND|DISCUSSION|FISCAL\s+IMPACT|RECOMMENDATION|RESOLVED)\b|\b[Aa]pproval\s+of\s+this\s+item\b"
    r"|\b[Ll]egal\s+counsel\s+has\b|\b[Nn]o\s+further\s+bidding\b|\b(?:cost|time|expense)\s+of\s+a\s+formal\s+(?:bid|RFP)\b|\b[Qq]uotes?\s+(?:was|were|is|are)\b"
    r"|\b[Ss]taff\s+(?:recommends?|requests?|proposes?)\b|\b(?:Consent|Agenda)\s+[Ii]tem\b"
    r"|(?:^|\n|[.:]\s)Purchase\s+of\b|\bWhy\s+(?:buy|use|choose)\b"
)
_ORIGINAL = re.compile(
    r"\bOriginal\s+(?:Contract|Agreement|Award|Bid|Solicitation)\b|\b(?i:underlying|piggybacked)\s+(?i:contract|agreement|award|bid|solicitation)\b"
)
_COMING = re.compile(r"\b(?:will|shall)\b", re.IGNORECASE)
_NEAR = 250
"""Code points between a grant and the sentence in which the issuer uses a foreign contract."""


def told_of_others(judged: list[Judgement], role: Role, ask: Ask | None = None) -> list[Judgement]:
    """Grants that a user of somebody else's contract only tells of are the reverse, not grants of this document (CLAUSES 3, REVERSE).

    So it is beside a sentence in which the issuer uses a foreign contract, in the language of staff reports and recitals, and in a
    board item, unless the sentence speaks of this or the resulting contract or binds the vendor. What does not bear on use by others
    is left out (`cooperative_bearing`).
    """
    reverse = [j for j in judged if j.says is Says.REVERSE and _by_the_teller(j)]
    ends = {j.span.end for j in judged if j.says is Says.REVERSE}
    told: list[Judgement] = []
    for one in judged:
        if one.says not in (Says.GRANT, Says.LIMIT) or not (_told(one, reverse, role) or _goes_on(one, ends)) or surely_grants(one, ask):
            told.append(one)
        elif role is not Role.PARTICIPATING_ADDENDUM:  # there the lead agency's contract is the one at hand, and the tale is of its own making
            told.append(replace(one, says=Says.REVERSE))
    return bearing(told, role)


def _by_the_teller(one: Judgement) -> bool:
    """True where the issuer itself uses the foreign contract, or is asked to let it be used."""
    if only_leans(one.decided_by.rule.id):
        return False
    named = any(m.span.start == one.decided_by.span.start for m in one.view.found("issuer"))
    return named or bool(_TELLS.search(one.view.text, one.span.start, one.span.end))


_THESE = re.compile(r"\b(?:these|those|such)\s+(?:\w+\s+)?(?:contracts|agreements|programs)\b", re.IGNORECASE)


def _goes_on(one: Judgement, ends: set[int]) -> bool:
    """True for "buy from these contracts" right after a sentence on others' contracts."""
    text = one.view.text[one.span.start : one.span.end]
    return bool(_THESE.search(text)) and not _OWN_WORDS.search(text) and any(0 <= one.span.start - end <= 3 for end in ends)


_OWN_WORDS = re.compile(
    r"\bthis\s+(?:\w+\s+){0,3}?(?:bid|solicitation|rfp|itb|procurement|proposal|invitation)\b|\b(?:hereunder|herein)\b"
    r"|\b(?:contractor|vendor|supplier|bidder|proposer|offeror)s?\s+(?:\w+\s+){0,2}?(?:shall|agrees?|will|must|consents?)\b(?!\s+have\b)",
    re.IGNORECASE,
)


def _paragraph(one: Judgement) -> str:
    """The words of the same paragraph around a sentence, at most 500 code points on each side."""
    text, start, end = one.view.text, one.span.start, one.span.end
    first = max(text.rfind("\n\n", 0, start) + 1, start - 500)
    last = text.find("\n\n", end, end + 500)
    return text[first : last if last >= 0 else end + 500]


def _in_a_story(one: Judgement, text: str) -> bool:
    """True where the paragraph tells of another body's tender, or of what the teller means to do with a contract it has not let."""
    recital = bool(re.match(r"\W*WHEREAS\b", text)) and not re.search(r"\bthis\b", text, re.IGNORECASE)
    if not recital and (_COMING.search(text) or _OWN_WORDS.search(text)):
        return False
    around = _paragraph(one)
    return bool(_NARRATED.search(around) or _OWN_USE.search(around) or _ORIGINAL.search(text))


def _told(one: Judgement, reverse: list[Judgement], role: Role) -> bool:
    text = one.view.text[one.span.start : one.span.end]
    if _OTHERS_FILE.search(text) or (_DESCRIBED.search(text) and not _OWN_WORDS.search(text)):
        return True
    if _in_a_story(one, text):
        return True
    if _THIS.search(text):
        return False
    near = any(abs(r.span.start - one.span.end) < _NEAR or abs(one.span.start - r.span.end) < _NEAR for r in reverse)
    return near or role is Role.BOARD_ITEM or bool(_TELLS.search(text) or _LAW.search(text) or _NAMED.search(text))
