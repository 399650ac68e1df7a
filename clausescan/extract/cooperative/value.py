"""From the sentences of one clause to one value: class, polarity, who, where, on what conditions (CLAUSES sections 1 and 2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from clausescan.core.document import Document
from clausescan.core.finding import ClauseClass, CooperativeUse, Election, ElectionState, Eligible, Geography, Polarity, Role
from clausescan.core.span import Span
from clausescan.extract.cooperative.choice import asked_on_form, left_to_vendor
from clausescan.extract.cooperative.conditions import as_pairs, disclaimed, ordering_and_limits, prices_and_terms
from clausescan.extract.cooperative.elections import asked_and_ticked, blank_means_no, find_election
from clausescan.extract.cooperative.judge import Judgement, Says
from clausescan.extract.cooperative.places import covers_a_place
from clausescan.extract.cooperative.preconditions import leaves_some_out, precondition
from clausescan.extract.cooperative.questions import Answer, answer_in
from clausescan.extract.cooperative.restraints import own_item, restraint, restraint_after
from clausescan.extract.cooperative.signs import optional
from clausescan.extract.cooperative.statutes import statutes_in
from clausescan.extract.cooperative.uses import OF_IT, use_frames
from clausescan.extract.cooperative.view import BUYERS, View
from clausescan.extract.cooperative.who import eligible_of, geography_of, named_in
from clausescan.extract.matcher import RuleMatch

_VENDOR_GATES = frozenset({"gate.vendor", "gate.choice", "gate.blank"})


@dataclass(frozen=True, slots=True)
class Block:
    """One clause: the sentences judged, in order, and the other sentences around them."""

    document: Document
    role: Role
    judged: tuple[Judgement, ...]
    around: tuple[View, ...]

    @property
    def grants(self) -> tuple[Judgement, ...]:
        """The sentences that grant."""
        return tuple(j for j in self.judged if j.says in (Says.GRANT, Says.LIMIT, Says.ASSIGN))

    @property
    def text(self) -> str:
        """The words of all judged sentences."""
        return self.document.text[self.judged[0].span.start : self.judged[-1].span.end]

    @property
    def span(self) -> Span:
        """The place of the judged sentences and those around."""
        starts = [j.span.start for j in self.judged] + [v.start for v in self.around]
        ends = [j.span.end for j in self.judged] + [v.end for v in self.around]
        return Span(min(starts), max(ends))


def value_of(block: Block) -> CooperativeUse | None:
    """The clause as a value; None where it says nothing after all."""
    senses = {j.says for j in block.judged}
    first = block.judged[0].decided_by.rule
    if senses == {Says.REVERSE}:
        return CooperativeUse(ClauseClass.REVERSE, Polarity.REVERSE, why=first.why)
    if senses == {Says.INCORP}:
        return CooperativeUse(ClauseClass.INCORP, Polarity.SUPPORTING, why=first.why)
    if senses == {Says.SUPPORT}:
        return CooperativeUse(ClauseClass.SUPPORT, Polarity.SUPPORTING, why=first.why)
    return _use(block)


def _use(block: Block) -> CooperativeUse:
    gates = _gates(block)
    election = _election(block)
    denial = next((j for j in block.judged if j.says is Says.DENY and not _of_the_rest(j, block)), None)
    if election and (
        election.state is ElectionState.NO
        or (election.state is ElectionState.BLANK and block.role is Role.RESPONSE and blank_means_no(block.document.quote(block.span)))
    ):
        return CooperativeUse(ClauseClass.DECLINE, Polarity.PROHIBITS, election=election, why="The vendor's answer on the form is no.")
    if denial and not (election and election.state is ElectionState.YES):
        by_vendor = _UNWILLING.search(denial.view.text[denial.span.start : denial.span.end]) or _VENDOR_CHOSE.search(block.text)
        kind = ClauseClass.DECLINE if by_vendor else ClauseClass.PROHIBIT
        return CooperativeUse(kind, Polarity.PROHIBITS, election=election, why=denial.decided_by.rule.why)
    return _granting(block, gates, election)


_UNWILLING = re.compile(r"\bdeclin|\bunable|\bunwilling|\bwe\b", re.IGNORECASE)
_VENDOR_CHOSE = re.compile(
    r"\b(?:contractor|vendor|supplier|bidder|seller)\s+(?:has\s+|have\s+)?(?:chose|chosen|elected|decided|opted)\s+not\b"
    r"|\b(?:contractor|vendor|supplier|bidder|seller)\s+(?:has\s+)?declined\b",
    re.IGNORECASE,
)


_SPECIAL_KINDS = frozenset({"school_district", "higher_ed_public", "transit", "port_airport", "utility", "fire_ems", "hospital"})
_FREE = frozenset({ClauseClass.OPEN, ClauseClass.MASTER, ClauseClass.STATUTE})
_SOME_CONSENT = re.compile(r"\b(?:approval|consent|permission|concurrence)\b(?![^.;]{0,40}\b(?:not|unnecessary)\b)", re.IGNORECASE)
_NO_CONSENT = re.compile(r"\b(?:without|no|not|nor)\b[^.;]{0,30}$|\b(?:by\s+signing|hereby)\b[^.;]{0,60}$", re.IGNORECASE)
# Permission that the text itself gives.
_GIVES_CONSENT = re.compile(
    r"\s*(?:[^.;]{0,80}?\b(?:is|are)\s+)?(?:hereby\s+)?(?:given|granted)\b(?![^.;]{0,60}\b(?:by|if|when|upon|after|unless|only)\b)", re.IGNORECASE
)
_HAVE_CONSENT = re.compile(r"\b(?:has|have)\s+(?:our|the\s+\w+['’]s)\s+(?:full\s+)?$", re.IGNORECASE)


def _unnamed_gate(block: Block) -> tuple[ClauseClass, str] | None:
    """A consent or choice that no rule has named; a grant that depends on one is never free (precision first for permits, CLAUSES 4)."""
    for one in block.grants:
        text = one.view.text[one.span.start : one.span.end]
        if left_to_vendor(text) or asked_on_form(text):
            return ClauseClass.VENDOR, "The vendor is left a choice, so its agreement is needed first."
        if any(not _consent_given(text, m) for m in _SOME_CONSENT.finditer(text)):
            return ClauseClass.CONSENT, "Somebody's consent is asked for first."
        held = restraint(text)
        if held and held[0] is ClauseClass.CAP and not restraint(own_item(text, one.decided_by.span.start - one.span.start)):
            held = None  # a time or amount in another duty of the vendor's list
        if held := held or precondition(text):
            return held
    if held := _held_after(block):
        return held
    left_out = any(leaves_some_out(v.text[v.start : v.end]) for v in block.around)
    return (ClauseClass.LIST, "Some public bodies are left out.") if left_out else None


def _held_after(block: Block) -> tuple[ClauseClass, str] | None:
    """What the sentences after the grant hold back: in the answer to a question, in "Such use requires ..."."""
    grants = block.grants
    if not grants:
        return None
    text = block.document.text
    answers = [text[j.span.start : j.span.end].rpartition("?")[2] for j in grants if "?" in text[j.span.start : j.span.end]]
    after = [text[v.start : v.end] for v in block.around if v.start >= grants[0].span.end]
    return next((held for sentence in (*answers, *after) if (held := restraint_after(sentence.strip()))), None)


def _consent_given(text: str, consent: re.Match[str]) -> bool:
    """True where the consent is not asked for but given, or said to be needless."""
    before = text[: consent.start()]
    performed = _GIVES_CONSENT.match(text, consent.end()) and not re.search(r"\b(?:if|when|once|after|upon|until|unless|where)\b[^,;.]*$", before)
    return bool(_NO_CONSENT.search(before) or _HAVE_CONSENT.search(before) or performed)


# "No other entity may buy", "providers in other states are not eligible": beside a grant these say whom it leaves out.
_REST = re.compile(
    r"""\W*(?:no|none|nobody|any|all)?\s*(?:other|others|else)\b | \bnon-?\s?members?\b | \b(?:in|of|from)\s+other\s+(?:states|counties|regions)\b
      | \boutside\s+(?:of\s+)?(?:the|this|our|[A-Z])|\b(?:that|which|who)\s+(?:are|is|has|have|do|does)\s+n(?:ot|one|o)\b|\belsewhere\b""",
    re.VERBOSE,
)


def _of_the_rest(denial: Judgement, block: Block) -> bool:
    """True where a refusal only leaves out the rest, after a narrower grant or limit in the same clause."""
    text = denial.view.text[denial.span.start : denial.span.end]
    found = _REST.match(text) or _REST.search(text, 1)
    narrow = any(j.says in (Says.GRANT, Says.LIMIT, Says.ASSIGN) and j.span.end <= denial.span.start for j in block.judged)
    return found is not None and found.start() < _EARLY and narrow


_EARLY = 90


def _granting(block: Block, gates: dict[str, RuleMatch], election: Election | None) -> CooperativeUse:
    eligible, geography = _who_and_where(block)
    conditions = _conditions(block, gates, election)
    kind, why = _class_of(block, gates, eligible, geography, conditions, election)
    if kind in _FREE and (gate := _unnamed_gate(block)):
        kind, why = gate
        conditions |= {"vendor_consent": "required"} if kind is ClauseClass.VENDOR else {"lead_consent": "required"}
    polarity = Polarity.PERMITS if kind in _FREE else Polarity.RESTRICTS
    if election and election.state is ElectionState.YES and kind is ClauseClass.VENDOR and not _held_after(block):
        bound = _still_bound(block)
        kind, why, polarity = (*bound, Polarity.RESTRICTS) if bound else (kind, why, Polarity.PERMITS)
    if eligible.kinds and _SPECIAL_KINDS.issuperset(eligible.kinds):
        polarity = Polarity.RESTRICTS  # open to schools or transit systems alone: a limit of kind
    if any(j.says is Says.DENY for j in block.judged) and not (election and election.state is ElectionState.YES):
        polarity = Polarity.RESTRICTS  # some are left out
        kind = ClauseClass.LIST if kind in _FREE else kind
    return CooperativeUse(kind, polarity, eligible, geography, as_pairs(conditions), election, why)


_NARROW = re.compile(r"\b(?:within|only|members?|limited|limits?|miles|first|county|counties|region)\b", re.IGNORECASE)


def _still_bound(block: Block) -> tuple[ClauseClass, str] | None:
    """What bounds the use after the vendor's yes, which takes away its own gate alone; None where nothing does."""
    form = _form(block)
    asked, ticked = asked_and_ticked(block.document.quote(form))
    begins = min(j.decided_by.span.start for j in block.judged) - form.start
    where = geography_of(asked)
    if where is not None and where.scope not in {"national", "any"}:
        return ClauseClass.GEO, "Only buyers of a certain place may buy."
    if _NARROW.search(ticked):
        return ClauseClass.VENDOR, "The vendor agreed within limits that it marked."
    return restraint(asked[begins:])


