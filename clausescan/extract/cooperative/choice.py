"""The vendor's choice, in words that no rule names: "it is left to the contractor", "leave blank if not", "where the bidder is agreeable"."""

from __future__ import annotations

import re

from clausescan.extract.cooperative.extension import extend_frames
from clausescan.extract.cooperative.objects import PRICED, own_objects
from clausescan.extract.cooperative.sense import Judgement, Says, buyers_of, made
from clausescan.extract.cooperative.signs import FAVOURED, REFERENCES, TOPIC, foreign_ground, is_public
from clausescan.extract.cooperative.uses import use_frames
from clausescan.extract.cooperative.view import View

_SELLER = r"(?:contractor|vendor|supplier|bidder|proposer|offeror|awardee|seller|dealer|manufacturer|distributor|company|firm)s?"
_CHOICE = re.compile(
    rf"""\b{_SELLER}\b[^.;]{{0,50}}\b(?:willing|voluntar\w+|no\s+obligation|not\s+(?:be\s+)?(?:obligated|obliged|required|bound)|need\s+not|option
            |discretion|agreeable|as\s+it\s+(?:chooses|pleases|sees\s+fit|wishes)|free\s+to\s+(?:accept|reject|refuse|decline)
            |may\s+(?:\w+\s+)?(?:choose|elect|decline|refuse|reject|limit|let|withdraw|allow|permit|extend|offer|honou?r|sell|supply|quote|impose|terminate))\b
      | \b(?:left|up|belongs?|matter\s+for|decision\s+(?:rests|lies)\s+with|discretion\s+of|option\s+of|choice\s+of)
            \s+(?:\w+\s+)?(?:to|of|with|for)?\s*(?:the\s+|each\s+)?(?:\w+\s+)?{_SELLER}\b
      | \b{_SELLER}['’]s?\s+(?:own\s+|sole\s+)?(?:choice|option|discretion|election|decision)\b
      | \b(?:acceptable|agreeable|satisfactory|optional|voluntary)\s+(?:\w+\s+){{0,2}}?(?:to|for|with|by|on)
            \s+(?:the\s+)?(?:\w+\s+){{0,2}}?{_SELLER}\b
      | \b{_SELLER}\s+(?:is|are|be)\s+(?:\w+\s+)?(?:in\s+agreement|agreeable|amenable|so\s+inclined)\b
      | \b(?:agreement|arrangement|understanding|consent|permission|approval|concurrence|acceptance|assent)\s+(?:in\s+writing\s+)?
            (?:with|of|from|by)\s+(?:the\s+)?(?:\w+\s+){{0,2}}?{_SELLER}\b
      | \bunless\s+(?:the\s+|a\s+)?(?:\w+\s+)?{_SELLER}\s+(?:\w+\s+)?
            (?:writes|strikes|objects|declines|crosses|checks|marks|initials|says|states|notifies|opts)\b
      | \b(?:you|your\s+(?:company|firm))\b[^.;?]{{0,25}}\b(?:willing|prepared|agreeable|inclined|care\s+to|be\s+able)\b
      | \b(?:tell|inform|advise|ask|know)\s+(?:us\s+|you\s+)?(?:whether|if)\s+you\b
      | \b(?:encourag|urg|invit|ask|request)\w*\b[^.;]{{0,15}}?\bbut\s+(?:(?:do(?:es)?|is|are)\s+)?not\s+(?:requir|oblig|compel|bound|mandat)\w*
      | \b(?:not|neither)\s+(?:required|obliged|obligated|mandatory|compelled)\b[^.;]{{0,30}}?\bto\s+(?:extend|make|offer|sell|honou?r|serve|allow)\b
      | \bwhen\s+it\s+(?:wishes|chooses|pleases)\b
      | \b(?:that|which|whom)\s+(?:the\s+|each\s+)?(?:\w+\s+)?{_SELLER}\s+(?:\w+\s+)?(?:elects?|chooses?|agrees?|wishes|approves?|accepts?)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_FORM = re.compile(
    r"\b(?:space|box|line|blank|column|boxes|lines|blanks)\s+(?:\w+\s+){0,2}?(?:left\s+)?(?:empty|blank|unmarked|unchecked|unsigned)\b"
    r"|\bleave\s+(?:it\s+)?blank\b|\binitials?\b[^.;]{0,40}\b(?:allow|permit|agree|signif|indicat|mean)|\(?\bY\s*/\s*N\b\)?"
    r"|\b(?:check|mark|circle|initial|tick|select)\s+(?:the\s+|one|here|below|appropriate|each|which|all|any)",
    re.IGNORECASE,
)
_UNWILLING = re.compile(
    r"\b(?:unwilling|unable|declin(?:es|ed)|refuse[sd]|(?:elect|chose|choose|opt|decide)(?:s|ed|d)?\s+not|do(?:es)?\s+not\s+(?:wish|agree|extend|offer))\b",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:other|another|others|neighbou?ring|surrounding|nearby|adjacent|adjoining|outside|additional|any|all|public|government\w*|tax|participating|eligible|area)\b",
    re.IGNORECASE,
)


def left_to_vendor(text: str) -> bool:
    """True where the words leave it to the vendor whether others are served."""
    return bool(_CHOICE.search(text))


def asked_on_form(text: str) -> bool:
    """True where a space, box or column is to be filled in by the vendor."""
    return bool(_FORM.search(text))


def _priced(view: View) -> bool:
    return any(PRICED.search(view.words(m)) for m in own_objects(view))


def choice(view: View, text: str) -> Judgement | None:
    """A vendor's choice whether others share the contract, in a sentence that is no grant by itself: a gate (CLAUSES 2, VENDOR)."""
    verbs, said = view.found("verb.extend", "verb.use"), buyers_of(view)
    if not verbs or not said or view.found("foreign"):  # what is cheap goes first
        return None
    if not view.found("gate.vendor", "gate.choice") and not _CHOICE.search(text):
        return None
    if _UNWILLING.search(text) or foreign_ground(text) or FAVOURED.search(text) or (REFERENCES.search(text) and not TOPIC.search(text)):
        return None
    buyers = [b for b in said if _OTHER.search(view.words(b)) and is_public(view, b, text)]
    if not buyers or not (_priced(view) or any(f.buyer and f.object and not f.foreign for f in (*use_frames(view), *extend_frames(view)))):
        return None
    return made(Says.LIMIT, view, verbs[0], tuple(buyers))
