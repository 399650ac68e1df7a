"""Cooperative-use clauses of a part, each with the words that prove it, and what they come to together (CLAUSES sections 1 to 3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from clausescan.core.document import Document
from clausescan.core.finding import ClauseClass, CooperativeUse, Evidence, Finding, Polarity, Role, cite, finding
from clausescan.core.result import Part
from clausescan.core.span import Span
from clausescan.extract.cooperative.asked import asked_use
from clausescan.extract.cooperative.beside import beside_reverse, beside_wider
from clausescan.extract.cooperative.block import Block
from clausescan.extract.cooperative.bounded import bounded_grant
from clausescan.extract.cooperative.candidates import candidates, sentences
from clausescan.extract.cooperative.denied import may_refuse
from clausescan.extract.cooperative.form_lines import form_line
from clausescan.extract.cooperative.gated import gated_use
from clausescan.extract.cooperative.ground import standing
from clausescan.extract.cooperative.judge import Judgement, Says, judge
from clausescan.extract.cooperative.leaning import Ask, by_rules, leanings, not_free
from clausescan.extract.cooperative.said import said_use, settled
from clausescan.extract.cooperative.setting import public_setting, told_of_others
from clausescan.extract.cooperative.shut import shut_use
from clausescan.extract.cooperative.value import value_of
from clausescan.extract.cooperative.view import BUYERS, View
from clausescan.extract.matcher import ClauseMatcher

LONGEST_QUOTE = 1_200
NEAR = 400
"""Code points: findings no further apart than this belong to one clause."""


def find_cooperative_use(
    document: Document, part: Part, role: Role, matcher: ClauseMatcher, ask: Ask | None = None
) -> tuple[Finding[CooperativeUse], ...]:
    """Every clause of cooperative-use language in a part, in reading order: the block as first evidence, the deciding sentence as second.

    Grants, limits, denials, support, incorporation and the lead's own use of others' contracts; empty if none, and empty for a long
    part that does not speak the language of public purchasing at all.
    """
    if not public_setting(document.text, part.span):
        return ()
    judged = told_of_others(_all_judged(document, part, matcher, ask), role, ask)
    found = []
    for group in grouped(judged):
        block = Block(document, role, tuple(group), tuple(_around(document, part, group, matcher)))
        if value := value_of(block):
            value = not_free(by_rules(value, group), document.text, Span(group[0].span.start, group[-1].span.end), ask)
            found.append(finding("cooperative_use", value, _evidence(document, group)))
    return beside_wider(beside_reverse(found))


def _all_judged(document: Document, part: Part, matcher: ClauseMatcher, ask: Ask | None) -> list[Judgement]:
    """The judgements of all sentences that say something, in reading order: by rules, and where none speaks by what their wording leans to."""
    views = [view_of(document, s, matcher) for s in candidates(document, part.span)]
    read = [(view, _judged(document, view, matcher)) for view in views]
    judged = [j for _, j in read if j]
    if ask is not None:
        judged = sorted([*judged, *leanings((v for v, j in read if j is None), judged, ask)], key=lambda j: j.span.start)
    return list(standing(judged))


def view_of(document: Document, span: Span, matcher: ClauseMatcher) -> View:
    """A sentence with its matches, found without spaCy."""
    return View(document.text, span.start, span.end, matcher.glance(document.quote(span), span.start))


_OF_USE = frozenset({Says.GRANT, Says.LIMIT, Says.DENY, Says.ASSIGN})


def _judged(document: Document, view: View, matcher: ClauseMatcher) -> Judgement | None:
    """The sense of a sentence. One that grants, limits or denies use must do so by spaCy's matches too; most say nothing, and never see spaCy."""
    span = Span(view.start, view.end)
    if answered := asked_use(view):
        return answered
    found = judge(view) if may_say(view) else None
    if (found is None or found.says is not Says.DENY) and (shut := shut_use(view)):
        return shut
    if found is None or found.says not in _OF_USE:
        return gated_use(view, document.quote(span)) or said_use(view) or found or form_line(view)
    sure = judge(replace(view, matches=matcher.matches(document.quote(span), span.start)))
    return settled(sure) if sure else said_use(view)


