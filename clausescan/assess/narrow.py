"""From evidence for a whole table or section to the lines that matter in it."""

from __future__ import annotations

import re
from dataclasses import replace

from clausescan.core.finding import Evidence
from clausescan.core.span import Span

_MOST_TOKENS = 40


def narrow(evidence: Evidence, words: str) -> Evidence | None:
    """The lines of the evidence on which those words stand, however cells and lines are divided; None where they do not stand there.

    `words` may be a row as "cell | cell | cell"; where the row is not found as a whole, its longest cell is looked for.
    """
    cells = [c.strip() for c in words.split("|") if c.strip()]
    for wanted in (" ".join(cells), max(cells, key=len, default="")):
        tokens = wanted.split()[:_MOST_TOKENS]
        match = re.search(r"[\s|]+".join(re.escape(t) for t in tokens), evidence.quote, re.IGNORECASE) if tokens else None
        if match:
            return _lines(evidence, match.start(), match.end())
    return None


def _lines(evidence: Evidence, start: int, end: int) -> Evidence:
    """The whole lines around that stretch of the quote, with their boxes where each line has one."""
    quote = evidence.quote
    first = quote.rfind("\n", 0, start) + 1
    last = quote.find("\n", end)
    last = len(quote) if last < 0 else last
    kept = quote[first:last]
    first += len(kept) - len(kept.lstrip())
    kept = kept.strip()
    lines = [m.span() for m in re.finditer(r"[^\n]*\S[^\n]*", quote)]
    one_box_a_line = len(lines) == len(evidence.boxes)
    boxes = tuple(b for (a, z), b in zip(lines, evidence.boxes, strict=True) if a < last and first < z) if one_box_a_line else evidence.boxes
    page = boxes[0][0] if boxes else evidence.page
    return replace(evidence, quote=kept, span=Span(evidence.span.start + first, evidence.span.start + first + len(kept)), boxes=boxes, page=page)
