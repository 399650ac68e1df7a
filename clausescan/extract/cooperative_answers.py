"""Questions and labels about use by others, and a plain answer behind them: "May other towns buy? No", "Extend to others: declined"."""

from __future__ import annotations

import re

from clausescan.extract.cooperative_view import View

# Words that only announce an answer: "A:", "Vendor's response:".
_ANNOUNCED = r"""(?:\(?\s*(?:A|Ans(?:wer)?|Reply|Response|Vendor|Supplier|Bidder|Contractor|Proposer|Offeror
    |(?:the\s+|our\s+)?(?:vendor|supplier|bidder|contractor|proposer|offeror|company|city|county|district)(?:['’]s)?\s+(?:answer|response|reply))
    \s*(?:is|was)?\s*[:.=–—-]\s*)?"""
_NO = r"""(?:\(?\s*(?:no|n|none|never)(?=\s*(?:[.,;:!)\]\n–—-]|$))(?!\s*\.?\s*\#?\s*\d)
    |(?:is\s+|are\s+|hereby\s+)?(?:declined?s?|refused|denied|rejected|prohibited
      |not\s+(?:allowed|permitted|authori[sz]ed|offered|accepted|available|interested|applicable|at\s+this\s+time|agreed))\b
    |(?:(?:sorry|unfortunately|regrettably),?\s+)?(?:i|we|they|it|vendor|bidder|supplier|contractor)\s+(?:must\s+|regretfully\s+|respectfully\s+)?
      (?:(?:do|does|will|would|can|could|may|shall|are|is|am)\s*(?:not\b|n['’]t\b)|cannot\b|can['’]t\b|won['’]t\b|don['’]t\b|decline)
    |(?:do|does|will|would|can|may|shall)\s*not\s+(?:accept|agree|extend|wish|offer|sell|participate)\b|cannot\b|can\s+not\b)"""
_YES = r"""(?:\(?\s*(?:yes|y|accepted|agreed|allowed|permitted|certainly|of\s+course|absolutely|they\s+(?:may|can)|any|all
    |we\s+(?:will|do|agree|accept))\b)"""
_AFTER_QUESTION = re.compile(rf"[\s\"”’)]*{_ANNOUNCED}(?:(?P<no>{_NO})|(?P<yes>{_YES}))", re.VERBOSE | re.IGNORECASE)
_LABEL = re.compile(
    rf"""(?:\(\s*(?:Y\s*/\s*N|Yes\s*/\s*No|Y\s+or\s+N|Yes\s+or\s+No)\s*\)\s*[:.–—-]?|[:=]|\s[–—-]{{1,2}}\s|\.{{3,9}}|\s\|\s|\?)\s*
        {_ANNOUNCED}(?:(?P<no>{_NO})|(?P<yes>{_YES}))""",
    re.VERBOSE | re.IGNORECASE,
)
_REACH = 60
"""Code points behind a sentence in which its answer begins."""


def asks(view: View) -> bool:
    """True for a question."""
    return view.text[view.start : view.end].rstrip(' "”’)').endswith("?")


def answer_after(view: View) -> str | None:
    """The plain answer, yes or no, right behind a question; None where there is none."""
    found = _AFTER_QUESTION.match(view.text, view.end, min(len(view.text), view.end + _REACH))
    return ("no" if found["no"] else "yes") if found else None


def labelled_no(view: View, start: int) -> int | None:
    """Where, behind `start` in a sentence, a label or question is answered with no before it is answered otherwise; None where it is not."""
    found = _LABEL.search(view.text, start, view.end)
    return found.start() if found and found["no"] else None
