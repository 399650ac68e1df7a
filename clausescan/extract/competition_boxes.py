"""A choice of procurement methods with boxes: only the ticked one counts, and a blank form says nothing (COMPETITION 2)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from clausescan.core.span import Span
from clausescan.extract.anchored import matches_at, places
from clausescan.extract.pattern_rules import PatternRule, lowered
from clausescan.extract.rule_hits import RuleHit

_TICKED = r"[☒☑✓✔✗✘■]|\[\s?[xX✓✔√*]\s?\]|\(\s?[xX✓✔√]\s?\)|_{1,8}\s?[xX✓✔√]\s?_{0,8}(?![A-Za-z])"
_EMPTY = r"[☐❑❏❐❒□▢]|\[\s{0,4}\]|\(\s{1,4}\)|(?<![A-Za-z0-9_])_{2,12}(?![_xX✓✔√A-Za-z0-9])"
_BOX = re.compile(rf"(?:(?P<ticked>{_TICKED})|(?P<empty>{_EMPTY}))[ ]{{0,4}}\n?(?P<label>[A-Za-z(][^\n☒☑✓✔☐❑□\[_|]{{1,90}})")
_SIGNS = ("☐", "☒", "☑", "✓", "✔", "□", "❑", "[ ", "[x", "[]", "( )", "(x)", "__", "✗", "✘", "■", "❏", "❐", "❒", "▢", "_x")
_NAMES = {
    "sole_source": r"(?:sole|single|only)[ -]source|non-?competitive|proprietary",
    "emergency": r"emergency|exigen",
    "piggyback": (
        r"(?:use of )?(?:cooperative|piggy-?back|state contract|interlocal|inter-?governmental|other (?:public )?agency|co-?op\b|sourcewell"
        r"|existing contract)"
    ),
    "exempt": r"exempt|bid waiver|waiver|professional services?\b|direct (?:award|negotiation)|negotiated",
    "schedule": r"(?:gsa|federal|state|multiple award|term) schedule|schedule",
    "itn": r"invitation to negotiate|ITN\b|(?:two|multi)[ -]step|reverse auction",
    "rfq_qualifications": r"request for (?:statements? of )?qualifications|RFSQ\b|SOQ\b|qualifications?[- ]based|qualifications",
    "quotes": (
        r"(?:(?:two|three|\d|written|informal|verbal|phone|competitive|price) ?(?:\(\d\) )?){0,4}quot(?:e|ation)s?|request for quot|informal"
        r"|small purchase|micro-?purchase|RFQ\b"
    ),
    "rfp": r"(?:formal )?(?:request for proposals?|RFP\b|(?:competitive )?(?:sealed )?proposals?|competitive negotiation)",
    "ifb": (
        r"(?:formal )?(?:invitations? (?:for|to) bids?|IFB\b|ITB\b|RFB\b|request for bids?"
        r"|(?:competitive |formal |sealed |public ){0,3}(?:bid(?:s|ding)?)\b)"
    ),
}
_METHODS = tuple((method, re.compile(pattern, re.IGNORECASE)) for method, pattern in _NAMES.items())
"""How a choice names each method; the first that fits the beginning of a label counts."""
_NEAR = 400
"""Code points between two boxes of one choice."""
_MOST = 400
_TICKED_WEIGHT = 14.0


@dataclass(frozen=True, slots=True)
class MethodBox:
    """One option of a choice of methods: box and label."""

    method: str
    ticked: bool
    span: Span


def method_boxes(text: str, span: Span) -> tuple[MethodBox, ...]:
    """Boxes with the names of at least two methods that stand near each other, in order; empty where there is no such choice."""
    found: list[MethodBox] = []
    for number, box in enumerate(matches_at(_BOX, _boxes(text, span), text, span.start, span.end)):
        if number >= _MOST:
            break
        method = next((name for name, pattern in _METHODS if pattern.match(box["label"])), None)
        if method is not None:
            found.append(MethodBox(method, box["ticked"] is not None, Span(box.start(), box.end())))
    return tuple(one for one in found if any(_one_choice(one, other) for other in found))


def _boxes(text: str, span: Span) -> list[int]:
    """Where signs stand that a box may begin with; of a rule of underscores only the first."""
    return [at for at in places(lowered(text), _SIGNS, span.start, span.end) if not (text[at] == "_" and text[at - 1 : at] == "_")]


def _one_choice(one: MethodBox, other: MethodBox) -> bool:
    return one.method != other.method and abs(one.span.start - other.span.start) <= _NEAR


def answered(hits: Sequence[RuleHit], boxes: Sequence[MethodBox], rules: Sequence[PatternRule]) -> list[RuleHit]:
    """The hits without those on options of a choice, and one for each ticked option where not all are ticked."""
    if not boxes:
        return list(hits)
    kept = [h for h in hits if not any(b.span.overlaps(h.span) for b in boxes)]
    ticked = [b for b in boxes if b.ticked]
    if len({b.method for b in ticked}) != 1:
        return kept
    rule = next((r for r in rules if r.value == ticked[0].method and r.id.endswith((".stated_method", ".title", ".stated"))), None)
    return kept if rule is None else [RuleHit(replace(rule, weight=_TICKED_WEIGHT), ticked[0].span, ticked[0].span), *kept]