_ASKS = re.compile(
    r"\?|\b(?:yes|no)\b|\bY\s*/\s*N\b|\b(?:check|mark|circle|initial|indicate|select|tick)\b|\bcooperative\s+\w+\s*:|☐|☒"
    r"|☑|\[\s?[xX]?\s?\]|\(\s?[xX]?\s?\)|_{2}",
    re.IGNORECASE,
)


def _election(block: Block) -> Election | None:
    """The vendor's answer, looked for only where the clause asks something, from its first sentence to a few lines after its last."""
    form = _form(block)
    if not _ASKS.search(block.document.text, form.start, form.end):
        return None
    choice = find_election(block.document, form)
    if choice is None and any(answer_in(block.document.text[j.span.start : j.span.end]) == (True, Answer.YES) for j in block.grants):
        return Election("sentence", ElectionState.YES)
    return choice.election if choice else None


_FORM = 350


def _form(block: Block) -> Span:
    """The judged sentences and a few lines behind them."""
    last = block.judged[-1].span.end
    return Span(block.judged[0].span.start, max(last, min(block.span.end, last + _FORM)))


_SPEAKS_OF_USE = re.compile(
    r"\b(?:extend|participat|cooperative|piggy|request|declin|refus|obligat|discretion|honou?r)\w*|\b(?:do|doing|does)\s+so\b|\bat\s+(?:its|their)\s+option\b"
    r"|\b(?:such|those|other|these|any)\s+(?:\w+\s+)?(?:agenc|entit|bod|jurisdiction|sale|order|purchas|use|buyer)|\bthis\s+(?:provision|clause|section|option|paragraph)\b",
    re.IGNORECASE,
)


