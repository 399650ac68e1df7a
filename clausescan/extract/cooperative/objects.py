"""Which phrases speak of the contract at hand: not of some contract, a document about it, or a pact of another kind."""

from __future__ import annotations

import re

from clausescan.extract.cooperative.view import View
from clausescan.extract.matcher import RuleMatch

_WEAK_OBJECT = re.compile(r"^(?:an?|any|each|every|all|other|another|both)\b(?!.*\b(?:resulting|resultant|subsequent|such|awarded)\b)", re.IGNORECASE)
_BARE = re.compile(
    r"^(?:(?:state|competitively|solicited|existing|cooperative|purchasing|open|annual|price|term|statewide|master)\s+)*(?:contracts?|agreements?"
    r"|bids|procurements?|solicitations?|proposals?|programs?)$",
    re.IGNORECASE,
)
PRICED = re.compile(r"\b(?:pric|rate|discount|cost|terms|conditions)", re.IGNORECASE)
_NOT_THE_CONTRACT = re.compile(
    r"\s*(?:documents?|forms?|specifications?|packets?|packages?|bonds?|opening|number|security|tabulations?|responses?"
    r"|submittals?|due\b|dates?|files?|records?|results?)\b",
    re.IGNORECASE,
)
_OTHER_PACT = re.compile(
    r"\b(?:jpa\s+agreement|joint\s+powers\s+agreement|interlocal|membership|bylaws|employment|collective|labor|lease"
    r"|grant|license|subrecipient|funding)\b",
    re.IGNORECASE,
)
_SOME_PRICE = re.compile(
    r"\b(?:reduced|lower|better|best|competitive|discounted|favou?rable|low|great|fair|reasonable|market)\W*(?:pric|cost"
    r"|rate)|\b(?:greater|deeper|larger|further|additional|better)\W*discount",
    re.IGNORECASE,
)
_SOME = re.compile(
    r"\b(?:reduced|lower|better|best|competitive|discounted|favou?rable|low|greater|deeper|larger|great|fair|reasonable|market)\s*$", re.IGNORECASE
)
_RESULTS = re.compile(
    r"\s*(?:(?!from|to|with|by)\w+\s+)?(?:result|award|stemming|arising|issued|hereunder|made\s+(?:from|under)"
    r"|under\s+(?:this|such|said|it\b|the\s+(?:rfp|itb|ifb|bid|solicitation|contract|award|invitation|resulting|agreement)))",
    re.IGNORECASE,
)
_ISSUERS_OWN = re.compile(
    r"\b(?:the|our|this)\s+(?:state|commonwealth|city|county|town|village|district|authority|board"
    r"|university)['’]s\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
_OWN_MANY = re.compile(r"^(?:its|their|our)\s+(?:\w+\s+)?(?:contracts|agreements|bids|solicitations)$", re.IGNORECASE)
_COST = re.compile(r"\bcosts?$", re.IGNORECASE)
# "a contract awarded by somebody" is any contract; "a contract awarded under this bid" is the one at hand.
_INDEFINITE = re.compile(r"an?\s", re.IGNORECASE)
_THIS_IS = re.compile(r"\bthis\s+is\s+$", re.IGNORECASE)
_RESULTING = re.compile(r"\b(?:result|subsequent|ensuing|such)", re.IGNORECASE)
_COMES_OF_THIS = re.compile(
    r"\s*(?:that\s+)?(?:\w+\s+)?(?:result|stemming|arising|hereunder)|\s*(?:\w+\s+)?(?:awarded|issued|entered|made)\s+(?:\w+\s+){0,2}"
    r"(?:hereunder|(?:under|from|pursuant\s+to|as\s+a\s+result|in\s+response|through|based\s+on)\b)|\s*(?:under|from)\s+this\b",
    re.IGNORECASE,
)
_OF_SOME_CONTRACT = re.compile(
    r"\s*(?:of|in|from|under|and\s+(?:terms|conditions)\s+of)\s+(?:an?|another|others?|existing|such\s+an?)\s+(?:[\w'’-]+\s+){0,4}?"
    r"(?:contract|agreement|bid|award|solicitation)s?\b(?!\s+(?:result|award))",
    re.IGNORECASE,
)


def is_own(view: View, chunk: RuleMatch) -> bool:
    """True where the phrase speaks of the contract at hand, not of any contract."""
    words = view.words(chunk)
    if _something_else(view, chunk, words):
        return False
    if _INDEFINITE.match(words) and not _RESULTING.search(words):
        return bool(_THIS_IS.search(view.before(chunk, 12))) or bool(_COMES_OF_THIS.match(view.after(chunk, 60)))
    if _WEAK_OBJECT.search(words) or _BARE.search(words):
        return bool(_RESULTS.match(view.after(chunk, 40))) or bool(_ISSUERS_OWN.search(view.before(chunk, 40)))
    return True


def _something_else(view: View, chunk: RuleMatch, words: str) -> bool:
    """True for prices at large, papers about a tender, pacts of another kind, all contracts of a body, and terms of some contract."""
    return bool(
        _SOME_PRICE.search(words)
        or _SOME.search(view.before(chunk, 14))
        or _NOT_THE_CONTRACT.match(view.after(chunk, 20))
        or _OTHER_PACT.search(words)
        or _OTHER_PACT.search(view.after(chunk, 22))
        or _OWN_MANY.search(words)
        or (_COST.search(words) and re.match(r"\s+of\b", view.after(chunk, 5)))
        or (PRICED.search(words) and _OF_SOME_CONTRACT.match(view.after(chunk, 60)))
    )


def own_objects(view: View) -> list[RuleMatch]:
    """The phrases of a sentence that speak of the contract at hand, in order."""
    return [m for m in view.found("object") if is_own(view, m)]
