"""Does a clause let this buyer in: kind, name, membership and place (READINESS R10)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from clausescan.assess.addenda import asks_addendum
from clausescan.assess.names import same_name
from clausescan.core.buyer import Buyer, Membership
from clausescan.core.contract_file import FileClause
from clausescan.core.finding import AgencyType, Answer, CooperativeUse, LeadAgency, Polarity
from clausescan.core.states import STATE_NAMES
from clausescan.core.words import eligible_words, geography_words

_ANY = "public_agency_any"
_KINDS: dict[AgencyType, tuple[str, ...]] = {
    AgencyType.STATE: ("state_agency",),
    AgencyType.COUNTY: ("county",),
    AgencyType.MUNICIPALITY: ("municipality",),
    AgencyType.SCHOOL_DISTRICT: ("school_district",),
    AgencyType.HIGHER_ED_PUBLIC: ("higher_ed_public",),
    AgencyType.SPECIAL_DISTRICT: ("special_district",),
    AgencyType.TRANSIT: ("transit", "special_district"),
    AgencyType.PORT_AIRPORT_UTILITY: ("port_airport", "utility", "special_district"),
    AgencyType.TRIBAL: ("tribal",),
    AgencyType.FEDERAL: ("federal",),
}
"""The words of a clause that name a buyer's kind. Kinds not listed are let in only by "any public agency"."""
_NOT_PUBLIC = (AgencyType.FEDERAL, AgencyType.TRIBAL, AgencyType.NONPROFIT_ADMIN)
"""Kinds that "any public agency" does not surely mean."""
_WIDE = (None, "any", "national")
_GRANTS = (Polarity.PERMITS, Polarity.RESTRICTS)


@dataclass(frozen=True, slots=True)
class Fit:
    """Whether a clause lets the buyer in, and why, as pieces of a sentence."""

    answer: Answer
    why: tuple[str, ...] = ()


def fit(clause: FileClause, buyer: Buyer, day: dt.date, lead: LeadAgency | None) -> Fit:
    """The worst of what the clause says on kind, name, membership and place: no before unclear before yes."""
    use = clause.clause.value
    said = (_named_or_kind(use, buyer), _member(use, buyer, day), _place(clause, buyer, lead))
    for answer in (Answer.NO, Answer.UNCLEAR):
        why = tuple(w for f in said if f.answer is answer for w in f.why)
        if why:
            return Fit(answer, why)
    return Fit(Answer.YES, tuple(w for f in said for w in f.why))


def fit_all(clauses: Sequence[FileClause], buyer: Buyer, day: dt.date, lead: LeadAgency | None) -> Fit | None:
    """All granting clauses together: yes only if each lets the buyer in, no only if none may; None where none grants."""
    found = [fit(c, buyer, day, lead) for c in clauses if c.clause.value.polarity in _GRANTS]
    if not found:
        return None
    answers = {f.answer for f in found}
    answer = answers.pop() if len(answers) == 1 else Answer.UNCLEAR
    telling = [f for f in found if f.answer is not Answer.YES] or found
    return Fit(answer, tuple(dict.fromkeys(w for f in telling for w in f.why)))


def in_force(memberships: Iterable[Membership], organization: str, day: dt.date) -> Membership | None:
    """The buyer's membership of that organization on that day, or None."""
    for one in memberships:
        known = same_name(one.organization, organization)
        if known and (one.since is None or one.since <= day) and (one.expires is None or day <= one.expires):
            return one
    return None


def _named_or_kind(use: CooperativeUse, buyer: Buyer) -> Fit:
    eligible = use.eligible
    if buyer.name and any(same_name(buyer.name, n) for n in eligible.named):
        return Fit(Answer.YES, (f"the clause names {buyer.name}",))
    if eligible.named and not eligible.kinds:
        if not buyer.name:
            return Fit(Answer.UNCLEAR, ("the clause lists agencies by name, and the profile gives no name",))
        return Fit(Answer.NO, (f"the clause lists agencies by name, and {buyer.name} is not among them",))
    if not eligible.kinds:
        return Fit(Answer.UNCLEAR, ("the clause does not say which kinds of agencies it means",)) if use.polarity in _GRANTS else Fit(Answer.UNCLEAR)
    if buyer.entity_type is None:
        return Fit(Answer.UNCLEAR, ("the profile does not say what kind of agency you are",))
    return _kind(use, buyer.entity_type)


def _kind(use: CooperativeUse, kind: AgencyType) -> Fit:
    mine, let_in = set(_KINDS.get(kind, ())), set(use.eligible.kinds)
    if mine & set(use.eligible.excluded):
        return Fit(Answer.NO, ("the clause leaves your kind of agency out",))
    if mine & let_in or (_ANY in let_in and kind not in _NOT_PUBLIC):
        return Fit(Answer.YES, (f"it lets in {eligible_words(use.eligible)}",))
    if not mine or _ANY in let_in:
        return Fit(Answer.UNCLEAR, (f"it lets in {eligible_words(use.eligible)}, and it is not plain that this means you",))
    return Fit(Answer.NO, (f"it lets in {eligible_words(use.eligible)} only",))


def _member(use: CooperativeUse, buyer: Buyer, day: dt.date) -> Fit:
    organization = use.eligible.membership
    if not organization or in_force(buyer.memberships, organization, day):
        return Fit(Answer.YES)
    return Fit(Answer.UNCLEAR, (f"it is for members of {organization}, and the profile shows no membership in force",))


def _place(clause: FileClause, buyer: Buyer, lead: LeadAgency | None) -> Fit:
    """A place without a name is that of the lead agency. Where others join by participating addendum, the lead's own state bars nobody."""
    geography = clause.clause.value.geography
    if geography is None or geography.scope in _WIDE:
        return Fit(Answer.YES)
    words = geography_words(geography)
    home = [lead.state] if lead is not None and lead.state else []
    if asks_addendum(clause) and set(_codes(geography.values)) <= set(home):
        return Fit(Answer.UNCLEAR, ("a participating addendum of your state decides",))
    match geography.scope:
        case "state" | "states":
            return _among(buyer.state, _codes(geography.values) or home, words, "state")
        case "county" | "counties":
            own = [lead.name] if lead is not None and lead.type is AgencyType.COUNTY else []
            return _among(_plain(buyer.county), [_plain(v) for v in geography.values or own], words, "county")
        case _:
            return Fit(Answer.UNCLEAR, (f"it is for agencies {words}",))


def _among(mine: str | None, let_in: Sequence[str | None], words: str, what: str) -> Fit:
    if not mine or not let_in:
        return Fit(Answer.UNCLEAR, (f"it is for agencies {words}, and your {what} is not known" if not mine else f"it is for agencies {words}",))
    if mine in let_in:
        return Fit(Answer.YES, (f"it is for agencies {words}",))
    return Fit(Answer.NO, (f"it is for agencies {words} only, and you are not there",))


def _codes(values: Sequence[str]) -> list[str]:
    """Postal codes of states written as codes or as names."""
    by_name = {name.lower(): code for code, name in STATE_NAMES.items()}
    return [by_name.get(v.lower(), v.upper()) for v in values]


def _plain(county: str | None) -> str:
    return (county or "").split(",")[0].lower().removesuffix(" county").removeprefix("county of ").strip()