def _gates(block: Block) -> dict[str, RuleMatch]:
    """The first match of each gate or limit: in the sentences judged, and in those around where they speak of the same use."""
    found: dict[str, RuleMatch] = {}
    for view, judged in _views(block):
        for match in view.found(
            "gate.vendor",
            "gate.choice",
            "gate.blank",
            "gate.lead",
            "gate.notice",
            "gate.agreement",
            "gate.must",
            "limit.list",
            "limit.heading",
            "limit.openlist",
            "limit.cap",
            "bind.vendor",
        ):
            if optional(view, match) or _buyers_choice(view, match):
                continue
            name = match.rule.finds if match.rule.finds != "gate.agreement" else f"gate.agreement.{dict(match.rule.attributes)['agreement_needed']}"
            if judged or (name in {"gate.vendor", "gate.choice"} and _SPEAKS_OF_USE.search(view.text[view.start : view.end])):
                found.setdefault(name, match)
    return found


_IF_IT = re.compile(r"(?:if|where|when|as|should)\s+(?:it|they)\b", re.IGNORECASE)


def _buyers_choice(view: View, match: RuleMatch) -> bool:
    """True for "an agency orders, if it so elects, by …": the pronoun stands for the buyer, not for the vendor."""
    if match.rule.finds != "gate.vendor" or not _IF_IT.match(view.words(match)):
        return False
    before = [m for m in view.matches if m.rule.layer == 0 and m.rule.finds in {*BUYERS, "vendor"} and m.span.end <= match.span.start]
    return bool(before) and before[-1].rule.finds in BUYERS and not any(m.rule.finds == "vendor" for m in before)