_SAYING = ("plain.label", "deny.", "grant.", "gate.", "limit.", "reverse", "support", "incorp", "verb.assign")
_DOING = frozenset({"verb.use", "verb.extend", "plain.sells", "plain.reaches", "plain.right", "plain.gets", "plain.refuse", "plain.objection"})


def may_say(view: View) -> bool:
    """False where no sentence with such matches is judged to say anything: none speaks by itself, nor does a buyer stand with a verb or a refusal."""
    names = {match.rule.finds for match in view.matches}
    if any(name.startswith(_SAYING) for name in names) or may_refuse(view):
        return True
    if not (names.isdisjoint(_DOING) or names.isdisjoint({*BUYERS, "others"})):
        return True
    return "object" in names and bounded_grant(view, view.text[view.start : view.end]) is not None


_SIDES = {Says.GRANT: 0, Says.DENY: 0, Says.LIMIT: 0, Says.SUPPORT: 0, Says.ASSIGN: 0, Says.REVERSE: 1, Says.INCORP: 2}


def grouped(judged: Iterable[Judgement]) -> Iterator[list[Judgement]]:
    """Judgements of one kind that stand near one another, as one clause; never longer than a quote may be."""
    group: list[Judgement] = []
    for one in judged:
        if group and (
            _SIDES[group[-1].says] != _SIDES[one.says]
            or one.span.start - group[-1].span.end > NEAR
            or one.span.end - group[0].span.start > 2 * LONGEST_QUOTE
        ):
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def _around(document: Document, part: Part, group: list[Judgement], matcher: ClauseMatcher) -> Iterator[View]:
    """The other sentences of the clause: gates and disclaimers that name no buyer of their own."""
    if not any(j.says in _OF_USE for j in group):
        return
    start, end = group[0].span.start, group[-1].span.end
    text = document.text
    opening = max(part.span.start, text.rfind("\n\n", part.span.start, start) + 1, start - NEAR)
    closing = text.find("\n\n", end, part.span.end)
    closing = min(part.span.end if closing < 0 else closing, end + 2 * NEAR)
    taken = {j.span for j in group}
    for span in sentences(text, Span(opening, max(closing, end))):
        if not any(span.overlaps(t) for t in taken):
            yield view_of(document, span, matcher)


def _evidence(document: Document, group: list[Judgement]) -> tuple[Evidence, ...]:
    decisive = min(group, key=lambda j: _RANK[j.says])
    start, end = group[0].span.start, group[-1].span.end
    if end - start > LONGEST_QUOTE:
        # whole sentences: a quote begins and ends where one does
        start = min(j.span.start for j in group if j.span.start >= decisive.span.start - LONGEST_QUOTE // 4)
        end = max(j.span.end for j in group if j is decisive or j.span.end <= start + LONGEST_QUOTE)
    whole = cite(document, Span(start, end), decisive.decided_by.rule.id)
    exact = cite(document, decisive.span, decisive.decided_by.rule.id)
    return (whole,) if whole.span == exact.span else (whole, exact)


_RANK = {Says.DENY: 0, Says.GRANT: 1, Says.ASSIGN: 2, Says.LIMIT: 3, Says.REVERSE: 4, Says.SUPPORT: 5, Says.INCORP: 6}


def combine(uses: Iterable[CooperativeUse], _role: Role) -> Polarity:
    """What a part's clauses come to (CLAUSES section 1, composition): prohibits, restricts, permits, reverse or silent.

    A refusal wins over a grant; of two grants the narrower holds; support and incorporation alone are silence.
    """
    found = list(uses)
    polarities = {u.polarity for u in found}
    declined = any(u.clause_class in (ClauseClass.DECLINE, ClauseClass.PROHIBIT) for u in found)
    for polarity in (Polarity.PROHIBITS, Polarity.RESTRICTS, Polarity.PERMITS, Polarity.REVERSE):
        if polarity in polarities or (polarity is Polarity.PROHIBITS and declined):
            return polarity
    return Polarity.SILENT
