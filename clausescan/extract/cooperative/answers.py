"""Questions and labels about use by others, and a plain answer behind them: "May other towns buy? No", "Extend to others: declined"."""

from __future__ import annotations

from clausescan.extract.cooperative.view import View
from clausescan.extract.wordings import Wording

AFTER_QUESTION = Wording("cooperative/answers.after-question")
LABEL = Wording("cooperative/answers.label")
_REACH = 60
"""Code points behind a sentence in which its answer begins."""


def asks(view: View) -> bool:
    """True for a question."""
    return view.text[view.start : view.end].rstrip(' \n"”’)').endswith("?")


def answer_after(view: View) -> str | None:
    """The plain answer, yes or no, right behind a question; None where there is none."""
    found = AFTER_QUESTION.match(view.text, view.end, min(len(view.text), view.end + _REACH))
    if found:
        return "no" if found["no"] else "yes"
    return "no" if _SENTENCE_NO.match(view.text, view.end, min(len(view.text), view.end + 3 * _REACH)) else None


_SENTENCE_NO = Wording("cooperative/answers.sentence-no")
_REPORTED = Wording("cooperative/answers.reported")
ENDED_NO = Wording("cooperative/answers.ended-no")


def reported_no(view: View, start: int) -> str | None:
    """How a request for use ended that is reported before `start`: "no", or "open" where no refusal stands behind; None where none is reported."""
    if not _REPORTED.search(view.text, max(view.start, start - 110), start):
        return None
    return "no" if ENDED_NO.search(view.text, start, min(len(view.text), view.end + 160)) else "open"


def labelled_no(view: View, start: int) -> int | None:
    """Where, behind `start` in a sentence, a label or question is answered with no before it is answered otherwise; None where it is not."""
    found = LABEL.search(view.text, start, view.end)
    return found.start() if found and found["no"] else None


_REPLY = Wording("cooperative/answers.reply")
_GONE = Wording("cooperative/answers.gone")
_TAKES_OUT = Wording("cooperative/answers.takes-out")


def retracted(view: View) -> Wording | None:
    """What takes a sentence back right behind it, or says right before that what follows is taken out; None where nothing does."""
    after = view.text[view.end : view.end + 260].split("\n\n\n")[0]
    before = view.text[max(0, view.start - 160) : view.start]
    if by := next((w for w in (_REPLY, _GONE) if w.match(after)), None):
        return by
    return _TAKES_OUT if _TAKES_OUT.search(before) else None