def _views(block: Block) -> Iterator[tuple[View, bool]]:
    for one in block.judged:
        yield one.view, True
    for view in block.around:
        yield view, False


def _who_and_where(block: Block) -> tuple[Eligible, Geography | None]:
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
    return Eligible(tuple(kinds), _names(block), membership, tuple(excluded)), geography


_LISTS = re.compile(r"\b(?:following|listed|named|namely|participating|participants|jurisdictions|joint)\b|:\s", re.IGNORECASE)
_COUNTIES = re.compile(r"\b(?:County|Counties)$")


def _names(block: Block) -> tuple[str, ...]:
    """Who is named one by one, where a sentence that grants lists names: not the counties that only say where a buyer must be."""
    found: list[str] = []
    for one in block.grants:
        text = one.view.text[one.span.start : one.span.end]
        if _LISTS.search(text) or one.view.found("limit.list"):
            found += [n for n in named_in(text) if n not in found]
    return tuple(found) if not all(_COUNTIES.search(n) for n in found) or _in_list(block) else ()


def _in_list(block: Block) -> bool:
    return any(one.view.found("limit.list", "grant.joint") for one in block.grants)


def _also_may(view: View) -> tuple[str, ...]:
    """Kinds of buyers of a sentence that goes on about the same contract: "Counties and cities may use it"."""
    frames = [f for f in use_frames(view) if f.buyer and not f.denied and not f.foreign and OF_IT.match(view.after(f.verb, 40))]
    return eligible_of(view, view.found(*BUYERS)).kinds if frames else ()


