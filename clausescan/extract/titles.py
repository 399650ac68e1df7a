"""Where title rules fire: the first lines of a part, with the place and the size of type that weigh a heading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from clausescan.core.document import Document, Line
from clausescan.core.span import Span
from clausescan.extract.many_words import shared_anchors
from clausescan.extract.pattern_rules import PatternRule, lowered
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
_APART, _SAME_SIZE = 4, 0.15
"""A heading runs over two lines that stand so near each other, and whose sizes differ by no more than that share."""
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
    headings = [(at, *found) for at, found in enumerate(_headings(document, lines)) if found]
    all_words = "\n".join(small for _, _, small in headings)
    anchors, asking = _asking(tuple(rule.anchors for rule in rules))
    likely = {anchors.words[number]: asking[number] for number, _, _ in anchors.hits(all_words)}
    for at, end, small in headings:
        anchored = {number for anchor in likely if anchor in small for number in likely[anchor]}
        if not anchored:
            continue
        line = lines[at]
        factor = _by_place(at) * _by_size(line, largest) * _by_wording(document.quote(line.span))
        for rule in [rules[number] for number in sorted(anchored)]:
            if (rule.id in best and best[rule.id].factor >= factor) or not rule.may_match(small):
                continue
            found = rule.search(document.text, line.span.start, end)
            if found is not None and found.start() < line.span.end:
                best[rule.id] = TitleHit(rule, Span(*found.span()), Span(line.span.start, end), factor)
    return tuple(best.values())


_asking = lru_cache(maxsize=4)(shared_anchors)


def _headings(document: Document, lines: Sequence[Line]) -> list[tuple[int, str] | None]:
    """For each line that is a heading its end, or that of the next where it runs over two lines of one size, and its words in lower case."""
    plain = [is_heading(document.quote(line.span)) for line in lines]
    found: list[tuple[int, str] | None] = []
    for rank, line in enumerate(lines):
        end = _heading_end(lines, rank, plain)
        found.append((end, lowered(document.text[line.span.start : end])) if plain[rank] else None)
    return found


def _heading_end(lines: Sequence[Line], at: int, plain: Sequence[bool]) -> int:
    """The end of the line, or of the next where a heading runs over two lines of one size."""
    following = min(at + 1, len(lines) - 1)
    if not plain[following] or lines[following].span.start - lines[at].span.end > _APART:
        return lines[at].span.end
    same_size = abs(lines[at].font_size - lines[following].font_size) <= _SAME_SIZE * max(lines[at].font_size, 1.0)
    return lines[following].span.end if same_size else lines[at].span.end


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
