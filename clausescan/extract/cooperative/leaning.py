"""What the wording of a sentence leans to that names a buyer, an act and a contract, and that no rule could read (CLAUSES 4, precision first).

Rules come first. Where none speaks, words that were learnt from labelled cases may say that others use the contract behind some condition, are
refused, or that the issuer uses somebody else's contract. They never permit: that takes words that a rule has found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache

from clausescan.core.finding import ClauseClass, CooperativeUse, Polarity
from clausescan.core.span import Span
from clausescan.extract.cooperative.judge import DEFINES
from clausescan.extract.cooperative.paragraph import told_of_elsewhere
from clausescan.extract.cooperative.said import other_matter
from clausescan.extract.cooperative.sense import Judgement, Says, buyers_of, made
from clausescan.extract.cooperative.signs import FAVOURED, REFERENCES, foreign_ground, is_public, sellers_assignment
from clausescan.extract.cooperative.view import View
from clausescan.extract.matcher import RuleMatch
from clausescan.extract.reasons import reason_of
from clausescan.extract.rules import Rule
from clausescan.extract.wordings import Wording

Ask = Callable[[str], Mapping[str, float]]
"""The words of a paragraph to a probability a label, as the classifier gives it."""

_LEANING = "leaning"
LEANS_TO_A_CONDITION = "The wording, as learnt from labelled clauses, leans to a grant behind a condition that no rule reads."
_LABELS = {
    Says.LIMIT: ("cooperative_permits", "cooperative_restricts"),
    Says.DENY: ("cooperative_prohibits",),
    Says.REVERSE: ("cooperative_reverse",),
}
_SURE = {Says.DENY: 0.7, Says.REVERSE: 0.6}
_SURE_OF_USE = (0.8, 0.9)
"""For a use by others: where a buyer, an act and a contract are named, and where one of the last two is not.

Measured on families that the model had not seen (2,753 cases): rules alone find .673 of the grants and call 31 other texts a grant; with these it
is .722 and 32, with .7 and .85 it is .727 and 34, with .6 and .8 it is .733 and 35.
"""
_SURE_IN_LONG = 0.9
_LONG_PART = 2_000
"""Code points: a paragraph of a whole document is far seldomer of use by others than one that somebody has taken out."""
_SURE_AGAINST_A_TALE, _TALE = 0.8, 0.1
_SHARE_OF_FREE = 0.1
"""A grant whose wording leans so little to a free one, and so much to one with a condition, is read as the narrower.

Measured as above: rules alone call 29 conditional grants free; with .05 it is 16, with this 12, with .2 it is 9; .05 finds .658 of the free grants,
this .654, .2 finds .646.
"""
_AGAINST = (
    (Says.DENY, 0.7, ClauseClass.PROHIBIT, Polarity.PROHIBITS),
    (Says.REVERSE, 0.9, ClauseClass.REVERSE, Polarity.REVERSE),
)
"""How sure wording must be to turn a free grant, and into what; a cooperative's own clauses read much like tales of it."""
_AROUND = 350
_LONG = 600
"""Code points of a sentence; what is longer is a list or a private contract, in which words of many matters stand side by side."""
_ACTS = ("verb.use", "verb.extend", "verb.assign", "plain.sells", "plain.reaches", "plain.gets", "plain.right", "plain.label", "grant.nominal")
_USE_OF_IT = Wording("cooperative/unsaid.use-of-it")
_OF_ANOTHER = Wording("cooperative/unsaid.of-another")
_CONTENTS = Wording("cooperative/leaning.contents")
_REFUSES = Wording("cooperative/leaning.refuses")
_FORM = Wording("cooperative/leaning.form")
"""Boxes and blanks: the forms of a whole document are read by rules, with their marks."""


@cache
def _rule(says: Says) -> Rule:
    """What stands in the evidence for wording that leans so."""
    return Rule(f"leaning-{says}", _LEANING, reason_of(f"leaning-{says}") or "", ())


def only_leans(origin: str) -> bool:
    """True for the origin of a clause that no rule read: what only leans turns nothing that a rule found."""
    return origin.startswith(_LEANING)


def leanings(undecided: Iterable[View], judged: Iterable[Judgement], ask: Ask) -> list[Judgement]:
    """A judgement for each sentence that no rule read and whose wording leans one way surely enough, in reading order.

    None beside a sentence that a rule has read: what stands around a grant goes on about it.
    """
    taken = [j.span for j in judged if j.says not in (Says.SUPPORT, Says.INCORP)]
    found: list[Judgement] = []
    for view in undecided:
        around = _around(view)
        if not any(around.overlaps(t) for t in taken) and _of_purchasing(view) and (one := _leans(view, ask(view.text[around.start : around.end]))):
            found.append(one)
            taken.append(one.span)
    return found


