"""Questions whether others may use the contract, and what stands behind them: "May the library ride this bid? With our letter, yes."."""

from __future__ import annotations

import re
from functools import cache

from clausescan.core.span import Span
from clausescan.extract.cooperative.sense import Judgement, Says, buyers_of
from clausescan.extract.cooperative.view import View
from clausescan.extract.matcher import RuleMatch
from clausescan.extract.rules import Rule
from clausescan.extract.wordings import Wording

_OF_OTHERS = Wording("cooperative/asked.of-others")
_ELSEWHERE = Wording("cooperative/asked.elsewhere")
_LABEL = Wording("cooperative/asked.answer-label")
_NEXT = Wording("cooperative/asked.next-question")
_NO = Wording("cooperative/asked.no")
_YES = Wording("cooperative/asked.yes")
_HELD = Wording("cooperative/asked.held")
_BUT_SOME = Wording("cooperative/asked.but-some")
_WHYS = {
    Says.GRANT: "A question whether others may use the contract is answered with yes.",
    Says.LIMIT: "A question whether others may use the contract is answered with a condition.",
    Says.DENY: "A question whether others may use the contract is answered with no.",
}
_REACH = 320
"""Code points behind a question in which its answer is read."""


def asked_use(view: View) -> Judgement | None:
    """A question whether others may use the contract with its answer, as one; None where nothing of the kind is asked, or nobody answers.

    What the vendor is asked on a form stays with the boxes and blanks behind it.
    """
    at = view.text.find("?", view.start, view.end)
    if at < 0 or not (asks := _OF_OTHERS.search(view.text[view.start : at])) or _ELSEWHERE.search(view.text[view.start : at]):
        return None
    answer, end = _answer(view.text, at + 1)
    says = _sense(answer)
    if says is None:
        return None
    by = RuleMatch(_rule(says), Span(view.start + asks.start(), view.start + asks.end()))
    return Judgement(says, Span(view.start, max(end, view.end)), by, view, buyers_of(view))


def _answer(text: str, start: int) -> tuple[str, int]:
    """The words of the answer and where they end: at the next question, or after so many code points at the end of a sentence."""
    after = text[start : start + _REACH]
    if following := _NEXT.search(after):
        after = after[: following.start()]
    label = _LABEL.match(after)
    begins = label.end() if label else 0
    ends = [m.end() for m in re.finditer(r"[.!](?=\s|$)", after[begins:])]
    stop = begins + (ends[1] if len(ends) > 1 else ends[0] if ends else len(after) - begins)
    return after[begins:stop].strip(), start + len(after[:stop].rstrip())


def _sense(answer: str) -> Says | None:
    if not answer or "___" in answer or answer.startswith(("[", "(", "☐", "☒")):
        return None
    if _NO.match(answer):
        return Says.LIMIT if _BUT_SOME.search(answer) else Says.DENY
    if _HELD.search(answer):
        return Says.LIMIT
    return Says.GRANT if _YES.match(answer) else None


@cache
def _rule(says: Says) -> Rule:
    return Rule(f"asked-{says}", "asked", _WHYS[says], ())
