"""Check 2: is what the buyer needs in the scope? (READINESS R03, COMPETITION 4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from clausescan.assess.coverage import is_readable, read_words
from clausescan.assess.narrow import narrow
from clausescan.assess.need import NeedMatch, match_need
from clausescan.core.contract_file import ContractFile, FilePart, Proof, WhoActs
from clausescan.core.finding import Evidence, Role
from clausescan.core.readiness import CheckResult, Severity, Verdict

_HOLDS_SCOPE = (
    Role.PRICE_LIST,
    Role.CONTRACT,
    Role.AMENDMENT,
    Role.PARTICIPATING_ADDENDUM,
    Role.AWARD,
    Role.RESPONSE,
    Role.SOLICITATION,
    Role.ADDENDUM,
)
_DESCRIBES = (Role.CONTRACT, Role.PARTICIPATING_ADDENDUM, Role.SOLICITATION, Role.AMENDMENT)
"""Whose own words on the scope tell best what the contract is about; a list of prices or bidders tells least."""
_VENDORS_OWN = (Role.PRICE_LIST, Role.CONTRACT, Role.AMENDMENT, Role.PARTICIPATING_ADDENDUM, Role.AWARD)
_RANK = (Verdict.NOT_MET, Verdict.NOT_IN_FILE, Verdict.NOT_FOUND, Verdict.NEEDS_REVIEW, Verdict.MET)


@dataclass(frozen=True, slots=True)
class _Hit:
    """A match and the part it stands in."""

    part: FilePart
    match: NeedMatch


def check_scope(file: ContractFile, needs: Sequence[str]) -> CheckResult:
    """R03: the worst answer over all needs. Without a need nothing is judged, and the scope is shown."""
    if not needs:
        return _without_need(file)
    answers = [_one(file, need) for need in needs]
    worst = min(answers, key=lambda a: _RANK.index(a.verdict))
    if len(answers) == 1:
        return worst
    reason = " ".join(a.reason for a in answers)
    return _result(worst.verdict, reason, tuple(p for a in answers for p in a.proof), worst.next_step, worst.who_acts)


def _one(file: ContractFile, need: str) -> CheckResult:
    parts = file.having(*_HOLDS_SCOPE)
    hits = [_Hit(p, m) for p in parts for m in match_need(need, p.facts.scope, p.facts.price_tables)]
    excluded, exact, rest = (_of(hits, "excluded"), _of(hits, "exact"), _of(hits, "category", "title_only"))
    ask = "Ask the lead agency to confirm that the item was in the competed scope."
    if excluded or exact:
        return _named(need, excluded, exact, ask)
    if rest:
        return _result(Verdict.NEEDS_REVIEW, f"“{need}” is only covered in general terms: {rest[0].match.reason}", _proof(rest), ask)
    return _absent(need, parts, ask)


def _named(need: str, excluded: list[_Hit], exact: list[_Hit], ask: str) -> CheckResult:
    """The item stands in so many words in a list, in an exclusion, or in both."""
    if excluded and exact:
        return _result(Verdict.NEEDS_REVIEW, f"“{need}” is listed in one place and excluded in another.", _proof([*excluded[:1], *exact[:1]]), ask)
    if excluded:
        return _proved(Verdict.NOT_MET, f"“{need}” is excluded: {excluded[0].match.reason}", excluded, "Use another contract for this item.")
    own = [h for h in exact if h.part.role in _VENDORS_OWN]
    if own:
        return _proved(Verdict.MET, f"“{need}” is in the scope: {own[0].match.reason}", own, "")
    reason = f"“{need}” stands in the {exact[0].part.role.value}, but no contract or price list in the file shows that it was awarded."
    return _result(Verdict.NEEDS_REVIEW, reason, _proof(exact), ask)


def _absent(need: str, parts: Sequence[FilePart], ask: str) -> CheckResult:
    if not parts or not is_readable(parts):
        return _result(
            Verdict.NOT_IN_FILE, f"No scope or price list in which “{need}” would stand can be read in the file.", (), "Ask for the price list."
        )
    return _result(Verdict.NOT_FOUND, f"“{need}” was not found, {read_words(parts)}.", (), ask)


def _of(hits: Sequence[_Hit], *strengths: str) -> list[_Hit]:
    return sorted((h for h in hits if h.match.strength in strengths), key=lambda h: _HOLDS_SCOPE.index(h.part.role))


def _proof(hits: Sequence[_Hit]) -> tuple[Proof, ...]:
    """The words around the best three matches; empty where the part's evidence does not reach their pages."""
    return tuple(dict.fromkeys(p for h in hits[:3] for p in h.part.prove(_evidence(h))))


def _evidence(hit: _Hit) -> tuple[Evidence, ...]:
    """The lines on which the match stands; else what the finding rests on, on that page."""
    facts = hit.part.facts
    found = (*(e for t in facts.price_tables for e in t.evidence), *(facts.scope.evidence if facts.scope else ()))
    exact = [lines for e in found if (lines := narrow(e, hit.match.text)) is not None]
    return tuple(([e for e in exact if e.page == hit.match.page] or exact or [e for e in found if e.page == hit.match.page])[:1])


def _without_need(file: ContractFile) -> CheckResult:
    ranked = sorted(file.having(*_HOLDS_SCOPE), key=lambda p: (_DESCRIBES.index(p.role) if p.role in _DESCRIBES else len(_DESCRIBES), p.id))
    scopes = [(p, p.facts.scope) for p in ranked if p.facts.scope is not None]
    if not scopes:
        return _result(Verdict.NEEDS_REVIEW, "No item was named, and no statement of scope was found.", (), "Name the item that you need.")
    part, scope = scopes[0]
    assert scope is not None
    reason = f"No item was named to look for. The {part.role.value.replace('_', ' ')} is about: {scope.value.summary.rstrip(' .;')}."
    return _result(Verdict.NEEDS_REVIEW, reason, part.prove(scope.evidence[:2]), "Name the item that you need.", WhoActs.BUYER)


def _proved(verdict: Verdict, reason: str, hits: Sequence[_Hit], step: str) -> CheckResult:
    """The verdict, or needs review where no words can be shown for it."""
    proof = _proof(hits)
    return _result(verdict if proof else Verdict.NEEDS_REVIEW, reason, proof, step)


def _result(verdict: Verdict, reason: str, proof: tuple[Proof, ...], step: str, who: WhoActs = WhoActs.HOST) -> CheckResult:
    return CheckResult("R03", "2", "Is the item in the scope of the contract?", verdict, Severity.GATE, reason, proof, step, who)
