"""Running heads, running feet and page numbers: lines that come back on page after page at the same height."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

ZONE = 0.13  # running lines stand in this part of the page, at its top or bottom
SLACK = 6.0  # points by which their height may differ
SHARE = 0.15  # they come back on this part of the pages at least, and on three (two in a short document)

PageLines = tuple[int, float, Sequence[tuple[str, float, float]]]
"""Page number, height in points, and each line as (text, top, bottom)."""

_PAGE_NUMBER = re.compile(
    r"""^\W{0,3}(?:page|pg\.?|p\.)?\s{0,3}
        (?P<label>[A-Z]{1,3}-?\d{1,4}|\d{1,4}|[ivxl]{1,7})
        (?:\s{0,3}(?:of|/)\s{0,3}\d{1,4})?(?:\s{0,3}\|\s{0,3}page)?\W{0,3}$""",
    re.IGNORECASE | re.VERBOSE,
)
_WITHIN = re.compile(r"\bpage\s{0,3}\|?\s{0,3}(\d{1,4}|[ivxl]{1,7})(?:\s{0,3}of\s{0,3}(\d{1,4}))?\b|\b(\d{1,4})\s{0,3}\|\s{0,3}page\b", re.IGNORECASE)
_BATES = re.compile(r"[A-Z][A-Z&._]{1,15}[- _]{0,2}\d{3,10}")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Furniture:
    """`dropped`: page number → indexes of lines to leave out. `labels`: page number → the page number printed there, such as "3 of 12"."""

    dropped: dict[int, frozenset[int]]
    labels: dict[int, str]


def find_furniture(pages: Sequence[PageLines]) -> Furniture:
    """Lines that are page furniture. The first appearance of a running line is kept: it may be the only place of a number or a name."""
    seen: dict[str, list[tuple[int, int, str, float]]] = defaultdict(list)
    dropped: dict[int, set[int]] = defaultdict(set)
    labels: dict[int, str] = {}
    for number, height, lines in pages:
        for index, (text, top, bottom) in enumerate(lines):
            if not (bottom < ZONE * height or top > (1 - ZONE) * height):
                continue
            if (match := _PAGE_NUMBER.match(text)) and _plausible(match["label"], len(pages)):
                dropped[number].add(index)
                labels.setdefault(number, text.strip())
                continue
            low = text.lower()
            if "page" in low and (match := _WITHIN.search(text)):
                labels.setdefault(number, match[0])
            seen[_DIGITS.sub("#", low).strip()].append((number, index, text, top))
    least = 3 if len(pages) > 4 else 2
    for places in seen.values():
        if _is_numbering(places, least):
            for number, index, _, _ in places:
                dropped[number].add(index)
        for number, index in _running(places, max(least, int(SHARE * len(pages)))):
            dropped[number].add(index)
    return Furniture({n: frozenset(i) for n, i in dropped.items()}, labels)


def _is_numbering(places: Sequence[tuple[int, int, str, float]], least: int) -> bool:
    """True for numbers put on page after page by somebody else (Bates): letters and a number that counts with the pages. None of them is a name."""
    if len(places) < least or not all(_BATES.fullmatch(text.strip()) for _, _, text, _ in places):
        return False
    return len({int(_DIGITS.findall(text)[-1]) - number for number, _, text, _ in places}) == 1


def _plausible(label: str, pages: int) -> bool:
    """A lone number at the foot is a page number only while it is not far beyond the pages there are."""
    digits = _DIGITS.search(label)
    return digits is None or int(digits[0]) <= max(3 * pages, 60) + 400


def _running(places: Sequence[tuple[int, int, str, float]], least: int) -> list[tuple[int, int]]:
    """All but the first of lines that come back at one height, their digits alike or counting with the pages."""
    by_height: dict[int, list[tuple[int, int, str, float]]] = defaultdict(list)
    for place in places:
        by_height[round(place[3] / SLACK)].append(place)
    found: list[tuple[int, int]] = []
    for key, group in by_height.items():
        near = [p for k in (key - 1, key, key + 1) for p in by_height.get(k, ())]
        if len({p[0] for p in near}) >= least and _same_words(near):
            first = min(p[0] for p in near)
            found.extend((number, index) for number, index, _, _ in group if number != first)
    return found


def _same_words(group: Sequence[tuple[int, int, str, float]]) -> bool:
    """Digits may differ only where they count the pages: "SECTION 4", "SECTION 5" at the top of pages are headings, not furniture."""
    if len({text.lower() for _, _, text, _ in group}) == 1 or any(_WITHIN.search(text) for _, _, text, _ in group):
        return True
    numbers = [[int(d) for d in _DIGITS.findall(text)[:8]] for _, _, text, _ in group]
    if len({len(n) for n in numbers}) != 1:
        return False
    for column in zip(*numbers, strict=True):
        offsets = {value - place[0] for value, place in zip(column, group, strict=True)}
        if len(set(column)) > 1 and len(offsets) > 2:
            return False
    return True