def _conditions(block: Block, gates: dict[str, RuleMatch], election: Election | None) -> dict[str, str]:
    text = " ".join(block.document.text[j.span.start : j.span.end] for j in block.judged)
    found = {**prices_and_terms(text), **ordering_and_limits(text)}
    if gates.keys() & _VENDOR_GATES or election:
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
    if statutes := statutes_in(text):
        found["statutes"] = "; ".join(statutes)
    if disclaimed(block.document.quote(block.span)):
        found["lead_liability_disclaimed"] = "yes"
    return found


def _only(block: Block, gates: dict[str, RuleMatch]) -> bool:
    """True for "only agencies of … may order"."""
    match = gates.get("gate.must")
    return match is not None and bool(re.match(r"(?:only|limited|restricted)\b", block.document.quote(match.span), re.IGNORECASE))


# A master agreement has a lead agency, a program or an administrator; elsewhere a buyer's own order is only how it buys.
_PROGRAM = re.compile(
    r"\b(?:master|lead\s+(?:public\s+)?(?:agency|state)|principal\s+procurement|host|alliance|consorti\w+|cooperatives?"
    r"|program|administrator|regist\w+"
    r"|participating|participants?|non-lead|national\w*|intergovernmental|addendum)\b",
    re.IGNORECASE,
)


_Choice = tuple[bool, ClauseClass, str]


def _class_of(
    block: Block, gates: dict[str, RuleMatch], eligible: Eligible, geography: Geography | None, conditions: dict[str, str], election: Election | None
) -> tuple[ClauseClass, str]:
    """The class and the reason: the first that holds, the hardest gate first."""
    decisive = next((j.decided_by.rule.why for j in block.judged if j.says is Says.GRANT), block.judged[0].decided_by.rule.why)
    said = next((dict(j.decided_by.rule.attributes).get("class") for j in block.judged if j.decided_by.rule.finds == "said"), None)
    choices = (
        *(((True, ClauseClass(said), decisive),) if said else ()),
        *_consents(block, gates, conditions, election),
        *_limits(block, gates, eligible, geography, decisive),
        *_grants(block, gates, conditions, decisive),
    )
    return next((kind, why) for holds, kind, why in choices if holds)


def _consents(block: Block, gates: dict[str, RuleMatch], conditions: dict[str, str], election: Election | None) -> tuple[_Choice, ...]:
    """Whose agreement is needed: an assignment, the vendor's, the lead agency's, a signature."""
    assigned = next((j.decided_by.rule.why for j in block.judged if j.says is Says.ASSIGN), "")
    vendor = next((gates[name].rule.why for name in sorted(_VENDOR_GATES, reverse=True) if name in gates), "The vendor answers for itself on a form.")
    lead = gates.get("gate.lead") or gates.get("gate.notice")
    agreement = next((m.rule.why for name, m in gates.items() if name.startswith("gate.agreement")), "")
    needed = conditions.get("agreement_needed")
    firm = needed in {"ila", "participating_addendum", "membership_agreement"} or "gate.must" in gates
    return (
        (bool(assigned), ClauseClass.ASSIGN, assigned),
        (bool(election or gates.keys() & _VENDOR_GATES), ClauseClass.VENDOR, vendor),
        (lead is not None, ClauseClass.CONSENT, lead.rule.why if lead else ""),
        (_open_master(block, gates, needed), ClauseClass.MASTER, "A master agreement that any public agency may use once it has registered."),
        (bool(agreement) and firm and needed != "separate_contract", ClauseClass.CONSENT, agreement),
    )


