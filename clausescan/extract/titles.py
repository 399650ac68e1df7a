"""Where title rules fire: the first lines of a part, with the place and the size of type that weigh a heading."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from clausescan.core.document import Document, Line
from clausescan.core.span import Span
from clausescan.extract.pattern_rules import PatternRule, lowered
from clausescan.extract.rule_hits import anchors_in
from clausescan.extract.sentences import first_lines

_PLACES = ((6, 1.0), (14, 0.85), (24, 0.6))
"""Heading lines come first: weight by rank of the line."""
_LAST_PLACE = 0.4
_SIZES = ((0.93, 1.25), (0.75, 1.0))
"""Weight by size of type, as a share of the largest on the page."""
_SMALL = 0.8
_SAYS = re.compile(
    r"\b(?:shall|will|is|are|was|were|has|have|had|agrees?|may|must|would|should|holds?|offers?|gives?|wish(?:es)?|asks?|does|do|can)\b"
)
_SAID, _FEWEST_SAID = 0.4, 4
"""Weight of a line with a verb in small letters, and from how many blanks on."""
_LITTLE = frozenset({"a", "an", "and", "at", "between", "by", "for", "from", "in", "of", "on", "or", "the", "to", "under", "with"})
_LONGEST = 120
_SHORT = 64
_SENTENCE = 24
"""Lengths of a line: no heading is longer; one in small letters is shorter; a line of this length with a stop is a sentence."""


@dataclass(frozen=True, slots=True)
class TitleHit:
    """A title rule that fired: the words, the line or two lines they stand in, and a factor up to 1.25 for place, size and wording."""

    rule: PatternRule
    span: Span
    line: Span
    factor: float


def find_titles(document: Document, span: Span, rules: Sequence[PatternRule]) -> tuple[TitleHit, ...]:
    """The best hit of each title rule in the first lines of a span; lines of running text are left out."""
    lines = first_lines(document, span)
    largest = max((line.font_size for line in lines), default=0.0)
    best: dict[str, TitleHit] = {}
    by_anchor: dict[str, list[int]] = defaultdict(list)
    for number, rule in enumerate(rules):
        for anchor in rule.anchors:
            by_anchor[anchor].append(number)
    anchors = tuple(by_anchor)
    for at, line in enumerate(lines):
        if not is_heading(document.quote(line.span)):
            continue
        end = _heading_end(document, lines, at)
        small = lowered(document.text[line.span.start : end])
        anchored = {number for anchor in anchors_in(small, anchors) for number in by_anchor[anchor]}
        factor = _by_place(at) * _by_size(line, largest) * _by_wording(document.quote(line.span))
        for rule in [rules[number] for number in sorted(anchored)]:
            if (rule.id in best and best[rule.id].factor >= factor) or not rule.may_match(small):
                continue
            found = rule.search(document.text, line.span.start, end)
            if found is not None and found.start() < line.span.end:
                best[rule.id] = TitleHit(rule, Span(*found.span()), Span(line.span.start, end), factor)
    return tuple(best.values())


def is_heading(words: str) -> bool:
    """True for a short line that is not a piece of running text: in capitals, with capitals on most words, or very short."""
    words = words.strip()
    if not 0 < len(words) <= _LONGEST or words.endswith((",", ";")):
        return False
    if words.isupper():
        return True
    pieces = [piece for piece in words.split() if piece[0].isalnum() and piece.lower() not in _LITTLE]
    capital = sum(not piece[0].islower() for piece in pieces)
    if words.endswith(".") and len(words) > _SENTENCE and capital * 3 < len(pieces) * 2:
        return False
    return len(words) <= _SHORT or capital * 3 >= len(pieces) * 2


def _heading_end(document: Document, lines: Sequence[Line], at: int) -> int:
    """The end of the line, or of the next where a heading runs over two lines of one size."""
    line, following = lines[at], lines[min(at + 1, len(lines) - 1)]
    same_size = abs(line.font_size - following.font_size) <= 0.15 * max(line.font_size, 1.0)
    if same_size and is_heading(document.quote(following.span)) and following.span.start - line.span.end <= 4:
        return following.span.end
    return line.span.end


def _by_place(rank: int) -> float:
    """1 for the first lines, less below."""
    return next((factor for most, factor in _PLACES if rank < most), _LAST_PLACE)


def _by_wording(words: str) -> float:
    """Less for a line of several words with a verb: it says something, where a heading names it."""
    return _SAID if _SAYS.search(words) and words.count(" ") >= _FEWEST_SAID else 1.0


def _by_size(line: Line, largest: float) -> float:
    """More than 1 for the largest type of the page; 1 where sizes are unknown."""
    if not largest:
        return 1.0
    return next((factor for share, factor in _SIZES if line.font_size >= share * largest), _SMALL)
