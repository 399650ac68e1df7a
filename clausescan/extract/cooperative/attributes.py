"""Who may buy, where, and on what conditions, from all sentences of one clause (CLAUSES section 1)."""

from __future__ import annotations

from clausescan.core.finding import Election, Eligible, Geography
from clausescan.extract.cooperative.block import Block
from clausescan.extract.cooperative.conditions import agreement_named, disclaimed, ordering_and_limits, prices_and_terms, terms_beside
from clausescan.extract.cooperative.gates import VENDOR_GATES
from clausescan.extract.cooperative.places import covers_a_place
from clausescan.extract.cooperative.statutes import statutes_in
from clausescan.extract.cooperative.uses import OF_IT, use_frames
from clausescan.extract.cooperative.view import BUYERS, View
from clausescan.extract.cooperative.who import eligible_of, geography_of, kinds_of_names, named_in
from clausescan.extract.matcher import RuleMatch
from clausescan.extract.wordings import Wording


def who_and_where(block: Block) -> tuple[Eligible, Geography | None]:
    """Kinds of buyers, names, membership and exclusions over all granting sentences; the first place named, None where none is."""
    kinds: list[str] = []
    excluded: list[str] = []
    membership = None
    geography = None
    for one in block.grants:
        who = eligible_of(one.view, one.buyers or one.view.found(*BUYERS))
        kinds += [k for k in who.kinds if k not in kinds]
        excluded += [x for x in who.excluded if x not in excluded]
        membership = membership or who.membership
        geography = geography or geography_of(one.view.text[one.span.start : one.span.end])
    if geography is None and covers_a_place(block.document.quote(block.span)):
        geography = Geography("service_area")
    for view in block.around:
        kinds += [k for k in _also_may(view) if k not in kinds]
    names = _names(block)
    kinds += [k for k in kinds_of_names(names) if k not in kinds]
    return Eligible(tuple(kinds), names, membership, tuple(excluded)), geography


_LISTS = Wording("cooperative/attributes.lists")
_CITIES_OF = Wording("cooperative/who.cities-of")
_COUNTIES = Wording("cooperative/attributes.counties")


def _names(block: Block) -> tuple[str, ...]:
    """Who is named one by one, where a sentence that grants lists names: not the counties that only say where a buyer must be."""
    found: list[str] = []
    for one in block.grants:
        text = one.view.text[one.span.start : one.span.end]
        if _LISTS.search(text) or one.view.found("limit.list") or one.decided_by.rule.id == "named-list" or _CITIES_OF.search(text):
            found += [n for n in named_in(text) if n not in found]
    return tuple(found) if not all(_COUNTIES.search(n) for n in found) or _in_list(block) else ()


def _in_list(block: Block) -> bool:
    return any(one.view.found("limit.list", "grant.joint") for one in block.grants)


def _also_may(view: View) -> tuple[str, ...]:
    """Kinds of buyers of a sentence that goes on about the same contract: "Counties and cities may use it"."""
    frames = [f for f in use_frames(view) if f.buyer and not f.denied and not f.foreign and OF_IT.match(view.after(f.verb, 40))]
    return eligible_of(view, view.found(*BUYERS)).kinds if frames else ()


def conditions_of(block: Block, gates: dict[str, RuleMatch], election: Election | None) -> dict[str, str]:
    """The conditions that the clause states, by their names in CLAUSES section 1; empty if none."""
    text = " ".join(block.document.text[j.span.start : j.span.end] for j in block.judged)
    beside = " ".join(view.text[view.start : view.end] for view in block.around)
    found = {**terms_beside(beside), **prices_and_terms(text), **ordering_and_limits(text)}
    if gates.keys() & VENDOR_GATES or election:
        found["vendor_consent"] = "required"
    elif "bind.vendor" in gates:
        found["vendor_consent"] = "not_required"
    if "gate.lead" in gates:
        found["lead_consent"] = "required"
    elif "gate.notice" in gates:
        found["lead_consent"] = "notice_only"
    for kind in ("participating_addendum", "membership_agreement", "registration", "ila", "separate_contract"):
        if f"gate.agreement.{kind}" in gates:
            found["agreement_needed"] = kind
            break
    else:
        found |= agreement_named(f"{text} {beside}")
    if statutes := statutes_in(text):
        found["statutes"] = "; ".join(statutes)
    if disclaimed(block.document.quote(block.span)):
        found["lead_liability_disclaimed"] = "yes"
    return found
