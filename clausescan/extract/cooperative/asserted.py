"""Whether a use that was found is said to be so, or only supposed, asked for, wished for, or denied by the words next to it."""

from __future__ import annotations

import re

_VENDOR = r"(?:vendor|contractor|supplier|bidder|seller|dealer|company)"
# "will not make … available": the denial stands at the very verb.
_NOT_AT_VERB = re.compile(
    r"(?<!that\s)(?<!which\s)(?<!who\s)\b(?:will|shall|may|can|must|do|does|did|could|would)\s*(?:not|never)\s+(?!(?:only|be\s+(?:oblig|requir)|need|refuse|object))(?:(?:\w+\s+){0,2}|make\b[^.;]{0,60})$",
    re.IGNORECASE,
)
_TURNS_BACK = re.compile(r"\W*(?:refus|declin|reject|den(?:y|i)|prevent|limit|restrict|prohibit|object|withh|bar\b|order|purchas)", re.IGNORECASE)
# "withdrew its offer to sell", "waives the provision that", "lacks a clause", "no privilege is given"; not "the right to rescind an order".
_WITHHELD = re.compile(
    r"""(?<!\bto\s)(?<!\bmay\s)\b(?:withdr(?:ew|aws?|awn)|waives?|waived|lacks?|lacking|struck|revoke[sd]?|rescind(?:s|ed)?|cancel(?:s|led|ed))\b[^.;]{0,80}$
      | \b(?:no|without\s+an?)\s+(?:privilege|right|permission|authority|option|provision|clause|language|licen[cs]e|consent)s?\s
        (?!\s*(?:of|is\s+(?:needed|required|necessary)|shall\s+be\s+(?:needed|required))\b)[^.;]{0,60}$
      | \b(?:any|an?|no)\s+"""
    + _VENDOR
    + r"""\s+(?:who|that|which)\s+(?:is\s+found\s+to\s+)?(?:sells?|extends?|offers?)?\s*$""",
    re.VERBOSE | re.IGNORECASE,
)
_CASE = re.compile(r"\W*(?:if|when|whenever|had|in\s+case)\s[^,;]*$", re.IGNORECASE)
_OPENS = re.compile(
    r"\b(?:sell|extend|honou?r|provide|furnish|offer|available|deal|may|can|accept|fill|serve|supply|allow|permit|same|agree\w*|consent\w*|directly|entitled)\b",
    re.IGNORECASE,
)
_REFUSES = re.compile(
    r"\b(?:shall|will|must)\s+(?:\w+ly\s+)?(?:deny|refuse|decline|reject)\b|\b(?:tell|told|advise[sd]?|inform\w*)\b[^.;]{0,40}\b(?:no|not)\b"
    r"|\bis\s+[\"“]?no\b[\"”]?\s*\.?\s*$",
    re.IGNORECASE,
)
_WISHED = re.compile(
    r"\b(?:suggested|proposed|requested|recommended|urged|asked)\s+that\b[^.;]{0,50}$|\basks?\s+(?:if|whether)\b(?!\s+(?:you|(?:the\s+)?(?:vendor|bidder|contractor|supplier|offeror|proposer)))[^.;]{0,50}$"
    r"|\b(?:not|never)\s+(?:to\s+)?(?:assume|expect|rely|count)\b[^.;]{0,60}$"
    r"|\bshould\s+(?:we|bidders|proposers|vendors|offerors|contractors)\s+(?:assume|expect|plan|suppose)\b[^.;?]{0,60}$",
    re.IGNORECASE,
)
_ASKS_FIRST = re.compile(r"\b(?:asks?|asking|requests?|requesting|wish|wishes|want|wants)\b", re.IGNORECASE)


def asserted(clause: str, start: int, end: int) -> str:
    """Whether the use that stands from `start` to `end` of a clause is "said", "denied" or "unsaid" (only supposed or wished for)."""
    lead, rest = clause[:start], clause[end:]
    if _NOT_AT_VERB.search(lead) and not _TURNS_BACK.match(clause[start:]):
        return "denied"
    if _WITHHELD.search(lead) or (_REFUSES.search(rest) and _ASKS_FIRST.search(clause[:end])):
        return "denied"
    if _WISHED.search(lead):
        return "unsaid"
    if _CASE.match(lead):
        main = rest.partition(",")[2]
        return "said" if not main or _OPENS.search(main) else "unsaid"
    return "said"
