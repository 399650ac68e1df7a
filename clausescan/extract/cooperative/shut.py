"""Contracts shut to others in words that hold no frame of buyer and verb: a label answered with no, orders not honoured, the issuer's use only."""

from __future__ import annotations

import re

from clausescan.core.span import Span
from clausescan.extract.cooperative.sense import Judgement, Says, buyers_of
from clausescan.extract.cooperative.signs import DOUBLE, FAVOURED, PRIVATE, REFERENCES, gated
from clausescan.extract.cooperative.view import View
from clausescan.extract.matcher import RuleMatch
from clausescan.extract.rules import Rule

_BODY = (
    r"(?:agenc(?:y|ies)|entit(?:y|ies)|bod(?:y|ies)|districts?|municipalit(?:y|ies)|cit(?:y|ies)|towns?|villages?|townships?|boroughs?|count(?:y|ies)"
    r"|governments?|schools?|librar(?:y|ies)|colleges?|universit(?:y|ies)|subdivisions?|jurisdictions?|institutions?|utilit(?:y|ies))"
)
_OTHER = (
    rf"(?:(?:any|all|an|no|the)?\s*(?:other|outside|another|neighbou?ring|adjoining|surrounding|nearby)\s+(?:[\w-]+\s+){{0,3}}?{_BODY}"
    r"|others\b|any(?:one|body)\s+else)"
)
_VENDOR = r"(?:vendor|bidder|supplier|contractor|company|offeror|proposer|seller|dealer|manufacturer|distributor)"
_ISSUER = (
    r"(?:(?:the|this|our)\s+)?(?:issuing\s+|purchasing\s+|host\s+)?(?:city|county|town|village|borough|township|district|board|authority|college"
    r"|university|agency|department|state|port|library)"
)
_THING = r"(?:contracts?|agreements?|awards?|bids?|pric(?:es?|ing)|discounts?|rates?)"
_NOT_BE = r"(?:(?:can|may|shall|must|will)\s?(?:not|no\s+longer|never)|(?:is|are)\s+(?:not|no\s+longer)\s+to)\s+be"
_NO = (
    r"(?:(?-i:NO|No|no|N|NONE|None|none)(?!\.?\s*[#\d])(?!\s+\w*\d)(?=\s*(?:[.,;()\[–—\n-]|$))"
    r"|declined|refused|not\s+(?:allowed|permitted|authori[sz]ed)\b)"
)

