"""Options and spare quantities that the lead agency passes on to another body, as transit agencies do (CLAUSES 2, ASSIGN)."""

from __future__ import annotations

import re

from clausescan.extract.cooperative.paragraph import told_of_elsewhere
from clausescan.extract.cooperative.sense import Judgement, Says, buyers_of, made
from clausescan.extract.cooperative.signs import is_public
from clausescan.extract.cooperative.uses import use_frames
from clausescan.extract.cooperative.view import View
from clausescan.extract.matcher import RuleMatch

# What is passed on: options, or goods that the lead agency has a right to and does not need.
_OPTION = re.compile(
    r"\bdelivery\s+positions\b|\boption(?:s|al)?\b(?!\s+(?:to\s+(?:renew|extend|terminate|cancel)|period\s+to|"
    r"years?\s+to))(?<!at\sits\soption)(?<!at\stheir\soption)",
    re.IGNORECASE,
)
_SPARE = re.compile(
    r"""\b(?:surplus|excess|unneeded|unused|unexercised|unordered)\b | \b(?:ordered|evaluated|solicited)\s+(?:by|at|in)\b
      | \b(?:not|no\s+(?:longer|more))\s+(?:be\s+)?(?:ordered|required|require|needed|need|use|used|exercised?|taken)\b
      | \b(?:part|parts|portion|portions|some|any|all)\s+of\s+the\s+(?:[\w-]+\s+)?(?:quantit|deliverables|equipment|vehicles|buses|order|award)""",
    re.VERBOSE | re.IGNORECASE,
)
_QUANTITY = re.compile(
    r"\b(?:vehicles?|buses|coach(?:es)?|vans?|rail\s?cars?|trolleys?|ferr(?:y|ies)|vessels?|deliverables|equipment|units?|delivery\s+positions|"
    r"quantit\w+|(?:delivery|production)\s+slots?)\b",
    re.IGNORECASE,
)