def surely_grants(one: Judgement, ask: Ask | None) -> bool:
    """True where the wording of the paragraph leans to a grant so surely that it is not taken for a tale of somebody else's contract."""
    if ask is None:
        return False
    around = _around(one.view)
    said = ask(one.view.text[around.start : around.end])
    return _share(said, Says.LIMIT) > _SURE_AGAINST_A_TALE and _share(said, Says.REVERSE) < _TALE


def by_rules(use: CooperativeUse, judged: Iterable[Judgement]) -> CooperativeUse:
    """The clause as read; one that permits by no rule is held back, whatever is marked on a form. A plain "yes" to a question is a rule's."""
    answered = use.election is not None and use.election.style == "sentence"
    if use.polarity is not Polarity.PERMITS or answered or any(j.decided_by.rule.finds != _LEANING for j in judged):
        return use
    return replace(use, polarity=Polarity.RESTRICTS)


def not_free(use: CooperativeUse, text: str, clause: Span, ask: Ask | None) -> CooperativeUse:
    """The clause as read; a free grant whose wording leans surely to a refusal, a tale or a condition is read as that.

    A grant by the vendor's own mark on a form stays: the mark decides, not the wording.
    """
    if ask is None or use.polarity is not Polarity.PERMITS or use.election is not None:
        return use
    paragraph = text[slice(*_paragraph(text, clause))]
    around = ask(paragraph)
    for says, sure, kind, polarity in _AGAINST:
        if _share(around, says) > sure and (says is not Says.DENY or _REFUSES.search(paragraph)):
            return CooperativeUse(kind, polarity, why=_rule(says).why)
    said = ask(text[clause.start : clause.end])
    free, limited = (said.get(label, 0.0) for label in _LABELS[Says.LIMIT])
    return replace(use, polarity=Polarity.RESTRICTS, why=LEANS_TO_A_CONDITION) if free < _SHARE_OF_FREE * (free + limited) else use


def _around(view: View) -> Span:
    return Span(*_paragraph(view.text, Span(view.start, view.end)))


def _paragraph(text: str, inner: Span) -> tuple[int, int]:
    """Where the paragraph begins and ends, at most so much of it on each side."""
    last = text.find("\n\n", inner.end, inner.end + _AROUND)
    return max(text.rfind("\n\n", 0, inner.start) + 1, inner.start - _AROUND), last if last >= 0 else min(len(text), inner.end + _AROUND)


def _of_purchasing(view: View) -> bool:
    """True where a sentence is short enough to be of one matter, and not of another world that speaks of agencies and contracts too."""
    text = view.text[view.start : view.end]
    if len(text) > _LONG or (len(view.text) > _LONG_PART and (_FORM.search(text) or _sure_of_use(view) is None)):
        return False  # in a whole document only a sentence that names another buyer and no other contract is looked at
    other = DEFINES.match(text) or _CONTENTS.search(text) or FAVOURED.search(text) or REFERENCES.search(text)
    return not (other or other_matter(text) or foreign_ground(text) or sellers_assignment(view, text))


def _leans(view: View, said: Mapping[str, float]) -> Judgement | None:
    says = max(_LABELS, key=lambda s: _share(said, s))
    sure = _sure_of_use(view) if says is Says.LIMIT else _SURE[says]
    least = _SURE_IN_LONG if len(view.text) > _LONG_PART else 0.0
    if sure is None or _share(said, says) < max(sure, least):
        return None
    if says is Says.DENY and not _REFUSES.search(view.text[view.start : view.end]):
        return None
    if says is Says.REVERSE and not all(w.search(view.text[view.start : view.end]) for w in (_USE_OF_IT, _OF_ANOTHER)):
        return None  # a letterhead or title: nothing is used, or of nobody else
    return made(says, view, RuleMatch(_rule(says), Span(view.start, view.end)), buyers_of(view))


def _share(said: Mapping[str, float], says: Says) -> float:
    return sum(said.get(label, 0.0) for label in _LABELS[says])


def _sure_of_use(view: View) -> float | None:
    """How sure a use by others must be: the less, the more of what makes one is named; None where no other buyer is, or somebody else's contract."""
    text = view.text[view.start : view.end]
    if not (view.found("others") or any(is_public(view, b, text) for b in buyers_of(view))) or view.found("foreign") or told_of_elsewhere(view):
        return None
    named = bool(view.found(*_ACTS)) + bool(view.found("object"))
    return _SURE_OF_USE[2 - named] if named else None
