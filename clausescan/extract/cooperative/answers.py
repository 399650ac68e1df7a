"""Questions and labels about use by others, and a plain answer behind them: "May other towns buy? No", "Extend to others: declined"."""

from __future__ import annotations

import re

from clausescan.extract.cooperative.view import View

# Words that only announce an answer: "A:", "Vendor's response:".
_ANNOUNCED = r"""(?:\(?\s*(?:A|Ans(?:wer)?|Reply|Response|Vendor|Supplier|Bidder|Contractor|Proposer|Offeror
    |(?:the\s+|our\s+)?(?:vendor|supplier|bidder|contractor|proposer|offeror|company|city|county|district)(?:['’]s)?\s+(?:answer|response|reply))
    \s*(?:is|was)?\s*[:.=–—-]\s*)?"""
_NO = r"""(?:\(?\s*(?:no|n|none|never)(?=\s*(?:[.,;:!)\]\n–—-]|$))(?!\s*\.?\s*\#?\s*\d)
    |(?:is\s+|are\s+|hereby\s+)?(?:declined?s?|refused|denied|rejected|prohibited
      |not\s+(?:under|on|for|in|allowed|permitted|authori[sz]ed|offered|accepted|available|interested|applicable|at\s+this\s+time|agreed))\b
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
    return view.text[view.start : view.end].rstrip(' \n"”’)').endswith("?")


def answer_after(view: View) -> str | None:
    """The plain answer, yes or no, right behind a question; None where there is none."""
    found = _AFTER_QUESTION.match(view.text, view.end, min(len(view.text), view.end + _REACH))
    if found:
        return "no" if found["no"] else "yes"
    return "no" if _SENTENCE_NO.match(view.text, view.end, min(len(view.text), view.end + 3 * _REACH)) else None


# An answer in a whole sentence: "This award may not be piggybacked".
_SENTENCE_NO = re.compile(
    rf"""[\s\"”’)]*{_ANNOUNCED}(?:(?!\b(?:unless|only|except|but|until|without)\b)[^.;?]){{0,90}}?
        (?:\b(?:may|can|could|will|would|shall|is|are|was|does|do|did|has|have)\s*(?:not\b|n['’]t\b)|\bcannot\b)
        (?!\s+(?:\w+\s+)?(?:object|oppose|mind|prevent|preclud|prohibit|limit|restrict|been|yet|know|decid|determin))""",
    re.VERBOSE | re.IGNORECASE,
)
# A request reported, and how it ended: "asked if the villages could buy … said they could not".
_REPORTED = re.compile(
    r"(?<!are\s)(?<!is\s)(?<!be\s)(?<!hereby\s)\b(?:asked|asking|inquired|wondered|requested|discussed|considered|question(?:ed)?)\b"
    r"|\b(?:your|their)\s+(?:\w+\s+)?(?:request|inquiry|letter|interest|wish)\b",
    re.IGNORECASE,
)
_ENDED_NO = re.compile(
    r"""\b(?:(?:must|have\s+to|respectfully|regretfully)\s+(?:\w+\s+)?declin\w+|(?:not|un)\s*able\s+to|(?:could|may|can|would|will|should|do|does|did)\s+not|cannot
        |decided\s+against|(?:that\s+)?[\w\s]{1,30}\s+not\s+(?:permit|allow)|den(?:y|ied)|refused|declined|rejected)\b|n['’]t\b""",
    re.VERBOSE | re.IGNORECASE,
)


def reported_no(view: View, start: int) -> str | None:
    """How a request for use ended that is reported before `start`: "no", or "open" where no refusal stands behind; None where none is reported."""
    if not _REPORTED.search(view.text, max(view.start, start - 110), start):
        return None
    return "no" if _ENDED_NO.search(view.text, start, min(len(view.text), view.end + 160)) else "open"


def labelled_no(view: View, start: int) -> int | None:
    """Where, behind `start` in a sentence, a label or question is answered with no before it is answered otherwise; None where it is not."""
    found = _LABEL.search(view.text, start, view.end)
    return found.start() if found and found["no"] else None


# The vendor's or the amendment's word on the sentence just read: "Response: exception", "This paragraph is deleted".
_REPLY = re.compile(
    rf"""[\s\"”’)\]—–-]*(?:(?:(?:vendor|bidder|supplier|contractor|proposer|offeror|our|company)(?:['’]s)?\s+)?(?:response|reply|answer|comments?|exceptions?)\s*[:.–—-]\s*)
        (?:{_NO}|exception\b|(?:takes?|taking)\s+exception|not\s+agreed|(?:does|do)\s+not\s+comply|non-?complian|disagree|reject|we\s+take\s+exception)""",
    re.VERBOSE | re.IGNORECASE,
)
_GONE = re.compile(
    r"""[^\f]{0,120}?\b(?:this|that|(?:the\s+)?(?:above|foregoing|preceding))\s+(?:section|paragraph|clause|provision|sentence|article|language|permission|right|option
            |privilege|authorization|consent)s?\s+(?:\w+\s+){0,3}?
        (?:(?:is|was|were|are|been|be)\s+(?:hereby\s+|now\s+)?(?:deleted|struck|stricken|withdrawn|revoked|rescinded|removed|void|waived|inapplicable|not\s+(?:applicable|accepted|agreed))
          |(?:does|do|shall|will)\s+not\s+apply)\b
      |\s*(?:they|it)\s+(?:may|can)\s+(?:\w+\s+){0,2}no\s+longer\b|\s*(?:this|that)\s+is\s+(?:now\s+)?over\b
      |[^\f]{0,80}?\bno\s+such\s+(?:purchase|use|order|sale|right|extension|participation)s?\s+(?:shall|will|may|is|are)\s+(?:be\s+)?
        (?:made|permitted|allowed|accepted|authori[sz]ed|honou?red|given|granted)
      |\s*(?:it|this|that)\s+(?:is|was|has\s+been|has\s+since\s+been)\s+(?:hereby\s+|now\s+)?(?:deleted|struck|stricken|withdrawn|revoked|rescinded|removed)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_TAKES_OUT = re.compile(
    r"\b(?:delet\w+|strik\w+|struck|stricken|remov\w+|omit\w*|withdraw\w*|exception)\b(?![^.:]{0,80}\b(?:replac|insert|substitut|add))[^.:]{0,100}(?::|\bread(?:s|ing)|\bstat(?:es|ing))\W*$",
    re.IGNORECASE,
)


def retracted(view: View) -> bool:
    """True where the words right behind a sentence take it back, or those right before say that what follows is taken out."""
    after = view.text[view.end : view.end + 260].split("\n\n\n")[0]
    before = view.text[max(0, view.start - 160) : view.start]
    return bool(_REPLY.match(after) or _GONE.match(after) or _TAKES_OUT.search(before))
