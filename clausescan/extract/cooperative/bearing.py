"""What of a long part is listed: only what bears on use by others (SCHEMA, cooperative_use), not each fee, law or precedence rule."""

from __future__ import annotations

import re
from collections.abc import Sequence

from clausescan.extract.cooperative.sense import Judgement, Says
from clausescan.extract.cooperative.signs import TOPIC, USE_BY_OTHERS

_LONG = 6_000
"""Code points; in a shorter text all that was found is listed, for it may be an excerpt that speaks of little else."""
_OTHER_BUYERS = re.compile(
    r"\b(?:other|another|outside|participating|purchasing|using|ordering|eligible|non-?member|member)\s+(?:(?:public|governmental|government|local|state)\s+)*"
    r"(?:agenc|entit|bod(?:y|ies)|jurisdiction|government|municipalit|districts?\b|units?\b|buyers|users)|\bcooperative\s+members\b",
    re.IGNORECASE,
)
_OTHER_MATTERS = re.compile(
    r"\btax(?:es)?\b|\bcommission,|\bcontingent\b|\bpublic\s+(?:disclosure|records)\b|\bconfidential|\bfederal\s+(?:grant|fund|law)|\binternet\b|\bdelivered\s+late\b"
    r"|\bbackground\b|\bwarrants\s+that\s+no\s+person\b",
    re.IGNORECASE,
)
_TENDER = re.compile(r"\b(?:RFP|RFB|RFQ|ITB|IFB|request\s+for|solicitation|invitation|bids?|proposals?|offer|response)\b", re.IGNORECASE)
_TAKES_IN = re.compile(
    r"\bincorporat|\b(?:made|become|becomes|form|forms)\s+(?:an?\s+)?(?:integral\s+)?part\b|\bcontract\s+documents\b|\bconsists?\s+of\b|\bwhole\s+agreement\b"
    r"|\bentire\s+agreement\b|\bset\s+(?:out|forth)\s+in\s+full\b",
    re.IGNORECASE,
)
_LAWS = re.compile(r"\b(?:Regulations?|Title\s+[IVX\d]+|Act|HITECH|C\.?F\.?R\.?|statutes?|policies)\b")


def bearing(judged: Sequence[Judgement]) -> list[Judgement]:
    """The judgements that are listed, in the same order."""
    return [j for j in judged if len(j.view.text) < _LONG or _bears(j)]


def _bears(one: Judgement) -> bool:
    text = one.view.text[one.span.start : one.span.end]
    if one.says is Says.SUPPORT:
        return bool((USE_BY_OTHERS.search(text) or TOPIC.search(text) or _OTHER_BUYERS.search(text)) and not _OTHER_MATTERS.search(text))
    if one.says is Says.INCORP:
        return bool(_TENDER.search(text) and _TAKES_IN.search(text) and not _LAWS.search(text))
    return True
