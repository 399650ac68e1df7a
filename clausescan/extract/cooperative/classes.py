"""The class of a clause and the reason for it: the first that holds, the hardest gate first (CLAUSES section 2)."""

from __future__ import annotations

import re

from clausescan.core.finding import ClauseClass, Election, Eligible, Geography
from clausescan.extract.cooperative.block import Block
from clausescan.extract.cooperative.gates import VENDOR_GATES
from clausescan.extract.cooperative.judge import Says
from clausescan.extract.matcher import RuleMatch
from clausescan.extract.wordings import Wording, reasons

_TOPIC = "cooperative/classes"
_Choice = tuple[bool, ClauseClass, str]


def class_of(
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
    vendor = next((gates[name].rule.why for name in sorted(VENDOR_GATES, reverse=True) if name in gates), _why("form"))
    lead = gates.get("gate.lead") or gates.get("gate.notice")
    agreement = next((m.rule.why for name, m in gates.items() if name.startswith("gate.agreement")), "")
    needed = conditions.get("agreement_needed")
    firm = needed in {"ila", "participating_addendum", "membership_agreement"} or "gate.must" in gates
    return (
        (bool(assigned), ClauseClass.ASSIGN, assigned),
        (bool(election or gates.keys() & VENDOR_GATES), ClauseClass.VENDOR, vendor),
        (lead is not None, ClauseClass.CONSENT, lead.rule.why if lead else ""),
        (_open_master(block, gates, needed), ClauseClass.MASTER, _why("registered")),
        (bool(agreement) and firm and needed != "separate_contract", ClauseClass.CONSENT, agreement),
    )


def _why(name: str) -> str:
    return reasons(_TOPIC)[f"class-{name}"]


_MASTER = Wording("cooperative/classes.master")
_PARTICIPANT = Wording("cooperative/classes.participant")


def _open_master(block: Block, gates: dict[str, RuleMatch], needed: str | None) -> bool:
    """True for a master agreement of participating agencies that asks for no more than a registration (CLAUSES 2, MASTER)."""
    grants = any(j.says is Says.GRANT for j in block.judged)
    named = _MASTER.search(block.text) and _PARTICIPANT.search(block.text)
    return bool(grants and named) and needed in {None, "registration"} and not _only(block, gates)


_PROGRAM = Wording("cooperative/classes.program")


_MEMBERS_BY_NAME = Wording("cooperative/who.defined-as-members")


def _limits(block: Block, gates: dict[str, RuleMatch], eligible: Eligible, geography: Geography | None, decisive: str) -> tuple[_Choice, ...]:
    """Who is let in: participants of a master agreement, members, a list, a place, a state's users; and how much."""
    master = any(j.view.found("grant.master") for j in block.judged) and bool(_PROGRAM.search(block.text))
    listed = (gates.get("limit.list") or gates.get("limit.heading")) if "limit.openlist" not in gates else None
    cap = gates.get("limit.cap")
    return (
        (master, ClauseClass.MASTER, decisive),
        (eligible.membership is not None, ClauseClass.MEMBER, _why("member")),
        (_MEMBERS_BY_NAME.search(block.document.quote(block.span)) is not None, ClauseClass.MEMBER, "Only members of an organization may buy."),
        (listed is not None, ClauseClass.LIST, listed.rule.why if listed else ""),
        (bool(eligible.named) and "public_agency_any" not in eligible.kinds and "limit.openlist" not in gates, ClauseClass.LIST, _why("named")),
        (_state_extended(block, eligible, geography), ClauseClass.STATEEXT, decisive),
        (_only(block, gates), ClauseClass.LIST, _why("only")),
        (geography is not None and geography.scope not in {"national", "any"}, ClauseClass.GEO, _why("place")),
        (cap is not None, ClauseClass.CAP, cap.rule.why if cap else ""),
    )


def _only(block: Block, gates: dict[str, RuleMatch]) -> bool:
    """True for "only agencies of … may order"."""
    match = gates.get("gate.must")
    return match is not None and bool(re.match(r"(?:only|limited|restricted)\b", block.document.quote(match.span), re.IGNORECASE))


_STATE_USERS = Wording("cooperative/classes.state-users")
_BOUND_AND_FREE = Wording("cooperative/classes.bound-and-free")


def _state_extended(block: Block, eligible: Eligible, geography: Geography | None) -> bool:
    """True where a state's own contract is open to its users: not to every body anywhere, among which state agencies are named too."""
    if _BOUND_AND_FREE.search(block.text):
        return True
    if not _STATE_USERS.search(block.text) or (geography is not None and geography.scope not in {"state", "states"}):
        return False
    return geography is not None or "public_agency_any" not in eligible.kinds


def _grants(block: Block, gates: dict[str, RuleMatch], conditions: dict[str, str], decisive: str) -> tuple[_Choice, ...]:
    """What is left: a grant by statute, a limit on a grant made elsewhere, an open grant."""
    statute = "statutes" in conditions or any(j.view.found("grant.statute") for j in block.judged)
    limit_only = not any(j.says is Says.GRANT for j in block.judged)
    return (
        (statute, ClauseClass.STATUTE, decisive),
        (limit_only, ClauseClass.CONSENT if "gate.must" in gates else ClauseClass.CAP, decisive),
        (True, ClauseClass.OPEN, decisive),
    )
