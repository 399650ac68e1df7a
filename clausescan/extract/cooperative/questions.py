"""Questions about others' use and the answers that stand behind them: "May another town order? Yes."."""

from __future__ import annotations

from enum import StrEnum

from clausescan.core.span import Span
from clausescan.extract.wordings import Wording


class Answer(StrEnum):
    """What a question got: nothing is no answer at all, a form's boxes among them."""

    YES = "yes"
    NO = "no"
    LIMITED = "limited"
    """Yes on a condition, or no with an exception."""
    NONE = "none"


_ANSWER = Wording("cooperative/questions.answer")
_ASIDE = Wording("cooperative/questions.aside")
_CONDITION = Wording("cooperative/questions.condition")
_NO_LIMIT = Wording("cooperative/questions.no-limit")


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
