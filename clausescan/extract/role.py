"""What a document is: its role in the contract file (domain: BUNDLES, sections 1 and 2)."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache

from clausescan.core.document import Document
from clausescan.core.finding import Finding, Role, RoleFact, cite, finding
from clausescan.core.result import Part
from clausescan.core.span import Span
from clausescan.extract.pattern_rules import PatternRule, load_rules
from clausescan.extract.role_structure import Structure, is_letter, read_structure
from clausescan.extract.rule_hits import RuleSet, first_hits, sentences_of
from clausescan.extract.sentences import first_lines
from clausescan.extract.titles import find_titles

_HEAD = 9000
"""Code points of a part in which its nature is told: about three pages."""
_LETTER = 4000
"""Code points of a letter that are read as one."""
_MOST_PLACES = 40
"""Places of one anchor that are looked at."""
_ASKS = frozenset({Role.SOLICITATION, Role.FORM})
_DEALS = frozenset({Role.CONTRACT, Role.AMENDMENT})
_DEAL = 7.0
"""Words that weigh so much speak of a deal; see `_structure_votes`."""
_NAMED = 4.0
"""A heading that weighs so much names the paper; one that gives only the number of a contract does not."""
_MEETS = 10.0
"""Headings that weigh so much are those of a meeting's paper, or give notice of an award."""
_AMENDS = 8.0
"""Headings of an amendment that weigh more than this name the paper."""
_LETTERHEAD, _GRID = 4.0, 3.0
_ITEM = re.compile(
    r"\W{0,3}(?:\d{1,2}(?:\.\d{1,2}){0,2}[.)]\s|tab\s\d|\([a-z0-9]\)\s|(?:attachments?|enclosures?|exhibits|documents|cc)\s?:)", re.IGNORECASE
)
_ITEM_FACTOR = 0.3
_NUMBERED_PAPERS = frozenset({Role.BOARD_ITEM})
"""Papers whose headings bear the number of an item."""
_ENOUGH, _ENOUGH_OF_A_DEAL = 3.0, 5.0
"""What must speak for a role at least; the number of a contract alone makes none, since what others may do hangs on it."""
_RUNNER_UP = 0.5


@dataclass(frozen=True, slots=True)
class Vote:
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
    votes = all_votes(document, part, lines[0].span.start)
    scores: dict[Role, float] = defaultdict(float)
    for vote in votes:
        scores[vote.role] += vote.weight
    ranked = sorted(scores, key=lambda r: -scores[r])
    if not ranked or scores[ranked[0]] < (_ENOUGH_OF_A_DEAL if ranked[0] is Role.CONTRACT else _ENOUGH):
        return finding("role", RoleFact(Role.OTHER), (cite(document, lines[0].span, "role.first_line"),), 0.3)
    role = ranked[0]
    proof = sorted((v for v in votes if v.role is role and v.weight > 0), key=lambda v: -v.weight)
    second = max(0.0, scores[ranked[1]]) if len(ranked) > 1 else 0.0
    evidence = tuple(cite(document, v.span, v.rule) for v in proof[:3])
    return finding("role", RoleFact(role, _detail(proof)), evidence, scores[role] / (scores[role] + second + _RUNNER_UP))


def all_votes(document: Document, part: Part, start: int) -> tuple[Vote, ...]:
    """What headings, phrases and structure say for and against each role; `start` is the offset of the first line."""
    votes = _without_told_awards(_without_amended(_without_references(_title_votes(document, part) + _text_votes(document, part, start))))
    asks = sum(v.weight for v in votes if v.role in _ASKS)
    deals = sum(v.weight for v in votes if v.role in _DEALS)
    return (*votes, *_structure_votes(read_structure(document, part, asks=asks > 0), asks, deals))


def _without_references(votes: list[Vote]) -> list[Vote]:
    """The votes without headings that call for offers where a contract cites them: below a preamble that names the parties, or below its title."""
    preamble = min((v.span.start for v in votes if v.rule == "contract.parties"), default=None)
    if preamble is None:
        return votes
    named = min((v.span.start for v in votes if v.title and v.role is Role.CONTRACT and v.weight >= _NAMED), default=preamble)
    calls = [v.span.start for v in votes if v.title and v.role in _ASKS]
    if any(start < min(preamble, named) for start in calls):
        return votes
    return [v for v in votes if not (v.title and v.role in _ASKS)]


