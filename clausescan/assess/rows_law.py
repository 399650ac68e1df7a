"""Rows on the buyer's own law and rules (READINESS R15, R16, R22, R28, R32). Never "met" from documents alone, never a statement of legality."""

from __future__ import annotations

from urllib.parse import urlsplit

from clausescan.assess.asked import Asked
from clausescan.assess.rows import FILL_IN, answer, depends
from clausescan.core.buyer import CharterBars, PurchaseKind
from clausescan.core.readiness import CheckResult, LawNote, Verdict
from clausescan.core.states import STATE_NAMES

_KIND_WORDS = {
    PurchaseKind.GOODS: "goods",
    PurchaseKind.SERVICES: "services",
    PurchaseKind.GOODS_WITH_INSTALL: "goods with installation",
    PurchaseKind.SOFTWARE: "software",
    PurchaseKind.CONSTRUCTION: "construction",
    PurchaseKind.ARCHITECT_ENGINEER: "architecture or engineering",
    PurchaseKind.VEHICLES: "vehicles",
    PurchaseKind.LEASE: "a lease",
}


def own_law(asked: Asked) -> CheckResult:
    """R15: what is held on the buyer's authority, always to be confirmed by counsel."""
    if asked.buyer is None or asked.buyer.state is None:
        return depends("R15", "Whether your law lets you buy this way depends on your state and your kind of agency.")
    if not asked.law.known:
        return _no_rule("R15", asked)
    allowing = [r for r in asked.law.rules if r.allows]
    if not allowing:
        reason = f"None of the rules held for {_name(asked)} speaks of an agency of your kind buying from this lead agency; ask counsel."
        return answer("R15", Verdict.NEEDS_REVIEW, reason)
    kind, order = asked.buyer.entity_type, ("high", "medium", "low")
    first = min(allowing, key=lambda r: (kind not in r.who, order.index(r.note.confidence)))
    more = f", and {len(allowing) - 1} more below" if len(allowing) > 1 else ""
    reason = (
        f"A rule that may give you the authority is {first.note.citation}{_reported(first.note)}{more}. Whether it reaches you is for counsel to say."
    )
    return answer("R15", Verdict.NEEDS_REVIEW, reason, laws=tuple(r.note for r in allowing))


def own_rules(asked: Asked) -> CheckResult:
    """R16: charter, policy, thresholds and approvals are the buyer's to state."""
    buyer = asked.buyer
    if buyer is None:
        return depends("R16", "Your charter, policy and thresholds are not in the documents.")
    if buyer.charter_bars_piggyback is CharterBars.YES:
        stated = "The profile says that your charter bars the use of other agencies' contracts."
        return answer("R16", Verdict.NOT_MET, stated, stated=stated)
    said = ["Only you can state that your charter and policy allow it and that the approvals are there."]
    amount, limits = buyer.purchase.amount, buyer.thresholds
    for what, limit in (("formal competition", limits.formal), ("approval by the board", limits.board_approval)):
        if amount is not None and limit is not None and amount >= limit:
            said.append(f"The amount, {amount:,}, reaches your threshold for {what}, {limit:,}.")
    if amount is not None and limits.informal is not None and amount < limits.informal:
        said.append(f"The amount, {amount:,}, is under your threshold for informal quotes, {limits.informal:,}.")
    said += _against_policy(asked)
    return answer("R16", Verdict.NEEDS_REVIEW, " ".join(said))


def _against_policy(asked: Asked) -> list[str]:
    """Sentences on the lead agency and programme where the buyer's own policies name other ones."""
    assert asked.buyer is not None
    policies, lead, program = asked.buyer.policies, asked.file.facts.lead_agency, asked.file.facts.program
    said = []
    if lead is not None and policies.lead_types_accepted and lead.value.type not in policies.lead_types_accepted:
        said.append(f"Your policy does not list the kind of lead agency that {lead.value.name} is.")
    if lead is not None and policies.out_of_state_accepted is False and lead.value.state not in (None, asked.buyer.state):
        said.append("Your policy does not accept contracts of other states.")
    if program is not None and policies.cooperatives_accepted:
        names = (program.value.name, program.value.registry_name)
        if not any(n and n.lower() == c.lower() for n in names for c in policies.cooperatives_accepted):
            said.append(f"Your policy does not list {program.value.name}.")
    return said


def kind_of_purchase(asked: Asked) -> CheckResult:
    """R22: not met only where every rule that would allow the purchase leaves this kind out, by a source that may say so."""
    if asked.buyer is None or asked.buyer.state is None:
        return depends("R22", "Some states bar kinds of purchases; name your state and the kind of purchase in the profile.", step=FILL_IN)
    if not asked.law.known:
        return _no_rule("R22", asked)
    if asked.law.kind is None:
        return depends("R22", "Say in the profile what kind of purchase it is.", step=FILL_IN)
    kind, barring = _KIND_WORDS[asked.law.kind], asked.law.effects("R22")
    if not barring:
        return answer("R22", Verdict.NOT_APPLICABLE, f"No rule held for {_name(asked)} bars the purchase of {kind}.")
    laws = tuple(r.note for r, _ in barring)
    said = " ".join(f"{r.note.citation}{_reported(r.note)}: {_plain(e.says)}" for r, e in barring)
    if asked.law.is_only_way([r for r, _ in barring]) and any(e.verdict is Verdict.NOT_MET for _, e in barring):
        return answer("R22", Verdict.NOT_MET, said, laws=laws)
    return answer("R22", Verdict.NEEDS_REVIEW, f"{said} Ask counsel whether another rule covers {kind}.", laws=laws)


def notice_first(asked: Asked) -> CheckResult:
    """R28: asked for only where a rule held says so."""
    return _where_a_rule_asks(asked, "R28", "asks for a notice or a posted finding")


def state_contract_first(asked: Asked) -> CheckResult:
    """R32: asked for only where a rule held says so."""
    return _where_a_rule_asks(asked, "R32", "asks for a look at the state's own contract first")


def _where_a_rule_asks(asked: Asked, row: str, what: str) -> CheckResult:
    if asked.buyer is None or asked.buyer.state is None:
        return depends(row, f"Some states have a rule that {what}; name your state in the profile.")
    asking = asked.law.effects(row)
    if not asking:
        known = f"No rule held for {_name(asked)} {what}." if asked.law.known else f"clausescan holds no rule for {_name(asked)}; ask counsel."
        return answer(row, Verdict.NOT_APPLICABLE if asked.law.known else Verdict.NEEDS_REVIEW, known)
    said = " ".join(f"{r.note.citation}{_reported(r.note)}: {_plain(e.says)}" for r, e in asking)
    return answer(row, Verdict.NEEDS_REVIEW, said, laws=tuple(r.note for r, _ in asking))


def _no_rule(row: str, asked: Asked) -> CheckResult:
    return answer(row, Verdict.NEEDS_REVIEW, f"clausescan holds no rule for {_name(asked)}; ask counsel.")


def _name(asked: Asked) -> str:
    return STATE_NAMES.get(asked.law.state or "", "your state")


def _reported(note: LawNote) -> str:
    """Who reports it, for every basis that is not official: as in " (reported by example.org)"."""
    if note.basis == "official":
        return ""
    return f" (reported by {urlsplit(note.source).netloc.removeprefix('www.') or note.source})"


def _plain(text: str) -> str:
    return text if text.endswith(".") else f"{text}."
