"""Who may buy and where they must be: kinds of buyers, memberships, exclusions, places (CLAUSES section 1, eligible)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from clausescan.core.finding import Eligible, Geography
from clausescan.core.states import STATE_NAMES
from clausescan.extract.cooperative.places import bounded
from clausescan.extract.cooperative.view import View
from clausescan.extract.matcher import RuleMatch

STATES = tuple(name for code, name in STATE_NAMES.items() if code != "DC")

# Longer names first, so that West Virginia is not read as Virginia.
_STATE = re.compile(
    r"(?<![A-Za-z])(?:" + "|".join(re.escape(s).replace(r"\ ", r"\s+") for s in sorted(STATES, key=len, reverse=True)) + r")(?![A-Za-z])"
)
_NOT_A_STATE = re.compile(
    r"(?:University\s+of|City\s+of|County\s+of|Port\s+of|of\s+the)\s*$|^\s+(?:County|City|Township|University"
    r"|Public\s+Contract|Code|Government\s+Code|Education\s+Code|Revised|Statutes|Avenue|Street)"
)

_KINDS: tuple[tuple[str, str], ...] = (
    (
        "any",
        (
            r"\b(?:public|governmental|government|political|tax|outside|other|another|eligible|interested|non-host|non-lead"
            r"|non-member|rider|external|neighboring|additional|all|any)[\w\s,/&-]{0,60}?\b(?:agenc(?:y|ies)|entit(?:y|ies)"
            r"|bod(?:y|ies)|jurisdictions?|units?(?:\s+of\s+(?:local\s+)?government)?|institutions|governments)\b"
        ),
    ),
    (
        "state_agency",
        (
            r"\bstate\s+(?:\w+\s+)?(?:agenc|institution|department|entit|bod)|\b(?:all|other|any)\s+states\b|\b(?:a|any"
            r"|each)\s+state\b|\bstates\s*,|\bstate\s*(?:,|and|or)\s*(?:\w+[\s,]{1,3}){0,6}(?:local|county|municipal)"
        ),
    ),
    ("county", r"\bcount(?:y|ies)\b|\bparish(?:es)?\b|\blocal\s+(?:public\s+)?(?:government|unit)"),
    (
        "municipality",
        (
            r"\bmunicipalit(?:y|ies)\b|\bcit(?:y|ies)\b|\btowns?\b|\bvillages?\b|\btownships?\b|\bboroughs?\b"
            r"|\blocal\s+(?:public\s+)?(?:government|unit)"
        ),
    ),
    (
        "school_district",
        (
            r"\bschool\s+(?:district|board|system|corporation)s?\b|\bschools\b|\bdistricts\b(?=.{0,40}\bPCC\b)|\bUSD\b|\bISD\b"
            r"|\bk-?12\b|\bcharter\s+school"
        ),
    ),
    ("higher_ed_public", r"\bcolleges?\b|\buniversit(?:y|ies)\b|\bhigher\s+education\b"),
    (
        "special_district",
        (
            r"\bspecial\s+(?:purpose\s+)?districts?\b|\bpublic\s+benefit\s+corporations?\b|\b(?:water|sewer|park|library"
            r"|sanitation|conservation|utility|drainage|recreation|hospital)\s+(?:district|authorit)\w*"
        ),
    ),
    ("transit", r"\btransit\s+(?:\w+\s+)?(?:agenc|authorit|operator|district|system|provider)"),
    ("port_airport", r"\b(?:ports?|airports?)\s+(?:authorit|district|commission)|\bports\b|\bairports\b"),
    ("utility", r"\b(?:public|municipal)\s+utilit"),
    ("tribal", r"\btrib(?:e|es|al)\b"),
    ("federal", r"\bfederal\s+(?:\w+[\s,]{1,3}){0,6}(?:agenc|entit|government)"),
    ("nonprofit", r"\bnon-?\s?profits?\b|\bnot-for-profit"),
    ("fire_ems", r"\bfire\s+(?:district|compan|department|protection|authorit)|\bambulance\b|\bems\b"),
    ("hospital", r"\bhospitals?\b"),
)
_KIND = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _KINDS)
_SPECIFIC_ADJECTIVE = re.compile(
    r"\b(?:state|transit|federal|fire|school|tribal|nonprofit|housing)\s+(?:\w+\s+)?(?:agenc|entit|institution|bod|unit)", re.IGNORECASE
)
_PARTICIPANT = re.compile(
    r"\b(?:eligible|participating|purchasing|ordering|requesting|member|cooperative|signatory|using|assignee"
    r"|piggybacking)\s+(?:\w+\s+){0,2}(?:agenc|entit|bod|jurisdiction|unit|town|state|institution)",
    re.IGNORECASE,
)
_ANY_HEAD = re.compile(
    r"\b(?:agenc(?:y|ies)|entit(?:y|ies)|bod(?:y|ies)|jurisdictions?|governments?|units?|subdivisions?|instrumentalit\w+)\b", re.IGNORECASE
)
_LOCAL_ONLY = re.compile(r"\blocal\s+(?:public\s+)?(?:governments?|units?)\b(?!\s+(?:agenc|entit|bod))", re.IGNORECASE)
_STATE_WORD = re.compile(r"\bstate\s+(?:or|and)\s+local\b|\blocal\s+(?:or|and)\s+state\b", re.IGNORECASE)


def kinds_of(phrase: str) -> tuple[str, ...]:
    """Kinds named in a phrase, in the words of CLAUSES section 1 and its order. A bare "participating agency" names none."""
    found = [name for name, pattern in _KIND if name != "any" and pattern.search(phrase)]
    if _PARTICIPANT.search(phrase):
        return tuple(found)
    generic = bool(_ANY_HEAD.search(phrase)) and not _SPECIFIC_ADJECTIVE.search(phrase) and not _LOCAL_ONLY.search(phrase)
    if generic:
        found.append("public_agency_any")
    return tuple(dict.fromkeys(found))


def eligible_of(view: View, buyers: Iterable[RuleMatch]) -> Eligible:
    """Who may buy, by the phrases that name buyers in the sentence."""
    kinds: list[str] = []
    excluded: list[str] = []
    membership = None
    for match in buyers:
        words = view.words(match)
        if match.rule.finds == "outsider":
            excluded.append(words)
            continue
        if match.rule.finds == "member":
            membership = membership or " ".join(words.split())
            if re.search(r"\bmembers?\s+of\b|^members$", words, re.IGNORECASE):
                continue
            words = re.split(r"\b(?:belonging|affiliated)\b", words)[0]
        named = words == "Counties" and re.search(r"[A-Z][\w.'’-]*,?\s*(?:and|or|&)?\s*$", view.before(match, 30))
        if not named:  # else it is the tail of a list of names, which is a place
            kinds += kinds_of(words)
    order = [name for name, _ in _KIND if name != "any"] + ["public_agency_any"]
    return Eligible(tuple(sorted(dict.fromkeys(kinds), key=order.index)), (), membership, tuple(dict.fromkeys(excluded)))


# Bodies by their own names: "City of Elm", "Oak Unified School District".
_NAME = r"[A-Z][\w.'’-]*[a-z](?:\s+[A-Z][\w.'’-]*[a-z])?"
_NAMED = re.compile(
    rf"\b(?:City|Town|Village|Township|Borough|County|Parish|Port|University)\s+of\s+{_NAME}"
    r"|\b(?:[A-Z][\w.'’-]*[a-z]\s+){1,3}(?:(?:Unified\s+|Independent\s+|Public\s+|Community\s+|Consolidated\s+|Elementary\s+|Joint\s+)*School\s+(?:District|Board)"
    r"|(?:Public|Community)\s+Schools|Community\s+College(?:\s+District)?|(?:Park|Library|Fire|Water|Sanitary|Transit)\s+District|(?:Transit|Port|Housing)\s+Authority"
    r"|County|Township|USD|ISD)\b"
)
_LEADING = re.compile(r"^(?:The|And|Any|Each|All|Other|In|For|By|Of|Both)\s+")


def named_in(text: str) -> tuple[str, ...]:
    """Public bodies named one by one in a list, in order, each once; empty for fewer than two, for one alone is the body that speaks."""
    names = tuple(dict.fromkeys(_LEADING.sub("", " ".join(m[0].split())) for m in _NAMED.finditer(text)))
    return names if len(names) > 1 else ()


_MILES = re.compile(r"(?<!\d)(\d{1,4})[\s_]*(?:-|–)?[\s_]*miles?\b|\bwithin\s+(\d{1,4})\s+miles", re.IGNORECASE)
_NATION = re.compile(
    r"\bnationwide\b|\bthroughout\s+the\s+(?:United\s+States|nation|country)|\b(?:50|fifty)\s+states\b"
    r"|\bin\s+the\s+United\s+States|\bof\s+the\s+United\s+States|\bacross\s+the\s+(?:United\s+States|nation|country)"
    r"|\bnationally\b|\bany\s+(?:other\s+)?state\b|\beverywhere\b",
    re.IGNORECASE,
)
_IN_STATE = re.compile(
    r"""\b(?:in|within|of|throughout|across)\s+(?:the|this|our)\s+(?:State|Commonwealth)\b(?!\s+(?:of|procurement|purchasing|code|law|laws|statut\w*)\b)
        | \bthis\s+(?:state|commonwealth)\b | \bin-?\s?state\b | \bstatewide\b
        | \b(?:state|commonwealth)['’]s\s+(?:\w+\s+){0,2}(?:program|agencies|political|local|public|municipal|school|counties|cities)
        | \bout-?\s?of-?\s?state\b | \banywhere\s+in\s+the\s+state\b""",
    re.VERBOSE | re.IGNORECASE,
)
_ADJACENT = re.compile(r"\b(?:bordering|adjacent|adjoining|contiguous|neighbou?ring|surrounding|abutting|next\s+to)\b", re.IGNORECASE)
_AREA = re.compile(
    r"\b(?:sales\s+territory|service\s+area|assigned\s+territory|territory\b(?!\s+of\s+the\s+United)|delivery\s+area|market\s+area|trade\s+area)",
    re.IGNORECASE,
)
_REGION = re.compile(
    r"\b(?:in|within|of|throughout|serving)\s+(?:the|this|our)\s+(?:[\w-]+\s+){0,3}(?:region|area|valley|basin|metro)\b"
    r"|\btri-county\b|\bregional\b(?=\s+(?:agencies|governments|entities|partners))",
    re.IGNORECASE,
)
_COUNTIES = re.compile(
    r"((?:[A-Z][\w.'’-]+(?:\s+[A-Z][\w.'’-]+)?\s*,\s*)*[A-Z][\w.'’-]+(?:\s+[A-Z][\w.'’-]+)?\s*,?\s+(?:and|or"
    r"|&)\s+[A-Z][\w.'’-]+(?:\s+[A-Z][\w.'’-]+)?)\s+Counties\b"
)
_COUNTY = re.compile(r"\b(?:in|within|of|throughout|inside)\s+((?:[A-Z][\w.'’-]+\s+){1,3})County\b|\b(?:in|within|throughout)\s+(the\s+[Cc]ounty)\b")
_PLACE_LEAD = re.compile(
    r"\b(?:in|within|of|throughout|across|from|inside|anywhere\s+in|State\s+of|Commonwealth\s+of|other|any|all|and|or)\s*$|[,(&]\s*$|^$",
    re.IGNORECASE,
)


# A state that is named only beside all others bounds nobody: "in Ohio or elsewhere", "inside or outside the State".
_ELSEWHERE = re.compile(
    r"""\b(?:or|and)\s+(?:(?:in|from|of|within)\s+)?(?:elsewhere|(?:any\s+other|another|other|all\s+other)\s+states?|anywhere\s+else|beyond\b)
        | \b(?:in|with)(?:side|in)?\s+(?:or|and)\s+(?:outside|beyond|without)\b | \bregardless\s+of\s+(?:state|location|where)\b
        | \bwherever\s+(?:located|situated)\b""",
    re.VERBOSE | re.IGNORECASE,
)


def geography_of(text: str) -> Geography | None:
    """Where a buyer must be, as the sentence says; None where it does not. States by name, counties as printed."""
    if _ELSEWHERE.search(text):
        return Geography("any")
    if miles := _MILES.search(text):
        return Geography("radius", (), int(miles[1] or miles[2]))
    if _AREA.search(text):
        return Geography("service_area")
    return _named_place(text) or _described_place(text)


def _named_place(text: str) -> Geography | None:
    """Counties or states by their names; the nation."""
    if counties := _COUNTIES.search(text):
        return Geography("counties", tuple(x.strip() for x in re.split(r",|\band\b|\bor\b|&", counties[1]) if x.strip()))
    names = _states_in(text)
    if not names and (county := _COUNTY.search(text)):
        return Geography("county", (county[1].strip(),) if county[1] else ())
    if _NATION.search(text):
        return Geography("national")
    return Geography("state" if len(names) == 1 else "states", names) if names else None


def _described_place(text: str) -> Geography | None:
    """The state, the neighbours, the region, not named."""
    found = (("state", _IN_STATE), ("adjacent", _ADJACENT), ("region", _REGION))
    scope = next((scope for scope, pattern in found if pattern.search(text)), "region" if bounded(text) else "")
    return Geography(scope) if scope else None


def _states_in(text: str) -> tuple[str, ...]:
    found = []
    for match in _STATE.finditer(text):
        lead, rest = text[max(0, match.start() - 24) : match.start()], text[match.end() : match.end() + 24]
        if _NOT_A_STATE.search(lead) or _NOT_A_STATE.search(rest):
            continue
        if _PLACE_LEAD.search(lead) or re.match(
            r"\s+(?:school|local|public|cit|count|municipal|district|agenc|state|political|governmental|communit)", rest, re.IGNORECASE
        ):
            found.append(" ".join(match[0].split()))
    return tuple(dict.fromkeys(found))