_MASTER = re.compile(r"\bmaster\s+agreements?\b", re.IGNORECASE)
_PARTICIPANT = re.compile(r"\bparticipating\s+(?:public\s+)?(?:agenc|entit)|\bpurchasing\s+entit", re.IGNORECASE)


def _open_master(block: Block, gates: dict[str, RuleMatch], needed: str | None) -> bool:
    """True for a master agreement of participating agencies that asks for no more than a registration (CLAUSES 2, MASTER)."""
    grants = any(j.says is Says.GRANT for j in block.judged)
    named = _MASTER.search(block.text) and _PARTICIPANT.search(block.text)
    return bool(grants and named) and needed in {None, "registration"} and not _only(block, gates)


_STATE_USERS = re.compile(
    r"\bauthorized\s+users?|\beligible\s+users?|\bstate\s+(?:executive\s+)?(?:agencies|departments|institutions)\b|\bexecutive\s+(?:branch|department|agenc)"
    r"|\b(?:agencies|departments|branches)\s+of\s+(?:the\s+)?state\b|\bstate['’]s\s+(?:\w+\s+){0,2}(?:purchasing|procurement)\s+(?:\w+\s+)?program",
    re.IGNORECASE,
)


_BOUND_AND_FREE = re.compile(r"\bmandatory\b[^.]{0,160}\boptional\b|\boptional\b[^.]{0,160}\bmandatory\b", re.IGNORECASE)


def _state_extended(block: Block, eligible: Eligible, geography: Geography | None) -> bool:
    """True where a state's own contract is open to its users: not to every body anywhere, among which state agencies are named too."""
    if _BOUND_AND_FREE.search(block.text):
        return True
    if not _STATE_USERS.search(block.text) or (geography is not None and geography.scope not in {"state", "states"}):
        return False
    return geography is not None or "public_agency_any" not in eligible.kinds


def _limits(block: Block, gates: dict[str, RuleMatch], eligible: Eligible, geography: Geography | None, decisive: str) -> tuple[_Choice, ...]:
    """Who is let in: participants of a master agreement, members, a list, a place, a state's users; and how much."""
    master = any(j.view.found("grant.master") for j in block.judged) and bool(_PROGRAM.search(block.text))
    listed = (gates.get("limit.list") or gates.get("limit.heading")) if "limit.openlist" not in gates else None
    cap = gates.get("limit.cap")
    return (
        (master, ClauseClass.MASTER, decisive),
        (eligible.membership is not None, ClauseClass.MEMBER, "Only members of an organization may buy."),
        (listed is not None, ClauseClass.LIST, listed.rule.why if listed else ""),
        (
            bool(eligible.named) and "public_agency_any" not in eligible.kinds and "limit.openlist" not in gates,
            ClauseClass.LIST,
            "The buyers are named one by one.",
        ),
        (_state_extended(block, eligible, geography), ClauseClass.STATEEXT, decisive),
        (_only(block, gates), ClauseClass.LIST, "Only the bodies named may buy."),
        (geography is not None and geography.scope not in {"national", "any"}, ClauseClass.GEO, "Only buyers of a certain place may buy."),
        (cap is not None, ClauseClass.CAP, cap.rule.why if cap else ""),
    )


def _grants(block: Block, gates: dict[str, RuleMatch], conditions: dict[str, str], decisive: str) -> tuple[_Choice, ...]:
    """What is left: a grant by statute, a limit on a grant made elsewhere, an open grant."""
    statute = "statutes" in conditions or any(j.view.found("grant.statute") for j in block.judged)
    limit_only = not any(j.says is Says.GRANT for j in block.judged)
    return (
        (statute, ClauseClass.STATUTE, decisive),
        (limit_only, ClauseClass.CONSENT if "gate.must" in gates else ClauseClass.CAP, decisive),
        (True, ClauseClass.OPEN, decisive),
    )
