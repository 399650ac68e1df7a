"""Why a party, number, method, role or term was read as it was: the words that weighed and, where the finder can say it, what it passed over."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice

from clausescan.core.document import Document
from clausescan.core.explanation import Against, Weighed
from clausescan.core.finding import Competition, Evidence, Identifier, LeadAgency, Party, Role, RoleFact, TermFact
from clausescan.core.result import Part
from clausescan.core.span import Span
from clausescan.extract.candidates import rank
from clausescan.extract.cues import cues_at
from clausescan.extract.identifiers import labelled
from clausescan.extract.mentions import Field, Mention
from clausescan.extract.names import name_key
from clausescan.extract.pattern_rules import PatternRule, anchor_hits, load_rules, lowered
from clausescan.extract.reasons import cue_reasons, regular_rules
from clausescan.extract.registry import Registry
from clausescan.extract.sentences import split_sentences
from clausescan.extract.term_claims import Claim, Statement, read_statement
from clausescan.extract.term_rules import load_term_rules
from clausescan.extract.term_text import term_sentences
from clausescan.extract.titles import find_titles
from clausescan.extract.weigh_use import weighed

MOST_RIVALS = 4
_SHORT = 160
_NUMBERS_WITHIN = 40_000
_SLOTS = {
    "start": "the first day",
    "end": "the last day",
    "initial": "the length of the first term",
    "period": "a period",
    "renewal": "the renewal options",
    "cap": "a limit of the whole",
    "holdover": "a stop-gap after the end",
    "current": "the end in force",
    "window": "how long others may order",
}
"""What a claim about the term stands for. Slots that are not here say nothing of it."""


def rule_words(document: Document, evidence: Iterable[Evidence]) -> tuple[Weighed, ...]:
    """For evidence of regular rules: the words that each rule took, in the order of the evidence; none for other origins."""
    found: dict[str, Weighed] = {}
    for one in evidence:
        rule = regular_rules().get(one.origin)
        match = rule.search(document.text, one.span.start, one.span.end) if rule else None
        if rule and match and match[0].strip():
            found.setdefault(rule.id, weighed(document, Span(*match.span()), rule.why, rule.id))
    return tuple(found.values())


def party_words(field: Field, evidence: Evidence, role: str) -> tuple[Weighed, ...]:
    """The words beside a party's name that speak for it as `role` ("lead" or "vendor"), or against it, heaviest first."""
    cues = sorted(cues_at(field.flowed, evidence.span, role, field.span), key=lambda c: -abs(c.weight))
    found = []
    for cue in cues:
        name = evidence.span
        start, end = (max(field.span.start, name.start - 90), name.start) if cue.before else (name.end, min(field.span.end, name.end + 320))
        hit = cue.pattern.search(field.flowed[start:end])
        if hit and hit[0].strip():
            against = "" if cue.weight > 0 else " It speaks against the name."
            span = Span(start + hit.start(), start + hit.end())
            found.append(weighed(field.document, span, f"{cue_reasons()[cue.id]}{against}", f"cue {cue.id}, weight {cue.weight:g}"))
    return tuple(found)


def lead_rivals(field: Field, value: LeadAgency, role: Role, registry: Registry) -> tuple[Against, ...]:
    """Other bodies that the text names, the likeliest first, with their weight beside that of the one chosen."""
    ranked = rank(field, role, registry)
    own = next((c for c in ranked if _same_name(c.best.name, value.name)), None)
    beside = f" against {own.score:.1f}" if own else ""
    return tuple(
        Against(f"Another body, named {_times(len(c.mentions))}; weight {c.score:.1f}{beside}.", c.best.name, _page(field, c.best))
        for c in islice((c for c in ranked if c is not own), MOST_RIVALS)
    )


def vendor_rivals(field: Field, value: Party) -> tuple[Against, ...]:
    """Other companies that the text names, the most often named first."""
    groups: dict[str, list[Mention]] = defaultdict(list)
    for mention in field.companies:
        if not _same_name(mention.name, value.name):
            groups[name_key(mention.name)].append(mention)
    often = sorted(groups.values(), key=lambda g: (-len(g), g[0].span.start))[:MOST_RIVALS]
    told = "with less beside it that tells a seller"
    return tuple(Against(f"Another company, named {_times(len(g))}, {told}.", g[0].name, _page(field, g[0])) for g in often)


def number_rivals(document: Document, part: Part, kind: str, value: Identifier) -> tuple[Against, ...]:
    """Other numbers of the part with a label of the same kind ("solicitation" or "contract")."""
    text = document.text[part.span.start : min(part.span.end, part.span.start + _NUMBERS_WITHIN)]
    others = dict.fromkeys(number for found, number in labelled(text) if found == kind and not _same_number(number, value.number))
    return tuple(Against("Another number with such a label, which weighed less where it stands.", number) for number in islice(others, MOST_RIVALS))


def method_rivals(document: Document, part: Part, value: Competition) -> tuple[Against, ...]:
    """Words of the part that speak for another method of competition, the heaviest first."""
    return _rivals(document, part.span, part, load_rules("competition"), value.method)


