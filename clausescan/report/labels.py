"""What a quote shows: a few words for each piece of evidence, and the id of the finding that it belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from clausescan.core.contract_file import ContractFile, EventKind, FilePart, FileStep, Proof
from clausescan.core.finding import Evidence
from clausescan.core.span import Span
from clausescan.core.value_words import KIND_WORDS, findings_of
from clausescan.core.words import CLASS_WORDS
from clausescan.report.words import sentence_case, shortened

Key: TypeAlias = tuple[str, Span]

_DATE = re.compile(r"\b(?:19|20)\d\d-\d\d-\d\d")
_TAIL = re.compile(r"[:,.(]")
_EVENTS = {
    EventKind.START: "Start of the term",
    EventKind.INITIAL_END: "End of the initial term",
    EventKind.RENEWED: "Renewal",
    EventKind.SHORTENED: "Earlier end",
    EventKind.OFFERED: "Renewal offered",
    EventKind.NOTICE: "Notice of renewal",
    EventKind.CURRENT_END: "End in force",
    EventKind.WINDOW_END: "Last day for orders by other agencies",
    EventKind.UNUSED: "Option to renew",
    EventKind.MAX_END: "Latest end",
}


def quote_labels(file: ContractFile) -> Mapping[Key, str]:
    """By source and span: what the words show, as in "Start of the term"; the first that names them counts."""
    found: dict[Key, str] = {}
    for label, evidence in _named(file):
        found.setdefault((evidence.source, evidence.span), label)
    return found


def finding_ids(file: ContractFile) -> Mapping[Key, str]:
    """By source and span of its first words: the id of the finding, which stays the same in a new run."""
    found: dict[Key, str] = {}
    for part in file.parts:
        for _, _, one in findings_of(part.facts):
            for evidence in one.evidence:
                found.setdefault((evidence.source, evidence.span), one.id)
    return found


def _named(file: ContractFile) -> Iterator[tuple[str, Evidence]]:
    facts = file.facts
    for part in file.parts:
        yield from (("Signature", one) for one in part.signing.evidence)
    for step in facts.term.steps if facts.term is not None else ():
        yield from _all(_step_label(step), step.proof)
    for label, settled in (("Lead agency", facts.lead_agency), ("Vendor", facts.vendor), ("Program", facts.program)):
        if settled is not None:
            yield from _all(label, settled.proof)
    for one in facts.competition:
        yield from _all("How vendors competed", one.proof)
    yield from _all("Makes the solicitation part of the contract", facts.contract_side.through)
    yield from _all("Keeps the solicitation out of the contract", facts.contract_side.against)
    if facts.election is not None:
        yield from _all("The vendor's answer", facts.election.proof)
    for clause in facts.clauses:
        yield from _all(CLASS_WORDS[clause.clause.value.clause_class], clause.proof)
    for part in file.parts:
        yield from _of_part(part)


def _of_part(part: FilePart) -> Iterator[tuple[str, Evidence]]:
    for topic in part.topics:
        yield from ((sentence_case(topic.name), one) for one in topic.evidence)
    for _, kind, one in findings_of(part.facts):
        yield from ((sentence_case(KIND_WORDS[kind]), evidence) for evidence in one.evidence)


def _step_label(step: FileStep) -> str:
    """What the step did; else its own first words, up to a date or a stop, as in "Initial term ends"."""
    if step.event is not None:
        return _EVENTS.get(step.event, "Term")
    words = _TAIL.split(_DATE.split(step.text)[0])[0].strip()
    return shortened(sentence_case(words), 60) if words else "Term"


def _all(label: str, proofs: tuple[Proof, ...]) -> Iterator[tuple[str, Evidence]]:
    return ((label, p.evidence) for p in proofs)
