"""Who may buy and where they must be: kinds of buyers, memberships, exclusions, places (CLAUSES section 1, eligible)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from clausescan.core.finding import Eligible, Geography
from clausescan.core.states import STATE_NAMES
from clausescan.extract.cooperative.places import bounded
from clausescan.extract.cooperative.view import View
from clausescan.extract.matcher import RuleMatch
from clausescan.extract.wordings import Wording, wordings

STATES = tuple(name for code, name in STATE_NAMES.items() if code != "DC")

# Longer names first, so that West Virginia is not read as Virginia.
_STATE = re.compile(
    r"(?<![A-Za-z])(?:" + "|".join(re.escape(s).replace(r"\ ", r"\s+") for s in sorted(STATES, key=len, reverse=True)) + r")(?![A-Za-z])"
)
_NOT_A_STATE = Wording("cooperative/who.not-a-state")

_KINDS = "cooperative/kinds"
_SPECIFIC_ADJECTIVE = Wording("cooperative/who.one-kind")
_PARTICIPANT = Wording("cooperative/who.participant")
_ANY_HEAD = Wording("cooperative/who.any-body")
_LOCAL_ONLY = Wording("cooperative/who.local-only")


def kinds_of(phrase: str) -> tuple[str, ...]:
    """Kinds named in a phrase, in the words of CLAUSES section 1 and its order. A bare "participating agency" names none."""
    found = [kind.value for kind in wordings(_KINDS) if kind.search(phrase)]
    if _PARTICIPANT.search(phrase):
        return tuple(found)
    generic = bool(_ANY_HEAD.search(phrase)) and not _SPECIFIC_ADJECTIVE.search(phrase) and not _LOCAL_ONLY.search(phrase)
    if generic:
        found.append("public_agency_any")
    return tuple(dict.fromkeys(found))


def kinds_of_names(names: Iterable[str]) -> tuple[str, ...]:
    """Kinds of the public bodies that are named, in the order of CLAUSES section 1."""
    known = {kind for name in names for kind in kinds_of(name)} - {"public_agency_any"}
    return tuple(dict.fromkeys(kind.value for kind in wordings(_KINDS) if kind.value in known))


_COUNTY_BY_NAME = Wording("cooperative/who.county-by-name")


def eligible_of(view: View, buyers: Iterable[RuleMatch]) -> Eligible:
    """Who may buy, by the phrases that name buyers in the sentence."""
    kinds: list[str] = []
    excluded: list[str] = []
    membership = None
    buyers_seen = tuple(buyers)
    for match in buyers_seen:
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
            kinds += kinds_of(_COUNTY_BY_NAME.sub(" ", words))
    kinds += _listed(view, [m for m in buyers_seen if m.rule.finds == "buyer"])
    order = [*(kind.value for kind in wordings(_KINDS)), "public_agency_any"]
    return Eligible(tuple(sorted(dict.fromkeys(kinds), key=order.index)), (), membership, tuple(dict.fromkeys(excluded)))


_LIST_ENDS = Wording("cooperative/who.list-ends")
_LONGEST_STEP, _TAIL = 60, 90


def _listed(view: View, buyers: list[RuleMatch]) -> list[str]:
    """Kinds named between the buyers of one list and right behind it, such as "including K-12, higher ed and fire companies"."""
    if not buyers:
        return []
    first = last = min(buyers, key=lambda m: m.span.start)
    for one in sorted(buyers, key=lambda m: m.span.start):
        if one.span.start - last.span.end < _LONGEST_STEP:
            last = one
    start, stop = first.span.start, min(view.end, last.span.end + _TAIL)
    ends = _LIST_ENDS.search(view.text, last.span.end, stop)
    stretch = view.text[start : ends.start() if ends else stop]
    return [kind for kind in kinds_of(_COUNTY_BY_NAME.sub(" ", stretch)) if kind != "public_agency_any"]


_NAMED = Wording("cooperative/who.named")
_LEADING = Wording("cooperative/who.leading")


def named_in(text: str) -> tuple[str, ...]:
    """Public bodies named one by one in a list, in order, each once; empty for fewer than two, for one alone is the body that speaks."""
    names = tuple(dict.fromkeys((*(_LEADING.sub("", " ".join(m[0].split())) for m in _NAMED.finditer(text)), *_of_one_kind(text))))
    return names if len(names) > 1 else ()


def _of_one_kind(text: str) -> Iterator[str]:
    """The names in "the cities of Ash, Birch and Cedar", each with its kind."""
    for found in _CITIES_OF.finditer(text):
        one = {"cities": "City", "towns": "Town", "villages": "Village", "townships": "Township", "boroughs": "Borough"}[found[1].lower()]
        for name in re.split(r",\s*(?:and\s+)?|\s+and\s+|\s*&\s*", found[2]):
            if name.strip():
                yield f"{one} of {name.strip()}"


_CITIES_OF = Wording("cooperative/who.cities-of")
_MILES = Wording("cooperative/who.miles")
_NATION = Wording("cooperative/who.nation")
_IN_STATE = Wording("cooperative/who.in-state")
_ADJACENT = Wording("cooperative/who.adjacent")
_AREA = Wording("cooperative/who.area")
_REGION = Wording("cooperative/who.region")
_COUNTIES = Wording("cooperative/who.counties")
_COUNTY = Wording("cooperative/who.county")
_PLACE_LEAD = Wording("cooperative/who.place-lead")
_ELSEWHERE = Wording("cooperative/who.elsewhere")


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
        return Geography("county", tuple(one.strip() for one in (county[1], county[3]) if one))
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
