"""Jurisdiction packs: what statutes and guidance ask of a buyer, as data with citation, source and confidence (READINESS 4, STATUTES).

Nothing here says that a purchase is lawful. A rule can only raise a row's severity, ask for something, or bar a kind of purchase; it may
answer "not met" only where its basis is an official source or an auditor's or attorney general's page.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from clausescan.core.buyer import Buyer, FundingSource, PurchaseKind
from clausescan.core.finding import AgencyType
from clausescan.core.readiness import LawNote, Severity, Verdict
from clausescan.errors import RuleError

FEDERAL = "US"
BASES = ("official", "audit", "reported")
CONFIDENCES = ("high", "medium", "low")
_LEADS = ("any", "in_state", "out_of_state")
_RULE_KEYS = frozenset(["id", "citation", "topic", "says", "who", "leads", "allows", "funding", "source", "basis", "confidence", "effect"])
_EFFECT_KEYS = frozenset(["row", "says", "verdict", "severity", "kinds", "leads", "months"])
_CASE_KEYS = frozenset(["entity_type", "kind", "lead_state", "funding", "row", "verdict", "severity", "why"])


@dataclass(frozen=True, slots=True)
class Effect:
    """What a rule does to one row.

    `verdict` is what the row becomes while nothing in file or profile settles it (None: only the severity changes). `kinds` are those
    purchases that it speaks of (empty: all), `leads` those lead agencies. `months`: greatest age of the competition (R23).
    """

    row: str
    says: str
    verdict: Verdict | None = None
    severity: Severity | None = None
    kinds: tuple[PurchaseKind, ...] = ()
    leads: str = "any"
    months: int | None = None


@dataclass(frozen=True, slots=True)
class LawRule:
    """One row of law. `who` are the buyers it speaks of (empty: any public body), `allows` True where it is itself an authority to buy.

    `funding` are the federal programs it belongs to (empty: any money).
    """

    id: str
    state: str
    note: LawNote
    topic: str
    who: tuple[AgencyType, ...] = ()
    leads: str = "any"
    allows: bool = False
    funding: tuple[str, ...] = ()
    effects: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """A buyer and what a pack must do to one row for it: its own example, proved by tests."""

    row: str
    why: str
    entity_type: AgencyType | None = None
    kind: PurchaseKind | None = None
    lead_state: str | None = None
    funding: str | None = None
    verdict: Verdict | None = None
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Pack:
    """The rules of one state, or of the United States for federal money; `read` is the day on which they were written down, ISO."""

    state: str
    read: str
    rules: tuple[LawRule, ...]
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Law:
    """The rules that speak to one buyer, purchase and lead agency. `known` is False where no pack is held for the buyer's state."""

    state: str | None
    known: bool
    rules: tuple[LawRule, ...] = ()
    kind: PurchaseKind | None = None
    lead_state: str | None = None

    def effects(self, row: str) -> tuple[tuple[LawRule, Effect], ...]:
        """What the rules do to that row, in their order."""
        return tuple((r, e) for r in self.rules for e in r.effects if e.row == row and self._speaks(e))

    def is_only_way(self, rules: Sequence[LawRule]) -> bool:
        """True where these are all the rules that would allow the purchase: what they bar is then barred."""
        ids = {r.id for r in rules}
        return all(r.id in ids for r in self.rules if r.allows)

    def _speaks(self, effect: Effect) -> bool:
        if effect.kinds and self.kind not in effect.kinds:
            return False
        return _lead_fits(effect.leads, self.state, self.lead_state)


@lru_cache(maxsize=1)
def packs() -> Mapping[str, Pack]:
    """All packs by state.

    Raises:
        RuleError: a pack is wrong; the message names file, rule and key.
    """
    found = {}
    for path in sorted((Path(__file__).parent / "packs").glob("*.toml")):
        pack = _pack(path.stem, tomllib.loads(path.read_text(encoding="utf-8")))
        found[pack.state] = pack
    return found