_SHUT = {
    "shut.label": rf"""
        \b(?:cooperative|co-op|piggy\W?back\w*)\s*(?:contract|use|usage|purchas\w+|procurement|orders?|bid|clause|language|option)?\b
            [^.;:?]{{0,45}} [?:] \s* (?:\[\s?\]\s*Yes\s*)? (?:\[\s?x\s?\]\s*)? {_NO}
        | \bcooperative\s+(?:purchas\w+|use|procurement)\s*[:.–—-]+\s*(?:does|shall)\s+not\s+apply\s+to\s+this\b
        | (?<!not\s)\bextend\b (?:\s+(?:the\s+|this\s+)?{_THING})? (?:\s+to)? \s*: \s* {_NO}
        | \bnot\s+(?:wish|agree|willing)\s+to\s+extend\s*:\s*all\b""",
    "shut.orders": rf"""
        \brequests?\s+(?:of|by|from)\s+(?:the\s+)?(?-i:[A-Z])[^.;]{{2,60}}?\bto\s+(?:use|join|buy|order|purchase|piggy\W?back)\b
            [^.;]{{0,50}}?{_THING}\b
            [^.;]{{0,30}}?\b(?:was|is|be)\s+(?:denied|refused|declined|rejected|not\s+granted)\b
        |
        \b(?:not|never)\s+(?:honou?r|accept|fill|recogni[sz]e|process|take)\s+(?:any\s+|an?\s+|the\s+)?(?:purchase\s+)?(?:orders?
            |purchases?|sales?|requests?)\s+
            (?:that\s+|which\s+|from\s+|of\s+|by\s+|placed\s+by\s+|made\s+by\s+|to\s+){{0,2}}{_OTHER}
        | \b(?:orders?|purchases?|sales?)\s+(?:from|of|by|to|made\s+to|placed\s+by)\s+{_OTHER}\b [^.;]{{0,60}}?
            \b{_NOT_BE}\s+(?:accepted|honou?red|filled|recogni[sz]ed|made)\b
        | \b(?:sales?|orders?|purchases?)\s+(?:\w+\s+)?(?:from|by|to)\s+{_OTHER}
            [^.;]{{0,70}}?\b(?:treated|regarded|considered)\s+as\s+(?:unauthori[sz]ed|void|invalid)
        | \b{_NOT_BE}\s+(?:recogni[sz]ed|treated|honou?red|accepted)\s+as\s+(?:an?\s+)?cooperative\s+(?:purchase|sale|order)s?\b""",
    "shut.use": rf"""
        \b(?:shar(?:e|ing)|piggy\W?back(?:ing)?)\s+(?:of\s+|on\s+|off\s+)?(?:this|the|our|these)\s+(?:\w+\s+)?{_THING}\b [^.;]{{0,40}}?
            \b(?:is|are)\s+(?:\w+ly\s+)?(?:not\s+(?:allowed|permitted|authori[sz]ed)|prohibited|forbidden|barred)\b
        |
        \b{_THING}\b [^.;,]{{0,50}}? \b{_NOT_BE}\s+(?:piggy\W?back|tagged\s+on|ridden)\w*
        | \b{_THING}\b [^.;,]{{0,50}}? \b{_NOT_BE}\s+(?:used|shared|relied\s+on|given|extended|offered)\b [^.;]{{0,30}}? \b(?:by|with|to)\s+{_OTHER}
        | \b{_OTHER}\s+(?:can\s?not|may\s+not|shall\s+not|must\s+not|are\s+not\s+free\s+to)\s+(?:buy|purchase|order)\s+(?:from|under|off
            |on)\s+(?:it|them)\b
        | \bnot\s+(?:allow|permit|authori[sz]e|agree\s+to)\s+(?:any\s+|the\s+)?(?:outside|cooperative|piggy\W?back\w*)\s+(?:use|purchas\w+
            |ordering)\b
        | \bnot\s+conducted\s+(?:for|on\s+behalf\s+of)\s+(?:any\s+)?{_OTHER}
        | (?:\bnot|n['’]t)\s+(?:[\w\s]{{0,30}}\bor\s+)?let\s+{_OTHER}\s+(?:order|buy|purchase|use)\b
        | \bno\s+other\s+{_BODY}\s+(?:is|are)\s+to\s+be\s+\w+\b [^.;]{{0,30}}?
            \b(?:at|to|from|under|off)\s+(?:our|this|the|these)\s+(?:\w+\s+)?{_THING}""",
    "shut.own": rf"""
        \b(?:limited|restricted|confined)\s+to\s+{_ISSUER}\b(?!\s+limits)(?:\s+of\s+[\w ]{{2,20}}?)?\s*[;,.]\s*(?:and\s+)?
            (?:{_OTHER}\s+(?:must|should|will|may\s+not|cannot)|no\s+other)\b
        | \b{_ISSUER}\s+alone\s+is\s+entitled\s+to\s+(?:the|these)\s+(?:\w+\s+)?{_THING}
        |
        \bfor\s+(?:the\s+)?(?:sole\s+)?use\s+(?:of|by|in)\s+{_ISSUER}(?:['’]s)?(?:\s+of\s+[\w ]{{2,20}}?)?(?:\s+(?:departments?|offices?
            |divisions?|schools?))?\s+only\b
        | \boffer(?:s|ed)?\s+to\s+{_ISSUER}\s+only\b
        | \bby\s+{_ISSUER}(?:\s+of\s+[\w ]{{2,20}}?)?,?\s+and\s+(?:by\s+)?(?:no\s?one|nobody|none)\s+else\b""",
    "shut.vendor": rf"""
        \b{_VENDOR}\s+(?:has\s+)?(?:initialed|marked|checked|circled|ticked)\s+["“'‘]?(?:declined?|no|disagree)\b [^.;]{{0,30}}?
            \b(?:cooperative|piggy\W?back|other\s+agenc)
        | \b(?:cooperative|intergovernmental|piggy\W?back\w*|joinder)\s+(?:\w+\s+)?(?:clause|paragraph|section)\s*:\s*
            (?:stricken|struck|deleted|declined)\b
        |
        \b{_VENDOR}\s+(?:has\s+|have\s+|had\s+)?(?:opted\s+out\s+of|declined|refused|rejected)\s+(?:the\s+|any\s+
            |to\s+take\s+part\s+in\s+)?(?:cooperative|piggy\W?back)
        | \b{_VENDOR}\s+(?:has\s+|have\s+|had\s+)?(?:declined|refused|elected\s+not|chosen\s+not)\s+to\s+(?:allow|let|permit|extend|sell
            |offer|hold)\b [^.;]{{0,40}}?{_OTHER}
        | \b(?:answered|stated|indicated|replied|responded|advised|marked)\s+that\s+(?:it|he|they)\s+(?:is|are|was|were)\s+(?:not\s+willing
            |unwilling|unable|not\s+able)\s+to\s+
            (?:extend|offer|sell|hold|honou?r)\b [^.;]{{0,50}}?{_OTHER}
        | \bcooperative\s+\w+\s+(?:paragraph|clause|section)\b [^.;]{{0,40}}?\b(?:line\s+through|lined\s+(?:out|through)|crossed\s+out|struck)\b""",
}
_PATTERNS = {finds: re.compile(pattern, re.VERBOSE | re.IGNORECASE) for finds, pattern in _SHUT.items()}
_WHYS = {
    "shut.label": "The line on use by others is answered with no.",
    "shut.orders": "Orders of others are not honoured.",
    "shut.use": "Others may not use the contract.",
    "shut.own": "The contract is for the issuer's own use only.",
    "shut.vendor": "The vendor has declined use by others.",
}
_RULES = {finds: Rule(finds.replace(".", "-"), finds, why, ()) for finds, why in _WHYS.items()}