def role_rivals(document: Document, part: Part, value: RoleFact) -> tuple[Against, ...]:
    """Words of the first pages that speak for another role, or against this one."""
    head = Span(part.span.start, min(part.span.end, part.span.start + 9_000))
    return _rivals(document, head, part, load_rules("role"), value.role.value)


def term_words(document: Document, part: Part, evidence: Iterable[Evidence]) -> tuple[Weighed, ...]:
    """The dates and lengths in the evidence of a term with what each was taken for, in the order of the text."""
    rules = {rule.id: rule.why for rule in load_term_rules().cues}
    spans = [e.span for e in evidence]
    claims = [c for s in _statements(document, part) for c in _telling(s) if any(c.item.span.overlaps(span) for span in spans)]
    return tuple(weighed(document, c.item.span, f"Taken for {_SLOTS[c.slot]}. {rules[c.rule]}", c.rule) for c in claims)


def term_rivals(document: Document, part: Part, value: TermFact, evidence: Iterable[Evidence]) -> tuple[Against, ...]:
    """What leaves the term in doubt, and other sentences that give another day or length for it and were not followed."""
    spans = [e.span for e in evidence]
    others = [s for s in _statements(document, part) if _differs(s, value) and not any(s.sentence.span.overlaps(span) for span in spans)]
    ranked = sorted(others, key=lambda s: (-s.score, s.sentence.span.start))[:MOST_RIVALS]
    return (
        *(Against(f"In doubt: {doubt}.") for doubt in value.needs_review),
        *(
            Against(
                f"Also speaks of {', '.join(dict.fromkeys(_SLOTS[c.slot] for c in _telling(s)))}, and was not followed.",
                _shortened(document.quote(s.sentence.span)),
                document.page_of(s.sentence.span.start),
            )
            for s in ranked
        ),
    )


def _telling(statement: Statement) -> tuple[Claim, ...]:
    return tuple(c for c in statement.claims if c.slot in _SLOTS)


def _differs(statement: Statement, value: TermFact) -> bool:
    """Whether some day or length of the sentence is none that the term has."""
    days = {value.start, value.initial_end, value.current_end, value.max_end}
    months = {value.length_months, value.renewals.months_each if value.renewals else None}
    items = [c.item for c in _telling(statement)]
    return any((i.date is not None and i.date.last not in days) or (i.length is not None and i.length.months not in months) for i in items)


def _rivals(document: Document, span: Span, part: Part, rules: tuple[PatternRule, ...], value: str) -> tuple[Against, ...]:
    """Rules of other values, or against this one, that fire in the span; each once, at its first place."""
    others = tuple(r for r in rules if (r.value != value) == (r.weight > 0))
    titles = find_titles(document, part.span, tuple(r for r in others if r.where == "title"))
    hits = {t.rule.id: (abs(t.rule.weight) * t.factor, t.rule, t.span) for t in titles}
    for rule, words in _fired(document, span, tuple(r for r in others if r.where == "text")):
        hits.setdefault(rule.id, (abs(rule.weight), rule, words))
    ranked = sorted(hits.values(), key=lambda h: (-h[0], h[2].start))[:MOST_RIVALS]
    return tuple(Against(_rival(rule, weight), _shortened(document.quote(place)), document.page_of(place.start)) for weight, rule, place in ranked)


def _rival(rule: PatternRule, weight: float) -> str:
    side = f"Speaks for “{rule.value.replace('_', ' ')}”" if rule.weight > 0 else "Speaks against it"
    return f"{side}, with less weight in all ({weight:.1f}, rule {rule.id}): {rule.why}"


def _fired(document: Document, span: Span, rules: tuple[PatternRule, ...]) -> Iterator[tuple[PatternRule, Span]]:
    """Rules with the words that they match, sentence by sentence where an anchor of theirs stands."""
    small = lowered(document.text)
    sentences = split_sentences(document.text, span)
    for at, anchor in anchor_hits(rules, small, span.start, span.end, 40):
        sentence = sentences.around(at)
        for rule in rules:
            if anchor in rule.anchors and (hit := rule.search(document.text, sentence.start, sentence.end)):
                yield rule, Span(*hit.span())


def _statements(document: Document, part: Part) -> tuple[Statement, ...]:
    rules = load_term_rules()
    return tuple(s for sentence in term_sentences(document.text, part.span, rules) if (s := read_statement(sentence, rules)) is not None)


def _same_name(one: str, other: str) -> bool:
    a, b = name_key(one), name_key(other)
    return a in b or b in a


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _page(field: Field, mention: Mention) -> int:
    return field.document.page_of(mention.span.start)


def _same_number(one: str, other: str) -> bool:
    """True where one is the other with a word before it ("RFP 24-1" and "24-1")."""
    a, b = (re.sub(r"\W", "", number).lower() for number in (one, other))
    return a in b or b in a


def _shortened(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= _SHORT else plain[: plain.rfind(" ", 0, _SHORT)] + " …"
