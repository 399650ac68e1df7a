"""What a text says of a body: "a political subdivision of the State of Ohio". It outranks the name (AGENCIES 2, rule 4)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from clausescan.core.finding import AgencyType, Answer
from clausescan.core.span import Span
from clausescan.extract.places import state_code, state_pattern


@dataclass(frozen=True, slots=True)
class SelfDescription:
    """`span` covers the words; `type` is None where they tell only that the body is public; `outranks` where they beat a type read from the name."""

    span: Span
    type: AgencyType | None
    public: Answer | None
    state: str | None
    outranks: bool = False


# Words, the type they tell (None: only public or not), whether they outrank the name's type, and whether the body is public.
_KINDS: tuple[tuple[str, AgencyType | None, bool, Answer | None], ...] = (
    (r"nonprofit|non-profit|not-for-profit|501\(c\)", AgencyType.NONPROFIT_ADMIN, True, Answer.NO),
    (r"service cooperative", AgencyType.COOPERATIVE, False, Answer.YES),
    (r"purchasing cooperative|governmental cooperative", AgencyType.COOPERATIVE, True, None),
    (
        r"joint powers (?:authority|agency|entity|board)|intergovernmental (?:entity|agency|authority|council)|interlocal (?:entity|agency)",
        AgencyType.JPA,
        False,
        Answer.YES,
    ),
    (r"school (?:district|corporation)", AgencyType.SCHOOL_DISTRICT, True, Answer.YES),
    (r"(?:education(?:al)?|regional) service (?:center|agency)|intermediate unit", AgencyType.EDUCATION_SERVICE, True, Answer.YES),
    (
        r"(?:public|state) (?:institution of higher (?:education|learning)|university|college)|institution of higher (?:education|learning)|community college",
        AgencyType.HIGHER_ED_PUBLIC,
        True,
        Answer.YES,
    ),
    (r"(?:mass |public |regional |metropolitan )(?:transit|transportation) (?:authority|district|agency)", AgencyType.TRANSIT, True, Answer.YES),
    (
        r"port district|port authority|housing authority|airport authority|municipal(?:ly[- ]owned)? (?:electric )?utility",
        AgencyType.PORT_AIRPORT_UTILITY,
        True,
        Answer.YES,
    ),
    (r"council of governments|regional (?:planning )?(?:commission|council|agency)", AgencyType.COG_RPC, True, Answer.YES),
    (r"federally recognized", AgencyType.TRIBAL, True, Answer.YES),
    (
        r"special (?:purpose )?(?:public |service )?district|(?:municipal utility|conservation and reclamation|water|fire|hospital) district",
        AgencyType.SPECIAL_DISTRICT,
        False,
        Answer.YES,
    ),
    (r"(?:municipal|home[- ]rule|charter) (?:corporation|city|municipality|town|village)|home[- ]rule", AgencyType.MUNICIPALITY, False, Answer.YES),
    (r"(?:charter )?county of the state|consolidated (?:city|government)|charter county", AgencyType.COUNTY, False, Answer.YES),
    (r"(?:agency|department|instrumentality|arm|division) of the (?:state|commonwealth)|state agency", AgencyType.STATE, False, Answer.YES),
    (
        r"political subdivision|body (?:corporate|politic)|public (?:corporation|agency|body|institution|entity|benefit corporation)|governmental (?:entity|agency|unit|body)|local government|unit of (?:local )?government|instrumentality|quasi-public|public trust",
        None,
        False,
        Answer.YES,
    ),
    (r"(?:limited liability |for-profit |stock |private )(?:company|corporation)", AgencyType.PRIVATE, True, Answer.NO),
)
_KIND = re.compile("|".join(f"(?P<k{n}>{words})" for n, (words, *_) in enumerate(_KINDS)), re.IGNORECASE)
_OPENING = re.compile(
    r"(?:\s?\([^()\n]{1,60}\)|\s?[\"“”'’®])?(?:,\s?[A-Z][\w ]{2,20})?(?:\s?\([^()\n]{1,60}\))?[,\n]?\s{0,2}(?:(?:which )?is |\()?(?:a|an|A|An)\s"
)
_STATE = re.compile(rf"(?:State|Commonwealth) of ({state_pattern()})|({state_pattern()})", re.IGNORECASE)
_REACH = 170


def self_description(text: str, span: Span, within: Span) -> SelfDescription | None:
    """What the words right after a name say of it, or None. The state is the one that they name."""
    opening = _OPENING.match(text, span.end, min(within.end, span.end + 90))
    if opening is None:
        return None
    limit = min(within.end, opening.end() + _REACH)
    stop = re.compile(r"[.;“\"(\n]|\b(?:hereinafter|hereafter|and [A-Z]|by and|member|participant|part of|party|subsidiary)\b").search(
        text, opening.end(), limit
    )
    end = stop.start() if stop else limit
    found = _first(text, opening.end(), end)
    if found is None:
        return None
    _, kind, outranks, public = _KINDS[found]
    state = _STATE.search(text, opening.end(), end)
    start = opening.end() - len(re.search(r"\w+\s$", opening[0])[0])  # type: ignore[index]
    return SelfDescription(Span(start, end), kind, public, state_code(state[1] or state[2]) if state else None, outranks)


def _first(text: str, start: int, end: int) -> int | None:
    """The highest ranked kind named there: the order of the table wins over the order of the words."""
    numbers = [int((m.lastgroup or "k0")[1:]) for m in _KIND.finditer(text, start, end)]
    return min(numbers, default=None)
