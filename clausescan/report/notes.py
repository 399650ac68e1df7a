"""What is written on the pages themselves: for each quote of the report a highlight, with a note that says what it proves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from clausescan.core.contract_file import ContractFile, Proof
from clausescan.core.finding import Evidence
from clausescan.core.readiness import Readiness
from clausescan.core.span import Box
from clausescan.core.words import AGENCY_WORDS, CLASS_WORDS, METHOD_WORDS, POLARITY_WORDS, condition_words
from clausescan.report.markup import Note
from clausescan.report.words import BADGES, long_date, sentence_case

_MOST_LINES = 12  # of one note: the words that prove the term prove many rows


def notes_of(file: ContractFile, readiness: Readiness) -> Mapping[str, tuple[Note, ...]]:
    """The notes of each PDF (by its sha256), in the order of its pages; a PDF that no quote comes from is not there.

    Every finding, step and check is told at the words that prove it; words that prove several things have one note. Words without a place on a page
    (a text without boxes) have none.
    """
    told: dict[tuple[str, int, int], tuple[Evidence, list[tuple[str, str]]]] = {}
    for proof, title, words in _told(file, readiness):
        evidence = proof.evidence
        _, lines = told.setdefault((evidence.source, evidence.span.start, evidence.span.end), (evidence, []))
        if (title, words) not in lines:
            lines.append((title, words))
    notes: dict[str, list[Note]] = {}
    for (source, _, _), (evidence, lines) in sorted(told.items(), key=lambda item: item[0]):
        notes.setdefault(source, []).extend(_notes(evidence, lines))
    return {source: tuple(found) for source, found in notes.items()}


def _notes(evidence: Evidence, lines: list[tuple[str, str]]) -> Iterator[Note]:
    """One note for each page on which the words stand."""
    pages: dict[int, list[Box]] = {}
    for page, box in evidence.boxes:
        pages.setdefault(page, []).append(box)
    more = f"\n… and {len(lines) - _MOST_LINES} more" if len(lines) > _MOST_LINES else ""
    words = "\n".join(f"{title}: {said}" for title, said in lines[:_MOST_LINES]) + more
    for page, boxes in pages.items():
        yield Note(page, tuple(boxes), lines[0][0], words)


def _told(file: ContractFile, readiness: Readiness) -> Iterator[tuple[Proof, str, str]]:
    """Every proof with what it is of, in a few words, and what it says: findings first, then the checks that rest on them."""
    yield from _findings(file)
    term = file.facts.term
    if term is not None:
        yield from ((proof, "Term", f"end in force {long_date(term.current_end)}") for proof in term.proof)
        yield from ((proof, "Term", f"{step.text}{f' ({step.date})' if step.date else ''}") for step in term.steps for proof in step.proof)
    for check in (*readiness.checks, *readiness.rows):
        name = f"Check {check.number}" if check.number else f"Row {check.id}"
        yield from ((proof, name, f"{BADGES[check.verdict].word}. {check.question} {check.reason}") for proof in check.proof)


def _findings(file: ContractFile) -> Iterator[tuple[Proof, str, str]]:
    facts = file.facts
    for clause in facts.clauses:
        use = clause.clause.value
        conditions = "".join(f"; {label.lower()}: {value.lower()}" for label, value in condition_words(use))
        words = f"{POLARITY_WORDS[use.polarity]} ({CLASS_WORDS[use.clause_class].lower()}){conditions}"
        yield from ((proof, "Cooperative use", words) for proof in clause.proof)
    if facts.lead_agency is not None:
        lead = facts.lead_agency.value
        yield from ((proof, "Lead agency", f"{lead.name} ({AGENCY_WORDS[lead.type]})") for proof in facts.lead_agency.proof)
    for name, one in (("Vendor", facts.vendor), ("Contract number", facts.contract_number), ("Solicitation number", facts.solicitation_number)):
        if one is not None:
            yield from ((proof, name, one.value) for proof in one.proof)
    if facts.program is not None:
        yield from ((proof, "Program", facts.program.value.name) for proof in facts.program.proof)
    for found in facts.competition:
        yield from ((proof, "Competition", sentence_case(METHOD_WORDS.get(found.value.method, found.value.method))) for proof in found.proof)