def law_for(buyer: Buyer, lead_state: str | None) -> Law:
    """The rules that speak to that buyer's purchase from a lead agency in that state: its own state's, and those of its federal money."""
    kind = buyer.purchase.kind
    programs = {(f.program or "").upper() for f in buyer.funding if f.source is FundingSource.FEDERAL}
    federal = [r for r in packs()[FEDERAL].rules if programs and (not r.funding or programs & set(r.funding))] if FEDERAL in packs() else []
    own = packs().get(buyer.state or "")
    rules = [r for r in (*(own.rules if own else ()), *federal) if _concerns(r, buyer, lead_state)]
    return Law(buyer.state, own is not None, tuple(rules), kind, lead_state)


def _concerns(rule: LawRule, buyer: Buyer, lead_state: str | None) -> bool:
    if rule.who and buyer.entity_type is not None and buyer.entity_type not in rule.who:
        return False
    return _lead_fits(rule.leads, buyer.state, lead_state)


def _lead_fits(leads: str, state: str | None, lead_state: str | None) -> bool:
    """True where the place of the lead agency is not known, or is one of which the rule speaks."""
    if leads == "any" or lead_state is None or state is None:
        return True
    return (leads == "in_state") == (lead_state == state)


def _pack(state: str, raw: Mapping[str, Any]) -> Pack:
    try:
        read = str(raw["read"])
        rules = tuple(_rule(state, read, r) for r in raw["rule"])
        return Pack(state, read, rules, tuple(_case(c) for c in raw.get("case", ())))
    except KeyError as error:
        raise RuleError(f"packs/{state}.toml: {error} is missing.") from error
    except (TypeError, ValueError) as error:
        raise RuleError(f"packs/{state}.toml: {error}") from error


def _rule(state: str, read: str, raw: Mapping[str, Any]) -> LawRule:
    _only(raw, _RULE_KEYS, raw["id"])
    basis, confidence, leads = raw["basis"], raw["confidence"], raw.get("leads", "any")
    if basis not in BASES or confidence not in CONFIDENCES or leads not in _LEADS:
        raise ValueError(f"rule {raw['id']}: basis, confidence or leads is not known")
    note = LawNote(raw["citation"], raw["says"], raw["source"], confidence, basis, read)
    return LawRule(
        raw["id"],
        state,
        note,
        raw["topic"],
        tuple(AgencyType(w) for w in raw.get("who", ())),
        leads,
        raw.get("allows", False),
        tuple(raw.get("funding", ())),
        tuple(_effect(raw["id"], basis, e) for e in raw.get("effect", ())),
    )


def _effect(rule: str, basis: str, raw: Mapping[str, Any]) -> Effect:
    _only(raw, _EFFECT_KEYS, rule)
    verdict = Verdict(raw["verdict"]) if "verdict" in raw else None
    if verdict not in (None, Verdict.NEEDS_REVIEW, Verdict.NOT_MET):
        raise ValueError(f"rule {rule}: a rule can only ask for review or say that a row is not met")
    if verdict is Verdict.NOT_MET and basis == "reported":
        raise ValueError(f"rule {rule}: what is only reported cannot say that a row is not met")
    severity = Severity(raw["severity"]) if "severity" in raw else None
    return Effect(raw["row"], raw["says"], verdict, severity, _kinds(raw), raw.get("leads", "any"), raw.get("months"))


def _case(raw: Mapping[str, Any]) -> Case:
    _only(raw, _CASE_KEYS, "case")
    return Case(
        raw["row"],
        raw["why"],
        AgencyType(raw["entity_type"]) if "entity_type" in raw else None,
        PurchaseKind(raw["kind"]) if "kind" in raw else None,
        raw.get("lead_state"),
        raw.get("funding"),
        Verdict(raw["verdict"]) if "verdict" in raw else None,
        Severity(raw["severity"]) if "severity" in raw else None,
    )


def _kinds(raw: Mapping[str, Any]) -> tuple[PurchaseKind, ...]:
    return tuple(PurchaseKind(k) for k in raw.get("kinds", ()))


def _only(raw: Mapping[str, Any], known: Sequence[str] | frozenset[str], where: str) -> None:
    unknown = sorted(set(raw) - set(known))
    if unknown:
        raise ValueError(f"{where}: “{unknown[0]}” is not known")
