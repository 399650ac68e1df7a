"""From the sentences of one clause to one value: class, polarity, who, where, on what conditions (CLAUSES sections 1 and 2)."""

from __future__ import annotations

from clausescan.core.finding import ClauseClass, CooperativeUse, Election, ElectionState, Polarity, Role
from clausescan.extract.cooperative.answered import election_of, still_bound
from clausescan.extract.cooperative.attributes import conditions_of, who_and_where
from clausescan.extract.cooperative.block import Block
from clausescan.extract.cooperative.classes import class_of
from clausescan.extract.cooperative.conditions import as_pairs
from clausescan.extract.cooperative.consent import held_after, unnamed_gate
from clausescan.extract.cooperative.elections import blank_means_no
from clausescan.extract.cooperative.gates import gates_of
from clausescan.extract.cooperative.judge import Judgement, Says
from clausescan.extract.matcher import RuleMatch
from clausescan.extract.wordings import Wording, reasons

_TOPIC = "cooperative/value"


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


_UNWILLING = Wording("cooperative/value.unwilling")
_VENDOR_CHOSE = Wording("cooperative/value.vendor-chose")


def _use(block: Block) -> CooperativeUse:
    gates = gates_of(block)
    election = election_of(block)
    denial = next((j for j in block.judged if j.says is Says.DENY and not _of_the_rest(j, block)), None)
    if election and (
        election.state is ElectionState.NO
        or (election.state is ElectionState.BLANK and block.role is Role.RESPONSE and blank_means_no(block.document.quote(block.span)))
    ):
        return CooperativeUse(ClauseClass.DECLINE, Polarity.PROHIBITS, election=election, why=reasons(_TOPIC)["value-no"])
    if denial and not (election and election.state is ElectionState.YES):
        by_vendor = _UNWILLING.search(denial.view.text[denial.span.start : denial.span.end]) or _VENDOR_CHOSE.search(block.text)
        kind = ClauseClass.DECLINE if by_vendor else ClauseClass.PROHIBIT
        return CooperativeUse(kind, Polarity.PROHIBITS, election=election, why=denial.decided_by.rule.why)
    return _granting(block, gates, election)


_SPECIAL_KINDS = frozenset({"school_district", "higher_ed_public", "transit", "port_airport", "utility", "fire_ems", "hospital"})
FREE = frozenset({ClauseClass.OPEN, ClauseClass.MASTER, ClauseClass.STATUTE})
_REST = Wording("cooperative/value.rest")
_EARLY = 90


def _of_the_rest(denial: Judgement, block: Block) -> bool:
    """True where a refusal only leaves out the rest, after a narrower grant or limit in the same clause."""
    text = denial.view.text[denial.span.start : denial.span.end]
    found = _REST.match(text) or _REST.search(text, 1)
    narrow = any(j.says in (Says.GRANT, Says.LIMIT, Says.ASSIGN) and j.span.end <= denial.span.start for j in block.judged)
    return found is not None and found.start() < _EARLY and narrow


def _granting(block: Block, gates: dict[str, RuleMatch], election: Election | None) -> CooperativeUse:
    eligible, geography = who_and_where(block)
    conditions = conditions_of(block, gates, election)
    kind, why = class_of(block, gates, eligible, geography, conditions, election)
    if kind in FREE and (gate := unnamed_gate(block)):
        kind, why = gate
        if kind is ClauseClass.VENDOR:
            conditions["vendor_consent"] = "required"
        elif "agreement_needed" not in conditions:
            conditions["lead_consent"] = "required"
    polarity = Polarity.PERMITS if kind in FREE else Polarity.RESTRICTS
    if election and election.state is ElectionState.YES and kind is ClauseClass.VENDOR and not held_after(block):
        bound = still_bound(block)
        kind, why, polarity = (*bound, Polarity.RESTRICTS) if bound else (kind, why, Polarity.PERMITS)
    if eligible.kinds and _SPECIAL_KINDS.issuperset(eligible.kinds):
        polarity = Polarity.RESTRICTS  # open to schools or transit systems alone: a limit of kind
    if any(j.says is Says.DENY for j in block.judged) and not (election and election.state is ElectionState.YES):
        polarity = Polarity.RESTRICTS  # some are left out
        kind = ClauseClass.LIST if kind in FREE else kind
    return CooperativeUse(kind, polarity, eligible, geography, as_pairs(conditions), election, why)