# To whom: another public body, never the vendor's bank, heir or subcontractor.
_RECEIVER = re.compile(
    r"""\bto \s+ (?:the\s+)? (?-i:(?:City|County|Town|Port|Village)\s+of\s+[A-Z]|(?:[A-Z][\w-]+\s+){1,4}(?:Transit|Transportation|Authority|
            District|County|Metro)\b) | \b(?:to|with) \s+ (?:[^.;]{0,50}?\b)? (?:other|another|any|a|an|an?y?\s+eligible|second|third-party|such|
              one\s+of\s+the|your|
            its\s+partner) \s+
        (?:[\w-]+\s+){0,5}? (?:agenc(?:y|ies)|grantees?|sub-?grantees?|recipients?|subrecipients?|operators?|carriers?|propert(?:y|ies)|systems?
          |provider|authorit(?:y|ies)|districts?|municipalit(?:y|ies)|cit(?:y|ies)|count(?:y|ies)|bod(?:y|ies)|governments?|departments?|entit(?:y|
            ies)
          |jurisdictions?|universit(?:y|ies)|colleges?|members?|participants?)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_PUBLIC = re.compile(
    r"\b(?:public|transit|government\w*|municipal|federal|state|fta|umta|grantees?|recipients?\s+of|operators?|agenc(?:y|ies)|authorit|districts?|"
    r"bus(?:es)?|rail|ferry|program)\b",
    re.IGNORECASE,
)
_ASSIGNEE = re.compile(r"\b(?:assignees?|transferees?|assigning\s+(?:agency|authority)|assignability)\b", re.IGNORECASE)
_FEDERAL = re.compile(r"\b(?:FTA|U\.?M\.?T\.?A|transit|piggy|grantees?|federal)\b|quantit", re.IGNORECASE)

# The vendor's own rights, money, people, land and shares pass by other rules.
_OTHER_MATTER = re.compile(
    r"""\b(?:contractor|vendor|supplier|consultant|seller|bidder|lessor|tenant|lessee|licensee|company)\s+(?:shall|may|will|must|can(?:not)?|
            should)\s+(?:not\s+)?(?:\w+\s+)?(?:assign|transfer|release)
      | \bassignment\s+of\s+(?:personnel|work|claims?|staff) | \b(?:stock|shares?|shareholders?|vest\w*|optionee|premises|parcel|lease[ds]?|tenant|
        real\s+property|easement|lien|royalt\w+|retainage|funds?|moneys?|grant\s+agreement)\b
      | \bassign\w*\s+(?:any\s+)?(?:employees|personnel|staff|claims)\b | \bworkers?\b""",
    re.VERBOSE | re.IGNORECASE,
)
_TO_A_BUYER = re.compile(r"\b(?:to|with)\s*[^.;]{0,30}$", re.IGNORECASE)
_BY_ASSIGNMENT = re.compile(
    r"\b(?:by|through|under|upon|via)\s+(?:an?\s+|the\s+)?(?:assignment|transfer)\b|\bby\s+taking\s+over\b|\btak\w+\s+(?:over|"
    r"up)\s+(?:[\w-]+\s+){0,3}options?\b",
    re.IGNORECASE,
)
_ENDS = re.compile(r"\bunexercised|\blapse|\brevert|\bexpire\w*\s+un|\bnot\s+be\s+assigned", re.IGNORECASE)
_REFUSED = re.compile(
    r"\b(?:not|cannot|never|no)\b(?!\s+(?:more|later|longer)\b)(?:\s+\w+){0,3}\s+(?:assign|transfer|"
    r"releas)\w*[^.;]{0,12}\s+to\s+(?:any(?!\s+greater)|another|others?)\b",
    re.IGNORECASE,
)
# The body that speaks is itself the assignee.
_RECEIVED = re.compile(r"\b(?:take|takes|took|taking|accept(?:s|ed|ing)?|receiv(?:e|es|ed|ing))\s+(?:an?\s+|the\s+)?assignment\b", re.IGNORECASE)
_LIFTED = re.compile(r"\b(?:unless|until|except|without|after|more\s+than|once|again|other\s+than|save)\b", re.IGNORECASE)


def assignment(view: View, text: str) -> Judgement | None:
    """The lead agency's right to pass options or spare quantities to another public body; the vendor's right to assign is not meant."""
    verbs = view.found("verb.assign")
    if not verbs:
        return _exercised(view, text)
    if _OTHER_MATTER.search(text) or _RECEIVED.search(text) or told_of_elsewhere(view):
        return None
    option, spare = _OPTION.search(text), _SPARE.search(text)
    if not (option or spare or _QUANTITY.search(text)):
        return None
    receivers = tuple(b for b in buyers_of(view) if _TO_A_BUYER.search(view.before(b, 40)) and is_public(view, b, text))
    if option and _REFUSED.search(text) and not _LIFTED.search(text):
        return made(Says.DENY, view, verbs[0], receivers)
    if _passes(view, text, receivers, option=bool(option), spare=bool(spare)):
        return made(Says.ASSIGN, view, verbs[0], receivers)
    return None


# Options of the lead agency that others take up, with no word of assignment.
_TAKEN_UP = re.compile(
    r"""\b(?:options|option\s+(?:quantit\w+|vehicles?|buses|coaches|units?|orders?)|delivery\s+positions|production\s+slots)\b [^.;]{0,60}?
        \b(?:exercised|ordered|purchased|bought|used|taken\s+up|made\s+available|available|offered|released)\b [^.;]{0,15}? \b(?:by|to)\s+ (?:other|
          another|additional|outside|third-party)\s""",
    re.VERBOSE | re.IGNORECASE,
)


def _exercised(view: View, text: str) -> Judgement | None:
    taken = _TAKEN_UP.search(text)
    if taken is None or _OTHER_MATTER.search(text) or told_of_elsewhere(view) or re.search(r"\b(?:not|never|no)\b", taken[0], re.IGNORECASE):
        return None
    by = next((m for m in view.matches if m.rule.finds in {"verb.use", "verb.extend", "buyer"} and m.span.end > view.start + taken.start()), None)
    return made(Says.ASSIGN, view, by, buyers_of(view)) if by and any(is_public(view, b, text) for b in buyers_of(view)) else None


def _passes(view: View, text: str, receivers: tuple[RuleMatch, ...], *, option: bool, spare: bool) -> bool:
    """True where enough is said: what passes, from whom, to whom."""
    by_issuer = (
        any(m.span.end <= view.found("verb.assign")[0].span.start for m in view.found("issuer")) or re.search(r"\bby\s+the\b", text) is not None
    )
    to_public = bool(receivers) or (_RECEIVER.search(text) is not None and _PUBLIC.search(text) is not None)
    if to_public:
        return option or spare or (by_issuer and bool(receivers))
    if not option:
        return False
    by_it = bool(_BY_ASSIGNMENT.search(text)) and any(f.buyer and is_public(view, f.buyer, text) for f in use_frames(view))
    return by_it or bool(_ASSIGNEE.search(text) or _ENDS.search(text)) or (by_issuer and bool(_FEDERAL.search(text)))
