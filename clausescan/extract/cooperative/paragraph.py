"""The paragraph around a sentence, and whether it tells of somebody else's contract."""

from __future__ import annotations

import re

from clausescan.extract.cooperative.view import View

_SPEAKER = re.compile(
    r"\b(?:our\s+(?:agency|city|town|county|district|office|department|board)|we|the\s+(?:city|county|town|village|district|board|authority|college|university)|city|county|town|village|district|staff|authority)"
    r"\s+(?:\w+\s+){0,2}?(?:is|are|became|becomes|joins?|joined)\s+(?:[\w-]+\s+){0,3}?an?\s+(?:[\w-]+\s+){0,3}(?:member|participant)\b"
    r"|\bwill\s+place\s+its\s+order|\bjoins\s+the\s+\w+\s+as\b|\bpiggybacking\s+on\b|\bas\s+lead\s+state,?\s+(?:solicited|awarded|issued)\b|\bapply\s+to\s+join\s+the\s+authority\b|\bWHEREAS\b|\bRESOLVED\b|\bmotion\b|\bagenda\b|\bstaff\s+recommend|\bpiggyback(?:s|ing)?\s+(?:on|off)\b",
    re.IGNORECASE,
)


def told_of_elsewhere(view: View) -> bool:
    """True where the paragraph tells of somebody else's contract: of the group that the speaker joined, of what its board resolved."""
    return _SPEAKER.search(paragraph(view)) is not None


def paragraph(view: View) -> str:
    """The words of the paragraph around a sentence, at most 400 code points on each side."""
    first = max(view.text.rfind("\n\n", 0, view.start) + 1, view.start - 400)
    last = view.text.find("\n\n", view.end, view.end + 400)
    return view.text[first : last if last >= 0 else view.end + 400]