def _without_amended(votes: list[Vote]) -> list[Vote]:
    """The votes without the heading of a contract that stands in or below the heading of what amends it."""
    amends = [v for v in votes if v.title and v.role is Role.AMENDMENT]
    if sum(v.weight for v in amends) <= _AMENDS:
        return votes
    first = min(v.span.start for v in amends if v.weight > 0)
    return [v for v in votes if not (v.title and v.role is Role.CONTRACT and v.weight > 0 and v.span.end > first)]


def _without_told_awards(votes: list[Vote]) -> list[Vote]:
    """The votes without those of an award that a meeting's paper tells of below its own heading; a heading that gives notice of it still counts."""
    meets = min((v.span.start for v in votes if v.title and v.role is Role.BOARD_ITEM and v.weight >= _MEETS), default=None)
    if meets is None:
        return votes
    return [v for v in votes if not (v.role is Role.AWARD and 0 < v.weight < _MEETS and v.span.start >= meets)]


def _detail(proof: list[Vote]) -> str | None:
    """The finer code of the strongest vote that has one."""
    return next((v.detail for v in proof if v.detail), None)


def _title_votes(document: Document, part: Part) -> list[Vote]:
    """Votes of headings; the line that decides is the evidence. A line speaks for a role once, by its strongest rule."""
    rules = tuple(r for r in load_rules("role") if r.where == "title")
    best: dict[tuple[str, int, bool], Vote] = {}
    for h in find_titles(document, part.span, rules):
        weight = h.rule.weight * h.factor * _by_opening(document.quote(h.line), h.rule)
        vote = Vote(Role(h.rule.value), weight, h.line, h.rule.id, h.rule.detail, title=True)
        key = (h.rule.value, h.line.start, weight > 0)
        first, second = sorted((vote, best.get(key, vote)), key=lambda v: -abs(v.weight))
        best[key] = first if first.detail else replace(first, detail=second.detail)
    return list(best.values())


def _by_opening(line: str, rule: PatternRule) -> float:
    """Less for a line that opens as an item of a list, or as a reference to another paper."""
    if rule.value in _NUMBERED_PAPERS or rule.weight < 0:
        return 1.0
    return _ITEM_FACTOR if _ITEM.match(line) else 1.0


@cache
def _rules_for(where: str) -> RuleSet:
    return RuleSet(r for r in load_rules("role") if r.where == where)


def _text_votes(document: Document, part: Part, start: int) -> list[Vote]:
    """Votes of phrases on the first pages, each rule once; rules for letters only where they open like one."""
    head = Span(start, min(part.span.end, start + _HEAD))
    sentences = sentences_of(document.text, part.span)  # of all of the part: the next finder asks for them
    hits = first_hits(_rules_for("text"), document.text, sentences.within(head), _MOST_PLACES)
    if is_letter(document.text, head):
        letter = Span(start, min(part.span.end, start + _LETTER))
        hits += first_hits(_rules_for("letter"), document.text, sentences.within(letter), _MOST_PLACES)
    return [Vote(Role(h.rule.value), h.rule.weight, h.span, h.rule.id, h.rule.detail, title=False) for h in hits]


def _structure_votes(structure: Structure, asks: float, deals: float) -> list[Vote]:
    """Votes of filled blanks and price columns.

    A solicitation or form whose bidder's blanks are filled is a response; left empty they change nothing (BUNDLES 2). Where the agency has
    signed beside the vendor and the words are those of a deal, what looks like filled blanks are signatures.
    """
    found = []
    if structure.filled is not None and not (structure.both_signed is not None and deals >= _DEAL):
        found.append(Vote(Role.RESPONSE, asks + 1, structure.filled, "role.filled_blanks", None, title=False))
    if structure.letterhead is not None and asks > 0:
        found.append(Vote(Role.RESPONSE, _LETTERHEAD, structure.letterhead, "role.vendor_letterhead", None, title=False))
    if structure.grid is not None:
        found.append(Vote(Role.AWARD, _GRID, structure.grid, "role.grid", "tabulation", title=False))
    if structure.prices is not None:
        found.append(Vote(Role.PRICE_LIST, 4, structure.prices, "role.price_columns", None, title=False))
    if structure.blank_signature is not None:
        found.append(Vote(Role.FORM, 2, structure.blank_signature, "role.blanks", None, title=False))
    return found
