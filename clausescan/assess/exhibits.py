"""Exhibits that a contract names and the file does not hold (BUNDLES 3.4)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from clausescan.core.contract_file import Edge, EdgeKind, FilePart
from clausescan.core.document import Document
from clausescan.core.finding import Role, cite
from clausescan.core.result import ScannedPart
from clausescan.core.span import Span

_NAMES_THEM = (Role.CONTRACT, Role.PARTICIPATING_ADDENDUM, Role.AMENDMENT)
_MOST = 400
# "Exhibit B", "Attachment 2", "Appendix C-1", "Schedule III"; the list form "Exhibits A and B" gives each
_LABEL = re.compile(
    r"\b(?P<kind>Exhibit|EXHIBIT|Attachment|ATTACHMENT|Appendix|APPENDIX|Schedule|SCHEDULE)(?P<many>s|S|es|ES)?\s{1,3}"
    r"(?P<first>[A-Z](?:-?\d{1,2})?|\d{1,2}|[IVX]{1,4})(?![\w’'])"
    r"(?:\s{0,2}(?:,|and|&|,\s?and|through)\s{1,2}(?P<second>[A-Z](?:-?\d{1,2})?|\d{1,2})(?![\w’']))?"
)
_MADE_PART = re.compile(
    r"\b(?:attach(?:ed|ment\s{1,2}hereto)|hereto|annexed|incorporat\w{1,4}|made\s{1,2}(?:a\s{1,2})?part|consists?\s{1,2}of|forms?\s{1,2}(?:a\s{1,2})?part"
    r"|(?:is|contains|sets?\s{1,2}(?:forth|out)|lists?)\s{1,2}(?:the|its)\b|(?:set\s{1,2}(?:forth|out)|described|listed|stated)\s{1,2}in)\b",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\bof\s{1,2}(?:the\s{1,2}|its\s{1,2}|said\s{1,2})?(?:[A-Z]{2,5}\b|request|invitation|solicitation|bid|proposal|master|rfp|ifb)", re.IGNORECASE
)


def missing_exhibits(parts: tuple[FilePart, ...], sources: Mapping[str, tuple[Document, ScannedPart]]) -> Iterator[Edge]:
    """An incorporation without a target for each exhibit that a contract's words make part of it and that begins nowhere in the file.

    Each label once, at its first place. What an exhibit of the same label in any document of the file begins with a line of its own
    counts as there: whose it is cannot be told, and asking for what is at hand helps nobody.
    """
    there = {label for document, scanned in sources.values() for label in _begins(document, scanned.part.span)}
    there |= {label for part in parts for label in _labels(f"{part.title} {part.source.name}".replace("-", " ").replace("_", " "))}
    seen: set[tuple[str, str]] = set()
    for part in parts:
        if part.role not in _NAMES_THEM:
            continue
        document, scanned = sources[part.id]
        for label, at in _made_part(document, scanned.part.span):
            if label not in there and label not in seen:
                seen.add(label)
                proof = part.prove((cite(document, at, "link.exhibit"),))
                yield Edge(EdgeKind.INCORPORATES, part.id, None, f"{label[0].title()} {label[1]}", proof)


def _labels(words: str) -> Iterator[tuple[str, str]]:
    for match in _LABEL.finditer(words.title() if words.islower() else words):
        yield from _of(match)


def _of(match: re.Match[str]) -> Iterator[tuple[str, str]]:
    for name in (match["first"], match["second"]):
        if name:
            yield match["kind"].lower(), name.upper()


def _begins(document: Document, span: Span) -> Iterator[tuple[str, str]]:
    """Labels that stand at the head of a short line, as a heading does."""
    for match in _LABEL.finditer(document.text, span.start, span.end):
        start = document.text.rfind("\n", span.start, match.start()) + 1
        end = document.text.find("\n", match.end(), span.end)
        rest = document.text[match.end() : end if end >= 0 else span.end]
        if not document.text[max(start, span.start) : match.start()].strip(" *_#\t|") and not match["many"] and _is_heading(rest):
            yield from _of(match)


def _is_heading(rest: str) -> bool:
    """What follows the label on its line: nothing, a mark, or a few words without a verb's running text."""
    words = rest.strip(" .:–—-|")
    return not words or (len(words) <= 80 and rest[:1] in ".:–—-| \t(" and words[:1].isupper() and not rest.rstrip().endswith((",", ";")))


def _made_part(document: Document, span: Span) -> Iterator[tuple[tuple[str, str], Span]]:
    """Labels in a sentence that makes them part of this document, with the place of the sentence."""
    for match in islice(_LABEL.finditer(document.text, span.start, span.end), _MOST):
        low, high = _sentence(document.text, match, span)
        words = document.text[low:high]
        if _MADE_PART.search(words) and not _ELSEWHERE.match(document.text, match.end() + 1):
            for label in _of(match):
                yield label, Span(low, high)


def _sentence(text: str, match: re.Match[str], span: Span) -> tuple[int, int]:
    """At most 300 characters before and after, within one sentence."""
    low, high = max(span.start, match.start() - 300), min(span.end, match.end() + 300)
    before = max(text.rfind(". ", low, match.start()), text.rfind("\n\n", low, match.start()))
    after = [at for mark in (". ", ".\n", "\n\n") if (at := text.find(mark, match.end(), high)) >= 0]
    return (before + 1 if before >= 0 else low), min(after, default=high - 1) + 1
