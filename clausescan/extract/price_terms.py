"""How long prices hold and how they move: firm for a time, by an index, by steps, on request, falls passed on (COMPETITION 5)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from clausescan.core.document import Document
from clausescan.core.finding import Evidence, Finding, cite, finding
from clausescan.core.price_terms import PriceTerm, PriceTermKind
from clausescan.core.result import Part
from clausescan.core.span import Span
from clausescan.extract import price_words as words
from clausescan.extract.anchored import places
from clausescan.extract.many_words import ManyWords, shared_anchors
from clausescan.extract.pattern_rules import PatternRule, load_rules, lowered
from clausescan.extract.rule_hits import sentences_of

MAX_TERMS = 20
_MOST_SENTENCES = 1_500
"""Sentences with a cue word that are looked at in one part."""
_SUBJECTS = (
    *("price", "pricing", "rates", "fee ", "fees", "cost ", "costs", "charges", "increase", "compensation", "discount", "escalat", "surcharge"),
    *("adjustment", "cpi", "cost ind", "valid ", "withdraw", "irrevocable", "remain open", "open for", "stays open"),
)
"""What every sentence on prices, or on how long an offer is held, has at least one of."""
_CUES = (
    *("firm", "fixed", "locked", "hold", "held", "guarant", "honor", "the same", "good ", "valid ", "open ", "withdraw", "unchanged", "constant"),
    *("price protection", "alter", "vary", "without", "grow", "inflate", "% of", "higher", "relief", "credited", "receive", "in force", "in effect"),
    *(
        "increas",
        "escalat",
        "adjust",
        "chang",
        "rais",
        "uplift",
        "revis",
        "redetermin",
        "price ind",
        "cost ind",
        "cpi",
        "ppi",
        "inflation",
        "deflator",
    ),
    *("surcharge", "diesel", "tariff", "updat", "modif", "pass", "plus ", "+", "above the", "negotiat", "agree", "apply"),
    *("decreas", "reduc", "declin", "lower", "fall", "drop", " down"),
)
"""What every rule needs one of."""
_ABOUT = ("request", "increase", "adjust", "escalat", "price", "notice", "approv", "reject", "change")
_OTHER_MATTERS = ("terminat", "insurance", "cancel", "indemn", "default", "warrant")
_MOST_IN_SENTENCE, _MOST_HITS = 3, 300
_NEAR = 450
"""Code points that sentences of one provision may stand apart."""
_DETAILS = 3
"""Sentences after a provision that may tell more of it."""
_LONGEST_QUOTE = 420
_MARGIN = 160
"""Code points by which the quote from a long sentence may reach beyond the words found."""
_STRONGEST = (
    PriceTermKind.INDEX,
    PriceTermKind.PERCENT,
    PriceTermKind.PASSED_ON,
    PriceTermKind.REQUEST,
    PriceTermKind.NEGOTIATED,
)
_HELD = frozenset({PriceTermKind.FIRM, PriceTermKind.OFFER})
_APART = _HELD | {PriceTermKind.DECREASE}


@dataclass(frozen=True, slots=True)
class _Hit:
    """A rule that fired: its words and the sentence."""

    rule: PatternRule
    kind: PriceTermKind
    span: Span
    sentence: Span


def find_price_terms(document: Document, part: Part) -> tuple[Finding[PriceTerm], ...]:
    """What the part says of how its prices hold and move, in the order of the text, at most 20; empty if nothing.

    Sentences of one provision are read together: that prices follow an index, at most by so much, on so many days' notice. How long they are
    firm, and that falls are passed on, are findings of their own.
    """
    hits = _hits(document.text, part.span)
    found = [*_held(document, hits), *(_moving(document, part, group) for group in _groups(part, hits)), *_falling(document, hits)]
    unique: dict[PriceTerm, Finding[PriceTerm]] = {}
    for one in sorted(found, key=lambda f: f.evidence[0].span.start):
        unique.setdefault(one.value, one)
    return tuple(unique.values())[:MAX_TERMS]


def _hits(text: str, span: Span) -> list[_Hit]:
    """Every rule that fires in a sentence with a word for prices, sentence by sentence."""
    small = lowered(text)
    found = places(small, _SUBJECTS, span.start, span.end)
    if not found:
        return []
    sentences = sentences_of(text, span)
    hits: list[_Hit] = []
    behind, tried = span.start, 0
    for at in found:
        if at < behind:
            continue
        sentence = sentences.around(at)
        behind, tried = sentence.end, tried + 1
        if tried > _MOST_SENTENCES or len(hits) > _MOST_HITS:
            break
        said = small[sentence.start : sentence.end]
        if any(word in said for word in _CUES):
            hits += _fired(text, said, sentence)
    return hits


@cache
def _anchors() -> tuple[ManyWords, tuple[tuple[int, ...], ...]]:
    return shared_anchors(rule.anchors for rule in load_rules("prices"))


def _fired(text: str, said: str, sentence: Span) -> Iterator[_Hit]:
    """The rules that fire in one sentence, each wherever it does; `said` is the sentence in lower case."""
    rules, (anchors, asking) = load_rules("prices"), _anchors()
    for number in sorted({number for anchor, _, _ in anchors.hits(said) for number in asking[anchor]}):
        rule = rules[number]
        if not rule.may_match(said):
            continue
        start = sentence.start
        for _ in range(_MOST_IN_SENTENCE):
            match = rule.search(text, start, sentence.end)
            if match is None:
                break
            yield _Hit(rule, PriceTermKind(rule.value), Span(*match.span()), sentence)
            start = match.end()


def _held(document: Document, hits: Sequence[_Hit]) -> list[Finding[PriceTerm]]:
    """Prices that hold. Of several rules at one place the first counts; in one sentence those that say for how long."""
    found: list[tuple[Span, Finding[PriceTerm]]] = []
    taken: list[Span] = []
    firm = [h for h in hits if h.kind in _HELD]
    for hit in firm:
        if any(hit.span.overlaps(span) for span in taken):
            continue
        later = [h.span.start for h in firm if hit.sentence.start <= h.span.start < hit.sentence.end and h.span.start >= hit.span.end]
        near = Span(hit.span.start, min([*later, hit.sentence.end]))
        around = Span(max([hit.sentence.start, *(s.end for s in taken if s.end <= hit.span.start)]), near.end)
        taken.append(near)
        time = words.held_time(document.text, near, around)
        kind = PriceTermKind.OFFER if words.is_offer(document.text, around, time) else hit.kind
        of = "discounts" if words.is_of_discounts(document.quote(hit.span)) else "prices"
        through = time.through if kind is PriceTermKind.FIRM else ""
        value = PriceTerm(kind, time.months, time.days, time.until, through, of=of)
        found.append((hit.sentence, finding("price_term", value, (_cited(document, hit),))))
    timed = {sentence for sentence, one in found if _has_time(one.value)}
    return [one for sentence, one in found if _has_time(one.value) or sentence not in timed]


def _has_time(term: PriceTerm) -> bool:
    return bool(term.months or term.days or term.until or term.through)


def _falling(document: Document, hits: Sequence[_Hit]) -> Iterator[Finding[PriceTerm]]:
    fall = [h for h in hits if h.kind is PriceTermKind.DECREASE]
    if fall:
        yield finding("price_term", PriceTerm(PriceTermKind.DECREASE), tuple(_cited(document, h) for h in fall[:3]))


def _groups(part: Part, hits: Sequence[_Hit]) -> Iterator[tuple[_Hit, ...]]:
    """Hits that move prices, put together where they stand near each other in one section."""
    starts = sorted(s.heading_span.start for s in part.outline.sections)
    group: list[_Hit] = []
    for hit in sorted((h for h in hits if h.kind not in _APART), key=lambda h: h.span.start):
        if group:
            apart = bisect_right(starts, hit.span.start) != bisect_right(starts, group[-1].span.start)
            if apart or hit.sentence.start - group[-1].sentence.end > _NEAR:
                yield tuple(group)
                group = []
        group.append(hit)
    if group:
        yield tuple(group)


def _moving(document: Document, part: Part, group: Sequence[_Hit]) -> Finding[PriceTerm]:
    """One provision by which prices move, with all that its sentences say."""
    text = document.text
    own = tuple(dict.fromkeys(h.sentence for h in group))
    more = [one for one in _details(text, part, own[0].end, own[-1].end) if one not in own]
    spans = [*own, *more]
    step = words.step_of(text, [h.sentence for h in group if h.kind is PriceTermKind.PERCENT])
    kinds = {h.kind for h in group if h.kind is not PriceTermKind.PERCENT or step is not None}
    kind = next((k for k in _STRONGEST if k in kinds), PriceTermKind.REQUEST)
    notice, approval = words.notice_of(text, spans), words.approval_of(text, spans)
    value = PriceTerm(
        kind,
        index=words.index_of(text, [h.sentence for h in group if h.kind is PriceTermKind.INDEX]),
        percent=step,
        cap=words.cap_of(text, spans),
        every_months=words.every_of(text, spans),
        approval=approval or ("notice" if notice and kind is PriceTermKind.REQUEST else ""),
        notice_days=notice,
    )
    main = sorted(group, key=lambda h: (h.kind is not kind, h.span.start))
    quotes = [*(_cited(document, h) for h in main), *(cite(document, s, "price.details") for s in more)]
    return finding("price_term", value, _each_once(quotes)[:6])


def _details(text: str, part: Part, first: int, last: int) -> list[Span]:
    """Sentences between those of a provision, and behind them in its own section, that go on about it."""
    sentences, small = sentences_of(text, part.span), lowered(text)
    stop = min((s.heading_span.start for s in part.outline.sections if s.heading_span.start >= last), default=part.span.end)
    found: list[Span] = []
    at = first
    while len(found) < _DETAILS and at < min(stop, last + 2 * _NEAR):
        one = sentences.around(at)
        said = small[one.start : one.end]
        about = any(w in said for w in _ABOUT) and not any(w in said for w in _OTHER_MATTERS)
        if one.end <= at or (at >= last and not about):
            break
        if about and one.end <= stop:
            found.append(one)
        at = one.end
    return found


def _cited(document: Document, hit: _Hit) -> Evidence:
    """The whole sentence; of a long one the words found, out to the next stop or line."""
    if len(hit.sentence) <= _LONGEST_QUOTE:
        return cite(document, hit.sentence, hit.rule.id)
    text, low, high = document.text, max(hit.sentence.start, hit.span.start - _MARGIN), min(hit.sentence.end, hit.span.end + _MARGIN)
    start = max(text.rfind(stop, low, hit.span.start) for stop in (";", ":", "\n")) + 1 or low
    ends = [at for stop in (";", "\n") if (at := text.find(stop, hit.span.end, high)) >= 0]
    return cite(document, Span(start if start > low else hit.span.start, min(ends, default=hit.span.end)), hit.rule.id)


def _each_once(quotes: Sequence[Evidence]) -> tuple[Evidence, ...]:
    return tuple({e.span: e for e in reversed(quotes)}.values())[::-1]
