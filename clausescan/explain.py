"""Why findings stand: joins what was read, the rules and the classifier. `clausescan explain` and the report ask here."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from clausescan.core.document import Document
from clausescan.core.explanation import Against, ClauseLabel, Explanation, Reason, Weighed
from clausescan.core.finding import ClauseClass, Competition, CooperativeUse, Finding, Identifier, LeadAgency, Party, Role, RoleFact, TermFact
from clausescan.core.result import Part, Scanned, ScannedPart
from clausescan.core.value_words import findings_of, value_words
from clausescan.extract import weigh_facts as facts
from clausescan.extract import weigh_use as uses
from clausescan.extract.mentions import survey
from clausescan.extract.reasons import reason_of
from clausescan.learn.classifier import Classifier
from clausescan.learn.spoken import label_of
from clausescan.scan import Toolkit

_LABELLED = frozenset({"cooperative_use", "term", "competition"})
"""Kinds that stand in a clause which may be about them; a name or a number may stand anywhere."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A finding with its place in the facts: `path` as facts/1 prints it ("term", "cooperative_use.0"), `kind` the field of `Facts`."""

    path: str
    kind: str
    part: ScannedPart
    finding: Finding[Any]


@dataclass(frozen=True, slots=True)
class _Told:
    """What a kind of finding has to tell of itself."""

    words: tuple[Weighed, ...] = ()
    steps: tuple[str, ...] = ()
    against: tuple[Against, ...] | None = ()


def listed(scanned: Scanned) -> tuple[Listed, ...]:
    """Every finding of the file, part by part in the order of facts/1; paths of other parts than the main one begin with `parts.N.`."""
    return tuple(
        Listed(path if n == scanned.main else f"parts.{n}.{path}", kind, part, found)
        for n, part in enumerate(scanned.parts)
        for path, kind, found in findings_of(part.facts)
    )


def matching(findings: Iterable[Listed], wanted: str) -> tuple[Listed, ...]:
    """The findings with that id, that path, or that kind; failing those, the ones whose id begins so (four signs at least). Empty if none."""
    every = tuple(findings)
    named = tuple(one for one in every if wanted in (one.finding.id, one.path, one.kind))
    return named or tuple(one for one in every if len(wanted) >= 4 and one.finding.id.startswith(wanted.lower()))


def explain(scanned: Scanned, one: Listed, toolkit: Toolkit, classifier: Classifier) -> Explanation:
    """Why that finding of that file stands."""
    found, part = one.finding, one.part.part
    told = _told(scanned.document, part, one, toolkit)
    label = _label(scanned.document, part, one, classifier)
    against = told.against if told.against is None else (*_second_opinion(found.value, label), *told.against)
    return Explanation(
        id=found.id,
        path=one.path,
        kind=one.kind,
        value=value_words(found.value),
        confidence=found.confidence,
        evidence=found.evidence,
        reasons=_reasons(scanned.document, part, found, toolkit),
        words=told.words,
        steps=told.steps,
        label=label,
        against=against,
    )


def explain_uses(scans: Iterable[Scanned], toolkit: Toolkit, classifier: Classifier) -> dict[str, Explanation]:
    """Why each cooperative-use clause of the files stands, by the id of its finding."""
    return {
        one.finding.id: explain(scanned, one, toolkit, classifier) for scanned in scans for one in listed(scanned) if one.kind == "cooperative_use"
    }


def _reasons(document: Document, part: Part, found: Finding[Any], toolkit: Toolkit) -> tuple[Reason, ...]:
    """The rules behind a finding, each once, in the order of the evidence."""
    if isinstance(found.value, CooperativeUse):
        return uses.use_reasons(document, part, found, toolkit.matcher)
    return tuple(Reason(origin, reason_of(origin) or "") for origin in dict.fromkeys(e.origin for e in found.evidence))


def _told(document: Document, part: Part, one: Listed, toolkit: Toolkit) -> _Told:
    """Words, steps and what argued against, by the kind of value."""
    found = one.finding
    role = one.part.facts.role.value.role if one.part.facts.role else Role.OTHER
    match found.value:
        case CooperativeUse():
            where = document, part, found, toolkit.matcher
            told = _Told(uses.use_words(*where), uses.use_frame_words(*where), uses.use_against(*where))
        case TermFact() as value:
            steps = tuple(f"{s.text}{f' ({s.date})' if s.date and str(s.date) not in s.text else ''}" for s in value.steps)
            told = _Told(facts.term_words(document, part, found.evidence), steps, facts.term_rivals(document, part, value, found.evidence))
        case Competition() as value:
            told = _Told(facts.rule_words(document, found.evidence), (), facts.method_rivals(document, part, value))
        case RoleFact() as value:
            told = _Told(facts.rule_words(document, found.evidence), (), facts.role_rivals(document, part, value))
        case LeadAgency() | Party():
            told = _told_party(document, part, found, role, toolkit)
        case Identifier() as value:
            told = _Told(against=facts.number_rivals(document, part, one.kind.removesuffix("_number"), value))
        case _:
            told = _Told(against=None)
    return told


def _told_party(document: Document, part: Part, found: Finding[Any], role: Role, toolkit: Toolkit) -> _Told:
    field = survey(document, part)
    if isinstance(found.value, LeadAgency):
        return _Told(facts.party_words(field, found.evidence[0], "lead"), (), facts.lead_rivals(field, found.value, role, toolkit.registry))
    return _Told(facts.party_words(field, found.evidence[0], "vendor"), (), facts.vendor_rivals(field, found.value))


def _label(document: Document, part: Part, one: Listed, classifier: Classifier) -> ClauseLabel | None:
    """What the classifier says of the clause in which most of the quote stands."""
    if one.kind not in _LABELLED:
        return None
    quoted = one.finding.evidence[0].span
    shared = [(min(c.span.end, quoted.end) - max(c.span.start, quoted.start), c) for c in part.outline.clauses if c.span.overlaps(quoted)]
    if not shared:
        return None
    _, clause = max(shared, key=lambda pair: (pair[0], -pair[1].span.start))
    return None if clause.furniture else label_of(classifier, document.quote(clause.span))


def _second_opinion(value: object, label: ClauseLabel | None) -> tuple[Against, ...]:
    """That the classifier takes a cooperative-use clause for something else; empty where it agrees or abstains."""
    if not isinstance(value, CooperativeUse) or label is None or label.kind in (None, f"cooperative_{value.polarity.value}"):
        return ()
    if value.clause_class is ClauseClass.INCORP:
        return ()  # most labels fit a clause that takes other documents in
    said = str(label.kind).replace("_", " ")
    return (Against(f"The classifier takes the clause to be about “{said}” (probability {label.probability:.2f}); findings rest on rules alone."),)


def near_names(findings: Iterable[Listed], wanted: str) -> str:
    """The key or id that looks most like what was asked for, "" where none does."""
    return next(iter(difflib.get_close_matches(wanted, [name for one in findings for name in (one.path, one.kind, one.finding.id)], 1, 0.6)), "")
