"""The paragraph around a sentence, and whether it tells of somebody else's contract."""

from __future__ import annotations

from clausescan.extract.cooperative.view import View
from clausescan.extract.wordings import Wording

_SPEAKER = Wording("cooperative/paragraph.speaker")


def told_of_elsewhere(view: View) -> bool:
    """True where the paragraph tells of somebody else's contract: of the group that the speaker joined, of what its board resolved."""
    return _SPEAKER.search(paragraph(view)) is not None


def paragraph(view: View) -> str:
    """The words of the paragraph around a sentence, at most 400 code points on each side."""
    first = max(view.text.rfind("\n\n", 0, view.start) + 1, view.start - 400)
    last = view.text.find("\n\n", view.end, view.end + 400)
    return view.text[first : last if last >= 0 else view.end + 400]