_WORDS = re.compile(
    r"\b(?:not?|never|none|n|only|nobody|longer|cannot|stricken|deleted|alone|barred|forbidden|prohibited|denied|limited|restricted|confined"
    r"|declined|refused|rejected|opted|unauthori[sz]ed|un(?:willing|able)|line[d]?|crossed|struck)\b|n['’]t\b",
    re.IGNORECASE,
)
# A case that may come, a choice still to be made, a bound: no refusal.
_HELD = re.compile(
    r"\b(?:if|whether|where|when|whenever|should|may\s+(?:choose|elect)|right|in\s+excess|exceed\w*|more\s+than|than\s+those|only\s+if)\b[^.;]{0,80}$",
    re.IGNORECASE,
)


def shut_use(view: View) -> Judgement | None:
    """A refusal that stands in the scope of its own words, with no frame of use beside it; None where there is none or a condition lifts it."""
    text = view.text[view.start : view.end]
    if not _WORDS.search(text) or gated(view) or any(p.search(text) for p in (DOUBLE, FAVOURED, PRIVATE, REFERENCES)):
        return None
    for finds, pattern in _PATTERNS.items():
        match = pattern.search(text)
        if match and not _HELD.search(text[: match.start()]):
            by = RuleMatch(_RULES[finds], Span(view.start + match.start(), view.start + match.end()))
            return Judgement(Says.DENY, Span(view.start, view.end), by, view, buyers_of(view))
    return None
