"""Words that hold back a grant which no rule has gated: precision first for permits (CLAUSES 4)."""

from __future__ import annotations

import re
from itertools import pairwise

from clausescan.core.finding import ClauseClass
from clausescan.extract.cooperative.gated_words import CAP

_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\.?"
_SO_MUCH = re.compile(
    rf"""\b(?:up\s+to|(?:no|not)\s+(?:more|greater)\s+than|not\s+(?:to\s+)?exceed\w*|(?:a\s+)?maximum\s+of|
            at\s+most)\b [^.;]{{0,25}}? \d[\d,.]* (?!\s*(?:%|percent|years?|one-year|renewal|additional\s+(?:one|year)))
      | \bnot-to-exceed\s+(?:amount|limit|value)\b | \b(?:limited|restricted|capped)\s+(?:to|at)\s+(?:\$?\d|{_MONTH}\s)
      | \b(?:until|before|expires?|expiring|no\s+later\s+than|ends)\s+(?:on\s+)?(?:{_MONTH}\s+\d|\d{{1,2}}/\d)
      | \bonly\s+(?:while|inside|within|during|until|for\s+(?:the\s+)?(?:first|initial|\d)|so\s+long|from\s+the|in\s+(?:the\s+)?(?:first|initial))\b
      | \b(?:first|last|final)\s+(?:\w+\s+)?(?:\(\d+\)\s+)?(?:months|days)\b | \bmonths\s+before\s+(?:its|the)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_OF_A_GROUP = re.compile(
    r"""\bto\s+(?:all\s+|any\s+)?members\s+of\s+(?!the\s+(?:general\s+)?public) | \bmember\s+(?:agenc|entit|district|college|school|town|cit|count|
            institution|librar|hospital|municipalit|jurisdiction)\w*
      | \b(?:which|that|who)\s+(?:belongs?|are\s+parties|is\s+a\s+party)\s+to\s+(?:the|our|this)\b(?!\s+(?:contract|agreement))
      | \b(?:holding|holds?|with|paid)\s+(?:an?\s+|the\s+|its\s+)?(?:[\w-]+\s+){0,2}membership\b""",
    re.VERBOSE | re.IGNORECASE,
)
_LEAVE = re.compile(
    r"""\b(?:after|on|upon|by)\s+(?:first\s+)?(?:obtaining|securing|receiving|getting|requesting|applying|filing|registering
            |signing(?!\s+(?:below|here\b|this\b|(?:the|its|an?|his)\s+(?:bid|proposal|offer))))\b
      | \b(?:(?:sole|absolute|reasonable)\s+(?:judge?ment|opinion)|judge?ment|opinion)\s+of\b
      | \b(?:city|county|town|village|district|state|authority|board|council|commission|department|manager|director|engineer|officer|administrator|
        agent|superintendent|owner|agency|we)
        \s+may\b (?:,[^,.;]{2,40},|\s+also|\s+elect\s+to|\s+choose\s+to)? \s+ (?:authori[sz]e|allow|permit|let|approve)\s+(?:\w+\s+)?(?:other|
          another|any|additional|outside)\b
      | \bcase[\s-]by[\s-]case\b | \bafter\s+review\s+by\b | \b(?:invites?|asks?)\s+(?:[\w-]+\s+){1,4}?to\s+apply\s+to\s+(?:use|join|buy|purchase)\b
      | \bmay\s+be\s+(?:allowed|permitted|authori[sz]ed|admitted|let)\s+to\s+(?:use|join|buy|purchase|order)\b
      | \b(?:vendor|bidder|supplier|contractor|dealer|seller)['’]s\s+(?:choice|option|discretion|election)\b
      | \bif\s+the\s+(?:vendor|bidder|supplier|contractor|dealer|seller)\s+has\s+(?:marked|checked|initialed|ticked|agreed|accepted|consented)\b
      | \bprovided\s+(?:that\s+)?the\s+(?:vendor|bidder|supplier|contractor|dealer|seller)\s+(?:extends|agrees|consents|accepts|allows)\b
      | \bafter\s+(?:publishing|giving|posting)\s+(?:\w+\s+){0,2}notice\b
      | \b(?:will|may)\s+consider\s+(?:letting|allowing|permitting|requests?)\b | \breserved\s+(?:to|for)\s+(?:agenc|those|member|entit)""",
    re.VERBOSE | re.IGNORECASE,
)


def restraint(text: str) -> tuple[ClauseClass, str] | None:
    """What holds back the grant of a sentence, as class and reason: a group, somebody's leave, an amount or a time. None where nothing does."""
    if _OF_A_GROUP.search(text):
        return ClauseClass.MEMBER, "Only members of a group may buy."
    if _LEAVE.search(text):
        return ClauseClass.CONSENT, "Somebody decides whether others may buy."
    if _SO_MUCH.search(text) or CAP.search(text):
        return ClauseClass.CAP, "Others may buy only so much or only for a time."
    return None


# "The supplier commits: (a) to sell to other towns; (b) to train its staff within ninety days": duties of the vendor, apart from one another.
_DUTIES = re.compile(
    r"\b(?:contractor|vendor|supplier|bidder|proposer|offeror|seller|awardee|respondent|award)s?\b[^.;:]{0,60}"
    r"\b(?:shall|will|must|agrees?|commits?|undertakes?|promises?|covenants?)\b[^.;:]{0,30}:\s*(?=\(?(?:a|1|i)\))",
    re.IGNORECASE,
)
_ITEM = re.compile(r";\s*(?:and\s+|or\s+)?(?=\(?\w{1,3}\)\s)", re.IGNORECASE)


def own_item(text: str, at: int) -> str:
    """The item around an offset, where a sentence lists what the vendor must do; else the whole sentence."""
    duties = _DUTIES.search(text)
    if duties is None or at < duties.end():
        return text
    marks = [duties.end(), *(m.end() for m in _ITEM.finditer(text, duties.end())), len(text)]
    return next((text[start:end] for start, end in pairwise(marks) if start <= at < end), text)


# A sentence that goes on about the use just granted.
_GOES_ON = re.compile(
    r"""\W*(?:\d[\d.]*\s+)?(?:a[.:]|answer|response|yes\b|only\b|but\b|however|provided|approval|consent|permission|prior\b|(?:any\s+|
            all\s+)?such\b|these\s+(?:agenc|entit)
          |requests?\b|(?:orders?|purchases?|offer|use)\s+(?:to|by|from)\s+(?:others?|such|participating|outside)\b|(?:each|an?y?|the)\s+(?:such|
            other|requesting|participating|using|riding)\b)""",
    re.VERBOSE | re.IGNORECASE,
)
_ASKED = re.compile(
    r"""\b(?:with|upon|subject\s+to|requires?|must|need|needs|obtain|secure|after|until|unless|contingent)\b [^.;]{0,50}?
        \b(?:approval|consent|permission|authori[sz]ation|concurrence|countersign\w*|addendum|interlocal|membership|registration)\b
      | \bonly\s+(?:if|when|after|with|upon|once|to|members)\b""",
    re.VERBOSE | re.IGNORECASE,
)


def restraint_after(text: str) -> tuple[ClauseClass, str] | None:
    """What holds back the grant just before a sentence that goes on about it: "Yes, with our written approval". None where nothing does."""
    if not _GOES_ON.match(text):
        return None
    asked = _ASKED.search(text)
    if asked and not re.search(r"\b(?:not|no|nor|without)\b", text[: asked.end()], re.IGNORECASE):
        return ClauseClass.CONSENT, "Somebody's leave is asked for in the next sentence."
    return restraint(text)
