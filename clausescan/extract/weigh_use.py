"""Why a cooperative-use clause was read as it was: the words its rules took, who does what in it, and what in it or near it spoke the other way."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausescan.core.document import Document
from clausescan.core.explanation import Against, Reason, Weighed
from clausescan.core.finding import CooperativeUse, Finding, Polarity
from clausescan.core.result import Part
from clausescan.core.span import Span
from clausescan.extract.cooperative.candidates import paragraphs, sentences
from clausescan.extract.cooperative.extension import extend_frames
from clausescan.extract.cooperative.find import NEAR, view_of
from clausescan.extract.cooperative.judge import Says, judge
from clausescan.extract.cooperative.participation_tables import TABLE
from clausescan.extract.cooperative.uses import use_frames
from clausescan.extract.cooperative.view import BUYERS, Frame, View
from clausescan.extract.matcher import ClauseMatcher, RuleMatch
from clausescan.extract.reasons import reason_of, regular_rules, rule_of, word_rules

MOST_WORDS = 8
_ASIDE = frozenset({"issuer", "vendor", "others"})
_GATES = ("gate.", "limit.", "deny.")
_SAYS = {
    Says.DENY: "A sentence near it refuses use by others.",
    Says.LIMIT: "A sentence near it sets a condition or a limit.",
    Says.REVERSE: "A sentence near it speaks of the lead agency using others' contracts; that grants nothing.",
    Says.SUPPORT: "A sentence near it only presupposes use by others; that neither grants nor refuses.",
}
_TURNS = re.compile(
    r"(?:\b[\w’']+\s+){0,2}\b(?:not|no|never|nor|neither|cannot|unless|except|only|provided\s+that|subject\s+to|prohibit\w*|declin\w*)\b(?:\s+[\w’']+){0,4}",
    re.IGNORECASE,
)
_MOST_TURNS = 4
_MOST_ALIKE = 3
_MOST_FRAMES = 4


def use_reasons(document: Document, part: Part, found: Finding[CooperativeUse], matcher: ClauseMatcher) -> tuple[Reason, ...]:
    """The rules behind the value, the deciding one first: the rule whose sentence the value carries, then the origins of the evidence."""
    views = _views(document, part, found, matcher)
    said = [m.rule for view in views for m in view.matches if m.rule.why == found.value.why]
    why = found.value.why
    own = [Reason(said[0].id if said else rule_of(why) or found.evidence[0].origin, why)] if why else []
    decided = judge(views[0])
    behind = decided is not None and decided.decided_by.rule.id in {e.origin for e in found.evidence}
    told = [Reason(decided.told.id, decided.told.why)] if decided and behind and decided.told else []
    origins = dict.fromkeys(e.origin for e in found.evidence)
    rest = [Reason(o, sentence) for o in origins if (sentence := reason_of(o)) and sentence != found.value.why]
    return (*told, *own, *rest)


def use_words(document: Document, part: Part, found: Finding[CooperativeUse], matcher: ClauseMatcher) -> tuple[Weighed, ...]:
    """The words that weighed, those that decided first, then who and what, then conditions; at most eight. Empty for a table that was read."""
    rule = regular_rules().get(found.evidence[0].origin)
    if rule is not None:
        span = found.evidence[-1].span
        hit = rule.search(document.text, span.start, span.end)
        return (weighed(document, Span(*hit.span()), rule.why, rule.id),) if hit else ()
    if found.evidence[0].origin == TABLE:
        return ()  # a form was read, not its wording
    views = _views(document, part, found, matcher)
    ranked = sorted(((_rank(m, found), m.span.start, m) for view in views for m in view.matches if m.rule.finds not in _ASIDE), key=lambda r: r[:2])
    kept: list[RuleMatch] = []
    for _, _, match in ranked:
        same = [k for k in kept if k.rule is match.rule]
        again = any(_flat(document, k.span).lower() == _flat(document, match.span).lower() or k.span.overlaps(match.span) for k in same)
        if len(same) < _MOST_ALIKE and not again and not any(k.span.contains(match.span) for k in kept):
            kept.append(match)
    return tuple(weighed(document, m.span, m.rule.why, m.rule.id) for m in kept[:MOST_WORDS])


def use_frame_words(document: Document, part: Part, found: Finding[CooperativeUse], matcher: ClauseMatcher) -> tuple[str, ...]:
    """Who does what to whose contract, one line a verb that has a buyer, the deciding sentence first; four at most, empty where no verb has one."""
    if found.evidence[-1].origin not in word_rules():
        return ()
    views = _views(document, part, found, matcher)
    lines = (_frame(view, f) for view in views for f in (*use_frames(view), *extend_frames(view)) if f.buyer is not None)
    return tuple(dict.fromkeys(lines))[:_MOST_FRAMES]


def use_against(document: Document, part: Part, found: Finding[CooperativeUse], matcher: ClauseMatcher) -> tuple[Against, ...]:
    """What spoke the other way: words that could turn the sentence, conditions, sentences near it that say otherwise, exceptions of the rule."""
    views = _views(document, part, found, matcher)
    grants = found.value.polarity in (Polarity.PERMITS, Polarity.RESTRICTS)
    return (
        *(_turning(document, found) if grants else ()),
        *(_conditions(document, views, found) if grants else ()),
        *_neighbours(document, part, found, matcher),
        *_exceptions(found),
    )


def weighed(document: Document, span: Span, meaning: str, rule: str) -> Weighed:
    """Those words with their page."""
    return Weighed(_flat(document, span), span, document.page_of(span.start), meaning, rule)


def _flat(document: Document, span: Span) -> str:
    """The words there on one line."""
    return " ".join(document.quote(span).split())


def _views(document: Document, part: Part, found: Finding[CooperativeUse], matcher: ClauseMatcher) -> tuple[View, ...]:
    """The sentences of the evidence with what the rules match in them, the deciding one first."""
    decisive = found.evidence[-1].span
    spans = [decisive, *(s for s in _sentences(document, part, found.evidence[0].span) if not s.overlaps(decisive))]
    return tuple(view_of(document, s, matcher) for s in spans)


def _sentences(document: Document, part: Part, span: Span) -> Iterator[Span]:
    start, end = max(part.span.start, span.start), min(part.span.end, span.end)
    for block in paragraphs(document.text, Span(start, max(start, end))):
        yield from sentences(document.text, block)


def _rank(match: RuleMatch, found: Finding[CooperativeUse]) -> int:
    """The deciding rule, then who, verbs and contract, then gates and limits, then the rest."""
    if match.rule.id == found.evidence[-1].origin or match.rule.why == found.value.why:
        return 0
    finds = match.rule.finds
    if finds in BUYERS:
        return 1
    return 2 if finds == "object" or finds.startswith("verb.") else 3 if finds.startswith(_GATES) else 4


def _frame(view: View, frame: Frame) -> str:
    """As in: other agencies · may buy from · the resulting contract."""
    contract = frame.object or frame.foreign
    assert frame.buyer is not None
    said = [view.words(m) for m in (frame.buyer, frame.verb, contract) if m is not None]
    told = " · ".join(f"“{' '.join(words.split())}”" for words in said)
    notes = [
        "denied" if frame.denied else "",
        "taken for granted, not granted" if frame.presumed else "",
        "somebody else's contract" if frame.foreign and not frame.object else "",
        "which contract is not said here" if contract is None else "",
    ]
    return f"{told} ({'; '.join(n for n in notes if n)})" if any(notes) else told


def _turning(document: Document, found: Finding[CooperativeUse]) -> Iterator[Against]:
    """Words that could turn a grant into its contrary, and did not."""
    span = found.evidence[-1].span
    for match in list(_TURNS.finditer(document.text, span.start, span.end))[:_MOST_TURNS]:
        words = " ".join(match[0].split())
        yield Against("A word that limits or denies; it was not taken to refuse the use itself.", words, document.page_of(match.start()))


def _conditions(document: Document, views: tuple[View, ...], found: Finding[CooperativeUse]) -> Iterator[Against]:
    seen = {found.value.why}
    told = "Also a condition" if found.value.polarity is Polarity.RESTRICTS else "Words that can set a condition, and were not taken to do so here"
    for match in (m for view in views for m in view.matches if m.rule.finds.startswith(_GATES)):
        if match.rule.why not in seen:
            seen.add(match.rule.why)
            yield Against(f"{told}: {match.rule.why}", _flat(document, match.span), document.page_of(match.span.start))


def _neighbours(document: Document, part: Part, found: Finding[CooperativeUse], matcher: ClauseMatcher) -> Iterator[Against]:
    """Sentences near the clause, and not of it, that say something else about use by others."""
    clause = found.evidence[0].span
    window = Span(max(part.span.start, clause.start - NEAR), min(part.span.end, clause.end + NEAR))
    own = judge(view_of(document, found.evidence[-1].span, matcher))
    for span in _sentences(document, part, window):
        other = None if any(span.overlaps(e.span) for e in found.evidence) else judge(view_of(document, span, matcher))
        if other is not None and other.says in _SAYS and (own is None or other.says is not own.says):
            yield Against(_SAYS[other.says], _flat(document, span), document.page_of(span.start))


def _exceptions(found: Finding[CooperativeUse]) -> Iterator[Against]:
    """That the exceptions of the deciding rule were looked for."""
    rule = word_rules().get(found.evidence[-1].origin)
    if rule is not None and rule.unless:
        many = len(rule.unless)
        told = "The one exception of the rule was looked for and does" if many == 1 else f"The {many} exceptions of the rule were looked for and do"
        yield Against(f"{told} not touch the words that decided ({rule.id}).")
