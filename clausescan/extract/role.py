"""What a document is: its role in the contract file (domain: BUNDLES, sections 1 and 2)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from clausescan.core.document import Document
from clausescan.core.finding import Finding, Role, RoleFact, cite, finding
from clausescan.core.result import Part
from clausescan.core.span import Span
from clausescan.extract.pattern_rules import load_rules
from clausescan.extract.role_structure import Structure, read_structure
from clausescan.extract.rule_hits import first_hits
from clausescan.extract.sentences import first_lines
from clausescan.extract.titles import find_titles

_HEAD = 9000
"""Code points of a part in which its nature is told: about three pages."""
_MOST_PLACES = 40
"""Places of one anchor that are looked at."""
_ASKS = frozenset({Role.SOLICITATION, Role.FORM})
_ENOUGH = 3.0
_RUNNER_UP = 0.5


@dataclass(frozen=True, slots=True)
class _Vote:
    """A rule that speaks for or against a role, with its weight where it stands."""

    role: Role
    weight: float
    span: Span
    rule: str
    detail: str | None
    title: bool


def find_role(document: Document, part: Part) -> Finding[RoleFact] | None:
    """The role that headings, phrases and structure of the first pages speak for; None for a part without words.

    A part of which nothing is known is `other`, with its first line as evidence. Evidence begins with the words that decide.
    """
    lines = first_lines(document, part.span)
    if not lines:
        return None
    votes = _without_references(_title_votes(document, part) + _text_votes(document, part, lines[0].span.start))
    asks = sum(v.weight for v in votes if v.role in _ASKS)
    votes += _structure_votes(read_structure(document, part, asks=asks > 0), asks)
    scores: dict[Role, float] = defaultdict(float)
    for vote in votes:
        scores[vote.role] += vote.weight
    ranked = sorted(scores, key=lambda r: -scores[r])
    if not ranked or scores[ranked[0]] < _ENOUGH:
        return finding("role", RoleFact(Role.OTHER), (cite(document, lines[0].span, "role.first_line"),), 0.3)
    role = ranked[0]
    proof = sorted((v for v in votes if v.role is role and v.weight > 0), key=lambda v: -v.weight)
    second = max(0.0, scores[ranked[1]]) if len(ranked) > 1 else 0.0
    evidence = tuple(cite(document, v.span, v.rule) for v in proof[:3])
    return finding("role", RoleFact(role, _detail(proof)), evidence, scores[role] / (scores[role] + second + _RUNNER_UP))


def _without_references(votes: list[_Vote]) -> list[_Vote]:
    """The votes without headings that call for offers below a preamble that names the parties: a contract cites the call that led to it."""
    preamble = min((v.span.start for v in votes if v.rule == "contract.parties"), default=None)
    calls = [v.span.start for v in votes if v.title and v.role in _ASKS]
    if preamble is None or any(start < preamble for start in calls):
        return votes
    return [v for v in votes if not (v.title and v.role in _ASKS)]


def _detail(proof: list[_Vote]) -> str | None:
    """The finer code of the strongest vote that has one."""
    return next((v.detail for v in proof if v.detail), None)


def _title_votes(document: Document, part: Part) -> list[_Vote]:
    """Votes of headings; the line that decides is the evidence."""
    rules = tuple(r for r in load_rules("role") if r.where == "title")
    return [
        _Vote(Role(h.rule.value), h.rule.weight * h.factor, h.line, h.rule.id, h.rule.detail, title=True)
        for h in find_titles(document, part.span, rules)
    ]


def _text_votes(document: Document, part: Part, start: int) -> list[_Vote]:
    """Votes of phrases on the first pages, each rule once."""
    rules = tuple(r for r in load_rules("role") if r.where == "text")
    hits = first_hits(rules, document.text, Span(start, min(part.span.end, start + _HEAD)), _MOST_PLACES)
    return [_Vote(Role(h.rule.value), h.rule.weight, h.span, h.rule.id, h.rule.detail, title=False) for h in hits]


def _structure_votes(structure: Structure, asks: float) -> list[_Vote]:
    """Votes of filled blanks and price columns.

    A solicitation or form whose bidder's blanks are filled is a response; left empty they change nothing (BUNDLES 2).
    """
    found = []
    if structure.filled is not None:
        found.append(_Vote(Role.RESPONSE, asks + 1, structure.filled, "role.filled_blanks", None, title=False))
    if structure.prices is not None:
        found.append(_Vote(Role.PRICE_LIST, 4, structure.prices, "role.price_columns", None, title=False))
    if structure.blank_signature is not None:
        found.append(_Vote(Role.FORM, 2, structure.blank_signature, "role.blanks", None, title=False))
    return found
