"""Questions about others' use and the answers that stand behind them: "May another town order? Yes."."""

from __future__ import annotations

import re
from enum import StrEnum

from clausescan.core.span import Span


class Answer(StrEnum):
    """What a question got: nothing is no answer at all, a form's boxes among them."""

    YES = "yes"
    NO = "no"
    LIMITED = "limited"
    """Yes on a condition, or no with an exception."""
    NONE = "none"


_LABEL = (
    r"\s{0,20}(?:(?:(?:the\s+)?(?:vendor|bidder|supplier|offeror|proposer|contractor|company)(?:['’]s)?\s+)?(?:A|R|Ans|Answer|Response|Reply|Resp)"
    r"\s?\d{0,3}\s?[:.)–-]\s{0,10})?[\"“'‘(]?"
)
_YES = (
    r"(?:yes|certainly|of\s+course|absolutely|affirmative|indeed|agreed|you\s+(?:may|can)|they\s+(?:may|can)|it\s+(?:may|can|is|does)|we\s+(?:do|will|agree)"
    r"|any\s+(?:of\s+them|public|other|agency|town|city|county|district)[^.?!]{0,60}\b(?:may|can))\b(?!\s+not\b)"
)
_NO = (
    r"(?:no|none|negative|never|not|sorry|declined?|(?:you|they)\s+(?:may\s+not|cannot|can't)"
    r"|we\s+(?:do\s+not|will\s+not|don't|decline))\b"
)
# A box, a blank or the other choice right behind the word: a form to fill in, no answer.
_CHOICE = r"(?!\W{0,4}(?:[☐☒☑❑❏□▢○◯_\[]|\(\s{0,3}[xX]?\s{0,3}\))|\s*(?:/|\bor\b)?\s*no\b)"
_ANSWER = re.compile(rf"{_LABEL}(?:(?P<yes>{_YES})|(?P<no>{_NO})){_CHOICE}[^.?!]{{0,400}}[.!]?", re.IGNORECASE)
_ASIDE = re.compile(r"[ \t\n]{1,3}(?!Q\b)[A-Z][^.?!]{0,300}[.!]")
_CONDITION = re.compile(
    r"\b(?:if|provided|subject|only|within|unless|until|limited|limits|except(?!ion)|but|upon|after|once|with\s+(?:the\s+)?(?:written\s+)?(?:consent|approval)"
    r"|must\s+(?:first|sign|join|ask)|up\s+to|in\s+the\s+(?:county|region|area|state))\b",
    re.IGNORECASE,
)
_NO_LIMIT = re.compile(
    r"\b(?:no|without)\s+(?:limit\w*|exception\w*|condition\w*)|\b(?:except|but|only)\s+(?:for\s+)?(?:us\b|ourselves|our\s+own\b)", re.IGNORECASE
)


def with_answer(text: str, sentence: Span, limit: int) -> Span:
    """The sentence, and where it is a question that is answered, its answer too; never beyond `limit`. A bare "Yes." takes the sentence behind it."""
    if not text[sentence.start : sentence.end].rstrip(' \t\n"”’)').endswith("?"):
        return sentence
    found = _ANSWER.match(text, sentence.end, limit)
    if found is None:
        return sentence
    end = found.end()
    if end - sentence.end < 30 and (more := _ASIDE.match(text, end, limit)):
        end = more.end()
    return Span(sentence.start, end)


def answer_in(text: str) -> tuple[bool, Answer]:
    """Whether a text (a sentence with its answer) asks something first, and the answer."""
    at = text.find("?")
    if at < 0:
        return False, Answer.NONE
    found = _ANSWER.match(text, at + 1)
    if found is None:
        return True, Answer.NONE
    rest = _NO_LIMIT.sub(" ", text[at + 1 :])
    if _CONDITION.search(rest):
        return True, Answer.LIMITED
    return True, Answer.YES if found["yes"] else Answer.NO
